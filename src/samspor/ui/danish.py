"""How dates, ages, times, numbers and lists are written in Danish."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from samspor.base import clock

MONTHS = ("januar", "februar", "marts", "april", "maj", "juni",
          "juli", "august", "september", "oktober", "november", "december")  # fmt: skip
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")


def _day(value: date) -> date:
    """The day in Copenhagen: a moment shortly before midnight UTC is already tomorrow here."""
    return clock.local_date(value) if isinstance(value, datetime) else value


def long_date(value: date) -> str:
    day = _day(value)
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(value: date) -> str:
    day = _day(value)
    name = MONTHS[day.month - 1]
    return f"{day.day}. {name if len(name) <= 4 else name[:3] + '.'}"


def dated(value: date) -> str:
    """The short form with its year: in lists, and where a day stands in the middle of other words."""
    return f"{short_date(value)} {_day(value).year}"


def span(first: date, last: date) -> str:
    """Both days belong to it. The year is said once when it is the same."""
    begins = short_date(first) if _day(first).year == _day(last).year else dated(first)
    return f"{begins} – {dated(last)}"


def in_group(name: str) -> str:
    """A group in the middle of a sentence: »i Blåmejserne«, and »hos Mads Dam« of a childminder's."""
    at_home, _, whose = name.partition(" ")
    return f"hos {whose}" if at_home == "Hos" and whose else f"i {name}"


def weekday_date(value: date) -> str:
    day = _day(value)
    return f"{WEEKDAYS[day.weekday()]} den {day.day}. {MONTHS[day.month - 1]}"


def time_of_day(value: datetime) -> str:
    return f"{value.astimezone(clock.COPENHAGEN):%H.%M}"


def moment(value: datetime) -> str:
    return f"{long_date(value)} kl. {time_of_day(value)}"


def plural(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count == 1 else many}"


def number(value: float | Decimal, decimals: int | None = None) -> str:
    written = f"{value:,}" if decimals is None else f"{value:,.{decimals}f}"
    return written.translate(str.maketrans(",.", ".,")).replace("-", "−")


def months_between(start: date, end: date) -> int:
    """Whole calendar months; somebody born on the 31st is a month older when a shorter month is over."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def age(born: date, today: date) -> str:
    if born > today:
        return "ikke født endnu"
    years, months = divmod(months_between(born, today), 12)
    if not years and not months:
        return plural((today - born).days, "dag", "dage")
    in_years = f"{years} år" if years else ""
    in_months = f"{months} {'md.' if months == 1 else 'mdr.'}" if months else ""
    return " og ".join(filter(None, [in_years, in_months]))


def days_until(day: date, today: date) -> str:
    days = (_day(day) - today).days
    known = {-1: "i går", 0: "i dag", 1: "i morgen"}
    return known.get(days) or (f"om {number(days)} dage" if days > 0 else f"for {number(-days)} dage siden")


def listing(words: Sequence[str], last: str = "og") -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
