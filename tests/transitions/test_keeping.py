"""Handovers, and what was typed and never sent, are removed when they have had their time, and not a day before."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db.backends.postgresql.psycopg_any import DateRange
from procrastinate.contrib.django import app

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people import api as people
from samspor.people.models import Child, Enrolment
from samspor.transitions import actions, jobs
from samspor.transitions.models import (
    ChildAnswer,
    Delivery,
    FurtherReader,
    Handover,
    HandoverDraft,
    HandoverField,
    HandoverLink,
    ParentAnswer,
    SentField,
    Wording,
)
from samspor.transitions.rules.keeping import is_past
from samspor.transitions.rules.words import GivenBy, Kind, Said
from tests import factories
from tests.cast import NOW, TODAY
from tests.transitions.conftest import STARTS, answered, choose, now, send
from tests.transitions.test_actions import hear

DAY = timedelta(days=1)
LAST = date(2028, 11, 23)
EVERYTHING = (
    Handover, HandoverField, Wording, ParentAnswer, ChildAnswer, HandoverLink, Delivery, SentField, FurtherReader,
    HandoverDraft,
)  # fmt: skip


def night(day: date) -> datetime:
    return NOW + (day - TODAY)


@pytest.mark.parametrize(
    ("done_on", "left_on", "last"),
    [
        (date(2026, 11, 23), None, date(2028, 11, 23)),
        (date(2028, 2, 29), None, date(2030, 2, 28)),
        (date(2026, 11, 23), date(2027, 6, 30), date(2027, 6, 29)),
        (date(2026, 11, 23), date(2030, 1, 1), date(2028, 11, 23)),
    ],
)
def test_a_handover_is_kept_through_its_last_day(done_on, left_on, last):
    for days, gone in ((-1, False), (0, False), (1, True)):
        assert is_past(done_on=done_on, left_on=left_on, years=2, today=last + days * DAY) is gone


@pytest.fixture
def full(cast, handover):
    """Sent, with one of everything in it."""
    for key, text in (("good_at", "Bygger"), ("child", "Jeg kan bygge"), ("parents", "")):
        choose(cast, handover, key, text)
    hear(cast, handover)
    answered(cast, handover, cast.mor, {"good_at": Said.YES, "child": Said.YES}, words="Hun synger")
    actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=cast.mor, at=NOW)
    sent = send(cast, handover)
    HandoverDraft.objects.filter().delete()
    factories.remembered()
    HandoverDraft.objects.create(account=cast.pia.account, handover=handover, place="/x/", typed="{}", saved_at=NOW)
    FurtherReader.objects.create(delivery=sent, staff=cast.mads, named_by=cast.tine, named_at=NOW)
    return handover


@pytest.mark.parametrize(("days", "left"), [(-1, True), (0, True), (1, False)])
def test_the_night_removes_it_whole_the_day_after_its_last_and_the_log_stays(cast, full, begin, days, *, left):
    begin("asta", starts_on=date(2028, 11, 20))
    before = set(Entry.objects.values_list("pk", flat=True))
    HandoverDraft.objects.update(saved_at=night(LAST))
    jobs.tidy(int(night(LAST + days * DAY).timestamp()))
    assert Handover.objects.filter(pk=full.pk).exists() is left
    assert [model.__name__ for model in EVERYTHING[2:] if model.objects.exists() is not left] == []
    assert HandoverField.objects.filter(handover=full).exists() is left
    assert Handover.objects.filter(child=cast.asta).exists()
    assert Child.objects.filter(pk=cast.bo.pk).exists()
    assert before <= set(Entry.objects.values_list("pk", flat=True))
    said = [(one.child_ids, one.after) for one in Entry.objects.filter(verb=Verb.HANDOVERS_REMOVED)]
    assert said == ([] if left else [([cast.bo.pk], {"handover": str(full.pk)})])


def there(cast, *, until):
    factories.remembered()
    return Enrolment.objects.create(
        child=cast.bo, group=cast.klasse_0a, setting="school", period=DateRange(STARTS, until)
    )


@pytest.mark.parametrize(("days", "left"), [(-1, True), (0, False)])
def test_it_goes_when_the_child_has_left_the_place_it_went_to(cast, full, days, *, left):
    gone = date(2027, 8, 1)
    there(cast, until=gone)
    jobs.remove_outdated(night(gone + days * DAY), years=2)
    assert Handover.objects.exists() is left


def test_a_child_that_comes_back_there_is_still_there(cast, full):
    there(cast, until=date(2027, 8, 1))
    factories.enrolment(cast.bo, cast.klasse_0a, starts_on=date(2027, 9, 1))
    jobs.remove_outdated(night(date(2027, 8, 15)), years=2)
    assert Handover.objects.exists()


def test_an_earlier_time_there_is_not_what_it_was_sent_for(cast, full):
    factories.remembered()
    Enrolment.objects.create(
        child=cast.bo, group=cast.klasse_0a, setting="school", period=DateRange(date(2024, 1, 1), TODAY)
    )
    jobs.remove_outdated(night(TODAY + DAY), years=2)
    assert Handover.objects.exists()


def test_of_two_pages_that_became_one_the_kept_one_says_where_the_child_is(cast, full):
    twin = factories.child(cast.blaamejserne, "Bo Øster", birth_date=cast.bo.birth_date)
    there(cast, until=date(2027, 8, 1))
    people.merge_children(by=cast.actor("lars"), kept=twin, other=cast.bo, at=NOW)
    jobs.remove_outdated(night(date(2027, 7, 31)), years=2)
    assert Handover.objects.exists()
    jobs.remove_outdated(night(date(2027, 8, 1)), years=2)
    assert not Handover.objects.exists()


@pytest.mark.parametrize("how", ["ended", "given", "left lying"])
def test_what_was_never_sent_from_here_has_its_time_too(cast, begin, how):
    held = begin("bo", Kind.OUT_OF_MUNICIPALITY, starts_on=TODAY)
    last = LAST
    if how == "ended":
        actions.end_handover(by=cast.actor("pia"), handover=held, reason="De fortæller selv", at=NOW)
    if how == "given":
        choose(cast, held, "good_at")
        answered(cast, held, cast.mor, {"good_at": Said.YES})
        actions.give_handover(
            by=cast.actor("pia", NOW + 3 * DAY), handover=held, seen=now(held).stands, given_by=GivenBy.BY_HAND,
            given_on=TODAY + 2 * DAY, at=NOW + 3 * DAY,
        )  # fmt: skip
        last += 2 * DAY
    jobs.remove_outdated(night(last), years=2)
    assert Handover.objects.exists()
    jobs.remove_outdated(night(last + DAY), years=2)
    assert not Handover.objects.exists()


def test_one_nobody_finished_waits_from_the_day_the_child_was_to_begin(begin):
    begin(starts_on=STARTS)
    jobs.remove_outdated(night(date(2029, 1, 4)), years=2)
    assert Handover.objects.exists()
    jobs.remove_outdated(night(date(2029, 1, 5)), years=2)
    assert not Handover.objects.exists()


def test_forgotten_drafts_and_what_a_parent_never_sent_are_gone(cast, link, handover):
    pia = cast.actor("pia")
    actions.save_handover_draft(by=pia, handover=handover, place="/x/", typed={"text": "Halv"}, at=NOW)
    actions.save_draft_to_begin(by=pia, child=cast.asta, place="/y/", typed={"purpose": "Halvt"}, at=NOW)
    factories.remembered()
    link.typed = '{"words": "Ikke sendt"}'
    link.save()
    assert jobs.remove_outdated(night(link.expires_on), years=2) == {"handovers": 0, "drafts": 0}
    assert HandoverLink.objects.get().typed
    assert jobs.remove_outdated(night(link.expires_on + DAY), years=2) == {"handovers": 0, "drafts": 1}
    assert HandoverLink.objects.get().typed is None
    jobs.remove_outdated(night(TODAY + 365 * DAY), years=2)
    assert HandoverDraft.objects.count() == 2
    assert jobs.remove_outdated(night(TODAY + 366 * DAY), years=2) == {"handovers": 0, "drafts": 2}
    said = Entry.objects.filter(verb=Verb.HANDOVERS_REMOVED).latest("pk")
    assert (said.child_ids, said.after) == (sorted([cast.asta.pk, cast.bo.pk]), {"drafts": 2})


def test_the_command_counts_first_and_then_removes(full):
    with time_machine.travel(night(LAST + DAY), tick=False):
        for words, left in ((["--dry-run"], 1), ([], 0), ([], 0)):
            out = StringIO()
            call_command("remove_handovers", *words, stdout=out)
            assert Handover.objects.count() == left
    assert out.getvalue() == "Fjernede 0 overleveringer og 0 glemte kladder.\n"


def test_the_worker_knows_of_it():
    assert "transitions.tidy" in {one.task.name for one in app.periodic_registry.periodic_tasks.values()}
