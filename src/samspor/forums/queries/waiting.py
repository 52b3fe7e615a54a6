"""What waits for somebody: a wish without a place, a meeting soon, and what was agreed and is not done."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import Among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.forums.models import AgendaItem, DecisionRecord, Meeting, MeetingSeries, Wish
from samspor.forums.models.decisions import fallen_to
from samspor.forums.queries.lists import wishes_of
from samspor.forums.queries.seats import ON
from samspor.forums.rules.dates import moment, slot_due_on
from samspor.forums.rules.words import ItemState, WishState
from samspor.pathways.api import Pathway

SOON = timedelta(days=7)


def too_long(actor: Actor, *, days: int) -> list[Wish]:
    """Those one leads or sees to oneself that should have had a place by now."""
    return [one for one in _asked(actor) if slot_due_on(local_date(one.asked_at), days=days) < actor.on]


@Kept
def _asked(actor: Actor) -> QuerySet[Wish]:
    led = within(actor, Permission.FORUM_OVERSEE, Wish.objects.all()).values("pk")
    own = wishes_of(actor).values("pk")
    asked = Wish.objects.filter(Q(pk__in=led) | Q(pk__in=own, child=None), state=WishState.ASKED)
    return asked.select_related("series", "keeper").order_by("asked_at", "pk")


def to_place(actor: Actor) -> list[MeetingSeries]:
    """The series one plans in which somebody waits for a place."""
    return _to_place(actor) if holds(actor, Permission.FORUM_PLAN) else []


@Kept
def _to_place(actor: Actor) -> QuerySet[MeetingSeries]:
    waiting = Wish.objects.filter(state=WishState.ASKED).values("series")
    held = within(actor, Permission.FORUM_PLAN, MeetingSeries.objects.filter(pk__in=waiting))
    return held.order_by("title", "pk")


def left_open(actor: Actor) -> list[Meeting]:
    """Those one plans that were yesterday or before, and that nobody has ended: what is on the agenda waits in them."""
    return _left_open(actor, moment(actor.on, time.min)) if holds(actor, Permission.FORUM_PLAN) else []


@Kept
def _left_open(actor: Actor, before: datetime) -> QuerySet[Meeting]:
    waiting = AgendaItem.objects.filter(state=ItemState.WAITING).values("meeting")
    over = Meeting.objects.filter(pk__in=waiting, state__in=ON, ends_at__lt=before)
    return within(actor, Permission.FORUM_PLAN, over).select_related("series").order_by("starts_at", "pk")


def soon(actor: Actor, at: datetime) -> list[AgendaItem]:
    """One's own wishes that are to be talked of within the week. A meeting begins on a whole minute."""
    now = at.replace(second=0, microsecond=0)
    return _between(actor, now, now + SOON)


@Kept
def _between(actor: Actor, begins: datetime, ends: datetime) -> QuerySet[AgendaItem]:
    days = {"meeting__starts_at__gt": begins, "meeting__starts_at__lte": ends}
    held = AgendaItem.objects.filter(wish__in=wishes_of(actor).values("pk"), state=ItemState.WAITING, **days)
    shown = ("starts_at", "meeting__series__title", "wish__child")
    return held.select_related("wish", "meeting__series").only(*shown).order_by("starts_at", "pk")


def to_be_talked_of(pathways: Collection[UUID], on: date) -> frozenset[UUID]:
    """Those whose child has a place on an agenda ahead, on whichever of its pages that was asked."""
    wish = Q(wish__pathway=OuterRef("pk")) | Q(wish__child=OuterRef("child"))
    wish |= Q(wish__child=OuterRef("child__merged_into"))
    ahead = {"meeting__state__in": ON, "meeting__starts_at__gte": moment(on, time.min), "state": ItemState.WAITING}
    held = Pathway.objects.filter(Among("pk", pathways), Exists(AgendaItem.objects.filter(wish, **ahead)))
    return frozenset(held.values_list("pk", flat=True))


def decisions_visible_to(actor: Actor) -> QuerySet[DecisionRecord]:
    """Those of the children one works with, and those one sees to."""
    ways = (Permission.FORUM_ASK, Permission.FORUM_CONSULT)
    child, own = (within(actor, one, DecisionRecord.objects.all()).values("pk") for one in ways)
    held = DecisionRecord.objects.filter(Q(pk__in=child) | Q(pk__in=own))
    return held.select_related(
        "item__wish__series", "item__wish__child__merged_into", "responsible__staff", "entry", "by"
    )


def decisions_mine(actor: Actor) -> list[DecisionRecord]:
    """Within the week. Of a child with a pathway it stands there, as one's own action."""
    return _mine(actor, actor.on + SOON)


@Kept
def _mine(actor: Actor, until: date) -> QuerySet[DecisionRecord]:
    mine = DecisionRecord.objects.filter(responsible__staff=actor.staff, done_at=None, entry=None)
    return _waiting(mine, until)


@Kept
def decisions_late(actor: Actor) -> QuerySet[DecisionRecord]:
    """Of one's own place, or of what one saw to oneself, when nobody has said in time what came of it."""
    late = DecisionRecord.objects.filter(done_at=None, entry=None, due_on__lt=actor.on)
    late = late.exclude(responsible__staff=actor.staff)
    led = within(actor, Permission.FORUM_OVERSEE, late).values("pk")
    kept = decisions_visible_to(actor).filter(item__wish__keeper=actor.staff).values("pk")
    return _waiting(late.filter(Q(pk__in=led) | Q(pk__in=kept)), actor.on)


def decisions_left(actor: Actor) -> list[DecisionRecord]:
    """What names nobody and is nobody's any more, where one leads: whatever its day."""
    if actor.staff is None or not holds(actor, Permission.FORUM_OVERSEE):
        return []
    late = {one.pk for one in decisions_late(actor)}
    return [one for one in _fallen(actor, actor.staff) if one.pk not in late]


@Kept
def _fallen(actor: Actor, staff: UUID) -> QuerySet[DecisionRecord]:
    held = DecisionRecord.objects.filter(fallen_to(staff, actor.on), done_at=None)
    mine = within(actor, Permission.FORUM_CONSULT, held)
    return mine.select_related("item__wish", "responsible__staff").order_by("due_on", "pk")


def _waiting(held: QuerySet[DecisionRecord], until: date) -> QuerySet[DecisionRecord]:
    held = held.filter(due_on__lte=until).select_related("item__wish", "responsible__staff")
    return held.order_by("due_on", "pk")
