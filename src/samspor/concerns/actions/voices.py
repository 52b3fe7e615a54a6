"""The child's own words: kept as they were said, decided on by the child, locked when the child has approved them."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.concerns import queries
from samspor.concerns.actions.steps import writable
from samspor.concerns.models import Concern, Voice
from samspor.concerns.reading import drawing as made_anew
from samspor.concerns.rules import entries, ruler, voices
from samspor.concerns.rules.stops import Route
from samspor.concerns.rules.words import Audience, House, WrittenBy


@transaction.atomic
def keep_voice(
    *,
    by: Actor,
    concern: Concern,
    house: House,
    text: str,
    drawing: bytes | None,
    is_verbatim: bool,
    written_by: WrittenBy,
    said_on: date,
    at: datetime,
) -> Voice:
    """One piece in one house. Until the child has approved it, it is its writer's alone."""
    concern = writable(by=by, concern=concern, at=at)
    _check(text, said_on, at, drawing=drawing is not None)
    made = Voice.objects.create(
        concern=concern, house=house, text=text or None, drawing=made_anew(drawing) if drawing is not None else None,
        is_verbatim=is_verbatim, written_by=written_by, said_on=said_on, by=queries.me(by), entered_at=at,
    )  # fmt: skip
    record(Verb.VOICE_KEPT, by=by, about=made, child_ids=[concern.child_id], at=at, after={"house": house})
    return made


@transaction.atomic
def reword_voice(
    *,
    by: Actor,
    voice: Voice,
    house: House,
    text: str,
    is_verbatim: bool,
    written_by: WrittenBy,
    said_on: date,
    at: datetime,
) -> Voice:
    """The child did not say it so. What was misheard is kept nowhere: nobody but its writer has seen it."""
    voice = _open(by, voice, at)
    _check(text, said_on, at, drawing=voice.drawing is not None)
    voice.house, voice.text, voice.is_verbatim = house, text or None, is_verbatim
    voice.written_by, voice.said_on = written_by, said_on
    voice.save(update_fields=["house", "text", "is_verbatim", "written_by", "said_on"])
    record(Verb.VOICE_REWORDED, by=by, about=voice, child_ids=[voice.concern.child_id], at=at, after={"house": house})
    return voice


@transaction.atomic
def withdraw_voice(*, by: Actor, voice: Voice, at: datetime) -> Voice:
    """It does not belong here, or the child says no. The words and the drawing are gone; that it was done is not."""
    voice = _open(by, voice, at)
    Voice.objects.filter(pk=voice.pk).delete()
    record(Verb.VOICE_WITHDRAWN, by=by, about=voice, child_ids=[voice.concern.child_id], at=at)
    return voice


def _open(by: Actor, voice: Voice, at: datetime) -> Voice:
    """One's own, which the child has not approved."""
    voice = require(by, Permission.CONCERN_WRITE, voice)
    writable(by=by, concern=voice.concern, at=at)
    entries.check_mine(mine=voice.by_id == queries.me(by).pk)
    voices.check_unlocked(approved=voice.approved_at is not None)
    return voice


def _check(text: str, said_on: date, at: datetime, *, drawing: bool) -> None:
    voices.check_voice(text=text, drawing=drawing)
    ruler.check_said_on(said_on, today=local_date(at))


@transaction.atomic
def approve_voice(*, by: Actor, voice: Voice, allowed: Collection[Audience], at: datetime) -> Voice:
    """The child has seen it and said who may. From now on it is locked."""
    voice = _open(by, voice, at)
    voice.allowed, voice.approved_at = sorted(set(allowed)), at
    voice.save(update_fields=["allowed", "approved_at"])
    after = {"allowed": voice.allowed}
    record(Verb.VOICE_APPROVED, by=by, about=voice, child_ids=[voice.concern.child_id], at=at, after=after)
    return voice


@transaction.atomic
def share_voice(*, by: Actor, voice: Voice, shared_on: date, at: datetime) -> Voice:
    """That the parents were shown it: with the child's yes, and never while there is a stop."""
    voice = require(by, Permission.CONCERN_WRITE, voice)
    concern = writable(by=by, concern=voice.concern, at=at)
    entries.check_mine(mine=voice.by_id == queries.me(by).pk)
    allowed = [Audience(word) for word in voice.allowed]
    voices.check_share(allowed, approved=voice.approved_at is not None)
    queries.check_way_out(by, concern, Route.CHILDS_WORDS)
    if not voice.said_on <= shared_on <= local_date(at):
        raise Refused("Skriv den dag, I viste det til forældrene.", "shared_on")
    voice.shared_on, voice.shared_at = shared_on, at
    voice.save(update_fields=["shared_on", "shared_at"])
    record(Verb.VOICE_SHARED, by=by, about=voice, child_ids=[concern.child_id], at=at, after={"on": str(shared_on)})
    return voice


@transaction.atomic
def take_back_sharing(*, by: Actor, voice: Voice, at: datetime) -> Voice:
    """It was pressed by a slip: by whose piece it is, the same day. Also under a stop, for nobody is shown anything."""
    voice = require(by, Permission.CONCERN_WRITE, voice)
    concern = writable(by=by, concern=voice.concern, at=at)
    entries.check_mine(mine=voice.by_id == queries.me(by).pk)
    voices.check_sharing_taken_back(voices.day_of(voice.shared_at), today=local_date(at))
    before = {"on": str(voice.shared_on)}
    voice.shared_on = voice.shared_at = None
    voice.save(update_fields=["shared_on", "shared_at"])
    record(Verb.VOICE_SHARING_TAKEN_BACK, by=by, about=voice, child_ids=[concern.child_id], at=at, before=before)
    return voice
