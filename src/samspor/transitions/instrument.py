"""What a kind of handover asks about, as it is written in a file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samspor.transitions.rules.words import Basis, Kind, Source, Whose

SHIPPED = Path(__file__).parent / "kinds"


@dataclass(frozen=True, slots=True)
class Asked:
    """One field: its heading, what it is for, whose words stand in it and on what it may be passed on."""

    key: str
    heading: str
    help: str
    whose: Whose
    basis: Basis
    purpose: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Template:
    kind: Kind
    version: str
    title: str
    purpose: str
    fields: tuple[Asked, ...]

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.version}"


def read(text: str) -> Template:
    """KeyError or ValueError names what the file lacks."""
    data = tomllib.loads(text)
    fields = tuple(_asked(one) for one in data["field"])
    if len({one.key for one in fields}) != len(fields):
        raise ValueError("two fields have the same key")
    return Template(Kind(data["kind"]), data["version"], data["title"], data["purpose"], fields)


def _asked(one: Mapping[str, Any]) -> Asked:
    return Asked(
        one["key"], one["heading"], one["help"], Whose(one["whose"]), Basis(one["basis"]), one["purpose"],
        tuple(Source(word) for word in one.get("sources", ())),
    )  # fmt: skip


@cache
def shipped() -> Mapping[Kind, Template]:
    """The newest of each kind."""
    found = [read(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.toml"))]
    return {one.kind: one for one in sorted(found, key=lambda one: one.version)}
