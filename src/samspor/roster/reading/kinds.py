"""What a file is, by its first bytes and never by its name, and how large it may be."""

import zipfile
from collections import defaultdict
from enum import StrEnum
from pathlib import Path

from openpyxl.packaging.manifest import Manifest
from openpyxl.xml.constants import SHARED_STRINGS, WORKSHEET_TYPE
from openpyxl.xml.functions import fromstring

from samspor.base.refused import Refused

MOST_BYTES = 50 * 1024 * 1024
_MOST_UNPACKED = 400 * 1024 * 1024  # 200,000 rows of 30 columns are about 250 MB of XML
_MOST_WORDS = 100 * 1024 * 1024  # a spreadsheet's list of words is the one part that is held in memory
_MOST_PART = 3 * 1024 * 1024  # every other part is a tree in memory when it is read
_MOST_PARTS = 1000
_TYPES = "[Content_Types].xml"
_HEAD = 2048


class Kind(StrEnum):
    TEXT = "text"
    SHEET = "sheet"


_PICTURE = "Det er et billede. Vælg en liste i CSV eller Excel (.xlsx)."
_UNICODE = "Filen er gemt som Unicode-tekst. Gem den som »CSV UTF-8« eller Excel (.xlsx)."
_WRONG = (
    (b"%PDF", "Det er en PDF. Hent listen fra jeres system som CSV eller Excel (.xlsx)."),
    (
        b"\xd0\xcf\x11\xe0",
        "Det er en gammel eller låst Excel-fil. Gem den som Excel (.xlsx) uden adgangskode.",
    ),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"\xff\xfe", _UNICODE),
    (b"\xfe\xff", _UNICODE),
)
_WEB = (b"<html", b"<!doctype", b"<?xml", b"<table")
_TOO_LARGE = "Filen fylder {0} MB, og der er plads til {1} MB. Hent kun de kolonner, der skal bruges."
_NOT_A_LIST = "Filen er ikke en liste, vi kan læse. Gem den som CSV eller Excel (.xlsx), og vælg den igen."
_BOMB = "Filen fylder for meget, når den pakkes ud. Kopiér børnene til et nyt regneark, og gem det."
_DAMAGED = "Filen er beskadiget. Hent den igen fra jeres system, og vælg den så."
_EMPTY = "Filen er tom. Hent listen igen fra jeres system, og se efter, at den har en række for hvert barn."


def check_size(size: int) -> None:
    if size == 0:
        raise Refused(_EMPTY, "file")
    if size > MOST_BYTES:
        raise Refused(_TOO_LARGE.format(size // 2**20, MOST_BYTES // 2**20), "file")


def kind_of(path: Path) -> Kind:
    check_size(path.stat().st_size)
    with path.open("rb") as file:
        head = file.read(_HEAD)
    for magic, sentence in _WRONG:
        if head.startswith(magic):
            raise Refused(sentence, "file")
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB):
        raise Refused("Det er en webside, selv om den kan hedde .xls. Åbn den i Excel, og gem den som .xlsx.", "file")
    if not head.startswith(b"PK\x03\x04"):
        return Kind.TEXT
    _check_archive(path)
    return Kind.SHEET


def _check_archive(path: Path) -> None:
    """What it says it unpacks to is also all that zipfile will unpack, so the promise can be believed."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > _MOST_PARTS or any(p.file_size > _MOST_PART for p in parts if p.filename == _TYPES):
                raise Refused(_BOMB, "file")
            types = _types(archive)
    except (zipfile.BadZipFile, ValueError):
        raise Refused(_DAMAGED, "file") from None
    if all(part.filename != "xl/workbook.xml" for part in parts):
        raise Refused(_NOT_A_LIST, "file")
    words = sum(part.file_size for part in parts if SHARED_STRINGS in types[part.filename])
    heavy = any(part.file_size > _MOST_PART and not _may_be_large(part.filename, types) for part in parts)
    if heavy or sum(part.file_size for part in parts) > _MOST_UNPACKED or words > _MOST_WORDS:
        raise Refused(_BOMB, "file")


def _types(archive: zipfile.ZipFile) -> defaultdict[str, set[str]]:
    """What each part is said to be, read as the library reads it: a part may be said to be several things."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    if _TYPES in archive.namelist():
        try:
            said = Manifest.from_tree(fromstring(archive.read(_TYPES))).Override
        except Exception as error:  # what is wrong with a part, the library tells in its own many ways
            raise Refused(_DAMAGED, "file") from error
        for one in said:
            found[one.PartName.removeprefix("/")].add(one.ContentType)
    return found


def _may_be_large(name: str, types: defaultdict[str, set[str]]) -> bool:
    """Some parts are found by their name alone, whatever they are said to be: so both must be right."""
    if name.startswith("xl/worksheets/") and not name.endswith(".rels"):
        return types[name] == {WORKSHEET_TYPE}
    return name.lower() == "xl/sharedstrings.xml" and types[name] == {SHARED_STRINGS}
