"""What a list says that is possible, and odd enough for a person to look at."""

from collections.abc import Iterable
from dataclasses import replace

from samspor.roster.rules.ground import Ground
from samspor.roster.rules.known import KnownChild
from samspor.roster.rules.person import lifts, same_text
from samspor.roster.rules.questions import Ask, Question
from samspor.roster.rules.rows import RosterRow


def doubts(rows: Iterable[RosterRow], child: KnownChild | None, ground: Ground) -> list[Question]:
    return [question for row in rows for question in _of_row(row, child, ground)]


def _of_row(row: RosterRow, child: KnownChild | None, ground: Ground) -> list[Question]:
    def ask(kind: Ask, *parts: object) -> Question:
        return Question(kind, ground.key(kind, *parts), row.name)

    asked: list[Question] = []
    if row.disagrees and not (child and child.birth_date == row.birth_date):
        asked.append(ask(Ask.BIRTH_DATE, row.cpr, row.birth_date))
    elif child and not child.elsewhere and _clash(row, child):
        by_number = bool(row.cpr) and child.cpr_key == ground.keyed(row.cpr or "")
        clash = ask(Ask.CLASH, child.id, child.name, child.birth_date, row.name, row.born_on)
        asked.append(clash if by_number else replace(clash, ask=Ask.FACTS))
    if child and lifts(row, child, ground.on):
        asked.append(ask(Ask.PROTECTION, child.id, child.protected_until, row.protected, row.protected_until))
    return asked


def _clash(row: RosterRow, child: KnownChild) -> bool:
    """One name may change; both at once, or the birth date, is perhaps somebody else's number."""
    other_given = not same_text(row.given_names, child.given_names)
    other_family = not same_text(row.family_name, child.family_name)
    other_birth = row.birth_date and child.birth_date and row.birth_date != child.birth_date
    return (other_given and other_family) or bool(other_birth)
