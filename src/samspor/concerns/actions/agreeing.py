"""What must happen, what we do where the child already is, and whom we bring in."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.built_on import check_built_on
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.concerns import queries
from samspor.concerns.actions.steps import writable
from samspor.concerns.models import Concern, Involvement, NextStep, Wanted
from samspor.concerns.rules import entries
from samspor.concerns.rules.stops import Route
from samspor.concerns.rules.words import Party
from samspor.people.api import StaffMember


@transaction.atomic
def write_wanted(*, by: Actor, concern: Concern, text: str, built_on: datetime | None, at: datetime) -> Wanted:
    """A new wording is a new row. `built_on`: when what one had before one's eyes was written."""
    concern = writable(by=by, concern=concern, at=at)
    entries.check_words(text, "text")
    latest = concern.wanted.order_by("-entered_at", "-pk").first()
    check_built_on(stands=latest.entered_at if latest else None, built_on=built_on)
    made = Wanted.objects.create(concern=concern, text=text, by=queries.me(by), entered_at=at)
    record(Verb.WANTED_WRITTEN, by=by, about=made, child_ids=[concern.child_id], at=at)
    return made


@transaction.atomic
def agree_step(
    *,
    by: Actor,
    concern: Concern,
    what: str,
    who: StaffMember,
    where: str,
    due_on: date,
    review_on: date,
    at: datetime,
) -> NextStep:
    concern = writable(by=by, concern=concern, at=at)
    entries.check_words(what, "what")
    entries.check_words(where, "where")
    entries.check_step_dates(due_on=due_on, review_on=review_on, today=local_date(at))
    if not queries.staff_around(by, concern).filter(pk=who.pk).exists():
        raise Refused("Vælg en, der arbejder med barnet.", "who")
    made = NextStep.objects.create(
        concern=concern, what=what, who=who, where=where, due_on=due_on, review_on=review_on, by=queries.me(by),
        entered_at=at,
    )  # fmt: skip
    after = {"who": str(who.pk), "due_on": str(due_on), "review_on": str(review_on)}
    record(Verb.NEXT_STEP_AGREED, by=by, about=made, child_ids=[concern.child_id], at=at, after=after)
    return made


@transaction.atomic
def finish_step(*, by: Actor, step: NextStep, done_on: date, outcome: str, at: datetime) -> NextStep:
    step = require(by, Permission.CONCERN_WRITE, step)
    writable(by=by, concern=step.concern, at=at)
    entries.check_done(
        done=step.done_on is not None, done_on=done_on, agreed_on=local_date(step.entered_at), today=local_date(at),
        outcome=outcome,
    )  # fmt: skip
    step.done_on, step.outcome = done_on, outcome
    step.save(update_fields=["done_on", "outcome"])
    after = {"done_on": str(done_on)}
    record(Verb.NEXT_STEP_DONE, by=by, about=step, child_ids=[step.concern.child_id], at=at, after=after)
    return step


@transaction.atomic
def undo_step(*, by: Actor, step: NextStep, at: datetime) -> NextStep:
    """It was not done after all. What was written of it stands, and is where the next time begins."""
    step = require(by, Permission.CONCERN_WRITE, step)
    writable(by=by, concern=step.concern, at=at)
    entries.check_undone(done=step.done_on is not None)
    before, step.done_on = {"done_on": str(step.done_on)}, None
    step.save(update_fields=["done_on"])
    record(Verb.NEXT_STEP_UNDONE, by=by, about=step, child_ids=[step.concern.child_id], at=at, before=before)
    return step


@transaction.atomic
def withdraw_involvement(*, by: Actor, involvement: Involvement, at: datetime) -> Involvement:
    """Taken back by the one who wrote it: it stays in the history, crossed out."""
    involvement = require(by, Permission.CONCERN_WRITE, involvement)
    writable(by=by, concern=involvement.concern, at=at)
    entries.check_mine(mine=involvement.by_id == queries.me(by).pk)
    entries.check_not_withdrawn(withdrawn=involvement.withdrawn_at is not None)
    involvement.withdrawn_at = at
    involvement.save(update_fields=["withdrawn_at"])
    child = [involvement.concern.child_id]
    record(Verb.INVOLVEMENT_WITHDRAWN, by=by, about=involvement, child_ids=child, at=at)
    return involvement


@transaction.atomic
def involve(*, by: Actor, concern: Concern, party: Party, involved_on: date, words: str, at: datetime) -> Involvement:
    """That somebody was brought in. The parents are, from the beginning, unless there is a stop."""
    concern = writable(by=by, concern=concern, at=at)
    if party is Party.PARENTS:
        queries.check_way_out(by, concern, Route.CONVERSATION)
    entries.check_words(words, "words")
    if involved_on > local_date(at):
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, I talte sammen.", "involved_on")
    made = Involvement.objects.create(
        concern=concern, party=party, involved_on=involved_on, words=words, by=queries.me(by), entered_at=at
    )
    after = {"party": party, "on": str(involved_on)}
    record(Verb.PARTY_INVOLVED, by=by, about=made, child_ids=[concern.child_id], at=at, after=after)
    return made
