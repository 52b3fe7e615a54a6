"""Names of many origins, put together by chance."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

from samspor.demo.parameters import of, pick, table

_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ð": "d", "ł": "l", "ı": "i", "ß": "ss", "đ": "d"})


@dataclass(frozen=True, slots=True)
class Origin:
    key: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    family: tuple[str, ...]


@cache
def origins() -> tuple[tuple[Origin, ...], tuple[float, ...]]:
    """Every origin, and the share of families that have it."""
    entries: list[dict[str, Any]] = table("names")["origin"]
    lists = ("girls", "boys", "women", "men", "family")
    made = tuple(Origin(key=entry["key"], **{name: tuple(entry[name]) for name in lists}) for entry in entries)
    return made, tuple(float(entry["weight"]) for entry in entries)


def draw_origin(rng: Random) -> Origin:
    every, weights = origins()
    return every[pick(rng, weights)]


def child_given(rng: Random, origin: Origin, *, boy: bool) -> str:
    """One or two given names; now and then joined by a hyphen."""
    names = origin.boys if boy else origin.girls
    if rng.random() >= of("family", "two_given_names_share"):
        return rng.choice(names)
    first, second = rng.sample(names, 2)
    return f"{first}-{second}" if rng.random() < of("family", "hyphen_share") * 4 else f"{first} {second}"


def adult_given(rng: Random, origin: Origin, *, man: bool) -> str:
    return rng.choice(origin.men if man else origin.women)


def family_name(rng: Random, origin: Origin) -> str:
    return rng.choice(origin.family)


def joined(rng: Random, one: str, other: str) -> str:
    """What a child is called after two parents: one name, both, or both with a hyphen."""
    if one == other:
        return one
    drawn = rng.random()
    if drawn < of("family", "hyphen_share"):
        return f"{one}-{other}"
    return f"{one} {other}" if drawn < of("family", "two_family_names_share") else rng.choice((one, other))


def mailbox(name: str, house: str, number: int) -> str:
    """An address under a domain that never can exist (RFC 2606); the number keeps two of one name apart."""
    plain = unicodedata.normalize("NFKD", name.lower().translate(_ASCII))
    letters = "".join(c if c.isascii() and c.isalnum() else "." for c in plain if not unicodedata.combining(c))
    local = ".".join(part for part in letters.split(".") if part)
    return f"{local}{number or ''}@{house}.example"
