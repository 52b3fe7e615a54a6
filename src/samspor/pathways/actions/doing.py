"""What somebody is to do, and what came of it."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.pathways import queries
from samspor.pathways.actions.reopening import keep_action
from samspor.pathways.actions.steps import writable, written_in
from samspor.pathways.models import Action, Participant, Pathway
from samspor.pathways.rules import doing, goals
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.doing import ActionState
from samspor.people.api import Employment


@transaction.atomic
def add_action(
    *, by: Actor, pathway: Pathway, what: str, who: Employment | Participant, due_on: date, at: datetime,
    where: str = "", review_on: date | None = None,
) -> Action:  # fmt: skip
    """`who` works with the child, or is with the pathway: staff are written as themselves, whichever way."""
    pathway = writable(by=by, pathway=pathway, at=at)
    rules.check_words(what, "what")
    doing.check_days(due_on, review_on, today=local_date(at))
    goals.check_known(found=_is_known(by, pathway, who), field="who")
    job, other = (who, None) if isinstance(who, Employment) else (who.job, None if who.job else who)
    made = Action.objects.create(
        pathway=pathway, what=what, where=where or None, due_on=due_on, review_on=review_on,
        staff=job.staff if job else None, participant=other, by=queries.me(by), entered_at=at,
    )  # fmt: skip
    said = {"on": str(due_on), "review": str(review_on or ""), "who": str(job.staff_id if job else who.pk)}
    record(Verb.ACTION_AGREED, by=by, about=made, child_ids=[pathway.child_id], at=at, after=said)
    return made


def _is_known(by: Actor, pathway: Pathway, who: Employment | Participant) -> bool:
    if isinstance(who, Employment):
        return queries.around(by, pathway).filter(pk=who.pk).exists()
    return who.pk in {one.pk for one in queries.at_work(queries.participants_of(pathway.pk), by.on)}


@transaction.atomic
def settle_action(*, by: Actor, action: Action, to: ActionState, words: str, at: datetime) -> Action:
    """What came of it is said with words: that something was dropped is worth as much to know."""
    action = _own(by=by, action=action, at=at)
    doing.check_action_change(ActionState(action.state), to)
    rules.check_words(words, "words")
    return turned(by=by, action=action, to=to, words=words, at=at)


@transaction.atomic
def look_at_action(*, by: Actor, action: Action, at: datetime) -> Action:
    """That it was looked at on its day is enough: nobody has to write more."""
    action = _own(by=by, action=action, at=at)
    doing.check_to_review(action.stands(local_date(at)))
    action.looked_at, action.looked_by = at, queries.me(by)
    action.save(update_fields=["looked_at", "looked_by"])
    record(Verb.ACTION_LOOKED_AT, by=by, about=action, child_ids=[action.pathway.child_id], at=at)
    return action


@transaction.atomic
def reopen_action(*, by: Actor, action: Action, at: datetime) -> Action:
    action = _anew(by=by, action=action, at=at)
    doing.check_action_change(ActionState(action.state), ActionState.OPEN)
    return turned(by=by, action=action, to=ActionState.OPEN, words=None, at=at)


def _own(*, by: Actor, action: Action, at: datetime) -> Action:
    """Whoever has been let in says it of what they were given themselves."""
    if may(by, Permission.PATHWAY_WRITE, action.pathway):
        return _anew(by=by, action=action, at=at)
    pathway = written_in(by=by, pathway=action.pathway, at=at)
    mine = Action.objects.select_related("pathway").filter(pk=action.pk, pathway=pathway, staff=by.staff).first()
    if mine is None:
        raise NotHere
    return mine


def _anew(*, by: Actor, action: Action, at: datetime) -> Action:
    writable(by=by, pathway=action.pathway, at=at)
    return require(by, Permission.PATHWAY_WRITE, action)


def turned(*, by: Actor, action: Action, to: ActionState, words: str | None, at: datetime) -> Action:
    before, is_open = {"state": action.state}, to is ActionState.OPEN
    if is_open:
        keep_action(by=by, action=action, at=at)
    action.state, action.outcome_words = to, words
    action.settled_at, action.settled_by = (None, None) if is_open else (at, queries.me(by))
    action.save(update_fields=["state", "outcome_words", "settled_at", "settled_by"])
    verb, child = (Verb.ACTION_REOPENED if is_open else Verb.ACTION_SETTLED), action.pathway.child_id
    record(verb, by=by, about=action, child_ids=[child], at=at, before=before, after={"state": to})
    return action
