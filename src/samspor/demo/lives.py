"""Where a child spends its days from nursery to the last grade: stays, before it is known in which group."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samspor.demo.dates import month_later, school_start
from samspor.demo.families import Kid
from samspor.demo.ids import Stream
from samspor.demo.parameters import of


class Place(StrEnum):
    """A kind of group."""

    CHILDMINDER = "childminder"
    NURSERY = "nursery"
    KINDERGARTEN = "kindergarten"
    SCHOOL_CLASS = "class"
    BEFORE_SCHOOL = "before_school"
    AFTER_SCHOOL = "after_school"
    JUNIOR_CLUB = "junior_club"
    YOUTH_CLUB = "youth_club"


_DAYCARE = (Place.CHILDMINDER, Place.NURSERY, Place.KINDERGARTEN)


@dataclass(slots=True)
class Stay:
    """A child in one kind of place; holds `from_on`, not `to_on`. `move` asks for another unit than the last."""

    kid: Kid
    place: Place
    from_on: date
    to_on: date
    move: bool = False


def setting(place: Place) -> str:
    if place in _DAYCARE:
        return "daycare"
    return "school" if place is Place.SCHOOL_CLASS else "leisure"


def stays(chance: Stream, kid: Kid, *, childminder_share: float, history_from: date, today: date) -> Iterator[Stay]:
    """Every stay that touches the history, moves between units included, none while the child lived elsewhere."""
    first = kid.came_on or kid.birth
    last = kid.left_on or date.max
    for place, from_on, to_on in _life(chance, kid.birth, childminder_share):
        begins, ends = max(from_on, first), min(to_on, last)
        if begins < ends and ends > history_from:
            parts = _with_moves(chance, Stay(kid, place, begins, ends))
            yield from (part for part in parts if part.from_on <= today)


def _life(chance: Stream, birth: date, childminder_share: float) -> Iterator[tuple[Place, date, date]]:
    nursery = month_later(birth, chance.randint(*of("life", "nursery_start_months")))
    kindergarten = month_later(birth, chance.randint(*of("life", "kindergarten_start_months")))
    school = school_start(birth)
    if chance.chance(of("life", "nursery_share")):
        yield Place.CHILDMINDER if chance.chance(childminder_share) else Place.NURSERY, nursery, kindergarten
    yield Place.KINDERGARTEN, kindergarten, school
    yield Place.SCHOOL_CLASS, school, _grade_ends(school, 10)
    if chance.chance(of("life", "before_school_club_share")):
        yield Place.BEFORE_SCHOOL, school.replace(year=school.year - 1, month=10), school
    if chance.chance(of("life", "after_school_share")):
        yield Place.AFTER_SCHOOL, school, _grade_ends(school, 4)
    if chance.chance(of("life", "club_share")):
        yield Place.JUNIOR_CLUB, _grade_ends(school, 4), _grade_ends(school, 7)
    if chance.chance(of("life", "club_share") / 2):
        yield Place.YOUTH_CLUB, _grade_ends(school, 7), _grade_ends(school, 10)


def _grade_ends(school: date, grades: int) -> date:
    return school.replace(year=school.year + grades)


def _with_moves(chance: Stream, stay: Stay) -> Iterator[Stay]:
    """A stay in day-care may be parted by a move to another unit of the same kind."""
    days = (stay.to_on - stay.from_on).days
    if stay.place not in _DAYCARE or days < 120 or not chance.chance(of("life", "moves_unit_per_year") * days / 365):
        yield stay
        return
    moved = stay.from_on + timedelta(days=chance.randint(60, days - 30))
    yield Stay(stay.kid, stay.place, stay.from_on, moved)
    yield Stay(stay.kid, stay.place, moved, stay.to_on, move=True)
