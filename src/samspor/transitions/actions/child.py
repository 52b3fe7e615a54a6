"""The child's own page: the child is asked before it goes, and can take it back after."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.messages.api import Template, tell
from samspor.transitions import queries
from samspor.transitions.actions.receiving import here
from samspor.transitions.actions.steps import replaced, writable
from samspor.transitions.models import ChildAnswer, Delivery, Handover, HandoverField, SentField
from samspor.transitions.rules import sending
from samspor.transitions.rules.words import Whose


@transaction.atomic
def hear_child(
    *, by: Actor, field: HandoverField, says_yes: bool, words: str, asked_on: date, wording: UUID, at: datetime
) -> ChildAnswer:
    """Whether the child's own page may go along, and be seen by the parents. Asked about these very words."""
    held = writable(by=by, handover=field.handover, at=at)
    shown = next(one for one in held.fields if one.field.pk == field.pk)
    if shown.whose is not Whose.CHILD:
        raise NotHere
    if shown.wording is None or shown.wording.pk != wording:
        raise Refused("Siden er skrevet om imens. Læs den nye sammen med barnet, og spørg igen.")
    if not words.strip():
        raise Refused("Skriv, hvad barnet svarede, med barnets egne ord.", "words")
    if asked_on > local_date(at):
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, du spurgte.", "asked_on")
    replaced(by=by, rows=shown.field.child_answers.all(), at=at)
    made = ChildAnswer.objects.create(
        field=field, wording=shown.wording, says_yes=says_yes, words=words, asked_by=queries.me(by), asked_on=asked_on,
        entered_at=at,
    )  # fmt: skip
    record(Verb.HANDOVER_CHILD_HEARD, by=by, about=made, child_ids=[held.handover.child_id], at=at)
    return made


@transaction.atomic
def take_back_childs_page(*, by: Actor, handover: Handover, words: str, said_on: date, at: datetime) -> Delivery:
    """Where it was sent from: the child told one of the adults who wrote it."""
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    delivery = Delivery.objects.filter(handover=handover, taken_back_at=None).first()
    if delivery is None:
        raise Refused("Overleveringen er ikke sendt. Skriv barnets nej, hvor I spørger barnet.")
    return _taken_back(by, delivery, words, said_on, at)


@transaction.atomic
def take_back_childs_page_received(
    *, by: Actor, delivery: Delivery, words: str, said_on: date, at: datetime
) -> Delivery:
    """Where the child is now: the one it trusts may well be an adult at the new place."""
    return _taken_back(by, here(by=by, delivery=delivery, at=at), words, said_on, at)


def _taken_back(by: Actor, delivery: Delivery, words: str, said_on: date, at: datetime) -> Delivery:
    """A yes is the child's own, and so is the no that comes after it. Nobody else has to agree."""
    pages = delivery.sent_fields.filter(whose=Whose.CHILD, withdrawn_at=None).select_for_update(no_key=True)
    gone = list(pages)
    sending.check_childs_page_back(
        is_there=bool(gone), words=words, said_on=said_on, sent_on=local_date(delivery.sent_at), today=local_date(at)
    )
    for one in gone:
        _say_no(by, delivery.handover, one, words, said_on, at)
    child_id, after = delivery.handover.child_id, {"fields": [one.key for one in gone]}
    record(Verb.HANDOVER_CHILD_TOOK_BACK, by=by, about=delivery, child_ids=[child_id], at=at, after=after)
    for account in queries.who_knows_of(delivery, local_date(at)) - {by.id}:
        tell(by=by, to=account, template=Template.HANDOVER_CHILD_TOOK_BACK, about=delivery, at=at)
    return delivery


def _say_no(  # noqa: PLR0917 -- only called from here
    by: Actor, handover: Handover, sent: SentField, words: str, said_on: date, at: datetime
) -> None:
    field = handover.fields.get(key=sent.key)
    replaced(by=by, rows=field.child_answers.all(), at=at)
    ChildAnswer.objects.create(
        field=field, wording=field.wordings.get(replaced_at=None), says_yes=False, words=words,
        asked_by=queries.me(by), asked_on=said_on, entered_at=at,
    )  # fmt: skip
    sent.withdrawn_at = at
    sent.save(update_fields=["withdrawn_at"])
