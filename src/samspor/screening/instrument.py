"""An instrument as it is written in a file: dimensions, age bands and signs. Prompts only: nothing here is counted."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from samspor.screening.rules import Kind, Position

SHIPPED = Path(__file__).parent / "instruments"


@dataclass(frozen=True, slots=True)
class Sign:
    """`min_months` is held by the age band, `max_months` is not."""

    dimension: str
    dimension_label: str
    min_months: int
    max_months: int
    position: Position
    kind: Kind
    text: str


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


def shipped() -> list[Instrument]:
    return [read(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.toml"))]


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
                    )
                    for kind in Kind
                    for text in kinds.get(kind, ())
                )
