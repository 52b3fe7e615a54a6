"""A scale as it is written in a file: steps, axes, and what a step can look like at an age. Nothing is computed."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samspor.concerns.rules.ruler import Polarity

SHIPPED = Path(__file__).parent / "scales"


@dataclass(frozen=True, slots=True)
class Step:
    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    key: str
    label: str
    help: str


@dataclass(frozen=True, slots=True)
class Described:
    """`min_months` is held by the age band, `max_months` is not."""

    axis: str
    value: int
    min_months: int
    max_months: int
    text: str


@dataclass(frozen=True, slots=True)
class Ruler:
    key: str
    title: str
    version: str
    polarity: Polarity
    steps: tuple[Step, ...]
    axes: tuple[Axis, ...]
    described: tuple[Described, ...]


def read(text: str) -> Ruler:
    """KeyError or ValueError names what the file lacks."""
    data = tomllib.loads(text)
    steps = tuple(Step(int(one["value"]), one["label"]) for one in data["step"])
    if [one.value for one in steps] != list(range(steps[0].value, steps[0].value + len(steps))):
        raise ValueError("the steps stand in order, without holes")
    axes = tuple(Axis(one["key"], one["label"], one["help"]) for one in data["axis"])
    described = tuple(_described(data, axes, steps))
    return Ruler(data["key"], data["title"], data["version"], Polarity(data["polarity"]), steps, axes, described)


def shipped() -> list[Ruler]:
    return [read(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.toml"))]


def _described(data: dict[str, Any], axes: tuple[Axis, ...], steps: tuple[Step, ...]) -> Iterator[Described]:
    """A scale without descriptions says in its question what its ends mean."""
    bands = {one["key"]: one for one in data.get("age_band", ())}
    for axis in axes:
        for key, band in bands.items():
            for step in steps:
                text = data["descriptions"][axis.key][key][str(step.value)]
                yield Described(axis.key, step.value, band["min_months"], band["max_months"], text)
