"""What is shown of visits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.people.api import naming
from samspor.screening import texts
from samspor.screening.models import Assessment
from samspor.screening.queries import step_of
from samspor.screening.queries.visits import VisitCount
from samspor.screening.rules.figures import SMALLEST


@dataclass(frozen=True, slots=True)
class VisitLine:
    """One visit in a list."""

    assessment: UUID
    child: UUID
    name: str
    visited_on: date
    by: str
    alone: bool
    position: str
    step_words: str


def visit_lines(found: Iterable[Assessment], names: Mapping[UUID, naming.Name]) -> list[VisitLine]:
    """`names`: what the children are called to who reads."""
    return [
        VisitLine(
            assessment=one.pk,
            child=one.child_id,
            name=names[one.child_id].whole,
            visited_on=one.round_unit.round.opens_on,
            by=vars(one)["visitor_name"],
            alone=one.alone_because is not None,
            position=one.joint.position if hasattr(one, "joint") else "",
            step_words=texts.STEP[step_of(one)],
        )
        for one in found
    ]


def visits_in_words(counted: VisitCount, *, is_far: bool = False) -> str:
    """For figures: said beside coverage and agreement, and in neither of them. `is_far`: to who sees no names."""
    if not counted.visits:
        return "Der er ikke skrevet noget besøg det sidste år."
    if is_far and counted.visits < SMALLEST:
        return f"Det sidste år er der skrevet færre end {SMALLEST} besøg."
    if is_far and (0 < counted.alone < SMALLEST or 0 < counted.visits - counted.alone < SMALLEST):
        return f"Det sidste år er der skrevet {counted.visits} besøg."
    many = "1 besøg" if counted.visits == 1 else f"{counted.visits} besøg"
    by_one = "Ingen af dem" if not counted.alone else "Det ene" if counted.visits == 1 else f"{counted.alone} af dem"
    return f"Det sidste år er der skrevet {many}. {by_one} blev vurderet af én alene, og det blev valgt åbent."
