"""Whose words they are, whose browser it is, and what is closed: the ways in and out of a family's pages."""

import re
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.db.models.signals import post_save
from django.test import Client
from django.urls import resolve, reverse

from samspor.access.actor import Actor
from samspor.access.models import Submission
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.concerns import api as concerns
from samspor.concerns.models import Concern, HardStop
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.family import actions, pages, queries
from samspor.family.actions.inviting import close_ways_in
from samspor.family.models import FamilyVisit, FamilyWord, Invitation
from samspor.family.rules.words import Sight, WordKind
from samspor.messages.models import Message
from samspor.people import api as people
from samspor.people.models import Guardian
from samspor.project.errors import Answers
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Said
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import PAGE, consents, invited, read
from tests.family.test_actions import enter, last, write
from tests.family.test_sees import change, seen, stop
from tests.family.test_views import form_of

pytestmark = pytest.mark.usefixtures("at_noon", "db")
DOOR, FORM, ANSWER = "/familie/", "/familie/skriv/uenig/", "/familie/svar/"
SAID = {"about": "agreements", "text": "Kun mors ord"}
REASON = "Myndigheden har talt med familien, og der er ikke noget i det."


def code(cast, guardian, child=None):
    return queries.code_of(invited(cast, guardian, child))


def text_of(answer):
    return answer.content.decode()


# Whose words, and whose answer


@pytest.mark.parametrize("other", ["the other parent", "the other child"])
def test_what_was_written_in_one_visit_is_not_said_in_another(cast, full, ove, as_family, other):
    browser = as_family(cast.mor)
    typed = form_of(browser, FORM) | SAID
    browser.post(DOOR, {"code": code(cast, ove) if other == "the other parent" else code(cast, cast.mor, cast.egon)})
    answer = browser.post(FORM, typed)
    assert answer.status_code == 409
    assert "Kun mors ord" in text_of(answer)  # given back
    assert not FamilyWord.objects.exists()


def test_a_yes_of_one_is_not_the_others(cast, full, ove, as_family):
    browser = as_family(cast.mor)
    whose = form_of(browser, PAGE)
    key = seen(cast, cast.mor).consents[0].key
    browser.post(DOOR, {"code": code(cast, ove)})
    before = [one.said for one in seen(cast, ove).consents]
    answer = browser.post(ANSWER, {"consent": key, "said": "yes"} | whose | {"form_key": uuid4()})
    assert answer.status_code == 409
    assert [one.said for one in seen(cast, ove).consents] == before


def test_the_page_and_its_forms_say_who_is_in(cast, full, as_family):
    browser = as_family(cast.mor)
    assert "Lone Øster" in re.sub(r"<section.*</section>", "", read(browser), flags=re.DOTALL)
    assert "Du skriver som <strong>Lone Øster</strong> om Bo." in read(browser, FORM)


# Whose browser


def test_who_works_here_is_signed_out_by_a_code_that_opens(cast, full, as_):
    pia = as_("pia")
    assert pia.post(DOOR, {"code": "BCDFG 123 456"}).status_code == 422
    assert pia.get("/").status_code == 200
    answer = pia.post(DOOR, {"code": code(cast, cast.mor)})
    assert answer["Clear-Site-Data"] == '"cache"'
    assert last(Verb.SIGNED_OUT).actor_id == cast.pia.account_id
    assert pia.get("/")["Location"].startswith("/konto/log-ind/")
    assert "Om Bo" in read(pia)


@pytest.fixture
def both(cast, full, as_family):
    """A browser with a visit in it, in which Pia has signed in since, and has a receipt coming."""
    browser = as_family(cast.mor)
    browser.force_login(cast.pia.account, backend="django.contrib.auth.backends.ModelBackend")
    browser.post(reverse("family:revoke", args=[invited(cast, cast.mor, cast.egon).pk]), {"form_key": uuid4()})
    return browser


def test_a_familys_page_keeps_nobody_signed_in(both, at_noon):
    both.get("/")
    before = both.session["renewed"]
    at_noon.shift(timedelta(minutes=2))
    read(both)
    both.get("/familie/skriv/andet/")
    assert both.session["renewed"] == before
    both.get("/")
    assert both.session["renewed"] > before


@pytest.mark.parametrize("address", [DOOR, PAGE, FORM, "/familie/skriv/andet/"])
def test_no_familys_page_shows_who_works_here_or_what_they_were_told(both, address):
    page = read(both, address)
    for word in ("Log ud", "Pia", "Min dag", "Koden er lukket", "data-idle"):
        assert word not in re.sub(r"<section.*</section>", "", page, flags=re.DOTALL), word
    assert not Entry.objects.filter(verb=Verb.ACCESS_DENIED).exists()
    assert "Koden er lukket" in read(both, "/")  # it waited for whom it was said to


def test_nor_does_one_that_is_stopped_or_too_old(both, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "family_code": "1/15m/ip"}
    answers = [both.post(DOOR, {"code": "BCDFG123456"}) for _ in range(2)]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = both.cookies
    answers.append(strict.post(FORM, SAID))
    assert [one.status_code for one in answers] == [422, 429, 403]
    assert not [one for one in answers if "Log ud" in text_of(one) or "Min dag" in text_of(one)]


def test_the_visit_ends_with_the_browser(cast, as_family):
    cookie = as_family(cast.mor).cookies["samspor_familie"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")


# What is closed from the screen


def test_a_colleague_closes_a_visit_that_goes_on(cast, full, as_, as_family):
    mother, mads = as_family(cast.mor), as_("mads")
    here = reverse("family:family", args=[cast.bo.pk])
    page = read(mads, here)
    close = re.search(r'action="(/familie/kode/[^"]+/luk/)".*?name="form_key" value="([^"]+)"', page, re.DOTALL)
    assert "Luk siden for Lone Øster nu" in page
    mads.post(close[1], {"form_key": close[2]})
    assert "Lige nu kan du ikke se siden her" in read(mother)
    assert "Luk siden for" not in read(mads, here)
    assert mother.post("/familie/ud/")["Location"] == DOOR


def test_only_who_may_hand_over_a_code_is_asked_to_close(cast, full, as_, as_family):
    as_family(cast.mor)
    assert "Luk siden for" in read(as_("pia"), reverse("family:family", args=[cast.bo.pk]))


def test_a_new_code_ends_the_visit_before_it(cast, come):
    visit, others = come(cast.mor), come(cast.mor, cast.egon)
    invited(cast, cast.mor)
    assert queries.visit_now(visit.pk, NOW) is None
    assert queries.visit_now(others.pk, NOW) == others


def test_what_is_over_is_not_closed_once_more(cast, come):
    visit = come(cast.mor)
    actions.leave_family(by=queries.of_family(visit, NOW), visit=visit, at=NOW)
    invited(cast, cast.mor)
    assert not Entry.objects.filter(verb=Verb.FAMILY_CODE_REVOKED).exists()


def lift(cast):
    factories.affiliation(cast.bo, cast.sara)
    for one in HardStop.objects.filter(lifted_at=None):
        concerns.lift_stop(by=cast.actor("sara"), stop=one, reason=REASON, at=NOW)


def test_what_a_stop_has_closed_stays_closed_when_it_is_lifted(cast, full, ove, come, as_family):
    mother, unused = as_family(cast.mor), code(cast, ove)
    others = come(cast.mor, cast.egon)
    stop(cast, cast.bo)
    assert {one.actor_id for one in Entry.objects.filter(verb=Verb.FAMILY_CODE_REVOKED)} == {cast.lars.account_id}
    lift(cast)
    assert seen(cast, cast.mor).sight is Sight.WHOLE
    assert "Lige nu kan du ikke se siden her" in read(mother)
    assert "Det, jeg skrev" in text_of(mother.post(FORM, SAID | {"text": "Det, jeg skrev"}))
    assert enter(unused) is None
    assert queries.visit_now(others.pk, NOW) == others


def test_a_stop_on_a_page_that_gave_way_closes_too(cast, full, come):
    other = factories.child(cast.spurvene, "Bo Øster")
    concern = concerns.start_concern(
        by=cast.actor("lars"), child=other, worries="Er bleg", observed_on=TODAY, answers={}, at=NOW
    )
    people.merge_children(by=cast.actor("lars"), kept=cast.bo, other=other, at=NOW)
    visit = come(cast.mor)
    concerns.answer_first(
        by=cast.actor("lars"), concern=Concern.objects.get(pk=concern.pk), kind=StopKind.VIOLENCE, answer=Answer.YES,
        at=NOW,
    )  # fmt: skip
    lift(cast)
    assert queries.visit_now(visit.pk, NOW) is None


@pytest.mark.parametrize("kept", ["the page with the stop", "the other page"])
def test_what_is_open_on_a_page_that_is_merged_under_a_stop_stays_closed_when_it_is_lifted(cast, full, come, kept):
    """Nothing had closed it: when the stop was set the two were two children's."""
    other = factories.child(cast.spurvene, "Bo Øster")
    visit = come(cast.mor)
    stop(cast, other)
    assert queries.visit_now(visit.pk, NOW) == visit
    first, second = (other, cast.bo) if kept == "the page with the stop" else (cast.bo, other)
    people.merge_children(by=cast.actor("lars"), kept=first, other=second, at=NOW)
    factories.affiliation(first, cast.sara)
    assert queries.visit_now(visit.pk, NOW) is None
    lift(cast)
    assert queries.visit_now(visit.pk, NOW) is None
    assert Entry.objects.filter(verb=Verb.FAMILY_CODE_REVOKED).get().actor_id == cast.lars.account_id


def test_what_is_open_stays_open_when_pages_without_a_stop_are_merged(cast, full, come):
    visit = come(cast.mor)
    people.merge_children(by=cast.actor("lars"), kept=cast.bo, other=factories.child(cast.spurvene, "Bo Øster"), at=NOW)
    assert queries.visit_now(visit.pk, NOW) == visit


# What was typed


@pytest.fixture
def over(cast, full, as_family, at_noon):
    """A parent who has written, and whose hour is over: the page at the door, and the form that stands there."""
    browser = as_family(cast.mor)
    typed = form_of(browser, FORM) | SAID
    at_noon.shift(timedelta(minutes=61))
    page = text_of(browser.post(FORM, typed))
    return SimpleNamespace(browser=browser, page=page, form=fields(page))


def fields(page):
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(found) | dict(re.findall(r'<textarea[^>]*name="(\w+)"[^>]*>\n?([^<]*)</textarea>', page))


def test_a_new_code_puts_the_words_back_in_the_form(cast, over):
    assert "Kun mors ord" in over.page
    later = NOW + timedelta(minutes=61)
    fresh = queries.code_of(invited(cast, cast.mor, at=later))
    answer = over.browser.post(DOOR, over.form | {"code": fresh})
    page = text_of(answer)
    assert answer.status_code == 200
    assert f'action="{FORM}"' in page
    assert "Kun mors ord" in page
    assert re.search(r'value="agreements"[^>]*checked', page)
    over.browser.post(FORM, fields(page) | SAID)
    assert FamilyWord.objects.get().text == "Kun mors ord"


def test_a_wrong_code_and_one_too_many_keep_the_words(over, settings):
    wrong = over.browser.post(DOOR, over.form | {"code": "BCDFG 123 456"})
    again = fields(text_of(wrong))
    assert (again["text"], again["about"], again["said"]) == ("Kun mors ord", "agreements", "uenig")
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "family_code": "1/15m/ip"}
    answers = [over.browser.post(DOOR, again | {"code": "BCDFG 123 456"}) for _ in range(2)]
    assert answers[-1].status_code == 429
    last_form = fields(text_of(answers[-1]))
    assert {name: last_form[name] for name in ("code", "said", "text", "about", "whose")} == {
        "code": "BCDFG 123 456", "said": "uenig", "text": "Kun mors ord", "about": "agreements",
        "whose": over.form["whose"],
    }  # fmt: skip


def test_somebody_elses_code_does_not_make_the_words_theirs(cast, over, ove):
    fresh = queries.code_of(invited(cast, ove, at=NOW + timedelta(minutes=61)))
    answer = over.browser.post(DOOR, over.form | {"code": fresh})
    assert answer.status_code == 409
    assert "Kun mors ord" in text_of(answer)
    assert 'name="text"' not in text_of(answer)
    assert "Om Bo" in read(over.browser)


def test_words_for_a_page_that_is_closed_are_given_back(cast, over):
    made = invited(cast, cast.mor, at=NOW + timedelta(minutes=61))
    stop(cast, cast.egon)
    change(cast.mor, cast.bo, to_on=TODAY - timedelta(days=1))
    page = text_of(over.browser.post(DOOR, over.form | {"code": queries.code_of(made)}))
    assert "Lige nu kan du ikke se siden her" in page
    assert "Kun mors ord" in page


def test_a_visit_that_ends_in_the_midst_of_sending_gives_the_words_back(cast, as_family):
    browser = as_family(cast.mor)
    typed = form_of(browser, FORM) | SAID

    def ended(**_):
        factories.remembered()
        FamilyVisit.objects.update(ended_at=NOW)

    post_save.connect(ended, sender=Submission)
    try:
        answer = browser.post(FORM, typed)
    finally:
        post_save.disconnect(ended, sender=Submission)
    assert answer.status_code == 200
    assert fields(text_of(answer))["text"] == "Kun mors ord"
    assert not FamilyWord.objects.exists()


def test_the_browser_asks_before_words_are_left(cast, as_family):
    browser = as_family(cast.mor)
    assert "data-warn" in read(browser, FORM)
    assert "data-unsaved" not in read(browser, FORM)
    assert "data-unsaved" in text_of(browser.post(FORM, form_of(browser, FORM) | {"text": "Halvt"}))


def test_and_at_the_door(over):
    assert "data-unsaved" in over.page
    assert "data-unsaved" not in read(Client(), DOOR)


@pytest.mark.parametrize(("address", "is_there"), [(FORM, True), ("/bekymringer/", False)])
def test_when_the_database_is_away_the_answer_says_where_the_words_are(rf, address, is_there):
    request = rf.post(address, SAID | {"form_key": "1"})
    request.resolver_match = resolve(address)
    page = text_of(Answers(lambda _: None).process_exception(request, OperationalError()))
    assert ("Kun mors ord" in page) is is_there
    assert ("står stadig på siden før denne" in page) is not is_there


# What one of them is told of the other, and of the child


def test_a_covered_adults_home_covers_the_childs_name_for_who_has_no_custody(cast, full, ove, as_family):
    change(ove, cast.bo, has_custody=False)
    factories.remembered()
    Guardian.objects.filter(pk=cast.mor.pk).update(protected_until=date(2027, 6, 1))
    assert seen(cast, ove).sight is Sight.OWN
    assert "Om dit barn" in read(as_family(ove))


def test_the_page_does_not_tell_what_the_other_has_answered(cast, pathway, ove, as_family):
    consents(cast, cast.bo, {cast.mor: Said.YES})
    drawn = []
    for said in (None, Said.YES, Said.WITHDRAWN, Said.NO):
        for one in seen(cast, ove).consents if said else ():
            sharing.answer_oneself(
                by=Actor(id=ove.pk, name="Ove", on=TODAY), consent=queries.consent_of(cast.bo, one.key), guardian=ove,
                said=said, longest=TODAY + timedelta(days=365), at=NOW,
            )  # fmt: skip
        drawn.append(repr(pages.seen_page(seen(cast, cast.mor), [], TODAY)))
    assert len(set(drawn)) == 1
    page = read(as_family(cast.mor))
    assert "Gælder" not in page
    assert "Vi deler først, når alle, der skal sige ja, har gjort det." in page


def test_a_no_over_a_yes_is_told_as_a_yes_that_ended(cast, full, as_family):
    browser = as_family(cast.mor)
    whose, key = form_of(browser, PAGE), seen(cast, cast.mor).consents[0].key
    asked = Message.objects.filter(template="consent_withdrawn", to=cast.pia.account_id)
    browser.post(ANSWER, whose | {"consent": key, "said": "no", "form_key": uuid4()})
    assert asked.count() == 1
    browser.post(ANSWER, whose | {"consent": key, "said": "no", "form_key": uuid4()})
    browser.post(ANSWER, whose | {"consent": key, "said": "yes", "form_key": uuid4()})
    assert asked.count() == 1  # nothing ended by these


def test_beside_a_parent_the_page_says_nothing_of_a_stop_until_asked(cast, full, as_):
    stop(cast, cast.bo)
    page = read(as_("lars"), reverse("family:family", args=[cast.bo.pk]))
    main = page.partition("<main")[2].partition("</main")[0]
    open_to_all = re.sub(r"<details.*?</details>", "", main, flags=re.DOTALL)
    assert "Der kan ikke gives en kode lige nu" in open_to_all
    assert "stop" not in re.sub(r"<[^>]+>", " ", open_to_all).lower()
    assert "stop for kontakt" in main


def test_words_from_a_page_that_was_merged_by_mistake_reach_no_other_family(cast, come):
    mine, other = cast.bo, factories.child(cast.spurvene, "Bo Vester")
    stranger = factories.guardian(other, "Vera Vester")
    merge = people.merge_children(by=cast.actor("lars"), kept=mine, other=other, at=NOW)
    visit = come(stranger)
    write(visit, kind=WordKind.VIEW, about=None, text="Kun om vores Bo")
    people.undo_merge(by=cast.actor("lars"), merge=merge, at=NOW)
    assert FamilyWord.objects.get().child == mine  # where it was written, and where nobody can move it from
    assert "Kun om vores Bo" not in repr(seen(cast, cast.mor))
    assert seen(cast, stranger).sight is Sight.CLOSED
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("address", [PAGE, FORM])
def test_a_page_that_closes_in_the_midst_of_a_visit_is_one_sentence(cast, full, as_family, address):
    """Not by a stop, which ends the visit: by a tie that has ended."""
    browser = as_family(cast.mor)
    change(cast.mor, cast.bo, to_on=TODAY - timedelta(days=1))
    assert "Lige nu kan du ikke se siden her" in read(browser, address)


def test_a_yes_taken_back_is_said_on_ones_own_page(cast, full, as_family):
    browser = as_family(cast.mor)
    sent = form_of(browser, PAGE) | {"consent": seen(cast, cast.mor).consents[0].key}
    for said in ("yes", "withdrawn"):
        browser.post(ANSWER, sent | {"said": said, "form_key": uuid4()})
    assert "Du trak dit ja tilbage" in read(browser)


def test_a_room_that_closes_its_doors_twice_does_it_once(monkeypatch):
    closed = []
    monkeypatch.setattr(people.way_out, "_closings", closed)
    for _ in range(2):
        people.way_out.when_stopped(close_ways_in)
    assert len(closed) == 1
