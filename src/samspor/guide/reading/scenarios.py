"""A scenario as it is written in a file: an invented child, and what happens turn by turn."""

import tomllib
from functools import cache
from pathlib import Path

from samspor.guide.rules.path import Situation, Track
from samspor.guide.rules.rehearsals import Scenario, Turn
from samspor.people.rules import Area

SHIPPED = Path(__file__).parents[1] / "scenarios"


def read(text: str) -> Scenario:
    """KeyError or ValueError names what the file lacks."""
    data = tomllib.loads(text)
    about = data["situation"]
    situation = Situation(
        age_months=about["age_months"],
        area=Area(about["area"]),
        degree=about.get("degree"),
        acute=about.get("acute", False),
        violence=about.get("violence", False),
        about=Track(about["about"]),
    )
    turns = tuple(Turn(one["told"], one["step"], tuple(one["others"]), one["because"]) for one in data["turn"])
    return Scenario(data["key"], data["title"], data["story"].strip(), situation, turns)


@cache
def scenarios() -> tuple[Scenario, ...]:
    """Those that ship with Samspor: files of the program, which do not change while it runs."""
    return tuple(read(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.toml")))
