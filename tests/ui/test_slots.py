"""Named places that rooms above fill."""

import pytest

from samspor.ui import slots


def early(child):
    return f"early {child}"


def late(child):
    return f"late {child}"


def silent(child):
    return None


@pytest.fixture(autouse=True)
def _empty_slot(monkeypatch):
    monkeypatch.setattr(slots, "_filled", {name: set() for name in slots.NAMES})


def test_gives_the_fillings_by_order():
    slots.fill("child.panels", late, order=20)
    slots.fill("child.panels", early, order=10)
    assert slots.filled("child.panels") == (early, late)
    assert slots.filled("nav") == ()


def test_gives_the_fillings_by_name_when_the_order_is_the_same():
    slots.fill("child.panels", late)
    slots.fill("child.panels", early)
    assert slots.filled("child.panels") == (early, late)


def test_fills_once_however_often_it_is_asked():
    slots.fill("day.tasks", early)
    slots.fill("day.tasks", early, order=5)
    assert slots.filled("day.tasks") == (early,)


def test_leaves_out_a_filling_with_nothing_to_show():
    slots.fill("child.panels", silent, order=1)
    slots.fill("child.panels", late, order=2)
    assert list(slots.gather("child.panels", "Alma")) == ["late Alma"]


@pytest.mark.parametrize("ask", [slots.filled, lambda name: slots.fill(name, early)])
def test_knows_no_other_slots(ask):
    with pytest.raises(KeyError, match=r"child\.panel'"):
        ask("child.panel")
