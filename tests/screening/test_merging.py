"""Two pages become one in the middle of a round: what is half done is never left where nobody finds it."""

from datetime import timedelta

import pytest

from samspor.base.refused import Refused
from samspor.people import api as people
from samspor.people.models import Merge
from samspor.screening import actions
from samspor.screening.rules import Heard, Position, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES


def merge(cast, *, kept, other, at=NOW):
    return people.merge_children(by=cast.actor("lars", at=at), kept=kept, other=other, at=at)


def test_a_page_with_a_mark_does_not_give_way(cast, opened):
    actions.set_mark(
        by=cast.actor("pia"), round_unit=opened, child=cast.carla, position=Position.GREEN, comment="", at=NOW
    )
    with pytest.raises(Refused, match=r"vurdering i gang i runden Efterår 2026\. Behold den side i stedet"):
        merge(cast, kept=cast.asta, other=cast.carla)
    assert not Merge.objects.exists()
    assert merge(cast, kept=cast.carla, other=cast.egon).kept == cast.carla  # the one that is being looked at stays


def concluded(cast, assess, position):
    held = assess("carla", pia=position, mads=position)
    actions.conclude(
        by=cast.actor("lars"), assessment=held, position=position, justification="Stille", at=NOW, built_on=None,
        participants=[cast.pia.pk, cast.mads.pk],
    )  # fmt: skip
    return held


def after(days):
    """So many days after the round closed."""
    return NOW + timedelta(days=(CLOSES - TODAY).days + days)


def test_a_child_is_not_concluded_twice_in_a_round(cast, assess):
    concluded(cast, assess, Position.GREEN)
    with pytest.raises(Refused, match=r"er barnet vurderet i runden Efterår 2026\. Behold den side i stedet"):
        merge(cast, kept=cast.asta, other=cast.carla)
    assert merge(cast, kept=cast.carla, other=cast.asta).other == cast.asta


@pytest.mark.parametrize("told", [False, True])
def test_parents_who_wait_hold_the_page_whatever_the_time(cast, assess, told):
    held = concluded(cast, assess, Position.RED)
    if told:
        actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)
        assert merge(cast, kept=cast.asta, other=cast.carla, at=after(31)).other == cast.carla
        return
    with pytest.raises(Refused, match=r"er forældrene ikke orienteret om det, I så i runden Efterår 2026\."):
        merge(cast, kept=cast.asta, other=cast.carla, at=after(31))


def test_a_parents_words_hold_the_page(cast, opened):
    mother = factories.guardian(cast.carla, "Mor")
    actions.record_parents_words(
        by=cast.actor("pia"), round_unit=opened, child=cast.carla, guardian=mother, way=Heard.TALK, is_verbatim=True,
        said_on=TODAY, words={"goes_well": "Hun synger"}, at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="har en forælder sagt noget"):
        merge(cast, kept=cast.asta, other=cast.carla, at=after(30))
    assert merge(cast, kept=cast.asta, other=cast.carla, at=after(31)).other == cast.carla


@pytest.mark.parametrize("closed", [False, True])
def test_a_parents_link_holds_the_page_until_it_is_closed(cast, opened, closed):
    pia, mother = cast.actor("pia"), factories.guardian(cast.carla, "Mor")
    link = actions.make_parent_link(by=pia, round_unit=opened, child=cast.carla, guardian=mother, at=NOW)
    if closed:
        actions.revoke_parent_link(by=pia, link=link, at=NOW)
        assert merge(cast, kept=cast.asta, other=cast.carla).other == cast.carla
        return
    with pytest.raises(Refused, match=r"har en forælder et link til at svare.*eller luk linket først"):
        merge(cast, kept=cast.asta, other=cast.carla)


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, True), (30, True), (31, False)])
def test_a_round_that_can_be_prolonged_no_more_holds_no_page(cast, assess, days, *, refused):
    assess("carla", pia=Position.GREEN)
    at = after(days)
    if refused:
        with pytest.raises(Refused):
            merge(cast, kept=cast.asta, other=cast.carla, at=at)
    else:
        merge(cast, kept=cast.asta, other=cast.carla, at=at)
    assert Merge.objects.exists() is not refused


def test_a_room_that_says_it_twice_is_asked_once(cast):
    asked = []

    def check(other, kept, today):
        asked.append((other, kept, today))

    try:
        for _ in range(2):
            people.way_out.before_merge(check)
        merge(cast, kept=cast.asta, other=cast.carla)
    finally:
        people.way_out._merge_checks.remove(check)
    assert asked == [(cast.carla, cast.asta, TODAY)]
