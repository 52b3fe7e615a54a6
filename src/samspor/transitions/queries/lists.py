"""The handovers one sends and those one receives, and what waits in them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission, Role
from samspor.base.clock import COPENHAGEN
from samspor.people.api import Child, Employment, Enrolment, Unit, same_child
from samspor.transitions.models import Delivery, Handover, HandoverDraft, HandoverField, HandoverLink, SentField
from samspor.transitions.queries.around import has_died, of_child
from samspor.transitions.queries.now import Now, known_of, nows
from samspor.transitions.queries.outside import unheard_there, unread_there
from samspor.transitions.queries.unheard import noes_by_link
from samspor.transitions.rules.sending import is_to_follow_up

MOST = 200
LEADERS = POLICY[Permission.HANDOVER_OVERSEE].keys()
READERS = POLICY[Permission.HANDOVER_RECEIVE].keys() - LEADERS
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
    left = SentField.objects.filter(delivery=OuterRef("pk"), withdrawn_at=None)
    held = Delivery.objects.filter(Exists(left) | Q(opened_at__isnull=False), taken_back_at=None, unit__isnull=False)
    held = held.select_related(
        "handover__child__merged_into", "handover__from_unit", "handover__prepared_by", "unit", "sent_by", "read_by",
        "answered_by",
    )  # fmt: skip
    sent = Prefetch("sent_fields", SentField.objects.select_related("guardian"))
    return within(actor, Permission.HANDOVER_RECEIVE, held.prefetch_related(sent))


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
    last, since = actor.on + timedelta(days=days), _midnight(actor.on - A_YEAR)
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


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person, on either side."""

    to_go_on: Sequence[Now]
    unread: Sequence[Delivery]
    unread_late: Sequence[Delivery]
    unread_elsewhere: Sequence[Delivery]
    to_read_too: Sequence[Delivery]
    to_answer: Sequence[Delivery]
    unread_there: Sequence[Delivery] = ()
    unheard_there: Sequence[Delivery] = ()


def waiting_for(actor: Actor, *, unread_days: int, weeks: int) -> Waiting:
    """A new one waits for the room at once, for its leader when it has lain, and for the sender's leader after that."""
    if not (holds(actor, Permission.HANDOVER_PREPARE) or holds(actor, Permission.HANDOVER_RECEIVE)):
        return Waiting((), (), (), (), (), ())
    if not _any_on_its_way(actor):
        return Waiting(_to_go_on(actor), (), (), (), (), ())
    late, later = (_midnight(actor.on - timedelta(days=unread_days * times)) for times in (1, 2))
    unread = deliveries_visible_to(actor).filter(read_at=None).order_by("sent_at", "pk")
    overseen = within(actor, Permission.HANDOVER_OVERSEE, unread).annotate(
        alone=~Exists(_at_work(OuterRef("unit"), actor.on, READERS))
    )
    mine = unread.exclude(pk__in=overseen.values("pk"))
    return Waiting(
        to_go_on=_to_go_on(actor),
        unread=[one for one in [*mine, *overseen.filter(alone=True)] if _is_left(one)],
        unread_late=[one for one in overseen.filter(_lain(actor.on, late), alone=False) if _is_left(one)],
        unread_elsewhere=_unread_elsewhere(actor, later),
        to_read_too=_to_read_too(actor),
        to_answer=_to_answer(actor, weeks),
        unread_there=unread_there(actor, days=unread_days),
        unheard_there=unheard_there(actor, weeks=weeks),
    )


def _any_on_its_way(actor: Actor) -> bool:
    """To or from the units one reads or sends for. On most days there is none: then nothing more is asked."""
    units = actor.scope(Permission.HANDOVER_RECEIVE).units | actor.scope(Permission.HANDOVER_PREPARE).units
    return bool(_on_its_way(units, actor.staff))


@Kept
def _on_its_way(units: frozenset[UUID], staff: UUID | None) -> QuerySet[Delivery, UUID]:
    """Not answered yet, or answered and waiting for one who was asked to read it too."""
    either = among("unit", units) | among("handover__from_unit", units)
    asked = Q(further_readers__staff=staff, further_readers__read_at=None)
    found = Delivery.objects.filter(either, Q(answered_at=None) | asked, taken_back_at=None)
    return found.values_list("pk", flat=True)[:1]


def _to_go_on(actor: Actor) -> list[Now]:
    found = nows(_begun_here(actor), actor.on)
    return [one for one in found if _waits(one) and not has_died(one.handover.child)]


@Kept
def _begun_here(actor: Actor) -> QuerySet[Handover]:
    """Those one prepares oneself, and for who leads those of a colleague who has left, that wait for somebody."""
    there = Employment.objects.filter(
        staff=OuterRef("prepared_by"), unit=OuterRef("from_unit"), period__contains=actor.on
    )
    left = within(actor, Permission.HANDOVER_OVERSEE, Handover.objects.filter(~Exists(there), ended_at=None))
    held = Handover.objects.filter(Q(prepared_by=actor.staff) | Q(pk__in=left.values("pk")), ended_at=None)
    mine = within(actor, Permission.HANDOVER_PREPARE, held)
    open_ones = mine.exclude(pk__in=Delivery.objects.filter(taken_back_at=None).values("handover"))
    return open_ones.order_by("starts_on", "pk")


def _waits(one: Now) -> bool:
    has_way = any(one.opens(link) for link in one.handover.links.all())
    return is_to_follow_up(
        one.state, starts_on=one.handover.starts_on, has_way=has_way, said_no=bool(noes_by_link(one)), today=one.on
    )


def _to_read_too(actor: Actor) -> list[Delivery]:
    """What a colleague has asked one to read, when it is read by somebody. Before that it waits for the whole room."""
    asked = Q(further_readers__staff=actor.staff, further_readers__read_at=None)
    found = deliveries_visible_to(actor).filter(asked, read_at__isnull=False).order_by("sent_at", "pk")
    return [one for one in found if _is_left(one)]


def _unread_elsewhere(actor: Actor, before: datetime) -> list[Delivery]:
    """For who leads where it was sent from; where nobody leads, for the one who prepared it."""
    led = within(actor, Permission.HANDOVER_OVERSEE, Handover.objects.all())
    own = handovers_visible_to(actor).filter(
        ~Exists(_at_work(OuterRef("from_unit"), actor.on, LEADERS)), prepared_by__account=actor.id
    )
    found = Delivery.objects.filter(
        Q(handover__in=led.values("pk")) | Q(handover__in=own.values("pk")),
        taken_back_at=None,
        unit__isnull=False,
        read_at=None,
    ).filter(_lain(actor.on, before))
    held = found.select_related("handover__child", "unit").prefetch_related("sent_fields").order_by("sent_at", "pk")
    return [one for one in held if _is_left(one)]


def _lain(on: date, before: datetime) -> Q:
    """Unread for so long; or for a whole day, and the child has begun there."""
    return Q(sent_at__lt=before) | Q(handover__starts_on__lt=on, sent_at__lt=_midnight(on - timedelta(days=1)))


def _to_answer(actor: Actor, weeks: int) -> list[Delivery]:
    """Those one has read oneself, and of the unit one leads; the room's, when the reader has left and nobody leads."""
    before = answer_before(actor.on, weeks)
    read = deliveries_visible_to(actor).filter(
        answered_at=None, read_at__lt=_midnight(before), handover__starts_on__lt=before
    )
    mine = Q(read_by__account=actor.id) | Q(
        pk__in=within(actor, Permission.HANDOVER_OVERSEE, Delivery.objects.all()).values("pk")
    )
    reader = Employment.objects.filter(staff=OuterRef("read_by"), unit=OuterRef("unit"), period__contains=actor.on)
    nobodys = ~Exists(reader) & ~Exists(_at_work(OuterRef("unit"), actor.on, LEADERS))
    found = read.filter(mine | nobodys).order_by("read_at", "pk")
    return [one for one in found if _is_left(one) and not has_died(one.handover.child)]


def answer_before(on: date, weeks: int) -> date:
    """Read and begun before this day: the weeks have gone, as in sending.useful_on."""
    return on - timedelta(weeks=weeks) + timedelta(days=1)


def _at_work(unit: OuterRef, on: date, roles: Collection[Role]) -> QuerySet[Employment]:
    return Employment.objects.filter(unit=unit, period__contains=on, role__in=list(roles))


def _is_left(delivery: Delivery) -> bool:
    return any(one.withdrawn_at is None for one in delivery.sent_fields.all())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), COPENHAGEN)
