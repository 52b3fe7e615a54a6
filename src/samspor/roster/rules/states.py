"""Where a change set is on its way from a file to something that was done."""

from datetime import date, timedelta
from enum import StrEnum

from samspor.base.refused import Refused
from samspor.roster.rules.changes import Bucket


class State(StrEnum):
    MAPPING = "mapping"  # somebody must say what the columns are
    READING = "reading"
    READY = "ready"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    FAILED = "failed"  # the file could not be read
    UNDONE = "undone"
    DISCARDED = "discarded"


NEXT = {
    State.MAPPING: {State.READING, State.DISCARDED},
    State.READING: {State.READY, State.FAILED, State.DISCARDED},
    State.READY: {State.APPLYING, State.APPLIED, State.DISCARDED},
    State.APPLYING: {State.APPLIED, State.READY},
    State.APPLIED: {State.UNDOING, State.UNDONE},
    State.UNDOING: {State.UNDONE, State.APPLIED},
    State.FAILED: {State.DISCARDED},
    State.UNDONE: set(),
    State.DISCARDED: set(),
}
UNDECIDED = frozenset({State.MAPPING, State.READING, State.READY, State.FAILED})
KEPT_UNDECIDED = timedelta(days=30)  # a list holds the numbers of a whole house
WARNED = timedelta(days=7)
CAN_BE_APPLIED = frozenset({Bucket.NEW, Bucket.MOVED, Bucket.ENDED, Bucket.CHANGED})
_SAID = {
    State.MAPPING: "Sig først, hvad kolonnerne er.",
    State.READING: "Listen bliver stadig læst. Vent et øjeblik, og prøv igen.",
    State.READY: "Listen venter på, at I siger ja eller nej. Se den igennem først.",
    State.APPLYING: "Listen er ved at blive skrevet. Vent et øjeblik.",
    State.APPLIED: "Listen er allerede skrevet. Hent siden igen, og se, hvad der står nu.",
    State.UNDOING: "Listen er ved at blive fortrudt. Vent et øjeblik.",
    State.FAILED: "Listen kunne ikke læses. Hent den igen fra jeres system.",
    State.UNDONE: "Listen er fortrudt. Hent den igen, hvis den skal bruges.",
    State.DISCARDED: "Listen er kasseret. Hent den igen, hvis den skal bruges.",
}


def check_next(now: State, wanted: State) -> None:
    if wanted not in NEXT[now]:
        raise Refused(_SAID[now])


def check_ready(now: State) -> None:
    if now is not State.READY:
        raise Refused(_SAID[now])


def thrown_away_on(uploaded_on: date) -> date:
    """The day a list that nobody has said yes or no to is thrown away."""
    return uploaded_on + KEPT_UNDECIDED


def is_soon_thrown_away(uploaded_on: date, on: date) -> bool:
    return on >= thrown_away_on(uploaded_on) - WARNED
