"""What of a pathway its family is shown. Nothing else of the record leaves the room for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspor.base.clock import local_date
from samspor.pathways import texts
from samspor.pathways.models import Action, Goal, GoalNumber, LogEntry, Participant, Pathway, Promise
from samspor.pathways.queries.goals import actions_of, goals_of, numbers_of
from samspor.pathways.queries.levels import extents_of
from samspor.pathways.queries.names import doer, name_of, role_by, role_of, said_by
from samspor.pathways.queries.promises import promises_of
from samspor.pathways.queries.standing import standing_of
from samspor.pathways.queries.together import participants_of
from samspor.pathways.queries.whole import nexts_of
from samspor.pathways.rules.doing import Doing
from samspor.pathways.rules.goals import GoalState
from samspor.pathways.rules.levels import every_level
from samspor.pathways.rules.promises import Promised
from samspor.pathways.rules.together import Lead
from samspor.pathways.rules.words import EntryKind
from samspor.people.api import Child, same_child


@dataclass(frozen=True, slots=True)
class SharedPerson:
    """`guardian`: which of the child's adults it is, when it is one."""

    name: str
    role: str
    task: str
    contact: str
    lead: Lead | None
    guardian: UUID | None


@dataclass(frozen=True, slots=True)
class SharedAgreement:
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class SharedNumber:
    """One person's, on a day. Never to be added up with another's."""

    who: str
    role: str
    value: str
    on: date
    guardian: UUID | None


@dataclass(frozen=True, slots=True)
class SharedGoal:
    key: UUID
    words: str
    whose: str
    scale: str
    state: GoalState
    numbers: Sequence[SharedNumber]


@dataclass(frozen=True, slots=True)
class SharedAction:
    """`where` is a place: it is for nobody who may not know where the child is."""

    what: str
    who: str
    where: str
    due_on: date
    state: Doing


@dataclass(frozen=True, slots=True)
class SharedPromise:
    what: str
    keeper: str
    due_on: date
    state: Promised


@dataclass(frozen=True, slots=True)
class Shared:
    """`holder`: who answers today. `extent`: a sentence on how many help, and since when; it is not of the child."""

    pathway: UUID
    next_what: str
    next_on: date
    holder: str
    title: str
    unit: str
    people: Sequence[SharedPerson]
    agreements: Sequence[SharedAgreement]
    goals: Sequence[SharedGoal]
    actions: Sequence[SharedAction]
    promises: Sequence[SharedPromise]
    extent: str
    extent_on: date


def shared_with_family(child: Child, *, reader: UUID | None, at: datetime) -> Shared | None:
    """Of the open pathway; None without one. Who asks has seen to it that it is this child's adult, or the child.

    `reader`: the guardian it is shown to; None: the child. What another adult does, how they are reached and the
    numbers they say are theirs, and are not told to a second home.
    """
    held = Pathway.objects.filter(child__in=same_child(child), closed_at=None).first()
    if held is None:
        return None
    today, stands, next_ = local_date(at), standing_of(held), nexts_of([held])[held.pk]
    job, extent = stands.people[stands.now(at).job], extents_of(held)[0]
    agreed = LogEntry.objects.filter(pathway=held, kind=EntryKind.AGREEMENT).order_by("-happened_on", "-entered_at")
    numbers = [one for one in numbers_of(held.pk) if one.guardian_id in {None, reader}]
    return Shared(
        held.pk, next_.what, next_.due_on, job.staff.name, job.staff.title, job.unit.name,
        [_person(one, reader) for one in participants_of(held.pk) if one.asked_for_by_id in {None, reader}],
        [SharedAgreement(one.text, one.happened_on) for one in agreed],
        [_goal(one, numbers) for one in goals_of(held.pk)],
        [_action(one, today) for one in actions_of(held.pk) if _may_know(one.participant, reader)],
        [_promise(one, today) for one in promises_of(held.pk)],
        every_level()[extent.level].family, local_date(extent.entered_at),
    )  # fmt: skip


def _may_know(one: Participant | None, reader: UUID | None) -> bool:
    """Anybody may know what staff, the child and others do; of the adults, oneself and whom one has asked for."""
    return one is None or {one.guardian_id, one.asked_for_by_id} <= {None, reader}


def _person(one: Participant, reader: UUID | None) -> SharedPerson:
    open_ = _may_know(one, reader)
    return SharedPerson(
        name_of(one), role_of(one), one.task if open_ else "", (one.contact or "") if open_ else "",
        Lead(one.lead) if one.lead else None, one.guardian_id,
    )  # fmt: skip


def _goal(one: Goal, numbers: Iterable[GoalNumber]) -> SharedGoal:
    said = [
        SharedNumber(said_by(each), role_by(each), str(each.step), each.said_on, each.guardian_id)
        for each in numbers
        if each.goal_id == one.pk
    ]
    return SharedGoal(one.pk, one.words, texts.WORDS[one.whose], one.scale.title, GoalState(one.state), said)


def _action(one: Action, today: date) -> SharedAction:
    return SharedAction(one.what, doer(one), one.where or "", one.due_on, one.stands(today))


def _promise(one: Promise, today: date) -> SharedPromise:
    return SharedPromise(one.what, one.promised_by.name, one.due_on, one.stands(today))
