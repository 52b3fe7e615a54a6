"""A step's time: of law, by its name in the rule table, or local. A local time is never looser than the law's."""

from datetime import date

from samspor.base.refused import Refused
from samspor.law.rules import Rule, Unit
from samspor.law.table import rule as rule_of_law

_UNKNOWN = "Reglen findes ikke i regelsamlingen i dag. Vælg en, der står der."


def law_rule(rule_id: str, on: date) -> Rule | None:
    """The rule as it is that day; None when it holds no longer."""
    try:
        return rule_of_law(rule_id, on)
    except LookupError:
        return None


def check_ground(ground: str, on: date) -> None:
    if ground and law_rule(ground, on) is None:
        raise Refused(_UNKNOWN, "ground")


def check_within(*, rule: str, days: int | None, days_basis: str, on: date) -> None:
    found = law_rule(rule, on) if rule else None
    if rule and found is None:
        raise Refused(_UNKNOWN, "rule")
    if days is None:
        return
    if not days_basis.strip():
        raise Refused("Skriv, hvor den lokale tid er besluttet.", "days_basis")
    if found:
        _check_tighter(found, days)


def _check_tighter(found: Rule, days: int) -> None:
    if not found.may_tighten:
        raise Refused(f"Loven lader os ikke sætte vores egen tid for »{found.title}«. Lad feltet stå tomt.", "days")
    if days > _whole_days(found):
        raise Refused(
            f"Den lokale tid er længere end lovens for »{found.title}«. Den må kun være kortere. Ret den.", "days"
        )


def _whole_days(found: Rule) -> int:
    """So many calendar days are never longer than the rule, wherever in the year they fall."""
    length = found.length or 0
    if found.unit is Unit.ELAPSED_HOURS:
        return length // 24
    return length * 28 if found.unit is Unit.CALENDAR_MONTHS else length
