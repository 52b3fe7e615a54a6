"""A list of children as a school or day-care system writes it: mostly what we know, a little of what we do not."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from bench import awake  # noqa: F401 -- Django must be awake before its tables are known
from samspor.base import clock
from samspor.people.models import Enrolment, Guardianship

HEADERS = (
    "CPR-nr.", "Fornavn", "Efternavn", "Fødselsdato", "Institution", "Klasse", "Startdato",
    "Forælder 1 navn", "Forælder 1 CPR", "Forælder 1 mobil",
)  # fmt: skip
MOVED, NEW, NUMBER_CHANGED = 0.03, 0.01, 0.03
Row = list[str]


def write_list(path: Path, rows: int) -> int:
    """Children in school today, as many as wanted or as there are; how many there were."""
    chance, written = random.Random(rows), 0  # noqa: S311 -- the same list every time
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADERS)
        for row in _rows(chance, rows):
            writer.writerow(row)
            written += 1
    return written


def _rows(chance: random.Random, rows: int) -> Iterator[Row]:
    today = Enrolment.objects.filter(setting="school", period__contains=clock.today(), child__left_on=None)
    chosen = today.exclude(child__cpr_hash=None).select_related("child", "group__unit").order_by("group__unit", "pk")
    last: Enrolment | None = None
    for one in chosen[:rows].iterator(chunk_size=1000):
        yield _row(chance, one, last if last and last.group.unit_id == one.group.unit_id else None)
        last = one


def _row(chance: random.Random, one: Enrolment, other: Enrolment | None) -> Row:
    """`other` goes to the same school: some have moved to its class since."""
    child, drawn = one.child, chance.random()
    tie = Guardianship.objects.filter(child=child).select_related("guardian").order_by("pk").first()
    number, given = child.cpr or "", child.given_names
    if drawn < NEW:
        number, given = "", f"{given} Ny"
    moves = other is not None and NEW <= drawn < NEW + MOVED
    phone = tie.guardian.phone if tie else ""
    return [
        number, given, child.family_name, f"{child.birth_date:%d-%m-%Y}" if child.birth_date else "",
        one.group.unit.name, other.group.name if other and moves else one.group.name,
        f"{clock.today() if moves else one.period.lower:%d-%m-%Y}",
        tie.guardian.name if tie else "", (tie.guardian.cpr or "") if tie else "",
        "12 34 56 78" if drawn > 1 - NUMBER_CHANGED else phone,
    ]  # fmt: skip
