"""Promises as they are shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from uuid import UUID

from samspor.base.clock import local_date
from samspor.pathways import texts
from samspor.pathways.models import Promise
from samspor.pathways.pages.earlier import Earlier
from samspor.pathways.rules.promises import Promised, Whom
from samspor.ui.danish import long_date


@dataclass(frozen=True, slots=True)
class PromiseLine:
    key: UUID
    what: str
    whom: str
    keeper: str
    due_on: date
    state: Promised
    settled: str
    words: str
    earlier: Sequence[str]

    @property
    def is_open(self) -> bool:
        return self.state in {Promised.OPEN, Promised.LATE}

    @property
    def is_late(self) -> bool:
        return self.state is Promised.LATE

    @property
    def state_words(self) -> str:
        return texts.PROMISED[self.state]

    @property
    def tone(self) -> str:
        return texts.PROMISED_TONE[self.state]

    @property
    def short(self) -> str:
        return shorten(self.what, 40, placeholder=" …")


def promise_line(one: Promise, today: date, earlier: Earlier) -> PromiseLine:
    settled = ""
    if one.settled_at and one.settled_by:
        settled = f"{one.settled_by.name} skrev det {long_date(local_date(one.settled_at))}."
    return PromiseLine(
        one.pk, one.what, texts.WHOM[Whom(one.whom)], one.promised_by.name, one.due_on, one.stands(today), settled,
        one.outcome_words or "", earlier.get(one.pk, ()),
    )  # fmt: skip
