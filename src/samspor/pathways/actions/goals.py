"""Goals in the family's words, the numbers people say about them, and what became of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.ics import Ics
from samspor.base.refused import NotHere
from samspor.concerns.api import Scale, ScaleStep, is_current
from samspor.concerns.rules import ruler
from samspor.pathways import queries
from samspor.pathways.actions.reopening import keep_goal
from samspor.pathways.actions.steps import writable, written_in
from samspor.pathways.models import Goal, GoalNumber, Participant, Pathway
from samspor.pathways.queries.goals import has_said_own
from samspor.pathways.rules import goals
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.goals import GoalState, Sayer, Words
from samspor.pathways.rules.together import Kind
from samspor.people.api import Guardian, check_way_out


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose number it is: one's own, the child's, or that of an adult or a participant who said it."""

    sayer: Sayer
    guardian: Guardian | None = None
    participant: Participant | None = None


OWN = Voice(Sayer.STAFF)
CHILDS = Voice(Sayer.CHILD)


@transaction.atomic
def set_goal(
    *, by: Actor, pathway: Pathway, words: str, whose: Words, scale: Scale, at: datetime, ics: Collection[Ics] = ()
) -> Goal:
    pathway = writable(by=by, pathway=pathway, at=at)
    rules.check_words(words, "words")
    goals.check_room(queries.number_of_goals(pathway))
    goals.check_known(found=is_current(scale), field="scale")
    made = Goal.objects.create(
        pathway=pathway, words=words, whose=whose, ics=sorted(set(ics)), scale=scale, by=queries.me(by), entered_at=at
    )
    said = {"scale": str(scale.pk), "whose": whose}
    record(Verb.GOAL_SET, by=by, about=made, child_ids=[pathway.child_id], at=at, after=said)
    return made


@transaction.atomic
def say_number(*, by: Actor, goal: Goal, voice: Voice, step: ScaleStep, said_on: date, at: datetime) -> GoalNumber:
    """A new row every time: what was said before stays, and the picture is made of all of it."""
    goal = _reached(by=by, goal=goal, voice=voice, at=at)
    goals.check_goal_open(is_open=goal.state == GoalState.OPEN)
    ruler.check_step(list(goal.scale.steps.all()), step, current=True)  # a goal keeps the scale it was set on
    ruler.check_said_on(said_on, today=local_date(at))
    if voice.guardian:  # to ask for it is to reach them
        check_way_out(by, goal.pathway.child)
    _check_voice(goal, voice, said_on, local_date(at))
    mine = queries.me(by)
    made = GoalNumber.objects.create(
        pathway=goal.pathway, goal=goal, step=step, sayer=voice.sayer, guardian=voice.guardian, by=mine,
        staff=mine if voice.sayer is Sayer.STAFF else None, participant=voice.participant, said_on=said_on,
        entered_at=at,
    )  # fmt: skip
    said = {"sayer": voice.sayer, "on": str(said_on)}
    record(Verb.GOAL_NUMBER_SAID, by=by, about=made, child_ids=[goal.pathway.child_id], at=at, after=said)
    return made


@transaction.atomic
def say_own_number(*, by: Actor, goal: Goal, guardian: Guardian, step: ScaleStep, at: datetime) -> GoalNumber:
    """A guardian's, on the day they say it. Whoever calls has seen to it that it is this guardian who acts."""
    pathway = Pathway.objects.select_for_update(of=("self",), no_key=True).get(pk=goal.pathway_id)
    rules.check_open(closed=pathway.closed_at is not None)
    goal = Goal.objects.select_related("scale").get(pk=goal.pk)
    if by.id != guardian.pk:
        raise NotHere
    goals.check_goal_open(is_open=goal.state == GoalState.OPEN)
    ruler.check_step(list(goal.scale.steps.all()), step, current=True)
    made = GoalNumber.objects.create(
        pathway=pathway, goal=goal, step=step, sayer=Sayer.GUARDIAN, guardian=guardian, said_on=local_date(at),
        entered_at=at,
    )  # fmt: skip
    said = {"sayer": Sayer.GUARDIAN, "on": str(made.said_on)}
    record(Verb.GOAL_NUMBER_SAID, by=by, about=made, child_ids=[pathway.child_id], at=at, after=said)
    return made


def _reached(*, by: Actor, goal: Goal, voice: Voice, at: datetime) -> Goal:
    """Whoever has been let in says their own number, and nobody else's."""
    if may(by, Permission.PATHWAY_WRITE, goal.pathway):
        return _anew(by=by, goal=goal, at=at)
    pathway = written_in(by=by, pathway=goal.pathway, at=at)
    if voice != OWN:
        raise NotHere
    return Goal.objects.select_related("pathway", "scale").get(pk=goal.pk, pathway=pathway)


def _check_voice(goal: Goal, voice: Voice, said_on: date, on: date) -> None:
    if voice.guardian:
        known = {one.guardian_id for one in queries.adults_of(goal.pathway, on)}
        goals.check_known(found=voice.guardian.pk in known, field="who")
        goals.check_not_theirs(own=has_said_own(goal, voice.guardian, said_on))
    if voice.participant:
        there = queries.is_there(goal.pathway, pk=voice.participant.pk, kind=Kind.OTHER)
        goals.check_known(found=there, field="who")


@transaction.atomic
def end_goal(*, by: Actor, goal: Goal, to: GoalState, words: str, at: datetime) -> Goal:
    goal = _anew(by=by, goal=goal, at=at)
    goals.check_goal_change(GoalState(goal.state), to)
    rules.check_words(words, "words")
    return turned(by=by, goal=goal, to=to, words=words, at=at)


@transaction.atomic
def reopen_goal(*, by: Actor, goal: Goal, at: datetime) -> Goal:
    goal = _anew(by=by, goal=goal, at=at)
    goals.check_goal_change(GoalState(goal.state), GoalState.OPEN)
    return turned(by=by, goal=goal, to=GoalState.OPEN, words=None, at=at)


def _anew(*, by: Actor, goal: Goal, at: datetime) -> Goal:
    writable(by=by, pathway=goal.pathway, at=at)
    return require(by, Permission.PATHWAY_WRITE, goal)


def turned(*, by: Actor, goal: Goal, to: GoalState, words: str | None, at: datetime) -> Goal:
    before = {"state": goal.state}
    if to is GoalState.OPEN:
        keep_goal(by=by, goal=goal, at=at)
    goal.state, goal.ended_words = to, words
    goal.ended_at, goal.ended_by = (None, None) if to is GoalState.OPEN else (at, queries.me(by))
    goal.save(update_fields=["state", "ended_words", "ended_at", "ended_by"])
    verb = Verb.GOAL_REOPENED if to is GoalState.OPEN else Verb.GOAL_ENDED
    child = goal.pathway.child_id
    record(verb, by=by, about=goal, child_ids=[child], at=at, before=before, after={"state": to})
    return goal
