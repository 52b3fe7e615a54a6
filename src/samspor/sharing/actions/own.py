"""What a guardian answers themselves, on the family's own page: it is recorded by no colleague."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.messages.api import Template, tell_of_itself
from samspor.people.api import Guardian
from samspor.sharing import queries
from samspor.sharing.queries import AnyConsent, Now
from samspor.sharing.rules import consent as rules
from samspor.sharing.rules.consent import Given
from samspor.sharing.rules.words import Said, Way


@transaction.atomic
def answer_oneself(
    *, by: Actor, consent: AnyConsent, guardian: Guardian, said: Said, longest: date, at: datetime
) -> AnyConsent:
    """A yes, a no, or a yes taken back. Whoever calls has seen to it that it is this guardian who acts."""
    found = _asked_now(consent, at)
    if by.id != guardian.pk:
        raise NotHere
    rules.check_still_asked(found.state)
    rules.check_may_answer(guardian.pk, found.family.voices, heard=False)
    before = found.standing.get(guardian.pk)
    if said is Said.WITHDRAWN:
        rules.check_may_withdraw(Given(guardian.pk, Said(before.said), before.expires_on) if before else None)
    until = min(longest, found.consent.expires_on) if said is Said.YES else found.on
    rules.check_until(until=until, said_on=found.on, longest=longest)
    found.consent.answers.filter(guardian=guardian, replaced_at=None).update(replaced_at=at)
    found.consent.answers.create(
        guardian=guardian, said=said, way=Way.OWN, said_on=found.on, expires_on=until, entered_at=at
    )
    verb = Verb.CONSENT_WITHDRAWN if said is Said.WITHDRAWN else Verb.CONSENT_ANSWERED
    after = {"guardian": str(guardian.pk), "said": said, "way": Way.OWN}
    record(verb, by=by, about=found.consent, child_ids=[found.consent.child_id], at=at, after=after)
    if before and before.said == Said.YES and said is not Said.YES:  # a no over a yes ends it as surely
        _tell(found, at)
    return found.consent


def _asked_now(consent: AnyConsent, at: datetime) -> Now:
    type(consent).objects.select_for_update(of=("self",), no_key=True).get(pk=consent.pk)
    return queries.now(consent, local_date(at))


def _tell(found: Now, at: datetime) -> None:
    for one in queries.told_of_withdrawal(found.consent, at):
        asked = one == found.consent.asked_by.account_id
        template = Template.CONSENT_WITHDRAWN if asked else Template.CONSENT_ENDED
        tell_of_itself(to=one, template=template, about=found.consent, at=at)
