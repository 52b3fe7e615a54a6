"""In one list, two links with the same words lead to the same place (WCAG 2.4.9): heard alone, each says where."""

from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine

from tests.access.test_crawl import As, pages
from tests.access.world import World
from tests.cast import NOW

LISTS = frozenset({"ul", "ol", "table", "dl"})
READERS = ("lars", "pia", "karen", "anna", "sara", "henrik", "ali", "jens", "olga", "rikke", "bent")


@pytest.fixture(autouse=True)
def stopped_clock():
    with time_machine.travel(NOW, tick=False):
        yield


class Links(HTMLParser):
    """The links of a page by the list they stand in: what each says, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[dict[str, set[str]]] = [{}]
        self.done: list[dict[str, set[str]]] = []
        self.href, self.words = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in LISTS:
            self.within.append({})
        elif tag == "a" and given.get("href"):
            self.href, self.words = given["href"] or "", ""
        elif self.href:
            self.words += f" {given.get('aria-label') or given.get('alt') or ''}"

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.href:
            self.within[-1].setdefault(" ".join(self.words.split()), set()).add(self.href)
            self.href = ""
        elif tag in LISTS:
            self.done.append(self.within.pop())


def alike(answer: Any) -> list[str]:
    """What more than one link of a list says, and leads to different places."""
    if answer.status_code != 200 or answer.streaming or "html" not in answer.get("Content-Type", ""):
        return []
    reader = Links()
    reader.feed(answer.content.decode())
    return sorted(words for held in reader.done for words, to in held.items() if len(to) > 1)


def test_two_of_the_same_words_are_found() -> None:
    reader = Links()
    reader.feed('<ul><li><a href="/1">Ret</a></li><li><a href="/2"><span>Ret</span></a></li></ul><a href="/3">Ret</a>')
    assert reader.done == [{"Ret": {"/1", "/2"}}]


@pytest.mark.parametrize("name", READERS)
def test_links_of_a_list_are_told_apart(world: World, as_: As, name: str) -> None:
    client = as_(name)
    found = {one.name: alike(client.get(one.filled(world))) for one in pages()}
    assert {page: words for page, words in found.items() if words} == {}
