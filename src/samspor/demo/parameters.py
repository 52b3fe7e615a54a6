"""The numbers the demo is made from, read from parameters.toml where each has its source."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import resources
from random import Random
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One of the demo's data files."""
    return tomllib.loads(resources.files("samspor.demo").joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def of(section: str, key: str) -> Any:
    return table("parameters")[section][key]["value"]


def source_of(section: str, key: str) -> str:
    return str(table("parameters")[section][key]["source"])


def pick(rng: Random, shares: Sequence[float]) -> int:
    """The place in `shares` that was drawn; they need not add up to one."""
    drawn = rng.random() * sum(shares)
    for place, share in enumerate(shares[:-1]):
        drawn -= share
        if drawn < 0:
            return place
    return len(shares) - 1


def spread(total: int, shares: Iterable[float]) -> list[int]:
    """Parts a whole number by shares so that the parts add up: the largest remainders get the rest."""
    weights = list(shares)
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts


def evenly(total: int, over: int) -> Iterator[int]:
    """`total` parted over `over` as evenly as can be."""
    return iter(spread(total, [1.0] * over))
