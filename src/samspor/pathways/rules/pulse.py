"""Whether anything is written in a pathway: silence is what ends most of them."""

from datetime import date, timedelta
from enum import StrEnum


class Pulse(StrEnum):
    BEATS = "beats"
    SLOW = "slow"  # the holder is nudged
    SILENT = "silent"  # and then the leader


def pulse(written_on: date, *, today: date, weeks: int) -> Pulse:
    """`written_on`: of the latest entry, or when the pathway was opened."""
    quiet = today - written_on
    if quiet < timedelta(weeks=weeks):
        return Pulse.BEATS
    return Pulse.SLOW if quiet < timedelta(weeks=2 * weeks) else Pulse.SILENT
