"""That a child is to be talked of at a meeting is known in its pathway, for as long as it is ahead."""

from datetime import timedelta

from samspor.forums import actions, queries
from samspor.pathways import api as pathways
from samspor.pathways.queries.levels import lacking
from samspor.pathways.rules.levels import Need
from tests.cast import NOW, TODAY
from tests.forums.conftest import DAYS


def test_a_place_on_an_agenda_ahead_is_a_meeting(cast, opened, series, meeting, ask, place, consented):
    consented()
    wish = ask(series)
    assert queries.to_be_talked_of([opened.pk], TODAY) == frozenset(), "it has no place yet"
    item = place(meeting, wish)
    assert queries.to_be_talked_of([opened.pk], TODAY) == {opened.pk}
    assert queries.to_be_talked_of([opened.pk], DAYS[0]) == {opened.pk}
    assert queries.to_be_talked_of([opened.pk], DAYS[0] + timedelta(days=1)) == frozenset()
    actions.take_off(by=cast.actor("lars"), item=item, at=NOW)
    assert queries.to_be_talked_of([opened.pk], TODAY) == frozenset()


def test_then_it_is_not_missing(cast, opened, series, meeting, ask, place, consented):
    consented()
    stands = opened.extents.get().entered_at
    pathways.choose_level(
        by=cast.actor("pia"), pathway=opened, level="together", why="Flere er med.", built_on=stands, at=NOW
    )
    assert Need.MEETING in lacking([opened], TODAY)[opened.pk][1]
    place(meeting, ask(series))
    assert Need.MEETING not in lacking([opened], TODAY)[opened.pk][1]
