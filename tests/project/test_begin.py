"""From an empty database to the first administrator's own day, by one command and a password they choose."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.access.texts import ROLE
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.concerns import api as concerns
from samspor.forums import api as forums
from samspor.people import api as people
from samspor.people.models import Employment, Unit
from samspor.roster import api as roster
from samspor.screening import api as screening
from samspor.screening.rules import Position, Way
from tests.cast import Cast, before_any_instrument
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
    assert told[:5] == [Verb.UNIT_OPENED] * 3 + [Verb.ACCOUNT_MADE, Verb.EMPLOYED]
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


WORDS = "2 udgaver af vurderingsredskabet, 2 skalaer, 2 vejvisere og 9 slags møder"
LIST = "Navn;Fødselsdato;Institution;Stue\nAsta Lund;14-03-2022;Solsikken;Blå\nBo Holm;01-12-2021;Solsikken;Blå\n"
DAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def at(empty: None) -> Iterator[datetime]:
    with time_machine.travel(DAY, tick=False):
        yield DAY


def test_what_ships_is_taken_into_use_and_stands_in_the_log(at: datetime, tmp_path: Path, capsys: Any) -> None:
    begin(tmp_path)
    assert f"Taget i brug: {WORDS}." in capsys.readouterr().out
    adopted = list(Entry.objects.order_by("pk").values_list("verb", "actor_name", "roles"))[5:]
    by = "Samspor (baggrundsarbejde)", ["project_leader"]
    verbs = [Verb.INSTRUMENT_ADOPTED] * 2 + [Verb.SCALE_ADOPTED] * 2 + [Verb.GUIDE_ADOPTED] * 2
    assert adopted == [(verb, *by) for verb in verbs + [Verb.FORUM_TYPE_ADOPTED] * 9]


def test_an_empty_installation_reaches_its_first_round(at: datetime, tmp_path: Path) -> None:
    begin(tmp_path)
    lars = _employed(Role.UNIT_LEADER, "lars@fjordby.example", "Solsikken", at)
    _children_come_in(lars, tmp_path, at)
    version = screening.InstrumentVersion.objects.get(version="1")
    today = local_date(at)
    planned = screening.plan_round(
        by=lars, label="Vores første", area="daycare", opens_on=today, closes_on=today + timedelta(days=30),
        instrument=version, units=[people.Unit.objects.get(name="Solsikken")], at=at,
    )  # fmt: skip
    opened = screening.record_notice(by=lars, round_unit=planned.units.get(), notice_on=today, way=Way.TALK, at=at)
    for child in people.Child.objects.all():
        screening.set_mark(by=lars, round_unit=opened, child=child, position=Position.GREEN, comment="", at=at)
    assert opened.assessments.count() == 2


def _employed(role: Role, email: str, place: str, at: datetime) -> Actor:
    admin = people.actor_for(Account.objects.get(email=ADMIN), at=at)
    made = people.take_on(
        by=admin, name=email.partition("@")[0].title(), email=email, title=ROLE[role],
        unit=people.Unit.objects.get(name=place), role=role, starts_on=local_date(at), at=at,
    )  # fmt: skip
    return people.actor_for(made.account, at=at)


def _children_come_in(leader: Actor, path: Path, at: datetime) -> None:
    file = path / "børn.csv"
    file.write_text(LIST, encoding="utf-8")
    call_command("import_roster", str(file), "--as", "lars@fjordby.example", "--kind", "daycare_list")
    held = roster.change_sets_visible_to(leader).get()
    roster.apply_change_set(by=leader, change_set=held, at=at)


def test_what_is_there_already_is_left(cast: Cast, capsys: Any) -> None:
    """A municipality that began before this came along."""
    before_any_instrument()
    jens = cast.actor("jens", at=DAY)
    held = forums.adopt_type(by=jens, written=forums.shipped()[0], at=DAY)
    scale = concerns.adopt_scale(by=jens, ruler=concerns.shipped()[0], at=DAY)
    assert _adopted(capsys) == WORDS.replace("2 skalaer", "1 skala").replace("9 slags", "8 slags").join(
        ["Taget i brug: ", ".\n"]
    )
    assert forums.ForumType.objects.get(key=held.key) == held
    assert concerns.Scale.objects.get(key=scale.key) == scale
    told = Entry.objects.count()
    assert "i forvejen" in _adopted(capsys)
    assert Entry.objects.count() == told


def _adopted(capsys: Any) -> str:
    call_command("adopt_shipped", "--as", "jens@fjordby.example")
    return str(capsys.readouterr().out)


@pytest.mark.parametrize("email", ["", "ingen@fjordby.example", "ali@fjordby.example", "lars@fjordby.example"])
def test_only_a_project_leader_takes_it_into_use(cast: Cast, email: str) -> None:
    with pytest.raises(CommandError, match="projektleder"):
        call_command("adopt_shipped", "--as", email)
    assert not forums.ForumType.objects.exists()
