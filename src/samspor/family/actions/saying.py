"""What one of a family says in their own words."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.family import queries
from samspor.family.actions.coming import present
from samspor.family.models import FamilyVisit, FamilyWord
from samspor.family.rules import words as rules
from samspor.family.rules.words import About, Sight, WordKind
from samspor.messages.api import Template, tell_of_itself
from samspor.sharing.api import kept


@transaction.atomic
def write_word(
    *, by: Actor, visit: FamilyVisit, kind: WordKind, about: About | None, text: str, at: datetime
) -> FamilyWord:
    """It is never changed. Those who answer for the child are told that there is something to read."""
    visit = present(by=by, visit=visit, at=at)
    if visit.guardian is None or queries.seen_by(visit.child, visit.guardian, at=at).sight is Sight.CLOSED:
        raise NotHere
    rules.check_said(text)
    rules.check_about(kind, about)
    disagrees = kind is WordKind.DISAGREEMENT
    made = FamilyWord.objects.create(
        child=kept(visit.child), guardian=visit.guardian, kind=kind, about=about if disagrees and about else "",
        text=text, written_at=at,
    )  # fmt: skip
    after = {"kind": kind, "about": made.about}
    record(Verb.FAMILY_WROTE, by=by, about=made, child_ids=[made.child_id], at=at, after=after)
    for account in queries.who_hears(visit, at):
        tell_of_itself(to=account, template=Template.FAMILY_WROTE, about=made, at=at)
    return made
