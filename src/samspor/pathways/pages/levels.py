"""How many are together about a pathway, as it is shown: who, since when, and what is missing with the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from samspor.base.clock import local_date
from samspor.pathways import texts
from samspor.pathways.models import Extent
from samspor.pathways.pages import address
from samspor.pathways.rules.levels import Need, every_level
from samspor.ui.danish import long_date

_WAYS = {
    Need.FAMILY: "pathways:family", Need.GOAL: "pathways:goal", Need.REVIEW: "pathways:action",
    Need.ELSEWHERE: "pathways:let_in", Need.CONTACT: "pathways:leads", Need.COORDINATOR: "pathways:leads",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lack:
    """`href` is empty where whoever reads can not do it."""

    words: str
    link: str
    href: str


@dataclass(frozen=True, slots=True)
class LevelPart:
    """`is_whole`: what belongs to it is there, as far as it is asked."""

    title: str
    called: str
    who: str
    said: str
    why: str
    lacks: Sequence[Lack]
    is_whole: bool
    earlier: Sequence[str]


def level_part(held: Sequence[Extent], lacks: Sequence[Need] | None, ask: str) -> LevelPart:
    """`held`: what stands first. `lacks` is None where it is not asked. `ask`: the way to ask for a consent."""
    stands, *before = held
    level = every_level()[stands.level]
    return LevelPart(
        level.title, level.called, level.who, _said(stands), stands.why or "",
        [lack(one, stands.pathway_id, ask) for one in lacks or ()], lacks == (), [earlier(one) for one in before],
    )  # fmt: skip


def lack(need: Need, pathway: UUID, ask: str) -> Lack:
    if need is Need.CONSENT:
        return Lack(texts.NEED[need], texts.NEED_WAY[need], ask)
    if need is Need.MEETING:
        return Lack(texts.NEED[need], texts.NEED_WAY[need], address(pathway, "moeder"))
    return Lack(texts.NEED[need], texts.NEED_WAY[need], reverse(_WAYS[need], args=[pathway]))


def earlier(one: Extent) -> str:
    """»Vi gør noget hos os. Pia Holm, 4. marts. At Bo får en ven.«"""
    why = f" {one.why}" if one.why else ""
    return f"{every_level()[one.level].title}. {_said(one)}{why}"


def _said(one: Extent) -> str:
    return f"{one.by.name} valgte det {_day(one.entered_at)}."


def _day(at: datetime) -> str:
    return long_date(local_date(at))


def in_short(lacks: Sequence[Need]) -> str:
    """For my day: the first two, and how many more."""
    said = [texts.NEED[one] for one in lacks[:2]]
    more = len(lacks) - len(said)
    return " ".join([*said, *([f"Og {more} ting mere."] if more else [])])


def is_due(one: Extent, on: date) -> bool:
    return on > every_level()[one.level].due_on(local_date(one.entered_at))
