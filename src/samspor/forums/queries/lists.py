"""The series, meetings, wishes and items one may see."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import Among, among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission
from samspor.forums.models import AgendaItem, Meeting, MeetingSeries, Wish
from samspor.forums.queries.seats import ON
from samspor.forums.rules import dates
from samspor.forums.rules.words import ItemState, WishState
from samspor.people.api import Employment, Unit, units_above


def series_visible_to(actor: Actor) -> QuerySet[MeetingSeries]:
    """Those one plans, those one may ask in, and those one sits in."""
    return _near(actor, frozenset(_up(actor)))


def _near(actor: Actor, up: frozenset[UUID]) -> QuerySet[MeetingSeries]:
    planned = within(actor, Permission.FORUM_PLAN, MeetingSeries.objects.all()).values("pk")
    seated = within(actor, Permission.FORUM_SIT, Meeting.objects.filter(state__in=ON)).values("series")
    near = Among("unit", up) if holds(actor, Permission.FORUM_CONSULT) else Q(pk__in=[])
    found = MeetingSeries.objects.filter(Q(pk__in=planned) | Q(pk__in=seated) | Q(near))
    return found.select_related("type", "unit", "planned_by").order_by("title", "pk")


def series_to_ask(actor: Actor, at: datetime) -> QuerySet[MeetingSeries]:
    """Those that have a meeting ahead."""
    coming = Meeting.objects.filter(state__in=ON, starts_at__gt=at).values("series")
    return series_visible_to(actor).filter(pk__in=coming)


def asks_somewhere(actor: Actor, at: datetime) -> bool:
    """Whether one has a forum to ask in."""
    return _somewhere(actor, frozenset(_up(actor)), at) != []


@Kept
def _somewhere(actor: Actor, up: frozenset[UUID], at: datetime) -> QuerySet[MeetingSeries, UUID]:
    coming = Meeting.objects.filter(state__in=ON, starts_at__gt=at).values("series")
    return _near(actor, up).filter(pk__in=coming).values_list("pk", flat=True)


def _up(actor: Actor) -> list[UUID]:
    """One's own places and those above them: their forums are for one."""
    return list(units_above(actor.own_units))


def units_to_plan(actor: Actor) -> QuerySet[Unit]:
    held = Unit.objects.filter(Unit.open_on(actor.on))
    return within(actor, Permission.FORUM_PLAN, held).order_by("name", "pk")


def series_lasting(unit: Unit, closes_on: date) -> QuerySet[MeetingSeries]:
    """The unit's own, with a meeting on that day or later."""
    ahead = Meeting.objects.filter(state__in=ON, starts_at__gte=dates.moment(closes_on, time.min))
    return MeetingSeries.objects.filter(unit=unit, pk__in=ahead.values("series")).order_by("title", "pk")


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    planned = within(actor, Permission.FORUM_PLAN, Meeting.objects.all()).values("pk")
    seated = within(actor, Permission.FORUM_SIT, Meeting.objects.all()).values("pk")
    found = Meeting.objects.filter(Q(pk__in=planned) | Q(pk__in=seated))
    return found.select_related("series__type", "series__unit", "series__planned_by", "changed_by")


def meetings_ahead(actor: Actor, at: datetime) -> QuerySet[Meeting]:
    return meetings_visible_to(actor).filter(ends_at__gt=at).order_by("starts_at", "pk")


def unfinished(actor: Actor, at: datetime) -> QuerySet[Meeting]:
    """Those that were, and that nobody has ended: the oldest first."""
    return meetings_visible_to(actor).filter(state__in=ON, ends_at__lte=at).order_by("starts_at", "pk")


def left_behind(wishes: Iterable[Wish], on: date) -> set[UUID]:
    """Those that name nobody, and whose keeper works here no longer."""
    held = [one for one in wishes if one.child_id is None]
    keepers = {one.keeper_id for one in held}
    there = set(Employment.objects.filter(staff__in=keepers, period__contains=on).values_list("staff", flat=True))
    return {one.pk for one in held if one.keeper_id not in there}


def sits_or_plans(actor: Actor) -> bool:
    return any(holds(actor, one) for one in (Permission.FORUM_SIT, Permission.FORUM_PLAN, Permission.FORUM_CONSULT))


def items_of(meeting: UUID) -> list[AgendaItem]:
    """Those that were not taken off, in their order."""
    held = AgendaItem.objects.filter(meeting=meeting).exclude(state=ItemState.DROPPED)
    return list(_whole(held).order_by("starts_at", "pk"))


def items_visible_to(actor: Actor) -> QuerySet[AgendaItem]:
    ways = (Permission.FORUM_PLAN, Permission.FORUM_SIT, Permission.FORUM_ASK)
    held = [within(actor, one, AgendaItem.objects.all()).values("pk") for one in ways]
    return _whole(AgendaItem.objects.filter(Q(pk__in=held[0]) | Q(pk__in=held[1]) | Q(pk__in=held[2])))


def _whole(rows: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    return rows.select_related(
        "meeting__series__type", "wish__series__type", "wish__child__merged_into", "wish__keeper", "wish__unit"
    )


def asked_visible_to(actor: Actor) -> QuerySet[Wish]:
    """Those of the children one works with, and one's own that name nobody."""
    child = within(actor, Permission.FORUM_ASK, Wish.objects.filter(child__isnull=False)).values("pk")
    own = within(actor, Permission.FORUM_CONSULT, Wish.objects.filter(child=None)).values("pk")
    return _with_all(Wish.objects.filter(Q(pk__in=child) | Q(pk__in=own)))


def wishes_visible_to(actor: Actor) -> QuerySet[Wish]:
    """And those a leader may have to take over."""
    led = within(actor, Permission.FORUM_OVERSEE, Wish.objects.all()).values("pk")
    return _with_all(Wish.objects.filter(Q(pk__in=asked_visible_to(actor).values("pk")) | Q(pk__in=led)))


def wishes_of(actor: Actor) -> QuerySet[Wish]:
    """One's own that are not over."""
    return asked_visible_to(actor).filter(keeper=actor.staff, settled_at=None).order_by("asked_at", "pk")


@Kept
def asked_about(actor: Actor, children: frozenset[UUID]) -> QuerySet[Wish]:
    """What is not over about those children, as far as one may see it."""
    return asked_visible_to(actor).filter(among("child", children), settled_at=None).order_by("asked_at", "pk")


def waiting_in(series: UUID) -> list[Wish]:
    return list(_with_all(Wish.objects.filter(series=series, state=WishState.ASKED)).order_by("asked_at", "pk"))


def _with_all(rows: QuerySet[Wish]) -> QuerySet[Wish]:
    return rows.select_related(
        "series__type", "series__unit", "series__planned_by", "child__merged_into", "pathway", "unit", "asked_by",
        "keeper",
    )  # fmt: skip


def jobs_of(actor: Actor) -> list[Employment]:
    """What one works as oneself, of what can sit in a meeting."""
    return list(_sitting(actor.on).filter(staff=actor.staff))


def places(on: date) -> list[Unit]:
    """Where somebody works today who can be given a seat."""
    working = _sitting(on).filter(unit=OuterRef("pk")).order_by()
    return list(Unit.objects.filter(Exists(working)).order_by("name", "pk"))


def working_at(unit: UUID, on: date) -> list[Employment]:
    return list(_sitting(on).filter(unit=unit))


def _sitting(on: date) -> QuerySet[Employment]:
    roles = sorted(POLICY[Permission.FORUM_SIT])
    held = Employment.objects.filter(role__in=roles, period__contains=on, staff__account__is_active=True)
    return held.select_related("staff", "unit").order_by("staff__name", "pk")
