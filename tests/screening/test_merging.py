"""Two pages become one in the middle of a round: what is half done is never left where nobody finds it."""

from datetime import timedelta

import pytest

from samspor.base.refused import Refused
from samspor.people import api as people
from samspor.people.models import Merge
from samspor.screening import actions
from samspor.screening.rules import Position
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


def test_a_page_whose_assessment_is_finished_gives_way(cast, assess):
    held = assess("carla", pia=Position.GREEN, mads=Position.GREEN)
    actions.conclude(
        by=cast.actor("lars"), assessment=held, position=Position.GREEN, justification="", at=NOW, built_on=None,
        participants=[cast.pia.pk, cast.mads.pk],
    )  # fmt: skip
    assert merge(cast, kept=cast.asta, other=cast.carla).other == cast.carla


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, True), (1, False)])
def test_a_round_that_has_closed_holds_no_page(cast, assess, days, *, refused):
    assess("carla", pia=Position.GREEN)
    at = NOW + timedelta(days=(CLOSES - TODAY).days + days)
    if refused:
        with pytest.raises(Refused):
            merge(cast, kept=cast.asta, other=cast.carla, at=at)
    else:
        merge(cast, kept=cast.asta, other=cast.carla, at=at)
    assert Merge.objects.exists() is not refused
