"""Who is asking, where a child is today, and who of its adults may be shown what."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from samspor.access.actor import Actor
from samspor.access.check import may, within
from samspor.access.rules import POLICY, Permission, Role
from samspor.base.refused import NotHere, Refused
from samspor.people.api import (
    Child,
    Employment,
    Guardianship,
    StaffMember,
    Unit,
    covered_addresses,
    guardianships_of,
    same_child,
    staff_of,
)
from samspor.people.rules import LeftReason, has_custody_on
from samspor.transitions.models import Delivery, Handover, HandoverLink
from samspor.transitions.rules.words import RECEIVERS, Kind

_SALT = "samspor.transitions.handover-link"


def me(by: Actor) -> StaffMember:
    """Who writes: NotHere for an account that is nobody's at work."""
    found = staff_of(by.id)
    if found is None:
        raise NotHere
    return found


def own_units(actor: Actor) -> frozenset[UUID]:
    """The units one works in, and those below: not the whole district one may see."""
    return frozenset(unit for grant in actor.grants for unit in grant.units)


def has_died(child: Child) -> bool:
    return bool(kept(child).left_reason == LeftReason.DEAD)


def has_left(child: Child, on: date) -> bool:
    left_on = kept(child).left_on
    return left_on is not None and left_on <= on


def is_ours(actor: Actor, handover: Handover) -> bool:
    """Whether one still has the child, or it has gone where the handover says. Else it is only to be ended."""
    child = kept(handover.child)
    if has_died(child):
        return False
    if may(actor, Permission.HANDOVER_BEGIN, child):
        return True
    today = child.enrolments.filter(period__contains=actor.on)
    if handover.to_unit_id:
        return today.filter(group__unit=handover.to_unit_id).exists()
    return not today.exists()


def sending_unit(actor: Actor, child: Child) -> Unit:
    """Where the child is in a unit of one's own, else the unit one works in."""
    here = child.enrolments.filter(period__contains=actor.on, group__unit__in=own_units(actor))
    place = here.select_related("group__unit").order_by("-is_main", "pk").first()
    if place:
        return place.group.unit
    work = me(actor).employments.filter(period__contains=actor.on).select_related("unit").order_by("pk").first()
    if work is None:
        raise Refused("Du er ikke ansat nogen steder i dag. Tal med din leder.")
    return work.unit


def receivers_of(actor: Actor, kind: Kind) -> QuerySet[Unit]:
    """The open units a handover of that kind can go to."""
    held = Unit.objects.filter(Unit.open_on(actor.on), kind__in=sorted(RECEIVERS[kind]))
    return within(actor, Permission.UNIT_READ, held).order_by("name", "pk")


def receiving_units(actor: Actor, kinds: Iterable[Kind]) -> QuerySet[Unit]:
    wanted = sorted({unit for kind in kinds for unit in RECEIVERS[kind]})
    held = Unit.objects.filter(Unit.open_on(actor.on), kind__in=wanted)
    return within(actor, Permission.UNIT_READ, held).order_by("name", "pk")


def leaders_in(unit: UUID | None, on: date) -> list[UUID]:
    """The accounts of those who lead a unit that day."""
    return _accounts(unit, on, [Role.UNIT_LEADER])


def _accounts(unit: UUID | None, on: date, roles: Collection[Role]) -> list[UUID]:
    working = Employment.objects.filter(unit=unit, role__in=list(roles), period__contains=on)
    found = StaffMember.objects.filter(pk__in=working.values("staff"), account__isnull=False).order_by("name", "pk")
    return [one.account_id for one in found if one.account_id]


def colleagues_at(delivery: Delivery, on: date) -> QuerySet[StaffMember]:
    """Who works at the receiver's that day and may read it, and can sign in."""
    working = Employment.objects.filter(
        unit=delivery.unit_id, role__in=sorted(POLICY[Permission.HANDOVER_RECEIVE]), period__contains=on
    )
    return StaffMember.objects.filter(pk__in=working.values("staff"), account__isnull=False).order_by("name", "pk")


def who_has_it(delivery: Delivery) -> frozenset[UUID]:
    """Who has confirmed it, and who has been asked to read it too: each knows of it."""
    asked = delivery.further_readers.values_list("staff", flat=True)
    return frozenset(filter(None, [delivery.read_by_id, *asked]))


def readers_of(delivery: Delivery, on: date) -> list[UUID]:
    """The account of the one who has read it, while that one works there; else those who lead, or all who may read."""
    there = Employment.objects.filter(unit=delivery.unit_id, staff=delivery.read_by_id, period__contains=on)
    reader = delivery.read_by.account_id if delivery.read_by else None
    if reader and there.exists():
        return [reader]
    return leaders_in(delivery.unit_id, on) or _accounts(delivery.unit_id, on, POLICY[Permission.HANDOVER_RECEIVE])


def writers_of(handover: Handover, on: date) -> list[UUID]:
    """The account of the one who prepared it, while that one works there; else of those who lead the place."""
    there = Employment.objects.filter(unit=handover.from_unit_id, staff=handover.prepared_by_id, period__contains=on)
    writer = handover.prepared_by.account_id
    return [writer] if writer and there.exists() else leaders_in(handover.from_unit_id, on)


def who_knows_of(delivery: Delivery, on: date) -> set[UUID]:
    """The accounts to be told of what became of it: the writer's, and the reader's when somebody has opened it."""
    readers = readers_of(delivery, on) if delivery.opened_at else []
    return {*writers_of(delivery.handover, on), *readers}


def holds(tie: Guardianship, on: date) -> bool:
    return has_custody_on(has_custody=tie.has_custody, from_on=tie.from_on, to_on=tie.to_on, on=on)


def kept(child: Child) -> Child:
    """Of a page merged away, the one that was kept: there stand the adults."""
    return child.merged_into or child


def hidden_from(child: Child, on: date) -> frozenset[UUID]:
    """The parents who may not read where the child will be: its home is covered, and they do not live there."""
    child = kept(child)
    ties = list(guardianships_of(child))
    covered = covered_addresses(child, ties, on)
    home = {child.pk, *(tie.guardian_id for tie in ties if tie.lives_with)}
    if covered.isdisjoint(home):
        return frozenset()
    return frozenset(tie.guardian_id for tie in ties if not tie.lives_with)


def token_of(link: HandoverLink) -> str:
    """What stands in the address that is handed over. It can be made again, and is not kept."""
    return Signer(salt=_SALT).sign(link.pk.hex)


def code_of(link: HandoverLink) -> str:
    """Six digits that are told to the parent beside the link, so that a link that went astray tells nothing."""
    digest = salted_hmac(f"{_SALT}.code", f"{link.pk}:{link.made_at.isoformat()}", algorithm="sha256").digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06}"


def link_behind(token: str) -> UUID | None:
    try:
        return UUID(Signer(salt=_SALT).unsign(token))
    except (BadSignature, ValueError):
        return None


def of_child(child: Child) -> Q:
    return Q(child__in=same_child(child))
