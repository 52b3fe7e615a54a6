"""Who is with the pathways of the demo, what they want and what they do."""

from datetime import date, datetime, timedelta
from typing import Any

from samspor.base.clock import local_date
from samspor.base.ics import Ics
from samspor.concerns.api import current_scales
from samspor.demo.transitions import who
from samspor.pathways import api as pathways
from samspor.pathways.api import CHILDS, OWN, Goal, Participant, Pathway, Voice
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.goals import GoalState, Sayer, Words
from samspor.people.api import Employment, Guardian, guardianships_of

_FAMILY, _CHILD = "family", "child"


def write(entry: dict[str, Any], held: Pathway, at: datetime) -> None:
    together = _people(entry, held, at - timedelta(days=entry["days_ago"] - 1))
    for one in entry.get("goals", ()):
        _goal(one, held, at)
    for one in entry.get("actions", ()):
        _action(one, held, together, at)


def _people(entry: dict[str, Any], held: Pathway, at: datetime) -> dict[str, Participant]:
    by, found = who(entry["by"], at), {}
    for one in entry.get("people", ()):
        said = {"by": by, "pathway": held, "task": one["task"], "contact": one.get("contact", ""), "at": at}
        if one["who"] == _FAMILY:
            found[one["who"]] = pathways.add_family(guardian=_adult(held, at), **said)
        else:
            found[one["who"]] = pathways.add_colleague(who=job(one["who"], at), **said)
    chosen = {one["lead"]: found[one["who"]] for one in entry.get("people", ()) if "lead" in one}
    if chosen:
        pathways.choose_leads(by=by, pathway=held, at=at, **chosen)
    return found


def _adult(held: Pathway, at: datetime) -> Guardian:
    today = local_date(at)
    ties = [one for one in guardianships_of(held.child) if _holds(one.from_on, one.to_on, today)]
    return ties[0].guardian


def _holds(from_on: date | None, to_on: date | None, today: date) -> bool:
    return (from_on is None or from_on <= today) and (to_on is None or today < to_on)


def _goal(one: dict[str, Any], held: Pathway, at: datetime) -> None:
    then = at - timedelta(days=one["days_ago"])
    scale = next(each for each in current_scales() if each.key == one["scale"])
    made = pathways.set_goal(
        by=who(one["by"], then), pathway=held, words=one["words"], whose=Words(one["whose"]), scale=scale, at=then,
        ics=[Ics(tag) for tag in one.get("ics", ())],
    )  # fmt: skip
    steps = {step.value: step for step in scale.steps.all()}
    for said in one.get("numbers", ()):
        day = at - timedelta(days=said["days_ago"])
        staff = said["who"] not in {_FAMILY, _CHILD}
        pathways.say_number(
            by=who(said["who"] if staff else one["by"], day), goal=made, voice=_voice(said["who"], made, day),
            step=steps[said["value"]], said_on=local_date(day), at=day,
        )  # fmt: skip
    if "ended" in one:
        day = at - timedelta(days=one["ended_ago"])
        state = GoalState(one["ended"])
        pathways.end_goal(by=who(one["by"], day), goal=made, to=state, words=one["ended_words"], at=day)


def _voice(name: str, goal: Goal, at: datetime) -> Voice:
    if name == _FAMILY:
        return Voice(Sayer.GUARDIAN, guardian=_adult(goal.pathway, at))
    return CHILDS if name == _CHILD else OWN


def _action(one: dict[str, Any], held: Pathway, together: dict[str, Participant], at: datetime) -> None:
    then = at - timedelta(days=one["days_ago"])
    doer = together[one["who"]] if one["who"] == _FAMILY else job(one["who"], then)
    today = local_date(at)
    review = today + timedelta(days=one["review_in"]) if "review_in" in one else None
    made = pathways.add_action(
        by=who(one["by"], then), pathway=held, what=one["what"], who=doer, where=one.get("where", ""),
        due_on=today + timedelta(days=one["due_in"]), review_on=review, at=then,
    )  # fmt: skip
    if "done_ago" in one:
        day = at - timedelta(days=one["done_ago"])
        by = who(one["by"], day)
        pathways.settle_action(by=by, action=made, to=ActionState.DONE, words=one["outcome"], at=day)


def job(key: str, at: datetime) -> Employment:
    return Employment.objects.filter(staff=who(key, at).staff, period__contains=local_date(at)).order_by("pk")[0]
