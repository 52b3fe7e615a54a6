"""Pages to read: the manual, privacy, accessibility, words, rules and access."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client
from markupsafe import escape

from samspor.access.rules import Permission
from samspor.access.texts import PERMISSION
from samspor.base import clock
from samspor.law.table import all_rules
from samspor.law.texts import readable
from samspor.overview.pages import manual, words
from samspor.overview.views import reading
from tests.cast import Cast
from tests.people.pages import text

PUBLIC = ["/hjaelp/", "/privatliv/", "/tilgaengelighed/", "/ordliste/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_open_to_everybody(db: None, address: str) -> None:
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("name", manual.known(reading.DOCS))
def test_every_page_of_the_manual_is_drawn(db: None, name: str) -> None:
    page = text(Client().get(f"/hjaelp/{name}/"))
    assert page.count("<h1") == 1
    assert '.md"' not in page
    assert "billeder/" not in page.replace("/hjaelp/billeder/", "")


def test_the_index_leads_to_the_other_pages(db: None) -> None:
    page = text(Client().get("/hjaelp/"))
    assert 'href="/hjaelp/leder/"' in page
    assert 'href="/hjaelp/ingen-scorer/"' in page
    assert 'href="/adgang/"' in page


@pytest.mark.parametrize("name", ["nothing", "glossary", "..", "README"])
def test_only_the_manuals_own_pages(db: None, name: str) -> None:
    assert Client().get(f"/hjaelp/{name}/").status_code == 404


def test_pictures(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PICTURES", tmp_path)
    (tmp_path / "min-dag.png").write_bytes(b"png")
    found = Client().get("/hjaelp/billeder/min-dag.png")
    assert (found["Content-Type"], found.content) == ("image/png", b"png")
    assert Client().get("/hjaelp/billeder/andet.png").status_code == 404


def test_a_page_becomes_html(tmp_path: Path) -> None:
    (tmp_path / "min-dag.png").write_bytes(b"png")
    page = tmp_path / "side.md"
    page.write_text(
        "# Sådan\n\n<b>rå</b> [her](leder.md) [hjem](index.md) [ude](https://example.org)\n\n"
        "![Min dag](billeder/min-dag.png)\n\n![Ikke endnu](billeder/andet.png)\n\n| a | |\n| --- | --- |\n| b | c |\n",
        encoding="utf-8",
    )
    made = manual.page(page, tmp_path)
    assert made.title == "Sådan"
    assert "<h1" not in made.html
    assert "&lt;b&gt;" in made.html
    assert 'href="/hjaelp/leder/"' in made.html
    assert 'href="/hjaelp/"' in made.html
    assert 'href="https://example.org"' in made.html
    assert 'src="/hjaelp/billeder/min-dag.png"' in made.html
    assert "andet.png" not in made.html
    assert 'class="overview-manual-table" tabindex="0"' in made.html
    assert made.html.count("<th>") == 1
    assert "</table>\n</div>" in made.html


def test_a_page_without_a_heading_is_called_by_its_file(tmp_path: Path) -> None:
    page = tmp_path / "side.md"
    page.write_text("Kun tekst.\n", encoding="utf-8")
    assert manual.page(page, tmp_path).title == "side"


def test_the_words_stand_in_danish_order() -> None:
    found = [term.da for term in words.terms(reading.DOCS / "glossary.toml")]
    assert len(found) > 80
    starts = [word[0].lower() for word in found]
    assert starts == sorted(starts, key="abcdefghijklmnopqrstuvwxyzæøå".index)


def test_the_word_list_says_the_law_and_not_the_names_in_the_code(db: None) -> None:
    page = text(Client().get("/ordliste/"))
    assert "(Barnets lov § 91)" in page
    assert "illbeing" not in page
    assert "ChildGroup" not in page
    assert "has_custody" not in page
    assert "Børnegruppe." in page


def test_the_manual_says_how_it_is(db: None) -> None:
    log = text(Client().get("/hjaelp/logkontrollant-og-dpo/"))
    assert "Afgræns på" not in log
    assert "Find et barn i loggen" in log
    assert "rundernes linje" not in text(Client().get("/hjaelp/paedagog-og-dagplejer/"))
    assert "Søg på hele CPR-nummeret" in text(Client().get("/hjaelp/ppr-og-socialraadgiver/"))


def test_our_fault_leaves_a_way_home() -> None:
    page = render_to_string("project/failed.html", {"number": ""}, using="jinja2")
    assert '<a href="/">Til Min dag</a>' in page


def test_every_permission_says_who_has_it() -> None:
    lines = words.permissions()
    assert [line.what for line in lines] == [PERMISSION[one] for one in Permission]
    everybody = next(line for line in lines if line.what == PERMISSION[Permission.RULES_READ])
    assert everybody.who == (("Alle", "hele kommunen"),)
    reading_children = next(line for line in lines if line.what == PERMISSION[Permission.CHILD_READ])
    assert ("Pædagog", "egen enhed") in reading_children.who


@pytest.mark.parametrize("who", ["pia", "dorte", "ali", "mette"])
def test_rules_and_access_for_all_staff(cast: Cast, as_, who: str) -> None:
    rules = text(as_(who).get("/regler/"))
    assert "barnets lov" in rules.lower()
    today = clock.today()
    lines = [line for section in readable(today) for line in section.lines]
    assert len(lines) == len(all_rules(today))
    for line in lines:
        assert f"{escape(line.title)}: {escape(line.length)}" in rules
        assert escape(line.paragraph) in rules
    assert {"i brug", "ikke i brug endnu"} == {line.in_use for line in lines}
    assert rules.count("<dd>ikke i brug endnu</dd>") == [line.in_use for line in lines].count("ikke i brug endnu")
    page = text(as_(who).get("/adgang/"))
    assert "Hvem må hvad?" in page
    assert "Vise en beskyttet adresse" in page


@pytest.mark.parametrize("address", ["/regler/", "/adgang/", "/", "/soeg/", "/grupper/", "/enheder/"])
def test_the_rest_asks_one_to_sign_in(db: None, address: str) -> None:
    sent = Client().get(address)
    assert sent.status_code == 302
    assert sent["Location"].startswith("/konto/log-ind/")
