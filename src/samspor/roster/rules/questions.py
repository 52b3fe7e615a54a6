"""What only a person may decide, which answers there are, and how an answer is recognised next time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samspor.base.refused import Refused
from samspor.people.rules import check_birth_date

_CHOOSE = "Vælg et af svarene."


class Ask(StrEnum):
    """What is asked."""

    UNIT = "unit"  # the unit is not known
    GROUP = "group"  # the group is not known in the unit: new, or renamed
    WHO = "who"  # known children with the same family name and birth date
    BARE = "bare"  # the row has a name, and neither a number nor a birth date
    ALIKE = "alike"  # a known child in the group with the same name and another birth date, or none
    TOGETHER = "together"  # rows in the list with the same name and birth date and no number
    LISTED_TWICE = "listed_twice"  # the same, and in the same group
    ROWS_DIFFER = "rows_differ"  # the child stands twice and not alike
    SAME_NUMBER = "same_number"  # two names with one CPR number in the list
    FACTS = "facts"  # a child known by an answer, with another name or birth date
    CLASH = "clash"  # the CPR number belongs to somebody with another name or birth date
    BIRTH_DATE = "birth_date"  # the birth date is another than the CPR number's
    PROTECTION = "protection"  # the list says the child is no longer protected


class Say(StrEnum):
    """What can be answered."""

    SAME = "same"  # it is this child
    SEPARATE = "separate"  # keep both
    BORN = "born"  # nobody we know, born on the day that was given
    ONE = "one"  # the rows are one child
    PICK = "pick"  # this row is right
    THIS_UNIT = "this_unit"
    RENAMED = "renamed"  # it is this group, and it has a new name
    NEW_GROUP = "new_group"
    ACCEPT = "accept"  # the list is right
    KEEP = "keep"  # what we know is right
    SKIP = "skip"  # leave it out this time


ANSWERS: Mapping[Ask, tuple[Say, ...]] = {
    Ask.UNIT: (Say.THIS_UNIT, Say.SKIP),
    Ask.GROUP: (Say.RENAMED, Say.NEW_GROUP, Say.SKIP),
    Ask.WHO: (Say.SAME, Say.SEPARATE, Say.SKIP),
    Ask.BARE: (Say.SAME, Say.BORN, Say.SKIP),
    Ask.ALIKE: (Say.SAME, Say.SEPARATE, Say.SKIP),
    Ask.TOGETHER: (Say.ONE, Say.SEPARATE, Say.SKIP),
    Ask.LISTED_TWICE: (Say.ONE, Say.SEPARATE, Say.SKIP),
    Ask.ROWS_DIFFER: (Say.PICK, Say.SKIP),
    Ask.SAME_NUMBER: (Say.PICK, Say.SKIP),
    Ask.FACTS: (Say.ACCEPT, Say.KEEP, Say.SKIP),
    Ask.CLASH: (Say.ACCEPT, Say.KEEP, Say.SKIP),
    Ask.BIRTH_DATE: (Say.ACCEPT, Say.SKIP),
    Ask.PROTECTION: (Say.ACCEPT, Say.KEEP),
}
# Kept with the source for next month's list. That a group got a new name is true once.
REMEMBERED = frozenset(Say) - {Say.SKIP, Say.RENAMED}
TARGETED = frozenset({Say.SAME, Say.PICK, Say.THIS_UNIT, Say.RENAMED})
ABOUT_CHILDREN = frozenset({Ask.WHO, Ask.ALIKE, Ask.BARE})  # what it points at are children we know
POINTING = TARGETED | {Say.BORN}  # what is kept with the answer


@dataclass(frozen=True, slots=True)
class Answer:
    """`target` is the id, or the row, that SAME, PICK, THIS_UNIT and RENAMED point at; and the day of BORN."""

    say: Say
    target: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something an answer can point at. Labels are made where it is known what the reader may see."""

    target: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """`key` is a keyed hash of what is asked about: the same question next month has its answer already."""

    ask: Ask
    key: str
    about: str
    candidates: tuple[Candidate, ...] = ()


Answers = Mapping[str, Answer]


def check_said(question: Question, say: Say, target: str, *, on: date) -> None:
    """An answer that was offered; a day that somebody in a list can be born on. `on` is today."""
    if say not in ANSWERS[question.ask]:
        raise Refused(_CHOOSE, "answer")
    if say in TARGETED and target not in {candidate.target for candidate in question.candidates}:
        raise Refused(_CHOOSE, "answer")
    if say is Say.BORN:
        check_birth_date(_day(target), today=on)


def _day(target: str) -> date | None:
    try:
        return date.fromisoformat(target)
    except ValueError:
        return None
