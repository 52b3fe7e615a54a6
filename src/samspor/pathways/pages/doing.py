"""What somebody does, as it is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from uuid import UUID

from samspor.base.clock import local_date
from samspor.pathways import texts
from samspor.pathways.models import Action
from samspor.pathways.pages.earlier import Earlier
from samspor.pathways.queries import doer
from samspor.pathways.queries.withheld import Shut, why_shut
from samspor.pathways.rules.doing import Doing
from samspor.ui.danish import long_date


@dataclass(frozen=True, slots=True)
class ActionLine:
    """`mine`: whoever reads was given it. `words` says why not, where what came of it may not be read."""

    key: UUID
    what: str
    who: str
    where: str
    due_on: date
    review_on: date | None
    state: Doing
    settled: str
    words: str
    mine: bool
    looked: str
    earlier: Sequence[str]

    @property
    def is_open(self) -> bool:
        return self.state not in {Doing.DONE, Doing.DROPPED}

    @property
    def is_to_review(self) -> bool:
        return self.state is Doing.TO_REVIEW

    @property
    def is_pressing(self) -> bool:
        return self.state in {Doing.LATE, Doing.TO_REVIEW}

    @property
    def state_words(self) -> str:
        return texts.DOING[self.state]

    @property
    def tone(self) -> str:
        return texts.DOING_TONE[self.state]

    @property
    def short(self) -> str:
        return shorten(self.what, 40, placeholder=" …")


def action_line(one: Action, today: date, shut: Sequence[Shut], staff: UUID | None, earlier: Earlier) -> ActionLine:
    settled, why, looked = "", "", ""
    if one.settled_at and one.settled_by:
        settled = f"{one.settled_by.name} skrev det {long_date(local_date(one.settled_at))}."
        why = why_shut(shut, one.settled_by.pk, one.settled_at)
    if one.looked_at and one.looked_by:
        looked = f"{one.looked_by.name} skrev {long_date(local_date(one.looked_at))}, at I har set på det."
    return ActionLine(
        one.pk, one.what, doer(one), one.where or "", one.due_on, one.review_on, one.stands(today), settled,
        f"Du kan ikke læse resten nu. {why}" if why else one.outcome_words or "",
        one.staff_id is not None and one.staff_id == staff,
        looked, earlier.get(one.pk, ()),
    )  # fmt: skip
