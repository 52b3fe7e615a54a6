"""The child's own page: from which age, what is said there, and who the child lets see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from samspor.base.refused import NotHere, Refused
from samspor.concerns.rules.words import Audience
from samspor.family.rules.sight import has_reached
from samspor.law.table import rule


class PieceKind(StrEnum):
    """The three houses, how one wants to be asked, and what the adults are to know."""

    GOOD = "good"
    WORRIES = "worries"
    DREAMS = "dreams"
    ASK_ME = "ask_me"
    KNOW = "know"


# How each is called in an address.
PLACES: Mapping[str, PieceKind] = MappingProxyType(
    {
        "det-gode": PieceKind.GOOD, "det-svaere": PieceKind.WORRIES, "droemme": PieceKind.DREAMS,
        "spoerg-mig": PieceKind.ASK_ME, "det-skal-i-vide": PieceKind.KNOW,
    }
)  # fmt: skip
# Parents are chosen by name, each for themselves.
STAFF = (Audience.MY_ROOM, Audience.LEADER, Audience.HELPERS)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom the child lets see a piece, beside who is told so on the page: `parents` by key."""

    staff: Collection[Audience]
    parents: Collection[UUID]


def has_own_page(birth_date: date | None, on: date, *, has_left: bool) -> bool:
    return has_reached("turns_10", birth_date, on) and not has_reached("turns_18", birth_date, on) and not has_left


def from_age(on: date) -> int | None:
    return rule("turns_10", on).length


def check_own_page(*, is_open: bool, on: date) -> None:
    if not is_open:
        who = f"Siden er for børn, der er fyldt {from_age(on)} år og bor her."
        raise Refused(f"{who} Er barnet yngre, så skriv dets ord i bekymringen.")


def check_piece(text: str) -> None:
    if not text.strip():
        raise Refused("Skriv noget først.", "text")


def check_choice(one: Choice, *, offered: Collection[UUID]) -> None:
    """Nobody is chosen whom the page did not offer this moment."""
    if not (set(one.staff) <= set(STAFF) and set(one.parents) <= set(offered)):
        raise NotHere


def check_answer(text: str) -> None:
    if not text.strip():
        raise Refused("Skriv, hvad barnets ord ændrede.", "text")


def is_shown(*, together: bool, in_this_visit: bool, parents: Collection[UUID], adults: Collection[UUID]) -> bool:
    """A code can come into any adult's hands: what was said before is then shown only if all of them may see it."""
    return together or in_this_visit or (bool(adults) and set(adults) <= set(parents))
