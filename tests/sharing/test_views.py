"""The pages of sharing as people meet them: the map, what is asked, what one parent sees, and from outside."""

import html
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people.models import Employment, Guardian, Guardianship
from samspor.people.queries import way_out
from samspor.sharing import pages, queries
from samspor.sharing.models import EffortConsent, ExchangeConsent, Notice
from samspor.sharing.pages.picture import Between, picture
from samspor.sharing.rules.table import table
from samspor.sharing.rules.words import Lane, Said, Sector, State
from tests import factories
from tests.cast import NOW, TODAY
from tests.sharing.conftest import DAY, LONGEST, PURPOSE, now, renew, say, take_back


def key(**more):
    return {"form_key": str(uuid4()), **more}


def text(response):
    return html.unescape(response.content.decode())


def url(name, *args):
    return reverse(f"sharing:{name}", args=[getattr(one, "pk", one) for one in args])


def seen(browser, way):
    """What stood when the page was shown, as the form carries it."""
    return re.search(r'name="built_on"[^>]*?(?:value="([^"]*)"[^>]*)?>', text(browser.get(way)))[1] or ""


def tie(child, guardian):
    return Guardianship.objects.get(child=child, guardian=guardian)


def test_the_table_is_to_be_read_by_all_who_work_here_with_every_row(as_):
    shown = text(as_("dorte").get(url("lanes")))
    assert all(one.title in shown and one.sentence in shown for one in table())
    assert "retsplejeloven § 115, stk. 2" in shown
    assert [one.key for one in pages.sections(TODAY)] == list(Lane)


def test_an_empty_map_says_what_to_do(as_, cast):
    shown = text(as_("pia").get(url("map", cast.bo)))
    for words in ("Ingen har samtykke endnu", "Spørg om samtykke", "Der er ikke spurgt om samtykke til en indsats",
                  "Det er ikke skrevet ned, at familien har fået besked", "Som Lone Øster ser det"):  # fmt: skip
        assert words in shown
    assert "sharing-picture" not in shown
    assert Entry.objects.filter(verb=Verb.SHARING_SEEN, child_ids=[cast.bo.pk]).exists()


ASK = {
    "topics": ["language", "wellbeing"], "sender": "daycare", "recipient": "ppr", "to_unit": "", "to_person": "",
    "aim": "early_help", "purpose": PURPOSE, "from_on": "2026-11-23", "until": "2027-03-03",
}  # fmt: skip


def test_a_year_typed_wrong_is_said_and_nothing_is_lost(as_, cast):
    answer = as_("pia").post(url("ask", cast.bo), ASK | key(from_on="9999-12-31", until="9999-12-31"))
    assert answer.status_code == 422
    assert "for langt ude i fremtiden" in text(answer)
    assert PURPOSE in text(answer)
    assert not ExchangeConsent.objects.exists()


def test_ask_one_says_yes_the_other_no_then_yes_and_it_holds(as_, cast, far):
    pia = as_("pia")
    offered = text(pia.get(url("ask", cast.bo)))
    assert re.search(r'value="daycare"[^>]* selected', offered)
    assert 'value="2027-11-23"' in offered
    sent = ASK | key(to_unit=str(cast.ppr.pk))
    first, second = pia.post(url("ask", cast.bo), sent), pia.post(url("ask", cast.bo), sent)
    made = ExchangeConsent.objects.get()
    assert first.url == second.url == url("map", cast.bo) + "#deling"
    assert made.to_unit == cast.ppr
    steps = [(cast.mor, "yes", "Venter på svar"), (far, "no", "De har svaret forskelligt"), (far, "yes", "Gælder")]
    for minute, (who, said, state) in enumerate(steps):
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            given = {"who": str(who.pk), "said": said, "way": "meeting", "said_on": "2026-11-23", "until": "2027-03-03"}
            answer = pia.post(url("answer", made), key(**given, built_on=seen(pia, url("answer", made))))
        assert answer.url == url("map", cast.bo) + f"#linje-{made.pk}"
        assert state in text(pia.get(url("map", cast.bo)))
    shown = text(pia.get(url("map", cast.bo)))
    for words in ("1 samtykke gælder i dag", "Dagtilbud til PPR", "Trivsel i hverdagen, sprog", "Træk tilbage", "Forny",
                  "Ove Øster: nej, ved en samtale 23. november 2026", "til 3. mar. 2027",
                  "Trivsel og 1 til", "sharing-given"):  # fmt: skip
        assert words in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"topics": []}, "mindst"), ({"recipient": ""}, "Vælg"), ({"recipient": "daycare"}, "Det er jer selv"),
     ({"purpose": "Kort"}, "med en sætning"), ({"until": "2029-01-01"}, "Så længe")],
)  # fmt: skip
def test_what_was_typed_is_kept_when_it_is_refused(as_, cast, wrong, said):
    answer = as_("pia").post(url("ask", cast.bo), ASK | key(to_person="Peter fra PPR") | wrong)
    assert answer.status_code == 422
    assert said in text(answer)
    assert "Peter fra PPR" in text(answer)
    assert not ExchangeConsent.objects.exists()


def test_an_effort_is_asked_for_and_answered_by_itself(as_, cast):
    pia, of = as_("pia"), {"purpose": PURPOSE, "from_on": "2026-11-23", "until": "2027-03-03"}
    pia.post(url("ask_effort", cast.bo), key(effort="Sproggruppe", **of))
    made = EffortConsent.objects.get()
    said = {"who": str(cast.mor.pk), "said": "yes", "way": "paper", "said_on": "2026-11-23", "until": "2027-03-03"}
    pia.post(url("effort_answer", made), key(**said))
    shown = text(pia.get(url("map", cast.bo)))
    assert "Sproggruppe" in shown
    assert "Ingen har samtykke endnu" in shown
    for name in ("effort_withdraw", "effort_renew"):
        assert "Sproggruppe" in text(pia.get(url(name, made)))


def test_withdraw_is_two_taps_and_renew_one(as_, cast, far, consent):
    for one in (cast.mor, far):
        say(cast, consent, one)
    pia = as_("pia")
    offered = text(pia.get(url("renew", consent)))
    assert "Spørg Lone Øster og Ove Øster" in offered
    assert re.search(r'value="meeting"[^>]* checked', offered)
    renewed = {"way": "meeting", "said_on": "2026-11-23", "until": "2027-11-23"}
    pia.post(url("renew", consent), key(**renewed, built_on=seen(pia, url("renew", consent))))
    assert now(consent).last_day == date(2027, 11, 23)
    assert "Ove Øster" in text(pia.get(url("withdraw", consent)))
    pia.post(url("withdraw", consent), key(who=str(far.pk), way="phone", said_on="2026-11-23"))
    shown = text(pia.get(url("map", cast.bo)))
    assert "Trukket tilbage" in shown
    assert "0 samtykker gælder i dag" in shown
    assert "Det kan kun fornyes" in text(pia.get(url("renew", consent)))


def test_with_one_yes_it_is_known_whose_it_is_and_with_none_there_is_nothing(as_, cast, consent):
    pia = as_("pia")
    assert "Ingen har sagt ja" in text(pia.get(url("withdraw", consent)))
    say(cast, consent, cast.mor)
    assert re.search(rf'value="{cast.mor.pk}"[^>]* checked', text(pia.get(url("withdraw", consent))))


def test_a_child_from_ten_is_heard_and_from_fifteen_decides(as_, cast, ask):
    ten = factories.child(cast.klasse_0a, "Tira Ti", birth_date=date(2015, 1, 1))
    factories.tie(ten, cast.mor)
    made = ask(by="tine", child=ten, sender=Sector.SCHOOL)
    say(cast, made, cast.mor, by="tine")
    tine = as_("tine")
    assert "Tira (bliver hørt)" in text(tine.get(url("answer", made)))
    said = {"who": "barnet", "said": "no", "way": "meeting", "said_on": "2026-11-23", "until": "2027-03-03"}
    tine.post(url("answer", made), key(**said))
    assert "Tira har selv sagt nej" in text(tine.get(url("map", ten)))
    tine.post(url("answer", made), key(**said | {"said": "yes"}, built_on=seen(tine, url("answer", made))))
    assert now(made).is_in_force
    ten.birth_date = date(2011, 11, 24)
    factories.remembered()
    ten.save()
    with time_machine.travel(NOW + DAY, tick=False):
        tine = as_("tine")
        assert "Tira er fyldt 15 år og skal selv svare" in text(tine.get(url("map", ten)))
        assert "(bliver hørt)" not in text(tine.get(url("answer", made)))


def test_a_young_person_asked_today_is_not_said_to_have_had_a_birthday_since(as_, cast, ask):
    young = factories.child(cast.klasse_0a, "Une Ung", birth_date=date(2010, 1, 1))
    factories.tie(young, cast.mor)
    ask(by="tine", child=young, sender=Sector.SCHOOL)
    shown = text(as_("tine").get(url("map", young)))
    assert "Har ikke svaret" in shown
    assert "er fyldt 15 år" not in shown


def test_an_effort_speaks_of_the_effort_and_not_of_sharing(as_, cast, far, effort):
    say(cast, effort, cast.mor)
    pia = as_("pia")
    assert "Indsatsen kan ikke begynde, før alle har sagt ja." in text(pia.get(url("map", cast.bo)))
    say(cast, effort, far, Said.NO)
    assert "Indsatsen kan ikke begynde. Tal med dem" in text(pia.get(url("map", cast.bo)))
    shown = text(pia.get(url("effort_withdraw", effort)))
    assert ("Stop indsatsen nu" in shown, "delingen" in shown) == (True, False)


def test_when_whoever_asked_has_left_those_of_the_unit_follow_it_up(as_, cast, far, consent):
    say(cast, consent, cast.mor)
    say(cast, consent, far, Said.NO)
    assert "Tal med forældrene om samtykket til Bo" not in day(as_, "lars", NOW)
    factories.remembered()
    Employment.objects.filter(staff=cast.pia).delete()
    for name in ("lars", "mads"):
        assert "Tal med forældrene om samtykket til Bo" in day(as_, name, NOW)
    assert "Tal med forældrene om samtykket til Bo" not in day(as_, "anna", NOW)


def test_new_custody_is_said_and_nobody_with_custody_too(as_, cast, consent):
    say(cast, consent, cast.mor)
    factories.guardian(cast.bo, "Ny Mor")
    assert "Ny Mor har fået forældremyndighed, siden I spurgte" in text(as_("pia").get(url("map", cast.bo)))
    factories.remembered()
    Guardianship.objects.filter(child=cast.bo).update(has_custody=False)
    for page in (url("map", cast.bo), url("answer", consent)):
        assert "Der står ingen med forældremyndighed" in text(as_("pia").get(page))


def test_a_yes_that_ran_out_and_one_that_has_not_begun(as_, cast, consent, ask):
    say(cast, consent, cast.mor, until=TODAY)
    later = ask(from_on=TODAY + 9 * DAY, recipient=Sector.VOLUNTARY, to_person="Karla")
    say(cast, later, cast.mor)
    assert "Gælder fra 2. december 2026" in text(as_("pia").get(url("map", cast.bo)))
    assert "Karla (en frivillig)" in text(as_("pia").get(url("map", cast.bo)))
    with time_machine.travel(NOW + DAY, tick=False):
        assert "Ja, men det er udløbet" in text(as_("pia").get(url("map", cast.bo)))


def test_tell_the_family_and_see_that_it_was_told(as_, cast):
    pia = as_("pia")
    for who in (str(cast.mor.pk), "barnet"):
        given = {"who": who, "what": "Vi skriver om sproget.", "way": "phone", "given_on": "2026-11-23"}
        pia.post(url("tell", cast.bo), key(**given))
    assert Notice.objects.count() == 2
    shown = text(pia.get(url("map", cast.bo)))
    assert "Vi skriver om sproget." in shown
    assert "I telefonen, 23. november 2026" in shown


# What one parent sees.


def test_a_parent_sees_their_own_answer_and_nothing_of_the_other(as_, cast, far, consent, effort):
    say(cast, consent, cast.mor)
    say(cast, consent, far, Said.NO)
    given = {"what": "Til far alene", "way": "phone", "given_on": "2026-11-23"}
    as_("pia").post(url("tell", cast.bo), key(who=str(far.pk), **given))
    hers = text(as_("pia").get(url("seen_as", tie(cast.bo, cast.mor))))
    his = text(as_("pia").get(url("seen_as", tie(cast.bo, far))))
    assert "Dit svar: ja" in hers
    assert "Det er ikke i kraft endnu" in hers
    assert "Dit svar: nej" in his
    assert "Du har ikke svaret endnu" in his  # of the effort
    for secret in ("Ove Øster", "Havnevej", "55 55 99 99", "Til far alene", "nej, "):
        assert secret not in hers
    for secret in ("Lone Øster", "Åvej", "55 55 12 34", "lone@example.org"):
        assert secret not in his
    assert "Til far alene" in his
    assert Entry.objects.filter(verb=Verb.SHARING_SHOWN_AS, child_ids=[cast.bo.pk]).count() == 2


def test_when_it_holds_both_see_until_when(as_, cast, far, consent):
    for one in (cast.mor, far):
        say(cast, consent, one)
    for one in (cast.mor, far):
        assert "til og med 3. marts 2027" in text(as_("pia").get(url("seen_as", tie(cast.bo, one))))


def shown_as(as_, cast, guardian):
    """One parent's page without what is new each time."""
    page = text(as_("pia").get(url("seen_as", tie(cast.bo, guardian))))
    return re.search(r"<main.*</main>", page, re.DOTALL)[0]


def test_nothing_of_what_the_other_parent_does_changes_what_one_sees_of_a_line_not_in_force(as_, cast, far, consent):
    say(cast, consent, cast.mor)
    waiting = shown_as(as_, cast, cast.mor)
    assert "til 3. mar. 2027" in waiting
    say(cast, consent, far, Said.NO)
    assert shown_as(as_, cast, cast.mor) == waiting
    say(cast, consent, far, until=TODAY + 9 * DAY)
    assert "2. dec" not in shown_as(as_, cast, cast.mor)
    take_back(cast, consent, far)
    assert shown_as(as_, cast, cast.mor) == waiting


def test_a_line_one_has_not_answered_does_not_go_because_the_other_takes_it_back(as_, cast, far, consent):
    before = shown_as(as_, cast, far)
    say(cast, consent, cast.mor, until=TODAY + 9 * DAY)
    assert shown_as(as_, cast, far) == before
    take_back(cast, consent, cast.mor)
    assert shown_as(as_, cast, far) == before
    assert "Du har ikke svaret endnu" in before


def test_where_the_home_is_covered_a_notice_is_only_when_and_how(as_, cast, far):
    given = {"what": "Bo er flyttet til Åvej", "way": "phone", "given_on": "2026-11-23"}
    as_("pia").post(url("tell", cast.bo), key(who=str(far.pk), **given))
    assert "Åvej" in shown_as(as_, cast, far)
    factories.remembered()
    Guardian.objects.filter(pk=cast.mor.pk).update(protected_until=TODAY + 90 * DAY)
    his = shown_as(as_, cast, far)
    assert "Åvej" not in his
    assert "Du har fået en besked (i telefonen, 23. november 2026)" in his


def test_where_the_home_is_covered_a_parent_elsewhere_reads_no_place(as_, cast, far, ask, effort):
    made = ask(to_unit=cast.ppr, recipient=Sector.PPR)
    for one in (cast.mor, far):
        say(cast, made, one)
    factories.remembered()
    Guardian.objects.filter(pk=cast.mor.pk).update(protected_until=TODAY + 90 * DAY)
    his = text(as_("pia").get(url("seen_as", tie(cast.bo, far))))
    assert "Dagtilbud til PPR" in his
    assert "En indsats" in his
    for secret in (PURPOSE, "Sproggruppe", "Solsikken", "Lone"):
        assert secret not in his
    assert PURPOSE in text(as_("pia").get(url("seen_as", tie(cast.bo, cast.mor))))


def test_who_is_not_asked_and_what_is_over_is_not_shown(as_, cast, consent):
    adult = factories.guardian(cast.bo, "Farmor Øster", custody=False)
    assert "Her er ikke noget at svare på" in text(as_("pia").get(url("seen_as", tie(cast.bo, adult))))
    say(cast, consent, cast.mor)
    take_back(cast, consent, cast.mor)
    assert "Dit svar: trukket tilbage" in text(as_("pia").get(url("seen_as", tie(cast.bo, cast.mor))))
    with time_machine.travel(NOW + 101 * DAY, tick=False):
        assert "Ingen har spurgt om noget" in text(as_("pia").get(url("seen_as", tie(cast.bo, cast.mor))))


# What another service wrote in its own words.


def test_what_another_service_wrote_is_read_by_that_service_alone(as_, cast, ask):
    factories.affiliation(cast.bo, cast.sara)
    given = {"what": "Mor fortalte om en underretning", "way": "phone", "given_on": "2026-11-23"}
    sara = as_("sara")
    sara.post(url("tell", cast.bo), key(who=str(cast.mor.pk), **given))
    of = {"purpose": "At mor får støtte efter volden.", "from_on": "2026-11-23", "until": "2027-03-03"}
    sara.post(url("ask_effort", cast.bo), key(effort="Familiebehandling", **of))
    ask(by="sara", sender=Sector.FAMILY_CASEWORK, recipient=Sector.VOLUNTARY, to_person="Karla", purpose=of["purpose"])
    secrets = ("underretning", "Familiebehandling", "volden", "Karla")
    hers = re.search(r"<main.*</main>", text(sara.get(url("map", cast.bo))), re.DOTALL)[0]
    assert all(one in hers for one in secrets)
    for name in ("pia", "anna"):
        page = text(as_(name).get(url("map", cast.bo)))
        shown = re.search(r"<main.*</main>", page, re.DOTALL)[0].replace("skal du underrette", "")
        assert not [one for one in secrets if one in shown]
        assert shown.count("Familieafdelingen har skrevet det. Spørg dem") == 3
    made, effort = ExchangeConsent.objects.get(), EffortConsent.objects.get()
    for name, one in (("answer", made), ("withdraw", made), ("renew", made), ("effort_answer", effort)):
        page = text(as_("pia").get(url(name, one)))
        assert not [secret for secret in secrets if secret in page]


def test_whoever_gives_and_gets_reads_the_purpose_while_it_is_in_force(as_, cast, ask):
    factories.affiliation(cast.bo, cast.sara)
    between = {"by": "sara", "sender": Sector.FAMILY_CASEWORK, "topics": ["language"]}
    to_health = ask(recipient=Sector.HEALTH_VISITING, purpose="At sundhedsplejen ved det.", **between)
    to_daycare = ask(recipient=Sector.DAYCARE, to_unit=cast.solsikken, purpose="At Solsikken ved det.", **between)
    from_daycare = ask(by="sara", sender=Sector.DAYCARE, recipient=Sector.HEALTH, purpose="At lægen ved det.")
    to_other = ask(recipient=Sector.DAYCARE, to_unit=cast.elverhoej, purpose="At Elverhøj ved det.", **between)
    say(cast, to_other, cast.mor, by="sara")
    assert "ved det." not in text(as_("pia").get(url("map", cast.bo)))
    for one in (to_health, to_daycare, from_daycare):
        say(cast, one, cast.mor, by="sara")
    pia, anna = (text(as_(name).get(url("map", cast.bo))) for name in ("pia", "anna"))
    assert [words in pia for words in ("At Solsikken ved", "At lægen ved", "At sundhedsplejen ved")] == [
        True,
        True,
        False,
    ]
    assert [words in anna for words in ("At Solsikken ved", "At lægen ved", "At sundhedsplejen ved")] == [
        False,
        False,
        True,
    ]


def test_one_may_not_renew_what_another_service_asked_but_stop_it(as_, cast, consent):
    say(cast, consent, cast.mor)
    anna = as_("anna")
    shown = text(anna.get(url("map", cast.bo)))
    assert ("Forny" in shown, "Træk tilbage" in shown) == (False, True)
    assert "Børnehuset Solsikken har skrevet det. Spørg dem" in text(anna.get(url("renew", consent)))


def test_a_stale_yes_is_refused_and_what_was_written_stays(as_, cast, consent):
    say(cast, consent, cast.mor)
    pia = as_("pia")
    stood = seen(pia, url("answer", consent))
    take_back(cast, consent, cast.mor)
    given = {"who": str(cast.mor.pk), "said": "yes", "way": "paper", "said_on": "2026-11-23", "until": "2027-02-02"}
    answer = pia.post(url("answer", consent), key(**given, built_on=stood))
    assert answer.status_code == 422
    assert "Der er skrevet et andet svar ned imens" in text(answer)
    assert 'value="2027-02-02"' in text(answer)
    assert now(consent).state is State.WITHDRAWN


def test_a_yes_needs_its_last_day_and_a_no_does_not(as_, cast, far, consent):
    pia, given = as_("pia"), {"way": "paper", "said_on": "2026-11-23", "until": ""}
    refused = pia.post(url("answer", consent), key(who=str(cast.mor.pk), said="yes", **given))
    assert "Skriv den sidste dag" in text(refused)
    assert pia.post(url("answer", consent), key(who=str(far.pk), said="no", **given)).status_code == 303
    wrong = pia.post(url("answer", consent), key(who=str(cast.mor.pk), said="yes", **given | {"until": "i morgen"}))
    assert wrong.status_code == 422
    assert "Skriv den sidste dag" not in text(wrong)


# A stop for contact with the parents.


def stopped(monkeypatch):
    def check(_, __):
        raise Refused("Der er et stop for kontakt til forældrene.")

    monkeypatch.setattr(way_out, "_checks", [check])
    monkeypatch.setattr(way_out, "_among", [frozenset])


def test_while_a_stop_stands_the_map_asks_nobody_and_still_lets_one_stop(as_, cast, far, consent, monkeypatch):
    say(cast, consent, cast.mor)
    pia = as_("pia")
    say(cast, consent, far, Said.NO)
    for words in ("Tal med dem hver for sig", "Spørg om samtykke", "Skriv et svar ned", "Træk tilbage"):
        assert words in text(pia.get(url("map", cast.bo)))
    stopped(monkeypatch)
    shown = text(pia.get(url("map", cast.bo)))
    for words in (
        "Tal med dem hver for sig",
        "Spørg om",
        "Skriv et svar ned",
        "Skriv en besked ned",
        "spørg forældrene",
        "Forny",
    ):
        assert words not in shown
    assert "Træk tilbage" in shown
    for name in ("renew", "answer"):
        assert "Spørg Lone" not in text(pia.get(url(name, consent)))


def test_what_was_written_when_a_stop_came_is_still_on_the_page(as_, cast, monkeypatch):
    pia = as_("pia")
    stopped(monkeypatch)
    given = {"who": str(cast.mor.pk), "what": "Vi skriver om sproget.", "way": "phone", "given_on": "2026-11-23"}
    answer = pia.post(url("tell", cast.bo), key(**given))
    assert answer.status_code == 422
    assert "Vi skriver om sproget." in text(answer)
    assert "Gem beskeden" not in text(answer)
    assert not Notice.objects.exists()


def test_a_stop_closes_what_leads_to_the_parents_and_says_why(as_, cast, consent, monkeypatch):
    say(cast, consent, cast.mor)

    def check(_, __):
        raise Refused("Der er et stop for kontakt til forældrene.")

    monkeypatch.setattr(way_out, "_checks", [check])
    monkeypatch.setattr(way_out, "_among", [frozenset])
    pia = as_("pia")
    for name, about in (("map", cast.bo), ("ask", cast.bo), ("tell", cast.bo), ("answer", consent), ("renew", consent)):
        assert "Der er et stop for kontakt til forældrene." in text(pia.get(url(name, about)))
    assert pia.get(url("seen_as", tie(cast.bo, cast.mor))).status_code == 409
    assert "Stop delingen nu" in text(pia.get(url("withdraw", consent)))
    with time_machine.travel(NOW + 80 * DAY, tick=False):
        assert "Forny samtykket" not in text(pia.get("/", follow=True))


# Beside other pages.


def test_the_childs_page_says_how_many_and_which_ends_first(as_, cast, consent, ask):
    assert "Der er ikke givet samtykke til at dele noget om Bo." in text(as_("pia").get(cast.bo.href))
    say(cast, consent, cast.mor)
    say(cast, ask(recipient=Sector.HEALTH), cast.mor, until=TODAY + 9 * DAY)
    ask(recipient=Sector.SCHOOL)
    shown = text(as_("pia").get(cast.bo.href))
    assert "2 samtykker gælder. Det første udløber 2. december 2026." in shown
    assert "1 venter på svar" in shown


def day(as_, name, at):
    with time_machine.travel(at, tick=False):
        return text(as_(name).get("/", follow=True))


@pytest.mark.parametrize(("days", "told"), [(69, False), (70, True), (100, True), (101, False)])
def test_thirty_days_before_it_ends_whoever_asked_is_told(as_, cast, consent, days, told):
    say(cast, consent, cast.mor)
    assert ("Forny samtykket til Bo" in day(as_, "pia", NOW + days * DAY)) is told
    assert "Forny samtykket til Bo" not in day(as_, "mads", NOW + days * DAY)


@pytest.mark.parametrize(("days", "told"), [(13, False), (14, True)])
def test_what_nobody_answers_comes_back(as_, cast, effort, days, told):
    assert ("Følg op på samtykket til Bo" in day(as_, "pia", NOW + days * DAY)) is told


def test_two_who_disagree_are_a_task_at_once(as_, cast, far, consent):
    say(cast, consent, cast.mor)
    say(cast, consent, far, Said.NO)
    assert "Tal med forældrene om samtykket til Bo" in day(as_, "pia", NOW)


def test_the_message_that_one_was_taken_back_leads_to_the_map(as_, cast, consent, effort):
    assert queries.withdrawn_ways(cast.actor("pia"), set()) == {}
    for one in (consent, effort):
        say(cast, one, cast.mor)
        take_back(cast, one, cast.mor, by="mads")
    shown = text(as_("pia").get("/", follow=True))
    assert "Et samtykke, du har bedt om, er trukket tilbage" in shown
    assert queries.withdrawn_ways(cast.actor("pia"), {str(consent.pk), str(effort.pk)}) == {
        str(one.pk): url("map", cast.bo) for one in (consent, effort)
    }
    assert queries.withdrawn_ways(cast.actor("else_"), {str(consent.pk)}) == {}


def test_who_may_not_ask_sees_no_panel_and_a_stranger_nothing(as_, cast, consent, effort):
    stranger = as_("else_")
    ways = [url(name, cast.bo) for name in ("map", "ask", "ask_effort", "tell")]
    ways += [url(name, consent) for name in ("answer", "withdraw", "renew")]
    ways += [url(f"effort_{name}", effort) for name in ("answer", "withdraw", "renew")]
    for way in [*ways, url("seen_as", tie(cast.bo, cast.mor))]:
        assert stranger.get(way).status_code == 404


def test_the_number_of_queries_does_not_grow(as_, cast, ask, far):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as held:
            assert as_("pia").get(url("map", cast.bo)).status_code == 200
        return len(held)

    def more(count):
        for _ in range(count):
            made = ask()
            for one in (cast.mor, far):
                say(cast, made, one)

    more(1)
    asked()
    before = asked()
    more(6)
    assert asked() == before


# The picture.


def between(number, sender="Dagtilbud", recipient="PPR", state=State.GIVEN):
    return Between(number, sender, recipient, state, "Sprog", "til 3. marts")


def test_the_picture_is_the_same_each_time_and_keeps_lines_apart():
    lines = [between(1), between(2, recipient="Læge eller sygehus"), between(3), between(4, "Skole", "PPR")]
    drawn = picture(lines)
    assert drawn == picture(lines)
    assert [one.words for one in drawn.places] == [["Dagtilbud"], ["PPR"], ["Læge eller", "sygehus"], ["Skole"]]
    badges = [(one.x, one.y) for one in drawn.curves]
    assert len(set(badges)) == 4
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in badges)
    assert all(abs(x - drawn.middle[0]) + abs(y - drawn.middle[1]) > 50 for x, y in badges)


def test_two_places_stand_side_by_side_and_a_long_word_is_not_broken():
    drawn = picture([between(1, "Familieafdelingensnavn")])
    assert [place.y for place in drawn.places] == [drawn.middle[1]] * 2
    assert drawn.places[0].words == ["Familieafdelingensnavn"]


def test_renewing_again_from_the_map(cast, consent):
    say(cast, consent, cast.mor)
    renew(cast, consent, until=LONGEST)
    assert now(consent).last_day == LONGEST


def test_the_draft_of_one_answer_is_not_brought_back_for_another(as_, cast, consent, far):
    """The map leads to the form with the name of who is to answer."""
    pia, way = as_("pia"), url("answer", consent)
    pia.post(way, key(who=str(far.pk), said="no"), HTTP_X_AUTOSAVE="true")
    assert "Din kladde" in text(pia.get(way))
    assert "Din kladde" in text(pia.get(f"{way}?hvem={far.pk}"))
    assert "Din kladde" not in text(pia.get(f"{way}?hvem={cast.mor.pk}"))


@pytest.mark.parametrize("prefix", ["", "effort_"])
def test_what_was_asked_by_mistake_is_taken_back_on_its_own_page(as_, cast, consent, effort, prefix):
    held, pia = effort if prefix else consent, as_("pia")
    way = url(f"{prefix}take_back", held)
    assert f'href="{way}"' in text(pia.get(url("map", cast.bo)))
    assert pia.post(way, key(why=" ")).status_code == 422
    assert pia.post(way, key(why="Det var det forkerte barn")).status_code == 303
    shown = text(pia.get(url("map", cast.bo)))
    assert "Spurgt ved en fejl" in shown
    assert "Taget tilbage af Pia Holm, 23. november 2026: Det var det forkerte barn" in shown
    assert (way in shown, url(f"{prefix}answer", held) in shown) == (False, False)
    assert "Det kan du ikke lige nu" in text(pia.get(way))
    assert "Spørgsmålet er taget tilbage" in text(pia.get(url(f"{prefix}answer", held)))
    late = pia.post(way, key(why="Igen, fra en anden fane"))
    assert (late.status_code, "Igen, fra en anden fane" in text(late)) == (422, True)
    theirs = text(pia.get(url("seen_as", tie(cast.bo, cast.mor))))
    assert (PURPOSE in theirs) is True  # the other of the two still stands
    assert ("Sproggruppe" in theirs) is not bool(prefix)


def test_another_service_reads_that_it_was_taken_back_and_not_why(as_, cast, consent):
    pia = as_("pia")
    pia.post(url("take_back", consent), key(why="Det var det forkerte barn"))
    shown = text(as_("anna").get(url("map", cast.bo)))
    assert "Taget tilbage af Pia Holm, 23. november 2026" in shown
    assert "det forkerte barn" not in shown
