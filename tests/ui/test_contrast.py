"""Every pair of colours of the theme against WCAG 2.2: 4.5 for text, 3 for what one has to see."""

import re

import pytest

from tests.ui.drawing import STATIC

THEME = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", (STATIC / "ui" / "theme.css").read_text()))
GROUNDS = ("sheet", "paper", "paper-deep", "tint")
TEXT = [
    *((colour, ground) for ground in GROUNDS for colour in ("ink", "ink-soft", "theme-link")),
    *((colour, ground) for ground in GROUNDS for colour in ("theme-primary-dark", "theme-primary")),
    *((colour, ground) for ground in GROUNDS[:2] for colour in ("error", "green", "yellow", "red")),
    *((colour, f"{colour}-ground") for colour in ("error", "green", "yellow", "red")),
    ("sheet", "theme-primary"),
    ("sheet", "ink"),
    ("sheet", "theme-primary-dark"),
    ("red", "tint"),
]  # fmt: skip
SEEN = [(colour, ground) for ground in GROUNDS for colour in ("line", "theme-focus", "theme-primary")]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(THEME[one]), luminance(THEME[other])])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("colour", "ground"), TEXT)
def test_can_be_read(colour, ground):
    assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize(("colour", "ground"), SEEN)
def test_can_be_seen(colour, ground):
    assert contrast(colour, ground) >= 3


def test_measures_as_the_standard_does():
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#808080") == pytest.approx(0.2159, abs=0.0001)


SHEETS = sorted(one for one in STATIC.parents[1].glob("*/static/*/*.css") if one.name != "theme.css")


def test_every_room_is_looked_at():
    assert {"samspor.css", "print.css", "overview.css", "guide.css"} <= {one.name for one in SHEETS}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.name)
def test_uses_no_colour_outside_the_theme(sheet):
    css = re.sub(r"@media print.*", "", sheet.read_text(), flags=re.DOTALL)
    colours = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", css))
    assert colours <= ({"#fff", "#000", "#555"} if sheet.name == "print.css" else set())
    assert set(re.findall(r"var\(--([a-z-]+)\)", css)) <= set(THEME)
