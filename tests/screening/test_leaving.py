"""Who goes away: a child that leaves later is still there today, and parents are told also when the staff has gone."""

from datetime import timedelta

import pytest
import time_machine

from samspor.access.models import Account
from samspor.people import api as people
from samspor.people.models import Employment
from samspor.people.rules import LeftReason
from samspor.screening import actions, instrument, queries
from samspor.screening.queries.unfinished import unfinished_in
from samspor.screening.rules import Position, Way
from tests import factories as make
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude
from tests.screening.test_parents import linked, parent

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


def dies(cast, name, by="lars"):
    child = cast.members[name]
    people.leave_municipality(by=cast.actor(by), child=child, on=TODAY, reason=LeftReason.DEAD, at=NOW)


def test_the_parents_link_closes_with_the_child(cast, opened):
    link = linked(cast, opened, cast.mor)
    assert queries.is_open(parent(link), link, TODAY)
    dies(cast, "bo")
    assert not queries.is_open(parent(link), link, TODAY)


def test_nobody_is_asked_anything_more_of_a_visit(cast, as_):
    version = actions.adopt_instrument(by=cast.actor("jens"), instrument=instrument.shipped()[0], at=NOW)
    held = actions.make_visit(
        by=cast.actor("anna"), child=cast.egon, visited_on=TODAY, instrument=version, notice_on=TODAY, way=Way.TALK,
        alone_because="Kollegaen er på kursus", at=NOW,
    )  # fmt: skip
    anna = cast.actor("anna")
    heard = [queries.child_of_round(anna, held.round_unit, cast.egon.pk)]
    assert "Egon" in as_("anna").get("/").content.decode()
    dies(cast, "egon")
    heard.append(queries.child_of_round(anna, held.round_unit, cast.egon.pk))
    assert heard == [cast.egon, None]
    assert "Egon" not in as_("anna").get("/").content.decode()


def test_nobody_is_asked_to_look_at_a_focus_point_again(cast, as_):
    actions.set_focus(
        by=cast.actor("pia"), unit=cast.solsikken, group=cast.blaamejserne, child=cast.asta, responsible=cast.pia.pk,
        aim="Mere ro", action="Læs sammen", review_on=TODAY + DAY, at=NOW,
    )  # fmt: skip

    def asked():
        with time_machine.travel(NOW + 2 * DAY, tick=False):
            return "Følg op på et fokuspunkt for Asta" in as_("pia").get("/").content.decode()

    assert asked()
    dies(cast, "asta")
    assert not asked()


def test_who_cannot_sign_in_is_not_there_either(cast, late):
    assert "lars" not in late()
    for name in ("pia", "mads"):
        Account.objects.filter(pk=getattr(cast, name).account_id).update(is_active=False)
    assert "lars" in late()


@pytest.mark.parametrize(("days", "seen"), [(11, False), (12, True), (41, True), (42, False)])
def test_a_round_that_closed_on_one_look_is_the_leaders_while_it_can_be_prolonged(cast, opened, assess, days, seen):
    """It closes in eleven days, and can be prolonged for thirty more."""
    assess("asta", pia=Position.RED)
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)

    def found(name):
        return [(one.round_unit, one.children) for one in unfinished_in(cast.actor(name, NOW + days * DAY))]

    assert (found("lars"), found("pia")) == ([(opened.pk, 1)] if seen else [], [])


def test_the_leader_is_told_of_it_until_the_child_has_left(cast, opened, assess, as_):
    assess("asta", pia=Position.RED)

    def told():
        with time_machine.travel(NOW + 20 * DAY, tick=False):
            return "vurderingen af 1 barn, som ikke blev gjort" in as_("lars").get("/").content.decode()

    assert told()
    leaves(cast, TODAY + 20 * DAY)
    assert not told()
