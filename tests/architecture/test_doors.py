"""A room is entered from above by `api` (to do), and by `rules` and `texts` (to know)."""

import grimp
import pytest

from tests.architecture.house import WALLED

DOORS = frozenset({"api", "rules", "texts"})
# Who may come in another way, by what, and why. One that is no longer needed must go.
OTHER_WAYS: dict[str, str] = {}


@pytest.fixture(scope="module")
def entrances() -> set[str]:
    """Each `room -> room.module` where somebody walks into a room that is not their own."""
    graph = grimp.build_graph("samspor", cache_dir=None)
    found = set()
    for module in graph.modules:
        for entered in graph.find_modules_directly_imported_by(module):
            room, *_ = module.split(".")[1:] or [""]
            other, *path = entered.split(".")[1:]
            if other in WALLED and other != room:
                found.add(f"{room} -> {other}.{path[0] if path else ''}")
    return found


def test_rooms_are_entered_through_their_doors(entrances: set[str]) -> None:
    through_windows = {way for way in entrances if way.rpartition(".")[2] not in DOORS}
    assert through_windows == set(OTHER_WAYS)


def test_somebody_uses_the_doors(entrances: set[str]) -> None:
    assert {"screening -> people.api", "people -> messages.api"} <= entrances
