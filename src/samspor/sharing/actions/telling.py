"""The duty to inform: what the family was told. It asks for nothing."""

from datetime import date, datetime, timedelta

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Child, Guardian, Guardianship, check_way_out
from samspor.sharing import queries
from samspor.sharing.models import Notice
from samspor.sharing.rules.words import Way


@transaction.atomic
def give_notice(
    *, by: Actor, child: Child, guardian: Guardian | None, what: str, way: Way, given_on: date, at: datetime
) -> Notice:
    """To one of the child's adults, or to the child. Without custody one may be told too, when one has asked."""
    child = require(by, Permission.CONSENT_ASK, child)
    check_way_out(by, child)
    if guardian and not Guardianship.objects.filter(child=queries.kept(child), guardian=guardian).exists():
        raise NotHere
    if not what.strip():
        raise Refused("Skriv, hvad de har fået at vide.", "what")
    if given_on > local_date(at):
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, det blev sagt.", "given_on")
    if given_on < local_date(at) - timedelta(days=365):  # retention counts from it: a wrong year is gone the same night
        raise Refused("Datoen ligger mere end et år tilbage. Se den efter.", "given_on")
    made = Notice.objects.create(
        child=child, unit=queries.own_unit(by, child), guardian=guardian, what=what, way=way, given_on=given_on,
        given_by=queries.me(by), entered_at=at,
    )  # fmt: skip
    after = {"guardian": str(guardian.pk) if guardian else "", "way": way, "on": str(given_on)}
    record(Verb.NOTICE_GIVEN, by=by, about=made, child_ids=[child.pk], at=at, after=after)
    return made
