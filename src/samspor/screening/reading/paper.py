"""A round sheet as a tagged PDF, to print and fill in by hand."""

import json
from collections.abc import Iterable
from pathlib import Path

_FORM = Path(__file__).with_name("sheet.typ")
_HELP = "Sæt ét kryds for hvert barn, og skriv, hvad du ser. Skriv det bagefter ind i Samspor, og makulér papiret."
_BOXES = "☐ grøn   ☐ gul   ☐ rød"


def printed(title: str, names: Iterable[str]) -> bytes:
    """Names go in beside the form, as data: nothing in them is markup."""
    import typst  # noqa: PLC0415 -- eighty megabytes, loaded only where a sheet is printed

    held = {
        "title": title,
        "help": _HELP,
        "headings": ["Barn", "Position her og nu", "Hvad ser du?"],
        "rows": [[name, _BOXES, ""] for name in names],
    }
    form, words = _FORM.read_bytes(), {"held": json.dumps(held)}
    made: bytes = typst.compile(form, format="pdf", pdf_standards=["ua-1"], sys_inputs=words, ignore_system_fonts=True)
    return made
