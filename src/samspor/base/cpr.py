"""CPR numbers: form, birth date and how they may be shown. The check digit is never used (given up in 2007)."""

import re
from datetime import date

_FORM = re.compile(r"(\d{6})[-\s]?(\d{4})", re.ASCII)
# The seventh digit and the year tell the century (CPR-kontoret's table).
_CENTURIES = ((0, 3, 0, 99, 1900), (4, 4, 0, 36, 2000), (4, 4, 37, 99, 1900), (5, 8, 0, 57, 2000),
              (5, 8, 58, 99, 1800), (9, 9, 0, 36, 2000), (9, 9, 37, 99, 1900))  # fmt: skip


def normalise(text: str) -> str:
    """Ten digits, from a number with or without dash or space; ValueError when it has not that form."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        raise ValueError("Et CPR-nummer er seks cifre og fire cifre, for eksempel 311220-1234. Se det efter.")
    digits = match[1] + match[2]
    birth_date(digits)
    return digits


def birth_date(digits: str) -> date:
    """The date it holds. A replacement number has 60 added to the day."""
    day, month, year, seventh = int(digits[:2]), int(digits[2:4]), int(digits[4:6]), int(digits[6])
    century = next(c for low, high, first, last, c in _CENTURIES if low <= seventh <= high and first <= year <= last)
    try:
        return date(century + year, month, day - 60 if is_replacement(digits) else day)
    except ValueError:
        raise ValueError("CPR-nummeret begynder ikke med en dato, der findes. Se det efter.") from None


def is_replacement(digits: str) -> bool:
    """A number the authority made because the person has none: the day has 60 added."""
    return int(digits[:2]) > 60


def masked(digits: str) -> str:
    return f"{digits[:6]}-••••"


def covered(text: str) -> str:
    """A text with every number in it masked."""
    return _FORM.sub(lambda found: masked(found[0]), text)
