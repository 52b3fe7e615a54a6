"""A child's path through groups over time, as a picture, a sentence and a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from samspor.people.api import Enrolment
from samspor.ui.danish import in_group, listing, long_date

LANE = 44  # pixels; what lies across is in per cent, so that the picture fits a telephone without shrinking its letters
TOP = 28


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a group, from a day and until (not with) a day."""

    group: str
    unit: str
    setting: str
    starts_on: date
    ends_on: date | None

    @property
    def words(self) -> str:
        until = f" til og med {long_date(self.ends_on - timedelta(days=1))}" if self.ends_on else ""
        return f"{self.group} i {self.unit} fra {long_date(self.starts_on)}{until}"

    def holds(self, today: date) -> bool:
        return self.starts_on <= today and (self.ends_on is None or today < self.ends_on)


@dataclass(frozen=True, slots=True)
class Bar:
    stay: Stay
    x: float
    width: float
    y: int
    now: bool


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    year: int


@dataclass(frozen=True, slots=True)
class Path:
    sentence: str
    stays: tuple[Stay, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    today: float
    height: int


def stays(enrolments: Iterable[Enrolment]) -> list[Stay]:
    return [
        Stay(one.group.name, one.group.unit.name, one.get_setting_display(), one.period.lower, one.period.upper)
        for one in enrolments
    ]


def path(name: str, found: Sequence[Stay], today: date) -> Path:
    """Stays lie on lanes: one for each kind of place, and more where two overlap."""
    first, last = _span(found, today)
    lanes = _lanes(found)
    bars = tuple(
        Bar(
            stay=stay,
            x=_across(stay.starts_on, first, last),
            width=_across(stay.ends_on or last, first, last) - _across(stay.starts_on, first, last),
            y=TOP + LANE * lane,
            now=stay.holds(today),
        )
        for lane, on_lane in enumerate(lanes)
        for stay in on_lane
    )
    years = range(first.year + 1, last.year + 1)
    ticks = tuple(Tick(_across(date(year, 1, 1), first, last), year) for year in years)
    return Path(
        sentence(name, found, today), tuple(found), bars, ticks, _across(today, first, last), TOP + LANE * len(lanes)
    )


def sentence(name: str, found: Sequence[Stay], today: date) -> str:
    since: dict[str, date] = {}  # two merged pages may both stand in a group: said once, from the first day
    for stay in (stay for stay in found if stay.holds(today)):
        place = f"{in_group(stay.group)} i {stay.unit}"
        since[place] = min(since.get(place, stay.starts_on), stay.starts_on)
    now = [f"{place} siden {long_date(day)}" for place, day in since.items()]
    later = [
        f"{in_group(stay.group)} i {stay.unit} den {long_date(stay.starts_on)}"
        for stay in found
        if stay.starts_on > today
    ]
    parts = [f"{name} har gået {listing(now)}." if now else f"{name} går ikke i en gruppe i dag."]
    if later:
        parts.append(f"{name} begynder {listing(later)}.")
    return " ".join(parts)


def _span(found: Sequence[Stay], today: date) -> tuple[date, date]:
    days = [today, *(stay.starts_on for stay in found), *(stay.ends_on for stay in found if stay.ends_on)]
    return min(days), max(*days, min(days) + timedelta(days=30))


def _across(day: date, first: date, last: date) -> float:
    return round(100 * (day - first).days / (last - first).days, 2)


def _lanes(found: Sequence[Stay]) -> list[list[Stay]]:
    lanes: list[list[Stay]] = []
    by_setting = sorted(found, key=lambda stay: (stay.setting, stay.starts_on))
    for _, together in groupby(by_setting, key=lambda stay: stay.setting):
        mine: list[list[Stay]] = []
        for stay in together:
            free = next((lane for lane in mine if _is_over(lane[-1], stay.starts_on)), None)
            if free is None:
                mine.append([stay])
            else:
                free.append(stay)
        lanes += mine
    return lanes


def _is_over(stay: Stay, day: date) -> bool:
    return stay.ends_on is not None and stay.ends_on <= day
