"""The grown-ups at work: who held which post when. The cast gets the posts that fit them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from samspor.demo import rows
from samspor.demo.cast import Person
from samspor.demo.ids import Stream
from samspor.demo.names import adult_given, draw_origin, family_name, joined, mailbox
from samspor.demo.numbers import phone
from samspor.demo.parameters import of, table

_YEAR = 365.25


@dataclass(slots=True)
class Post:
    """One place in a group or an office, and those who have held it, one after the other."""

    held: list[tuple[UUID, date]] = field(default_factory=list)

    def holder(self, on: date) -> UUID:
        """Who held it that day; before the first, the first."""
        return next((staff for staff, from_on in reversed(self.held) if from_on <= on), self.held[0][0])


@dataclass(frozen=True, slots=True)
class Opening:
    """What a post is about. `group` is the name of the group, for the cast."""

    unit: rows.Unit
    role: str
    title: str
    since: date
    until: date | None = None
    group: str = ""
    office: str = ""


class Staffing:
    """Makes staff, their employments and their posts."""

    def __init__(self, chance: Stream, *, today: date, history_from: date, cast: Iterable[Person] = ()) -> None:
        self._chance, self._today, self._history_from = chance, today, history_from
        self._cast = list(cast)
        self.staff: list[rows.Staff] = []
        self.employments: list[rows.Employment] = []

    def post(self, opening: Opening) -> Post:
        """A chain of holders over the history; the last is there today, and is the cast's when one of them fits."""
        person = self._person_for(opening)
        until = opening.until or self._today
        made = Post()
        from_on = max(opening.since, self._history_from - timedelta(days=400))
        while from_on < until:
            ends = (
                until
                if person
                else from_on + timedelta(days=int(self._chance.uniform(*of("staff", "tenure_years")) * _YEAR))
            )
            last = ends >= until
            staff_id = self._employ(opening, from_on, opening.until if last else ends, person)
            made.held.append((staff_id, from_on))
            from_on = ends
        return made

    def _person_for(self, opening: Opening) -> Person | None:
        unit = (opening.unit.name, opening.unit.kind, opening.office)
        fitting = (one for one in self._cast if one.fits(role=opening.role, unit=unit, group=opening.group))
        person = next(fitting, None) if opening.until is None else None
        if person:
            self._cast.remove(person)
        return person

    def _employ(self, opening: Opening, from_on: date, to_on: date | None, person: Person | None) -> UUID:
        staff = self._somebody(opening.title, person)
        self.staff.append(staff)
        self.employments.append(
            rows.Employment(self._chance.id(), staff.id, opening.unit.id, opening.role, from_on, to_on)
        )
        return staff.id

    def _somebody(self, title: str, person: Person | None) -> rows.Staff:
        chance = self._chance
        key, number = chance.id(), phone(chance.getrandbits(20))
        if person:
            return rows.Staff(key, person.name, person.title, number, person.email)
        origin = draw_origin(chance)
        given = adult_given(chance, origin, man=chance.chance(0.25))
        name = f"{given} {joined(chance, family_name(chance, origin), family_name(chance, origin))}"
        # The key's own digits keep mailboxes apart without remembering them all.
        return rows.Staff(key, name, title, number, mailbox(name, table("places")["house"], key.int % 10**9))
