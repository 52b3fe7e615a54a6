"""A guide as it is written in a file: its steps, their conditions, and where each answer leads."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samspor.guide.rules.path import Answer, Condition, Step, Track
from samspor.guide.rules.versions import Audience
from samspor.people.rules import Area

SHIPPED = Path(__file__).parents[1] / "guides"
_WORDS = (
    "question", "who", "rule", "days_basis", "template_name", "template_link", "basis", "ground", "decided",
    "contact", "phone",
)  # fmt: skip
_CONDITION = ("min_months", "max_months", "acute", "violence")


@dataclass(frozen=True, slots=True)
class GuideFile:
    """`edition` is the file's own number, so that the same file is not taken into use twice."""

    key: str
    title: str
    audience: Audience
    edition: str
    steps: tuple[Step, ...]


def read(text: str) -> GuideFile:
    """KeyError or ValueError names what the file lacks."""
    data = tomllib.loads(text)
    steps = tuple(_step(one) for one in data["step"])
    return GuideFile(data["key"], data["title"], Audience(data["audience"]), data["edition"], steps)


@cache
def shipped() -> tuple[GuideFile, ...]:
    return tuple(read(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.toml")))


def _step(data: Mapping[str, Any]) -> Step:
    return Step(
        key=data["key"],
        title=data["title"],
        track=Track(data["track"]),
        do=data["do"].strip(),
        days=data.get("days"),
        tells_parents=data.get("tells_parents", False),
        notifies=data.get("notifies", False),
        condition=_condition(data.get("when", {})),
        answers=tuple(Answer(words, to) for words, to in data.get("answers", ())),
        **{name: data.get(name, "") for name in _WORDS},
    )


def _condition(data: Mapping[str, Any]) -> Condition:
    return Condition(
        areas=frozenset(Area(one) for one in data.get("areas", ())),
        degrees=frozenset(data.get("degrees", ())),
        **{name: data.get(name) for name in _CONDITION},
    )
