"""Nothing inline, nothing from other hosts, every picture with words, every page in the same frame."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.house import SOURCE, is_page, name_of, parsed, strings, template_name, templates, text

COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->", re.DOTALL)
INLINE = {
    "a script": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on": re.compile(r"\bhx-on\b|\bdata-hx-on\b|\bhx-vars\b", re.IGNORECASE),
    "javascript:": re.compile(r"javascript:", re.IGNORECASE),
    "hx-headers in script": re.compile(r"hx-(?:vals|headers)\s*=\s*[\"']js:", re.IGNORECASE),
}
OUTSIDE = re.compile(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}|(?:src|href)=[\"']//", re.IGNORECASE)
# Addresses of other hosts that are only read, never asked.
NAMES_ONLY = {
    "http://www.w3.org": "the name of the SVG format",
    "https://www.w3.org": "the same",
}
PICTURE = re.compile(r"<img\b[^>]*>", re.IGNORECASE | re.DOTALL)
PICTURE_WORDS = re.compile(r"\balt=")
BARE = {"ui/base.html": "it is the frame", "ui/components.html": "the list of components"}
OURS = [
    path
    for path in SOURCE.glob("*/static/*/*")
    if path.suffix in {".js", ".css", ".svg"} and "vendor" not in path.parts
]


def html(path: Path) -> str:
    return COMMENT.sub("", text(path))


def faults(source: str) -> Iterator[str]:
    yield from (what for what, pattern in INLINE.items() if pattern.search(source))
    yield from (one for one in OUTSIDE.findall(source) if one not in NAMES_ONLY)
    yield from (f"without words: {one}" for one in PICTURE.findall(source) if not PICTURE_WORDS.search(one))


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_nothing_is_inline_or_from_elsewhere(path: Path) -> None:
    assert list(faults(html(path))) == []


def test_nothing_inline_is_written_in_python() -> None:
    found = {
        f"{name_of(path)}: {what}"
        for path, code in parsed()
        for one in strings(code)
        if "<" in one or "hx-" in one or "javascript:" in one
        for what, pattern in INLINE.items()
        if pattern.search(one)
    }
    assert found == set()


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_scripts_and_styles_ask_no_other_host(path: Path) -> None:
    asked = [one for one in OUTSIDE.findall(text(path)) if one not in NAMES_ONLY]
    assert asked == []


@pytest.mark.parametrize("path", [path for path in OURS if path.suffix == ".js"], ids=lambda path: path.name)
def test_our_scripts_make_no_code_of_text(path: Path) -> None:
    """An empty shape may be made of fixed words; what somebody wrote is only ever put in as text."""
    made = re.findall(r"\beval\(|new Function|outerHTML|insertAdjacentHTML|document\.write|innerHTML[^\n]*", text(path))
    assert [one for one in made if not re.fullmatch(r"innerHTML = '[^'+]*';?", one)] == []


PAGES = [path for path in templates() if is_page(path) and template_name(path) not in BARE]


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_page_stands_in_the_frame_and_has_a_heading(path: Path) -> None:
    """A page that others are drawn in may leave the heading to them."""
    line = list(frames(template_name(path)))
    assert line[-1] == "ui/base.html"
    assert template_name(path) in LENT or any("block heading" in SOURCES[name] for name in line[:-1])
    assert "<h1" not in text(path)  # the frame draws it, once


SOURCES = {template_name(path): text(path) for path in templates()}
EXTENDS = re.compile(r"\{%-?\s*extends\s+[\"']([^\"']+)")
LENT = {parent[1] for source in SOURCES.values() if (parent := EXTENDS.search(source))}


def frames(name: str) -> Iterator[str]:
    """The page, what it is drawn in, and so on."""
    yield name
    if parent := EXTENDS.search(SOURCES[name]):
        yield from frames(parent[1])


def test_a_part_of_a_page_is_no_page() -> None:
    """A fragment starts with an underscore, and is drawn inside something else."""
    framed = {
        name_of(path)
        for path in templates()
        if not is_page(path) and path.suffix == ".html" and "extends" in text(path)
    }
    assert {file for file in framed if not file.endswith("/_account_form.html")} == set()


@pytest.mark.parametrize(
    "bad",
    [
        "<script>x()</script>", "<style>p{}</style>", '<p style="color:red">', '<a onclick="x()">',
        '<a hx-on:click="x()">', '<a href="javascript:x()">',
        '<img src="a.png">', '<img src="https://example.org/a.png" alt="">',
        '<script src="//cdn.example.org/x.js"></script>',
    ],
)  # fmt: skip
def test_the_eye_sees_what_it_is_looking_for(bad: str) -> None:
    assert list(faults(bad))


@pytest.mark.parametrize(
    "good",
    ["<script src=\"{{ static('a.js') }}\" defer></script>", '<img src="/a.png" alt="">', "<p>Med mening = godt</p>"],
)
def test_the_eye_leaves_good_pages_alone(good: str) -> None:
    assert list(faults(good)) == []
