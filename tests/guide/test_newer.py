"""A newer edition that ships with Samspor is shown to the editor, and an open page of an old one still leads on."""

import html
from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspor.guide import actions, queries
from samspor.guide.models import GuideVersion
from samspor.guide.pages.newer import different_steps
from samspor.guide.queries import published_for, steps_of
from samspor.guide.reading.guides import shipped
from samspor.guide.rules import Audience, Change, Condition, Track, VersionState, differences
from samspor.guide.rules.differences import PARTS
from samspor.guide.texts import PART, TRACK
from tests.cast import NOW, TODAY


def text(response):
    return html.unescape(response.content.decode())


def file_of():
    return next(one for one in shipped() if one.audience is Audience.STAFF)


@pytest.fixture
def old(cast, monkeypatch):
    """The municipality took edition 1 in: its acute step said something else, and it had a step more."""
    file = file_of()
    acute = next(one for one in file.steps if one.key == "vold")
    extra = replace(acute, key="gammel", title="Det gamle trin", answers=())
    steps = tuple(replace(one, do="Ring en af dagene.") if one.key == "vold" else one for one in file.steps)
    first = replace(steps[0], answers=(*steps[0].answers, type(steps[0].answers[0])("Det gamle", "gammel")))
    was = replace(file, edition="1", steps=(first, *steps[1:], extra))
    return actions.adopt_guide(by=cast.actor("rikke"), guide=was, at=NOW, owner=cast.rikke)


def test_every_part_of_a_step_has_a_word():
    assert set(PART) == set(PARTS)


def test_what_differs_is_found_step_by_step():
    one, two, three = file_of().steps[:3]
    other = replace(two, do="Noget andet", condition=Condition(acute=True))
    found = differences([one, two], [one, other, three])
    assert [(each.change, each.parts) for each in found] == [
        (Change.OTHERWISE, ("do", "condition")), (Change.NEW, ()),
    ]  # fmt: skip
    assert [each.change for each in differences([one, two], [one])] == [Change.GONE]
    assert differences([one, two], [one, two]) == []


def test_it_is_said_in_words():
    one, two = file_of().steps[:2]
    elsewhere = next(each for each in Track if each is not one.track)
    other = replace(
        one, do="Nyt", condition=Condition(acute=True), track=elsewhere, days=3, notifies=not one.notifies, answers=(),
        ground="duty_to_notify",
    )  # fmt: skip
    newer = replace(file_of(), steps=(other, two))
    shown = different_steps([one], newer, TODAY)
    said = {part.label: (part.before, part.after) for part in shown[0].parts}
    assert said["Det gør man"] == (one.do, "Nyt")
    assert said["Hvornår trinet gælder"] == ("Altid", "når det er akut")
    assert said["Dage"] == ("", "3")
    assert said["Hjemmel"] == ("", "Fagpersoners pligt til at underrette")
    assert said[PART["track"]] == (TRACK[one.track], TRACK[elsewhere])
    assert said["Er en underretning"] == ("Nej", "Ja")
    assert " → " in said["Svar, og hvor de fører hen"][0]
    assert [(each.change, each.parts[0].before) for each in shown] == [
        ("Skrevet om", TRACK[one.track]),
        ("Nyt trin", ""),
    ]


def test_the_editor_sees_what_is_newer_and_takes_it_in_as_a_draft(as_, cast, old):
    rikke, address = as_("rikke"), reverse("guide:newer", args=[old.guide_id])
    assert address in text(rikke.get(reverse("guide:editor")))
    page = text(rikke.get(address))
    for words in ("Ring en af dagene.", "Det gamle trin", "Er ikke med mere", "Skrevet om", "Lav en kladde ud fra"):
        assert words in page
    form = {"form_key": str(uuid4())}
    answers = {rikke.post(address, form).url for _ in range(2)}
    made = GuideVersion.objects.get(guide=old.guide_id, state=VersionState.DRAFT)
    assert answers == {reverse("guide:version", args=[made.pk])}
    assert (made.edition, steps_of(made)) == (file_of().edition, list(file_of().steps))
    assert published_for(Audience.STAFF) == old
    assert address not in text(rikke.get(reverse("guide:editor")))
    assert "Der er ikke noget nyt" in text(rikke.get(address))
    assert rikke.post(address, {"form_key": str(uuid4())}).url == reverse("guide:editor")


def test_it_waits_for_the_draft_that_is_begun(as_, cast, old):
    actions.draft_guide(by=cast.actor("rikke"), guide=old.guide, at=NOW)
    rikke, address = as_("rikke"), reverse("guide:newer", args=[old.guide_id])
    page = text(rikke.get(address))
    assert ("Der er en kladde i gang" in page, "Lav en kladde ud fra" in page) == (True, False)
    assert rikke.post(address, {"form_key": str(uuid4())}).status_code == 422


def test_what_says_the_same_or_is_the_municipalitys_own_is_not_newer(cast, adopted):
    assert queries.newer_than(adopted.guide) is None
    same = replace(file_of(), key="egen", edition="9")
    assert queries.newer_than(actions.adopt_guide(by=cast.actor("rikke"), guide=same, at=NOW).guide) is None


def test_the_same_words_under_another_number_are_nothing_new(cast):
    same = actions.adopt_guide(by=cast.actor("rikke"), guide=replace(file_of(), edition="1"), at=NOW, owner=cast.rikke)
    assert queries.newer_than(same.guide) is None


def test_only_an_editor_sees_it(as_, old):
    assert as_("pia").get(reverse("guide:newer", args=[old.guide_id])).status_code == 404


def test_a_page_open_while_a_new_version_came_leads_to_its_beginning(cast, old):
    """Its answers lead to steps the new one does not have: that is no dead end."""
    address = reverse("guide:step", args=[old.guide.key, "gammel"])
    assert "Det gamle trin" in text(Client().get(address))
    made = actions.adopt_guide(by=cast.actor("rikke"), guide=file_of(), at=NOW)
    review_on = NOW.date().replace(year=2027)
    actions.publish_guide(by=cast.actor("rikke"), version=made, owner=cast.rikke, review_on=review_on, at=NOW)
    page = Client().get(address)
    assert page.status_code == 200
    assert "Vejviseren er skrevet om" in text(page)
    assert file_of().steps[0].title in text(page)
    assert "Vejviseren er skrevet om" not in text(Client().get(reverse("guide:start", args=[old.guide.key])))
    assert Client().get(reverse("guide:step", args=[old.guide.key, "findes-ikke"])).status_code == 404
