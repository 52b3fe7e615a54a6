"""Who goes away: a child that leaves later is still there today, and parents are told also when the staff has gone."""

from datetime import timedelta

import pytest

from samspor.people import api as people
from samspor.people.models import Employment
from samspor.people.rules import LeftReason
from samspor.screening import queries
from samspor.screening.rules import Position
from tests import factories as make
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude

DAY, DAYS = timedelta(days=1), 14


def leaves(cast, on):
    people.leave_municipality(by=cast.actor("lars"), child=cast.asta, on=on, reason=LeftReason.MOVED_AWAY, at=NOW)


@pytest.mark.parametrize(("days", "there"), [(30, True), (1, True), (0, False)])
def test_a_child_that_leaves_later_is_still_looked_at(cast, opened, days, *, there):
    pia, group = cast.actor("pia"), cast.blaamejserne

    def counted():
        waits = {one.group: one.mine for one in queries.waiting_for(pia)}
        held = queries.tally(pia, opened.pk, group.pk)
        return held.children, waits[group.pk], queries.number_there([opened], TODAY)

    before = counted()
    leaves(cast, TODAY + days * DAY)
    assert counted() == (before if there else tuple(number - 1 for number in before))
    named = [place.child.pk for place in queries.children_of(pia, opened, group)]
    today = [one.child_id for one in queries.children_today(pia, group)]
    one = queries.child_of_round(pia, opened, cast.asta.pk)
    assert (cast.asta.pk in named, cast.asta.pk in today, one is not None) == (there, there, there)


@pytest.fixture
def late(cast, assess):
    """Concluded by Pia and Mads, and not told to the parents: who has it as a task that many days on?"""
    conclude(cast, assess("asta", pia=Position.YELLOW, mads=Position.YELLOW), Position.YELLOW, "Trækker sig")

    def told(days=20):
        at = NOW + days * DAY
        return {
            name for name in ("pia", "mads", "lars", "else_", "ali") if queries.late_for(cast.actor(name, at), DAYS)
        }

    return told


def test_the_clock_goes_on_until_the_child_has_left(cast, late):
    leaves(cast, TODAY + 60 * DAY)
    assert (late(), late(59), late(60)) == ({"pia", "mads"}, {"pia", "mads"}, set())


def ends(cast, name):
    one = Employment.objects.get(staff=getattr(cast, name))
    people.end_employment(by=cast.actor("ali"), employment=one, ends_on=TODAY + DAY, at=NOW)


def test_the_leader_is_told_when_nobody_who_took_part_is_there(cast, late):
    ends(cast, "pia")
    assert late() == {"mads"}
    ends(cast, "mads")
    assert late() == {"lars"}


def test_somebody_who_went_to_another_unit_is_not_there_either(cast, late):
    for name in ("pia", "mads"):
        one = Employment.objects.get(staff=getattr(cast, name))
        make.remembered()
        Employment.objects.filter(pk=one.pk).update(unit=cast.elverhoej)
    assert late() == {"lars"}
