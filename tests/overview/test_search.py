"""Search: what is found, what is told, and what never leaks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.people import api as people
from samspor.people.models import Unit
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import HTMX, shape, text

HERE = "/soeg/"
ASTA, DILAN, FRIDA, HASSAN = "7403224001", "6901224004", "6505224006", "7709174008"


def by_number(client, number: str):
    return client.post(HERE, {"q": number})


def last(verb: Verb) -> Entry:
    return Entry.objects.filter(verb=verb).latest("pk")


def test_an_empty_search_says_what_to_write(as_) -> None:
    page = text(as_("pia").get(HERE + "?q=+", follow=True))
    assert "Skriv et navn eller et CPR-nummer i søgefeltet." in page
    assert "Skriv et navn eller et CPR-nummer i søgefeltet." not in text(as_("pia").get(HERE))


def test_a_name_goes_on_in_the_address_and_is_remembered(cast: Cast, as_) -> None:
    client = as_("pia")
    sent = client.post(HERE, {"q": "øster"})
    assert (sent.status_code, sent["Location"]) == (303, "/soeg/?q=%C3%B8ster")
    page = text(client.get(sent["Location"]))
    assert "2 børn" in page
    assert cast.bo.href in page
    assert "Børnehuset Solsikken, Blåmejserne" in page
    entry = last(Verb.CHILDREN_SEARCHED)
    assert entry.words == "øster"
    assert set(entry.child_ids) == {cast.bo.pk, cast.egon.pk}


def test_an_exact_number_goes_straight_to_the_page_and_never_into_an_address(cast: Cast, as_) -> None:
    sent = by_number(as_("pia"), "740322-4001")
    assert sent["Location"] == cast.asta.href
    entry = last(Verb.CPR_LOOKED_UP)
    assert (entry.words, entry.child_ids) == ("740322-••••", [cast.asta.pk])


@pytest.mark.parametrize("typed", ["740322-4001", "7403224001", "Asta 7403224001", "٧٤٠٣٢٢٤٠٠١", "12"])
def test_whatever_holds_a_digit_stays_out_of_the_address(cast: Cast, as_, typed: str) -> None:
    client = as_("pia")
    posted = by_number(client, typed)
    assert "?" not in posted.get("Location", "")
    asked = client.get(HERE, {"q": typed})
    assert (asked.status_code, asked["Location"]) == (303, HERE)
    assert "ikke i adressen" in text(client.get(HERE))
    assert not Entry.objects.filter(words__contains="7403224001").exists()


def test_a_replacement_number_is_found(cast: Cast, as_) -> None:
    odd = make.child(cast.spurvene, "Noor Ali", replacement_number="010122-TX12")
    assert by_number(as_("pia"), "010122-tx12")["Location"] == odd.href
    assert "TX12" not in last(Verb.CPR_LOOKED_UP).words


def test_half_a_number_says_what_to_do(cast: Cast, as_) -> None:
    assert "Et CPR-nummer er ti cifre" in text(by_number(as_("pia"), "7403"))


# What is told of a child elsewhere


@pytest.mark.parametrize(("who", "breaks"), [("fatma", True), ("vera", True), ("peter", False)])
def test_those_allowed_are_told_whom_to_ring_and_nothing_else(cast: Cast, as_, who: str, breaks: bool) -> None:
    page = text(by_number(as_(who), FRIDA))
    assert "Barnet er kendt i en anden enhed" in page
    assert "Børnehuset Elverhøj" in page
    assert 'href="tel:55550100"' in page
    assert "Frida" not in page
    assert str(cast.frida.pk) not in page
    assert (FRIDA in page) is breaks
    assert ("Nødadgang" in page) is breaks
    told = last(Verb.KNOWN_ELSEWHERE_TOLD)
    assert (told.child_ids, told.kind, told.words) == ([cast.frida.pk], Kind.SEARCH, f"{FRIDA[:6]}-••••")
    assert not Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).exists()  # one search is one line


@pytest.mark.parametrize("who", ["pia", "else_", "tine", "karen"])
def test_others_are_told_nothing(cast: Cast, as_, who: str) -> None:
    client = as_(who)
    assert shape(by_number(client, HASSAN)) == shape(by_number(client, "6404229999"))
    assert not Entry.objects.filter(verb=Verb.KNOWN_ELSEWHERE_TOLD).exists()


def test_a_search_out_of_reach_is_found_by_who_reads_the_log_of_that_child(cast: Cast, as_) -> None:
    by_number(as_("pia"), HASSAN)
    page = text(as_("bent").get("/log/", {"barn": str(cast.hassan.pk)}))
    assert "slog et CPR-nummer op: 770917-••••" in page
    assert "Pia Holm" in page


@pytest.mark.parametrize(("who", "number"), [("fatma", HASSAN), ("peter", DILAN), ("anna", HASSAN), ("vera", DILAN)])
def test_a_protected_child_is_the_same_as_nobody(cast: Cast, as_, who: str, number: str) -> None:
    """The same page after the same questions to the database, so that time tells nothing either."""
    client = as_(who)
    client.get(HERE)
    with _counted() as protected:
        one = by_number(client, number)
    with _counted() as unknown:
        other = by_number(client, "6404229999")
    assert shape(one) == shape(other)
    assert "Ingen, du kan se, har det nummer" in text(one)
    assert len(protected) == len(unknown)
    child = {HASSAN: cast.hassan, DILAN: cast.dilan}[number]
    kept = [entry.child_ids for entry in Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).order_by("pk")]
    assert kept == [[child.pk], []]  # the log is told, the page is not
    assert not Entry.objects.filter(verb=Verb.KNOWN_ELSEWHERE_TOLD).exists()


def _counted() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


# What never leaks


@pytest.mark.parametrize("words", ["frida", "aagaard", "hassan", "gustav", "ida krogh"])
def test_a_name_out_of_reach_is_the_same_as_no_such_name(cast: Cast, as_, words: str) -> None:
    client = as_("pia")
    client.get(HERE)
    with _counted() as there:
        real = shape(client.get(HERE, {"q": words})).replace(words, "")
    with _counted() as nowhere:
        none = shape(client.get(HERE, {"q": "xyzxyz"})).replace("xyzxyz", "")
    assert real == none
    assert len(there) == len(nowhere)
    assert last(Verb.CHILDREN_SEARCHED).child_ids == []


def test_counts_are_of_what_one_sees(cast: Cast, as_) -> None:
    for number in range(5):
        make.child(cast.alfer, f"Uffe{number} Øster")
    assert "2 børn" in text(as_("pia").get(HERE, {"q": "øster"}))


def test_a_protected_child_in_reach_is_marked_and_its_address_is_not_there(cast: Cast, as_) -> None:
    page = text(as_("pia").get(HERE, {"q": "dilan"}))
    assert "Beskyttet" in page
    assert "Åvej" not in page
    assert DILAN not in page


def test_a_page_that_was_merged_away_is_not_found(cast: Cast, as_) -> None:
    other = make.child(cast.spurvene, "Carlotta Bülow")
    people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)
    assert "Carlotta" not in text(as_("pia").get(HERE, {"q": "bülow"})).replace("»bülow«", "")


def test_the_first_fifty(cast: Cast, as_) -> None:
    for number in range(60):
        make.child(cast.spurvene, f"Zoe{'abcdefghij'[number % 10]} Holm")
    page = text(as_("pia").get(HERE, {"q": "zoe"}))
    assert "Her er de første 50" in page
    assert page.count('role="rowheader"') == 50


# Saying what to do


@pytest.mark.parametrize(
    ("words", "said"), [("a", "Skriv lidt mere"), ("🙂", "Skriv lidt mere"), ("xyz", "Ingen, du kan se")]
)
def test_nothing_found_says_what_to_do(cast: Cast, as_, words: str, said: str) -> None:
    assert said in text(as_("pia").get(HERE, {"q": words}))


def test_nothing_found_says_whom_to_ring_about_the_protected(cast: Cast, as_) -> None:
    sentence = "Ring så til lederen af familieafdelingen eller til frontteamet."
    assert sentence in text(as_("pia").get(HERE, {"q": "xyz"}))
    assert sentence in text(by_number(as_("pia"), "6404229999"))
    for page in ("ppr-og-socialraadgiver", "sundhedsplejerske"):
        assert sentence in text(as_("pia").get(f"/hjaelp/{page}/"))


def test_who_may_create_is_offered_to(cast: Cast, as_) -> None:
    assert "Opret et barn" in text(as_("lars").get(HERE, {"q": "xyz"}))
    assert "Opret et barn" in text(by_number(as_("lars"), "6404229999"))
    assert "Opret et barn" not in text(as_("pia").get(HERE, {"q": "xyz"}))


def test_a_unit_without_a_telephone_is_still_named(cast: Cast, as_) -> None:
    Unit.objects.update(phone="")
    make.remembered()
    page = text(by_number(as_("fatma"), FRIDA))
    assert "Børnehuset Elverhøj" in page
    assert "tel:" not in page


def test_the_empty_form(cast: Cast, as_) -> None:
    client = as_("fatma")
    before = Entry.objects.count()
    page = text(client.get(HERE))
    assert 'method="post"' in page
    assert "Du finder kun børn, du har med at gøre" in page
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["dorte", "ali", "mette", "bent", "jens", "rikke", "olga"])
def test_who_has_nothing_to_do_with_children_does_not_search(cast: Cast, as_, who: str) -> None:
    assert as_(who).get(HERE).status_code == 404
    assert by_number(as_(who), ASTA).status_code == 404
    assert as_(who).get(HERE, {"q": "asta"}, **HTMX).status_code == 404


@pytest.mark.parametrize(
    "words",
    ["' OR 1=1 --", "%%%", "___", "a\0b", "‮oB‬", "🙂🙂", "<b>x</b>", "x" * 5000, "5d0f2c1e-8a55-4a52-9d3a"],
)
def test_strange_words_are_only_words(cast: Cast, as_, words: str) -> None:
    client = as_("pia")
    posted = client.post(HERE, {"q": words})
    page = text(client.get(posted["Location"]) if posted.status_code == 303 else posted)
    assert "<b>x</b>" not in page
    assert "Søg" in page


def test_more_hits_ask_no_more_of_the_database(cast: Cast, as_) -> None:
    client = as_("pia")
    client.get(HERE, {"q": "øster"})
    with _counted() as few:
        client.get(HERE, {"q": "øster"})
    for letter in "abcdefghijklmnopqrstuvwxyz":
        make.child(cast.spurvene, f"{letter}{letter} Øster", protected_until=TODAY)
    with _counted() as many:
        client.get(HERE, {"q": "øster"})
    assert len(many) == len(few)


def test_children_of_one_name_are_told_apart_by_their_birth_date(cast: Cast, as_) -> None:
    make.child(cast.spurvene, "Bo Øster", birth_date=date(2024, 5, 3))
    page = text(as_("pia").get("/soeg/?q=bo+oester"))
    assert "født 3. maj 2024" in page
    assert "født 1. dec. 2021" in page


def test_an_unborn_child_has_no_birth_date_in_a_list(cast: Cast, as_) -> None:
    make.child(cast.spurvene, "Ventet Lind", birth_date=None, due_date=date(2027, 2, 1), mother=cast.mor)
    page = text(as_("pia").get("/soeg/?q=ventet"))
    assert "Ventes 1. februar 2027" in page
    assert "født" not in page.partition("Ventes 1. februar 2027")[2][:200]


@pytest.mark.parametrize(("misses", "is_found"), [(19, True), (20, False)])
def test_numbers_cannot_be_tried_one_by_one(cast: Cast, as_, misses: int, is_found: bool) -> None:
    client = as_("pia")
    for number in range(misses):
        assert by_number(client, f"740322{5000 + number}").status_code == 200
    answer = by_number(client, ASTA)
    assert (answer["Location"] == cast.asta.href) is is_found
    assert ("Vent ti minutter" in text(client.get(HERE))) is not is_found
    assert by_number(as_("mads"), ASTA)["Location"] == cast.asta.href
