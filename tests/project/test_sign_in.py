"""Signing in and out: our words, shared limits, and an entry in the log for each attempt; never a password in it."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from samspor.access.models import Account
from samspor.access.secret import ring
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.project import jobs
from samspor.project.identity import LOCAL
from samspor.project.sign_in import remember, texts, urls
from samspor.project.sign_in.adapter import Adapter
from tests.cast import NOW, Cast

PASSWORD, NEW = "en lille sætning om sommer", "en anden og bedre sætning"
LOGIN = "/konto/log-ind/"
ENGLISH = (
    "Sign In",
    "Password",
    "password",
    "Email",
    "Forgot",
    "Code",
    "Confirm",
    "Authenticat",
    "Cancel",
    "Submit",
    "Please",
    "Your ",
)


@pytest.fixture
def pia(cast: Cast) -> Account:
    account = cast.pia.account
    account.set_password(PASSWORD)
    account.save()
    return account


@pytest.fixture(autouse=True)
def _limits(db: None) -> None:
    cache.clear()


def enter(browser: Client, password: str = PASSWORD, email: str = "pia@fjordby.example", **more: str) -> Any:
    return browser.post(LOGIN, {"login": email, "password": password, **more})


def sessions() -> list[tuple[str, str]]:
    entries = Entry.objects.filter(kind=Kind.SESSION).order_by("pk")
    return list(entries.values_list("verb", "actor_name"))


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_in_and_out_again_and_both_are_remembered(pia: Account) -> None:
    browser = Client()
    assert enter(browser)["Location"] == "/"
    assert browser.get("/konto/to-trin/").status_code == 200
    assert browser.post("/konto/log-ud/")["Location"] == LOGIN
    assert browser.get("/konto/to-trin/")["Location"].startswith(LOGIN)
    assert sessions() == [(Verb.SIGNED_IN, "Pia Holm"), (Verb.SIGNED_OUT, "Pia Holm")]
    assert Entry.objects.filter(kind=Kind.SESSION).earliest("pk").actor_id == pia.pk


def test_signing_out_clears_what_the_browser_kept_and_nothing_else_does(pia: Account) -> None:
    browser = Client()
    enter(browser)
    assert "Clear-Site-Data" not in browser.get("/konto/to-trin/").headers
    assert browser.post("/konto/log-ud/")["Clear-Site-Data"] == '"cache"'
    page = browser.get(LOGIN)
    assert "Clear-Site-Data" not in page.headers
    assert '<link rel="stylesheet" href="/glem.css">' in text(page)
    forgets = browser.get("/glem.css")
    assert (forgets["Clear-Site-Data"], forgets["Cache-Control"], forgets["Content-Type"]) == (
        '"cache"', "no-store", "text/css",
    )  # fmt: skip
    assert "Clear-Site-Data" not in browser.get("/glem.css", headers={"Sec-Fetch-Site": "cross-site"}).headers


def test_one_goes_on_to_where_one_was_going_but_never_to_another_site(pia: Account) -> None:
    assert enter(Client(), next="/log/?barn=1")["Location"] == "/log/?barn=1"
    assert enter(Client(), next="https://evil.example/")["Location"] == "/"


@pytest.mark.parametrize("email", ["PIA@Fjordby.example", " pia@fjordby.example "])
def test_an_address_is_the_same_however_it_is_written(pia: Account, email: str) -> None:
    assert enter(Client(), email=email).status_code == 302


@pytest.mark.parametrize(
    ("email", "name"), [("pia@fjordby.example", "Pia Holm"), ("ingen@fjordby.example", remember.UNKNOWN)]
)
def test_a_wrong_password_and_a_wrong_address_look_the_same(pia: Account, email: str, name: str) -> None:
    answer = enter(Client(), "forkert forkert forkert", email)
    assert texts.REFUSALS["email_password_mismatch"] in text(answer)
    assert f'value="{email}"' in text(answer)
    assert sessions()[-1] == (Verb.SIGN_IN_FAILED, name)
    everything = json.dumps(list(Entry.objects.values()), default=str)
    assert "forkert" not in everything
    assert "ingen@" not in everything


def test_who_has_been_shut_out_does_not_come_in(pia: Account) -> None:
    pia.is_active = False
    pia.save()
    browser = Client()
    assert "Kontoen er spærret" in text(browser.post(LOGIN, {"login": pia.email, "password": PASSWORD}, follow=True))
    assert "_auth_user_id" not in browser.session
    assert LOCAL.account({"email": pia.email}) is None


def test_one_account_is_tried_five_times_and_then_not_even_rightly(pia: Account) -> None:
    for _ in range(5):
        enter(Client(), "forkert")
    answer = enter(Client())
    assert texts.REFUSALS["too_many_login_attempts"] in text(answer)
    assert enter(Client(), "forkert", "mads@fjordby.example").status_code == 200
    assert texts.REFUSALS["email_password_mismatch"] in text(enter(Client(), "forkert", "else@fjordby.example"))


def test_the_limits_are_shared_by_all_web_workers(pia: Account) -> None:
    enter(Client(), "forkert")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_limit WHERE cache_key LIKE '%login_failed%' AND cache_key NOT LIKE '%lock'"
        )
        assert cursor.fetchone()[0] == 2  # by address of the network, and by account


def test_a_whole_municipality_behind_one_address_is_let_in(pia: Account) -> None:
    for _ in range(40):
        enter(Client(), "forkert", "ingen@fjordby.example")
    assert enter(Client()).status_code == 302


def test_an_address_of_the_network_that_never_stops_is_told_to_wait(pia: Account, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    for _ in range(2):
        enter(Client(), "forkert")
    answer = enter(Client())
    assert answer.status_code == 429
    assert "Vent et par minutter" in text(answer)


def test_passwords_are_kept_by_argon2(pia: Account) -> None:
    assert pia.password.startswith("argon2$argon2id$")


def test_a_closed_browser_is_signed_out_and_a_still_one_after_the_idle_time(pia: Account, settings: Any) -> None:
    browser = Client()
    enter(browser)
    assert browser.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert browser.session.get_expiry_age() == settings.SESSION_COOKIE_AGE == settings.PROFILE.idle_minutes * 60


@pytest.mark.parametrize(("seconds", "inside"), [(-1, True), (1, False)])
def test_whoever_was_away_too_long_meets_the_door_and_keeps_the_words(
    pia: Account, settings: Any, seconds: int, inside: bool
) -> None:
    with time_machine.travel(NOW, tick=False) as time:
        browser = Client()
        enter(browser)
        time.move_to(NOW + timedelta(minutes=settings.PROFILE.idle_minutes, seconds=seconds))
        answer = browser.get("/")
        assert (answer.status_code == 200) is inside
        if not inside:
            assert answer["Location"].startswith(LOGIN)
            sent = browser.post("/soeg/", {"q": "Asta ved hegnet"})
            assert (sent.status_code, "Asta ved hegnet" in text(sent)) == (401, True)


def test_nobody_signs_up(db: None) -> None:
    assert not Adapter().is_open_for_signup(None)
    assert Client().get("/konto/opret/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"oldpassword": "forkert"}, "ikke din nuværende adgangskode"),
        ({"password1": "kort", "password2": "kort"}, "12 tegn"),
        ({"password1": "adgangskode1", "password2": "noget helt andet"}, ""),
        ({"password1": "password1234", "password2": "password1234"}, ""),
        ({"password1": "pia@fjordby.example", "password2": "pia@fjordby.example"}, ""),
    ],
)
def test_a_new_password_must_be_a_good_one(pia: Account, wrong: dict[str, str], sentence: str) -> None:
    browser = Client()
    enter(browser)
    good = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    answer = browser.post("/konto/adgangskode/", good | wrong)
    assert answer.status_code == 200
    assert sentence in text(answer)
    assert "form-error" in text(answer)


def test_a_password_is_changed_remembered_and_its_owner_told_by_mail(pia: Account) -> None:
    browser = Client()
    enter(browser)
    browser.post("/konto/adgangskode/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert (Verb.PASSWORD_CHANGED, "Pia Holm") in sessions()
    (sent,) = sent_by_the_worker()
    assert sent.to == ["pia@fjordby.example"]
    assert "ring til din systemadministrator" in sent.body
    assert enter(Client(), NEW).status_code == 302


def queue() -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'project.account_mail' ORDER BY id")
        return [args if isinstance(args, dict) else json.loads(args) for (args,) in cursor.fetchall()]


def sent_by_the_worker() -> list[mail.EmailMessage]:
    for args in queue():
        jobs.send_account_mail(**args)
    return mail.outbox


def test_a_forgotten_password_is_chosen_anew(pia: Account) -> None:
    browser = Client()
    answer = browser.post("/konto/adgangskode/glemt/", {"email": "pia@fjordby.example"}, follow=True)
    assert "er der en mail på vej" in text(answer)
    (sent,) = sent_by_the_worker()
    link = next(line for line in sent.body.splitlines() if "://" in line)
    address = link.split("testserver")[1]
    page = browser.get(address, follow=True)
    assert "Vælg en ny adgangskode" in text(page)
    action = page.redirect_chain[-1][0]
    assert "form-error" in text(browser.post(action, {"password1": "kort", "password2": "kort"}))
    done = browser.post(action, {"password1": NEW, "password2": NEW}, follow=True)
    assert "Adgangskoden er skiftet" in text(done)
    assert (Verb.PASSWORD_CHANGED, "Pia Holm") in sessions()
    assert enter(Client(), NEW).status_code == 302
    assert "Adressen virker ikke mere" in text(Client().get(address, follow=True))


def test_an_address_without_an_account_gets_the_same_page_and_no_mail(db: None) -> None:
    answer = Client().post("/konto/adgangskode/glemt/", {"email": "ingen@fjordby.example"}, follow=True)
    assert "er der en mail på vej" in text(answer)
    assert not queue()


def test_the_way_to_a_new_password_cannot_be_read_in_the_queue(pia: Account) -> None:
    Client().post("/konto/adgangskode/glemt/", {"email": "pia@fjordby.example"})
    (args,) = queue()
    assert "fjordby" not in json.dumps(args)
    assert ring().open(bytes.fromhex(args["to"]), "mail") == "pia@fjordby.example"


def test_who_has_no_password_yet_chooses_one(pia: Account) -> None:
    browser = Client()
    enter(browser)
    pia.set_unusable_password()
    pia.save()
    browser.force_login(pia, backend="django.contrib.auth.backends.ModelBackend")
    page = browser.get("/konto/adgangskode/", follow=True)
    assert "Vælg en adgangskode" in text(page)
    browser.post("/konto/adgangskode/v%C3%A6lg/".replace("v%C3%A6lg", "vaelg"), {"password1": NEW, "password2": NEW})
    assert enter(Client(), NEW).status_code == 302


PAGES = [name for name in (pattern.name for pattern in urls.urlpatterns) if name != urls.FROM_KEY]


def no_english(page: str) -> None:
    body = page.partition("<main")[2].partition("</main>")[0]
    visible = body.replace("autocomplete=", "")
    for word in ENGLISH:
        assert f">{word}" not in visible, word
        assert f" {word} " not in visible.replace(f"{word}_", ""), word


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("signed_in", [True, False])
def test_every_page_is_ours_and_danish(pia: Account, name: str, signed_in: bool) -> None:
    browser = Client()
    if signed_in:
        enter(browser)
    answer = browser.get(reverse(name), follow=True)
    page = text(answer)
    assert answer.status_code in {200, 404}
    assert '<html lang="da">' in page
    assert "Fjordby Kommune" in page
    assert "<script>" not in page
    assert "style=" not in page
    no_english(page)


def test_addresses_are_plain_letters() -> None:
    """allauth compares an address with the one in the browser, which writes æ, ø and å in its own way."""
    for name in PAGES:
        assert unquote(reverse(name)) == reverse(name)


def test_messages_that_say_what_one_sees_are_not_said(db: None) -> None:
    assert "account/messages/logged_in.txt" not in texts.DONE
