"""The rulers we ship are whole, and their words are ones we would say to a parent."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from samspor.concerns import actions, instrument
from samspor.concerns.instrument import SHIPPED, read
from samspor.concerns.models import Scale, ScaleAxis, ScaleStep, StepDescription
from samspor.concerns.rules.ruler import Polarity
from tests.cast import NOW

RULERS = {one.key: one for one in instrument.shipped()}
FIVE = RULERS["samspor-lineal"]
UNKIND = [
    "normal", "dårlig forælder", "dårlige forældre", "problembarn", "ressourcesvag", "omsorgssvigt", "forældreevne",
    "diagnose", "adhd", "autis", "point", "score", "risiko", "risk",
]  # fmt: skip
SMALL = """
key = "k"
title = "T"
version = "1"
polarity = "high_is_good"
step = [{value = 0, label = "a"}, {value = %s, label = "b"}]
axis = [{key = "x", label = "X", help = "H"}]
"""


def test_there_are_two_and_they_count_each_their_way():
    assert {key: (one.polarity, len(one.steps), len(one.axes)) for key, one in RULERS.items()} == {
        "samspor-lineal": (Polarity.LOW_IS_GOOD, 5, 2),
        "skalering": (Polarity.HIGH_IS_GOOD, 11, 1),
    }


def test_the_five_are_described_for_every_axis_and_age_without_gap():
    months = sorted({(one.min_months, one.max_months) for one in FIVE.described})
    assert months[0][0] == 0
    assert months[-1][1] == 18 * 12
    assert all(before[1] == after[0] for before, after in pairwise(months))
    cells = {(one.axis, one.min_months, one.value) for one in FIVE.described}
    assert len(cells) == len(FIVE.described) == len(FIVE.axes) * len(months) * len(FIVE.steps)


@pytest.mark.parametrize("word", UNKIND)
def test_no_description_labels_or_judges(word):
    told = [one.text for one in FIVE.described] + [one.label for ruler in RULERS.values() for one in ruler.steps]
    assert [text for text in told if word in text.casefold()] == []


def test_descriptions_are_short_and_said_once():
    told = [one.text for one in FIVE.described]
    assert len(set(told)) == len(told)
    assert all(20 <= len(text) <= 140 and text[-1] not in ".,;" and text[0].isupper() for text in told)


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_file_is_called_what_it_is_and_is_free(path: Path):
    text = path.read_text(encoding="utf-8")
    ruler = read(text)
    assert path.stem.endswith(f"-{ruler.version}")
    assert 'licence = "CC0-1.0"' in text


def test_a_scale_with_a_hole_is_refused():
    assert read(SMALL % 1).described == ()
    with pytest.raises(ValueError, match="without holes"):
        read(SMALL % 2)


def test_a_scale_that_lacks_something_says_what():
    with pytest.raises(KeyError, match="title"):
        read((SMALL % 1).replace("title", "name"))


@pytest.mark.parametrize("model", [Scale, ScaleAxis, ScaleStep, StepDescription])
def test_nobody_edits_a_scale_in_use_not_even_the_database(cast, model):
    actions.adopt_scale(by=cast.actor("jens"), ruler=FIVE, at=NOW)
    one = model.objects.all()[:1].get()
    for change in (one.save, one.delete):
        with pytest.raises(DatabaseError, match=r"pgtrigger: Cannot (update|delete)"), transaction.atomic():
            change()
