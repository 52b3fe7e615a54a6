"""What the pages of concerns show: frozen, with nothing left to ask a database for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from textwrap import shorten
from uuid import UUID

from django.urls import reverse

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.base.ics import named
from samspor.concerns import texts
from samspor.concerns.models import Concern, Factor, HardStop, NextStep, RulerMark, Scale, ScaleAxis, ScaleStep
from samspor.concerns.queries import Seen, Whole, state_of
from samspor.concerns.rules.ruler import Polarity, differ, is_sealed, turned
from samspor.concerns.rules.stops import StopKind
from samspor.concerns.rules.voices import Sight, day_of
from samspor.concerns.rules.words import Circle, FactorKind, State
from samspor.ui.tasks import AT_ONCE, Task


@dataclass(frozen=True, slots=True)
class Line:
    """One concern in a list."""

    key: UUID
    child: str
    child_id: UUID
    place: str
    started_on: date
    started_by: str
    state: State
    has_step: bool

    @property
    def state_words(self) -> str:
        return texts.STATE[self.state]

    @property
    def tone(self) -> str:
        return texts.TONE[self.state]


def line(concern: Concern, child: str) -> Line:
    """`concern` comes from `concerns_visible_to`; `child` is what it is called to who reads."""
    place = f"{concern.unit.name}, {concern.group.name}" if concern.group else concern.unit.name
    return Line(
        concern.pk, child, concern.child_id, place, local_date(concern.started_at),
        concern.started_by.name, state_of(concern), bool(vars(concern)["has_step"]),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactorLine:
    key: UUID
    text: str
    circle: str
    ics: Sequence[str]
    by: str
    observed_on: date | None
    entered_at: datetime
    earlier: Sequence[str]
    withdrawn_at: datetime | None
    mine: bool


def factor_line(one: Factor, actor: Actor) -> FactorLine:
    return FactorLine(
        one.pk, one.text, texts.CIRCLE[Circle(one.circle)] if one.circle else "",
        named(one.ics), one.by.name, one.observed_on,
        one.entered_at, [before.text for before in vars(one)["worded_before"]], one.withdrawn_at,
        one.by.account_id == actor.id,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One person's mark."""

    key: UUID
    name: str
    role_words: str
    whose: str
    said_on: date
    note: str
    sealed_for_others: bool
    before: Sequence[int]
    mine: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the ruler with those who stand on it."""

    step: ScaleStep
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class AxisLine:
    """One axis drawn with its good end last, whichever way the scale itself counts."""

    key: UUID
    label: str
    help: str
    scale: str
    rungs: Sequence[Rung]
    differ: bool

    @property
    def said(self) -> bool:
        return any(rung.said for rung in self.rungs)


def axis_lines(scales: Iterable[Scale], marks: Sequence[RulerMark], actor: Actor) -> list[AxisLine]:
    """The scales in use, and those of the past somebody has put a mark on."""
    held = {one.pk: one for one in scales} | {mark.axis.scale_id: mark.axis.scale for mark in marks}
    return [_axis(scale, axis, marks, actor) for scale in held.values() for axis in scale.axes.all()]


def _axis(scale: Scale, axis: ScaleAxis, marks: Sequence[RulerMark], actor: Actor) -> AxisLine:
    mine = [mark for mark in marks if mark.axis == axis]
    latest = {_who(mark): mark for mark in mine}
    standing = [mark for mark in mine if latest[_who(mark)] is mark]
    rungs = [
        Rung(step, [_said(mark, actor, mine) for mark in standing if mark.step_id == step.pk])
        for step in drawn_steps(scale)
    ]
    values = [mark.step.value for mark in standing]
    return AxisLine(axis.pk, axis.label, axis.help, scale.title, rungs, differ(values))


def _who(mark: RulerMark) -> tuple[object, ...]:
    """The same person again: the newer mark stands, and says where the older stood."""
    return (mark.staff_id,) if mark.staff_id else (mark.whose, mark.name.casefold().strip())


def drawn_steps(scale: Scale) -> list[ScaleStep]:
    """In the order in which the ruler is drawn: the good end last."""
    return sorted(scale.steps.all(), key=lambda step: _turned(scale, step))


def _turned(scale: Scale, step: ScaleStep) -> int:
    values = [one.value for one in scale.steps.all()]
    return turned(step.value, lowest=min(values), highest=max(values), polarity=Polarity(scale.polarity))


def _said(mark: RulerMark, actor: Actor, others: Sequence[RulerMark]) -> Said:
    staff_in = len({one.staff_id for one in others if one.staff_id})
    own = mark.staff is not None and mark.staff.account_id == actor.id
    return Said(
        mark.pk, mark.name, mark.role_words, mark.get_whose_display(), mark.said_on, mark.note or "",
        own and is_sealed(staff_in=staff_in, opened=mark.opened_at is not None),
        [one.step.value for one in others if one is not mark and _who(one) == _who(mark)],
        mark.by.account_id == actor.id,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class VoiceLine:
    key: UUID
    house: str
    said_on: date
    words: bool
    text: str
    drawn: bool
    is_verbatim: bool
    written_by: str
    kept_by: str
    allowed: Sequence[str]
    approved_at: datetime | None
    shared_on: date | None
    mine: bool
    for_parents: bool
    may_take_back: bool = False


def voice_line(seen: Seen, actor: Actor) -> VoiceLine:
    """A piece that only is known to exist is shown with its day and nothing more."""
    one = seen.piece
    if seen.sight is not Sight.WORDS or one is None:
        return VoiceLine(seen.key, "", seen.said_on, False, "", False, False, "", "", (), None, None, False, False)
    allowed = [label for word, label in texts.AUDIENCE.items() if word in one.allowed]
    return VoiceLine(
        one.pk, one.get_house_display(), one.said_on, True, one.text or "", bool(vars(one)["drawn"]), one.is_verbatim,
        one.get_written_by_display(), one.by.name, allowed, one.approved_at, one.shared_on,
        one.by.account_id == actor.id, "parents" in one.allowed,
        one.by.account_id == actor.id and day_of(one.shared_at) == actor.on,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """One of the steps of the practice: where it stands on the page, and whether anything is written there."""

    anchor: str
    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A concern in the order of the practice."""

    line: Line
    whole: Whole
    works: Sequence[FactorLine]
    worries: Sequence[FactorLine]
    axes: Sequence[AxisLine]
    voices: Sequence[VoiceLine]
    answered: Sequence[tuple[str, str, str, datetime | None]]
    ways: Sequence[Way]
    today: date

    @property
    def is_open(self) -> bool:
        return self.line.state is not State.CLOSED

    @property
    def stops(self) -> Sequence[object]:
        return [one for one in self.whole.stops if one.lifted_at is None]


def page(whole: Whole, scales: Iterable[Scale], actor: Actor, *, child: str) -> Page:
    works, worries = ([factor_line(one, actor) for one in whole.factors if one.kind == kind] for kind in FactorKind)
    axes = axis_lines(scales, whole.marks, actor)
    return Page(
        line(whole.concern, child), whole, works, worries, axes, [voice_line(one, actor) for one in whole.voices],
        _answered(whole), _ways(whole, works, worries), actor.on,
    )  # fmt: skip


def _answered(whole: Whole) -> list[tuple[str, str, str, datetime | None]]:
    """Each question with the latest answer, by whom and when."""
    latest = {one.kind: one for one in whole.answers}
    found = []
    for kind in StopKind:
        one = latest.get(kind)
        said = (one.get_answer_display(), one.by.name, one.entered_at) if one else ("Ikke besvaret endnu", "", None)
        found.append((texts.QUESTION[kind], *said))
    return found


def _ways(whole: Whole, works: Sequence[FactorLine], worries: Sequence[FactorLine]) -> list[Way]:
    staff = {mark.staff_id for mark in whole.marks if mark.staff_id}
    return [
        Way("spoergsmaal", "De to spørgsmål", len({one.kind for one in whole.answers}) == len(StopKind)),
        Way("fungerer", "Hvad fungerer?", any(not one.withdrawn_at for one in works)),
        Way("bekymrer", "Hvad bekymrer os?", any(not one.withdrawn_at for one in worries)),
        Way("skal-ske", "Hvad skal der ske?", bool(whole.wanted)),
        Way("her", "Hvad kan vi gøre her?", bool(whole.steps)),
        Way("lineal", "Sæt et mærke", bool(staff)),
        Way("hver-for-sig", "Hver for sig", len(staff) > 1 or any(not mark.staff_id for mark in whole.marks)),
        Way("inddrag", "Hvem inddrager vi?", any(not one.withdrawn_at for one in whole.involvements)),
    ]


def next_steps(stops: Iterable[HardStop], steps: Iterable[NextStep]) -> Iterator[Task]:
    """What comes next for the child: to notify, where a stop asks for it, and what is agreed."""
    for concern in dict.fromkeys(one.concern_id for one in stops):
        href = reverse("concerns:notify", args=[concern])
        yield Task(title=texts.NOTIFY, why=texts.NOT_NOTIFIED, href=href, tone=AT_ONCE)
    for step in steps:
        words, href = shorten(step.what, 90, placeholder=" …"), address(step.concern_id, "her")
        yield Task(title=words, why=f"{step.who.name} gør det.", href=href, due_on=step.due_on)


def address(concern: UUID, anchor: str = "") -> str:
    return reverse("concerns:concern", args=[concern]) + (f"#{anchor}" if anchor else "")
