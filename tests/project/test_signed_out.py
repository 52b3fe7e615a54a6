"""Who is signed out while writing loses nothing: the page stays, or what was typed comes back to be sent again."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from django.test import Client

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.project import errors

TYPED = {"note": "Første linje\nanden <b>linje</b>", "form_key": str(uuid4()), "password": "hemmelig"}
PAGE = "/log/efterproev/"


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, {"X-Autosave": "true"}])
def test_a_page_that_asks_by_script_stays_and_says_why(db: None, headers: dict[str, str]) -> None:
    answer = Client().post(PAGE, TYPED, headers=headers)
    assert answer.status_code == 401
    assert unquote(answer["X-Sentence"]) == errors.SIGNED_OUT


def test_reading_goes_to_sign_in_and_back(db: None) -> None:
    assert Client().get("/log/?slags=read")["Location"] == "/konto/log-ind/?next=/log/%3Fslags%3Dread"


def test_what_was_typed_comes_back_and_no_password_with_it(db: None) -> None:
    answer = Client().post(PAGE, TYPED)
    page = text(answer)
    assert answer.status_code == 401
    assert "Du er logget ud, men det, du skrev, er her endnu" in page
    assert "anden &lt;b&gt;linje&lt;/b&gt;" in page
    assert TYPED["form_key"] in page
    assert "hemmelig" not in page
    assert f'action="{PAGE}"' in page
    assert 'target="_blank" rel="noopener"' in page


def test_nothing_typed_leaves_only_the_way_in(db: None) -> None:
    page = text(Client().post(PAGE, {"form_key": "1"}))
    assert "Se det, du skrev" not in page
    assert "Log ind i et nyt faneblad" in page


def strict(as_: Any) -> Client:
    """Signed in as Bent, in a browser that is held to its key against forgery."""
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = as_("bent").cookies
    return browser


def sent(browser: Client, data: dict[str, str], **headers: str) -> Any:
    return browser.post(PAGE, data, headers=headers)


def test_a_page_from_before_a_new_sign_in_is_sent_with_one_press_more(as_: Any) -> None:
    """Its key against forgery has been changed by signing in: the answer carries what was typed, and the new key."""
    browser = strict(as_)
    stale = sent(browser, TYPED | {"csrfmiddlewaretoken": "x" * 64}, origin="http://testserver")
    assert stale.status_code == 403
    assert "Siden er blevet for gammel" in text(stale)
    fresh = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text(stale).partition("<main")[2])
    assert fresh
    before = Entry.objects.filter(verb=Verb.LOG_VERIFIED).count()
    again = sent(browser, TYPED | {"csrfmiddlewaretoken": fresh[1]}, origin="http://testserver")
    assert again.status_code == 303
    assert Entry.objects.filter(verb=Verb.LOG_VERIFIED).count() == before + 1


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {}])
def test_what_another_site_sent_is_not_made_ready_to_be_sent(as_: Any, headers: dict[str, str]) -> None:
    answer = sent(strict(as_), TYPED, **headers)
    page = text(answer)
    assert answer.status_code == 403
    assert "Send igen" not in page
    assert "Første linje" in page
    assert unquote(answer["X-Sentence"]) == errors.TOO_OLD


def test_staying_renews_the_session_and_tells_the_key(as_: Any) -> None:
    browser = as_("pia")
    answer = browser.get("/bliv/")
    assert answer.status_code == 204
    assert len(answer["X-CSRF-Token"]) == 64
    assert Client().get("/bliv/", headers={"HX-Request": "true"}).status_code == 401


def test_what_comes_back_is_what_was_typed_to_the_letter(db: None) -> None:
    """HTML drops one line break at the beginning of a text; ours is put there to be dropped."""
    note = "\n  først en tom linje\n\tså et spring <&>\n\n"
    fields = re.findall(
        r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', text(Client().post(PAGE, {"note": note})), re.DOTALL
    )
    assert [(name, unescape(value)) for name, value in fields] == [("note", note)]
