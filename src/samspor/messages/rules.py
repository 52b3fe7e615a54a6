"""The kinds of message, and how one may go."""

from enum import StrEnum


class Template(StrEnum):
    EMERGENCY_OPENED = "emergency_opened"
    ROUND_OPENED = "round_opened"
    ROSTER_READY = "roster_ready"


class State(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


TRANSITIONS = {
    State.WAITING: frozenset({State.SENT, State.FAILED}),
    State.FAILED: frozenset({State.SENT, State.FAILED}),
    State.SENT: frozenset(),
}
ATTEMPTS = 5
