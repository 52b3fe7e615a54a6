"""What is opened again keeps what had been said became of it."""

from datetime import datetime
from typing import Any

from samspor.access.actor import Actor
from samspor.pathways import queries
from samspor.pathways.models import Action, EarlierOutcome, Goal, Pathway, Promise
from samspor.people.api import StaffMember


def keep_goal(*, by: Actor, goal: Goal, at: datetime) -> None:
    _outlive(by, goal.pathway, at, goal.ended_by, said_at=goal.ended_at, goal=goal, became=goal.state,
          words=goal.ended_words)  # fmt: skip


def keep_action(*, by: Actor, action: Action, at: datetime) -> None:
    _outlive(by, action.pathway, at, action.settled_by, said_at=action.settled_at, action=action, became=action.state,
          words=action.outcome_words)  # fmt: skip


def keep_promise(*, by: Actor, promise: Promise, at: datetime) -> None:
    _outlive(by, promise.pathway, at, promise.settled_by, said_at=promise.settled_at, promise=promise,
          became=promise.outcome, words=promise.outcome_words)  # fmt: skip


def _outlive(by: Actor, pathway: Pathway, at: datetime, said_by: StaffMember | None, **said: Any) -> None:
    assert said_by is not None  # noqa: S101 -- a constraint: what is settled was settled by somebody
    EarlierOutcome.objects.create(pathway=pathway, said_by=said_by, by=queries.me(by), entered_at=at, **said)
