"""A no that a parent gives by a link is told to who prepares it, and stands on the page until something is done."""

import pytest

from samspor.people.models import Guardianship
from samspor.transitions import queries
from samspor.transitions.rules.sending import State
from samspor.transitions.rules.words import Choice, Said
from tests import factories
from tests.transitions.conftest import answered, choose, now
from tests.transitions.test_actions import by_link, stop
from tests.transitions.test_views import page, text, titles

SEE = "Se svaret på overleveringen om Bo"
SAID = "sagde nej til »Det, barnet er god til og glad for«"
HEARD = "Der er sagt nej gennem et link"


def test_a_no_to_everything_is_a_task_until_it_is_closed(as_, cast, link, handover):
    pia = as_("pia")
    assert SEE not in titles(pia)
    by_link(cast, link, {"good_at": Said.NO})
    assert now(handover).state is State.REFUSED
    assert SEE in titles(pia)
    assert SEE not in titles(as_("mads"))
    assert "Der er sagt nej til det hele" in text(pia.get("/"))
    shown = page(pia, handover)
    assert HEARD in shown
    assert f"{cast.mor.name} {SAID} 23. november 2026" in shown
    assert "Vil I give det videre alligevel" in shown


def test_a_no_to_something_is_a_task_while_the_rest_is_waited_for(as_, cast, link, handover):
    choose(cast, handover, "friends")
    by_link(cast, link, {"good_at": Said.NO}, seen=now(handover).seen)
    assert now(handover).state is State.WITH_PARENTS
    assert SEE in titles(as_("pia"))
    assert "sagt nej til noget gennem sit link" in text(as_("pia").get("/"))
    choose(cast, handover, "good_at", choice=Choice.LEFT_OUT)
    assert SEE not in titles(as_("pia"))
    assert HEARD not in page(as_("pia"), handover)


@pytest.mark.parametrize("how", ["yes", "talk", "reworded", "custody"])
def test_what_is_no_unheard_no_is_not_told_as_one(as_, cast, link, handover, far, how):
    choose(cast, handover, "friends")
    seen = {"seen": now(handover).seen}
    if how == "talk":
        answered(cast, handover, far, {"good_at": Said.NO})
    else:
        by_link(cast, link, {"good_at": Said.YES if how == "yes" else Said.NO}, **seen)
    if how == "reworded":
        choose(cast, handover, "good_at", "Bygger lave tårne")
    if how == "custody":
        answered(cast, handover, far, {"good_at": Said.NO})
        factories.remembered()
        Guardianship.objects.filter(guardian=cast.mor).update(has_custody=False)
    assert queries.noes_by_link(now(handover)) == []
    assert HEARD not in page(as_("pia"), handover)


def test_under_a_stop_the_answer_is_shown_and_nobody_is_told_to_talk(as_, cast, link, handover):
    by_link(cast, link, {"good_at": Said.NO})
    stop(cast)
    shown = page(as_("pia"), handover)
    assert SAID in shown
    assert "Vil I give det videre alligevel" not in shown
    assert SEE not in titles(as_("pia"))
