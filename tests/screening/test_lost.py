"""A unit reads on what it has written of a child it no longer has, and is told no new name of it."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspor.base.refused import Refused
from samspor.people.models import Child
from samspor.screening import actions
from samspor.screening.models import FocusPoint, InstrumentVersion
from samspor.screening.rules import Position, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES
from tests.screening.test_seconds import ask

DAY = timedelta(days=1)
LATE = NOW + 40 * DAY  # parents_informed_days and more


def lost(cast, child=None, protected_until=TODAY + 300 * DAY):
    factories.remembered()
    held = child or cast.asta
    one = held.enrolments.get()
    one.period = type(one.period)(one.period.lower, TODAY)
    one.save()
    factories.enrolment(held, cast.klasse_3b, starts_on=TODAY)
    Child.objects.filter(pk=held.pk).update(
        given_names="Nytnavn", family_name="Hemmelig", protected_until=protected_until
    )


def shown(as_, who, address, at=NOW):
    with time_machine.travel(at, tick=False):
        answer = as_(who).get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def concluded(cast, one):
    return actions.conclude(
        by=cast.actor("pia"), assessment=one, position=Position.RED, justification="Blå mærker",
        participants=[cast.pia.pk, cast.mads.pk], at=NOW,
    )  # fmt: skip


@pytest.fixture
def red(cast, assess):
    one = assess("asta", pia=Position.RED, mads=Position.RED)
    concluded(cast, one)
    return one


def tried(cast, child):
    return actions.set_focus(
        by=cast.actor("pia"), unit=cast.solsikken, group=cast.blaamejserne, child=child, responsible=cast.pia.pk,
        aim="Mere ro", action="Læs sammen", review_on=TODAY + DAY, at=NOW,
    )  # fmt: skip


def visited(cast):
    return actions.make_visit(
        by=cast.actor("anna"), child=cast.asta, visited_on=TODAY, notice_on=TODAY, way=Way.TALK,
        instrument=InstrumentVersion.objects.get(), second=None, alone_because="Kollegaen er på kursus i dag", at=NOW,
    )  # fmt: skip


def round_pages(red):
    return {
        **{name: ("pia", reverse(f"screening:{name}", args=[red.pk]))
           for name in ("conclude", "inform", "looked", "dialogue", "alone", "new_focus")},
        "late task": ("pia", "/"),
        "late on the board": ("lars", reverse("screening:board", args=[red.round_unit_id])),
    }  # fmt: skip


PAGES = ["conclude", "inform", "looked", "dialogue", "alone", "new_focus", "late task",
         "late on the board"]  # fmt: skip


@pytest.mark.parametrize("where", PAGES)
def test_an_old_assessment_tells_no_new_name(cast, red, as_, where):
    who, address = round_pages(red)[where]
    assert "Asta Lindqvist-Møller" in shown(as_, who, address, LATE)
    lost(cast)
    told = shown(as_, who, address, LATE)
    assert "Hemmelig" not in told
    assert "Nytnavn" not in told
    assert "et barn, i har haft" in told.lower()


@pytest.mark.parametrize("where", PAGES)
def test_unprotected_its_given_names_are_told(cast, red, as_, where):
    who, address = round_pages(red)[where]
    lost(cast, protected_until=None)
    told = shown(as_, who, address, LATE)
    assert "Hemmelig" not in told
    assert "Nytnavn" in told


@pytest.mark.parametrize("where", ["focus", "focus_told", "focus_of_round", "day"])
def test_an_old_focus_point_tells_no_new_name(cast, opened, as_, where):
    made = tried(cast, cast.asta)
    address = {"day": "/", "focus_of_round": reverse("screening:focus_of_round", args=[opened.pk])}.get(
        where
    ) or reverse(f"screening:{where}", args=[made.pk])
    assert "Asta Lindqvist-Møller" in shown(as_, "pia", address, NOW + 2 * DAY)
    lost(cast)
    told = shown(as_, "pia", address, NOW + 2 * DAY)
    assert "Hemmelig" not in told
    assert "et barn, i har haft" in told.lower()


def test_a_leader_who_asked_a_second_about_it_is_told_no_new_name(cast, opened, as_):
    ask(cast, opened, child=cast.asta)
    address = reverse("screening:seconds", args=[opened.pk])
    lost(cast)
    told = shown(as_, "lars", address)
    assert "Hemmelig" not in told
    assert "Et barn, I har haft" in told


@pytest.mark.parametrize("where", ["visit", "visits", "parents", "day"])
def test_an_old_visit_tells_no_new_name(cast, planned, as_, where):
    held = visited(cast)
    address = {
        "visits": reverse("screening:visits"), "day": "/", "visit": reverse("screening:visit", args=[held.pk]),
        "parents": reverse("screening:parents", args=[held.round_unit_id, cast.asta.pk]),
    }[where]  # fmt: skip
    assert "Asta Lindqvist-Møller" in shown(as_, "anna", address)
    lost(cast)
    told = shown(as_, "anna", address)
    assert "Hemmelig" not in told
    assert "et barn, i har haft" in told.lower()


@pytest.mark.parametrize("what", ["conclude", "looked", "inform"])
def test_what_is_said_when_it_is_saved_tells_no_new_name(cast, red, as_, what):
    lost(cast)
    typed = {
        "conclude": {"position": "red", "justification": "Blå mærker og uro", "built_on": NOW.isoformat(),
                     "participants": [str(cast.pia.pk), str(cast.mads.pk)]},
        "looked": {"words": "Vi ser efter"},
        "inform": {"informed_on": str(TODAY), "way": "talk"},
    }[what]  # fmt: skip
    pia, address = as_("pia"), reverse(f"screening:{what}", args=[red.pk])
    told = pia.post(address, typed | {"form_key": str(uuid4())}, follow=True).content.decode()
    assert "af barnet" in told or "på barnet" in told or "barnets forældre" in told, told
    assert "Hemmelig" not in told
    assert "Nytnavn" not in told


def test_a_refusal_tells_no_new_name(cast, opened, assess):
    one = assess("asta", pia=Position.GREEN)
    lost(cast)
    factories.remembered()
    cast.asta.enrolments.exclude(group=cast.klasse_3b).delete()  # as one whose parents were never told
    with pytest.raises(Refused, match="Forældrene til barnet har ikke"):
        actions.choose_single_assessor(by=cast.actor("pia"), assessment=one, reason="Vi er få", at=NOW)


@pytest.mark.parametrize("where", ["day", "focus_of_round", "late"])
def test_many_are_asked_of_at_once(cast, opened, assess, as_, where):
    address = {"day": "/", "focus_of_round": reverse("screening:focus_of_round", args=[opened.pk]),
               "late": reverse("screening:board", args=[opened.pk])}[where]  # fmt: skip

    def statements():
        with CaptureQueriesContext(connection) as asked:
            shown(as_, "lars" if where == "late" else "pia", address, LATE)
        return len(asked)

    def more(name):
        tried(cast, cast.members[name])
        concluded(cast, assess(name, pia=Position.RED, mads=Position.RED))

    more("asta")
    few = statements()
    for name in ("bo", "carla"):
        more(name)
    assert statements() == few
    assert FocusPoint.objects.count() == 3
    assert LATE.date() > CLOSES
