"""One rule of law as a program can hold it: frozen, and refusing to exist when it contradicts itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What a rule's length counts. Hverdage and arbejdsdage are different words in law and never mixed."""

    ELAPSED_HOURS = "elapsed_hours"
    CALENDAR_DAYS = "calendar_days"
    CALENDAR_MONTHS = "calendar_months"
    HVERDAGE = "hverdage"
    ARBEJDSDAGE = "arbejdsdage"
    AGE_YEARS = "age_years"
    PERCENT = "percent"
    COUNT = "count"
    NONE = "none"


TIME_UNITS = frozenset({Unit.ELAPSED_HOURS, Unit.CALENDAR_DAYS, Unit.CALENDAR_MONTHS, Unit.HVERDAGE, Unit.ARBEJDSDAGE})
DATED_UNITS = TIME_UNITS | {Unit.AGE_YEARS}
HALVES = frozenset({Unit.CALENDAR_MONTHS, Unit.AGE_YEARS})


class Certainty(StrEnum):
    """How sure we are that the row says what the law says."""

    VERIFIED = "verified"
    GENERAL_KNOWLEDGE = "general_knowledge"
    UNCERTAIN = "uncertain"


class BrokenRuleError(ValueError):
    """The rule table cannot be used; the text says which rule and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of one rule, valid on the days from `valid_from` until the day before `valid_to`."""

    id: str
    row: int
    title: str
    law: str
    paragraph: str
    trigger: str
    unit: Unit
    counting: str
    explanation: str
    program: str
    used: bool
    valid_from: date
    source: str
    certainty: Certainty
    reviewed_by: str
    stk: str = ""
    unplaced: str = ""
    old_ref: str = ""
    length: int | None = None
    warn_at: tuple[float, ...] = ()
    local: bool = False
    may_tighten: bool = False
    valid_to: date | None = None
    reviewed_on: date | None = None

    def __post_init__(self) -> None:
        if faults := " ".join(_faults(self)):
            raise BrokenRuleError(f"Reglen »{self.id}« i regeltabellen kan ikke bruges: {faults}")

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


_SPOKEN = ("id", "title", "law", "trigger", "counting", "explanation", "program", "source")


def _faults(rule: Rule) -> Iterator[str]:
    checks = (
        (rule.row < 1, "Rækken tælles fra 1."),
        (not all(getattr(rule, name).strip() for name in _SPOKEN), "En tekst, der skal være der, er tom."),
        (bool(rule.paragraph) == bool(rule.unplaced), "Skriv enten paragraffen eller hvorfor den mangler."),
        (bool(rule.reviewed_by) != bool(rule.reviewed_on), "Skriv både, hvem der gennemgik den, og hvornår."),
        (rule.valid_to is not None and rule.valid_to <= rule.valid_from, "Den slutter, før den begynder."),
        (rule.local and rule.length is None, "Et lokalt mål skal have en længde."),
        (rule.may_tighten and rule.unit not in TIME_UNITS, "Kun en frist i tid kan strammes."),
        (not _length_fits(rule), "Længden passer ikke til enheden."),
        (not _warnings_fit(rule), "Påmindelserne skal stå i rækkefølge og ligge inden for længden."),
    )
    return (sentence for wrong, sentence in checks if wrong)


def _length_fits(rule: Rule) -> bool:
    if rule.length is None:
        return rule.unit is Unit.NONE
    return rule.unit is not Unit.NONE and 1 <= rule.length <= (100 if rule.unit is Unit.PERCENT else 1000)


def _warnings_fit(rule: Rule) -> bool:
    if not rule.warn_at:
        return True
    step = 0.5 if rule.unit in HALVES else 1
    return (
        rule.unit in DATED_UNITS
        and list(rule.warn_at) == sorted(set(rule.warn_at))
        and all(0 < moment <= (rule.length or 0) and moment % step == 0 for moment in rule.warn_at)
    )
