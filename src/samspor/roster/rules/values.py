"""What is written in one cell, as what it means. What cannot be read says what to do instead."""

import re
import unicodedata
from datetime import date, timedelta

from samspor.base import cpr as cpr_number
from samspor.people.rules import Relation, Setting

_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ][\d:.]+Z?)?", re.ASCII)
_DATE = re.compile(r"(?P<day>\d{1,2})([-./])(?P<month>\d{1,2})\2(?P<year>\d{4})(?: [\d:.]+)?", re.ASCII)
_SLASHED = re.compile(r"(?P<day>\d{1,2})(?:/|\. ?)(?P<month>\d{1,2})(?:\. ?| ?- ?| )(?P<year>\d{4})", re.ASCII)
_WORDED = re.compile(r"(?:den |d\. ?)?(?P<day>[0-9]{1,2})\.? ?(?P<month>[a-z]+)\.? (?P<year>[0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2}(?:[-./]|\.? )(?:[0-9]{1,2}|[a-z]+)(?:[-./]|\.? )[0-9]{2}")
_MONTHS = ("januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
           "december")  # fmt: skip
_MONTH = {word: at for at, name in enumerate(_MONTHS, start=1) for word in (name, name[:3])} | {"sept": 9}
_SERIAL = re.compile(r"\d{5}", re.ASCII)
_SERIAL_ZERO = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was
_REPLACEMENT = re.compile(r"[0-9]{6}[- ]?(?=[0-9]*[A-ZÆØÅ])[0-9A-ZÆØÅ]{4}")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}")
# Never the joiners and marks that emoji and right-to-left text are made with.
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u00ad"))
_BROKEN = ("\ufffd", "Ã¦", "Ã¸", "Ã¥", "Ã†", "Ã˜", "Ã…")
_LONGEST_QUOTED = 40
_LONGEST, _LONGEST_NAME, _LONGEST_EMAIL, _LONGEST_NUMBER = 1000, 150, 254, 20
_PARTICLES = frozenset(
    "af al auf bin ben da de del den der di do dos du el la le van vander von zu zum zur y".split(" ")  # noqa: SIM905 -- read as a line
)

YES = frozenset({"ja", "j", "x", "1", "true", "sand", "yes", "y"})
NO = frozenset({"nej", "n", "0", "false", "falsk", "no", "ingen"})
SETTINGS: dict[str, Setting] = {
    **dict.fromkeys(("dagtilbud", "vuggestue", "børnehave", "dagpleje", "integreret", "dagplejer"), Setting.DAYCARE),
    **dict.fromkeys(("skole", "undervisning", "folkeskole"), Setting.SCHOOL),
    **dict.fromkeys(("sfo", "fritidshjem", "klub", "fritidsklub", "fritid", "fritidstilbud"), Setting.LEISURE),
}
RELATIONS = {
    **dict.fromkeys(("mor", "moder"), Relation.MOTHER),
    **dict.fromkeys(("far", "fader"), Relation.FATHER),
    **dict.fromkeys(("medmor", "medforælder"), Relation.CO_PARENT),
}


class Unreadable(ValueError):  # noqa: N818 -- its text is shown to a person
    """Its text is the Danish sentence."""


def clean(text: str) -> str:
    """One line, single spaces, no invisible characters; right-to-left text and emoji as they are."""
    text = " ".join(unicodedata.normalize("NFC", text).translate(_INVISIBLE).split())
    if text.startswith("="):
        raise Unreadable("Cellen indeholder en formel. Kopiér cellen, og indsæt den igen som værdi.")
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        raise Unreadable("Cellen indeholder tegn, der ikke er tekst. Slet indholdet, og skriv det igen.")
    if any(sign in text for sign in _BROKEN):
        raise Unreadable("Æ, ø og å er gået i stykker i filen. Gem listen igen som »CSV UTF-8« eller Excel (.xlsx).")
    if len(text) > _LONGEST:
        raise Unreadable(f"Der står mere end {_LONGEST} tegn i cellen. Skriv kun det, der hører til kolonnen.")
    return text


def fold(text: str) -> str:
    """For telling whether two words are one: case, hyphen and spacing do not count. Never an identity."""
    return " ".join(text.casefold().replace("-", " ").split())


def day(text: str) -> date:
    """31-12-2020, 31.12.2020, 31/12 2020, 31. december 2020, 2020-12-31 or Excel's own count of days."""
    if _SERIAL.fullmatch(text):
        return _SERIAL_ZERO + timedelta(days=int(text))
    if _SHORT_YEAR.fullmatch(text.casefold()):
        raise Unreadable(f"{quoted(text)} har et årstal med to cifre. Skriv alle fire, for eksempel 31-12-2020.")
    parts = _DATE.fullmatch(text) or _ISO.fullmatch(text) or _SLASHED.fullmatch(text) or _WORDED.fullmatch(text.lower())
    try:
        if parts:
            return date(int(parts["year"]), _MONTH.get(parts["month"]) or int(parts["month"]), int(parts["day"]))
    except ValueError:
        raise Unreadable(f"{quoted(text)} er ingen dag i kalenderen. Skriv den som 31-12-2020.") from None
    raise Unreadable(f"{quoted(text)} kan ikke læses som en dato. Skriv den som 31-12-2020.")


def quoted(text: str) -> str:
    """What stands in the cell, so that a person can find it; the beginning of it, when it is long."""
    return f"»{text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + '…'}«"


def cpr(text: str) -> str:
    try:
        return cpr_number.normalise(text)
    except ValueError as error:
        raise Unreadable(str(error)) from None


def is_replacement_number(text: str) -> bool:
    """A number with letters in its last four is made by the municipality or a system, never a CPR number."""
    return bool(_REPLACEMENT.fullmatch(text.upper()))


def replacement_number(text: str) -> str:
    number = text.upper().replace(" ", "").replace("-", "")
    if len(number) > _LONGEST_NUMBER:
        raise Unreadable(f"Et erstatningsnummer har højst {_LONGEST_NUMBER} tegn. Se det efter.")
    return number


def full_name(text: str) -> tuple[str, str]:
    """Given names, family name. A comma says where the border is; else particles go with the last word."""
    if text.count(",") == 1:
        family, given = (part.strip() for part in text.split(","))
    else:
        given, family = _split(text.split(" "))
    if not given or not family:
        raise Unreadable(
            "Skriv både fornavn og efternavn. Har barnet kun ét navn, så skriv en bindestreg som efternavn."
        )
    return name(given), name(family)


def name(text: str) -> str:
    if "?" in text:
        raise Unreadable("Bogstaver er gået tabt (»?«) i navnet. Gem listen som »CSV UTF-8« eller Excel (.xlsx).")
    if len(text) > _LONGEST_NAME:
        raise Unreadable(f"Der er plads til {_LONGEST_NAME} tegn i et navn. Skriv det kortere.")
    return text


def _split(words: list[str]) -> tuple[str, str]:
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def yes(text: str) -> bool:
    word = text.casefold()
    if word in YES or word in NO:
        return word in YES
    raise Unreadable("Skriv »ja« eller »nej«.")


def protection(text: str) -> tuple[bool, date | None]:
    """Ja, nej, beskyttet, or the day the protection ends."""
    if text.casefold() in {"beskyttet", "adressebeskyttet", "navne- og adressebeskyttet"}:
        return True, None
    try:
        return yes(text), None
    except Unreadable:
        pass
    try:
        return True, day(text)
    except Unreadable:
        raise Unreadable("Skriv »ja«, »nej« eller den dato, adressebeskyttelsen slutter.") from None


def custody(text: str) -> tuple[bool | None, bool | None]:
    """Who of guardian 1 and 2 holds custody, from one column about the child."""
    word = fold(text)
    if word in {"fælles", "begge", "fælles forældremyndighed", "begge forældre"}:
        return True, True
    if word in {"1", "forælder 1", "mor", "mor alene", "kun forælder 1"}:
        return True, False
    if word in {"2", "forælder 2", "far", "far alene", "kun forælder 2"}:
        return False, True
    raise Unreadable("Skriv »fælles«, »forælder 1« eller »forælder 2«.")


def custody_of_one(text: str) -> bool:
    word = fold(text)
    return True if word in {"fælles", "del", "fuld", "ene", "alene", "har del i forældremyndighed"} else yes(text)


def phone(text: str) -> str:
    digits = re.sub(r"[\s().\-/]", "", text).removeprefix("+45").removeprefix("0045")
    if re.fullmatch(r"[0-9]{8}|\+[0-9]{6,15}", digits):
        return digits
    raise Unreadable("Skriv otte cifre, eller begynd med + og landets nummer.")


def email(text: str) -> str:
    if _EMAIL.fullmatch(text) and len(text) <= _LONGEST_EMAIL:
        return text.lower()
    raise Unreadable("Skriv én e-mailadresse, for eksempel navn@eksempel.dk.")


def setting(text: str) -> Setting:
    found = SETTINGS.get(fold(text))
    if found is None:
        raise Unreadable("Skriv »dagtilbud«, »skole«, »SFO« eller »klub«.")
    return found


def relation(text: str) -> Relation:
    return RELATIONS.get(fold(text), Relation.OTHER)
