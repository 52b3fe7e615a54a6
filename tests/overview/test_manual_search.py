"""Something is looked up in the manual: without script, and by anybody."""

from pathlib import Path

import pytest
from django.test import Client

from samspor.overview.pages.manual_search import MOST, search
from tests.people.pages import text


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "brug").mkdir()
    (tmp_path / "brug" / "index.md").write_text("# Hjælp\n\nBegynd her.\n", encoding="utf-8")
    (tmp_path / "brug" / "leder.md").write_text(
        "# Leder\n\nDu leder.\n\n## Gør runden klar\n\nVælg **Runder**.\n\n"
        "| Bunke | Gør |\n| --- | --- |\n| Nye | Se [listen](boernelister.md) ![Tavlen](billeder/tavle.png) |\n",
        encoding="utf-8",
    )
    (tmp_path / "ingen-scorer.md").write_text("# Ingen tal\n\nHeller ikke i runder.\n", encoding="utf-8")
    return tmp_path


def test_the_sections_that_hold_every_word(docs: Path) -> None:
    first = search(docs, "RUNDEN klar")[0]
    assert (first.page, first.heading, first.href) == ("Leder", "Gør runden klar", "/hjaelp/leder/")
    assert search(docs, "runden hest") == []
    assert [hit.href for hit in search(docs, "begynd")] == ["/hjaelp/"]


def test_the_marks_of_lists_are_not_shown(tmp_path: Path) -> None:
    (tmp_path / "brug").mkdir()
    (tmp_path / "brug" / "leder.md").write_text("# Leder\n\n- Den 3. maj\n- 2-3 børn\n\n1. Vælg en\n12. Gem\n")
    (tmp_path / "ingen-scorer.md").write_text("# Ingen\n")
    assert search(tmp_path, "vælg")[0].excerpt == "Den 3. maj 2-3 børn Vælg en Gem"


@pytest.mark.parametrize("words", ["efternøler", "selvskade"])
def test_the_manual_knows_words_people_look_for(words: str) -> None:
    assert search(Path(__file__).resolve().parents[2] / "docs", words)


def test_headings_come_first(docs: Path) -> None:
    assert [hit.heading for hit in search(docs, "runde")] == ["Gør runden klar", "Ingen tal"]


def test_marks_and_pictures_are_not_read_aloud(docs: Path) -> None:
    assert search(docs, "nye")[0].excerpt == "Vælg Runder. Bunke Gør Nye Se listen"
    assert search(docs, "tavle") == []


@pytest.mark.parametrize("words", ["", " ", "a", "a e"])
def test_too_little_finds_nothing(docs: Path, words: str) -> None:
    assert search(docs, words) == []


def test_a_long_section_is_cut_around_the_word(docs: Path) -> None:
    long = "# Lang\n\n" + "ord " * 200 + "nål " + "ord " * 200
    (docs / "brug" / "lang.md").write_text(long, encoding="utf-8")
    shown = search(docs, "nål")[0].excerpt
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "nål" in shown
    assert set(shown.strip("… ").split()) == {"ord", "nål"}  # no word is cut
    (docs / "brug" / "lang.md").write_text("# Lang\n" + "## Nål\nord\n" * 40, encoding="utf-8")
    assert len(search(docs, "nål")) == MOST


def test_the_page_of_help_is_searched_by_anybody(db: None) -> None:
    page = text(Client().get("/hjaelp/", {"q": "nødadgang"}))
    assert "Fundet om »nødadgang«" in page
    assert 'href="/hjaelp/leder/">Når nogen tager nødadgang</a>' in page
    assert "Det står der ikke noget om" in text(Client().get("/hjaelp/", {"q": "xyzzy\0<b>"}))
    assert "Fundet om" not in text(Client().get("/hjaelp/"))
    assert 'type="search"' not in text(Client().get("/hjaelp/leder/"))
