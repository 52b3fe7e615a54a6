"""A guardian says yes or no, or takes a yes back: on their own page, and at once."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.family import queries
from samspor.family.actions.coming import present
from samspor.family.models import FamilyVisit
from samspor.sharing.api import EffortConsent, ExchangeConsent, answer_oneself, kept
from samspor.sharing.rules.words import Said


@transaction.atomic
def answer_own_consent(
    *, by: Actor, visit: FamilyVisit, consent: UUID, said: Said, longest: timedelta, at: datetime
) -> EffortConsent | ExchangeConsent:
    """Only what stands on their page, as it is this moment."""
    visit = present(by=by, visit=visit, at=at)
    asked = queries.seen_by(visit.child, visit.guardian, at=at).consents if visit.guardian else ()
    if visit.guardian is None or consent not in {one.key for one in asked}:
        raise NotHere
    held = queries.consent_of(kept(visit.child), consent)
    return answer_oneself(
        by=by, consent=held, guardian=visit.guardian, said=said, longest=local_date(at) + longest, at=at
    )
