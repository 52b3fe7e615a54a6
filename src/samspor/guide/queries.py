"""Reads of the guide. What is published is for everybody; checklists and rehearsals are for those who keep them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import holds, within
from samspor.access.rules import POLICY, Permission
from samspor.base.refused import NotHere
from samspor.guide.models import Checklist, Guide, GuideStep, GuideVersion, Rehearsal, RehearsalChoice, StepAnswer
from samspor.guide.reading.guides import GuideFile, shipped
from samspor.guide.reading.scenarios import scenarios
from samspor.guide.rules import (
    Answer,
    Audience,
    Condition,
    Figure,
    Scenario,
    Step,
    Track,
    Turn,
    VersionState,
    differences,
    turns_of,
)
from samspor.guide.rules import figure as figure_of
from samspor.people.api import Employment, StaffMember, Unit
from samspor.people.rules import Area


def published() -> QuerySet[GuideVersion]:
    """What every guide says now: the staff's first."""
    held = GuideVersion.objects.select_related("guide").filter(state=VersionState.PUBLISHED)
    return held.order_by("-guide__audience", "guide__title")


def was_there(version: GuideVersion, key: str) -> bool:
    """Whether an earlier version had such a step: somebody may have the page open, or an old link to it."""
    earlier = GuideStep.objects.filter(version__guide=version.guide_id, version__state=VersionState.SUCCEEDED)
    return earlier.filter(key=key).exists()


def published_for(audience: Audience) -> GuideVersion | None:
    return published().filter(guide__audience=audience).first()


def published_by_key(key: str) -> GuideVersion:
    found = published().filter(guide__key=key).first()
    if found is None:
        raise NotHere
    return found


def steps_of(version: GuideVersion) -> list[Step]:
    """In order, with their answers: two statements, however many."""
    return [step_of(row) for row in step_rows(version)]


def step_rows(version: GuideVersion) -> QuerySet[GuideStep]:
    answers = StepAnswer.objects.select_related("leads_to")
    return version.steps.order_by("order").prefetch_related(Prefetch("answers", queryset=answers))


def step_of(row: GuideStep) -> Step:
    return Step(
        key=row.key,
        title=row.title,
        track=Track(row.track),
        do=row.do,
        question=row.question,
        who=row.who,
        rule=row.rule,
        days=row.days,
        days_basis=row.days_basis,
        template_name=row.template_name,
        template_link=row.template_link,
        basis=row.basis,
        ground=row.ground,
        decided=row.decided,
        contact=row.contact,
        phone=row.phone,
        tells_parents=row.tells_parents,
        notifies=row.notifies,
        condition=_condition(row),
        answers=tuple(Answer(one.words, one.leads_to.key) for one in row.answers.all()),
    )


def _condition(row: GuideStep) -> Condition:
    return Condition(
        min_months=row.min_months,
        max_months=row.max_months,
        areas=frozenset(Area(one) for one in row.areas),
        degrees=frozenset(row.degrees),
        acute=row.acute,
        violence=row.violence,
    )


_SAME = (
    "key", "title", "track", "do", "question", "who", "rule", "days", "days_basis", "template_name", "template_link",
    "basis", "ground", "decided", "contact", "phone", "tells_parents", "notifies",
)  # fmt: skip


def columns_of(step: Step) -> dict[str, Any]:
    """The other way round: a step as the columns of its row. Its answers are rows of their own."""
    when = step.condition
    return {name: getattr(step, name) for name in _SAME} | {
        "min_months": when.min_months,
        "max_months": when.max_months,
        "areas": sorted(when.areas),
        "degrees": sorted(when.degrees),
        "acute": when.acute,
        "violence": when.violence,
    }


def answer_rows(row: GuideStep, answers: Sequence[Answer], rows: Mapping[str, GuideStep]) -> list[StepAnswer]:
    """Not saved yet."""
    return [
        StepAnswer(step=row, order=order, words=one.words, leads_to=rows[one.to]) for order, one in enumerate(answers)
    ]


def guides() -> QuerySet[Guide]:
    versions = GuideVersion.objects.select_related("owner").order_by("-number")
    return Guide.objects.order_by("-audience", "title").prefetch_related(Prefetch("versions", queryset=versions))


def newer_than(guide: Guide) -> GuideFile | None:
    """The edition that ships with Samspor, when the municipality has never taken it in and says something else."""
    file = next((one for one in shipped() if one.key == guide.key), None)
    held = {one.edition: one for one in guide.versions.all()}
    says = next((one for one in held.values() if one.state == VersionState.PUBLISHED), None)
    if file is None or file.edition in held or says is None:
        return None
    return file if differences(steps_of(says), file.steps) else None


def versions() -> QuerySet[GuideVersion]:
    return GuideVersion.objects.select_related("guide", "owner", "published_by")


def editors(on: date) -> QuerySet[StaffMember]:
    """Those who may edit the guide today, and so can own it."""
    employed = Employment.objects.filter(role__in=POLICY[Permission.GUIDE_EDIT], period__contains=on)
    return StaffMember.objects.filter(pk__in=employed.values("staff")).order_by("name", "pk")


def reviews_due(actor: Actor) -> Iterable[GuideVersion]:
    """What the actor owns and should look at again; what has no owner who can, is for every editor."""
    if not holds(actor, Permission.GUIDE_EDIT):
        return ()
    mine = Q(owner__account=actor.id) | Q(owner=None) | ~Q(owner__in=editors(actor.on))
    return published().filter(mine, review_on__lte=actor.on)


@dataclass(frozen=True, slots=True)
class KeptStep:
    """A step of a checklist as it is shown; `line` is what is ticked."""

    line: UUID
    track: str
    title: str
    do: str
    who: str
    ticked_at: datetime | None
    ticked_by: str
    tells_parents: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The steps of one track."""

    name: str
    steps: tuple[KeptStep, ...]
    is_open: bool

    @property
    def done(self) -> int:
        return sum(one.ticked_at is not None for one in self.steps)


@dataclass(frozen=True, slots=True)
class Kept:
    """A checklist, for the room that keeps it: `{% include kept.template %}` draws it."""

    template: ClassVar[str] = "guide/_checklist.html"
    checklist: UUID
    version: str
    steps: tuple[KeptStep, ...]
    is_held_back: bool = False

    def held_back(self) -> "Kept":
        """While nothing may reach the parents: without what would, and is not done."""
        left = tuple(one for one in self.steps if one.ticked_at or not one.tells_parents)
        return replace(self, steps=left, is_held_back=len(left) < len(self.steps))

    @property
    def done(self) -> int:
        return sum(one.ticked_at is not None for one in self.steps)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """By track, in order; the first with something left to do is open."""
        names = dict.fromkeys(one.track for one in self.steps)
        held = [(name, tuple(one for one in self.steps if one.track == name)) for name in names]
        first = next((name for name, steps in held if any(not one.ticked_at for one in steps)), None)
        return tuple(Stretch(name, steps, name == first) for name, steps in held)


def checklist_of(actor: Actor, about_type: str, about_id: UUID) -> Kept | None:
    held = within(actor, Permission.CHECKLIST_KEEP, Checklist.objects.select_related("version__guide"))
    found = held.filter(about_type=about_type, about_id=about_id).first()
    if found is None:
        return None
    lines = found.lines.select_related("step", "ticked_by").order_by("step__order")
    steps = (
        KeptStep(
            one.pk,
            one.step.get_track_display(),
            one.step.title,
            one.step.do,
            one.step.who,
            one.ticked_at,
            one.ticked_by.name if one.ticked_by else "",
            one.step.tells_parents,
        )
        for one in lines
    )
    return Kept(found.pk, str(found.version), tuple(steps))


def rehearsals_visible_to(actor: Actor) -> QuerySet[Rehearsal]:
    held = Rehearsal.objects.select_related("version__guide", "unit")
    return within(actor, Permission.GUIDE_REHEARSE, held).order_by("-opened_at")


def units_to_rehearse_in(actor: Actor) -> QuerySet[Unit]:
    return within(actor, Permission.GUIDE_REHEARSE, Unit.objects.filter(Unit.open_on(actor.on))).order_by("name", "pk")


def scenario_of(key: str) -> Scenario:
    found = next((one for one in scenarios() if one.key == key), None)
    if found is None:
        raise NotHere
    return found


def played(rehearsal: Rehearsal) -> list[Turn]:
    """The turns of the session, in the version it was opened with."""
    return turns_of(scenario_of(rehearsal.scenario), set(rehearsal.version.steps.values_list("key", flat=True)))


def figures_of(version: GuideVersion) -> Mapping[str, Figure]:
    """By step, how often groups chose otherwise: only where enough sessions met it. No unit is in it."""
    met: dict[str, list[tuple[str, str]]] = {}
    for step, chosen in RehearsalChoice.objects.filter(rehearsal__version=version).values_list("step", "chosen"):
        met.setdefault(step, []).append((step, chosen))
    counted = {step: figure_of(pairs) for step, pairs in met.items()}
    return {step: held for step, held in counted.items() if held}
