"""The second step: an app's code or a code kept for need; its secret is sealed, and every part of it is remembered."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client

from samspor.access.models import Account
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.base import clock
from samspor.project.sign_in import texts
from samspor.project.sign_in.adapter import SecondStep
from tests.cast import Cast
from tests.project.test_sign_in import LOGIN, PASSWORD, enter, text

ACTIVATE = "/konto/to-trin/app/tilfoej/"
CODES = "/konto/to-trin/noedkoder/"


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def verbs() -> list[str]:
    return list(Entry.objects.filter(kind=Kind.SESSION).order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def pia(committed: str, cast: Cast) -> Account:
    """In a database of its own: what is said after a commit is said there."""
    cache.clear()
    account = cast.pia.account
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture
def inside(pia: Account) -> Client:
    """Signed in, and has just said again that it is herself."""
    browser = Client()
    enter(browser)
    browser.post("/konto/bekraeft/", {"password": PASSWORD})
    return browser


@pytest.fixture
def secret(inside: Client) -> str:
    """Pia has switched it on; what the app knows."""
    found = re.search(r"<code>([A-Z2-7]+)</code>", text(inside.get(ACTIVATE)))
    assert found
    answer = inside.post(ACTIVATE, {"code": code_for(found[1])}, follow=True)
    assert "Dine nødkoder" in text(answer)
    assert texts.DONE["mfa/messages/totp_activated.txt"] in text(answer)
    return found[1]


def kept_codes(browser: Client) -> list[str]:
    return re.findall(r"<code>(\d+)</code>", text(browser.get(CODES)))


def test_a_wrong_code_does_not_switch_it_on(inside: Client) -> None:
    inside.get(ACTIVATE)
    assert texts.REFUSALS["incorrect_code"] in text(inside.post(ACTIVATE, {"code": "000000"}))
    assert "Ikke slået til" in text(inside.get("/konto/to-trin/"))


def test_switched_on_it_is_asked_for_and_both_are_remembered(pia: Account, inside: Client, secret: str) -> None:
    assert "Slået til" in text(inside.get("/konto/to-trin/"))
    browser = Client()
    assert enter(browser)["Location"] == "/konto/to-trin/kode/"
    assert browser.get("/log/")["Location"].startswith(LOGIN)
    wrong = browser.post("/konto/to-trin/kode/", {"code": "000000"})
    assert texts.REFUSALS["incorrect_code"] in text(wrong)
    with time_machine.travel(clock.now() + timedelta(seconds=30), tick=False):
        assert browser.post("/konto/to-trin/kode/", {"code": code_for(secret)})["Location"] == "/"
    assert verbs() == [Verb.SIGNED_IN, Verb.SECOND_STEP_ADDED, Verb.SIGN_IN_FAILED, Verb.SIGNED_IN]


def test_one_may_turn_back_before_the_second_step(pia: Account, secret: str) -> None:
    browser = Client()
    enter(browser)
    assert "Fortryd" in text(browser.get("/konto/to-trin/kode/"))
    assert browser.post("/konto/log-ud/", {"next": LOGIN}).status_code == 302
    assert "Log ind" in text(browser.get(LOGIN, follow=True))


def test_a_kept_code_opens_once(inside: Client, secret: str) -> None:
    codes = kept_codes(inside)
    assert len(codes) == 10
    for browser, opens in ((Client(), True), (Client(), False)):
        enter(browser)
        answer = browser.post("/konto/to-trin/kode/", {"code": codes[0]})
        assert (answer.status_code == 302) is opens
    assert "9 nødkoder" in text(inside.get("/konto/to-trin/"))


def test_kept_codes_are_fetched_as_a_file_and_made_anew(inside: Client, secret: str) -> None:
    before = kept_codes(inside)
    file = inside.get("/konto/to-trin/noedkoder/hent/")
    assert file["Content-Type"].startswith("text/plain")
    assert all(code in text(file) for code in before)
    assert "holder op med at virke" in text(inside.get("/konto/to-trin/noedkoder/nye/"))
    inside.post("/konto/to-trin/noedkoder/nye/", follow=True)
    assert verbs()[-1] == Verb.RECOVERY_CODES_MADE
    after = kept_codes(inside)
    assert len(after) == 10
    assert not set(before) & set(after)


def test_after_a_while_one_must_say_again_that_it_is_oneself(inside: Client, secret: str) -> None:
    with time_machine.travel(clock.now() + timedelta(minutes=20), tick=False):
        assert inside.get(CODES)["Location"].startswith("/konto/bekraeft/")
        answer = inside.get("/konto/to-trin/app/fjern/", follow=True)
        assert "Bekræft, at det er dig" in text(answer)
        assert "Brug en kode fra appen eller en nødkode" in text(answer)
        where = answer.redirect_chain[-1][0]
        assert texts.REFUSALS["incorrect_password"] in text(inside.post(where, {"password": "forkert"}))
        by_code = inside.get(where.replace("/konto/bekraeft/", "/konto/to-trin/bekraeft/"))
        assert "Brug din adgangskode" in text(by_code)
        done = inside.post(where, {"password": PASSWORD}, follow=True)
        assert "Slå totrinslogin fra" in text(done)


def test_switched_off_it_is_remembered_and_not_asked_for(inside: Client, secret: str) -> None:
    answer = inside.post("/konto/to-trin/app/fjern/", follow=True)
    assert texts.DONE["mfa/messages/totp_deactivated.txt"] in text(answer)
    assert verbs()[-1] == Verb.SECOND_STEP_REMOVED
    assert enter(Client())["Location"] == "/"


def test_the_secret_is_sealed_in_the_database(pia: Account, secret: str) -> None:
    stored = Authenticator.objects.get(user=pia, type="totp").data["secret"]
    assert secret not in stored
    assert SecondStep().decrypt(stored) == secret
    codes = Authenticator.objects.get(user=pia, type="recovery_codes").data
    assert all(SecondStep().decrypt(value) for key, value in codes.items() if key == "seed")


def test_codes_cannot_be_made_before_the_app(inside: Client) -> None:
    answer = inside.post("/konto/to-trin/noedkoder/nye/")
    assert texts.REFUSALS["cannot_generate_recovery_codes"] in text(answer)


def test_an_account_without_a_password_is_told_why_not(pia: Account) -> None:
    pia.set_unusable_password()
    pia.save()
    browser = Client()
    browser.force_login(pia, backend="django.contrib.auth.backends.ModelBackend")
    answer: Any = browser.get("/konto/bekraeft/")
    assert answer.status_code == 403
    assert "Det kan din konto ikke" in text(answer)
