"""The staff propose something, each guardian answers for themselves, and it begins when all have said yes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.family import queries
from samspor.family.actions.coming import present
from samspor.family.models import FamilyVisit, Proposal, ProposalAnswer
from samspor.family.rules import proposals as rules
from samspor.family.rules.proposals import Ending, Said
from samspor.messages.api import Template, tell_of_itself
from samspor.people.api import Child, check_way_out
from samspor.sharing.api import kept


@transaction.atomic
def put_proposal(*, by: Actor, child: Child, text: str, at: datetime) -> Proposal:
    """It stands on the page of everybody who has custody, until it is begun or taken back."""
    child = require(by, Permission.FAMILY_INVITE, kept(child))
    check_way_out(by, child)
    rules.check_pathway(is_there=queries.pathway_of(child) is not None)
    rules.check_text(text)
    made = Proposal.objects.create(child=child, text=text, by=queries.me(by), proposed_at=at)
    record(Verb.PROPOSAL_PUT, by=by, about=made, child_ids=[child.pk], at=at)
    return made


@transaction.atomic
def answer_proposal(*, by: Actor, visit: FamilyVisit, proposal: UUID, said: Said, at: datetime) -> ProposalAnswer:
    """One's own, of what stands open on one's page this moment."""
    visit = present(by=by, visit=visit, at=at)
    asked = queries.seen_by(visit.child, visit.guardian, at=at).proposals if visit.guardian else ()
    if visit.guardian is None or proposal not in {one.key for one in asked if one.is_open}:
        raise NotHere
    held = Proposal.objects.select_for_update(no_key=True).get(pk=proposal)
    rules.check_waits(ended=held.ended_at is not None)
    made = ProposalAnswer.objects.create(proposal=held, guardian=visit.guardian, said=said, written_at=at)
    record(Verb.PROPOSAL_ANSWERED, by=by, about=made, child_ids=[held.child_id], at=at, after={"said": said})
    account = held.by.account_id
    if account:
        tell_of_itself(to=account, template=Template.PROPOSAL_ANSWERED, about=made, at=at)
    return made


@transaction.atomic
def begin_proposal(*, by: Actor, proposal: Proposal, at: datetime) -> Proposal:
    """Not before everybody who has custody today has said yes."""
    proposal = _open(by, proposal)
    held = [key for key, _ in queries.holders(proposal.child, local_date(at))]
    rules.check_may_begin(queries.latest(proposal.answers.all())[proposal.pk], held)
    return _ended(by, proposal, Ending.BEGUN, at)


@transaction.atomic
def withdraw_proposal(*, by: Actor, proposal: Proposal, at: datetime) -> Proposal:
    return _ended(by, _open(by, proposal), Ending.WITHDRAWN, at)


def _open(by: Actor, proposal: Proposal) -> Proposal:
    proposal = require(by, Permission.FAMILY_INVITE, proposal)
    rules.check_waits(ended=proposal.ended_at is not None)
    return proposal


def _ended(by: Actor, proposal: Proposal, how: Ending, at: datetime) -> Proposal:
    proposal.ending, proposal.ended_at, proposal.ended_by = how, at, queries.me(by)
    proposal.save(update_fields=["ending", "ended_at", "ended_by"])
    record(Verb.PROPOSAL_ENDED, by=by, about=proposal, child_ids=[proposal.child_id], at=at, after={"ending": how})
    return proposal
