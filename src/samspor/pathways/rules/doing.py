"""An action: what one person does by a day. Open until somebody says what became of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from samspor.base.refused import Refused

FURTHEST_AHEAD = timedelta(days=366)


class ActionState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


ACTION_TRANSITIONS: Mapping[ActionState, frozenset[ActionState]] = MappingProxyType(
    {
        ActionState.OPEN: frozenset({ActionState.DONE, ActionState.DROPPED}),
        ActionState.DONE: frozenset({ActionState.OPEN}),
        ActionState.DROPPED: frozenset({ActionState.OPEN}),
    }
)


class Doing(StrEnum):
    """How an action stands on a day. Derived."""

    UNDERWAY = "underway"
    LATE = "late"
    TO_REVIEW = "to_review"  # its day of looking back has come
    DONE = "done"
    DROPPED = "dropped"


def stands(
    state: ActionState, due_on: date, review_on: date | None, *, today: date, looked_on: date | None = None
) -> Doing:
    """A day is the last on which it is in time. `looked_on`: when somebody last looked at how it goes."""
    if state is not ActionState.OPEN:
        return Doing.DONE if state is ActionState.DONE else Doing.DROPPED
    if today > due_on:
        return Doing.LATE
    waits = review_on is not None and today >= review_on and (looked_on is None or looked_on < review_on)
    return Doing.TO_REVIEW if waits else Doing.UNDERWAY


def check_days(due_on: date, review_on: date | None, *, today: date) -> None:
    if due_on < today:
        raise Refused("Dagen er gået. Skriv den dag, det senest skal være gjort.", "due_on")
    if due_on > today + FURTHEST_AHEAD:
        raise Refused("Dagen ligger mere end et år frem. Vælg en dag, I kan se for jer.", "due_on")
    if review_on is not None and not today <= review_on <= due_on:
        raise Refused("Se på det undervejs: fra i dag og senest den dag, det er gjort.", "review_on")


def check_to_review(now: Doing) -> None:
    if now is not Doing.TO_REVIEW:
        raise Refused("Der er ikke noget at se på nu. Hent siden igen.")


def check_action_change(now: ActionState, to: ActionState) -> None:
    """Two who say what became of it do not write over each other."""
    if to not in ACTION_TRANSITIONS[now]:
        raise Refused("Det står der allerede, hvad der blev af. Hent siden igen.")
