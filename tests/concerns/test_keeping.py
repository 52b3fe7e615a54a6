"""Concerns, consultations and drafts are removed when they have had their time, and not a day before."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.concerns import actions, jobs
from samspor.concerns.models import (
    AnonymousConsultation,
    Concern,
    ConcernDraft,
    EarlierWording,
    Factor,
    FirstAnswer,
    HardStop,
    Involvement,
    NextStep,
    RulerMark,
    Voice,
    Wanted,
)
from samspor.concerns.rules.keeping import is_past
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Party, Theme, Whose
from samspor.guide import actions as guide
from samspor.guide.models import Checklist, ChecklistLine
from samspor.guide.reading.guides import shipped
from samspor.guide.rules import Situation
from samspor.people.models import Child
from samspor.screening import api as screening
from samspor.screening import jobs as screening_jobs
from samspor.screening.models import Assessment
from tests.access.world import _assessed, _round
from tests.cast import NOW, TODAY
from tests.concerns.conftest import NO
from tests.concerns.test_actions import REASON, factor, mark, said_by, step, voice

DAY = timedelta(days=1)
INSIDE = (Factor, EarlierWording, FirstAnswer, HardStop, Involvement, NextStep, RulerMark, Voice, Wanted)
LAST = date(2031, 11, 23)


def night(day: date) -> datetime:
    return NOW + (day - TODAY)


@pytest.mark.parametrize(
    ("closed_on", "born_on", "last"),
    [
        (date(2026, 11, 23), date(2021, 1, 1), date(2031, 11, 23)),
        (date(2028, 2, 29), date(2021, 1, 1), date(2033, 2, 28)),
        (None, date(2010, 3, 1), date(2033, 3, 1)),
        (None, date(2008, 2, 29), date(2031, 2, 28)),
        (date(2031, 1, 1), date(2010, 3, 1), date(2033, 3, 1)),
        (date(2026, 11, 23), None, date(2031, 11, 23)),
    ],
)
def test_a_concern_is_kept_through_its_last_day(closed_on, born_on, last):
    for days, gone in ((-1, False), (0, False), (1, True)):
        assert is_past(closed_on=closed_on, born_on=born_on, years=5, today=last + days * DAY) is gone


def test_an_open_one_of_a_child_not_born_is_kept():
    assert not is_past(closed_on=None, born_on=None, years=5, today=date(2060, 1, 1))


@pytest.fixture
def full(cast, begin, ruler):
    """A closed concern with one of everything in it, and a checklist of the guide."""
    pia = cast.actor("pia")
    held = begin("asta", answers=NO | {StopKind.HONOUR: Answer.YES})
    actions.lift_stop(by=cast.actor("sara"), stop=HardStop.objects.get(), reason=REASON, at=NOW)
    written = factor(cast, held)
    actions.reword_factor(by=pia, factor=written, text="Siger nej", built_on=written.worded_at, at=NOW + DAY)
    actions.write_wanted(by=pia, concern=held, text="Vi vil se hende lege", built_on=None, at=NOW)
    step(cast, held)
    mark(cast, held, ruler)
    said_by(cast, held, ruler, Whose.CHILD)
    voice(cast, held)
    actions.involve(by=pia, concern=held, party=Party.LEADER, involved_on=TODAY, words="Hej", at=NOW)
    for one in shipped():
        guide.adopt_guide(by=cast.actor("rikke"), guide=one, at=NOW, owner=cast.rikke)
    guide.make_checklist(
        by=pia, about_type="concern", about_id=held.pk, unit=held.unit, child=held.child, situation=Situation(), at=NOW
    )
    actions.close_concern(by=pia, concern=held, outcome="Hun leger igen nu", childs_words="Vi flyttede os", at=NOW)
    return held


def test_everything_in_a_concern_goes_with_it_and_the_child_stays(cast, full, begin):
    other = begin("bo")
    assert all(model.objects.filter().exists() for model in (*INSIDE, Checklist, ChecklistLine))
    jobs.tidy(int(night(LAST).timestamp()))
    assert Concern.objects.count() == 2
    jobs.tidy(int(night(LAST + DAY).timestamp()))
    assert Concern.objects.get() == other
    for model in (EarlierWording, HardStop, Involvement, NextStep, RulerMark, Voice, Wanted, Checklist, ChecklistLine):
        assert not model.objects.exists()
    assert set(Factor.objects.values_list("concern", flat=True)) == {other.pk}
    assert Child.objects.filter(pk=cast.asta.pk).exists()
    said = Entry.objects.filter(verb=Verb.CONCERNS_REMOVED).get()
    assert (said.child_ids, said.after) == ([cast.asta.pk], {"concern": str(full.pk)})


def test_thoughts_and_forgotten_drafts_are_kept_a_year(cast, concern):
    pia = cast.actor("pia")
    actions.consult_anonymously(by=pia, theme=next(iter(Theme)), text="Et barn er stille", confirmed=(), at=NOW)
    actions.save_form_draft(by=pia, concern=concern, place="/x/", typed={"text": "Halv"}, at=NOW)
    jobs.remove_outdated(night(TODAY + 365 * DAY), years=5)
    assert (AnonymousConsultation.objects.count(), ConcernDraft.objects.count()) == (1, 1)
    told = jobs.remove_outdated(night(TODAY + 366 * DAY), years=5)
    assert told == {"concerns": 0, "consultations": 1, "drafts": 1}
    assert (AnonymousConsultation.objects.count(), ConcernDraft.objects.count()) == (0, 0)


def test_the_command_counts_first_and_then_removes(full):
    with time_machine.travel(night(LAST + DAY), tick=False):
        for words, left in ((["--dry-run"], 1), ([], 0), ([], 0)):
            out = StringIO()
            call_command("remove_concerns", *words, stdout=out)
            assert Concern.objects.count() == left
    assert out.getvalue() == "Fjernede 0 bekymringer, 0 anonyme drøftelser og 0 glemte kladder.\n"


def test_assessments_have_a_shorter_life_and_the_concern_goes_on(cast, begin):
    """The night's removal of old rounds is not stopped by a concern that grew from one."""
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    assessment = _assessed(cast, _round(cast.actor("lars"), cast.solsikken, version), "bo", ("pia", "mads"))
    concern = begin("bo", assessment=assessment)
    screening_jobs.remove_outdated(night(date(2040, 1, 1)), years=5)
    assert not Assessment.objects.exists()
    concern.refresh_from_db()
    assert concern.assessment is None
