"""Which information a consent can be about: rows of topics.toml, with the days they can be chosen."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Topic:
    id: str
    title: str
    help: str
    valid_from: date
    valid_to: date | None = None


@cache
def every_topic() -> dict[str, Topic]:
    """Those of the past too: an old consent still names them."""
    rows = tomllib.loads((files("samspor.sharing") / "topics.toml").read_text(encoding="utf-8"))["topic"]
    return {row["id"]: Topic(**row) for row in rows}


def topics(on: date) -> list[Topic]:
    """Those that can be chosen that day."""
    every = every_topic().values()
    return [one for one in every if one.valid_from <= on and (one.valid_to is None or on < one.valid_to)]
