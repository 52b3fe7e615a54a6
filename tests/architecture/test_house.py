"""The plan of the house is the one that is built."""

from django.conf import settings

from tests.architecture.house import FLOORS, GROUND, ROOMS, SOURCE, WALLED


def test_every_folder_is_a_room_on_a_floor() -> None:
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert folders == set(ROOMS)


def test_the_ground_rooms_are_the_floors_at_the_bottom() -> None:
    lowest = frozenset().union(*FLOORS[-3:])
    assert lowest == GROUND


def test_every_walled_room_is_installed() -> None:
    assert {f"samspor.{room}" for room in WALLED} <= set(settings.INSTALLED_APPS)
