"""A round is planned for an area: whole districts at once or single units; and nobody changes it over a colleague."""

import json
from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.base.refused import Refused
from samspor.screening import actions, queries, rules
from samspor.screening.models import AssessmentRound
from tests.cast import NOW
from tests.screening.conftest import CLOSES, OPENS

PLAN = "screening:plan"


def text(response) -> str:
    return response.content.decode()


def form(planned, **more):
    given = {"label": "Forår", "kind": "calendar", "area": "daycare", "opens_on": "2026-11-23",
             "closes_on": "2026-12-01", "instrument": str(planned.round.instrument_id)}  # fmt: skip
    return given | {"alongside": "on", "form_key": str(uuid4())} | more


def units_of(label):
    return set(AssessmentRound.objects.get(label=label).units.values_list("unit__name", flat=True))


def test_a_whole_district_is_those_of_its_units_that_belong_to_the_area(as_, planned):
    jens = as_("jens")
    page = text(jens.get(reverse(PLAN)))
    assert "Distrikt Nord" in page
    assert "Distrikt Syd" not in page  # one unit with children: it is chosen by its own name
    assert "Åskolen (skole)" in page
    assert jens.post(reverse(PLAN), form(planned, districts=["Distrikt Nord"])).status_code == 303
    assert units_of("Forår") == {"Børnehuset Solsikken", "Børnehuset Elverhøj", "Dagplejen Nord"}


def test_single_units_are_chosen_by_name(as_, cast, planned):
    given = form(planned, area="school", units=[str(cast.sydskolen.pk), str(cast.aaskolen.pk)])
    assert as_("jens").post(reverse(PLAN), given).status_code == 303
    assert units_of("Forår") == {"Sydskolen", "Åskolen"}


def test_a_unit_of_another_area_is_refused_and_what_was_typed_is_kept(as_, cast, planned):
    answer = as_("jens").post(reverse(PLAN), form(planned, units=[str(cast.aaskolen.pk), str(cast.solsikken.pk)]))
    assert answer.status_code == 422
    assert "Åskolen hører til et andet område." in text(answer)
    assert 'value="Forår"' in text(answer)
    assert f'value="{cast.aaskolen.pk}" checked' in text(answer)
    assert not AssessmentRound.objects.filter(label="Forår").exists()


def test_a_round_that_has_closed_already_is_refused(as_, cast, planned):
    gone = {"opens_on": "2020-01-10", "closes_on": "2020-02-01", "units": [str(cast.solsikken.pk)]}
    answer = as_("jens").post(reverse(PLAN), form(planned, **gone))
    assert (answer.status_code, "Den dag er gået." in text(answer)) == (422, True)
    today = {"opens_on": "2026-11-23", "closes_on": "2026-11-23", "units": [str(cast.solsikken.pk)]}
    assert as_("jens").post(reverse(PLAN), form(planned, **today)).status_code == 303


def test_a_round_for_nobody_is_refused(as_, planned):
    answer = as_("jens").post(reverse(PLAN), form(planned))
    assert (answer.status_code, "Vælg mindst én enhed." in text(answer)) == (422, True)


def test_who_leads_one_unit_has_it_chosen_and_only_its_area(as_, cast, planned):
    page = text(as_("lars").get(reverse(PLAN)))
    assert f'value="{cast.solsikken.pk}" checked' in page
    assert "Hele distrikter" not in page
    assert '<option value="daycare"' in page
    assert '<option value="school"' not in page


def test_districts_are_found_in_one_statement(cast, django_assert_num_queries):
    units = queries.planning.units_to_plan(cast.actor("jens"))
    with django_assert_num_queries(1):
        found = queries.planning.districts_of(units)
    assert (found[cast.aaskolen.pk], found[cast.sydskolen.pk]) == ("Distrikt Nord", "Distrikt Syd")


def test_a_round_somebody_has_just_changed_is_not_written_over(cast, planned):
    seen = queries.said_of(planned.round)
    days = {"opens_on": OPENS, "closes_on": CLOSES, "round": planned.round, "built_on": seen, "at": NOW}
    actions.change_round(by=cast.actor("lars"), label="Vinter", **days)
    with pytest.raises(Refused, match="En kollega har rettet runden imens"):
        actions.change_round(by=cast.actor("jens"), label="Jul", **days)
    assert AssessmentRound.objects.get().label == "Vinter"


@pytest.mark.parametrize("built_on", ["", "vrøvl", "[1]", "{}"])
def test_a_page_that_does_not_say_what_it_showed_changes_nothing(as_, planned, built_on):
    days = {"opens_on": str(OPENS), "closes_on": str(CLOSES), "form_key": str(uuid4())}
    address = reverse("screening:change", args=[planned.pk])
    answer = as_("lars").post(address, {"label": "Jul", "built_on": built_on, **days})
    assert answer.status_code == 422
    assert "En kollega har rettet runden imens" in text(answer)
    assert 'value="Jul"' in text(answer)
    right = {"label": "Jul", "built_on": json.dumps(queries.said_of(planned.round)), **days}
    assert as_("lars").post(address, right).status_code == 303


def test_check_area_names_who_belongs_elsewhere():
    rules.check_area(others=[])
    with pytest.raises(Refused, match="Syd og Åen hører til et andet område") as refused:
        rules.check_area(others=["Åen", "Syd"])
    assert refused.value.field == "units"
