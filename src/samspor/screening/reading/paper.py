"""A round sheet as a tagged PDF, to print and fill in by hand."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

_FORM = Path(__file__).with_name("sheet.typ")
_HELP = "Sæt ét kryds for hvert barn, og skriv, hvad du ser. Skriv det bagefter ind i Samspor, og makulér papiret."
_BOXES = "☐ grøn   ☐ gul   ☐ rød"
_INSTEAD = "□"
_LACKING = f"Et tegn i et navn kan ikke trykkes her. Der står {_INSTEAD} i stedet."
_LATIN = 0x24F  # our letters and their neighbours', which the form's own font has


def printed(title: str, names: Iterable[str]) -> bytes:
    """Names go in beside the form, as data: nothing in them is markup."""
    import typst  # noqa: PLC0415 -- eighty megabytes, loaded only where a sheet is printed

    words = [title, *names]
    try:
        return _made(words, _HELP)
    except typst.TypstError:  # a picture or a script that no font of ours has: a tagged PDF refuses it
        instead = {ord(one): _INSTEAD for one in sorted(set("".join(words))) if not _can_be_set(one)}
        return _made([word.translate(instead) for word in words], f"{_HELP} {_LACKING}")


def _can_be_set(one: str) -> bool:
    import typst  # noqa: PLC0415 -- as above

    if one.isprintable() and ord(one) <= _LATIN:
        return True
    try:
        return bool(_made([one], ""))
    except typst.TypstError:
        return False


def _made(words: Sequence[str], said: str) -> bytes:
    import typst  # noqa: PLC0415 -- as above

    held = {
        "title": words[0],
        "help": said,
        "headings": ["Barn", "Position her og nu", "Hvad ser du?"],
        "rows": [[name, _BOXES, ""] for name in words[1:]],
    }
    form, given = _FORM.read_bytes(), {"held": json.dumps(held)}
    made: bytes = typst.compile(form, format="pdf", pdf_standards=["ua-1"], sys_inputs=given, ignore_system_fonts=True)
    return made
