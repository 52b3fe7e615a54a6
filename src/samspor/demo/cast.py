"""The people one can enter the demo as."""

from dataclasses import dataclass
from functools import cache

from samspor.demo.names import mailbox
from samspor.demo.parameters import table


@dataclass(frozen=True, slots=True)
class Person:
    """`unit` is a name or a kind of unit, `group` the name of a group there; empty means the first that fits."""

    key: str
    name: str
    title: str
    role: str
    unit: str
    presentation: str
    group: str = ""

    @property
    def email(self) -> str:
        return mailbox(self.name, table("places")["house"], 0)

    def fits(self, *, role: str, unit: tuple[str, ...], group: str) -> bool:
        return self.role == role and self.unit in unit and self.group in ("", group)


@cache
def cast() -> tuple[Person, ...]:
    return tuple(Person(**entry) for entry in table("cast")["person"])


def is_for_the_walk(unit: str, group: str) -> bool:
    """The group of the first of the cast, where the open round is left for whoever walks through the demo."""
    first = cast()[0]
    return (unit, group) == (first.unit, first.group)
