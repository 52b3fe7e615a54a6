"""The handovers one sends and those one receives, and what waits in them."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.clock import COPENHAGEN
from samspor.people.api import Child, Enrolment, Unit, same_child
from samspor.transitions.models import Delivery, Handover, HandoverDraft, HandoverField, HandoverLink, SentField
from samspor.transitions.queries.around import of_child
from samspor.transitions.queries.now import Now, known_of, nows

MOST = 200
A_YEAR = timedelta(days=365)


def handovers_visible_to(actor: Actor) -> QuerySet[Handover]:
    held = Handover.objects.select_related("child", "from_unit", "to_unit", "prepared_by")
    return within(actor, Permission.HANDOVER_PREPARE, held)


@Kept
def handover_seen(actor: Actor, handover: UUID) -> QuerySet[Handover]:
    return handovers_visible_to(actor).filter(pk=handover)


def fields_visible_to(actor: Actor) -> QuerySet[HandoverField]:
    return within(actor, Permission.HANDOVER_PREPARE, HandoverField.objects.select_related("handover__child"))


def links_visible_to(actor: Actor) -> QuerySet[HandoverLink]:
    return within(actor, Permission.HANDOVER_PREPARE, HandoverLink.objects.select_related("handover__child"))


def deliveries_visible_to(actor: Actor) -> QuerySet[Delivery]:
    """Those sent to one's own unit. What was taken back, or withdrawn whole unseen, has never been there."""
    return deliveries(actor).prefetch_related(sent_fields())


def sent_fields() -> "Prefetch[str, QuerySet[SentField], str]":
    return Prefetch("sent_fields", SentField.objects.select_related("guardian"))


def deliveries(actor: Actor) -> QuerySet[Delivery]:
    left = SentField.objects.filter(delivery=OuterRef("pk"), withdrawn_at=None)
    held = Delivery.objects.filter(Exists(left) | Q(opened_at__isnull=False), taken_back_at=None, unit__isnull=False)
    held = held.select_related(
        "handover__child__merged_into", "handover__from_unit", "handover__prepared_by", "unit", "sent_by", "read_by",
        "answered_by",
    )  # fmt: skip
    return within(actor, Permission.HANDOVER_RECEIVE, held)


def children_to_begin_with(actor: Actor) -> QuerySet[Child]:
    return within(actor, Permission.HANDOVER_BEGIN, Child.objects.filter(merged_into=None))


def draft_of(actor: Actor, place: str) -> HandoverDraft | None:
    """One's own, of the form at `place`."""
    return HandoverDraft.objects.filter(account=actor.id, place=place).first()


def begun_already(child: Child, sender: Unit, to_unit: Unit | None, to_place: str) -> Handover | None:
    """To the same place, and neither sent nor ended."""
    held = Handover.objects.filter(of_child(child), from_unit=sender, to_unit=to_unit, ended_at=None)
    sent = Delivery.objects.filter(taken_back_at=None).values("handover")
    there = held.exclude(pk__in=sent).order_by("begun_at", "pk")
    place = _plain(to_place)
    return next((one for one in there if to_unit or _plain(one.to_place or "") == place), None)


def _plain(place: str) -> str:
    return " ".join(place.casefold().split())


def draft_to_begin(actor: Actor, child: Child) -> HandoverDraft | None:
    """One's own, of the form that begins one; also from a page that has been merged into this."""
    held = HandoverDraft.objects.filter(account=actor.id, child__in=same_child(child))
    return held.order_by("-saved_at", "pk").first()


def sent_from(actor: Actor) -> list[Now]:
    """All one's unit prepares, what begins first standing first; and what was sent or closed, the newest first."""
    done = Q(ended_at__isnull=False) | Q(pk__in=Delivery.objects.filter(taken_back_at=None).values("handover"))
    found = handovers_visible_to(actor)
    open_ones = found.exclude(done).order_by("starts_on", "child__search_name", "pk")
    gone = found.filter(done).order_by("-starts_on", "child__search_name", "pk")
    return nows([*open_ones, *gone[:MOST]], actor.on)


def received_by(actor: Actor) -> list[Delivery]:
    return list(deliveries_visible_to(actor).order_by("-sent_at", "pk")[:MOST])


def has_any(child: Child) -> bool:
    """Whether one was ever begun about the child. Most have none: then the page asks for nothing more."""
    held = vars(child)
    if "_handed_over" not in held:
        held["_handed_over"] = bool(_any_of(frozenset(same_child(child))))
    return bool(held["_handed_over"])


@Kept
def _any_of(children: frozenset[UUID]) -> QuerySet[Handover, UUID]:
    return Handover.objects.filter(among("child", children)).values_list("pk", flat=True)[:1]


@Kept
def _about(actor: Actor, children: frozenset[UUID]) -> QuerySet[Handover]:
    return handovers_visible_to(actor).filter(among("child", children)).order_by("-begun_at", "pk")


def of_the_child(actor: Actor, child: Child) -> list[Now]:
    if not has_any(child):
        return []
    known, held = known_of(child), _about(actor, frozenset(same_child(child)))
    read = {one.handover.pk: one for one in nows([one for one in held if one.pk not in known], actor.on)}
    return [known.get(one.pk) or read[one.pk] for one in held]


def received_about(actor: Actor, child: Child) -> list[Delivery]:
    if not has_any(child):
        return []
    of = Q(handover__in=Handover.objects.filter(of_child(child)))
    return list(deliveries_visible_to(actor).filter(of).order_by("-sent_at", "pk"))


# What a list of those who come shows; a whole class may begin on one day, and a child has sealed columns.
_OF_A_PLACE = ("period", "child__given_names", "child__family_name", "group__name", "group__unit__name")


def soon_elsewhere(actor: Actor, *, days: int) -> list[Enrolment]:
    """Who is here today, begins in another unit before so many days have gone, and has no handover to it.

    Whoever is enrolled today in a unit one may begin for is a child one may begin with.
    """
    mine = actor.own_units & actor.scope(Permission.HANDOVER_BEGIN).units
    if not holds(actor, Permission.HANDOVER_BEGIN) or not mine:
        return []
    last, since = actor.on + timedelta(days=days), midnight(actor.on - A_YEAR)
    return _coming(units=mine, on=actor.on, last=last, since=since)


@Kept
def _coming(*, units: frozenset[UUID], on: date, last: date, since: datetime) -> QuerySet[Enrolment]:
    mine = among("group__unit", units)
    here = Enrolment.objects.filter(mine, child=OuterRef("child"), period__contains=on)
    same = Q(child=OuterRef("child")) | Q(child__merged_into=OuterRef("child"))
    begun = Handover.objects.filter(same, to_unit=OuterRef("group__unit"), begun_at__gte=since, ended_at=None)
    coming = Enrolment.objects.filter(
        Exists(here), ~Exists(begun), period__startswith__gt=on, period__startswith__lte=last,
        child__left_on=None, child__merged_into=None,
    )  # fmt: skip
    found = coming.exclude(mine).select_related("child", "group__unit").only(*_OF_A_PLACE)
    return found.order_by("period", "group__unit__name", "child__search_name", "pk")


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)
