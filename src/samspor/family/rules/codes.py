"""The one-time code: how it is written, how long it holds, and how often one may try."""

import re
from datetime import datetime, timedelta
from typing import NamedTuple

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels: five of them are no word
HANDLE, DIGITS = 5, 6
CODE_LASTS, VISIT_LASTS = timedelta(minutes=15), timedelta(minutes=60)
TRIES = 5
_CODE = re.compile(rf"([A-Z]{{{HANDLE}}})([0-9]{{{DIGITS}}})")


class Typed(NamedTuple):
    """The handle says which code it is and is no secret; the digits are."""

    handle: str
    digits: str


def read(text: str) -> Typed:
    """However it was typed. What is no code reads as one that is nobody's."""
    found = _CODE.fullmatch(re.sub(r"[\s.\-–]", "", text).upper())
    return Typed(*found.groups()) if found else Typed("", "")


def spelt(handle: str, digits: str) -> str:
    """As it is said aloud: letters, then digits by three."""
    return f"{handle} {digits[:3]} {digits[3:]}"


def may_be_tried(*, misses: int, expires_at: datetime, is_revoked: bool, at: datetime) -> bool:
    return misses < TRIES and at < expires_at and not is_revoked
