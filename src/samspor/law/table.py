"""The rule table: read from rules.toml, checked, and asked for a rule by name and day."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from samspor.law.rules import BrokenRuleError, Certainty, Rule, Unit

_NOT_TEXT: Mapping[str, type] = {
    "row": int,
    "length": int,
    "warn_at": list,
    "used": bool,
    "local": bool,
    "may_tighten": bool,
    "valid_from": date,
    "valid_to": date,
    "reviewed_on": date,
}
_KNOWN = frozenset(field.name for field in fields(Rule))
_REQUIRED = frozenset(field.name for field in fields(Rule) if field.default is MISSING)


@dataclass(frozen=True, slots=True)
class Table:
    """Every version of every rule, in the order of the file."""

    rules: tuple[Rule, ...]

    def rule(self, rule_id: str, on: date) -> Rule:
        """The version valid on that day: a case keeps the version it was decided under."""
        versions = [rule for rule in self.rules if rule.id == rule_id]
        if not versions:
            raise LookupError(f"Reglen »{rule_id}« findes ikke i regeltabellen.")
        for version in versions:
            if version.holds_on(on):
                return version
        raise LookupError(f"Reglen »{rule_id}« gælder ikke den {on}. Regeltabellen kender den {_known(versions)}.")

    def all_rules(self, on: date) -> tuple[Rule, ...]:
        return tuple(rule for rule in self.rules if rule.holds_on(on))


def parse(text: str) -> Table:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenRuleError(f"Regeltabellen kan ikke læses: {error}") from error
    if data.keys() != {"rule"} or not _is_list_of_tables(data["rule"]):
        raise BrokenRuleError("Regeltabellen skal bestå af afsnit, der hedder [[rule]], og intet andet.")
    rules = tuple(_rule(raw) for raw in data["rule"])
    _refuse_overlap(rules)
    return Table(rules)


def load(path: Path) -> Table:
    return parse(path.read_text(encoding="utf-8"))


@cache
def table() -> Table:
    """The table that ships with Samspor."""
    return parse((files("samspor.law") / "rules.toml").read_text(encoding="utf-8"))


def rule(rule_id: str, on: date) -> Rule:
    return table().rule(rule_id, on)


def all_rules(on: date) -> tuple[Rule, ...]:
    return table().all_rules(on)


def _rule(raw: Mapping[str, Any]) -> Rule:
    name = raw.get("id", "uden id")
    for fault, where in (
        ("Ukendt felt", raw.keys() - _KNOWN),
        ("Felt mangler", _REQUIRED - raw.keys()),
        ("Forkert slags værdi i", {key for key, value in raw.items() if not _fits(key, value)}),
    ):
        if where:
            raise BrokenRuleError(
                f"Reglen »{name}« i regeltabellen kan ikke bruges. {fault}: {', '.join(sorted(where))}."
            )
    return Rule(**_named(raw))


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _fits(key: str, value: object) -> bool:
    # Exact types: TOML's true is not a number, and a moment is not a day.
    if type(value) is not _NOT_TEXT.get(key, str):
        return False
    return not isinstance(value, list) or all(type(item) in {int, float} for item in value)


def _named(raw: Mapping[str, Any]) -> dict[str, Any]:
    try:
        unit, certainty = Unit(raw["unit"]), Certainty(raw["certainty"])
    except ValueError as error:
        raise BrokenRuleError(
            f"Reglen »{raw['id']}« i regeltabellen bruger et ord, der ikke kendes: {error}"
        ) from error
    return {**raw, "unit": unit, "certainty": certainty, "warn_at": tuple(raw.get("warn_at", ()))}


def _refuse_overlap(rules: Iterable[Rule]) -> None:
    in_time = sorted(rules, key=lambda rule: (rule.id, rule.valid_from))
    for earlier, later in pairwise(in_time):
        if earlier.id == later.id and earlier.holds_on(later.valid_from):
            raise BrokenRuleError(f"To udgaver af reglen »{later.id}« gælder begge den {later.valid_from}.")


def _known(versions: Iterable[Rule]) -> str:
    return " og ".join(
        f"fra {version.valid_from}" + (f" til {version.valid_to}" if version.valid_to else "") for version in versions
    )
