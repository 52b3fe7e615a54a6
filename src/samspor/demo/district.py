"""One district with everything in it. Districts know nothing of each other: that keeps any size in little memory."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from samspor.demo import rows
from samspor.demo.cast import Person
from samspor.demo.families import Families, Kid, People
from samspor.demo.groups import Group, Groups, size_needed
from samspor.demo.ids import Stream
from samspor.demo.lives import Stay, setting, stays
from samspor.demo.numbers import Numbers
from samspor.demo.parameters import of
from samspor.demo.plan import Centre, District, houses
from samspor.demo.rounds import AREAS, Window
from samspor.demo.screening import Screening, Where, notice
from samspor.demo.staff import Opening, Post, Staffing

Batch = dict[type[NamedTuple], list[Any]]

_LEADERS = {
    "daycare": "Daglig leder",
    "childminding": "Dagplejeleder",
    "school": "Skoleleder",
    "after_school": "SFO-leder",
    "club": "Klubleder",
    "health": "Ledende sundhedsplejerske",
}


@dataclass(frozen=True, slots=True)
class Setup:
    """What all districts share."""

    seed: int
    today: date
    history_from: date
    opened_on: date
    centre: Centre
    windows: list[Window]
    rounds: dict[str, list[rows.Round]]
    numbers: Numbers


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The people of the central offices who work in one district."""

    ppr: Post
    front_team: Post
    family: Post
    social_leader: Post


class DistrictMaker:
    """Makes one district, step by step, in the order in which the tables need each other."""

    def __init__(self, setup: Setup, district: District, colleagues: Colleagues, cast: Iterable[Person] = ()) -> None:
        self._setup, self._district, self._colleagues = setup, district, colleagues
        chance = self._chance = Stream(setup.seed, "district", district.index)
        self._houses = houses(chance, district, under=setup.centre.municipality.id, opened_on=setup.opened_on)
        self._staffing = Staffing(chance, today=setup.today, history_from=setup.history_from, cast=cast)
        self._groups = Groups(chance, self._houses, self._staffing, today=setup.today, opened_on=setup.opened_on)
        self._rows: Batch = defaultdict(list)

    def make(self) -> Batch:
        people = self._people()
        lives = self._lives(people.kids)
        self._groups.open(size_needed(lives, today=self._setup.today), self._district.childminders)
        leaders = {unit.id: self._leader(unit) for unit in self._houses.units() if unit.kind in _LEADERS}
        visitors = [self._health_visitor() for _ in range(max(1, self._district.children // 450))]
        wheres = self._enrol(lives)
        self._at_home(people.kids, wheres)
        self._keep(rows.Unit, self._houses.units())
        self._keep(rows.Group, [group.row for group in self._groups])
        round_units = self._round_units(leaders)
        latest = self._screen(people.kids, wheres, round_units)
        self._affiliate(people.kids, latest, visitors)
        self._keep(rows.Staff, self._staffing.staff)
        self._keep(rows.Employment, self._staffing.employments)
        return self._rows

    def _keep(self, kind: type[NamedTuple], made: Iterable[Any]) -> None:
        self._rows[kind].extend(made)

    def _people(self) -> People:
        setup = self._setup
        families = Families(
            self._chance,
            setup.numbers,
            district=self._district.name,
            today=setup.today,
            history_from=setup.history_from,
        )
        people = families.make(self._district.children)
        self._keep(rows.Guardian, people.guardians)
        self._keep(rows.Child, people.children)
        self._keep(rows.Guardianship, people.guardianships)
        return people

    def _lives(self, kids: list[Kid]) -> list[Stay]:
        """Every stay of every child, in the order in which they began."""
        share = min(0.9, self._district.childminders * of("units", "childminder_group") / max(1, len(kids) * 0.094))
        setup = self._setup
        every = [
            stay
            for kid in kids
            for stay in stays(
                self._chance, kid, childminder_share=share, history_from=setup.history_from, today=setup.today
            )
        ]
        return sorted(every, key=lambda stay: stay.from_on)

    def _leader(self, unit: rows.Unit) -> Post:
        return self._staffing.post(Opening(unit, "unit_leader", _LEADERS[unit.kind], self._setup.opened_on))

    def _health_visitor(self) -> Post:
        unit = self._houses.health
        return self._staffing.post(Opening(unit, "health_visitor", "Sundhedsplejerske", self._setup.opened_on))

    def _enrol(self, lives: list[Stay]) -> dict[UUID, list[Where]]:
        """Finds a group for every stay. A stay that has not ended is open: nobody knows the day yet."""
        wheres: dict[UUID, list[Where]] = defaultdict(list)
        last: dict[UUID, Group] = {}
        for stay in lives:
            kid, in_setting = stay.kid, setting(stay.place)
            group = self._groups.find(stay, last.get(kid.id))
            if in_setting == "daycare":
                last[kid.id] = group
            if in_setting != "leisure":
                wheres[kid.id].append(Where(group, stay.from_on, stay.to_on))
            to_on = None if stay.to_on > self._setup.today else stay.to_on
            made = rows.Enrolment(self._chance.id(), kid.id, group.row.id, in_setting, stay.from_on, to_on)
            self._rows[rows.Enrolment].append(made)
        return wheres

    def _at_home(self, kids: list[Kid], wheres: dict[UUID, list[Where]]) -> None:
        """Children in their first year who begin nowhere yet are the health visitors'."""
        setup, chance = self._setup, Stream(self._setup.seed, "at home", self._district.index)
        by = self._district.name
        group = rows.Group(chance.id(), self._houses.health.id, f"Spædbørn ved {by}", "daycare", setup.opened_on, None)
        self._keep(rows.Group, [group])
        for kid in kids:
            if not (kid.left_on or wheres[kid.id]) and 0 <= (setup.today - kid.birth).days < 365:
                since = kid.came_on or kid.birth
                self._keep(rows.Enrolment, [rows.Enrolment(chance.id(), kid.id, group.id, "daycare", since, None)])

    def _round_units(self, leaders: dict[UUID, Post]) -> dict[tuple[UUID, int], UUID]:
        """Every round in every unit of its area, and where each is found."""
        found = {}
        for unit in self._houses.units():
            for number, held in enumerate(
                self._setup.rounds[unit.area] if unit.area in AREAS and unit.id in leaders else ()
            ):
                made = notice(self._chance, held, unit, leaders[unit.id].holder(held.opens_on))
                self._rows[rows.RoundUnit].append(made)
                found[unit.id, number] = made.id
        return found

    def _screen(
        self, kids: list[Kid], wheres: dict[UUID, list[Where]], round_units: dict[tuple[UUID, int], UUID]
    ) -> dict[UUID, str]:
        """Writes all assessments; answers what was concluded last about each child, for who else was asked to help."""
        setup, latest = self._setup, {}
        screening = Screening(self._chance, setup.windows, today=setup.today)
        for kid in kids:
            for row in screening.of_child(kid, wheres[kid.id], round_units):
                self._rows[type(row)].append(row)
                if isinstance(row, rows.Joint):
                    latest[kid.id] = row.position
        return latest

    def _affiliate(self, kids: list[Kid], latest: dict[UUID, str], visitors: list[Post]) -> None:
        """A professional's own relation to a child: what gives those outside the house access to it."""
        chance, today, colleagues = self._chance, self._setup.today, self._colleagues
        for kid in kids:
            position = latest.get(kid.id)
            if kid.left_on:
                continue
            if (today - kid.birth).days < 365:
                self._relate(kid, chance.choice(visitors), "Hjemmebesøg i barnets første år")
            if position in ("yellow", "red") and chance.chance(0.3):
                self._relate(kid, colleagues.ppr, "PPR: sparring om trivsel, leg og læring")
            if position in ("yellow", "red") and chance.chance(0.15):
                self._relate(kid, colleagues.front_team, "Frontteamet: samtaler sammen med forældrene")
            if position == "red" and chance.chance(0.4):
                self._relate(kid, colleagues.family, "Familieafdelingen: støtte til familien")
                self._relate(kid, colleagues.social_leader, "Familieafdelingen: leder med ansvar for sagen")

    def _relate(self, kid: Kid, post: Post, reason: str) -> None:
        setup = self._setup
        since = max(kid.birth, kid.came_on or kid.birth, setup.today.replace(year=setup.today.year - 1, day=1))
        self._rows[rows.Affiliation].append(
            rows.Affiliation(self._chance.id(), kid.id, post.holder(setup.today), since, reason)
        )
