"""Signs to tick, the room before the child, and one child in the dialogue."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from samspor.people.api import Child, ChildGroup
from samspor.people.rules import age_months
from samspor.screening import rules, texts
from samspor.screening.models import Assessment, Indicator, OwnAssessment
from samspor.screening.pages.acting import TickedSign
from samspor.screening.pages.assessments import Heading
from samspor.screening.pages.wording import Agreed, agreed
from samspor.screening.queries import Shown, Worded
from samspor.screening.queries.quiet import Quiet
from samspor.screening.rules import Difference, Kind, Position

# The surroundings first: they are ours to change.
KINDS = (Kind.ENVIRONMENT, Kind.FAMILY, Kind.CHILD)


@dataclass(frozen=True, slots=True)
class Tick:
    """A sign that can be ticked."""

    sign: UUID
    text: str
    ticked: bool
    acts_now: bool


@dataclass(frozen=True, slots=True)
class TickGroup:
    """The signs of one dimension, by whose they are."""

    label: str
    kinds: Mapping[str, Sequence[Tick]]


@dataclass(frozen=True, slots=True)
class TickSheet:
    """The signs for one child's age, with those one recognises."""

    heading: Heading
    group: ChildGroup
    child: Child
    instrument: UUID
    months: int
    groups: Sequence[TickGroup]
    may_tick: bool


def tick_groups(signs: Iterable[Indicator], ticked: Collection[UUID]) -> list[TickGroup]:
    groups: dict[str, dict[str, list[Tick]]] = {}
    for sign in signs:
        kinds = groups.setdefault(sign.dimension_label, {texts.KIND[kind]: [] for kind in KINDS})
        kinds[texts.KIND[Kind(sign.kind)]].append(Tick(sign.pk, sign.text, sign.pk in ticked, sign.acts_now))
    return [
        TickGroup(label, {kind: signs for kind, signs in kinds.items() if signs}) for label, kinds in groups.items()
    ]


def months_of(child: Child, heading: Heading) -> int:
    """How old the child is as the round opens: the same signs through the whole round."""
    return max(0, age_months(child.birth_date, heading.opens_on)) if child.birth_date else 0


@dataclass(frozen=True, slots=True)
class Seen:
    """A sign in a group; `children` is None when they are too few to be said."""

    text: str
    children: int | None


@dataclass(frozen=True, slots=True)
class RoomPart:
    """What a group shows of one dimension, and what to ask oneself."""

    label: str
    question: str
    kinds: Mapping[str, Sequence[Seen]]


def room(shown: Iterable[Shown]) -> list[RoomPart]:
    parts: dict[tuple[str, str], dict[str, list[Seen]]] = {}
    for one in shown:
        kinds = parts.setdefault(
            (one.sign.dimension, one.sign.dimension_label), {texts.KIND[kind]: [] for kind in KINDS}
        )
        kinds[texts.KIND[Kind(one.sign.kind)]].append(Seen(one.sign.text, rules.few_or(one.children)))
    return [
        RoomPart(
            label,
            texts.ROOM_QUESTION.get(dimension, texts.ROOM_QUESTION_OTHERWISE),
            {kind: signs for kind, signs in kinds.items() if signs},
        )
        for (dimension, label), kinds in parts.items()
    ]


@dataclass(frozen=True, slots=True)
class Voice:
    """One assessor's own view in the dialogue, with the signs they ticked, by whose they are."""

    name: str
    position: str
    comment: str
    signs: Mapping[str, Sequence[TickedSign]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One child's turn in the dialogue."""

    number: int
    of: int
    before: UUID | None
    after: UUID | None
    around: Sequence[str]
    voices: Sequence[Voice]
    difference: str
    agreed: Agreed


def turn(
    *,
    assessment: Assessment,
    order: Sequence[UUID],
    views: Sequence[OwnAssessment],
    signs: Mapping[UUID, Sequence[Indicator]],
    worded: Worded,
) -> Turn:
    here = order.index(assessment.pk) if assessment.pk in order else None
    around = [sign for own in views for sign in signs[own.pk] if sign.kind == Kind.ENVIRONMENT]
    return Turn(
        number=0 if here is None else here + 1,
        of=len(order),
        before=order[here - 1] if here else None,
        after=order[here + 1] if here is not None and here + 1 < len(order) else None,
        around=list(dict.fromkeys(sign.text for sign in around)),
        voices=[_voice(own, signs[own.pk]) for own in views],
        difference=_difference(views),
        agreed=agreed(assessment, worded),
    )


def _voice(own: OwnAssessment, signs: Iterable[Indicator]) -> Voice:
    kinds: dict[str, list[TickedSign]] = {texts.KIND[kind]: [] for kind in KINDS}
    for sign in signs:
        kinds[texts.KIND[Kind(sign.kind)]].append(TickedSign(sign.text, sign.acts_now))
    return Voice(
        own.assessor.name, own.position, own.comment or "", {kind: held for kind, held in kinds.items() if held}
    )


def _difference(views: Sequence[OwnAssessment]) -> str:
    if len(views) < rules.ASSESSORS:
        return ""
    return texts.DIFFERENCE[Difference(rules.difference([Position(own.position) for own in views]))]


@dataclass(frozen=True, slots=True)
class QuietLine:
    """A child we may have overlooked. It says something of our looking, and nothing of the child."""

    child: UUID
    href: str
    name: str
    assessment: UUID
    why: str
    looked: bool
    words: str
    may_take_back: bool


def quiet_lines(found: Iterable[Quiet], mine: Collection[UUID]) -> list[QuietLine]:
    return [
        QuietLine(
            one.place.child.pk,
            one.place.child.href,
            one.place.called,
            one.assessment.pk,
            texts.UNWRITTEN if one.unwritten else texts.SAME_AGAIN,
            one.looked is not None,
            (one.looked.words or "") if one.looked else "",
            one.assessment.pk in mine,
        )
        for one in found
    ]
