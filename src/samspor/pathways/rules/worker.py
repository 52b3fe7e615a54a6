"""Whether the work in the background goes on: a legal clock that stands still must not do so in silence."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

BEATS_EVERY = timedelta(minutes=15)  # a worker gives a sign every ten seconds, and work is put out every five minutes
NIGHT_WITHIN = timedelta(hours=26)  # what is done every night, and two hours to do it in


class Silence(StrEnum):
    STOPPED = "stopped"
    NIGHT_MISSED = "night_missed"
    NIGHT_FAILED = "night_failed"


@dataclass(frozen=True, slots=True)
class Signs:
    """The last sign of life, when the work of the night was last put out, and whether it failed. None: never yet."""

    last: datetime | None
    night: datetime | None
    has_failed: bool = False


def silence(signs: Signs, at: datetime) -> Silence | None:
    """None when all goes on, and before anything has ever run."""
    if signs.last is not None and at - signs.last > BEATS_EVERY:
        return Silence.STOPPED
    if signs.has_failed:
        return Silence.NIGHT_FAILED
    return Silence.NIGHT_MISSED if signs.night is not None and at - signs.night > NIGHT_WITHIN else None
