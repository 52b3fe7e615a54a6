"""An instrument as it is written in a file: dimensions, age bands and signs. Prompts only: nothing here is counted."""

import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from samspor.screening.rules import Kind, Position
from samspor.screening.rules.instruments import DraftBand, DraftDimension, Drafted, DraftSign, sign_words

SHIPPED = Path(__file__).parent / "instruments"


@dataclass(frozen=True, slots=True)
class Sign:
    """`min_months` is held by the age band, `max_months` is not. `acts_now`: whoever sees it acts that day."""

    dimension: str
    dimension_label: str
    min_months: int
    max_months: int
    position: Position
    kind: Kind
    text: str
    acts_now: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    key: str
    title: str
    version: str
    valid_from: date
    signs: tuple[Sign, ...]


def read(text: str) -> Instrument:
    """KeyError or ValueError names what the file lacks."""
    data = tomllib.loads(text)
    return Instrument(data["key"], data["title"], data["version"], data["valid_from"], tuple(_signs(data)))


@cache
def shipped() -> tuple[Instrument, ...]:
    return tuple(read(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.toml")))


def of(drafted: Drafted) -> Instrument:
    """What was read of a file that has no faults."""
    assert drafted.valid_from is not None  # noqa: S101 -- else it would be a fault
    months = {band.key: (band.min_months or 0, band.max_months or 0) for band in drafted.bands}
    labels = {one.key: one.label for one in drafted.dimensions}
    order = {one.key: place for place, one in enumerate(drafted.dimensions)}
    signs = [
        Sign(
            one.dimension, labels[one.dimension], *months[one.band], Position(one.position), Kind(one.kind), one.text,
            acts_now=bool(one.acts_now),
        )
        for one in sorted(drafted.signs, key=lambda one: (order[one.dimension], months[one.band]))
    ]  # fmt: skip
    return Instrument(drafted.key, drafted.title, drafted.version, drafted.valid_from, tuple(signs))


def packed(held: Instrument) -> dict[str, Any]:
    """As plain words, to be sealed and sent back."""
    return asdict(held) | {"valid_from": held.valid_from.isoformat()}


def unpacked(words: dict[str, Any]) -> Instrument:
    signs = [
        Sign(**(one | {"position": Position(one["position"]), "kind": Kind(one["kind"])})) for one in words["signs"]
    ]
    return Instrument(**(words | {"valid_from": date.fromisoformat(words["valid_from"]), "signs": tuple(signs)}))


def _signs(data: dict[str, Any]) -> Iterator[Sign]:
    bands = {band["key"]: band for band in data["age_band"]}
    for dimension in sorted(data["dimension"], key=lambda one: one["order"]):
        for name, band in bands.items():
            for position in Position:
                kinds = data["signs"][dimension["key"]][name][position]
                yield from (
                    Sign(
                        dimension["key"],
                        dimension["label"],
                        band["min_months"],
                        band["max_months"],
                        position,
                        kind,
                        text,
                        acts_now=bool(acts_now),
                    )
                    for kind in Kind
                    for text, acts_now in map(sign_words, kinds.get(kind, ()))
                )


def drafted_of(held: Instrument) -> Drafted:
    """The other way: as it would be written in a file, with age bands named by their years."""
    bands = dict.fromkeys((one.min_months, one.max_months) for one in held.signs)
    labels = dict.fromkeys((one.dimension, one.dimension_label) for one in held.signs)
    return Drafted(
        key=held.key,
        title=held.title,
        version=held.version,
        valid_from=held.valid_from,
        dimensions=[DraftDimension(0, key, label) for key, label in labels],
        bands=[DraftBand(0, _years(*months), *months) for months in sorted(bands)],
        signs=[
            DraftSign(
                0, one.dimension, _years(one.min_months, one.max_months), one.position, one.kind, one.text,
                acts_now=one.acts_now,
            )
            for one in held.signs
        ],
    )  # fmt: skip


def _years(min_months: int, max_months: int) -> str:
    return f"{min_months / 12:g}-{max_months / 12:g}".replace(".", ",")
