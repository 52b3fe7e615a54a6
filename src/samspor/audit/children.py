"""Which child somebody means. The log knows children by their key alone; a room above lends it the way to the key."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Meant:
    """The keys that fit, two at most: one is an answer. `number` is what was typed, masked, unless it was a key."""

    keys: tuple[UUID, ...]
    number: str = ""


Finder = Callable[[str], Meant]
_lent: list[Finder] = [lambda _text: Meant(())]


Teller = Callable[[UUID], str]
_lent_words: list[Teller] = [lambda _key: ""]


def lend(finder: Finder, teller: Teller | None = None) -> None:
    """Called from `apps.py`, once for the house; again with the same is the same as once."""
    _lent[:] = [finder]
    _lent_words[:] = [teller] if teller else _lent_words


def told(key: UUID) -> str:
    """Initials and birth year: enough to see that it is the right child, and no name."""
    return _lent_words[0](key)


def meant(text: str) -> Meant:
    return _lent[0](text)
