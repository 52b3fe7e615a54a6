"""What is shown of an instrument: its dimensions, and for each age band how many signs there are of each position."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspor.screening import texts
from samspor.screening.instrument import Instrument, Sign
from samspor.screening.models import Indicator, InstrumentVersion
from samspor.screening.rules import Kind, Position


@dataclass(frozen=True, slots=True)
class BandLine:
    """One dimension at one age. `signs` are words by position and by whose they are."""

    ages: str
    counts: Sequence[int]
    signs: Mapping[str, Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Laid:
    """An instrument laid out to be looked through."""

    key: str
    title: str
    version: str
    valid_from: date
    number: int
    dimensions: Mapping[str, Sequence[BandLine]]

    @property
    def counts(self) -> list[tuple[str, list[str]]]:
        """By age, one for each dimension: how many signs there are for green, yellow and red."""
        ages = dict.fromkeys(band.ages for bands in self.dimensions.values() for band in bands)
        return [(age, [_counts(bands, age) for bands in self.dimensions.values()]) for age in ages]


def _counts(bands: Sequence[BandLine], age: str) -> str:
    return next((" / ".join(map(str, band.counts)) for band in bands if band.ages == age), "–")


def laid(held: Instrument) -> Laid:
    dimensions: dict[str, dict[tuple[int, int], list[Sign]]] = {}
    for sign in held.signs:
        bands = dimensions.setdefault(sign.dimension_label, {})
        bands.setdefault((sign.min_months, sign.max_months), []).append(sign)
    lines = {
        label: [_line(months, signs) for months, signs in sorted(bands.items())] for label, bands in dimensions.items()
    }
    return Laid(held.key, held.title, held.version, held.valid_from, len(held.signs), lines)


def _line(months: tuple[int, int], signs: Sequence[Sign]) -> BandLine:
    counted = Counter(sign.position for sign in signs)
    words = {
        texts.POSITION_SHORT[position]: [(_whose(one), one.text) for one in signs if one.position is position]
        for position in Position
    }
    return BandLine(ages(*months), [counted[position] for position in Position], words)


def _whose(one: Sign) -> str:
    return f"{texts.KIND[one.kind]} · {texts.ACTS_NOW}" if one.acts_now else texts.KIND[one.kind]


def ages(min_months: int, max_months: int) -> str:
    if min_months % 12 or max_months % 12:
        return f"{min_months}-{max_months} måneder"
    return f"{min_months // 12}-{max_months // 12} år"


def of_version(version: InstrumentVersion, indicators: Sequence[Indicator]) -> Instrument:
    """As it stands in the database."""
    signs = [
        Sign(
            one.dimension, one.dimension_label, one.min_months, one.max_months, Position(one.position),
            Kind(one.kind), one.text, acts_now=one.acts_now,
        )
        for one in indicators
    ]  # fmt: skip
    return Instrument(version.key, version.title, version.version, version.valid_from, tuple(signs))
