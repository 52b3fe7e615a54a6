"""Bad input and faults: a page in Danish that says what to do, nothing half saved, and the next request works."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client

from samspor.access.models import Account
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people.api import Child
from tests.cast import Cast
from tests.project.fault_urls import SECRET, kill


@pytest.fixture(autouse=True)
def faults(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.project.fault_urls"


def said(answer: Any) -> str:
    return str(answer.content.decode())


def half() -> bool:
    return Account.objects.filter(email__in=["halv@fjordby.example", "hel@fjordby.example"]).exists()


def patient(browser: Client) -> Client:
    """Wants the page a person would see, not the exception."""
    browser.raise_request_exception = False
    return browser


def test_a_restart_of_the_database_in_the_middle_of_a_save(committed: str, as_: Any) -> None:
    browser = patient(as_("pia"))
    answer = browser.post("/fejl/genstart/")
    assert answer.status_code == 503
    assert "Samspor kan ikke gemme lige nu" in said(answer)
    assert "står stadig" in said(answer)
    assert not half()
    assert browser.get("/sundhed/").content == b"ok"
    assert browser.get("/fejl/modtaget/").status_code == 200


def test_a_database_that_went_away_between_two_requests(committed: str, as_: Any) -> None:
    """Found by the first thing that asks it: the session, long before there is a view."""
    browser = patient(as_("pia"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        kill(cursor.fetchone()[0])
    answer = browser.get("/fejl/modtaget/")
    assert answer.status_code == 503
    assert "vent et øjeblik" in said(answer)
    connection.close()
    assert browser.get("/fejl/modtaget/").status_code == 200


def test_health_says_when_the_database_is_away(committed: str) -> None:
    assert Client().get("/sundhed/").content == b"ok"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        kill(cursor.fetchone()[0])
    assert patient(Client()).get("/sundhed/").status_code == 503


def test_a_fault_of_ours_says_nothing_of_what_it_was_about(as_: Any) -> None:
    answer = patient(as_("pia")).get("/fejl/brud/x/")
    assert answer.status_code == 500
    assert "Noget gik galt hos os" in said(answer)
    assert answer["X-Request-ID"] in said(answer)
    assert SECRET not in said(answer)


@pytest.mark.parametrize("address", ["/fejl/brud/x/", "/fejl/genstart/"])
def test_pages_about_faults_are_whole_pages(committed: str, as_: Any, address: str) -> None:
    page = said(patient(as_("pia")).post(address))
    assert '<html lang="da">' in page
    assert "Fjordby Kommune" in page
    assert "<h1>" in page


@pytest.mark.parametrize("how", ["get", "post"])
def test_a_null_byte_is_answered_in_a_sentence(as_: Any, how: str) -> None:
    answer = getattr(as_("pia"), how)("/fejl/nul/", {"name": "Pia\x00Holm"})
    assert answer.status_code == 400
    assert "Skriv det igen uden at kopiere" in said(answer)


@pytest.mark.parametrize(
    "text", ["🙂👨‍👩‍👧‍👦", "\u202eإسم", "Z̷̢a̵l̸g̶o", "'; DROP TABLE people_child; --", "<script>1</script>"]
)
def test_odd_text_is_only_text(as_: Any, text: str) -> None:
    browser = as_("pia")
    assert said(browser.post("/fejl/modtaget/", {"note": text})) == text
    assert browser.post("/fejl/nul/", {"name": text}).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/%00/", "/barn/1/", "/barn/ikke-en-nøgle/", "/barn/00000000-0000-0000-0000-00000000000g/",
     "/log/..%2f..%2fetc/",
     "/barn/%F0%9F%99%82/", "/barn/{}/", "/findes/ikke/", "/konto/findes-ikke/"],
)  # fmt: skip
def test_junk_in_an_address_is_a_page_that_does_not_exist(as_: Any, address: str) -> None:
    answer = as_("pia").get(address)
    assert answer.status_code == 404
    assert "Siden findes ikke" in said(answer)


def test_fifty_megabytes_are_answered_in_a_sentence(as_: Any) -> None:
    answer = as_("pia").post(
        "/fejl/modtaget/", f"note={'x' * 50_000_000}", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 413
    assert "Det er for stort til at blive sendt" in said(answer)
    assert "Gør det kortere" in said(answer)


def test_fifty_megabytes_in_a_form_with_a_file_as_well(as_: Any) -> None:
    answer = as_("pia").post("/fejl/modtaget/", {"note": "x" * 50_000_000})
    assert answer.status_code == 413


# Written out by hand: what a browser is allowed on every page of ours.
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip


@pytest.mark.parametrize("address", ["/", "/konto/log-ind/", "/hjaelp/", "/familie/", "/findes/ikke/", "/fejl/faldt/"])
def test_every_page_says_what_a_browser_may_do(as_: Any, address: str) -> None:
    answer = patient(as_("pia")).get(address, follow=True)
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY


def test_too_many_fields_are_too_much(as_: Any) -> None:
    answer = as_("pia").post("/fejl/modtaget/", {f"f{number}": "1" for number in range(1_200)})
    assert answer.status_code == 413


def test_a_host_that_is_not_ours_gets_a_page_that_tells_nothing(db: None) -> None:
    answer = patient(Client()).get("/sundhed/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in said(answer)


def test_a_refusal_rolls_back_and_says_what_to_do(as_: Any) -> None:
    answer = as_("pia").post("/fejl/afvist/")
    assert answer.status_code == 409
    assert "Runden er lukket. Tal med din leder." in said(answer)
    assert answer["X-Sentence"].startswith("Runden%20er%20lukket")
    assert not half()


def test_not_here_is_a_404_and_is_remembered(as_: Any, cast: Cast) -> None:
    assert as_("pia").get("/fejl/ikke-her/").status_code == 404
    last = Entry.objects.latest("pk")
    assert (last.verb, last.actor_name, last.words) == (Verb.ACCESS_DENIED, "Pia Holm", "/fejl/ikke-her/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/fejl/tavs/", 500),
        ("/fejl/glemsom/", 500),
        ("/fejl/gentegnet/", 500),
        ("/fejl/sagt-igen/", 422),
        ("/fejl/menu/", 200),
    ],
)
def test_a_page_that_did_not_ask_or_remember_does_not_answer(as_: Any, address: str, status: int) -> None:
    assert patient(as_("pia")).get(address).status_code == status


def test_among_real_people_such_a_page_is_no_reason_to_stop(as_: Any, settings: Any) -> None:
    settings.STRICT = False
    assert as_("pia").get("/fejl/tavs/").status_code == 200


def test_nobody_who_is_not_there_is_remembered_as_turned_away(as_: Any) -> None:
    before = Entry.objects.count()
    assert Client().get("/fejl/ikke-her-for-alle/").status_code == 404
    assert Entry.objects.count() == before


_FRESH = re.compile(r'(nonce|value)="[^"]*"|csrf[^ >]*')


def test_somebody_elses_child_looks_like_no_child(as_: Any, cast: Cast) -> None:
    """The same answer, byte for byte, apart from what is drawn anew each time."""
    other, none = cast.frida.pk, uuid4()
    browser = as_("pia")
    pages = [browser.get(f"/barn/{key}/") for key in (other, none)]
    assert [page.status_code for page in pages] == [404, 404]
    assert not Child.objects.filter(pk=none).exists()
    shown = [_FRESH.sub("", said(page)).replace(str(key), "") for page, key in zip(pages, (other, none), strict=True)]
    assert shown[0] == shown[1]
