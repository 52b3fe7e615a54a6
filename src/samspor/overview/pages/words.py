"""The word list, and the table of who may do what, ready for a page."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from samspor.access import texts
from samspor.access.rules import POLICY, Permission, Role

_CODE = re.compile(r" \([A-Za-z_]+\)")  # the name in the code, in brackets after the Danish word


@dataclass(frozen=True, slots=True)
class Term:
    da: str
    also: str
    meaning: str
    is_not: str
    law: str


@cache
def terms(path: Path) -> tuple[Term, ...]:
    found = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    made = [_term(one) for one in found]
    return tuple(sorted(made, key=lambda term: term.da.casefold().translate(_DANISH_ORDER)))


def _term(one: dict[str, Any]) -> Term:
    """The names in the code are for those who read code."""
    also, is_not = ", ".join(one.get("also", [])), _CODE.sub("", one.get("not", ""))
    return Term(da=one["da"], also=also, meaning=one["meaning"], is_not=is_not, law=one.get("law", ""))


_DANISH_ORDER = str.maketrans({"æ": "{a", "ø": "{b", "å": "{c"})  # after z, as in a Danish dictionary


@dataclass(frozen=True, slots=True)
class May:
    """One permission, and for every reach the roles that have it."""

    what: str
    who: tuple[tuple[str, str], ...]


def permissions() -> list[May]:
    return [May(texts.PERMISSION[one], _who(one)) for one in Permission]


def _who(permission: Permission) -> tuple[tuple[str, str], ...]:
    held = POLICY[permission]
    if len(held) == len(Role) and len(set(held.values())) == 1:
        return (("Alle", texts.REACH[next(iter(held.values()))]),)
    return tuple((texts.ROLE[role], texts.REACH[held[role]]) for role in Role if role in held)
