"""A list nobody says yes or no to is thrown away after thirty days; what became of one is kept for five years."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.roster import actions, jobs
from samspor.roster.models import Change, ChangeSet, FilePart, ImportSource, RosterAnswer
from samspor.roster.rules.states import State
from tests.cast import NOW, TODAY
from tests.people.pages import text
from tests.roster.conftest import ASTA, NEW

DAY = timedelta(days=1)
HELD = (Change, FilePart, RosterAnswer)


def night(day: date) -> int:
    return int((NOW + (day - TODAY)).timestamp())


@pytest.mark.parametrize("state", [State.MAPPING, State.READING, State.READY, State.FAILED])
@pytest.mark.parametrize(("days", "left"), [(29, True), (30, False), (31, False)])
def test_a_list_nobody_decided_on_is_thrown_away(handed_in, state, days, *, left):
    waiting = handed_in([ASTA, NEW])
    ChangeSet.objects.filter(pk=waiting.pk).update(state=state)
    jobs.tidy(night(TODAY + days * DAY))
    waiting.refresh_from_db()
    assert waiting.changes.exists() is left
    assert (waiting.state == State.DISCARDED) is not left
    thrown = Entry.objects.filter(verb=Verb.ROSTER_DISCARDED, about_id=str(waiting.pk))
    assert [one.actor_name for one in thrown] == ([] if left else ["Samspor (baggrundsarbejde)"])


def test_a_list_that_is_written_or_under_way_is_not(handed_in, cast):
    written = handed_in([NEW])
    actions.apply_change_set(by=cast.actor("lars"), change_set=written, at=NOW)
    under_way = handed_in([ASTA])
    ChangeSet.objects.filter(pk=under_way.pk).update(state=State.APPLYING)
    jobs.tidy(night(TODAY + 31 * DAY))
    jobs.tidy(night(date(2040, 1, 1)))
    assert [one.pk for one in ChangeSet.objects.all()] == [under_way.pk]
    assert under_way.changes.exists()


@pytest.mark.parametrize(("day", "left"), [(date(2031, 11, 22), 1), (date(2031, 11, 23), 1), (date(2031, 11, 24), 0)])
def test_a_list_is_removed_after_five_years_with_what_is_in_it(handed_in, cast, day, left):
    written = handed_in([ASTA.replace("740322-4001", ""), NEW])
    actions.apply_change_set(by=cast.actor("lars"), change_set=written, at=NOW)
    RosterAnswer.objects.create(change_set=written, key="k", say="same", target="")
    children = set(written.changes.exclude(child=None).values_list("child", flat=True))
    jobs.tidy(night(day))
    assert [ChangeSet.objects.count(), *(min(1, model.objects.count()) for model in HELD)] == [left, left, 0, left]
    assert ImportSource.objects.exists()
    removed = [(one.after, set(one.child_ids)) for one in Entry.objects.filter(verb=Verb.ROSTERS_REMOVED)]
    assert removed == ([] if left else [({"list": str(written.pk)}, children)])


@pytest.mark.parametrize(("days", "told"), [(22, False), (23, True), (29, True)])
def test_my_day_says_so_a_week_before(handed_in, as_, time_machine, days, *, told):
    handed_in([ASTA, NEW])
    time_machine.move_to(NOW + days * DAY, tick=False)
    page = text(as_("lars").get(reverse("overview:day")))
    assert "Se børnelisten fra Børnehuset Solsikken igennem" in page
    assert ("Den bliver kasseret den 23. december 2026, hvis ingen tager stilling til den." in page) is told


def test_a_list_that_could_not_be_written_is_not_said_to_be_new(handed_in, as_, time_machine):
    waiting = handed_in([ASTA, NEW])
    ChangeSet.objects.filter(pk=waiting.pk).update(problem="Noget gik galt")
    time_machine.move_to(datetime(2026, 11, 24, 9, tzinfo=NOW.tzinfo), tick=False)
    page = text(as_("lars").get(reverse("overview:day")))
    assert "Det lykkedes ikke at skrive den. Se hvorfor." in page
    assert "Den er læst og venter på jer." not in page
    for address in (reverse("roster:lists"), reverse("roster:review", args=[waiting.pk])):
        page = text(as_("lars").get(address))
        assert "Kunne ikke skrives" in page
        assert "Klar til jer" not in page
