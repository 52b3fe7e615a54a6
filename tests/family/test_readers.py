"""Who has read: by role, place and why; by name only who is with it; of the other home, and of a stop, nothing."""

from datetime import timedelta

import pytest

from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.concerns.models import HardStop
from samspor.family import actions, pages, queries
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Said, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import PAGE, read
from tests.family.test_sees import change, seen, stop
from tests.family.test_views import form_of

pytestmark = pytest.mark.usefixtures("at_noon", "db")
HOUR = timedelta(hours=1)
YEAR = timedelta(days=365)


def look(cast, name, at, verb=Verb.CHILD_SEEN, purpose="barnet er i min enhed"):
    saw(verb, by=cast.actor(name, at), at=at, child_ids=[cast.bo.pk], purpose=purpose)


def told(cast, guardian, at=NOW):
    held = queries.seen_by(cast.bo, guardian, at=at)
    looks = queries.looks_at(cast.bo, held, at=at)
    return [(one.text, one.beside) for one in pages.seen_page(held, looks, TODAY).looks]


def test_who_is_with_it_is_named_and_others_are_a_role_and_a_place(cast, full):
    for name in ("lars", "mads", "mads"):
        look(cast, name, NOW)
    look(cast, "mads", NOW, verb=Verb.CONCERN_SEEN, purpose="")
    assert sorted(told(cast, cast.mor)) == [
        ("23. november 2026: Læste om dit barn", "Mads Kjær, Pædagog, Børnehuset Solsikken"),
        ("23. november 2026: Så dit barns side",
         "Leder af enhed, Børnehuset Solsikken. Arbejder dér, hvor dit barn er"),
        ("23. november 2026: Så dit barns side",
         "Mads Kjær, Pædagog, Børnehuset Solsikken. Arbejder dér, hvor dit barn er"),
    ]  # fmt: skip


def test_the_other_homes_visits_are_nobodys_to_read(cast, full, ove, as_family):
    read(as_family(ove))
    assert not [line for line in told(cast, cast.mor) if "Ove" in str(line)]


def test_with_a_covered_home_no_place_and_no_name_is_told(cast, full, ove):
    factories.remembered()
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(protected_until=TODAY + YEAR)
    cast.bo.refresh_from_db()
    look(cast, "mads", NOW)
    assert ("23. november 2026: Så dit barns side", "Pædagog. Arbejder dér, hvor dit barn er") in told(cast, ove)


def test_what_was_read_while_a_stop_stood_is_left_out(cast, full):
    look(cast, "lars", NOW - 2 * HOUR)
    stop(cast, cast.bo)
    factories.remembered()
    held = HardStop.objects.get()
    held.entered_at, held.lifted_at, held.lifted_by = NOW - HOUR, NOW + HOUR, cast.sara
    held.lift_reason = "Det var ikke, hvad det lignede."
    held.save()
    look(cast, "lars", NOW - timedelta(minutes=1), verb=Verb.CONCERN_SEEN)
    look(cast, "lars", NOW + 2 * HOUR, verb=Verb.GROUP_SEEN)
    lines = [line for line, _ in told(cast, cast.mor, at=NOW + 3 * HOUR)]
    assert lines == ["23. november 2026: Så en liste, hvor dit barn står", "23. november 2026: Så dit barns side"]


def test_while_the_stop_stands_nothing_is_told_and_without_custody_neither(cast, full, ove):
    look(cast, "lars", NOW)
    change(ove, cast.bo, has_custody=False)
    assert told(cast, ove) == []
    stop(cast, cast.bo)
    assert told(cast, cast.mor) == []


def test_the_page_says_that_some_may_be_left_out(cast, full, as_family):
    page = read(as_family(cast.mor))
    assert "Nogle opslag kan være ladt ude" in page
    assert "databeskyttelsesloven § 22" in page


def answer(cast, visit, one, said):
    by = queries.of_family(visit, NOW)
    return actions.answer_own_consent(by=by, visit=visit, consent=one, said=said, longest=YEAR, at=NOW)


def test_a_yes_taken_back_by_oneself_ends_within_one_request(cast, pathway, as_family, come):
    lasts = {"until": TODAY + YEAR / 4, "longest": TODAY + YEAR}
    asked = {"by": cast.actor("pia"), "child": cast.bo, "purpose": "At Bo får hjælp.", "from_on": TODAY, "at": NOW}
    made = sharing.ask_effort(effort="Sproggruppe", **asked, **lasts)
    mother = as_family(cast.mor)
    assert "Du har ikke svaret endnu." in read(mother)
    for said, words in (("yes", "Du sagde ja"), ("withdrawn", "Du trak dit ja tilbage")):
        sent = mother.post("/familie/svar/", form_of(mother, PAGE) | {"consent": made.pk, "said": said})
        assert sent.status_code == 303, sent.content.decode()
        assert words in read(mother)
        assert sharing.now(made, TODAY).is_in_force == (said == "yes")
    held = made.answers.latest("entered_at")
    assert {(one.way, one.recorded_by) for one in made.answers.all()} == {(Way.OWN, None)}
    assert held.guardian == cast.mor


def test_what_can_not_be_taken_back_says_so(cast, full, ove, as_family):
    one = next(line for line in seen(cast, ove).consents if line.said is Said.NO)
    father = as_family(ove)
    answer = father.post("/familie/svar/", form_of(father, PAGE) | {"consent": one.key, "said": "withdrawn"})
    assert answer.status_code == 422
    assert "Der er ikke sagt ja" in answer.content.decode()


def test_nobody_answers_for_another_or_about_another_child(cast, full, ove, come):
    visit = come(cast.mor, cast.egon)
    one = seen(cast, cast.mor).consents[0].key
    with pytest.raises(NotHere):
        answer(cast, visit, one, Said.WITHDRAWN)
    held = queries.consent_of(cast.bo, one)
    with pytest.raises(NotHere):
        sharing.answer_oneself(
            by=cast.actor("pia"), consent=held, guardian=cast.mor, said=Said.NO, longest=TODAY + YEAR, at=NOW
        )


def test_who_gave_custody_away_answers_nothing(cast, full, ove):
    held = queries.consent_of(cast.bo, seen(cast, ove).consents[0].key)
    change(ove, cast.bo, has_custody=False)
    by = cast.actor("pia")
    with pytest.raises(Refused, match="Kun den, der har forældremyndigheden"):
        sharing.answer_oneself(
            by=type(by)(id=ove.pk, name="Ove", on=TODAY), consent=held, guardian=ove, said=Said.YES,
            longest=TODAY + YEAR, at=NOW,
        )  # fmt: skip


def test_without_a_visit_nothing_is_answered(cast, client):
    assert client.post("/familie/svar/", {})["Location"] == "/familie/"
