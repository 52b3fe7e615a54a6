"""The manual's Markdown as pages: the same files one reads in the repository."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

INDEX = "index"
_HEADING = re.compile(r"\A# (.+)\n")


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    html: str


def known(docs: Path) -> dict[str, Path]:
    """Every page by its name in an address; nothing else can be asked for."""
    return {path.stem: path for path in [*sorted((docs / "brug").glob("*.md")), docs / "ingen-scorer.md"]}


def page(path: Path, pictures: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    heading = _HEADING.match(text)
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    reader.add_render_rule("table_open", _table)
    reader.add_render_rule("table_close", _table_end)
    tokens = reader.parse(text[heading.end() :] if heading else text)
    for token in _all(tokens):
        _mend(token)
    _name_no_empty_columns(tokens)
    _drop_missing(tokens, pictures)
    return Page(heading[1] if heading else path.stem, reader.renderer.render(tokens, reader.options, {}))


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _mend(token: Token) -> None:
    if token.type == "table_open":
        token.attrSet("class", "table")
    elif token.type == "link_open":
        token.attrSet("href", _address(str(token.attrGet("href"))))
    elif token.type == "image":
        token.attrSet("src", f"/hjaelp/{token.attrGet('src')}")
        token.attrSet("loading", "lazy")


def _table(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A wide table is scrolled in a frame of its own, also with the keyboard."""
    drawn = renderer.renderToken(tokens, index, options, env)
    return f'<div class="overview-manual-table" tabindex="0" role="group" aria-label="Tabel">{drawn}'


def _table_end(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return f"{renderer.renderToken(tokens, index, options, env)}</div>"


def _name_no_empty_columns(tokens: list[Token]) -> None:
    """A heading without words is an ordinary cell."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if before.type == "th_open" and not token.content:
            before.tag = after.tag = "td"


def _address(href: str) -> str:
    if not href.endswith(".md"):
        return href
    stem = Path(href).stem
    return "/hjaelp/" if stem == INDEX else f"/hjaelp/{stem}/"


def _drop_missing(tokens: list[Token], pictures: Path) -> None:
    """A picture that has not been taken yet leaves no hole."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        for picture in [child for child in token.children or [] if child.type == "image"]:
            if not (pictures / Path(str(picture.attrGet("src"))).name).exists():
                token.children, before.hidden, after.hidden = [], True, True
