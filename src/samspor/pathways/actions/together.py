"""Who comes into a pathway and who leaves it, and the two lead roles. Who comes from elsewhere passes the lane."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission, Role
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.messages.api import Template, tell
from samspor.pathways import queries
from samspor.pathways.actions.steps import writable
from samspor.pathways.models import Participant, Pathway
from samspor.pathways.rules import goals
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.together import (
    Asked,
    Kind,
    Lead,
    check_apart,
    check_coordinates,
    check_lane,
    check_once,
    check_with,
)
from samspor.people.api import Employment, Guardian
from samspor.people.rules import UnitKind
from samspor.sharing.api import lane_for, own_sector
from samspor.sharing.rules.lane import NOT_KNOWN, NOT_KNOWN_NEXT
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.words import Act, Lane, Purpose, Sector


@transaction.atomic
def add_colleague(
    *, by: Actor, pathway: Pathway, who: Employment, task: str, contact: str, at: datetime
) -> Participant:
    """Who works with the child is here by their work. It is written down what they do; nothing is opened."""
    pathway = _begun(by=by, pathway=pathway, task=task, at=at)
    goals.check_known(found=queries.around(by, pathway).filter(pk=who.pk).exists(), field="who")
    check_once(there=queries.is_there(pathway, job=who))
    return _put(by, Participant(pathway=pathway, kind=Kind.STAFF, job=who), task, contact, at)


@transaction.atomic
def let_in(
    *, by: Actor, pathway: Pathway, who: Employment, task: str, contact: str, aim: Purpose, topics: Collection[str],
    at: datetime,
) -> Participant:  # fmt: skip
    """Somebody of another service. `topics`: all that stands in the pathway, for they will read it whole."""
    pathway = _begun(by=by, pathway=pathway, task=task, at=at)
    one = Participant(pathway=pathway, kind=Kind.STAFF, job=who)
    reaches = queries.around(by, pathway).filter(pk=who.pk).exists()
    if not reaches:
        _end_by_work(by, pathway, who, at)
    check_once(there=queries.is_there(pathway, job=who))
    if not reaches:
        one.is_let_in = True
        _ask_lane(by, one, sector_of(UnitKind(who.unit.kind)), aim, topics, at)
    rules.check_let_in(reaches_child=reaches, is_let_in=one.is_let_in)
    put = _put(by, one, task, contact, at)
    if one.is_let_in and who.staff.account_id:
        tell(by=by, to=who.staff.account_id, template=Template.PATHWAY_LET_IN, about=put, at=at)
    return put


@transaction.atomic
def add_family(
    *, by: Actor, pathway: Pathway, guardian: Guardian | None, task: str, contact: str, at: datetime
) -> Participant:
    """One of the child's adults; without a guardian the child itself. While there is a stop no parent is asked in."""
    pathway = _begun(by=by, pathway=pathway, task=task, at=at)
    if guardian is None:
        check_once(there=queries.is_there(pathway, kind=Kind.CHILD))
        return _put(by, Participant(pathway=pathway, kind=Kind.CHILD), task, contact, at)
    known = {one.guardian_id for one in queries.adults_of(pathway, local_date(at))}
    goals.check_known(found=guardian.pk in known, field="who")
    check_once(there=queries.is_there(pathway, guardian=guardian))
    said = lane_for(
        by, pathway.child, act=Act.INVITE, to=Sector.PARENTS, purpose=Purpose.EARLY_HELP, topics=(),
        to_guardian=guardian,
    )  # fmt: skip
    check_lane(Asked(said.lane in {Lane.FREE, Lane.CONSENT}, said.sentence, said.next_step))
    return _put(by, Participant(pathway=pathway, kind=Kind.GUARDIAN, guardian=guardian), task, contact, at)


@transaction.atomic
def add_other(
    *, by: Actor, pathway: Pathway, name: str, service: Sector, task: str, contact: str, aim: Purpose,
    topics: Collection[str], at: datetime,
) -> Participant:  # fmt: skip
    """Somebody who does not work here. They open no page; that they are spoken with about the child is asked."""
    pathway = _begun(by=by, pathway=pathway, task=task, at=at)
    rules.check_words(name, "name")
    one = Participant(pathway=pathway, kind=Kind.OTHER, name=name)
    _ask_lane(by, one, service, aim, topics, at)
    return _put(by, one, task, contact, at)


@transaction.atomic
def add_network(
    *, by: Actor, pathway: Pathway, asked_for_by: Guardian, name: str, task: str, contact: str, at: datetime
) -> Participant:
    """A private person whom a guardian has asked for: they open no page, and stand for no other guardian to see."""
    pathway = _begun(by=by, pathway=pathway, task=task, at=at)
    rules.check_words(name, "name")
    known = {one.guardian_id for one in queries.adults_of(pathway, local_date(at))}
    goals.check_known(found=asked_for_by.pk in known, field="who")
    one = Participant(pathway=pathway, kind=Kind.NETWORK, name=name, asked_for_by=asked_for_by)
    return _put(by, one, task, contact, at)


def _ask_lane(  # noqa: PLR0917 -- only called from the two above
    by: Actor, one: Participant, service: Sector | None, aim: Purpose, topics: Collection[str], at: datetime
) -> None:
    sender = own_sector(by, one.pathway.child)
    if sender is None or service is None:
        check_lane(Asked(may=False, sentence=NOT_KNOWN, next_step=NOT_KNOWN_NEXT))
    one.sender, one.service, one.aim, one.topics = str(sender), str(service), aim, sorted(topics)
    check_lane(queries.asked([one], local_date(at))[one.pk])


@transaction.atomic
def end_participant(*, by: Actor, participant: Participant, at: datetime) -> Participant:
    """What they wrote stays, and so does that they were here."""
    return _end(by, _anew(by=by, participant=participant, at=at), at)


def _end_by_work(by: Actor, pathway: Pathway, who: Employment, at: datetime) -> None:
    """Who no longer works with the child is not with it by that any more, and can be let in."""
    for one in queries.participants_of(pathway.pk):
        if one.job_id == who.pk and not one.is_let_in:
            _end(by, one, at)


def _end(by: Actor, participant: Participant, at: datetime) -> Participant:
    participant.ended_at, participant.ended_by = at, queries.me(by)
    participant.save(update_fields=["ended_at", "ended_by"])
    child = participant.pathway.child_id
    record(Verb.PARTICIPANT_LEFT, by=by, about=participant, child_ids=[child], at=at)
    return participant


@transaction.atomic
def choose_leads(
    *, by: Actor, pathway: Pathway, coordinating: Participant | None, relational: Participant | None, at: datetime
) -> Pathway:
    """Both at once: who calls together and follows up, and whom the family trusts. Never the same person."""
    pathway = writable(by=by, pathway=pathway, at=at)
    there = {one.pk: one for one in queries.at_work(queries.participants_of(pathway.pk), local_date(at))}
    chosen = {Lead.COORDINATING: coordinating, Lead.RELATIONAL: relational}
    for lead, one in chosen.items():
        goals.check_known(found=one is None or one.pk in there, field=lead)
    if coordinating:
        check_coordinates(Role(coordinating.job.role) if coordinating.job else None)
    check_apart(same=coordinating is not None and coordinating == relational)
    before = {one.lead: str(one.pk) for one in queries.participants_of(pathway.pk) if one.lead}
    after = {str(lead): str(one.pk) for lead, one in chosen.items() if one}
    Participant.objects.filter(pathway=pathway, ended_at=None).exclude(lead="").update(lead="")
    for name, key in after.items():
        Participant.objects.filter(pk=key).update(lead=name)
    record(Verb.LEADS_CHOSEN, by=by, about=pathway, child_ids=[pathway.child_id], at=at, before=before, after=after)
    return pathway


def _begun(*, by: Actor, pathway: Pathway, task: str, at: datetime) -> Pathway:
    pathway = writable(by=by, pathway=pathway, at=at)
    rules.check_words(task, "task")
    return pathway


def _put(by: Actor, one: Participant, task: str, contact: str, at: datetime) -> Participant:
    one.task, one.contact, one.by, one.entered_at = task, contact or None, queries.me(by), at
    one.save(force_insert=True)
    verb = Verb.PARTICIPANT_LET_IN if one.is_let_in else Verb.PARTICIPANT_ADDED
    said = {"kind": one.kind, "service": one.service, "topics": one.topics}
    record(verb, by=by, about=one, child_ids=[one.pathway.child_id], at=at, after=said)
    return one


def _anew(*, by: Actor, participant: Participant, at: datetime) -> Participant:
    writable(by=by, pathway=participant.pathway, at=at)
    participant = require(by, Permission.PATHWAY_WRITE, participant)
    check_with(ended=participant.ended_at is not None)
    return participant
