"""What only a person may decide, which answers there are, and how an answer is recognised next time."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Ask(StrEnum):
    """What is asked."""

    UNIT = "unit"  # the unit is not known
    GROUP = "group"  # the group is not known in the unit: new, or renamed
    WHO = "who"  # known children with the same family name and birth date
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


@dataclass(frozen=True, slots=True)
class Answer:
    """`target` is the id, or the row, that SAME, PICK, THIS_UNIT and RENAMED point at."""

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
