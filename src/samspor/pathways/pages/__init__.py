"""What the pages of pathways show: frozen, with nothing left to ask a database for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from samspor.pathways import texts
from samspor.pathways.models import BatonOffer, Hold, NextThing, Pathway, Substitute
from samspor.pathways.queries import Standing, state_of
from samspor.pathways.rules.baton import Why
from samspor.pathways.rules.words import State


@dataclass(frozen=True, slots=True)
class Line:
    """One pathway in a list. `mine`: whoever reads answers for it now; `asked`: they are offered the baton."""

    key: UUID
    child: str
    what: str
    on: date | None
    holder: str
    stands_in: str
    state: State
    mine: bool
    asked: bool
    late: bool

    @property
    def state_words(self) -> str:
        return texts.STATE[self.state]

    @property
    def tone(self) -> str:
        return texts.TONE[self.state]


def line(
    pathway: Pathway, child: str, next_: NextThing | None, standing: Standing | None, *, staff: UUID | None,
    at: datetime, today: date, asked: bool = False,
) -> Line:  # fmt: skip
    now = standing.now(at) if standing else None
    answers = standing.people[now.job].staff if standing and now else None
    return Line(
        pathway.pk, child, next_.what if next_ else "", next_.due_on if next_ else None,
        standing.people[now.baton.job].staff.name if standing and now else "",
        answers.name if answers and now and now.stands_in else "",
        state_of(pathway, now),
        mine=answers is not None and answers.pk == staff,
        asked=asked,
        late=bool(next_ and now and next_.due_on < today),
    )  # fmt: skip


def in_order(lines: Iterable[Line]) -> list[Line]:
    """What one is asked about first, then by the day of what comes next."""
    return sorted(lines, key=lambda one: (not one.asked, one.on or date.max, one.child))


@dataclass(frozen=True, slots=True)
class HoldLine:
    name: str
    words: str
    since: datetime
    until: datetime | None


def hold_line(one: Hold) -> HoldLine:
    return HoldLine(one.holder.staff.name, texts.WHY[Why(one.why)], one.period.lower, one.period.upper)


@dataclass(frozen=True, slots=True)
class Baton:
    """Who has it, who answers today, and what waits. `yours`: the offer that waits for whoever reads."""

    holder: str
    title: str
    stands_in: str
    since: datetime
    words: str
    offer: BatonOffer | None
    yours: bool
    substitutes: Sequence[Substitute]
    history: Sequence[HoldLine]
    declined: Sequence[BatonOffer]


def baton(
    standing: Standing, holds: Iterable[Hold], offers: Sequence[BatonOffer], substitutes: Sequence[Substitute], *,
    staff: UUID | None, at: datetime,
) -> Baton:  # fmt: skip
    now = standing.now(at)
    holder, answers = standing.people[now.baton.job].staff, standing.people[now.job].staff
    waiting = next((one for one in offers if one.answered_at is None), None)
    return Baton(
        holder.name, holder.title, answers.name if now.stands_in else "", now.baton.since,
        texts.WHY[now.baton.why], waiting, waiting is not None and waiting.to.staff_id == staff, substitutes,
        [hold_line(one) for one in holds], [one for one in offers if one.answer == "declined"],
    )  # fmt: skip


def address(pathway: UUID, anchor: str = "") -> str:
    return reverse("pathways:pathway", args=[pathway]) + (f"#{anchor}" if anchor else "")


def lines(
    pathways: Iterable[Pathway], names: Mapping[UUID, str], nexts: Mapping[UUID, NextThing],
    stands: Mapping[UUID, Standing], *, staff: UUID | None, at: datetime, today: date, asked: frozenset[UUID],
) -> list[Line]:  # fmt: skip
    return in_order(
        line(
            one, names[one.child_id], nexts.get(one.pk), stands.get(one.pk), staff=staff, at=at, today=today,
            asked=one.pk in asked,
        )
        for one in pathways
    )  # fmt: skip
