"""Children and their adults: ages as in the population, siblings, twins, one home or two."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from samspor.demo import rows
from samspor.demo.ids import Stream
from samspor.demo.names import (
    Origin,
    adult_given,
    child_given,
    draw_origin,
    family_name,
    joined,
    mailbox,
)
from samspor.demo.numbers import Numbers, phone
from samspor.demo.parameters import of, pick, spread, table

_YEAR = 365.25


@dataclass(slots=True)
class Kid:
    """A child with what is needed to tell its life; `row` is what the table gets."""

    row: rows.Child
    boy: bool
    birth: date
    came_on: date | None = None

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def left_on(self) -> date | None:
        return self.row.left_on


@dataclass(slots=True)
class People:
    kids: list[Kid] = field(default_factory=list)
    unborn: list[rows.Child] = field(default_factory=list)
    guardians: list[rows.Guardian] = field(default_factory=list)
    guardianships: list[rows.Guardianship] = field(default_factory=list)

    @property
    def children(self) -> list[rows.Child]:
        return [kid.row for kid in self.kids] + self.unborn


@dataclass(frozen=True, slots=True)
class Home:
    family_name: str
    origin: Origin
    address: str
    protected_until: date | None


@dataclass(frozen=True, slots=True)
class Parent:
    """An adult of a family before it is known which children they have."""

    row: rows.Guardian
    relation: str
    has_custody: bool
    lives_with: bool


def births(chance: Stream, count: int, today: date) -> list[date]:
    """`count` birth dates of children aged 0 to 17, oldest first, shared over the ages as in the population."""
    bands = of("children", "per_1000_by_age")
    made = []
    for (youngest, oldest, _), size in zip(bands, spread(count, [share for _, _, share in bands]), strict=True):
        first, last = int(youngest * _YEAR), int((oldest + 1) * _YEAR) - 3
        made += [_not_new_year(today - timedelta(days=chance.randint(first, last))) for _ in range(size)]
    return sorted(made)


def _not_new_year(day: date) -> date:
    return day - timedelta(days=1) if (day.month, day.day) == (1, 1) else day


def sibling_groups(chance: Stream, dates: list[date]) -> Iterator[list[date]]:
    """Parts the birth dates into families: a sibling is the next free one after a believable gap, or a twin."""
    taken = bytearray(len(dates))
    first, last = of("family", "sibling_gap_years")
    for place in range(len(dates)):
        if taken[place]:
            continue
        taken[place] = 1
        family = [dates[place]]
        for _ in range(pick(chance, of("family", "children"))):
            gap = timedelta(days=chance.uniform(first, last) * _YEAR)
            if not _take(taken, dates, family, family[-1] + gap):
                break
        if chance.chance(of("children", "twin_share") * 1.5):  # more, for a family has more births than one
            _take_twin(taken, dates, family)
        yield family


def _take(taken: bytearray, dates: list[date], family: list[date], wanted: date) -> bool:
    """The first free date from `wanted` on, if there is one within the year."""
    place = taken.find(0, bisect_left(dates, wanted))
    if place < 0 or dates[place] > wanted + timedelta(days=400):
        return False
    taken[place] = 1
    family.append(dates[place])
    return True


def _take_twin(taken: bytearray, dates: list[date], family: list[date]) -> None:
    """The nearest free child becomes the twin of the youngest, so that the ages stay what they are."""
    place = taken.find(0, bisect_left(dates, family[-1]))
    if place >= 0:
        taken[place] = 1
        family.append(family[-1])


class Families:
    """Makes the people of one district."""

    def __init__(self, chance: Stream, numbers: Numbers, *, district: str, today: date, history_from: date) -> None:
        self._chance, self._numbers, self._district = chance, numbers, district
        self._today, self._history_from = today, history_from
        self._made = People()

    def make(self, count: int) -> People:
        """`count` children who live here, those who have moved away and those not yet born."""
        moved = round(count * of("children", "moved_away_share"))
        for family in sibling_groups(self._chance, births(self._chance, count, self._today)):
            self._family(family, left_on=None)
        for birth in births(self._chance, moved, self._today):
            self._family([birth], left_on=self._left_on(birth))
        for _ in range(round(count * of("children", "unborn_per_1000") / 1000)):
            self._expect()
        return self._made

    def _family(self, dates: list[date], *, left_on: date | None) -> None:
        home = self._home()
        parents = self._parents(home, oldest=dates[0])
        called = joined(self._chance, home.family_name, family_name(self._chance, home.origin))
        came_on = self._came_on()
        for birth in dates:
            self._child(birth, home, called, left_on=left_on, came_on=came_on, parents=parents)

    def _home(self) -> Home:
        chance = self._chance
        origin = draw_origin(chance)
        protected = chance.chance(of("children", "protected_address_share"))
        until = self._today + timedelta(days=chance.randint(20, 365)) if protected else None
        return Home(family_name(chance, origin), origin, self._address(), until)

    def _address(self) -> str:
        places, chance = table("places"), self._chance
        return f"{chance.choice(places['streets'])} {chance.randint(1, 180)}, {places['postal_code']} {self._district}"

    def _parents(self, home: Home, *, oldest: date) -> list[Parent]:
        chance = self._chance
        mother = self._adult(home, oldest, man=False)
        if chance.chance(of("family", "one_guardian_share")):
            return [Parent(mother, "mother", has_custody=True, lives_with=True)]
        two_homes = chance.chance(of("family", "two_homes_share"))
        other_home = self._other_home(home) if two_homes else home
        man = not chance.chance(0.015)
        other = self._adult(other_home, oldest, man=man)
        sole = two_homes and chance.chance(of("family", "sole_custody_in_two_homes"))
        lives_with = not two_homes or (not sole and chance.chance(0.5))
        relation = "father" if man else "co_parent"
        first = Parent(mother, "mother", has_custody=True, lives_with=True)
        return [first, Parent(other, relation, has_custody=not sole, lives_with=lives_with)]

    def _other_home(self, home: Home) -> Home:
        origin = home.origin if self._chance.chance(0.9) else draw_origin(self._chance)
        return Home(family_name(self._chance, origin), origin, self._address(), None)

    def _adult(self, home: Home, oldest: date, *, man: bool) -> rows.Guardian:
        chance = self._chance
        age = chance.triangular(21, 44 if man else 40, 30)
        birth = _not_new_year(oldest - timedelta(days=int(age * _YEAR)))
        name = f"{adult_given(chance, home.origin, man=man)} {home.family_name}"
        made = rows.Guardian(
            id=chance.id(), name=name, cpr=self._numbers.cpr(birth, boy=man), phone=phone(chance.getrandbits(20)),
            email=mailbox(name, "familie", chance.randint(0, 99)), address=home.address,
            protected_until=home.protected_until,
        )  # fmt: skip
        self._made.guardians.append(made)
        return made

    def _child(
        self, birth: date, home: Home, called: str, *, left_on: date | None, came_on: date | None, parents: list[Parent]
    ) -> None:
        chance = self._chance
        boy = chance.chance(of("children", "boys_share"))
        numbered = not chance.chance(of("children", "no_cpr_share"))
        row = rows.Child(
            id=chance.id(), given_names=child_given(chance, home.origin, boy=boy), family_name=called, birth_date=birth,
            due_date=None, mother_id=None, cpr=self._numbers.cpr(birth, boy=boy) if numbered else None,
            replacement_number=None if numbered else self._numbers.replacement(birth), address=home.address,
            protected_until=home.protected_until, left_on=left_on, left_reason="moved_away" if left_on else "",
        )  # fmt: skip
        arrived = came_on if came_on and came_on > birth and not left_on else None
        self._made.kids.append(Kid(row=row, boy=boy, birth=birth, came_on=arrived))
        for parent in parents:
            self._bind(row.id, parent)

    def _bind(self, child_id: UUID, parent: Parent) -> None:
        tie = rows.Guardianship(
            id=self._chance.id(), child_id=child_id, guardian_id=parent.row.id, relation=parent.relation,
            has_custody=parent.has_custody, lives_with=parent.lives_with, from_on=None,
        )  # fmt: skip
        self._made.guardianships.append(tie)

    def _came_on(self) -> date | None:
        if not self._chance.chance(of("life", "newcomer_share")):
            return None
        return self._history_from + timedelta(days=self._chance.randint(1, (self._today - self._history_from).days))

    def _left_on(self, birth: date) -> date:
        first = max(birth, self._history_from)
        return first + timedelta(days=self._chance.randint(0, (self._today - first).days))

    def _expect(self) -> None:
        """A child that is expected is tied to its mother and has no name yet."""
        chance = self._chance
        home = self._home()
        due = self._today + timedelta(days=chance.randint(5, 150))
        parents = self._parents(home, oldest=due)
        child = rows.Child(
            id=chance.id(), given_names="Ventet barn", family_name=home.family_name, birth_date=None, due_date=due,
            mother_id=parents[0].row.id, cpr=None, replacement_number=None, address=home.address,
            protected_until=home.protected_until, left_on=None, left_reason="",
        )  # fmt: skip
        self._made.unborn.append(child)
        for parent in parents:
            self._bind(child.id, parent)
