"""The starter instrument is complete, and its words are ones we would say to a parent."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from samspor.screening.rules.instruments import sign_words

ROOT = Path(__file__).parents[2]
PATH = ROOT / "src/samspor/screening/instruments/samspor-trivsel-2.toml"
BEFORE = PATH.with_name("samspor-trivsel-1.toml")
INSTRUMENT: dict[str, Any] = tomllib.loads(PATH.read_text(encoding="utf-8"))

DIMENSIONS = [dimension["key"] for dimension in INSTRUMENT["dimension"]]
BANDS = [band["key"] for band in INSTRUMENT["age_band"]]
POSITIONS = ["green", "yellow", "red"]
KINDS = {"child", "family", "environment"}
CELLS = [(d, b, p) for d in DIMENSIONS for b in BANDS for p in POSITIONS]

UNKIND = [
    "normal", "rødt barn", "gult barn", "grønt barn", "røde barn", "dårlig forælder", "dårlige forældre",
    "problembarn", "ressourcesvag", "omsorgssvigt", "forældreevne", "diagnose", "adhd", "autis", "depress",
    "angst", "point", "score", "risiko",
]  # fmt: skip


def texts() -> Iterator[tuple[str, str]]:
    for dimension, band, position in CELLS:
        for kind, signs in INSTRUMENT["signs"][dimension][band][position].items():
            yield from ((kind, sign_words(sign)[0]) for sign in signs)


def test_says_what_it_is_and_that_it_is_free() -> None:
    head = {name: INSTRUMENT[name] for name in ("key", "version", "licence")}
    assert head == {"key": "samspor-trivsel", "version": "2", "licence": "CC0-1.0"}
    assert PATH.stem == f"{head['key']}-{head['version']}"


def test_has_the_four_dimensions_in_order() -> None:
    assert DIMENSIONS == ["cognitive", "emotional", "social", "physical"]
    assert [dimension["order"] for dimension in INSTRUMENT["dimension"]] == [1, 2, 3, 4]


def test_age_bands_cover_0_to_18_without_gap_or_overlap() -> None:
    bands = INSTRUMENT["age_band"]
    assert bands[0]["min_months"] == 0
    assert bands[-1]["max_months"] == 18 * 12
    assert all(a["max_months"] == b["min_months"] for a, b in pairwise(bands))


def test_age_bands_are_called_what_they_are() -> None:
    for band in INSTRUMENT["age_band"]:
        years = f"{band['min_months'] // 12}-{band['max_months'] // 12}"
        assert (band["key"], band["label"]) == (years, f"{years} år")


def test_has_no_cell_beyond_the_table() -> None:
    signs = INSTRUMENT["signs"]
    found = [(d, b, p) for d, bands in signs.items() for b, cells in bands.items() for p in cells]
    assert sorted(found) == sorted(CELLS)


@pytest.mark.parametrize(("dimension", "band", "position"), CELLS)
def test_every_cell_has_its_signs(dimension: str, band: str, position: str) -> None:
    """Of the child, of the family and of ourselves: whoever looks something up finds all three."""
    cell = INSTRUMENT["signs"][dimension][band][position]
    assert set(cell) == KINDS
    assert all(cell.values()), "an empty list is left out"


def test_what_was_in_use_is_not_edited_and_not_left_out() -> None:
    """The second version is the first, and signs of the family where it had none."""
    before = tomllib.loads(BEFORE.read_text(encoding="utf-8"))
    assert (before["version"], before["valid_from"] < INSTRUMENT["valid_from"]) == ("1", True)
    added = [
        (dimension, band, position, kind)
        for dimension, band, position in CELLS
        for kind, signs in INSTRUMENT["signs"][dimension][band][position].items()
        if before["signs"][dimension][band][position].get(kind) != signs
    ]
    assert len(added) == 23
    assert {kind for *_, kind in added} == {"family"}
    assert not any(before["signs"][d][b][p].get(kind) for d, b, p, kind in added)


# What was adopted, as it was: a changed word is a new version, and another line here.
AS_ADOPTED = {
    "samspor-trivsel-1": "19e553d65666e240ceadea2c4a8b5c1a843485ad7dab15e4a4b95c3594dec2e7",
    "samspor-trivsel-2": "6130fccba9c60bc8f23da3e7b25535eaddbe87a183a6d02e31a407253c9f739b",
}


def words_of(version: str) -> str:
    """All that a version says, whatever order the file has it in; that a sign acts at once is no word of it."""
    held = tomllib.loads((PATH.parent / f"{version}.toml").read_text(encoding="utf-8"))
    signs = [
        [dimension, band, position, kind, sign_words(sign)[0]]
        for dimension, bands in held["signs"].items() for band, cells in bands.items()
        for position, kinds in cells.items() for kind, signs in kinds.items() for sign in signs
    ]  # fmt: skip
    head = [held["key"], held["version"], str(held["valid_from"]), held["dimension"], held["age_band"]]
    return sha256(json.dumps([head, sorted(signs)], sort_keys=True).encode()).hexdigest()


def test_every_version_that_was_shipped_says_what_it_said() -> None:
    shipped = {one.stem for one in PATH.parent.glob("*.toml")}
    assert {one: words_of(one) for one in sorted(shipped)} == AS_ADOPTED


def test_no_sign_is_said_twice() -> None:
    counted = Counter(text.casefold() for _, text in texts())
    assert [text for text, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("word", UNKIND)
def test_no_sign_labels_or_judges(word: str) -> None:
    assert [text for _, text in texts() if word in text.casefold()] == []


def test_signs_are_short_and_written_alike() -> None:
    for kind, text in texts():
        assert 12 <= len(text) <= 110, text
        assert text[0].isupper(), text
        assert text == text.strip(), text
        assert text[-1] not in ".,;:!", text
        assert kind != "child" or not text.startswith(("Vi ", "Forældre", "Famili")), text
