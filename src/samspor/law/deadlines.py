"""When a rule falls due, where a moment stands to it, and the one way a municipality may change it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from samspor.law.calendar import (
    add_arbejdsdage,
    add_calendar_days,
    add_calendar_months,
    add_elapsed_hours,
    add_hverdage,
    birthday,
)
from samspor.law.rules import DATED_UNITS, Rule, Unit
from samspor.law.texts import length_words

Moment: TypeAlias = datetime | date
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
HALF_MONTH = timedelta(days=15)


class Standing(StrEnum):
    """Where a moment stands to a deadline: words only, never a colour."""

    BEFORE = "before"
    AT = "at"
    AFTER = "after"


class LoosenedError(ValueError):
    """Somebody asked for a longer deadline than the law's; the text says so in Danish."""


def due(rule: Rule, start: Moment) -> Moment:
    """A moment in UTC for hours, else a day in Copenhagen; computed when read, never stored."""
    if rule.length is None or rule.unit not in DATED_UNITS:
        raise ValueError(f"Reglen »{rule.id}« har ingen frist, der kan regnes ud.")
    return _after(rule.unit, start, rule.length)


def warnings(rule: Rule, start: Moment) -> tuple[Moment, ...]:
    """The moments at which somebody is reminded; the last may be the deadline itself."""
    return tuple(_after(rule.unit, start, length) for length in rule.warn_at)


def reaches(rule: Rule, birth_date: date) -> date:
    """The day the rule's age is reached; a child born on 29 February reaches it on 1 March in other years."""
    if rule.unit is not Unit.AGE_YEARS or rule.length is None:
        raise ValueError(f"Reglen »{rule.id}« handler ikke om en alder.")
    return birthday(birth_date, rule.length)


def status(due: Moment, at: Moment) -> Standing:
    """On the day counts as at the deadline; a deadline in hours is met until the very moment."""
    now = _instant(at) if isinstance(due, datetime) else _day(at)
    if now == due:
        return Standing.AT
    return Standing.BEFORE if now < due else Standing.AFTER


def tighten(rule: Rule, length: int) -> Rule:
    """A municipality may shorten its own deadline, never lengthen it, and never shorten a citizen's."""
    if not rule.may_tighten or rule.length is None:
        raise LoosenedError(f"»{rule.title}« kan kommunen ikke selv ændre. Lad den stå, som loven siger.")
    if not 1 <= length <= rule.length:
        raise LoosenedError(
            f"»{rule.title}« kan gøres kortere, ikke længere. Vælg mindst 1 og højst {length_words(rule)}."
        )
    return replace(rule, length=length, warn_at=tuple(at for at in rule.warn_at if at <= length))


def _after(unit: Unit, start: Moment, length: float) -> Moment:
    if unit is Unit.ELAPSED_HOURS:
        return add_elapsed_hours(_instant(start), int(length))
    return _COUNTED[unit](_day(start), length)


def _months(start: date, length: float) -> date:
    return add_calendar_months(start, int(length)) + (HALF_MONTH if length % 1 else timedelta())


def _age(birth_date: date, length: float) -> date:
    if length % 1:
        return add_calendar_months(birth_date, int(length * 12))
    return birthday(birth_date, int(length))


_COUNTED: Mapping[Unit, Callable[[date, float], date]] = {
    Unit.CALENDAR_DAYS: lambda start, length: add_calendar_days(start, int(length)),
    Unit.CALENDAR_MONTHS: _months,
    Unit.HVERDAGE: lambda start, length: add_hverdage(start, int(length)),
    Unit.ARBEJDSDAGE: lambda start, length: add_arbejdsdage(start, int(length)),
    Unit.AGE_YEARS: _age,
}


def _instant(moment: Moment) -> datetime:
    if isinstance(moment, datetime) and moment.utcoffset() is not None:
        return moment
    raise ValueError("En frist i timer regnes fra et tidspunkt med tidszone, ikke fra en dag.")


def _day(moment: Moment) -> date:
    # What comes in at half past midnight in Copenhagen is of the new day, whatever UTC calls it.
    return _instant(moment).astimezone(COPENHAGEN).date() if isinstance(moment, datetime) else moment
