"""Sending exactly what was approved, on to another unit or on paper; taking it back while nobody has opened it."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.concerns.api import check_childs_way_out
from samspor.concerns.rules.stops import Route
from samspor.messages.api import Template, tell
from samspor.transitions import queries
from samspor.transitions.actions.steps import writable
from samspor.transitions.models import Delivery, Handover, SentField
from samspor.transitions.queries import FieldNow, Now
from samspor.transitions.rules import consent, sending
from samspor.transitions.rules.words import GivenBy, Kind, Whose


@transaction.atomic
def send_handover(*, by: Actor, handover: Handover, seen: str, at: datetime) -> Delivery:
    """What is agreed to goes, frozen as it stands. What is not leaves no trace at the receiver's."""
    found = _sendable(by, handover, seen, at, on_paper=False)
    held = found.handover
    made = Delivery.objects.create(handover=held, unit=held.to_unit, sent_at=at, sent_by=queries.me(by))
    _freeze(made, found)
    after = {"unit": str(held.to_unit_id), "fields": [one.field.key for one in found.goes]}
    record(Verb.HANDOVER_SENT, by=by, about=made, child_ids=[held.child_id], at=at, after=after)
    for account in queries.leaders_in(held.to_unit_id, local_date(at)):
        tell(by=by, to=account, template=Template.HANDOVER_SENT, about=made, at=at)
    return made


@transaction.atomic
def give_handover(
    *, by: Actor, handover: Handover, seen: str, given_by: GivenBy, given_on: date, at: datetime
) -> Delivery:
    """On paper, to a place outside Samspor: who brought it, and when."""
    found = _sendable(by, handover, seen, at, on_paper=True)
    held = found.handover
    check_childs_way_out(by, held.child, Route.HANDOVER_PRINT)
    sending.check_given(given_on, agreed_on=_agreed_on(found), today=local_date(at))
    made = Delivery.objects.create(
        handover=held, sent_at=at, sent_by=queries.me(by), given_by=given_by, given_on=given_on
    )
    _freeze(made, found)
    after = {"given_by": given_by, "on": str(given_on), "fields": [one.field.key for one in found.goes]}
    record(Verb.HANDOVER_GIVEN, by=by, about=made, child_ids=[held.child_id], at=at, after=after)
    return made


def _sendable(by: Actor, handover: Handover, seen: str, at: datetime, *, on_paper: bool) -> Now:
    found = writable(by=by, handover=handover, at=at)
    sending.check_leaves(Kind(found.handover.kind), on_paper=on_paper)
    consent.check_seen(seen=seen, stands=found.stands)
    sending.check_send([one.state for one in found.fields], asked=found.has_been_asked)
    to_unit = found.handover.to_unit
    sending.check_receiver(is_open=to_unit is None or to_unit.closed_on is None or to_unit.closed_on > local_date(at))
    return found


def _agreed_on(found: Now) -> date:
    """The day of the last yes to what goes."""
    said = [said.said_on for one in found.goes for said in one.answers]
    return max([local_date(found.handover.begun_at), *said])


def _freeze(delivery: Delivery, found: Now) -> None:
    for one in found.goes:
        for words in one.own_words if one.whose is Whose.PARENTS else filter(None, [one.wording]):
            _copy(delivery, one, words.text or "", guardian_id=words.guardian_id)


def _copy(delivery: Delivery, one: FieldNow, text: str, **of: object) -> None:
    field = one.field
    SentField.objects.create(
        delivery=delivery, key=field.key, heading=field.heading, whose=field.whose, basis=field.basis,
        purpose=field.purpose or "", text=text, **of,
    )  # fmt: skip


@transaction.atomic
def take_back(*, by: Actor, handover: Handover, at: datetime) -> Handover:
    """As long as nobody there has opened it, it has not been there."""
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    sent = Delivery.objects.select_for_update(no_key=True).filter(handover=handover, taken_back_at=None)
    delivery = sent.filter(unit__isnull=False).first()
    if delivery is None:
        raise Refused("Overleveringen er ikke sendt. Hent siden igen, og se, hvad der står nu.")
    sending.check_not_opened(opened=delivery.opened_at is not None)
    delivery.taken_back_at = at
    delivery.save(update_fields=["taken_back_at"])
    record(Verb.HANDOVER_TAKEN_BACK, by=by, about=delivery, child_ids=[handover.child_id], at=at)
    return handover
