"""Looking something up in the manual: the sections in which every word stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from samspor.overview.pages.manual import INDEX, known

LONGEST, SHORTEST, MOST = 100, 2, 20
_HEADING = re.compile(r"(?m)^#{1,6} +(.+)$")
_MARKS = re.compile(r"!\[[^]]*\]\([^)]*\)|\]\([^)]*\)|(?m:^[|:\- ]+$)|(?m:^ *(?:-|\d+\.) +)|[*`>|\[\]]")
_BEFORE = re.compile(r" (?=[.,:;?!])")  # left where a mark stood at the end of a sentence
_AROUND = 90  # letters shown on each side of the first word found


@dataclass(frozen=True, slots=True)
class Hit:
    """A section of a page, with a piece of what it says."""

    page: str
    heading: str
    excerpt: str
    href: str


def search(docs: Path, words: str) -> list[Hit]:
    """Headings that hold the words come first."""
    wanted = [one for one in words[:LONGEST].casefold().split() if len(one) >= SHORTEST]
    if not wanted:
        return []
    every = [hit for name, path in known(docs).items() for hit in _in_page(name, path, wanted)]
    return sorted(every, key=lambda hit: not _holds(hit.heading, wanted))[:MOST]


def _in_page(name: str, path: Path, wanted: list[str]) -> Iterator[Hit]:
    _, *parts = _HEADING.split(path.read_text(encoding="utf-8"))  # every page begins with its title
    href, title = "/hjaelp/" if name == INDEX else f"/hjaelp/{name}/", parts[0]
    for heading, text in zip(parts[::2], parts[1::2], strict=True):
        plain = _BEFORE.sub("", " ".join(_MARKS.sub(" ", text).split()))
        if _holds(f"{heading} {plain}", wanted):
            yield Hit(title, heading, _excerpt(plain, wanted), href)


def _holds(text: str, wanted: list[str]) -> bool:
    return all(one in text.casefold() for one in wanted)


def _excerpt(text: str, wanted: list[str]) -> str:
    found = [at for one in wanted if (at := text.casefold().find(one)) >= 0]
    start = text.rfind(" ", 0, max(0, min(found, default=0) - _AROUND)) + 1  # whole words only
    end = text.find(" ", start + 2 * _AROUND)
    return f"{'… ' if start else ''}{text[start : end if end >= 0 else len(text)]}{' …' if end >= 0 else ''}"
