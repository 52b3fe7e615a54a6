"""The guide inside a concern: the steps that apply here, ticked and kept."""

import re

import pytest

from samspor.concerns import actions, queries
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.guide import actions as guide
from samspor.guide.models import Checklist, ChecklistLine
from samspor.guide.reading.guides import shipped
from samspor.guide.rules import Situation, Track
from samspor.people import api as people
from samspor.people.rules import Area
from tests import factories
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


def test_a_checklist_made_before_a_yes_does_not_lead_to_the_parents(as_, cast, begin):
    """Also when the yes is in another concern of the child; what was done stays, and all is back after the stop."""
    concern, pia = begin("asta"), as_("pia")
    made(pia, concern, about="yellow")
    tells = list(ChecklistLine.objects.filter(step__tells_parents=True).select_related("step"))
    assert len(tells) > 1
    assert {one.line for one in queries.guided(cast.actor("pia"), concern).steps} >= {one.pk for one in tells}
    assert "gemt væk" not in page(pia, concern)
    done = guide.tick_step(by=cast.actor("pia"), line=tells[0], done=True, at=NOW)
    stopped = begin("asta", answers=NO | {StopKind.VIOLENCE: Answer.YES})
    shown = {one.line for one in queries.guided(cast.actor("pia"), concern).steps}
    assert shown & {one.pk for one in tells} == {done.pk}
    assert "gemt væk" in page(pia, concern)
    reason = "Vi har talt med familien, og barnet er trygt"
    actions.lift_stop(by=cast.actor("sara"), stop=stopped.stops.get(), reason=reason, at=NOW)
    assert {one.line for one in queries.guided(cast.actor("pia"), concern).steps} >= {one.pk for one in tells}


def test_a_closed_concern_gets_no_checklist(as_, cast, concern):
    actions.close_concern(
        by=cast.actor("pia"), concern=concern, outcome="Han leger igen nu", childs_words="Vi flyttede os", at=NOW
    )
    answer = made(as_("pia"), concern, about="yellow")
    assert (answer.status_code, "Bekymringen er afsluttet" in text(answer)) == (422, True)
    assert not Checklist.objects.exists()


def test_a_checklist_is_made_and_made_again_when_two_pages_became_one(as_, cast, begin):
    twice = factories.child(cast.blaamejserne, "Asta Møller", birth_date=cast.asta.birth_date)
    cast.members["twice"] = twice
    concern, pia = begin("twice"), as_("pia")
    people.merge_children(by=cast.actor("lars"), kept=cast.asta, other=twice, at=NOW)
    assert [made(pia, concern, about=about).status_code for about in ("yellow", "transition")] == [303, 303]
    assert Checklist.objects.get().child == twice


def test_the_degree_somebody_speaks_from_leaves_out_the_steps_of_others(as_, concern):
    """Nothing said keeps them all."""
    pia, kept = as_("pia"), {}
    assert "Det siger vi ikke" in text(pia.get(url("guide", concern)))
    for degree in ("", "2", "5"):
        assert made(pia, concern, about="yellow", degree=degree).status_code == 303
        kept[degree] = {tuple(one) for one in Checklist.objects.get().lines.values_list("step__degrees", flat=True)}
    assert made(pia, concern, degree="6").status_code == 422
    assert all(not degrees or 2 in degrees for degrees in kept["2"])
    assert all(not degrees or 5 in degrees for degrees in kept["5"])
    assert kept[""] >= kept["2"] | kept["5"]
    assert kept["2"] != kept[""]
