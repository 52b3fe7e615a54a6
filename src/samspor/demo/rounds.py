"""The rounds of five years: two windows a year, and one that is open now."""

from dataclasses import dataclass
from datetime import date, timedelta

from samspor.demo import rows
from samspor.demo.ids import Stream
from samspor.demo.parameters import of

AREAS = ("daycare", "school")
_AREA_NAME = {"daycare": "Dagtilbud", "school": "Skole"}
_BEFORE, _AFTER = timedelta(days=24), timedelta(days=21)
_APART = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Window:
    """When a round is open. The last one is open today."""

    label: str
    opens_on: date
    closes_on: date

    def holds(self, on: date) -> bool:
        return self.opens_on <= on <= self.closes_on


def windows(today: date) -> list[Window]:
    """Oldest first: spring and autumn as the calendar has them, then the one that is open around today."""
    current = Window(_label(today), today - _BEFORE, today + _AFTER)
    every = [window for year in range(today.year - 6, today.year + 1) for window in _of_year(year)]
    past = [one for one in every if one.closes_on < current.opens_on - _APART and one.label != current.label]
    return [*past[1 - of("screening", "years") * of("screening", "rounds_per_year") :], current]


def _of_year(year: int) -> list[Window]:
    spring, autumn = (date(year, 3, 1), date(year, 4, 15)), (date(year, 9, 15), date(year, 10, 31))
    return [Window(_label(opens), opens, closes) for opens, closes in (spring, autumn)]


def _label(day: date) -> str:
    return f"{'Forår' if day.month <= 6 else 'Efterår'} {day.year}"


def rounds(chance: Stream, of_windows: list[Window]) -> dict[str, list[rows.Round]]:
    """The rounds of every area, window for window."""
    return {
        area: [
            rows.Round(
                chance.id(), area, f"{_AREA_NAME[area]}, {window.label.lower()}", window.opens_on, window.closes_on
            )
            for window in of_windows
        ]
        for area in AREAS
    }
