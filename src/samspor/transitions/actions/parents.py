"""What the parents say to exactly what goes, written down in a talk; and a consent that is taken back."""

from collections.abc import Collection, Mapping
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
from samspor.concerns.api import check_childs_way_out
from samspor.concerns.rules.stops import Route
from samspor.messages.api import Template, tell
from samspor.people.api import Guardian, Guardianship
from samspor.transitions import queries
from samspor.transitions.actions.steps import holder, replaced, writable
from samspor.transitions.models import Handover, ParentAnswer, SentField, Wording
from samspor.transitions.queries import FieldNow, Now
from samspor.transitions.rules import consent
from samspor.transitions.rules.words import Said, Way, Whose


@transaction.atomic
def record_parents_answer(
    *,
    by: Actor,
    handover: Handover,
    guardian: Guardian,
    way: Way,
    said_on: date,
    until: date,
    longest: date,
    answers: Mapping[UUID, Said],
    words: str | None,
    seen: str,
    at: datetime,
) -> Handover:
    """Written down together, field by field. `longest` is as long as a consent can be used; `words` None: not asked."""
    found = writable(by=by, handover=handover, at=at)
    if way is Way.LINK:
        raise Refused("Det, der kommer gennem et link, svarer forælderen selv. Vælg en anden måde.", "way")
    tie = holder(by=by, found=found, guardian=guardian, at=at)
    check_childs_way_out(by, found.handover.child, Route.HANDOVER_TALK)
    today, started_on = local_date(at), local_date(found.handover.begun_at)
    consent.check_said(said_on=said_on, until=until, started_on=started_on, longest=longest, today=today)
    return answered(
        by=by, found=found, tie=tie, way=way, said_on=said_on, until=until, answers=answers, words=words, seen=seen,
        at=at,
    )  # fmt: skip


def answered(
    *, by: Actor, found: Now, tie: Guardianship, way: Way, said_on: date, until: date, answers: Mapping[UUID, Said],
    words: str | None, seen: str, at: datetime,
) -> Handover:  # fmt: skip
    """A field that was not asked about is nobody's to answer."""
    consent.check_seen(seen=seen, stands=found.seen)
    asked = {one.field.pk: one for one in found.asked}
    if not answers.keys() <= asked.keys() or Said.WITHDRAWN in answers.values():
        raise NotHere
    own = _own_words(found, tie.guardian_id)
    changed = words is not None and words.strip() != own
    consent.check_something_said(answers.values(), has_words=changed)
    staff = None if way is Way.LINK else queries.me(by)
    replaced(by=by, rows=ParentAnswer.objects.filter(field__in=answers, guardian=tie.guardian), at=at)
    for key, said in answers.items():
        ParentAnswer.objects.create(
            field_id=key, wording_id=asked[key].wording_key, guardian=tie.guardian, said=said, way=way, said_on=said_on,
            expires_on=until, recorded_by=staff, entered_at=at,
        )  # fmt: skip
    if changed and words is not None:
        _write_own(by, found, tie.guardian, words, at)
    held = found.handover
    after = {"guardian": str(tie.guardian_id), "way": way, "fields": sorted(asked[key].field.key for key in answers)}
    record(Verb.HANDOVER_ANSWERED, by=by, about=held, child_ids=[held.child_id], at=at, after=after)
    return held


def _own_words(found: Now, guardian: UUID) -> str:
    field = found.for_parents_words
    mine = [one for one in field.own_words if one.guardian_id == guardian] if field else []
    return (mine[0].text or "").strip() if mine else ""


def _write_own(by: Actor, found: Now, guardian: Guardian, words: str, at: datetime) -> None:
    """Under their own name, as they wrote it. Nothing left is taken out."""
    field = found.for_parents_words
    if field is None:
        raise NotHere
    replaced(by=by, rows=field.field.wordings.filter(guardian=guardian), at=at)
    Wording.objects.create(field=field.field, text=words if words.strip() else None, guardian=guardian, entered_at=at)


@transaction.atomic
def withdraw_consent(
    *,
    by: Actor,
    handover: Handover,
    guardian: Guardian,
    fields: Collection[UUID],
    way: Way,
    said_on: date,
    at: datetime,
) -> Handover:
    """At any time, also after it was sent: what is not opened is drawn back, what is can no longer be read."""
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    found = queries.now(handover, local_date(at))
    holds = guardian.pk in {tie.guardian_id for tie in found.holders}
    consent.check_holds_custody(holds=holds or _wrote(found, guardian))
    if way is Way.LINK:
        raise NotHere
    if not local_date(handover.begun_at) <= said_on <= local_date(at):
        raise Refused("Skriv den dag, forælderen trak sit samtykke tilbage.", "said_on")
    chosen = [one for one in found.fields if one.field.pk in set(fields) and _is_theirs(one, guardian, holds=holds)]
    if not chosen or len(chosen) != len(set(fields)):
        raise Refused("Vælg det, samtykket er trukket tilbage for.", "fields")
    for one in chosen:
        _withdraw(by, found, one, guardian, way, said_on, at)
    after = {"guardian": str(guardian.pk), "way": way, "fields": sorted(one.field.key for one in chosen)}
    record(Verb.HANDOVER_WITHDRAWN, by=by, about=handover, child_ids=[handover.child_id], at=at, after=after)
    _tell_reader(by, found, at)
    return handover


def _wrote(found: Now, guardian: Guardian) -> bool:
    return guardian.pk in {one.pk for one in found.others_words}


def _is_theirs(one: FieldNow, guardian: Guardian, *, holds: bool) -> bool:
    """Own words are one's own also without custody; a consent is for those who have it."""
    if one.whose is Whose.PARENTS:
        return any(own.guardian_id == guardian.pk for own in one.standing)
    return holds and one.wording is not None


def _withdraw(  # noqa: PLR0917 -- only called from here
    by: Actor, found: Now, one: FieldNow, guardian: Guardian, way: Way, said_on: date, at: datetime
) -> None:
    sent = SentField.objects.filter(delivery=found.delivery, key=one.field.key, withdrawn_at=None)
    if one.whose is Whose.PARENTS:
        replaced(by=by, rows=one.field.wordings.filter(guardian=guardian), at=at)
        Wording.objects.create(field=one.field, text=None, guardian=guardian, entered_at=at)
        sent = sent.filter(guardian=guardian)
    else:
        replaced(by=by, rows=one.field.answers.filter(guardian=guardian), at=at)
        ParentAnswer.objects.create(
            field=one.field, wording_id=one.wording_key, guardian=guardian, said=Said.WITHDRAWN, way=way,
            said_on=said_on, expires_on=said_on, recorded_by=queries.me(by), entered_at=at,
        )  # fmt: skip
    sent.update(withdrawn_at=at)


def _tell_reader(by: Actor, found: Now, at: datetime) -> None:
    """Whoever has read it is told that something of it is no longer theirs to use; else who leads there."""
    delivery = found.delivery
    if delivery and delivery.opened_at:
        for account in queries.readers_of(delivery, local_date(at)):
            tell(by=by, to=account, template=Template.HANDOVER_WITHDRAWN, about=delivery, at=at)
