"""Who sees children or the log has passed a second step in this very session; until then only the way there is open."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
import time_machine
from django.test import Client, override_settings

from samspor.access.models import Account
from samspor.base import clock
from samspor.people.api import Employment, end_employment
from samspor.project import errors
from tests.cast import PEOPLE, Cast
from tests.project.test_second_step import ACTIVATE, code_for, kept_codes, pia
from tests.project.test_sign_in import LOGIN, PASSWORD, enter, text

KIND = "I Samspor står der noget om børn"
SAY_CODE, CODE = "/konto/to-trin/bekraeft/", "/konto/to-trin/kode/"
__all__ = ["pia"]


@pytest.fixture(autouse=True)
def demanded() -> Any:
    with override_settings(SECOND_STEP=True):
        yield


@pytest.fixture
def inside(pia: Account) -> Client:
    """By the password alone."""
    browser = Client()
    enter(browser)
    return browser


def set_up(browser: Client) -> str:
    browser.post("/konto/bekraeft/", {"password": PASSWORD})
    found = re.search(r"<code>([A-Z2-7]+)</code>", text(browser.get(ACTIVATE)))
    assert found
    assert "Dine nødkoder" in text(browser.post(ACTIVATE, {"code": code_for(found[1])}, follow=True))
    return found[1]


@pytest.mark.parametrize("who", PEOPLE)
def test_every_role_is_led_to_the_set_up(cast: Cast, as_: Any, who: str) -> None:
    assert as_(who).get("/soeg/?q=bo")["Location"] == f"{ACTIVATE}?next=/soeg/%3Fq%3Dbo"


@pytest.mark.parametrize(
    "path",
    ["/", "/soeg/", "/grupper/", "/log/", "/lister/", "/runder/", "/adgang/", "/konto/adgangskode/", "/konto/to-trin/",
     "/konto/to-trin/app/fjern/", "/konto/to-trin/noedkoder/"],
)  # fmt: skip
def test_no_page_is_open_before_it(inside: Client, path: str) -> None:
    assert inside.get(path)["Location"].startswith(ACTIVATE)


@pytest.mark.parametrize("path", ["/sundhed/", "/hjaelp/", "/hjaelp/leder/", "/privatliv/", "/tilgaengelighed/"])
def test_what_is_about_nobody_is_open(inside: Client, path: str) -> None:
    assert inside.get(path).status_code == 200


def test_the_set_up_says_why_and_one_may_leave(inside: Client) -> None:
    inside.post("/konto/bekraeft/", {"password": PASSWORD})
    page = text(inside.get("/", follow=True))
    assert KIND in page
    assert "Hovedmenu" not in page
    assert inside.get("/bliv/").status_code == 204
    assert inside.post("/konto/log-ud/")["Location"] == LOGIN


def test_once_set_up_everything_is_open_and_next_time_the_code_is_asked_for(inside: Client) -> None:
    secret = set_up(inside)
    assert "Hovedmenu" in text(inside.get("/"))
    again = Client()
    assert enter(again)["Location"] == CODE
    with time_machine.travel(clock.now() + timedelta(seconds=30), tick=False):
        again.post(CODE, {"code": code_for(secret)})
        assert again.get("/").status_code == 200


def test_a_kept_code_is_a_second_step_too(inside: Client) -> None:
    set_up(inside)
    code, again = kept_codes(inside)[0], Client()
    enter(again)
    again.post(CODE, {"code": code})
    assert again.get("/").status_code == 200


def test_another_who_came_by_the_password_alone_stays_outside(pia: Account, inside: Client) -> None:
    """It is the session that passes: an app that somebody else adds opens nothing for whoever stole the password."""
    thief = Client()
    enter(thief)
    set_up(inside)
    assert thief.get("/soeg/")["Location"] == f"{SAY_CODE}?next=/soeg/"
    thief.post("/konto/bekraeft/", {"password": PASSWORD})
    assert thief.get("/konto/to-trin/app/fjern/")["Location"].startswith(SAY_CODE)
    assert thief.get(ACTIVATE, follow=True).redirect_chain[-1][0].startswith(SAY_CODE)
    own = kept_codes(inside)[0]
    assert thief.post(f"{SAY_CODE}?next=/soeg/", {"code": own})["Location"] == "/soeg/"
    assert thief.get("/soeg/").status_code == 200  # who has the code is the owner


def test_who_takes_it_off_sets_it_up_again(inside: Client) -> None:
    set_up(inside)
    inside.post("/konto/to-trin/app/fjern/")
    assert inside.get("/")["Location"].startswith(ACTIVATE)


def test_who_has_no_role_is_asked_for_nothing(pia: Account, inside: Client, cast: Cast) -> None:
    held, at = Employment.objects.get(staff__account=pia), clock.now()
    end_employment(by=cast.actor("ali", at), employment=held, ends_on=clock.local_date(at), at=at)
    assert inside.get("/konto/to-trin/").status_code == 200


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"X-Autosave": "true"}])
def test_a_page_that_asks_by_script_stays_and_says_why(inside: Client, headers: dict[str, str]) -> None:
    answer = inside.post("/log/efterproev/", {}, headers=headers)
    assert (answer.status_code, unquote(answer["X-Sentence"])) == (401, errors.SECOND_STEP)


def test_what_was_typed_comes_back(inside: Client) -> None:
    answer = inside.post("/log/efterproev/", {"note": "Første linje", "form_key": str(uuid4())})
    assert answer.status_code == 401
    assert "Første linje" in text(answer)


def test_what_is_not_there_is_not_there(inside: Client) -> None:
    assert inside.get("/findes-ikke/").status_code == 404


def test_where_it_is_not_demanded_nothing_changes(inside: Client) -> None:
    with override_settings(SECOND_STEP=False):
        assert inside.get("/").status_code == 200
        inside.post("/konto/bekraeft/", {"password": PASSWORD})
        assert KIND not in text(inside.get(ACTIVATE))
