"""Whose a group is on Min dag: those who know it, those who are new, and its leader, so that it is somebody's."""

from datetime import timedelta
from itertools import product

import pytest

from samspor.access.models import Account
from samspor.people import api as people
from samspor.people.models import Employment
from samspor.screening import actions, queries, rules
from samspor.screening.models import OwnAssessment
from samspor.screening.rules import Knows, Position
from tests import factories as make
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES, OPENS
from tests.screening.test_actions import conclude

NOTHING = {"leads": False, "begun": False, "before": False, "anywhere": False}


@pytest.mark.parametrize(
    ("known", "is_led", "asked"),
    [
        ({"begun": True}, True, True),
        ({"begun": True, "leads": True}, True, True),
        ({"before": True, "anywhere": True}, True, True),
        ({"anywhere": True}, True, False),
        ({"anywhere": True}, False, True),
        ({}, True, True),
        ({"leads": True}, True, False),
        ({"leads": True, "before": True, "anywhere": True}, True, False),
    ],
)
def test_who_is_asked(known, is_led, asked):
    assert rules.is_asked(Knows(**NOTHING | known), is_led=is_led) is asked


@pytest.mark.parametrize(
    ("leads", "assessors", "days", "overseen"),
    [
        (True, 0, 8, True),
        (True, 1, 8, True),
        (True, 2, 8, False),
        (True, 2, 7, True),
        (True, 3, 0, True),
        (False, 0, 0, False),
    ],
)
def test_what_a_leader_oversees(leads, assessors, days, overseen):
    knows = Knows(**NOTHING | {"leads": leads})
    closes_on = TODAY + timedelta(days=days)
    assert rules.is_overseen(knows, assessors=assessors, closes_on=closes_on, today=TODAY) is overseen


@pytest.mark.parametrize(("begun", "before", "anywhere"), list(product([False, True], repeat=3)))
@pytest.mark.parametrize("assessors", [0, 1])
def test_no_group_that_too_few_have_begun_on_is_nobodys(begun, before, anywhere, assessors):
    """Whatever anybody has done before: a leader sees to it; where there is none, every colleague is asked."""
    leader = Knows(leads=True, begun=begun, before=before, anywhere=anywhere)
    colleague = Knows(leads=False, begun=begun, before=before, anywhere=anywhere)
    assert rules.is_overseen(leader, assessors=assessors, closes_on=TODAY + timedelta(days=99), today=TODAY)
    assert rules.is_asked(colleague, is_led=False)


def day(as_, name):
    return as_(name).get("/").content.decode()


OWN, OVERSEE = "Lav din egen vurdering af", "Se efter, hvem der ser på børnene"


def test_a_colleague_who_is_new_is_asked_for_all_and_then_for_their_own(as_, opened, assess):
    for group in ("Blåmejserne", "Spurvene"):
        assert f"i {group}" in day(as_, "pia")
    assess("asta", pia=Position.GREEN)
    page = day(as_, "pia")
    assert f"{OWN} 3 børn i Blåmejserne" in page
    assert "Spurvene" not in page


def test_a_leader_is_asked_for_what_they_have_begun_and_oversees_the_rest(as_, opened, assess):
    page = day(as_, "lars")
    assert OWN not in page
    assert f"{OVERSEE} i Blåmejserne" in page
    assert "Ingen er begyndt på gruppen." in page
    assess("egon", lars=Position.GREEN, pia=Position.GREEN)
    page = day(as_, "lars")
    assert f"{OVERSEE} i Spurvene" not in page
    assert "Tal sammen om 1 barn i Spurvene" in page


def test_a_leader_who_is_the_only_one_to_have_begun_is_told_so(as_, opened, assess):
    assess("asta", lars=Position.GREEN)
    page = day(as_, "lars")
    assert f"{OWN} 3 børn i Blåmejserne" in page
    assert "Kun én er begyndt på gruppen." in page


def test_who_has_stopped_does_not_count_as_having_begun(as_, cast, opened, assess):
    assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    assert f"{OVERSEE} i Blåmejserne" not in day(as_, "lars")
    one = Employment.objects.get(staff=cast.mads)
    people.end_employment(by=cast.actor("ali"), employment=one, ends_on=TODAY, at=NOW)
    assert f"{OVERSEE} i Blåmejserne" in day(as_, "lars")


def test_when_a_round_closes_the_leader_sees_to_what_is_left(as_, cast, opened, assess):
    assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    actions.change_round(
        by=cast.actor("jens"), round=opened.round, label="Efterår 2026", opens_on=OPENS,
        closes_on=CLOSES + timedelta(days=1), built_on=queries.said_of(opened.round), at=NOW,
    )  # fmt: skip
    assert "runden lukker snart" not in day(as_, "lars")
    type(opened.round).objects.update(closes_on=TODAY + timedelta(days=7))
    make.remembered()
    assert "Der mangler noget endnu, og runden lukker snart." in day(as_, "lars")


def test_a_group_where_all_is_done_is_nobodys_task(as_, cast, opened, assess):
    held = assess("egon", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN)
    actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way="talk", at=NOW)
    type(opened.round).objects.update(closes_on=TODAY)
    make.remembered()
    for name in ("lars", "pia", "mads"):
        assert "Spurvene" not in day(as_, name)


def test_without_a_leader_every_colleague_is_asked(as_, cast, opened, assess):
    assess("asta", pia=Position.GREEN)
    assert "Spurvene" not in day(as_, "pia")
    one = Employment.objects.get(staff=cast.lars)
    people.end_employment(by=cast.actor("ali"), employment=one, ends_on=TODAY, at=NOW)
    assert "Spurvene" in day(as_, "pia")


def test_a_leader_of_the_unit_above_leads_too(as_, cast, opened, assess):
    assess("asta", pia=Position.GREEN)
    Employment.objects.filter(staff=cast.lars).update(unit=cast.nord)
    make.remembered()
    assert "Spurvene" not in day(as_, "pia")
    assert f"{OVERSEE} i Spurvene" in day(as_, "lars")


def test_a_group_one_has_assessed_in_before_is_ones_own_in_the_next_round(cast, opened, assess):
    assess("asta", pia=Position.GREEN)
    before = OwnAssessment.objects.get()
    version = opened.round.instrument
    made = actions.plan_round(
        by=cast.actor("lars"), label="Vinter", area="daycare", opens_on=OPENS, closes_on=CLOSES, instrument=version,
        units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    actions.record_notice(by=cast.actor("lars"), round_unit=made.units.get(), notice_on=TODAY, way="talk", at=NOW)
    pia = cast.actor("pia")
    waiting = queries.waiting_for(pia)
    both = zip(waiting, queries.whose.whose(pia, waiting), strict=True)
    known = {(one.label, one.group_name): of.knows for one, of in both}
    group = before.assessment.group.name
    assert known["Vinter", group] == Knows(leads=False, begun=False, before=True, anywhere=True)
    assert known["Vinter", "Spurvene"] == Knows(leads=False, begun=False, before=False, anywhere=True)
    assert known["Efterår 2026", group].begun


def test_whose_groups_they_are_is_asked_in_as_many_statements_however_many(cast, opened, django_assert_num_queries):
    for name, number in (("pia", 2), ("lars", 4)):  # who has begun is asked for the leader
        actor = cast.actor(name)
        waiting = queries.waiting_for(actor)
        with django_assert_num_queries(number):
            queries.whose.whose(actor, waiting)
        with django_assert_num_queries(number):
            queries.whose.whose(actor, waiting * 20)
        with django_assert_num_queries(0):
            assert queries.whose.whose(actor, []) == []


def test_a_led_units_other_groups_are_not_even_read_for_one_who_has_their_own(cast, opened, assess):
    """What is left out of the statement is what the rule would not have asked for."""
    assess("asta", pia=Position.GREEN)
    for name in ("pia", "mads", "lars"):
        actor, today = cast.actor(name), cast.actor(name).on
        waiting = queries.waiting_for(actor)
        everything = list(zip(waiting, queries.whose.whose(actor, waiting), strict=True))
        asked = [
            (one, of) for one, of in everything
            if rules.is_asked(of.knows, is_led=of.is_led)
            or rules.is_overseen(of.knows, assessors=of.assessors, closes_on=one.closes_on, today=today)
        ]  # fmt: skip
        read = queries.whose.waiting_with_whose(actor)
        assert [one for one in asked if one not in read] == []
        assert [one for one in read if one not in everything] == []
    assert {one.group_name for one, _ in queries.whose.waiting_with_whose(cast.actor("pia"))} == {"Blåmejserne"}


def test_a_leader_who_cannot_sign_in_leads_nobody(cast, opened):
    pia = cast.actor("pia")
    waiting = queries.waiting_for(pia)
    before = {one.is_led for one in queries.whose.whose(pia, waiting)}
    Account.objects.filter(pk=cast.lars.account_id).update(is_active=False)
    assert (before, {one.is_led for one in queries.whose.whose(pia, waiting)}) == ({True}, {False})


def test_nothing_waits_for_one_who_assesses_nobody(cast, opened):
    assert queries.waiting_for(cast.actor("ali")) == queries.whose.waiting_with_whose(cast.actor("ali")) == []
