"""Who must know at once that a consent has been taken back."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from samspor.access.rules import Role
from samspor.base.clock import local_date
from samspor.people.api import Affiliation, Child, Employment, StaffMember, leaders_of, same_child
from samspor.sharing.models import ExchangeConsent
from samspor.sharing.queries.around import kept
from samspor.sharing.queries.now import AnyConsent
from samspor.sharing.rules.sectors import kinds_of
from samspor.sharing.rules.words import Sector

Hearers = Callable[[Child, datetime], Iterable[StaffMember]]
_above: list[Hearers] = []


def also_told(hearers: Hearers) -> None:
    """Called from a room's `apps.py`: who in a room above builds on what a child's family has said yes to."""
    if hearers not in _above:
        _above.append(hearers)


def told_of_withdrawal(consent: AnyConsent, at: datetime) -> list[UUID]:
    """Accounts: who asked, who gets it, and whom rooms above name."""
    child = kept(consent.child)
    told = [consent.asked_by, *(one for hearers in _above for one in hearers(child, at))]
    if isinstance(consent, ExchangeConsent):
        told += _who_get_it(consent, child, local_date(at))
    return sorted({one.account_id for one in told if one.account_id})


def _who_get_it(consent: ExchangeConsent, child: Child, on: date) -> list[StaffMember]:
    """Those of the service, or of the place, that have to do with the child by name; and who leads there."""
    kinds = kinds_of(Sector(consent.recipient))
    there = Q(unit=consent.to_unit_id) if consent.to_unit_id else Q(unit__kind__in=kinds)
    today = Employment.objects.filter(there, period__contains=on)
    named = Affiliation.objects.filter(child__in=same_child(child), period__contains=on)
    leading = today.filter(role=Role.UNIT_LEADER)
    if consent.to_unit_id is None:
        leading = leading.filter(staff__in=leaders_of(child, on))
    who = Q(pk__in=today.filter(staff__in=named.values("staff")).values("staff")) | Q(pk__in=leading.values("staff"))
    return list(StaffMember.objects.filter(who))
