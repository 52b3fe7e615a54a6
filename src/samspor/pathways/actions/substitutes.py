"""Somebody stands in while the holder is away."""

from datetime import date, datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.messages.api import Template, tell
from samspor.pathways import queries
from samspor.pathways.actions.steps import passing_on
from samspor.pathways.models import Pathway, Substitute
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.words import Absence
from samspor.people.api import Employment


@transaction.atomic
def give_substitute(
    *, by: Actor, pathway: Pathway, who: Employment, from_on: date, to_on: date, why: Absence, at: datetime
) -> Substitute:
    """`to_on` is the first day the holder is back. Also said by the leader, of somebody who has fallen ill."""
    pathway, standing = passing_on(by=by, pathway=pathway, at=at)
    rules.check_absence(from_on, to_on, today=local_date(at))
    of, period = standing.baton.staff, DateRange(from_on, to_on)
    taken = Substitute.objects.filter(pathway=pathway, of=of, period__overlap=period, ended_at=None)
    found = queries.around(by, pathway).filter(pk=who.pk)
    rules.check_cover(same=who.staff_id == of, around=found.exists(), taken=taken.exists())
    made = Substitute.objects.create(
        pathway=pathway, of_id=of, who=who, period=period, why=why, given_by=queries.me(by), given_at=at
    )
    after = {"who": str(who.staff_id), "from": str(from_on), "to": str(to_on)}
    record(Verb.SUBSTITUTE_GIVEN, by=by, about=made, child_ids=[pathway.child_id], at=at, after=after)
    _tell(by, Template.SUBSTITUTE_GIVEN, made, at)
    return made


@transaction.atomic
def end_substitute(*, by: Actor, substitute: Substitute, at: datetime) -> Substitute:
    """The holder answers again from now."""
    passing_on(by=by, pathway=substitute.pathway, at=at)
    substitute = Substitute.objects.select_related("pathway", "who__staff").get(pk=substitute.pk)
    if substitute.ended_at:
        raise Refused("Stedfortræderen er allerede taget tilbage. Hent siden igen, og se, hvad der står nu.")
    substitute.ended_at = at
    substitute.save(update_fields=["ended_at"])
    record(Verb.SUBSTITUTE_ENDED, by=by, about=substitute, child_ids=[substitute.pathway.child_id], at=at)
    _tell(by, Template.SUBSTITUTE_ENDED, substitute, at)
    return substitute


def _tell(by: Actor, template: Template, about: Substitute, at: datetime) -> None:
    if about.who.staff.account_id:
        tell(by=by, to=about.who.staff.account_id, template=template, about=about, at=at)
