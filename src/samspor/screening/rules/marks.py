"""A mark in two windows: what one has said since in the other is not taken back."""

from hashlib import sha256
from textwrap import shorten

from samspor.base.refused import Refused
from samspor.screening.rules.assessments import Position

_WORD: dict[str, str] = {Position.GREEN: "grøn", Position.YELLOW: "gul", Position.RED: "rød", "": "ingen position"}


def seen(*, position: str, comment: str | None) -> str:
    """What stands for a mark in a page that shows it, in few signs; nothing when there is nothing yet."""
    return f"{_sign(position)}.{_sign(comment or '')}" if position or comment else ""


def _sign(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16] if words else ""


def merged(*, typed: tuple[str, str], stands: tuple[str, str], seen: str | None) -> tuple[str, str]:
    """Position and comment, each for itself: what a page left as it saw it is not taken back by that page.

    Also while one's own last change is on its way. `seen` is None where nobody says what was seen.
    """
    if seen is None:
        return typed
    was = seen.partition(".")[::2]
    (position, there), (comment, beside) = zip(typed, stands, strict=True)
    if _is_lost(position, there, was[0]) or _is_lost(comment, beside, was[1]):
        raise Refused(overtaken(there, beside))
    return there if _sign(position) == was[0] else position, beside if _sign(comment) == was[1] else comment


def _is_lost(new: str, there: str, old: str) -> bool:
    """Said in two windows, and not the same."""
    return new != there and old not in {_sign(new), _sign(there)}


def overtaken(position: str, comment: str) -> str:
    words = f" og »{shorten(comment, 80, placeholder=' …')}«" if comment else ""
    return f"Du har gemt noget andet i et andet vindue: {_WORD[position]}{words}. Hent siden igen, før du retter her."
