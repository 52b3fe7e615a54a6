"""Who no longer has a child reads its concern on, and is told no new name of it."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspor.concerns import actions
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.people.models import Child
from tests import factories
from tests.cast import NOW, TODAY

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def begun(cast, child):
    return concerns.start_concern(
        by=cast.actor("pia"), child=child, worries="Står alene", observed_on=TODAY, works="",
        answers=dict.fromkeys(StopKind, Answer.NO), at=NOW,
    )  # fmt: skip


@pytest.fixture
def held(cast):
    return begun(cast, cast.bo)


def lost(cast, protected_until=TODAY + 300 * DAY):
    factories.remembered()
    one = cast.bo.enrolments.get()
    one.period = type(one.period)(one.period.lower, TODAY - DAY)
    one.save()
    factories.enrolment(cast.bo, cast.klasse_3b, starts_on=TODAY - DAY)
    Child.objects.filter(pk=cast.bo.pk).update(
        given_names="Nytnavn", family_name="Hemmelig", protected_until=protected_until
    )


def shown(as_, held, where, who="pia"):
    step = reverse("concerns:step", args=[held.pk]) if where == "form" else ""
    notify = reverse("concerns:notify", args=[held.pk]) if where == "notify" else ""
    at = step or notify or {
        "list": reverse("concerns:list"), "concern": reverse("concerns:concern", args=[held.pk]),
        "print": reverse("concerns:print", args=[held.pk]), "day": "/",
    }[where]  # fmt: skip
    answer = as_(who).get(at)
    assert answer.status_code == 200
    return answer.content.decode()


PLACES = ["list", "concern", "print", "day", "form", "notify"]


@pytest.mark.parametrize("where", PLACES)
def test_who_lost_the_child_is_not_told_its_new_name(cast, held, as_, where):
    lost(cast)
    told = shown(as_, held, where)
    assert "Hemmelig" not in told
    assert "Nytnavn" not in told
    assert "et barn, i har haft" in told.lower()


@pytest.mark.parametrize("where", PLACES)
def test_unprotected_its_given_names_are_told(cast, held, as_, where):
    lost(cast, protected_until=None)
    told = shown(as_, held, where)
    assert "Hemmelig" not in told
    assert "Nytnavn" in told


@pytest.mark.parametrize("where", PLACES)
def test_who_has_it_is_told_all_of_it(cast, held, as_, where):
    assert ("Bo" if where in {"day", "print"} else "Bo Øster") in shown(as_, held, where)


def test_a_draft_of_an_old_concern_tells_no_new_name(cast, held, as_):
    place, typed = reverse("concerns:step", args=[held.pk]), {"what": "Læse", "heading": "Et næste skridt"}
    actions.save_form_draft(by=cast.actor("pia"), concern=held, place=place, typed=typed, at=NOW)
    lost(cast)
    told = shown(as_, held, "list")
    assert "Skriv videre om et barn, I har haft" in told
    assert "Hemmelig" not in told


@pytest.mark.parametrize("where", ["list", "day"])
def test_many_are_asked_of_at_once(cast, held, as_, grow, where):
    def statements():
        with CaptureQueriesContext(connection) as asked:
            shown(as_, held, where)
        return len(asked)

    begun(cast, cast.asta)
    few = statements()
    for name in ("carla", "dilan", "egon"):
        begun(cast, cast.members[name])
    assert statements() == few
