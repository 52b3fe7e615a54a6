"""A mark in two windows: what one has said since in the other is not taken back."""

from hashlib import sha256
from textwrap import shorten

from samspor.base.refused import Refused
from samspor.screening.rules.assessments import Position

_WORD: dict[str, str] = {Position.GREEN: "grøn", Position.YELLOW: "gul", Position.RED: "rød", "": "ingen position"}


def seen(*, position: str, comment: str | None) -> str:
    """What stands for a mark in a page that shows it, in few signs; nothing when there is nothing yet."""
    said = f"{position}\n{comment or ''}"
    return sha256(said.encode()).hexdigest()[:16] if said.strip() else ""


def check_seen(*, stands: str, seen: str | None, position: str, comment: str | None) -> None:
    """A page that was fetched before one said something else takes nothing back. `seen` is None where nobody says."""
    if seen is not None and seen != stands:
        raise Refused(overtaken(position, comment or ""))


def overtaken(position: str, comment: str) -> str:
    words = f" og »{shorten(comment, 80, placeholder=' …')}«" if comment else ""
    return f"Du har gemt noget andet i et andet vindue: {_WORD[position]}{words}. Hent siden igen, før du retter her."
