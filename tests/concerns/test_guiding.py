"""The guide inside a concern: the steps that apply here, ticked and kept."""

import re

import pytest

from samspor.concerns import actions, queries
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.guide import actions as guide
from samspor.guide.models import Checklist, ChecklistLine
from samspor.guide.reading.guides import shipped
from samspor.guide.rules import Situation, Track
from samspor.people.rules import Area
from tests.cast import NOW, TODAY
from tests.concerns.conftest import NO
from tests.concerns.test_views import key, page, text, url


@pytest.fixture(autouse=True)
def adopted(cast):
    for one in shipped():
        guide.adopt_guide(by=cast.actor("rikke"), guide=one, at=NOW, owner=cast.rikke)


def made(client, concern, **said):
    return client.post(url("guide", concern), key(**said))


def test_a_checklist_is_made_of_what_samspor_knows_and_what_is_said(as_, concern):
    pia = as_("pia")
    assert "Vis skridtene" in page(pia, concern)
    answer = made(pia, concern, about="yellow")
    assert (answer.status_code, answer.url) == (303, url("concern", concern) + "#vejviser")
    shown, held = page(pia, concern), Checklist.objects.get()
    assert (held.about_type, held.about_id, held.child, held.unit) == (
        "concern",
        concern.pk,
        concern.child,
        concern.unit,
    )
    assert "Det ser anderledes ud nu" in shown
    assert f"0 af {held.lines.count()} skridt er gjort" in shown
    tracks = set(held.lines.values_list("step__track", flat=True))
    assert Track.YELLOW in tracks
    assert not tracks & {Track.PREGNANCY, Track.ABSENCE}


def test_a_tick_is_kept_and_shown_to_a_colleague_also_when_the_situation_changed(as_, concern):
    pia = as_("pia")
    made(pia, concern, about="yellow")
    line = ChecklistLine.objects.order_by("step__order").first()
    address = re.search(rf'action="([^"]+{line.pk}/)"', page(pia, concern))[1]
    back = url("concern", concern) + "#vejviser"
    assert pia.post(address, key(done="on", back=back)).url == back
    made(pia, concern, about="transition")
    shown = page(as_("mads"), concern)
    assert "Gjort 23. november 2026" in shown
    assert "af Pia Holm" in shown
    assert Checklist.objects.count() == 1


def test_a_yes_to_violence_changes_the_steps(as_, cast, stopped):
    made(as_("pia"), stopped)
    keys = set(ChecklistLine.objects.values_list("step__key", flat=True))
    assert any(word.startswith("vold") for word in keys)


@pytest.mark.parametrize(
    ("answers", "violence"), [(None, False), (NO, False), (NO | {StopKind.HONOUR: Answer.YES}, True)]
)
def test_the_situation_is_what_is_known(begin, answers, violence):
    concern = begin(answers=answers)
    found = queries.situation(concern, about=Track.RED, acute=True, today=TODAY)
    assert found == Situation(
        age_months=found.age_months, area=Area.DAYCARE, acute=True, violence=violence, about=Track.RED
    )
    assert found.age_months is not None
    assert found.degree is None


def test_of_a_child_not_born_no_age_is_said(cast, concern):
    concern.child.birth_date = None
    assert queries.situation(concern, about=None, acute=False, today=TODAY).age_months is None


def test_a_closed_concern_keeps_its_checklist_to_be_read(as_, cast, concern):
    pia = as_("pia")
    made(pia, concern, about="yellow")
    actions.close_concern(
        by=cast.actor("pia"), concern=concern, outcome="Han leger igen nu", childs_words="Vi flyttede os", at=NOW
    )
    assert "skridt er gjort" in page(pia, concern)
    assert "Det ser anderledes ud nu" not in page(pia, concern)


def test_an_unknown_track_is_refused_and_what_was_chosen_stays(as_, concern):
    answer = made(as_("pia"), concern, about="moon", acute="on")
    assert (answer.status_code, "Vælg blandt" in text(answer)) == (422, True)
    assert re.search(r'name="acute"[^>]* checked', text(answer))
