"""A guardian asks for somebody of their own network, and whoever has the baton answers."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.family import queries
from samspor.family.actions.coming import present
from samspor.family.models import FamilyVisit, KeyPerson
from samspor.family.rules import persons as rules
from samspor.family.rules.persons import Reply
from samspor.pathways.api import add_network
from samspor.people.api import check_way_out
from samspor.sharing.api import kept


@transaction.atomic
def propose_person(
    *, by: Actor, visit: FamilyVisit, name: str, relation: str, contact: str, why: str, at: datetime
) -> KeyPerson:
    """To a pathway that goes on: whoever has its baton finds a task."""
    visit = present(by=by, visit=visit, at=at)
    if visit.guardian is None or not queries.seen_by(visit.child, visit.guardian, at=at).may_propose:
        raise NotHere
    rules.check_proposed(name=name, relation=relation)
    made = KeyPerson.objects.create(
        child=kept(visit.child), guardian=visit.guardian, name=name, relation=relation, contact=contact or None,
        why=why or None, proposed_at=at,
    )  # fmt: skip
    record(Verb.PERSON_PROPOSED, by=by, about=made, child_ids=[made.child_id], at=at)
    return made


@transaction.atomic
def take_back_person(*, by: Actor, visit: FamilyVisit, person: UUID, at: datetime) -> KeyPerson:
    """Before it is answered. What was written of a private person is gone; that it was is not."""
    visit = present(by=by, visit=visit, at=at)
    own = queries.seen_by(visit.child, visit.guardian, at=at).persons if visit.guardian else ()
    if person not in {one.key for one in own}:
        raise NotHere
    held = KeyPerson.objects.select_for_update(no_key=True).get(pk=person)
    rules.check_waits(answered=held.answered_at is not None)
    KeyPerson.objects.filter(pk=person).delete()
    record(Verb.PERSON_TAKEN_BACK, by=by, about=held, child_ids=[held.child_id], at=at)
    return held


@transaction.atomic
def answer_person(*, by: Actor, person: KeyPerson, reply: Reply, task: str, words: str, at: datetime) -> KeyPerson:
    """Yes: they are written in the pathway, and open no page. The guardian reads the answer and `words`."""
    person = require(by, Permission.FAMILY_INVITE, person)
    check_way_out(by, kept(person.child))
    rules.check_waits(answered=person.answered_at is not None)
    rules.check_reply(reply, task=task, words=words)
    pathway = queries.pathway_of(kept(person.child))
    if pathway is None:
        raise NotHere
    if reply is Reply.YES:
        add_network(
            by=by, pathway=pathway, asked_for_by=person.guardian, name=person.name or "", task=task,
            contact=person.contact or "", at=at,
        )  # fmt: skip
    person.reply, person.words = reply, words or None
    person.answered_at, person.answered_by = at, queries.me(by)
    person.save(update_fields=["reply", "words", "answered_at", "answered_by"])
    record(Verb.PERSON_ANSWERED, by=by, about=person, child_ids=[person.child_id], at=at, after={"reply": reply})
    return person
