"""What each one says: yes, no, not any longer, and yes for another while."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.built_on import LOOK, check_built_on
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.messages.api import Template, tell
from samspor.people.api import Guardian, check_way_out
from samspor.sharing import queries
from samspor.sharing.queries import AnyConsent, Now
from samspor.sharing.rules import consent as rules
from samspor.sharing.rules.consent import Given, Voice
from samspor.sharing.rules.words import Said, Way


@transaction.atomic
def answer_consent(
    *,
    by: Actor,
    consent: AnyConsent,
    guardian: Guardian | None,
    said: Said,
    way: Way,
    said_on: date,
    until: date,
    longest: date,
    at: datetime,
    built_on: Collection[str] = (),
) -> AnyConsent:
    """A yes or a no of one with custody, or, without a guardian, of the child. `until` is the last day of a yes.

    `built_on`: the answers that stood when it was written; nothing that came since is written over.
    """
    found = _held(by=by, consent=consent, at=at)
    check_way_out(by, found.consent.child)
    rules.check_still_asked(found.state)
    if said is Said.WITHDRAWN:
        raise NotHere
    who = guardian.pk if guardian else None
    heard = rules.is_heard(queries.kept(found.consent.child).birth_date, on=found.on)
    rules.check_may_answer(who, found.family.voices, heard=heard)
    _check_said(found, said_on)
    _check_built_on(found, [who], built_on)
    if said is Said.YES:
        _check_yes(by, found, who, said_on)
        rules.check_until(until=until, said_on=said_on, longest=min(longest, found.consent.expires_on))
    until = until if said is Said.YES else said_on
    before = found.standing.get(who)
    _say(by, found, who, said, way, (said_on, until), at)
    _remember(Verb.CONSENT_ANSWERED, by, found, at, guardian=str(who or ""), said=said, way=way)
    if said is Said.NO and before and before.said == Said.YES and who in found.family.voices:
        _tell_it_ended(by, found, at)  # a no over a yes ends it as surely as a yes taken back
    return found.consent


@transaction.atomic
def withdraw_consent(
    *, by: Actor, consent: AnyConsent, guardian: Guardian | None, way: Way, said_on: date, at: datetime
) -> AnyConsent:
    """At any time, and with nothing to explain. It stops at once."""
    found = _held(by=by, consent=consent, at=at)
    who = guardian.pk if guardian else None
    before = found.standing.get(who)
    rules.check_may_withdraw(Given(who, Said(before.said), before.expires_on) if before else None)
    _check_said(found, said_on)
    _say(by, found, who, Said.WITHDRAWN, way, (said_on, said_on), at)
    _remember(Verb.CONSENT_WITHDRAWN, by, found, at, guardian=str(who or ""), way=way)
    _tell_it_ended(by, found, at)
    return found.consent


@transaction.atomic
def renew_consent(
    *,
    by: Actor,
    consent: AnyConsent,
    way: Way,
    said_on: date,
    until: date,
    longest: date,
    at: datetime,
    built_on: Collection[str] = (),
) -> AnyConsent:
    """Everybody who said yes has said it again: one confirmation, and nothing to find or fill in."""
    found = _held(by=by, consent=consent, at=at)
    check_way_out(by, found.consent.child)
    rules.check_may_renew(found.state)
    rules.check_is_theirs(is_ours=queries.reader(by).is_ours(found.consent), unit=found.consent.unit.name)
    _check_said(found, said_on)
    _check_built_on(found, found.family.voices, built_on)
    rules.check_until(until=until, said_on=said_on, longest=longest)
    for who in found.family.voices:
        _say(by, found, who, Said.YES, way, (said_on, until), at)
    _remember(Verb.CONSENT_RENEWED, by, found, at, until=str(until), way=way)
    return found.consent


@transaction.atomic
def take_back_question(*, by: Actor, consent: AnyConsent, why: str, at: datetime) -> AnyConsent:
    """Asked by mistake, and nobody has answered. No stop holds it back: it reaches nobody."""
    found = _held(by=by, consent=consent, at=at)
    rules.check_is_theirs(is_ours=queries.reader(by).is_ours(found.consent), unit=found.consent.unit.name)
    rules.check_may_take_back(now=found.state, answered=bool(found.answers))
    rules.check_why_taken_back(why)
    held = found.consent
    held.taken_back_at, held.taken_back_by, held.taken_back_why = at, queries.me(by), why
    held.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    _remember(Verb.CONSENT_QUESTION_TAKEN_BACK, by, found, at)
    return held


def _held(*, by: Actor, consent: AnyConsent, at: datetime) -> Now:
    return queries.now(require(by, Permission.CONSENT_ASK, consent), local_date(at))


def _check_said(found: Now, said_on: date) -> None:
    rules.check_said(said_on=said_on, asked_on=local_date(found.consent.asked_at), today=found.on)


def _check_built_on(found: Now, voices: Collection[Voice], built_on: Collection[str]) -> None:
    standing = [str(found.standing[who].pk) for who in voices if who in found.standing]
    check_built_on(stands=True, built_on=set(standing) <= set(built_on), said=_NEWER, do=LOOK)


_NEWER = "Der er skrevet et andet svar ned imens"


def _check_yes(by: Actor, found: Now, who: Voice, said_on: date) -> None:
    rules.check_is_theirs(is_ours=queries.reader(by).is_ours(found.consent), unit=found.consent.unit.name)
    before = found.standing.get(who)
    if before:
        rules.check_is_later(stood=Said(before.said), stood_on=before.said_on, said_on=said_on)


def _say(  # noqa: PLR0917 -- only called from here
    by: Actor, found: Now, who: Voice, said: Said, way: Way, days: tuple[date, date], at: datetime
) -> None:
    """What stood until now is kept, and stands no longer."""
    said_on, until = days
    answers = found.consent.answers
    answers.filter(guardian=who, replaced_at=None).update(replaced_at=at)
    answers.create(
        guardian_id=who, said=said, way=way, said_on=said_on, expires_on=until, recorded_by=queries.me(by),
        entered_at=at,
    )  # fmt: skip


def _tell_it_ended(by: Actor, found: Now, at: datetime) -> None:
    """Whoever asked, whoever gets it, and whom rooms above name: but who wrote it down."""
    for one in queries.told_of_withdrawal(found.consent, at):
        asked = one == found.consent.asked_by.account_id
        template = Template.CONSENT_WITHDRAWN if asked else Template.CONSENT_ENDED
        if one != by.id:
            tell(by=by, to=one, template=template, about=found.consent, at=at)


def _remember(verb: Verb, by: Actor, found: Now, at: datetime, **after: str) -> None:
    record(verb, by=by, about=found.consent, child_ids=[found.consent.child_id], at=at, after=after)
