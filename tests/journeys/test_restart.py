"""The database goes away while somebody presses the button, and comes back: the words stay, and are saved once."""

from pathlib import Path
from tempfile import gettempdir
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect
from psycopg import sql

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.concerns.models import Concern
from tests import cast as casting
from tests.conftest import _OTHERS_OUT, as_owner

pytestmark = pytest.mark.browser
WORKS, SEEN = "Bygger tårne med de andre", "Står alene ved hegnet efter frokost"


def let_in(database: str, *, allowed: bool) -> None:
    """As when PostgreSQL stops: nobody who was connected is, and nobody comes in."""
    connection.close()
    words = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(sql.Identifier(database), sql.Literal(allowed))
    as_owner(words, _OTHERS_OUT.format(sql.Literal(database)))


def test_what_was_typed_is_there_and_saved_once_when_the_database_is_back(enter, house):
    pia = enter("pia", path=reverse("concerns:start", args=[casting.fetch().asta.pk]))
    page, words = pia.page, pia.page.get_by_label("Hvad fungerer for barnet?")
    for question in ("udsat for vold", "æresrelateret konflikt"):
        page.get_by_role("group", name=question).get_by_label("Nej").check()
    words.fill(WORKS)
    page.get_by_label("Hvad undrer eller bekymrer dig?").fill(SEEN)
    let_in(house.database, allowed=False)
    page.get_by_role("button", name="Gem og gå videre").click()
    expect(page.get_by_role("heading", name="Samspor kan ikke gemme lige nu")).to_be_visible(timeout=30_000)
    let_in(house.database, allowed=True)
    assert not Concern.objects.exists()
    page.go_back()
    expect(words).to_have_value(WORKS)
    page.get_by_role("button", name="Gem og gå videre").click()
    expect(page.get_by_role("heading", name="Bekymring for barnets trivsel")).to_be_visible()
    assert Concern.objects.get().factors.count() == 2
    assert Entry.objects.filter(verb=Verb.CONCERN_STARTED).count() == 1


def test_a_list_of_two_hundred_megabytes_is_refused_in_a_sentence_and_nothing_of_it_is_left(enter, house, tmp_path):
    lars, list_ = enter("lars", path=reverse("roster:hand_in")), tmp_path / "liste.csv"
    left = set(Path(gettempdir()).glob("*.upload.*"))
    with list_.open("wb") as file:
        file.write(b"Navn;CPR-nr.\n")
        file.truncate(200 * 2**20)
    lars.page.get_by_label("Fil").set_input_files(list_)
    lars.page.get_by_label("Børneliste fra dagtilbud.").check()
    lars.page.get_by_role("button", name="Læs listen").click()
    expect(lars.page.get_by_text("Filen fylder 200 MB").first).to_be_visible(timeout=60_000)
    assert set(Path(gettempdir()).glob("*.upload.*")) == left
    lars.page.goto(f"{house.address}/")
    expect(lars.page.get_by_role("heading", name="Min dag")).to_be_visible()


def test_fifty_megabytes_are_answered_in_a_sentence_by_the_real_web_server(enter, house):
    """And the server is there for the next who asks."""
    pia = enter("pia")
    [cookie] = [one for one in pia.page.context.cookies() if one["name"] == settings.SESSION_COOKIE_NAME]
    headers = {"Cookie": f"{cookie['name']}={cookie['value']}", "Content-Type": "application/x-www-form-urlencoded"}
    for _ in range(2):
        sent = Request(f"{house.address}/soeg/", data=b"q=" + b"x" * 50_000_000, headers=headers)  # noqa: S310 -- ours
        with pytest.raises(HTTPError) as answer:
            urlopen(sent, timeout=60)  # noqa: S310 -- our own server
        assert answer.value.code == 413
        assert "Det er for stort til at blive sendt" in answer.value.read().decode()
    pia.page.reload()
    expect(pia.page.get_by_role("heading", name="Min dag")).to_be_visible()
