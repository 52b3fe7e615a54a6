"""An anonymous consultation holds nobody: what looks like a CPR number or a child's name is caught before it is kept.

A number that begins with a day there is can be somebody's, and nothing lets it through. One that does not is nobody's:
a telephone number, an invoice. Given names are caught however they are written, the very short ones (Bo, Maj) only with
a capital, as family names are: many of them are also ordinary words. What was caught in vain is kept when its writer
says so, and that is remembered.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from samspor.base.cpr import normalise
from samspor.base.refused import Refused
from samspor.people.rules import search_words

_NUMBER = re.compile(r"(?<!\d)\d{6}[-\s]?\d{4}(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the children within reach, as they are compared."""

    given: Collection[str] = field(default_factory=frozenset)
    family: Collection[str] = field(default_factory=frozenset)


def numbers_in(text: str) -> list[str]:
    """Everything that has the form of a CPR number."""
    return _NUMBER.findall(text)


def can_be_somebodys(number: str) -> bool:
    """Whether it begins with a day there is. The check digit says nothing: it was given up in 2007."""
    try:
        normalise(number)
    except ValueError:
        return False
    return True


def unlikely_in(text: str) -> list[str]:
    """The numbers of that form that can be nobody's, each once."""
    return [one for one in dict.fromkeys(numbers_in(text)) if not can_be_somebodys(one)]


def caught_in(text: str, names: Names) -> list[str]:
    """What its writer can say is neither a child's name nor its number."""
    return [*names_in(text, names), *unlikely_in(text)]


def names_in(text: str, names: Names) -> list[str]:
    """The words that are a name, as they were written, each once."""
    return list(dict.fromkeys(word for word in _WORD.findall(text) if _is_name(word, names)))


def _is_name(word: str, names: Names) -> bool:
    """A name in the genitive is the same name: Astas."""
    same = {plain for one in search_words(word) for plain in (one, one.removesuffix("s"))}
    capital = word[0].isupper()
    return any((one in names.given and (capital or len(one) > _SHORT)) or (one in names.family and capital)
               for one in same)  # fmt: skip


def check_nobody(text: str, names: Names, *, confirmed: Collection[str]) -> None:
    if numbers := [one for one in numbers_in(text) if can_be_somebodys(one)]:
        shown = ", ".join(f"{number[:2]}…{number[-1]}" for number in numbers)
        raise Refused(
            f"Teksten ligner at have et CPR-nummer i sig ({shown}). Slet det; det hører ikke til her.", "text"
        )
    if left := [one for one in unlikely_in(text) if one not in confirmed]:
        raise Refused(
            f"Der står et nummer, som er skrevet som et CPR-nummer: {', '.join(left)}. Slet det, eller sæt kryds ved "
            "det, hvis det er noget andet, for eksempel et telefonnummer.",
            "text",
        )
    if left := [word for word in names_in(text, names) if word not in confirmed]:
        raise Refused(
            f"Et barn, du kan se i Samspor, hedder sådan: {', '.join(left)}. Skriv det om, "
            "eller sæt kryds ved ordet, hvis det ikke er barnets navn.",
            "text",
        )
