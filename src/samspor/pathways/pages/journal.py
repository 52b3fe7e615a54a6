"""A closed pathway as a record: everything that was written in it, but what may not be taken out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from samspor.base.clock import local_date
from samspor.base.ics import named
from samspor.pathways import texts
from samspor.pathways.models import (
    Action,
    EarlierOutcome,
    Extent,
    Goal,
    GoalNumber,
    Hold,
    LogEntry,
    Participant,
    Pathway,
    Promise,
)
from samspor.pathways.pages import hold_line
from samspor.pathways.queries import doer, name_and_role, said_by
from samspor.pathways.queries.withheld import Shut, why_shut
from samspor.pathways.rules.levels import every_level
from samspor.ui.danish import listing, long_date

Signed = tuple[str, datetime]


@dataclass(frozen=True, slots=True)
class Item:
    """`by`: who wrote it and when, or whose it is."""

    title: str
    by: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """All the rows of a pathway."""

    entries: Sequence[LogEntry]
    promises: Sequence[Promise]
    goals: Sequence[Goal]
    numbers: Sequence[GoalNumber]
    actions: Sequence[Action]
    people: Sequence[Participant]
    holds: Sequence[Hold]
    earlier: Sequence[EarlierOutcome]
    extents: Sequence[Extent]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """`left_out`: whose words could not be taken out, and why."""

    key: str
    municipality: str
    child: str
    born: date | None
    opened: datetime
    closed: datetime
    made_at: datetime
    made_by: str
    sections: Sequence[Section]
    left_out: Sequence[str]

    @property
    def title(self) -> str:
        return f"Forløb for {self.child}"

    @property
    def facts(self) -> list[str]:
        born = [f"Født {long_date(self.born)}."] if self.born else []
        return [
            *born, f"Åbnet {long_date(self.opened)}. Afsluttet {long_date(self.closed)}.",
            f"Taget ud af {self.made_by} {long_date(self.made_at)}. {self.municipality}.", *self.left_out,
        ]  # fmt: skip


def sections(pathway: Pathway, held: Written, shut: Sequence[Shut]) -> list[Section]:
    made = {
        "Begyndelse og slutning": _frame(pathway),
        "Stafetten": (_hold(one) for one in held.holds),
        "Hvor mange vi var om det": (_extent(one) for one in held.extents),
        "Hvem har været med": (_person(one) for one in held.people),
        "Det, vi lovede": (_promise(one) for one in held.promises),
        "Mål": chain.from_iterable(_goal(one, held.numbers, shut) for one in held.goals),
        "Det, vi gjorde": (_action(one, shut) for one in held.actions),
        "Det, der stod, før noget blev åbnet igen": (_earlier(one) for one in held.earlier if _open(one, shut)),
        "Det, der er skrevet": (_entry(one) for one in held.entries if not why_shut(shut, one.by_id, one.entered_at)),
    }
    return [Section(heading, items) for heading, rows in made.items() if (items := list(rows))]


def left_out(shut: Iterable[Shut]) -> list[str]:
    """Once each, however often they were let in."""
    return list(dict.fromkeys(f"Noget er ikke taget med. {one.sentence}" for one in shut))


def _open(one: EarlierOutcome, shut: Sequence[Shut]) -> bool:
    return not why_shut(shut, one.said_by_id, one.said_at)


def _day(at: datetime) -> str:
    return long_date(local_date(at))


def _frame(one: Pathway) -> Iterator[Item]:
    began = texts.ORIGIN[one.origin]
    yield Item("Det ville vi opnå sammen", f"{one.opened_by.name}, {_day(one.opened_at)}. {began}.", one.purpose)
    assert one.closed_by and one.closed_at  # noqa: S101, PT018 -- only what has ended is taken out
    because = one.get_closed_because_display()
    yield Item("Sådan endte det", f"{one.closed_by.name}, {_day(one.closed_at)}. {because}.", one.closed_words or "")


def _hold(one: Hold) -> Item:
    line = hold_line(one)
    return Item(line.name, f"{line.words}, {_day(line.since)}")


def _extent(one: Extent) -> Item:
    return Item(every_level()[one.level].title, f"{one.by.name}, {_day(one.entered_at)}", one.why or "")


def _person(one: Participant) -> Item:
    until = f" til {_day(one.ended_at)}" if one.ended_at else ""
    return Item(name_and_role(one), f"Fra {_day(one.entered_at)}{until}", one.task)


def _promise(one: Promise) -> Item:
    said = texts.OUTCOME[one.outcome] if one.outcome else "Åbent"
    by = f"{one.promised_by.name}, senest {long_date(one.due_on)}. {said}."
    return Item(one.what, by, one.outcome_words or "")


def _goal(one: Goal, numbers: Iterable[GoalNumber], shut: Sequence[Shut]) -> Iterator[Item]:
    state = f"{one.get_whose_display()}. {one.get_state_display()}. {one.scale.title}{_about(one)}."
    ended = one.ended_words or "" if one.ended_by_id is None or one.ended_at is None else _unless(
        one.ended_words, why_shut(shut, one.ended_by_id, one.ended_at)
    )  # fmt: skip
    yield Item(one.words, state, ended)
    for each in numbers:
        if each.goal_id == one.pk and not why_shut(shut, each.by_id, each.entered_at):
            yield Item(f"{one.words}: {each.step}", f"{said_by(each)}, {long_date(each.said_on)}")


def _action(one: Action, shut: Sequence[Shut]) -> Item:
    by = f"{doer(one)}, senest {long_date(one.due_on)}. {one.get_state_display()}."
    why = why_shut(shut, one.settled_by_id, one.settled_at) if one.settled_by_id and one.settled_at else ""
    return Item(one.what, by, _unless(one.outcome_words, why))


def _unless(words: str | None, why: str) -> str:
    return "" if why else words or ""


def _earlier(one: EarlierOutcome) -> Item:
    return Item(one.get_became_display(), f"{one.said_by.name}, {_day(one.said_at)}", one.words or "")


def _about(one: Goal | LogEntry) -> str:
    return f". Det handler om: {listing(named(one.ics))}" if one.ics else ""


def _entry(one: LogEntry) -> Item:
    return Item(one.get_kind_display(), f"{one.by.name}, {long_date(one.happened_on)}{_about(one)}", one.text)
