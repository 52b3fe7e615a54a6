"""The rule table in plain Danish, ready for a page to show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from samspor.law.rules import Certainty, Rule, Unit
from samspor.law.table import all_rules

_ONE_AND_MANY: Mapping[Unit, tuple[str, str]] = {
    Unit.ELAPSED_HOURS: ("time", "timer"),
    Unit.CALENDAR_DAYS: ("dag", "dage"),
    Unit.CALENDAR_MONTHS: ("måned", "måneder"),
    Unit.HVERDAGE: ("hverdag", "hverdage"),
    Unit.ARBEJDSDAGE: ("arbejdsdag", "arbejdsdage"),
    Unit.AGE_YEARS: ("år", "år"),
    Unit.PERCENT: ("procent", "procent"),
    Unit.COUNT: ("gang", "gange"),
}
CERTAINTY: Mapping[Certainty, str] = {
    Certainty.VERIFIED: "læst i en offentlig kilde",
    Certainty.GENERAL_KNOWLEDGE: "almindelig viden, ikke slået efter i en kilde",
    Certainty.UNCERTAIN: "usikker, skal afklares",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One rule as a row of the page; every text is Danish and ready."""

    id: str
    row: int
    title: str
    paragraph: str
    formerly: str
    trigger: str
    length: str
    basis: str
    counting: str
    warnings: tuple[str, ...]
    explanation: str
    program: str
    in_use: str
    may_tighten: str
    valid: str
    certainty: str
    reviewed: str
    source: str


@dataclass(frozen=True, slots=True)
class Section:
    """The rules of one law, in the order of the table."""

    law: str
    lines: tuple[Line, ...]


def readable(on: date) -> list[Section]:
    return sections(all_rules(on))


def sections(rules: Iterable[Rule]) -> list[Section]:
    by_law: dict[str, list[Line]] = {}
    for rule in rules:
        by_law.setdefault(rule.law, []).append(line(rule))
    return [Section(law, tuple(lines)) for law, lines in by_law.items()]


def line(rule: Rule) -> Line:
    return Line(
        id=rule.id,
        row=rule.row,
        title=rule.title,
        paragraph=paragraph_words(rule),
        formerly=rule.old_ref,
        trigger=rule.trigger,
        length=length_words(rule),
        basis=_basis(rule),
        counting=rule.counting,
        warnings=tuple(amount_words(rule.unit, moment) for moment in rule.warn_at),
        explanation=rule.explanation,
        program=rule.program,
        in_use="i brug" if rule.used else "ikke i brug endnu",
        may_tighten="kommunen kan gøre fristen kortere" if rule.may_tighten else "",
        valid=_valid(rule),
        certainty=CERTAINTY[rule.certainty],
        reviewed=_reviewed(rule),
        source=rule.source,
    )


def paragraph_words(rule: Rule) -> str:
    if not rule.paragraph:
        return rule.unplaced
    return f"{rule.paragraph}, stk. {rule.stk}" if rule.stk else rule.paragraph


def length_words(rule: Rule) -> str:
    return "ingen fast længde" if rule.length is None else amount_words(rule.unit, rule.length)


def amount_words(unit: Unit, amount: float) -> str:
    one, many = _ONE_AND_MANY[unit]
    number = f"{int(amount)}½" if amount % 1 else f"{int(amount)}"
    words = f"{number} {one if amount == 1 else many}"
    return f"fylder {words}" if unit is Unit.AGE_YEARS else words


def day_words(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _basis(rule: Rule) -> str:
    if rule.length is None:
        return "ingen længde i tal"
    return "lokalt mål, ikke en frist i loven" if rule.local else "følger af loven"


def _valid(rule: Rule) -> str:
    since = f"fra {day_words(rule.valid_from)}"
    return f"{since} og indtil {day_words(rule.valid_to)}" if rule.valid_to else since


def _reviewed(rule: Rule) -> str:
    if rule.reviewed_on is None:
        return "endnu ikke gennemgået af en jurist"
    return f"gennemgået af {rule.reviewed_by} den {day_words(rule.reviewed_on)}"
