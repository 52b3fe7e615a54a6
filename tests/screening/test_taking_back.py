"""A parent takes words back, and a telling that never was is taken back: shown no more, and not without a trace."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions
from samspor.screening.models import AssessmentRound, EarlierInformed, ParentsInformed
from samspor.screening.rules import Position, Way
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude, last
from tests.screening.test_parents import answer, linked, record
from tests.screening.test_telling import seen
from tests.screening.test_views import key, text

TOMORROW = TODAY + timedelta(days=1)


def parents_url(cast, opened):
    return reverse("screening:parents", args=[opened.pk, cast.bo.pk])


def take_back_url(voice):
    return reverse("screening:take_back_words", args=[voice.pk])


def take_back(cast, voice, who="mads", **more):
    facts = {"voice": voice, "taken_back_on": TODAY, "way": Way.TALK, "at": NOW}
    return actions.take_back_parents_words(by=cast.actor(who), **(facts | more))


def test_words_taken_back_are_shown_to_nobody_and_a_new_answer_can_be_given(as_, cast, opened):
    voice, pia = answer(linked(cast, opened, cast.mor)), as_("pia")
    page = text(pia.get(parents_url(cast, opened)))
    assert ("Han synger" in page, take_back_url(voice) in page) == (True, True)
    sent = {"taken_back_on": "23.11.2026", "way": "phone", **key()}
    page = text(pia.post(take_back_url(voice), sent, follow=True))
    assert ("Han synger" in page, "taget tilbage af forælderen 23. november 2026, i telefonen" in page) == (False, True)
    assert "Lav et link" in page
    entry = Entry.objects.get(verb=Verb.PARENTS_WORDS_TAKEN_BACK)
    assert (entry.child_ids, entry.after) == ([cast.bo.pk], {"on": "2026-11-23", "way": "phone"})
    page = text(pia.get(take_back_url(voice)))
    assert ("Han synger" in page, 'name="taken_back_on"' in page) == (False, False)
    assert answer(linked(cast, opened, cast.mor), goes_well="Han er glad").goes_well == "Han er glad"


def test_words_a_colleague_typed_are_taken_back_too_and_when_the_round_is_over(cast, opened):
    voice = record(cast, opened, cast.mor)
    AssessmentRound.objects.update(closes_on=TODAY - timedelta(days=1))
    held = take_back(cast, voice)
    assert (held.taken_back_on, held.taken_back_way, held.taken_back_at) == (TODAY, "talk", NOW)
    assert (held.taken_back_by_id, held.goes_well) == (cast.mads.pk, "Han synger")
    with pytest.raises(Refused, match="allerede taget tilbage"):
        take_back(cast, voice)


@pytest.mark.parametrize(("day", "words"), [(TOMORROW, "fremtiden"), (TODAY - timedelta(days=1), "før den dag")])
def test_words_are_taken_back_on_a_day_it_can_have_been(as_, cast, opened, day, words):
    voice = record(cast, opened, cast.mor)
    with pytest.raises(Refused, match=words):
        take_back(cast, voice, taken_back_on=day)
    sent = {"taken_back_on": f"{day:%d.%m.%Y}", "way": "talk", **key()}
    answered = as_("pia").post(take_back_url(voice), sent)
    assert (answered.status_code, words in text(answered)) == (422, True)


@pytest.mark.parametrize("who", ["sara", "else_"])
def test_words_are_taken_back_by_those_who_hear_parents(cast, opened, who):
    with pytest.raises(NotHere):
        take_back(cast, record(cast, opened, cast.mor), who)


# --- that parents were told -----------------------------------------------------------------------


@pytest.fixture
def told(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.YELLOW, "Trækker sig")
    actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)
    return held


def not_told(cast, held, who="mads", **more):
    facts = {"assessment": held, "because": "Det var det andet barn", "built_on": NOW, "at": NOW}
    return actions.take_back_informed(by=cast.actor(who), **(facts | more))


def urls(held):
    names = ("inform", "not_informed", "conclude")
    return [reverse(f"screening:{name}", args=[held.pk]) for name in names]


def test_what_was_never_told_is_taken_back_with_who_when_and_why(as_, cast, opened, told):
    inform, back, conclusion = urls(told)
    mads = as_("mads")
    assert back in text(mads.get(inform))
    page = text(mads.get(conclusion))
    assert ("Derfor kan den fælles vurdering ikke rettes" in page, inform in page) == (True, True)
    assert ('name="justification"' in page, "Trækker sig" in page) == (False, True)
    page = text(mads.post(back, {"because": "", **key()}))
    assert ("Hvad gik galt?" in page, ParentsInformed.objects.exists()) == (True, True)
    sent = {"because": "Det var det andet barn", "built_on": seen(text(mads.get(back))), **key()}
    page = text(mads.post(back, sent, follow=True))
    assert ("Det er taget tilbage" in page, conclusion in page) == (True, True)
    assert not ParentsInformed.objects.exists()
    kept = EarlierInformed.objects.get()
    assert (kept.informed_on, kept.way, kept.recorded_by) == (TODAY, "talk", cast.pia)
    assert (kept.taken_back_because, kept.taken_back_by, kept.taken_back_at) == (
        "Det var det andet barn", cast.mads, NOW,
    )  # fmt: skip
    page = text(mads.get(inform))
    assert "Taget tilbage 23. november 2026 af Mads" in page
    assert "Det var det andet barn" in page
    assert (back in page, "Det står, at forældrene blev orienteret" in page) == (False, False)
    assert 'name="justification"' in text(mads.get(conclusion))


def test_a_telling_is_taken_back_by_who_saw_it_and_says_why(cast, told):
    with pytest.raises(Refused, match="hvorfor"):
        not_told(cast, told, because=" ")
    with pytest.raises(Refused, match="imens"):
        not_told(cast, told, built_on=None)
    with pytest.raises(NotHere):
        not_told(cast, told, "sara")
    not_told(cast, told)
    assert (last().verb, last().child_ids) == (Verb.PARENTS_INFORMED_TAKEN_BACK, [cast.asta.pk])
    assert last().before == {"on": "2026-11-23", "way": "talk"}
    with pytest.raises(Refused, match="ikke noget at tage tilbage"):
        not_told(cast, told)


def test_what_was_being_typed_stands_when_the_parents_were_told_meanwhile(as_, cast, told):
    sent = {"position": "green", "justification": "Nyt og langt", "participants": [str(cast.pia.pk)], **key()}
    page = text(as_("mads").post(urls(told)[2], sent))
    assert ("Nyt og langt" in page, "Forældrene er orienteret om vurderingen" in page) == (True, True)
