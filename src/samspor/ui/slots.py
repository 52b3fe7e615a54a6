"""Named places on a page that a room above may fill, so that a lower room never has to know it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

NAMES = frozenset(
    {
        "beginning",
        "child.next_steps",
        "child.panels",
        "child.responsible",
        "child.worry",
        "concern.panels",
        "day.tasks",
        "day.ways",
        "nav",
        "pathway.panels",
        "unit.still_there",
    }
)

Filling = Callable[..., Any]


class _Place(NamedTuple):
    order: int
    name: str
    filling: Filling


_filled: dict[str, set[_Place]] = {name: set() for name in NAMES}


def fill(slot: str, filling: Filling, *, order: int = 100) -> None:
    """Called from a room's `apps.py`. Filling twice with the same function is the same as once."""
    places = _of(slot)
    name = f"{filling.__module__}.{filling.__qualname__}"
    places.difference_update([place for place in places if place.name == name])
    places.add(_Place(order, name, filling))


def filled(slot: str) -> tuple[Filling, ...]:
    """By order, then by name: the page is the same whichever room was loaded first."""
    return tuple(place.filling for place in sorted(_of(slot), key=lambda place: place[:2]))


def gather(slot: str, *args: Any, **kwargs: Any) -> Iterator[Any]:
    """What each filling answers; a filling that has nothing to show answers None and is left out."""
    answers = (filling(*args, **kwargs) for filling in filled(slot))
    return (answer for answer in answers if answer is not None)


def _of(slot: str) -> set[_Place]:
    if slot not in NAMES:
        raise KeyError(f"There is no slot {slot!r}; the slots are {sorted(NAMES)}")
    return _filled[slot]
