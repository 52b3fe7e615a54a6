"""Hearing parents: words typed by a colleague, a link of a parent's own, and the answer that comes by it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Child, Guardian, Guardianship, check_way_out
from samspor.screening import rules
from samspor.screening.models import ParentLink, ParentVoice, RoundUnit
from samspor.screening.queries import child_of_round, custody_holders, is_open, me, window_of
from samspor.screening.rules import Heard, Way
from samspor.screening.rules.parents import check_taken_back

WORDS = ("goes_well", "thinks_about", "helps")


@transaction.atomic
def record_parents_words(
    *,
    by: Actor,
    round_unit: RoundUnit,
    child: Child,
    guardian: Guardian,
    way: Heard,
    is_verbatim: bool,
    said_on: date,
    words: Mapping[str, str],
    at: datetime,
) -> ParentVoice:
    """Typed by a colleague, from a talk or from paper. `words` by the names of the three questions."""
    round_unit = require(by, Permission.PARENTS_HEAR, round_unit)
    rules.check_open(window_of(round_unit), today=local_date(at))
    _check_there(by, round_unit, child)
    if not Guardianship.objects.filter(child=child, guardian=guardian).exists():
        raise NotHere
    if way is Heard.LINK:
        raise Refused("Det, der kommer gennem et link, skriver forælderen selv. Vælg en anden måde.", "way")
    check_way_out(by, child)
    rules.check_heard(words.values(), said_on=said_on, today=local_date(at))
    made = ParentVoice.objects.create(
        round_unit=round_unit, child=child, guardian=guardian, way=way, is_verbatim=is_verbatim, said_on=said_on,
        recorded_at=at, recorded_by_id=me(by), **_kept(words),
    )  # fmt: skip
    record(Verb.PARENTS_HEARD, by=by, about=made, child_ids=[child.pk], at=at, after={"way": way})
    return made


@transaction.atomic
def take_back_parents_words(
    *, by: Actor, voice: ParentVoice, taken_back_on: date, way: Way, at: datetime
) -> ParentVoice:
    """The parent takes it back, also after the round: shown to nobody from now on, and never gone without a trace."""
    voice = require(by, Permission.PARENTS_HEAR, voice)
    check_taken_back(
        already=voice.taken_back_at is not None, said_on=voice.said_on, on=taken_back_on, today=local_date(at)
    )
    voice.taken_back_on, voice.taken_back_way, voice.taken_back_at, voice.taken_back_by_id = (
        taken_back_on, way, at, me(by),
    )  # fmt: skip
    voice.save(update_fields=["taken_back_on", "taken_back_way", "taken_back_at", "taken_back_by"])
    child, after = [voice.child_id], {"on": str(taken_back_on), "way": way}
    record(Verb.PARENTS_WORDS_TAKEN_BACK, by=by, about=voice, child_ids=child, at=at, after=after)
    return voice


def _kept(words: Mapping[str, str]) -> dict[str, str | None]:
    return {name: words.get(name) or None for name in WORDS}


def _check_there(by: Actor, round_unit: RoundUnit, child: Child) -> None:
    if child_of_round(by, round_unit, child.pk) is None:
        raise NotHere


@transaction.atomic
def make_parent_link(*, by: Actor, round_unit: RoundUnit, child: Child, guardian: Guardian, at: datetime) -> ParentLink:
    """For one who has custody. It is handed over by a colleague; the one before it stops working."""
    round_unit = require(by, Permission.PARENTS_HEAR, round_unit)
    rules.check_open(window_of(round_unit), today=local_date(at))
    _check_there(by, round_unit, child)
    if guardian.pk not in {tie.guardian_id for tie in custody_holders(child.pk, local_date(at))}:
        raise Refused("Kun den, der har forældremyndigheden i dag, kan få et link. Vælg en anden.")
    check_way_out(by, child)
    same = {"round_unit": round_unit, "child": child, "guardian": guardian}
    for earlier in ParentLink.objects.select_for_update().filter(**same, revoked_at=None, answered_at=None):
        _revoke(earlier, by=by, at=at)
    made = ParentLink.objects.create(**same, made_at=at, made_by_id=me(by))
    record(Verb.PARENT_LINK_MADE, by=by, about=made, child_ids=[child.pk], at=at)
    return made


@transaction.atomic
def revoke_parent_link(*, by: Actor, link: ParentLink, at: datetime) -> ParentLink:
    link = require(by, Permission.PARENTS_HEAR, link)
    if link.answered_at is not None:
        raise Refused("Forælderen har allerede svaret. Linket kan ikke bruges igen. Du behøver ikke lukke det.")
    if link.revoked_at is None:
        _revoke(link, by=by, at=at)
    return link


def _revoke(link: ParentLink, *, by: Actor, at: datetime) -> None:
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    record(Verb.PARENT_LINK_REVOKED, by=by, about=link, child_ids=[link.child_id], at=at)


@transaction.atomic
def answer_parent_link(*, by: Actor, link: ParentLink, words: Mapping[str, str], at: datetime) -> ParentVoice:
    """A parent's own words. The link is all the access there is, so it is looked at anew, and locked.

    The same words again, from a double click, are the first answer.
    """
    link = (
        ParentLink.objects.select_for_update(of=("self",)).select_related("round_unit__round", "child").get(pk=link.pk)
    )
    if link.answered_at is not None:
        return _first_answer(link, link.answered_at, words)
    if not is_open(by, link, local_date(at)):
        raise NotHere
    rules.check_heard(words.values(), said_on=local_date(at), today=local_date(at))
    made = ParentVoice.objects.create(
        round_unit=link.round_unit, child_id=link.child_id, guardian_id=link.guardian_id, way=Heard.LINK,
        is_verbatim=True, said_on=local_date(at), recorded_at=at, **_kept(words),
    )  # fmt: skip
    link.answered_at = at
    link.save(update_fields=["answered_at"])
    record(Verb.PARENTS_HEARD, by=by, about=made, child_ids=[link.child_id], at=at, after={"way": Heard.LINK})
    return made


def _first_answer(link: ParentLink, answered_at: datetime, words: Mapping[str, str]) -> ParentVoice:
    first = ParentVoice.objects.get(recorded_at=answered_at, guardian=link.guardian_id, child=link.child_id)
    if {name: getattr(first, name) for name in WORDS} != _kept(words):
        raise NotHere
    return first
