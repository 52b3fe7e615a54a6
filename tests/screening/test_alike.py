"""Two children of one name, and even of one birth, are told apart wherever a group is listed."""

from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from samspor.people.api import naming
from samspor.screening import actions, queries
from samspor.screening.rules import Position
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY

ONE, TWO = (UUID(int=number) for number in (1, 2))
BORN, LATER, AFTER = date(2022, 4, 4), date(2022, 5, 5), date(2024, 8, 1)

BIRTH = "født 4. april 2022"
NUMBERED = {ONE: f"{BIRTH}, nummer 1 af 2", TWO: f"{BIRTH}, nummer 2 af 2"}


def listed(*facts):
    return [naming.Listed(UUID(int=number), *one) for number, one in enumerate(facts, start=1)]


@pytest.mark.parametrize(
    ("children", "said"),
    [
        ([("Nora Holm", BORN, BEGAN), ("Bo Holm", BORN, BEGAN)], {}),
        ([("Nora Holm", BORN, BEGAN), ("Nora Holm", LATER, BEGAN)], {ONE: BIRTH, TWO: "født 5. maj 2022"}),
        (
            [("Nora Holm", BORN, BEGAN), ("Nora Holm", BORN, TODAY)],
            {ONE: "født 4. april 2022, begyndte 1. august 2020", TWO: "født 4. april 2022, begyndte 23. november 2026"},
        ),
        (
            [("Nora Holm", BORN, BEGAN), ("Nora Holm", BORN, BEGAN)],
            NUMBERED,
        ),
        ([("Nora Holm", BORN), ("Nora Holm", BORN, BEGAN)], NUMBERED),
        ([("Nora Holm", None), ("Nora Holm", None)], {ONE: "nummer 1 af 2", TWO: "nummer 2 af 2"}),
        ([("Nora Holm", None), ("Nora Holm", BORN)], {ONE: "", TWO: BIRTH}),
    ],
)  # fmt: skip
def test_what_is_said_beside_a_name(children, said):
    assert naming.told_apart(listed(*children)) == said


def test_one_child_in_two_groups_is_one():
    assert naming.told_apart([naming.Listed(ONE, "Nora Holm", BORN, BEGAN)] * 2) == {}


@pytest.fixture
def noras(cast):
    """Two of one name and one birth in Blåmejserne, of whom one began later."""
    first = make.child(cast.blaamejserne, "Nora Holm")
    second = make.child(None, "Nora Holm")
    make.enrolment(second, cast.blaamejserne, AFTER)
    return first, second


SAID = ("begyndte 1. august 2020", "begyndte 1. august 2024")


def pages(cast, opened):
    group = [opened.pk, cast.blaamejserne.pk]
    return {
        "group": cast.blaamejserne.href,
        **{name: reverse(f"screening:{name}", args=group) for name in ("own", "joint", "paper_sheet", "hand_in")},
        "board": reverse("screening:board", args=[opened.pk]),
        "seconds": reverse("screening:seconds", args=[opened.pk]) + "?q=Karen",
    }


@pytest.mark.parametrize("page", ["group", "own", "joint", "paper_sheet", "hand_in", "board", "seconds"])
def test_every_list_tells_them_apart(cast, opened, noras, as_, page):
    shown = as_("lars").get(pages(cast, opened)[page]).content.decode()
    assert [words in shown for words in SAID] == [True, True]


def test_what_a_screen_reader_says_of_each_row_is_its_own(cast, opened, noras, as_):
    own = as_("pia").get(pages(cast, opened)["own"]).content.decode()
    for words in SAID:
        assert f"Hvad ser du hos Nora Holm, født 4. april 2022, {words}?" in own


def test_the_sheet_names_them(cast, opened, noras):
    rows = list(queries.sheets.sheet_rows(cast.actor("pia"), opened, cast.blaamejserne))
    named = {row.name for row in rows if row.name.startswith("Nora")}
    assert named == {f"Nora Holm, {BIRTH}, {words}" for words in SAID}


def test_a_second_assessor_is_told_them_apart(cast, opened, noras, as_):
    second = actions.choose_second(
        by=cast.actor("lars"), round_unit=opened, group=cast.blaamejserne, staff=cast.karen, from_on=TODAY,
        to_on=TODAY, at=NOW,
    )  # fmt: skip
    actions.mark_as_second(
        by=cast.actor("karen"), second=second, child=noras[0].pk, position=Position.GREEN, comment="", at=NOW
    )
    shown = as_("karen").get(reverse("screening:second", args=[second.pk])).content.decode()
    for place in (1, 2):
        assert f"Nora Holm, født 4. april 2022, nummer {place} af 2" in shown
