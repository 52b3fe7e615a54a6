"""The family is asked: to exchange information, or to an effort."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require, within
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people.api import Child, Unit, check_way_out
from samspor.people.rules import UnitKind
from samspor.sharing import queries
from samspor.sharing.models import EffortConsent, ExchangeConsent
from samspor.sharing.rules import consent as rules
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.topics import topics as known_topics
from samspor.sharing.rules.words import CONSENTED, RECIPIENTS, Purpose, Sector


@transaction.atomic
def ask_exchange(
    *,
    by: Actor,
    child: Child,
    topics: Collection[str],
    sender: Sector,
    recipient: Sector,
    to_unit: Unit | None,
    to_person: str,
    aim: Purpose,
    purpose: str,
    from_on: date,
    until: date,
    longest: date,
    at: datetime,
) -> ExchangeConsent:
    """Which information, from whom, to whom, what for, and for how long. Everybody who decides is asked."""
    child, unit, asked_of = _asked(by=by, child=child, purpose=purpose, period=(from_on, until, longest), at=at)
    today = local_date(at)
    rules.check_topics(topics, [one.id for one in known_topics(today)])
    _check_between(sender, recipient, aim, is_elsewhere=to_unit is not None and to_unit != unit)
    made = ExchangeConsent.objects.create(
        child=child, unit=unit, topics=sorted(set(topics)), sender=sender, recipient=recipient, aim=aim,
        to_unit=_place(by, to_unit, recipient), to_person=to_person.strip() or None, purpose=purpose, from_on=from_on,
        expires_on=until, asked_of=asked_of, asked_by=queries.me(by), asked_at=at,
    )  # fmt: skip
    after = {"topics": made.topics, "from": sender, "to": recipient, "until": str(until)}
    record(Verb.EXCHANGE_ASKED, by=by, about=made, child_ids=[child.pk], at=at, after=after)
    return made


@transaction.atomic
def ask_effort(
    *, by: Actor, child: Child, effort: str, purpose: str, from_on: date, until: date, longest: date, at: datetime
) -> EffortConsent:
    """An effort is agreed to for itself: it says nothing of who may talk with whom."""
    child, unit, asked_of = _asked(by=by, child=child, purpose=purpose, period=(from_on, until, longest), at=at)
    if not effort.strip():
        raise Refused("Skriv, hvad indsatsen er.", "effort")
    made = EffortConsent.objects.create(
        child=child, unit=unit, effort=effort, purpose=purpose, from_on=from_on, expires_on=until, asked_of=asked_of,
        asked_by=queries.me(by), asked_at=at,
    )  # fmt: skip
    record(Verb.EFFORT_ASKED, by=by, about=made, child_ids=[child.pk], at=at, after={"until": str(until)})
    return made


def _asked(
    *, by: Actor, child: Child, purpose: str, period: tuple[date, date, date], at: datetime
) -> tuple[Child, Unit, list[UUID]]:
    """Whoever has custody today, and the young person, are those who are asked."""
    child = require(by, Permission.CONSENT_ASK, child)
    check_way_out(by, child)
    today = local_date(at)
    from_on, until, longest = period
    rules.check_purpose(purpose)
    rules.check_period(from_on, until, today=today, longest=longest)
    asked_of: list[UUID] = [one for one in queries.family(child, today).voices if one]
    return child, queries.own_unit(by, child), asked_of


def _check_between(sender: Sector, recipient: Sector, aim: Purpose, *, is_elsewhere: bool) -> None:
    """Two places of one kind are two: a handover between them can be asked for, when the place is named."""
    if recipient not in RECIPIENTS:
        raise Refused("Vælg, hvem der skal have det.", "recipient")
    if sender is recipient and not is_elsewhere:
        raise Refused("Det er jer selv. Vælg en anden, eller vælg det sted, der skal have det.", "recipient")
    if aim not in CONSENTED:
        raise Refused("Det kan man ikke give samtykke til. Vælg et andet formål.", "aim")


def _place(by: Actor, unit: Unit | None, recipient: Sector) -> Unit | None:
    if unit is None:
        return None
    known = within(by, Permission.UNIT_READ, Unit.objects.filter(Unit.open_on(by.on), pk=unit.pk)).first()
    if known is None or sector_of(UnitKind(known.kind)) is not recipient:
        raise Refused(
            "Stedet passer ikke til den, der skal have det. Vælg et andet, eller lad det være åbent.", "to_unit"
        )
    return known
