"""What is still under way when a pathway ends: of each it is said what became of it, and nothing is left open."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from samspor.access.actor import Actor
from samspor.pathways.actions.doing import turned as action_turned
from samspor.pathways.actions.goals import turned as goal_turned
from samspor.pathways.models import Pathway
from samspor.pathways.queries.goals import open_actions_of, open_goals_of
from samspor.pathways.rules import doing, goals
from samspor.pathways.rules.doing import ActionState
from samspor.pathways.rules.ending import Became, check_all_said
from samspor.pathways.rules.goals import GoalState


def end_what_is_open(*, by: Actor, pathway: Pathway, became: Mapping[UUID, Became], at: datetime) -> None:
    """Behind the lock of the pathway. What came of it all stands in the words the pathway is closed with."""
    open_goals, open_actions = open_goals_of(pathway), open_actions_of(pathway)
    held = {one.pk: one.words for one in open_goals} | {one.pk: one.what for one in open_actions}
    check_all_said(words for key, words in held.items() if key not in became)
    for goal in open_goals:
        goal_to = GoalState(became[goal.pk])
        goals.check_goal_change(GoalState(goal.state), goal_to)
        goal_turned(by=by, goal=goal, to=goal_to, words=None, at=at)
    for action in open_actions:
        action_to = ActionState(became[action.pk])
        doing.check_action_change(ActionState(action.state), action_to)
        action_turned(by=by, action=action, to=action_to, words=None, at=at)
