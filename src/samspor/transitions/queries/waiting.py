"""What waits for one person in the handovers, on either side: on most days nothing, and little is asked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission, Role
from samspor.base.clock import local_date
from samspor.people.api import Employment
from samspor.transitions.models import Delivery, Handover
from samspor.transitions.queries.around import has_died
from samspor.transitions.queries.lists import deliveries, handovers_visible_to, midnight, sent_fields
from samspor.transitions.queries.now import Now, nows
from samspor.transitions.queries.outside import unheard_there, unread_there
from samspor.transitions.queries.unheard import noes_by_link
from samspor.transitions.rules.sending import is_to_follow_up

LEADERS = POLICY[Permission.HANDOVER_OVERSEE].keys()
READERS = POLICY[Permission.HANDOVER_RECEIVE].keys() - LEADERS


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
    unread = _unread(actor)
    alone = dict(_overseen(actor)) if unread else {}
    return Waiting(
        to_go_on=_to_go_on(actor),
        unread=_left([one for one in unread if alone.get(one.pk, True)]),
        unread_late=_left(
            [one for one in unread if not alone.get(one.pk, True) and _has_lain(one, actor.on, days=unread_days)]
        ),
        unread_elsewhere=_left(
            [one for one in _unread_elsewhere(actor) if _has_lain(one, actor.on, days=2 * unread_days)]
        ),
        to_read_too=_to_read_too(actor),
        to_answer=_to_answer(actor, weeks),
        unread_there=unread_there(actor, days=unread_days),
        unheard_there=unheard_there(actor, weeks=weeks),
    )


@Kept
def _unread(actor: Actor) -> QuerySet[Delivery]:
    return deliveries(actor).filter(read_at=None).order_by("sent_at", "pk")


@Kept
def _overseen(actor: Actor) -> QuerySet[Delivery, Any]:
    """Where one leads; and whether nobody else is there to read it."""
    unread = Delivery.objects.filter(read_at=None, taken_back_at=None)
    alone = ~Exists(_at_work(OuterRef("unit"), actor.on, READERS))
    return within(actor, Permission.HANDOVER_OVERSEE, unread).values_list("pk", alone)


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
    return _left(_asked_to_read(actor))


@Kept
def _asked_to_read(actor: Actor) -> QuerySet[Delivery]:
    asked = Q(further_readers__staff=actor.staff, further_readers__read_at=None)
    return deliveries(actor).filter(asked, read_at__isnull=False).order_by("sent_at", "pk")


@Kept
def _unread_elsewhere(actor: Actor) -> QuerySet[Delivery]:
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
    )
    return found.select_related("handover__child", "unit").order_by("sent_at", "pk")


def _has_lain(one: Delivery, on: date, *, days: int) -> bool:
    """Unread for so long; or for a whole day, and the child has begun there."""
    sent = local_date(one.sent_at)
    return sent < on - timedelta(days=days) or (one.handover.starts_on < on and sent < on - timedelta(days=1))


def _to_answer(actor: Actor, weeks: int) -> list[Delivery]:
    """Those one has read oneself, and of the unit one leads; the room's, when the reader has left and nobody leads."""
    before = answer_before(actor.on, weeks)
    return [one for one in _left(_unanswered(actor, before, midnight(before))) if not has_died(one.handover.child)]


@Kept
def _unanswered(actor: Actor, before: date, midnight: datetime) -> QuerySet[Delivery]:
    read = deliveries(actor).filter(answered_at=None, read_at__lt=midnight, handover__starts_on__lt=before)
    mine = Q(read_by__account=actor.id) | Q(
        pk__in=within(actor, Permission.HANDOVER_OVERSEE, Delivery.objects.all()).values("pk")
    )
    reader = Employment.objects.filter(staff=OuterRef("read_by"), unit=OuterRef("unit"), period__contains=actor.on)
    nobodys = ~Exists(reader) & ~Exists(_at_work(OuterRef("unit"), actor.on, LEADERS))
    return read.filter(mine | nobodys).order_by("read_at", "pk")


def answer_before(on: date, weeks: int) -> date:
    """Read and begun before this day: the weeks have gone, as in sending.useful_on."""
    return on - timedelta(weeks=weeks) + timedelta(days=1)


def _at_work(unit: OuterRef, on: date, roles: Collection[Role]) -> QuerySet[Employment]:
    return Employment.objects.filter(unit=unit, period__contains=on, role__in=list(roles))


def _left(held: list[Delivery]) -> list[Delivery]:
    """But those of which everything was withdrawn."""
    if held:
        prefetch_related_objects(held, sent_fields())
    return [one for one in held if _is_left(one)]


def _is_left(delivery: Delivery) -> bool:
    return any(one.withdrawn_at is None for one in delivery.sent_fields.all())
