"""What can be done with a consent: the change, the entry in the log, and that a refusal leaves nothing."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction

from samspor.access.rules import Permission
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.messages.models import Message
from samspor.people import api as people
from samspor.people.models import Guardianship
from samspor.people.queries import way_out
from samspor.sharing import actions, api, queries
from samspor.sharing.jobs import remove_outdated, tidy
from samspor.sharing.models import EffortConsent, ExchangeAnswer, ExchangeConsent, Notice
from samspor.sharing.queries import hearing
from samspor.sharing.rules.words import Act, Lane, Purpose, Said, Sector, State, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.sharing.conftest import DAY, LONGEST, PURPOSE, UNTIL, now, renew, say, take_back

YEAR = 365 * DAY


def entry(verb):
    return Entry.objects.filter(verb=verb).latest("pk")


@pytest.fixture
def stop(monkeypatch, cast):
    """Somebody above has said that nothing may reach Bo's parents."""

    def check(_, child):
        if child.pk == cast.bo.pk:
            raise Refused("Der er et stop.")

    monkeypatch.setattr(way_out, "_checks", [check])
    monkeypatch.setattr(way_out, "_among", [lambda keys: frozenset(keys) & {cast.bo.pk}])


def test_ask_everybody_with_custody_about_topics_for_a_time(cast, far, ask):
    made = ask(topics=["wellbeing", "language", "wellbeing"], to_unit=cast.ppr, to_person="  Peter Winther ")
    assert (made.child, made.unit, made.asked_by) == (cast.bo, cast.solsikken, cast.pia)
    assert (made.topics, made.sender, made.recipient) == (["language", "wellbeing"], "daycare", "ppr")
    assert (made.to_unit, made.to_person, made.aim, made.purpose) == (cast.ppr, "Peter Winther", "early_help", PURPOSE)
    assert set(made.asked_of) == {cast.mor.pk, far.pk}
    assert now(made).state is State.ASKED
    assert now(made).last_day == UNTIL
    held = entry(Verb.EXCHANGE_ASKED)
    assert (held.child_ids, held.after["to"], held.after["topics"]) == ([cast.bo.pk], "ppr", made.topics)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"topics": []}, "topics"), ({"topics": ["moon"]}, "topics"), ({"purpose": "Kort"}, "purpose"),
     ({"until": LONGEST + DAY}, "until"), ({"from_on": TODAY - 2 * YEAR}, "from_on"),
     ({"recipient": Sector.PARENTS}, "recipient"), ({"recipient": Sector.DAYCARE}, "recipient"),
     ({"aim": Purpose.PROTECTION}, "aim"), ({"aim": Purpose.INVESTIGATION}, "aim")],
)  # fmt: skip
def test_ask_is_refused_with_a_sentence_and_leaves_nothing(ask, wrong, field):
    with pytest.raises(Refused) as refused:
        ask(**wrong)
    assert refused.value.field == field
    assert not ExchangeConsent.objects.exists()


def test_ask_for_a_place_of_another_kind_or_that_is_closed_is_refused(cast, ask):
    for unit in (cast.aaskolen, cast.forvaltning):
        with pytest.raises(Refused, match="passer ikke"):
            ask(to_unit=unit)


def test_ask_by_who_has_nothing_to_do_with_the_child(ask):
    for name in ("else_", "jens"):
        with pytest.raises(NotHere):
            ask(by=name)


def test_a_stop_holds_back_what_reaches_the_parents_and_never_a_withdrawal(cast, ask, consent, request):
    say(cast, consent, cast.mor)
    request.getfixturevalue("stop")
    at = {"by": cast.actor("pia"), "at": NOW}
    for held_back in (
        ask,
        lambda: say(cast, consent, cast.mor, Said.NO),
        lambda: renew(cast, consent),
        lambda: actions.give_notice(child=cast.bo, guardian=cast.mor, what="Vi", way=Way.PHONE, given_on=TODAY, **at),
    ):
        with pytest.raises(Refused, match="stop"):
            held_back()
    take_back(cast, consent, cast.mor)
    assert now(consent).state is State.WITHDRAWN


def test_two_who_answer_differently_is_a_state_and_then_they_agree(cast, far, consent):
    say(cast, consent, cast.mor)
    assert now(consent).state is State.ASKED
    assert now(consent).unanswered == (far.pk,)
    say(cast, consent, far, Said.NO, at=NOW + timedelta(minutes=1))
    assert now(consent).state is State.PARTLY
    say(cast, consent, far, at=NOW + timedelta(minutes=2))
    found = now(consent)
    assert (found.state, found.is_in_force, found.last_day) == (State.GIVEN, True, UNTIL)
    assert [one.said for one in found.answers] == ["yes", "no", "yes"]
    assert [one.replaced_at for one in found.answers] == [None, NOW + timedelta(minutes=2), None]
    held = entry(Verb.CONSENT_ANSWERED)
    assert held.after == {"guardian": str(far.pk), "said": "yes", "way": "meeting"}


def test_it_lasts_until_the_first_yes_runs_out(cast, far, consent):
    say(cast, consent, cast.mor)
    say(cast, consent, far, until=TODAY + 10 * DAY)
    assert now(consent).last_day == TODAY + 10 * DAY
    assert now(consent, TODAY + 10 * DAY).is_in_force
    assert now(consent, TODAY + 11 * DAY).state is State.EXPIRED


def test_it_is_not_in_force_before_its_first_day(cast, ask):
    made = ask(from_on=TODAY + 5 * DAY)
    say(cast, made, cast.mor)
    assert now(made).state is State.GIVEN
    assert not now(made).is_in_force
    assert now(made, TODAY + 5 * DAY).is_in_force


def test_an_answer_that_is_not_one(cast, consent):
    adult = factories.guardian(cast.bo, "Farmor Øster", custody=False)
    for wrong in (
        lambda: say(cast, consent, adult),
        lambda: say(cast, consent, None),
        lambda: say(cast, consent, cast.mor, said_on=TODAY + DAY),
        lambda: say(cast, consent, cast.mor, until=LONGEST + DAY),
    ):
        with pytest.raises(Refused):
            wrong()
    with pytest.raises(NotHere):
        say(cast, consent, cast.mor, Said.WITHDRAWN)
    with pytest.raises(NotHere):
        say(cast, consent, cast.mor, by="else_")
    assert not ExchangeAnswer.objects.exists()


def test_withdraw_stops_at_once_stays_documented_and_tells_who_asked(cast, consent):
    say(cast, consent, cast.mor)
    assert api.in_force(cast.bo, "language", Sector.PPR, TODAY) == [consent]
    take_back(cast, consent, cast.mor, by="mads")
    assert now(consent).state is State.WITHDRAWN
    assert api.in_force(cast.bo, "language", Sector.PPR, TODAY) == []
    assert [one.said for one in now(consent).answers] == ["yes", "withdrawn"]
    told = Message.objects.get()
    assert (told.to_id, told.template, told.about_id) == (cast.pia.account_id, "consent_withdrawn", str(consent.pk))
    assert entry(Verb.CONSENT_WITHDRAWN).after == {"guardian": str(cast.mor.pk), "way": "phone"}


def test_who_asked_need_not_be_told_by_oneself_and_what_is_not_given_is_not_taken_back(cast, consent, far):
    say(cast, consent, cast.mor)
    say(cast, consent, far, Said.NO)
    for wrong in (far, None):
        with pytest.raises(Refused, match="ikke sagt ja"):
            take_back(cast, consent, wrong)
    with pytest.raises(Refused, match="før der blev spurgt"):
        take_back(cast, consent, cast.mor, said_on=TODAY - DAY)
    take_back(cast, consent, cast.mor)
    assert not Message.objects.exists()


def told_of_it() -> set[tuple[str, str]]:
    return set(Message.objects.values_list("to__staff__name", "template"))


def test_a_withdrawal_is_told_to_those_who_got_it_and_by_name_have_to_do_with_the_child(cast, ask):
    """Peter is the child's psychologist; Sara knows him by name too, and is not of PPR."""
    for one in (cast.peter, cast.sara):
        factories.affiliation(cast.bo, one)
    held = ask()
    say(cast, held, cast.mor)
    take_back(cast, held, cast.mor, by="mads")
    assert told_of_it() == {("Pia Holm", "consent_withdrawn"), ("Peter Winther", "consent_ended")}


@pytest.mark.parametrize("place", ["solsikken", None])
def test_who_leads_the_place_that_got_it_is_told(cast, ask, place):
    unit = cast.members[place] if place else None
    held = ask(sender=Sector.HEALTH_VISITING, recipient=Sector.DAYCARE, to_unit=unit, by="anna")
    say(cast, held, cast.mor, by="anna")
    take_back(cast, held, cast.mor, by="anna")
    assert told_of_it() == {("Lars Brandt", "consent_ended")}


def test_an_effort_taken_back_is_told_to_who_asked_and_whom_rooms_above_name(cast, effort, monkeypatch):
    monkeypatch.setattr(hearing, "_above", [])

    def above(child, at):
        return [cast.else_] if (child, at) == (cast.bo, NOW) else []

    for _ in range(2):  # twice is as once
        api.also_told(above)
    assert hearing._above == [above]
    say(cast, effort, cast.mor)
    take_back(cast, effort, cast.mor, by="mads")
    assert told_of_it() == {("Pia Holm", "consent_withdrawn"), ("Else Thorsen", "consent_ended")}


def test_a_no_over_a_yes_that_is_written_down_is_told_as_a_yes_taken_back(cast, ask):
    factories.affiliation(cast.bo, cast.peter)
    held = ask()
    say(cast, held, cast.mor)
    assert not Message.objects.exists()
    say(cast, held, cast.mor, Said.NO, by="mads", at=NOW + timedelta(minutes=1))
    assert told_of_it() == {("Pia Holm", "consent_withdrawn"), ("Peter Winther", "consent_ended")}
    say(cast, held, cast.mor, Said.NO, by="mads", at=NOW + timedelta(minutes=2))
    assert Message.objects.count() == 2, "a no over a no ends nothing"


def test_the_no_of_a_child_that_only_is_heard_ends_nothing_and_tells_nobody(cast, ask):
    factories.remembered()
    cast.bo.birth_date = TODAY.replace(year=TODAY.year - 12)
    cast.bo.save()
    held = ask()
    say(cast, held, cast.mor)
    say(cast, held, None)
    say(cast, held, None, Said.NO, by="mads", at=NOW + timedelta(minutes=1))
    assert now(held).state is State.GIVEN
    assert not Message.objects.exists()


WHY = "Det var det forkerte barn"


def mistake(cast, consent, by="mads", **more):
    return actions.take_back_question(by=cast.actor(by), consent=consent, **{"why": WHY, "at": NOW} | more)


def test_what_was_asked_by_mistake_is_taken_back_and_remembered(cast, consent, effort):
    for one in (consent, effort):
        held = mistake(cast, one)
        assert (held.taken_back_at, held.taken_back_by, held.taken_back_why) == (NOW, cast.mads, WHY)
        assert now(one).state is State.TAKEN_BACK
        said = entry(Verb.CONSENT_QUESTION_TAKEN_BACK)
        assert (said.about_id, said.child_ids) == (str(one.pk), [cast.bo.pk])
        with pytest.raises(Refused, match="ved en fejl"):
            say(cast, one, cast.mor)
        for verb in (mistake, partial(take_back, who=cast.mor), renew):
            with pytest.raises(Refused):
                verb(cast, one)
    assert not ExchangeAnswer.objects.exists()


def test_what_is_answered_is_not_taken_back_as_a_question(cast, consent, far):
    say(cast, consent, far, Said.NO)
    with pytest.raises(Refused, match="Der er skrevet et svar ned"):
        mistake(cast, consent)


@pytest.mark.parametrize(
    ("by", "why", "error"), [("pia", " ", Refused), ("anna", WHY, Refused), ("vera", WHY, NotHere)]
)
def test_only_they_who_asked_take_it_back_and_with_a_reason(cast, consent, by, why, error):
    with pytest.raises(error):
        mistake(cast, consent, by=by, why=why)
    assert now(consent).state is State.ASKED


def test_renew_is_one_confirmation_for_all_of_them(cast, far, consent):
    for one in (cast.mor, far):
        say(cast, consent, one)
    late = UNTIL + 3 * DAY
    at = NOW + timedelta(days=103)
    assert now(consent, late).state is State.EXPIRED
    renew(cast, consent, at=at, until=late + 100 * DAY, longest=late + YEAR)
    assert (now(consent, late).state, now(consent, late).last_day) == (State.GIVEN, late + 100 * DAY)
    assert len(now(consent, late).answers) == 4
    assert entry(Verb.CONSENT_RENEWED).after["until"] == str(late + 100 * DAY)


def test_what_not_everybody_agrees_to_is_not_renewed(cast, far, consent):
    say(cast, consent, cast.mor)
    with pytest.raises(Refused, match="alle har sagt ja"):
        renew(cast, consent)
    say(cast, consent, far)
    with pytest.raises(Refused, match="Så længe"):
        renew(cast, consent, until=LONGEST + DAY)
    assert now(consent).last_day == UNTIL


def test_who_gets_custody_later_stops_it_until_they_have_said_yes(cast, consent):
    say(cast, consent, cast.mor)
    assert now(consent).is_in_force
    new = factories.guardian(cast.bo, "Ny Mor")
    found = now(consent)
    assert (found.state, found.new, found.is_in_force) == (State.ASKED, (new.pk,), False)
    say(cast, consent, new)
    assert (now(consent).state, now(consent).new) == (State.GIVEN, ())


def test_a_no_outlives_custody_and_a_yes_does_not(cast, far, consent):
    say(cast, consent, cast.mor)
    say(cast, consent, far, Said.NO)
    tie = Guardianship.objects.filter(child=cast.bo, guardian=far)
    factories.remembered()
    tie.update(to_on=TODAY)
    assert now(consent).state is State.PARTLY
    assert now(consent, TODAY + DAY).state is State.REFUSED
    tie.update(from_on=TODAY + 3 * DAY, to_on=None)
    assert now(consent).state is State.REFUSED
    assert now(consent, TODAY + 3 * DAY).state is State.PARTLY


def test_what_was_taken_back_never_comes_back_because_somebody_leaves(cast, far, consent):
    for one in (cast.mor, far):
        say(cast, consent, one)
    take_back(cast, consent, far)
    factories.remembered()
    Guardianship.objects.filter(child=cast.bo, guardian=far).update(has_custody=False)
    assert now(consent).state is State.WITHDRAWN
    assert api.consents_of(cast.bo, TODAY + 50 * DAY) == []


def test_a_childs_yes_from_before_it_decides_is_asked_for_again(cast, young, ask):
    made = ask(by="tine", child=young, sender=Sector.SCHOOL)
    for who in (cast.mor, None):
        say(cast, made, who, by="tine")
    assert now(made, TODAY + 9 * DAY).is_in_force
    found = now(made, TODAY + 10 * DAY)
    assert (found.state, found.new, found.unanswered) == (State.ASKED, (None,), (None,))
    later = NOW + timedelta(days=10)
    say(cast, made, None, by="tine", at=later)
    assert now(made, TODAY + 10 * DAY).is_in_force


def test_a_childs_own_no_after_it_was_heard_decides_from_the_birthday(cast, young, ask):
    made = ask(by="tine", child=young, sender=Sector.SCHOOL)
    say(cast, made, cast.mor, by="tine")
    say(cast, made, None, Said.NO, by="tine")
    assert not now(made).is_refused
    assert now(made, TODAY + 10 * DAY).is_refused


def test_without_anybody_with_custody_nothing_is_given(cast, young, ask):
    made = ask(by="tine", child=young, sender=Sector.SCHOOL)
    later = NOW + timedelta(days=10)
    for who in (cast.mor, None):
        say(cast, made, who, by="tine", at=later)
    assert now(made, TODAY + 10 * DAY).is_in_force
    factories.remembered()
    Guardianship.objects.filter(child=young).update(has_custody=False)
    assert now(made, TODAY + 10 * DAY).state is State.ASKED
    with pytest.raises(Refused, match="forældremyndigheden i dag"):
        say(cast, made, cast.mor, by="tine", at=later)


def test_a_yes_from_a_page_that_is_old_is_refused(cast, consent):
    first = say(cast, consent, cast.mor)
    seen = now(consent).seen
    take_back(cast, first, cast.mor)
    for said in (Said.YES, Said.NO):
        with pytest.raises(Refused, match="skrevet et andet svar ned imens"):
            say(cast, consent, cast.mor, said, built_on=seen)
    with pytest.raises(Refused, match="skrevet et andet svar ned imens"):
        say(cast, consent, cast.mor, built_on=())
    assert now(consent).state is State.WITHDRAWN
    assert say(cast, consent, cast.mor)
    assert now(consent).is_in_force


def test_what_another_said_meanwhile_is_in_nobodys_way(cast, far, consent):
    seen = now(consent).seen
    say(cast, consent, cast.mor)
    say(cast, consent, far, built_on=seen)
    assert now(consent).is_in_force


def test_a_renewal_from_an_old_page_is_refused(cast, consent):
    say(cast, consent, cast.mor)
    seen = now(consent).seen
    say(cast, consent, cast.mor, until=UNTIL - DAY)
    with pytest.raises(Refused, match="skrevet et andet svar ned imens"):
        renew(cast, consent, built_on=seen)


def test_a_yes_said_before_it_was_taken_back_does_not_undo_it(cast, consent):
    later = NOW + timedelta(days=2)
    say(cast, consent, cast.mor)
    take_back(cast, consent, cast.mor, at=later)
    with pytest.raises(Refused, match="være sagt senere"):
        say(cast, consent, cast.mor, at=later, said_on=TODAY + DAY)
    say(cast, consent, cast.mor, Said.NO, at=later, said_on=TODAY + DAY)
    say(cast, consent, cast.mor, at=later)
    assert now(consent, TODAY + 2 * DAY).is_in_force


def test_a_yes_lasts_no_longer_than_what_was_asked_and_a_no_has_no_end(cast, consent):
    with pytest.raises(Refused, match="tidligere dag"):
        say(cast, consent, cast.mor, until=UNTIL + DAY)
    say(cast, consent, cast.mor, Said.NO, until=LONGEST + YEAR)
    assert now(consent).standing[cast.mor.pk].expires_on == TODAY


def test_a_yes_to_what_another_service_asked_is_not_ours_to_write(cast, consent):
    for said, wanted in ((Said.YES, "Børnehuset Solsikken har spurgt"), (Said.NO, None)):
        if wanted:
            with pytest.raises(Refused, match=wanted):
                say(cast, consent, cast.mor, said, by="anna")
        else:
            say(cast, consent, cast.mor, said, by="anna")
    say(cast, consent, cast.mor, by="mads")
    with pytest.raises(Refused, match="Børnehuset Solsikken har spurgt"):
        renew(cast, consent, by="anna")
    take_back(cast, consent, cast.mor, by="anna")
    assert now(consent).state is State.WITHDRAWN


@pytest.fixture
def young(cast):
    """Fifteen in ten days."""
    made = factories.child(cast.klasse_0a, "Une Ung", birth_date=date(2011, 12, 3))
    factories.tie(made, cast.mor)
    return made


def test_a_birthday_asks_the_young_person_too(cast, young, ask):
    made = ask(by="tine", child=young, sender=Sector.SCHOOL)
    say(cast, made, cast.mor, by="tine")
    assert now(made, TODAY + 9 * DAY).is_in_force
    found = now(made, TODAY + 10 * DAY)
    assert (found.state, found.new) == (State.ASKED, (None,))
    later = NOW + timedelta(days=10)
    say(cast, made, None, by="tine", at=later)
    assert now(made, TODAY + 10 * DAY).is_in_force
    take_back(cast, made, None, by="tine", at=later)
    assert now(made, TODAY + 10 * DAY).state is State.WITHDRAWN


def test_from_ten_a_childs_own_no_is_written_down_and_does_not_decide_yet(cast, young, ask):
    made = ask(by="tine", child=young, sender=Sector.SCHOOL)
    say(cast, made, cast.mor, by="tine")
    assert not now(made).childs_no
    say(cast, made, None, Said.NO, by="tine")
    assert now(made).childs_no
    assert now(made).is_in_force
    assert now(made, TODAY + 10 * DAY).state is State.PARTLY


def test_an_effort_is_a_record_of_its_own_with_the_same_answers(cast, far, effort):
    assert (effort.effort, effort.unit, set(effort.asked_of)) == (
        "Sproggruppe to gange om ugen", cast.solsikken, {cast.mor.pk, far.pk},
    )  # fmt: skip
    for one in (cast.mor, far):
        say(cast, effort, one)
    assert now(effort).is_in_force
    renew(cast, effort)
    take_back(cast, effort, far)
    assert now(effort).state is State.WITHDRAWN
    assert not ExchangeConsent.objects.exists()
    assert api.consents_of(cast.bo, TODAY) == []
    assert [one.consent for one in api.efforts_of(cast.bo, TODAY)] == [effort]
    assert entry(Verb.EFFORT_ASKED).about_id == str(effort.pk)


def test_an_effort_without_words_is_refused(cast):
    with pytest.raises(Refused, match="hvad indsatsen er"):
        actions.ask_effort(
            by=cast.actor("pia"), child=cast.bo, effort=" ", purpose=PURPOSE, from_on=TODAY, until=UNTIL,
            longest=LONGEST, at=NOW,
        )  # fmt: skip


def notice(cast, guardian=None, **more):
    given = {"what": "Vi skriver om sproget.", "way": Way.PHONE, "given_on": TODAY} | more
    return actions.give_notice(by=cast.actor("pia"), child=cast.bo, guardian=guardian, at=NOW, **given)


def test_a_notice_from_a_year_that_is_wrong_is_refused(cast):
    with pytest.raises(Refused, match="mere end et år tilbage"):
        notice(cast, cast.mor, given_on=TODAY - 366 * DAY)
    assert notice(cast, cast.mor, given_on=TODAY - YEAR)


def test_a_handover_between_two_of_a_kind_can_be_asked_for_when_the_place_is_named(cast, ask):
    with pytest.raises(Refused, match="Det er jer selv"):
        ask(recipient=Sector.DAYCARE, to_unit=cast.solsikken)
    made = ask(recipient=Sector.DAYCARE, to_unit=cast.elverhoej)
    say(cast, made, cast.mor)
    assert lane(cast, to=Sector.DAYCARE).lane is Lane.BLOCKED
    assert lane(cast, to=Sector.DAYCARE, to_unit=cast.elverhoej).lane is Lane.CONSENT


def test_a_notice_says_what_was_told_to_whom(cast):
    made = notice(cast, cast.mor)
    assert (made.guardian, made.what, made.way, made.given_on) == (
        cast.mor, "Vi skriver om sproget.", "phone", TODAY,
    )  # fmt: skip
    assert entry(Verb.NOTICE_GIVEN).after == {"guardian": str(cast.mor.pk), "way": "phone", "on": str(TODAY)}
    assert notice(cast).guardian is None
    assert [one.given_by for one in queries.notices_of(cast.bo)] == [cast.pia, cast.pia]


def test_a_notice_to_a_stranger_of_nothing_or_of_tomorrow_is_none(cast):
    stranger = factories.guardian(cast.frida, "Mona Kilde")
    with pytest.raises(NotHere):
        notice(cast, stranger)
    for wrong in ({"what": "  "}, {"given_on": TODAY + DAY}):
        with pytest.raises(Refused):
            notice(cast, cast.mor, **wrong)
    assert not Notice.objects.exists()


def test_it_is_written_for_the_unit_one_works_in_when_the_child_is_elsewhere(cast, ask):
    made = ask(by="sara", child=cast.asta, sender=Sector.FAMILY_CASEWORK)
    assert made.unit == cast.familie


def test_a_page_merged_away_keeps_what_was_agreed(cast, ask):
    twin = factories.child(cast.blaamejserne, "Bo Øster-To")
    factories.tie(twin, cast.mor)
    made = ask(child=twin)
    say(cast, made, cast.mor)
    people.merge_children(by=cast.actor("lars"), kept=cast.bo, other=twin, at=NOW)
    assert api.consents_of(cast.bo, TODAY) == [made]
    assert now(made).is_in_force


@pytest.mark.parametrize("own", [False, True])
def test_one_answer_of_each_stands_also_of_the_young_person(cast, consent, own):
    given = {
        "consent": consent, "guardian": None if own else cast.mor, "said": "yes", "way": "phone", "said_on": TODAY,
        "expires_on": UNTIL, "recorded_by": cast.pia, "entered_at": NOW,
    }  # fmt: skip
    factories.remembered()
    ExchangeAnswer.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeAnswer.objects.create(**given)
    ExchangeAnswer.objects.create(**given, replaced_at=NOW)


def test_a_consent_cannot_end_before_it_begins(consent):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeConsent.objects.filter(pk=consent.pk).update(expires_on=TODAY - DAY)


# What the rooms above ask.


def lane(cast, name="pia", **more):
    asked = {
        "act": Act.SEND, "to": Sector.PPR, "purpose": Purpose.EARLY_HELP, "topics": ["language"],
    } | more  # fmt: skip
    return api.lane_for(cast.actor(name), asked.pop("child", cast.bo), **asked)


def test_the_lane_follows_the_consent_from_one_moment_to_the_next(cast, far, consent):
    assert lane(cast).lane is Lane.BLOCKED
    for one in (cast.mor, far):
        say(cast, consent, one)
    assert lane(cast).lane is Lane.CONSENT
    assert lane(cast, topics=["language", "health"]).lane is Lane.BLOCKED
    assert lane(cast, to=Sector.SCHOOL).lane is Lane.BLOCKED
    assert lane(cast, asker=Sector.SCHOOL).lane is Lane.BLOCKED
    take_back(cast, consent, far)
    assert lane(cast).lane is Lane.BLOCKED


def test_a_consent_to_one_place_or_person_is_not_one_to_them_all(cast, ask):
    made = ask(to_unit=cast.ppr)
    say(cast, made, cast.mor)
    assert lane(cast).lane is Lane.BLOCKED
    assert lane(cast, to_unit=cast.familie).lane is Lane.BLOCKED
    assert lane(cast, to_unit=cast.ppr).lane is Lane.CONSENT
    person = ask(recipient=Sector.VOLUNTARY, to_person="Karla fra Ventilen")
    say(cast, person, cast.mor)
    assert lane(cast, to=Sector.VOLUNTARY).lane is Lane.BLOCKED
    assert lane(cast, to=Sector.VOLUNTARY, to_person=" karla fra ventilen").lane is Lane.CONSENT


def test_the_lane_knows_the_stop_the_age_and_ones_own_sector(cast, consent, request):
    assert lane(cast, to=Sector.PARENTS, to_guardian=cast.mor).lane is Lane.FREE
    school = {"act": Act.INVITE, "to": Sector.SCHOOL}
    assert lane(cast, **school, ssd_used=0).lane is Lane.SSD
    assert lane(cast, **school, ssd_used=1).lane is Lane.BLOCKED
    assert lane(cast, **school, ssd_used=1, has_special_reason=True).lane is Lane.SSD
    assert lane(cast, is_named=False).lane is Lane.FREE
    notified = {"to": Sector.FAMILY_CASEWORK, "has_notification": True}
    assert lane(cast, **notified, purpose=Purpose.PROTECTION).row == "notification_more"
    assert lane(cast, **notified).lane is Lane.BLOCKED
    assert lane(cast, purpose=None).row == "not_known"
    assert lane(cast, "jens", to=Sector.OWN_UNIT).row == "not_known"  # an office is no service to a child
    request.getfixturevalue("stop")
    assert lane(cast, to=Sector.PARENTS, to_guardian=cast.mor).lane is Lane.BLOCKED
    assert lane(cast, **school, ssd_used=0).row == "ssd_stop"


def test_what_is_not_said_is_answered_narrowly(cast, far):
    assert lane(cast, act=Act.INVITE, to=Sector.SCHOOL).row == "ssd_used_up_invite"
    factories.remembered()
    Guardianship.objects.filter(child=cast.bo, guardian=far).update(has_custody=False)
    for who, row in ((None, "parents_no_custody"), (far, "parents_no_custody"), (cast.mor, "parents_send")):
        assert lane(cast, to=Sector.PARENTS, to_guardian=who).row == row
    for unit, row in ((None, "not_known"), (cast.elverhoej, "not_known"), (cast.solsikken, "own_unit_send")):
        assert lane(cast, to=Sector.OWN_UNIT, to_unit=unit).row == row


def test_the_profile_says_whether_the_school_is_its_own_authority(cast, settings):
    asked = {"to": Sector.SCHOOL, "purpose": Purpose.EVERYDAY}
    assert lane(cast, **asked).row == "no_consent_school"
    settings.PROFILE = replace(settings.PROFILE, school_is_own_authority=True)
    assert lane(cast, **asked).row == "everyday_daycare_school"


def test_a_no_to_just_that_holds_also_for_everyday_life(cast, far, ask, effort):
    say(cast, effort, cast.mor, Said.NO)
    assert lane(cast, purpose=Purpose.EVERYDAY).lane is Lane.FREE
    made = ask(aim=Purpose.EVERYDAY)
    assert lane(cast, purpose=Purpose.EVERYDAY).lane is Lane.FREE
    say(cast, made, cast.mor, Said.NO)
    assert lane(cast, purpose=Purpose.EVERYDAY).row == "refused_everyday"
    assert lane(cast, purpose=Purpose.EARLY_HELP).row == "no_consent_ppr"


def test_a_child_that_is_not_born_has_no_age(cast):
    unborn = factories.child(None, "Barn Ventet", birth_date=None, due_date=TODAY + 60 * DAY, mother=cast.mor)
    assert lane(cast, "anna", child=unborn, act=Act.INVITE, to=Sector.FAMILY_CASEWORK).lane is Lane.BLOCKED


# What has had its time.


def test_what_ended_so_many_years_ago_is_removed_with_its_answers(cast, consent, effort):
    say(cast, consent, cast.mor)
    notice(cast, cast.mor)
    end = date(UNTIL.year + 5, UNTIL.month, UNTIL.day)
    before = NOW.replace(year=end.year, month=end.month, day=end.day) - timedelta(days=1)
    assert remove_outdated(before.replace(year=2031, month=11, day=22), years=5) == {"consents": 0, "notices": 0}
    assert remove_outdated(before, years=5) == {"consents": 0, "notices": 1}
    assert remove_outdated(before + timedelta(days=1), years=5) == {"consents": 2, "notices": 0}
    assert not any(one.objects.exists() for one in (ExchangeConsent, EffortConsent, Notice))
    assert Entry.objects.filter(verb=Verb.CONSENTS_REMOVED, child_ids=[cast.bo.pk]).count() == 3


def test_a_later_yes_keeps_it_longer(cast, consent):
    say(cast, consent, cast.mor)
    renew(cast, consent, until=LONGEST)
    end = NOW.replace(year=UNTIL.year + 5, month=UNTIL.month, day=UNTIL.day) + timedelta(days=1)
    assert remove_outdated(end, years=5)["consents"] == 0


def test_the_night_removes_by_itself(cast, consent):
    tidy(int(NOW.timestamp()))
    assert ExchangeConsent.objects.exists()


def test_asking_is_for_those_who_have_to_do_with_the_child(cast):
    assert Permission.CONSENT_ASK in Permission
    for name in ("pia", "lars", "anna"):
        assert cast.actor(name).scope(Permission.CONSENT_ASK)
    assert not cast.actor("jens").scope(Permission.CONSENT_READ)
