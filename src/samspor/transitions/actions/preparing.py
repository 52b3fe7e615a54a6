"""Beginning a handover, choosing its fields one by one, and ending it without sending."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.built_on import check_built_on
from samspor.base.clock import local_date
from samspor.people.api import Child, Unit
from samspor.people.rules import UnitKind
from samspor.transitions import queries
from samspor.transitions.actions.steps import replaced, writable
from samspor.transitions.instrument import Asked, Template
from samspor.transitions.models import Handover, HandoverField, Wording
from samspor.transitions.queries import FieldNow
from samspor.transitions.rules import sending
from samspor.transitions.rules.words import Basis, Choice, Whose, leaves_samspor


@transaction.atomic
def begin_handover(
    *,
    by: Actor,
    child: Child,
    template: Template,
    to_unit: Unit | None,
    to_place: str,
    purpose: str,
    starts_on: date,
    always_consent: bool,
    at: datetime,
) -> Handover:
    """Every field is there, and none is chosen. A municipality may ask consent for all of them, never for fewer."""
    child = require(by, Permission.HANDOVER_BEGIN, child)
    sender = queries.sending_unit(by, child)
    _check_aim(by, template, sender, to_unit, to_place, purpose, starts_on, at)
    outside = leaves_samspor(template.kind)
    to_unit, to_place = (None, to_place) if outside else (to_unit, "")
    sending.check_first(begun=queries.begun_already(child, sender, to_unit, to_place) is not None)
    made = Handover.objects.create(
        child=child, kind=template.kind, template=template.name, field_keys=[one.key for one in template.fields],
        from_unit=sender, to_unit=to_unit, to_place=to_place if outside else None,
        purpose=purpose, starts_on=starts_on, prepared_by=queries.me(by), begun_at=at, aimed_at=at,
    )  # fmt: skip
    for one in template.fields:
        _ask_about(made, one, always_consent=always_consent)
    after = {"kind": made.kind, "to": str(made.to_unit_id or "")}
    record(Verb.HANDOVER_BEGUN, by=by, about=made, child_ids=[child.pk], at=at, after=after)
    return made


def _ask_about(handover: Handover, one: Asked, *, always_consent: bool) -> None:
    HandoverField.objects.create(
        handover=handover, key=one.key, heading=one.heading, help=one.help, whose=one.whose,
        basis=Basis.CONSENT if always_consent else one.basis, sources=list(one.sources),
    )  # fmt: skip


def _check_aim(  # noqa: PLR0917 -- only called from here
    by: Actor, template: Template, sender: Unit, to_unit: Unit | None, to_place: str, purpose: str, starts_on: date,
    at: datetime,
) -> None:  # fmt: skip
    known = to_unit and queries.receivers_of(by, template.kind).filter(pk=to_unit.pk).first()
    sending.check_begin(
        template.kind, sender=UnitKind(sender.kind), receiver=UnitKind(known.kind) if known else None,
        place=to_place, same=known is not None and known.pk == sender.pk,
    )  # fmt: skip
    sending.check_purpose(purpose)
    sending.check_starts_on(starts_on, today=local_date(at))


@transaction.atomic
def aim_handover(
    *,
    by: Actor,
    handover: Handover,
    template: Template,
    to_unit: Unit | None,
    to_place: str,
    purpose: str,
    starts_on: date,
    at: datetime,
) -> Handover:
    """Another place or purpose: what the parents said yes to was not this, and they are asked again."""
    held = writable(by=by, handover=handover, at=at).handover
    _check_aim(by, template, held.from_unit, to_unit, to_place, purpose, starts_on, at)
    outside = leaves_samspor(template.kind)
    aim = (held.to_unit_id, held.to_place or "", held.purpose)
    held.to_unit, held.to_place = (None, to_place) if outside else (to_unit, None)
    held.purpose, held.starts_on = purpose, starts_on
    if (held.to_unit_id, held.to_place or "", held.purpose) != aim:
        held.aimed_at = at
    held.save(update_fields=["to_unit", "to_place", "purpose", "starts_on", "aimed_at"])
    after = {"to": str(held.to_unit_id or ""), "on": str(starts_on)}
    record(Verb.HANDOVER_AIMED, by=by, about=held, child_ids=[held.child_id], at=at, after=after)
    return held


@transaction.atomic
def write_field(
    *,
    by: Actor,
    field: HandoverField,
    choice: Choice,
    purpose: str,
    text: str,
    built_on: UUID | None,
    at: datetime,
) -> HandoverField:
    """Chosen with a purpose, or left out. Other words, or another purpose, are asked about again.

    `built_on`: the wording one had before one's eyes. What parents write is theirs: here is only chosen that they may.
    """
    held = writable(by=by, handover=field.handover, at=at)
    shown = next(one for one in held.fields if one.field.pk == field.pk)
    field = shown.field
    before = shown.wording
    check_built_on(stands=before.pk if before else None, built_on=built_on)
    sending.check_choice(choice, purpose=purpose, text=text, whose=shown.whose)
    earlier = field.purpose or ""
    if shown.whose is Whose.PARENTS:
        sending.check_parents_purpose(written=bool(shown.standing), before=earlier, after=purpose)
    else:
        _reword(by, shown, choice, text, at, other_purpose=bool(purpose) and purpose != earlier)
    field.choice, field.purpose = choice, purpose or field.purpose
    field.chosen_by, field.chosen_at = queries.me(by), at
    field.save(update_fields=["choice", "purpose", "chosen_by", "chosen_at"])
    child_id, after = held.handover.child_id, {"field": field.key, "choice": choice}
    record(Verb.HANDOVER_FIELD_WRITTEN, by=by, about=field, child_ids=[child_id], at=at, after=after)
    return field


def _reword(by: Actor, shown: FieldNow, choice: Choice, text: str, at: datetime, *, other_purpose: bool) -> None:
    """Other words, or the same for another purpose, are a wording of their own: nobody has said yes to that.

    An empty box takes out what is to go. What is left out keeps its words: nothing typed is lost.
    """
    before = shown.wording.text if shown.wording else None
    blank = choice is not Choice.CHOSEN and not text.strip()
    after = before if blank else text if text.strip() else None
    if after != before or (other_purpose and before):
        replaced(by=by, rows=shown.field.wordings.filter(guardian=None), at=at)
        Wording.objects.create(field=shown.field, text=after, by=queries.me(by), entered_at=at)


@transaction.atomic
def end_handover(*, by: Actor, handover: Handover, reason: str, at: datetime) -> Handover:
    """Nothing is sent, and somebody says why. Its links stop working."""
    held = writable(by=by, handover=handover, at=at, also_gone=True).handover
    sending.check_end(reason)
    held.ended_at, held.ended_by, held.ended_because = at, queries.me(by), reason
    held.save(update_fields=["ended_at", "ended_by", "ended_because"])
    record(Verb.HANDOVER_ENDED, by=by, about=held, child_ids=[held.child_id], at=at)
    return held
