"""From an empty database to the first administrator's own day, by one command and a password they choose."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from samspor.access.models import Account
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people.models import Employment, Unit
from tests.conftest import APP, connect_as, drop, remake, tables
from tests.project.test_sign_in import NEW, enter, sent_by_the_worker, text

ADMIN = "kim@fjordby.example"
UNITS = "navn;slags;hører under\nSolsikken;Dagtilbud;Distrikt Nord\nDistrikt Nord;Distrikt;\nFjordby Kommune;Kommune;\n"


@pytest.fixture
def empty(django_db_setup: None, django_db_blocker: Any, template_name: str) -> Iterator[None]:
    """A database with tables, and nothing in them."""
    name = f"{template_name}_empty"
    with django_db_blocker.unblock():
        remake(name, tables())
        connect_as(APP, name)
        cache.clear()
        yield
        connect_as(APP, template_name)
    drop(name)


def begin(path: Path, units: str = UNITS, admin: str = ADMIN) -> None:
    file = path / "enheder.csv"
    file.write_text(units, encoding="utf-8")
    call_command("begin", str(file), "--admin", admin, "--name", "Kim Vang")


def test_the_first_administrator_comes_in(empty: None, tmp_path: Path, capsys: Any) -> None:
    begin(tmp_path)
    assert "3 enheder er oprettet, og Kim Vang er systemadministrator." in capsys.readouterr().out
    assert {one.name: one.parent and one.parent.name for one in Unit.objects.select_related("parent")} == {
        "Fjordby Kommune": None, "Distrikt Nord": "Fjordby Kommune", "Solsikken": "Distrikt Nord",
    }  # fmt: skip
    account, job = Account.objects.get(), Employment.objects.get()
    assert (account.has_usable_password(), job.role, job.unit.name) == (False, "system_admin", "Fjordby Kommune")
    told = list(Entry.objects.order_by("pk").values_list("verb", flat=True))
    assert told == [Verb.UNIT_OPENED] * 3 + [Verb.ACCOUNT_MADE, Verb.EMPLOYED]
    with pytest.raises(CommandError, match="allerede taget i brug"):
        begin(tmp_path)
    _chooses_a_password()
    browser = Client()
    enter(browser, NEW, ADMIN)
    day = text(browser.get("/", follow=True))
    assert "Min dag" in day
    assert "Medarbejdere" in day
    assert "Solsikken" in text(browser.get("/enheder/"))
    assert "Kim Vang" in text(browser.get("/medarbejdere/"))


def _chooses_a_password() -> None:
    browser = Client()
    browser.post("/konto/adgangskode/glemt/", {"email": ADMIN}, follow=True)
    (sent,) = sent_by_the_worker()
    link = next(line for line in sent.body.splitlines() if "://" in line)
    page = browser.get(link.split("testserver")[1], follow=True)
    browser.post(page.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True)


@pytest.mark.parametrize(
    ("units", "admin", "said"),
    [
        (UNITS, "kim", "»kim« er ikke en mailadresse"),
        ("navn;slags\nSolsikken;Dagtilbud\n", ADMIN, "én enhed af slagsen Kommune"),
        (UNITS + "Fjordby;Kommune;\n", ADMIN, "én enhed af slagsen Kommune"),
        ("navn\n", ADMIN, "Den første linje"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_begun(
    empty: None, tmp_path: Path, units: str, admin: str, said: str
) -> None:
    with pytest.raises(CommandError, match=said):
        begin(tmp_path, units, admin)
    assert not Unit.objects.exists()
    assert not Account.objects.exists()


def test_a_file_that_is_not_there_is_named(empty: None) -> None:
    with pytest.raises(CommandError, match="kan ikke åbnes"):
        call_command("begin", "/findes/ikke.csv", "--admin", ADMIN, "--name", "Kim Vang")
