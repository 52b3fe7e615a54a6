"""Who of a family is shown how much. It hangs on nothing that another of them has said."""

from dataclasses import dataclass
from datetime import date

from samspor.family.rules.words import Sight
from samspor.law.deadlines import reaches
from samspor.law.table import rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One guardian to one child, on a day. `is_held_back`: a stop for contact stands on this child."""

    is_tied: bool
    has_custody: bool
    is_hidden: bool
    is_held_back: bool
    has_left: bool
    is_of_age: bool


def sight(one: Standing) -> Sight:
    if not one.is_tied or one.is_held_back or one.has_left or one.is_of_age:
        return Sight.CLOSED
    if not one.has_custody:
        return Sight.OWN
    return Sight.NO_PLACES if one.is_hidden else Sight.WHOLE


def has_reached(age: str, birth_date: date | None, on: date) -> bool:
    """`age` is a row of the rule table. It changes on the birthday itself."""
    return birth_date is not None and reaches(rule(age, on), birth_date) <= on
