"""What the parents and the child have said of a field, and so whether it goes. Derived, never stored.

The rules, chosen so that nobody is told what is not theirs (ADR 12):

- What needs consent needs it from everybody who has custody that day. Nobody with custody, no consent.
- What the municipality's guidelines allow is shown to the parents first; one of them is enough.
- A no is a no, whatever the basis. It weighs more than all yeses.
- A yes is to these words, to this place, for this purpose, until a day. Something of it changed: it is asked again.
- A parent's own words go when that parent wrote them, and are theirs to take back.
- The child's page goes only with the child's yes as well.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from samspor.base.refused import Refused
from samspor.transitions.rules.words import Basis, Choice, Said, Whose


class FieldState(StrEnum):
    """Where one field is. Only what is agreed goes."""

    UNDECIDED = "undecided"
    LEFT_OUT = "left_out"
    UNWRITTEN = "unwritten"
    UNHEARD = "unheard"  # the child has not been asked
    CHILD_NO = "child_no"
    ASKING = "asking"
    CHANGED = "changed"
    EXPIRED = "expired"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    AGREED = "agreed"


NOT_WITH = frozenset({FieldState.UNDECIDED, FieldState.LEFT_OUT})
WAITS = frozenset({FieldState.UNWRITTEN, FieldState.UNHEARD, FieldState.ASKING, FieldState.CHANGED})
SAID_NO = frozenset({FieldState.DECLINED, FieldState.WITHDRAWN, FieldState.CHILD_NO})
# What the parents are asked about: it is written, and the child has let them see its own.
TO_BE_ASKED = frozenset(
    {
        FieldState.ASKING,
        FieldState.CHANGED,
        FieldState.EXPIRED,
        FieldState.DECLINED,
        FieldState.WITHDRAWN,
        FieldState.AGREED,
    }
)


@dataclass(frozen=True, slots=True)
class Given:
    """The latest answer of one parent. `is_current`: to the words, the place and the purpose as they are now."""

    guardian: UUID
    said: Said
    is_current: bool
    until: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one field. `childs_yes` is None until the child has been asked about these words.

    `was_written`: a parent has written something, to another place or for another purpose than those of now.
    """

    choice: Choice
    whose: Whose
    basis: Basis
    is_written: bool
    childs_yes: bool | None = None
    given: tuple[Given, ...] = ()
    was_written: bool = False


def field_state(facts: Facts, holders: Collection[UUID], *, on: date) -> FieldState:
    """`holders`: who has custody on that day. What others once said does not count."""
    if facts.choice is not Choice.CHOSEN:
        return FieldState.UNDECIDED if facts.choice is Choice.UNDECIDED else FieldState.LEFT_OUT
    if not facts.is_written:
        return FieldState.CHANGED if facts.whose is Whose.PARENTS and facts.was_written else FieldState.UNWRITTEN
    if facts.whose is Whose.PARENTS:
        return FieldState.AGREED
    if facts.whose is Whose.CHILD and not facts.childs_yes:
        return FieldState.UNHEARD if facts.childs_yes is None else FieldState.CHILD_NO
    return _consented(facts, holders, on)


def _consented(facts: Facts, holders: Collection[UUID], on: date) -> FieldState:
    given = [one for one in facts.given if one.guardian in holders]
    said = {one.said for one in given if one.is_current}
    if Said.WITHDRAWN in {one.said for one in given}:
        return FieldState.WITHDRAWN
    if Said.NO in said:
        return FieldState.DECLINED
    if not all(one.is_current for one in given):
        return FieldState.CHANGED
    if any(one.until < on for one in given):
        return FieldState.EXPIRED
    return FieldState.AGREED if _enough(facts.basis, len(given), len(set(holders))) else FieldState.ASKING


def _enough(basis: Basis, yeses: int, holders: int) -> bool:
    needed = max(holders, 1) if basis is Basis.CONSENT else 1
    return yeses >= needed


def lasts_until(said_on: date, *, days: int) -> date:
    """The last day a consent given on that day can be used."""
    return said_on + timedelta(days=days)


def check_said(*, said_on: date, until: date, started_on: date, longest: date, today: date) -> None:
    if said_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, det blev sagt.", "said_on")
    if said_on < started_on:
        raise Refused("Datoen ligger, før overleveringen blev begyndt. Se den efter.", "said_on")
    if not said_on <= until <= longest:
        raise Refused("Samtykket kan ikke gælde så længe. Vælg en tidligere dag.", "until")


def check_something_said(said: Collection[Said], *, has_words: bool) -> None:
    if not said and not has_words:
        raise Refused("Svar på mindst ét felt, eller skriv noget selv.")


def check_holds_custody(*, holds: bool) -> None:
    if not holds:
        raise Refused("Kun den, der har forældremyndigheden i dag, kan svare. Spørg en, der har den.")


def check_not_hidden_from(*, hidden: bool) -> None:
    """The page says where the child will be. A protected address must not be read from it."""
    if hidden:
        raise Refused(
            "Barnets adresse er beskyttet, og overleveringen viser, hvor barnet skal være. Den kan ikke vises for den "
            "her forælder. Tal med din leder om, hvad der kan gives videre uden."
        )


def check_seen(*, seen: str, stands: str) -> None:
    """What somebody said yes to, or sends, is what they had before their eyes."""
    if seen != stands:
        raise Refused("Noget er ændret, siden siden blev åbnet. Hent den igen, og se det igennem en gang til.")
