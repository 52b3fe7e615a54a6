"""The package for the records: a PDF/A to read, the same as a page and as data, and what shows whether it is whole."""

import json
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from samspor.pathways.pages.journal import Journal

_FORM = Path(__file__).with_name("journal.typ")
_INSTEAD, _LATIN, _SIGNS = "□", 0x24F, "–»«…’“”"
README = (
    "Et afsluttet forløb fra Samspor.\n\n"
    "forloeb.pdf er til at læse (PDF/A-2a). forloeb.html er det samme til en browser.\n"
    "forloeb.json er det samme som data, og metadata.xml siger, hvad det er.\n"
    "checksums.sha256 viser, om noget er ændret: sha256sum -c checksums.sha256\n"
)


def packed(one: Journal, html: str) -> bytes:
    """The same bytes for the same journal: no clock and no chance in it."""
    files = {
        "forloeb.pdf": as_pdf(one),
        "forloeb.html": html.encode(),
        "forloeb.json": as_json(one),
        "metadata.xml": as_xml(one),
        "LAES-MIG.txt": README.encode(),
    }
    sums = "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    held = BytesIO()
    with ZipFile(held, "w") as archive:
        for name, data in {**files, "checksums.sha256": sums.encode()}.items():
            archive.writestr(ZipInfo(name), data, ZIP_DEFLATED)
    return held.getvalue()


def as_json(one: Journal) -> bytes:
    return json.dumps(asdict(one), ensure_ascii=False, indent=2, default=str).encode()


def as_xml(one: Journal) -> bytes:
    root = ET.Element("metadata", {"xml:lang": "da"})
    said = {
        "identifikation": one.key, "titel": one.title, "myndighed": one.municipality, "barn": one.child,
        "foedselsdag": str(one.born or ""), "aabnet": one.opened.isoformat(), "afsluttet": one.closed.isoformat(),
        "taget_ud": one.made_at.isoformat(), "taget_ud_af": one.made_by, "format": "PDF/A-2a",
    }  # fmt: skip
    for name, text in [*said.items(), *(("udeladt", each) for each in one.left_out)]:
        ET.SubElement(root, name).text = text
    made: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def as_pdf(one: Journal) -> bytes:
    """Names and words go in beside the form, as data: nothing in them is markup."""
    import typst  # noqa: PLC0415 -- eighty megabytes, loaded only where something is printed

    held = {"title": one.title, "facts": one.facts, "sections": [asdict(each) for each in one.sections]}
    day = {"day": [one.made_at.year, one.made_at.month, one.made_at.day]}
    try:
        return _made(held | day)
    except typst.TypstError:  # a picture or a script that no font of ours has: an archive takes none
        return _made(_plain(held) | day)


def _plain(held: Any) -> Any:
    """Our letters and their neighbours'. The others stand in the other files."""
    if isinstance(held, str):
        return "".join(one if one.isspace() or _is_known(one) else _INSTEAD for one in held)
    if isinstance(held, dict):
        return {key: _plain(each) for key, each in held.items()}
    return [_plain(each) for each in held]


def _is_known(one: str) -> bool:
    return one in _SIGNS or (one.isprintable() and ord(one) <= _LATIN)


def _made(held: dict[str, Any]) -> bytes:
    import typst  # noqa: PLC0415 -- as above

    made: bytes = typst.compile(
        _FORM.read_bytes(), format="pdf", pdf_standards=["a-2a", "ua-1"], sys_inputs={"held": json.dumps(held)},
        ignore_system_fonts=True,
    )  # fmt: skip
    return made
