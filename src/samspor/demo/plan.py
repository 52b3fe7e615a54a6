"""The municipality's sizes and the units of one district. A size is larger by having more districts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.demo import rows
from samspor.demo.ids import Stream
from samspor.demo.numbers import phone
from samspor.demo.parameters import evenly, of, table


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of what a municipality is scaled by."""

    key: str
    districts: int
    children: int
    daycare: int
    childminders: int


SIZES = {
    size.key: size
    for size in (
        Size("tiny", districts=1, children=60, daycare=2, childminders=1),
        Size("small", districts=1, children=900, daycare=6, childminders=6),
        Size(
            "municipality",
            districts=of("units", "districts"),
            children=of("children", "aged_0_17"),
            daycare=of("units", "daycare"),
            childminders=of("units", "childminders"),
        ),
        Size("copenhagen", districts=96, children=120_000, daycare=384, childminders=288),
    )
}


@dataclass(frozen=True, slots=True)
class District:
    """One district's share of a size."""

    index: int
    name: str
    children: int
    daycare: int
    first_daycare: int
    childminders: int


def districts(size: Size) -> Iterator[District]:
    first_daycare = 0
    shares = zip(*(evenly(n, size.districts) for n in (size.children, size.daycare, size.childminders)), strict=True)
    for index, (children, daycare, childminders) in enumerate(shares):
        yield District(index, district_name(index), children, daycare, first_daycare, childminders)
        first_daycare += daycare


def district_name(index: int) -> str:
    places = table("places")
    return places["first_district"] if index == 0 else _combined("district", index * 25)


def daycare_name(index: int) -> str:
    places = table("places")
    first, kinds = places["daycare_first"], places["daycare_kind"]
    if index < len(first):
        return f"{kinds[0]} {first[index]}"
    pairs = len(places["daycare_start"]) * len(places["daycare_end"])
    return f"{kinds[(index + index // pairs) % len(kinds)]} {_combined('daycare', index * 45)}"


def _combined(kind: str, place: int) -> str:
    """A beginning and an end; steps that share no factor with the number of pairs meet every pair once."""
    starts, ends = table("places")[f"{kind}_start"], table("places")[f"{kind}_end"]
    pair = place % (len(starts) * len(ends))
    return f"{starts[pair // len(ends)]}{ends[pair % len(ends)]}"


@dataclass(frozen=True, slots=True)
class Centre:
    """The municipality itself and the offices that serve all of it."""

    municipality: rows.Unit
    ppr: rows.Unit
    front_team: rows.Unit
    family: rows.Unit
    administration: rows.Unit

    def units(self) -> list[rows.Unit]:
        return [self.municipality, self.ppr, self.front_team, self.family, self.administration]


def centre(chance: Stream, opened_on: date) -> Centre:
    top = _unit(chance, table("places")["municipality"], "municipality", "none", parent=None, opened_on=opened_on)
    return Centre(
        municipality=top,
        ppr=_unit(chance, "PPR, Pædagogisk Psykologisk Rådgivning", "ppr", "none", parent=top.id, opened_on=opened_on),
        front_team=_unit(chance, "Frontteamet", "social", "social", parent=top.id, opened_on=opened_on),
        family=_unit(chance, "Familieafdelingen", "social", "social", parent=top.id, opened_on=opened_on),
        administration=_unit(
            chance, "Forvaltningen for børn og unge", "administration", "none", parent=top.id, opened_on=opened_on
        ),
    )


@dataclass(frozen=True, slots=True)
class Houses:
    """The units of one district."""

    district: rows.Unit
    daycare: list[rows.Unit]
    childminding: rows.Unit
    school: rows.Unit
    after_school: rows.Unit
    club: rows.Unit
    health: rows.Unit

    def units(self) -> list[rows.Unit]:
        return [self.district, *self.daycare, *self.places()]

    def places(self) -> list[rows.Unit]:
        return [self.childminding, self.school, self.after_school, self.club, self.health]


def houses(chance: Stream, of_district: District, *, under: UUID, opened_on: date) -> Houses:
    top = _unit(chance, f"Distrikt {of_district.name}", "district", "none", parent=under, opened_on=opened_on)
    by, stil = of_district.name, of_district.index * 10

    def house(name: str, kind: str, area: str, number: int | None = None) -> rows.Unit:
        given = "" if number is None else f"999{stil + number:03d}"
        return _unit(chance, name, kind, area, parent=top.id, opened_on=opened_on, stil=given)

    return Houses(
        district=top,
        daycare=[
            house(daycare_name(of_district.first_daycare + n), "daycare", "daycare", n)
            for n in range(of_district.daycare)
        ],
        childminding=house(f"Dagplejen ved {by}", "childminding", "daycare"),
        school=house(f"Skolen ved {by}", "school", "school", 7),
        after_school=house(f"SFO'en ved {by}", "after_school", "leisure", 8),
        club=house(f"Klubben ved {by}", "club", "leisure", 9),
        health=house(f"Sundhedsplejen ved {by}", "health", "health"),
    )


def _unit(
    chance: Stream, name: str, kind: str, area: str, *, parent: UUID | None, opened_on: date, stil: str = ""
) -> rows.Unit:
    return rows.Unit(
        id=chance.id(), name=name, kind=kind, area=area, parent_id=parent, stil_number=stil,
        phone=phone(chance.getrandbits(20)), opened_on=opened_on,
    )  # fmt: skip
