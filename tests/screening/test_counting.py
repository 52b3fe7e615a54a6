"""A child is one child however many groups it is in, and two children of one name are two."""

from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from samspor.people.models import Child, ChildGroup
from samspor.people.rules import Setting
from samspor.screening import actions, pages, queries
from samspor.screening.models import AssessmentRound
from samspor.screening.rules import Position
from tests import factories as make
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES, OPENS
from tests.screening.test_actions import conclude


def text(response) -> str:
    return response.content.decode()


def test_a_child_in_two_groups_is_counted_once(cast, opened, assess):
    make.enrolment(cast.asta, cast.spurvene, is_main=False)
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN)
    places = queries.children_of(cast.actor("pia"), opened)
    standings = queries.standings_of(opened, [place.child.pk for place in places])
    board = pages.board(pages.heading(opened, TODAY), queries.groups_of(opened), places, standings)
    assert [line.children for line in board.groups] == [4, 2]
    assert (board.children, board.total("concluded"), board.total("own")) == (5, 1, 4)


def test_a_group_without_children_stands_last(cast, opened):
    ChildGroup.objects.create(
        id=uuid4(), unit=cast.solsikken, name="Aftensvalerne", setting=Setting.DAYCARE, opened_on=TODAY
    )
    places = queries.children_of(cast.actor("pia"), opened)
    board = pages.board(pages.heading(opened, TODAY), queries.groups_of(opened), places, {})
    assert [line.name for line in board.groups] == ["Blåmejserne", "Spurvene", "Aftensvalerne"]


def plan(as_, cast, opened, opens_on, closes_on, **more) -> str:
    form = {"label": "Vinter", "kind": "transition", "area": "daycare", "opens_on": str(opens_on),
            "closes_on": str(closes_on), "instrument": str(opened.round.instrument_id),
            "units": [str(cast.solsikken.pk)], "form_key": str(uuid4()), **more}  # fmt: skip
    return text(as_("lars").post(reverse("screening:plan"), form, follow=True))


def test_a_round_beside_another_is_asked_about_and_planned_when_it_is_meant(as_, cast, opened):
    days = (CLOSES, CLOSES + timedelta(days=9))
    asked = plan(as_, cast, opened, *days)
    assert "Børnehuset Solsikken er allerede med i Efterår 2026." in asked
    assert "til og med 4. december 2026" in asked
    assert "Ja, de to runder skal være i gang samtidig" in asked
    assert 'value="Vinter"' in asked
    assert not AssessmentRound.objects.filter(label="Vinter").exists()
    assert "Runden er planlagt." in plan(as_, cast, opened, *days, alongside="on")
    assert AssessmentRound.objects.filter(label="Vinter").count() == 1


def test_a_round_after_another_is_planned_without_a_word(as_, cast, opened):
    page = plan(as_, cast, opened, CLOSES + timedelta(days=1), CLOSES + timedelta(days=9))
    assert "Runden er planlagt." in page
    assert "samtidig" not in page
    assert "allerede med" not in page
    assert "allerede med" not in plan(as_, cast, opened, OPENS - timedelta(days=9), OPENS - timedelta(days=1))


def test_a_whole_district_is_not_named(cast, opened):
    assert pages.already_in([opened] * 7).count("Børnehuset Solsikken er allerede med") == 5
    assert "Det samme gælder 2 flere." in pages.already_in([opened] * 7)


def test_two_of_the_same_name_are_told_apart(as_, cast, opened):
    args = [opened.pk, cast.blaamejserne.pk]
    views = [reverse(f"screening:{name}", args=args) for name in ("own", "joint")]
    assert not any("født 14. marts 2022" in text(as_("pia").get(view)) for view in views)
    Child.objects.filter(pk=cast.bo.pk).update(given_names="Asta", family_name="Lindqvist-Møller")
    make.remembered()
    for view in views:
        page = text(as_("pia").get(view))
        assert "født 14. marts 2022" in page
        assert "født 1. december 2021" in page
        assert "født 30. juli 2022" not in page


def test_the_parents_of_one_child_are_not_told_at_a_meeting(as_, cast, opened, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN)
    assert "På et forældremøde" not in text(as_("pia").get(reverse("screening:inform", args=[held.pk])))
    assert "På et forældremøde" in text(as_("lars").get(reverse("screening:notice", args=[opened.pk])))


def test_the_same_words_in_both_assessments(as_, cast, opened, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    own = text(as_("pia").get(reverse("screening:own", args=[opened.pk, cast.blaamejserne.pk])))
    joint = text(as_("pia").get(reverse("screening:conclude", args=[held.pk])))
    for word in ("Trivsel", "Øget opmærksomhed", "Bekymring"):
        assert f"<span>{word}</span>" in own
        assert f"{word} (" in joint


def test_the_rounds_name_stands_once_where_it_is_the_heading(as_, opened):
    board = text(as_("pia").get(reverse("screening:board", args=[opened.pk])))
    assert "Efterår 2026 · Børnehuset Solsikken" not in board
    own = text(as_("pia").get(reverse("screening:own", args=[opened.pk, opened.unit.groups.first().pk])))
    assert "Efterår 2026 · Børnehuset Solsikken" in own


def test_a_picture_of_nothing_is_not_drawn(as_, cast, opened, assess):
    made = actions.plan_round(
        by=cast.actor("lars"), label="Forår 2026", area="daycare", opens_on=OPENS - timedelta(days=200),
        closes_on=OPENS - timedelta(days=150), instrument=opened.round.instrument, units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    notice_on = OPENS - timedelta(days=201)
    actions.record_notice(by=cast.actor("lars"), round_unit=made.units.get(), notice_on=notice_on, way="talk", at=NOW)
    page = text(as_("lars").get(reverse("screening:overview", args=[opened.pk])))
    assert "Der sammenlignes med Forår 2026" in page
    assert "app-moved" not in page
