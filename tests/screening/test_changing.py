"""The name and the days of a round that is planned, and what they may become."""

import json
from datetime import date, timedelta
from threading import Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import OperationalError, close_old_connections, connection, transaction
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions, queries, rules
from samspor.screening.models import AssessmentRound
from samspor.screening.rules import Position
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES, OPENS

DAY = timedelta(days=1)


def change(cast, whole, who="lars", **more):
    built_on = queries.said_of(AssessmentRound.objects.get(pk=whole.pk))
    given = {"label": "Vinter", "opens_on": OPENS, "closes_on": CLOSES, "built_on": built_on} | more
    return actions.change_round(by=cast.actor(who), round=whole, at=NOW, **given)


def test_change_round_is_remembered_with_before_and_after(cast, opened):
    change(cast, opened.round, opens_on=OPENS + DAY, closes_on=CLOSES - DAY)
    found = AssessmentRound.objects.get()
    assert (found.label, found.opens_on, found.closes_on) == ("Vinter", OPENS + DAY, CLOSES - DAY)
    entry = Entry.objects.filter(verb=Verb.ROUND_CHANGED).latest("pk")
    assert entry.before == {"label": "Efterår 2026", "opens_on": str(OPENS), "closes_on": str(CLOSES)}
    assert entry.after == {"label": "Vinter", "opens_on": str(OPENS + DAY), "closes_on": str(CLOSES - DAY)}


def test_change_round_that_somebody_has_written_in_only_lasts_longer(cast, assess):
    whole = assess("bo", pia=Position.GREEN).round_unit.round
    change(cast, whole, closes_on=CLOSES + DAY)
    for wrong, field in (({"closes_on": CLOSES - DAY}, "closes_on"), ({"opens_on": OPENS + DAY}, "opens_on")):
        with pytest.raises(Refused) as refused:
            change(cast, whole, **{"closes_on": CLOSES + DAY} | wrong)
        assert refused.value.field == field
    assert AssessmentRound.objects.get().closes_on == CLOSES + DAY


def test_a_round_is_not_shortened_under_a_first_mark(committed, cast, opened):
    """While the mark is under way the change waits: here for no longer than the lock may take."""
    said = []

    def shorten():
        try:
            with transaction.atomic():
                connection.cursor().execute("SET LOCAL lock_timeout = '100ms'")
                change(cast, opened.round, opens_on=TODAY - DAY, closes_on=TODAY)
        except OperationalError as waited:
            said.append(str(waited))
        finally:
            close_old_connections()

    with transaction.atomic():
        actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW)
        thread = Thread(target=shorten)
        thread.start()
        thread.join(30)
    assert "lock timeout" in said[0]
    with pytest.raises(Refused, match="skrevet vurderinger"):
        change(cast, opened.round, closes_on=TODAY)


@pytest.mark.parametrize("who", ["pia", "else_", "vera", "anna", "ali"])
def test_change_round_is_for_those_who_plan(cast, planned, who):
    with pytest.raises(NotHere):
        change(cast, planned.round, who)


def test_change_round_of_several_units_is_for_who_plans_for_them_all(cast, planned):
    whole = planned.round
    shared = actions.plan_round(
        by=cast.actor("jens"), label="Fælles", area="daycare", opens_on=OPENS, closes_on=CLOSES,
        instrument=whole.instrument, units=[cast.solsikken, cast.elverhoej], at=NOW,
    )  # fmt: skip
    with pytest.raises(NotHere):
        change(cast, shared)
    assert change(cast, shared, "jens").label == "Vinter"


TO = {"opened_on": TODAY - 9 * DAY, "closed_on": TODAY + 9 * DAY, "opens_on": TODAY - 9 * DAY, "today": TODAY}


@pytest.mark.parametrize("days", [0, 5, 20])
def test_a_round_nobody_has_written_in_may_close_from_today_on(days):
    rules.check_changed(**TO, closes_on=TODAY + days * DAY, assessed=False)


@pytest.mark.parametrize("days", [1, 30])
def test_a_round_that_closed_lately_may_go_on(days):
    rules.check_changed(**TO | {"closed_on": TODAY - days * DAY}, closes_on=TODAY, assessed=True)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"closes_on": TODAY - DAY, "assessed": False}, "på en dag, der er gået"),
        ({"closes_on": TODAY - 10 * DAY, "assessed": False}, "samme dag, som den åbner"),
        ({"closes_on": TODAY + 30 * DAY, "closed_on": TODAY - 31 * DAY, "assessed": False}, "mere end en måned siden"),
        ({"closes_on": TODAY + 8 * DAY, "assessed": True}, "men ikke tidligere"),
        ({"closes_on": TODAY + 9 * DAY, "opens_on": TODAY - 8 * DAY, "assessed": True}, "kan ikke ændres"),
    ],
)
def test_what_a_round_may_not_become(facts, said):
    with pytest.raises(Refused, match=said):
        rules.check_changed(**TO | facts)


def address(round_unit):
    return reverse("screening:change", args=[round_unit.pk])


def sent(**more):
    built_on = json.dumps(queries.said_of(AssessmentRound.objects.get()))
    days = {"opens_on": str(OPENS), "closes_on": str(CLOSES + DAY), "built_on": built_on}
    return {"form_key": str(uuid4()), "label": "Vinter"} | days | more


def test_the_page_is_reached_from_the_round_and_the_list(as_, opened):
    lars = as_("lars")
    for page in ("/runder/", reverse("screening:board", args=[opened.pk])):
        assert address(opened) in lars.get(page).content.decode()
        assert address(opened) not in as_("pia").get(page).content.decode()
    page = lars.get(address(opened)).content.decode()
    assert 'value="2026-12-04"' in page
    assert "Det gælder runden i Børnehuset Solsikken." in page
    said = lars.post(address(opened), sent(), follow=True).content.decode()
    assert "Runden er rettet." in said
    assert "2. nov. – 5. dec. 2026" in said


def test_a_refusal_keeps_what_was_typed(as_, opened):
    answer = as_("lars").post(address(opened), sent(closes_on="2026-11-22"))
    assert answer.status_code == 422
    assert "på en dag, der er gået" in answer.content.decode()
    assert 'value="Vinter"' in answer.content.decode()


def test_a_round_can_go_on_for_a_month_after_it_closed(as_, opened):
    with time_machine.travel(date(2027, 1, 3), tick=False):
        assert address(opened) in as_("lars").get("/runder/").content.decode()
        assert as_("lars").get(address(opened)).status_code == 200
    with time_machine.travel(date(2027, 1, 4), tick=False):
        assert as_("lars").get(address(opened)).status_code == 404
        assert address(opened) not in as_("lars").get("/runder/").content.decode()


def test_who_plans_and_does_not_read_finds_the_rounds_all_the_same(as_, cast, planned):
    actions.plan_round(
        by=cast.actor("jens"), label="Lukket", area="daycare", opens_on=date(2025, 1, 1), closes_on=date(2025, 2, 1),
        instrument=planned.round.instrument, units=[cast.elverhoej], at=NOW,
    )  # fmt: skip
    page = as_("jens").get("/runder/").content.decode()
    assert "Efterår 2026" in page
    assert address(planned) in page
    assert reverse("screening:board", args=[planned.pk]) + '"' not in page
    assert "Lukket" in page
