"""The children of a group in the talk, and a child's assessments over time."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from samspor.screening import texts
from samspor.screening.models import Assessment, Indicator, OwnAssessment
from samspor.screening.pages.acting import TickedSign, ticked_signs
from samspor.screening.pages.wording import Agreed, agreed
from samspor.screening.queries import Place, Worded, handed_in, step_of
from samspor.screening.rules import NEEDS_WORDS, Step


@dataclass(frozen=True, slots=True)
class View:
    """One assessor's own view, side by side with the others'."""

    name: str
    position: str
    comment: str
    signs: Sequence[TickedSign] = ()


def view(own: OwnAssessment, signs: Iterable[Indicator] = ()) -> View:
    return View(own.assessor.name, own.position, own.comment or "", ticked_signs(signs))


@dataclass(frozen=True, slots=True)
class Together:
    """One child in the joint dialogue."""

    child: UUID
    href: str
    name: str
    assessment: UUID | None
    step: Step
    handed_in: int
    mine_is_in: bool
    answers: int
    worry_at: str
    alone: bool
    views: Sequence[View]
    agreed: Agreed
    informed_on: date | None
    held_back: bool
    is_told: bool
    apart: str  # what tells it from others of the same name

    @property
    def called(self) -> str:
        return ", ".join(filter(None, [self.name, self.apart]))

    @property
    def asks_for_more(self) -> bool:
        return bool(self.agreed.now and self.agreed.now.position in NEEDS_WORDS)

    @property
    def step_words(self) -> str:
        return texts.STEP[self.step]

    @property
    def differs(self) -> bool:
        return len({view.position for view in self.views}) > 1


def together(
    places: Iterable[Place],
    assessments: Mapping[UUID, Assessment],
    views: Mapping[UUID, Sequence[OwnAssessment]],
    worded: Worded,
    untold: Collection[UUID] = (),
    *,
    signs: Mapping[UUID, Sequence[Indicator]],
    held_back: Collection[UUID] = (),
    mine: Collection[UUID] = (),
) -> list[Together]:
    """`held_back`: children whose parents nothing may reach now. `signs`: as ticked, by opened own assessment.

    `mine`: the children one has handed in about oneself.
    """
    rows = [_together(place, assessments.get(place.child.pk), views, worded, signs) for place in places]
    return [
        replace(row, is_told=row.child not in untold, held_back=row.child in held_back, mine_is_in=row.child in mine)
        for row in rows
    ]


def _together(
    place: Place,
    assessment: Assessment | None,
    views: Mapping[UUID, Sequence[OwnAssessment]],
    worded: Worded,
    signs: Mapping[UUID, Sequence[Indicator]],
) -> Together:
    child, informed = place.child, getattr(assessment, "informed", None)
    held = views.get(assessment.pk, ()) if assessment else ()
    return Together(
        child=child.pk,
        href=child.href,
        name=child.name,
        assessment=assessment.pk if assessment else None,
        step=step_of(assessment),
        handed_in=handed_in(assessment) if assessment else 0,
        mine_is_in=False,
        answers=0,
        worry_at="",
        alone=bool(assessment and assessment.alone_because),
        views=[view(own, signs[own.pk]) for own in held],
        agreed=agreed(assessment, worded),
        informed_on=informed.informed_on if informed else None,
        held_back=False,
        is_told=True,
        apart=place.apart,
    )


def beside(
    rows: Iterable[Together], *, answers: Mapping[UUID, int], ways: Callable[[list[UUID]], Mapping[UUID, str]]
) -> list[Together]:
    """`answers`: how many of a child's parents have answered. `ways`: where to write a concern about those it gets."""
    held = list(rows)
    may = ways([row.child for row in held if row.asks_for_more])
    return [
        replace(
            row,
            answers=answers.get(row.child, 0) if row.views else 0,
            worry_at=f"{may[row.child]}?vurdering" if row.child in may else "",
        )
        for row in held
    ]


@dataclass(frozen=True, slots=True)
class Part:
    """The children who stand at the same place in the talk, under one heading."""

    heading: str
    step: Step
    rows: Sequence[Together]

    @property
    def is_talked_of(self) -> bool:
        return self.step in {Step.CONCLUDED, Step.INFORMED}


def parts(rows: Sequence[Together]) -> list[Part]:
    """Those who can be talked about come first; those who wait for somebody's look, and who are done, come last."""
    return [
        Part(heading, step, held)
        for step, heading in texts.TALK.items()
        if (held := [row for row in rows if row.step is step])
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """One round on the child's own page: a position in a setting at a time."""

    assessment: UUID
    label: str
    unit: str
    group: str
    agreed: Agreed
    informed_on: date | None
    held_back: bool


def line(assessments: Iterable[Assessment], worded: Worded, held_back: Collection[UUID] = ()) -> list[Line]:
    return [
        Line(
            one.pk,
            one.round_unit.round.label,
            one.round_unit.unit.name,
            one.group.name,
            agreed(one, worded),
            one.informed.informed_on if hasattr(one, "informed") else None,
            one.child_id in held_back,
        )
        for one in assessments
    ]
