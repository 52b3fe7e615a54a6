"""The groups and classes of a district, as many as its children need, and the adults in each."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import heappop, heappush
from itertools import cycle
from math import ceil

from samspor.demo import rows
from samspor.demo.cast import is_for_the_walk
from samspor.demo.dates import school_start, school_year
from samspor.demo.ids import Stream
from samspor.demo.lives import Place, Stay, setting
from samspor.demo.parameters import evenly, of, table
from samspor.demo.plan import Houses
from samspor.demo.staff import Opening, Post, Staffing

_CAST_GROUP = 24
_MEASURED = timedelta(days=730)  # longer back, those who are of age today are missing
_LEISURE = {Place.BEFORE_SCHOOL: 16, Place.AFTER_SCHOOL: 25, Place.JUNIOR_CLUB: 30, Place.YOUTH_CLUB: 30}
_ADULTS = {
    Place.CHILDMINDER: 1,
    Place.NURSERY: of("staff", "adults_nursery_group"),
    Place.KINDERGARTEN: of("staff", "adults_kindergarten_group"),
    Place.SCHOOL_CLASS: of("staff", "adults_class"),
}
_WORK = {Place.CHILDMINDER: ("childminder", "Dagplejer"), Place.SCHOOL_CLASS: ("teacher", "Lærer")}


@dataclass(slots=True)
class Group:
    """A group while it is being filled: `leaving` holds the days on which its children leave, soonest first."""

    row: rows.Group
    unit: rows.Unit
    target: int
    posts: list[Post]
    leaving: list[date] = field(default_factory=list)

    def fullness(self, on: date) -> float:
        while self.leaving and self.leaving[0] <= on:
            heappop(self.leaving)
        return len(self.leaving) / self.target

    def take(self, stay: Stay) -> None:
        heappush(self.leaving, stay.to_on)


Wanted = tuple[Place, int]  # for a class the year it began, else 0


def wanted(stay: Stay) -> Wanted:
    return stay.place, school_start(stay.kid.birth).year if stay.place is Place.SCHOOL_CLASS else 0


def size_needed(stays: list[Stay], *, today: date) -> Counter[Wanted]:
    """How many there are at a time in each kind of place; for a class, how many ever."""
    days = [today - timedelta(days=n) for n in range(0, _MEASURED.days, 90)]
    needed: Counter[Wanted] = Counter()
    for stay in stays:
        inside = sum(stay.from_on <= day < stay.to_on for day in days)
        needed[wanted(stay)] += 1 if stay.place is Place.SCHOOL_CLASS else inside
    return Counter({key: n if key[1] else ceil(n / len(days)) for key, n in needed.items()})


class Groups:
    """Opens what is needed and finds the group for a stay."""

    def __init__(self, chance: Stream, houses: Houses, staffing: Staffing, *, today: date, opened_on: date) -> None:
        self._chance, self._houses, self._staffing = chance, houses, staffing
        self._today, self._opened_on = today, opened_on
        self.of: dict[Wanted, list[Group]] = defaultdict(list)

    def __iter__(self) -> Iterator[Group]:
        for groups in self.of.values():
            yield from groups

    def open(self, needed: Counter[Wanted], childminders: int) -> None:
        self._open_daycare(Place.NURSERY, needed, of("units", "nursery_group"), "nursery_groups")
        self._open_daycare(Place.KINDERGARTEN, needed, of("units", "kindergarten_group"), "kindergarten_groups")
        self._open_childminders(childminders)
        self._open_leisure(needed)
        for (place, began), pupils in sorted(needed.items()):
            if place is Place.SCHOOL_CLASS:
                self._open_classes(began, pupils)

    def _open_daycare(self, place: Place, needed: Counter[Wanted], target: int, names: str) -> None:
        """Shared over the houses. Every house has a kindergarten group, not every house a nursery."""
        units, every = self._houses.daycare, table("places")[names]
        least = len(units) if place is Place.KINDERGARTEN else 1
        count = max(least, round(needed[place, 0] / target))
        for number, (unit, groups) in enumerate(zip(units, evenly(count, len(units)), strict=True)):
            for name in (every[(number * 3 + n) % len(every)] for n in range(groups)):
                size = _CAST_GROUP if is_for_the_walk(unit.name, name) else target
                self._group(place, unit, name, size, opened_on=self._opened_on)

    def _open_childminders(self, count: int) -> None:
        """A childminder's group is called by her name; the unit's pedagogue looks at all of them with her."""
        unit = self._houses.childminding
        pedagogue = self._staffing.post(Opening(unit, "pedagogue", "Dagplejepædagog", self._opened_on))
        for number in range(1, count + 1):
            group = self._group(
                Place.CHILDMINDER,
                unit,
                f"Dagplejer {number}",
                of("units", "childminder_group"),
                opened_on=self._opened_on,
            )
            group.posts.append(pedagogue)
            name = next(one.name for one in self._staffing.staff if one.id == group.posts[0].held[-1][0])
            group.row = group.row._replace(name=f"Hos {name}")

    def _open_leisure(self, needed: Counter[Wanted]) -> None:
        after, club = cycle(table("places")["after_school_groups"]), cycle(table("places")["club_groups"])
        for place, target in _LEISURE.items():
            in_club = place in (Place.JUNIOR_CLUB, Place.YOUTH_CLUB)
            unit = self._houses.club if in_club else self._houses.after_school
            for number in range(max(1, round(needed[place, 0] / target))):
                name = "Førskoleklubben" if place is Place.BEFORE_SCHOOL else next(club if in_club else after)
                taken = any(group.unit is unit and group.row.name.startswith(name) for group in self)
                self._group(
                    place, unit, f"{name} {place[0]}{number + 1}" if taken else name, target, opened_on=self._opened_on
                )

    def _open_classes(self, began: int, pupils: int) -> None:
        """Parallel classes of one year, so many that the mean is the parameter's and none is above the law's limit."""
        mean, most = of("units", "class_mean"), of("units", "class_max")
        count = max(1, ceil(pupils / most), int(pupils / mean + self._chance.random()))
        grade = school_year(self._today) - began
        ends = date(began + 10, 8, 1) if grade > 9 else None
        for letter in "abcdefgh"[:count]:
            name = f"9.{letter} ({began + 10})" if ends else f"{grade}.{letter}"
            self._group(
                Place.SCHOOL_CLASS,
                self._houses.school,
                name,
                most,
                began=began,
                opened_on=date(began, 8, 1),
                closed_on=ends,
            )

    def _group(
        self, place: Place, unit: rows.Unit, name: str, target: int, *, opened_on: date, began: int = 0,
        closed_on: date | None = None,
    ) -> Group:  # fmt: skip
        row = rows.Group(self._chance.id(), unit.id, name, setting(place), opened_on, closed_on)
        role, title = _WORK.get(place, ("pedagogue", "Pædagog"))
        opening = Opening(unit, role, title, opened_on, until=closed_on, group=name)
        adults = _ADULTS.get(place, of("staff", "adults_leisure_group"))
        made = Group(row, unit, target, [self._staffing.post(opening) for _ in range(adults)])
        self.of[place, began].append(made)
        return made

    def find(self, stay: Stay, last: Group | None) -> Group:
        """The least full: in the same house when the child goes on there, in another when it moves."""
        every = self.of[wanted(stay)]
        if stay.move and last:
            every = [group for group in every if group.unit is not last.unit] or every
        elif last:
            here = [group for group in every if group.unit is last.unit and group.fullness(stay.from_on) < 1.1]
            every = here or every
        found = min(every, key=lambda group: group.fullness(stay.from_on))
        found.take(stay)
        return found
