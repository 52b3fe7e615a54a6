"""What the review of a list shows: changes by bucket, with the names of what they are about."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.rules import Permission
from samspor.people.api import Child, ChildGroup, Enrolment, Unit, children_visible_to
from samspor.roster.models import Change, ChangeSet
from samspor.roster.queries.knowing import in_reach
from samspor.roster.rules import keeping
from samspor.roster.rules.changes import Bucket, Staged
from samspor.roster.rules.questions import ABOUT_CHILDREN, Question


def changes_in(change_set: ChangeSet, bucket: Bucket) -> QuerySet[Change]:
    return change_set.changes.filter(bucket=bucket).order_by("numbers", "pk")


def question_in(change: Change) -> tuple[Staged, Question] | None:
    """The first thing that is asked."""
    staged = keeping.read(change.body)
    return (staged, staged.questions[0]) if staged.questions else None


def renamed_groups(change_set: ChangeSet) -> list[Staged]:
    """Chosen changes that are about a group: those of a child that is known have the child."""
    found = change_set.changes.filter(chosen=True, bucket=Bucket.CHANGED, child=None).order_by("pk")
    return [keeping.read(change.body) for change in found]


def new_groups(change_set: ChangeSet) -> list[str]:
    """Groups that are opened for the chosen changes, by name."""
    found = change_set.changes.filter(chosen=True, bucket__in=[Bucket.NEW, Bucket.MOVED])
    every = (keeping.read(change.body) for change in found.only("body"))
    places = (step.place for staged in every for step in staged.steps if step.place and not step.place.group_id)
    return sorted({place.group_name for place in places})


def answered_in(change_set: ChangeSet) -> frozenset[str]:
    """The clusters about which something was answered in this list."""
    return frozenset(cluster for held in change_set.noted.get("answered", {}).values() for cluster in held)


def within_reach(reader: Actor, question: Question) -> Question:
    """Without the children the reader does not reach: none of them is an answer."""
    if question.ask not in ABOUT_CHILDREN:
        return question
    reached = in_reach(reader, {UUID(one.target) for one in question.candidates}, reader.on)
    return replace(question, candidates=tuple(one for one in question.candidates if UUID(one.target) in reached))


@dataclass(frozen=True, slots=True)
class Around:
    """The words for what the changes of one page point at. `children` are those the reader reaches, and no others.

    `visible`: whose pages the reader can open, of those that are asked for.
    """

    children: dict[UUID, Child]
    groups: dict[UUID, ChildGroup]
    enrolments: dict[UUID, Enrolment]
    visible: frozenset[UUID] = frozenset()


def around(reader: Actor, changes: Iterable[Staged], *, written: Iterable[UUID | None] = ()) -> Around:
    """Who read the list in may reach further than who looks at it now. `written`: the children a page links to."""
    every = list(changes)
    steps = [step for staged in every for step in staged.steps]
    targets = {c.target for staged in every for question in staged.questions for c in question.candidates}
    children = {staged.child_id for staged in every if staged.child_id} | {UUID(t) for t in targets if len(t) == 36}
    groups = {step.place.group_id for step in steps if step.place and step.place.group_id}
    places = {step.enrolment_id for step in steps if step.enrolment_id}
    enrolments = Enrolment.objects.select_related("group__unit").in_bulk(places)
    units = reader.scope(Permission.ROSTER_IMPORT).units
    left = {place.child_id for place in enrolments.values() if place.group.unit_id in units}  # the list ended it
    return Around(
        Child.objects.in_bulk(in_reach(reader, children, reader.on) | (left & children)),
        ChildGroup.objects.select_related("unit").in_bulk(groups),
        enrolments,
        frozenset(
            children_visible_to(reader).filter(pk__in=[key for key in written if key]).values_list("pk", flat=True)
        ),
    )


def covered_units(change_set: ChangeSet) -> QuerySet[Unit]:
    """The units the list speaks of."""
    return Unit.objects.filter(pk__in={unit for unit, _ in change_set.noted.get("covered", [])}).order_by("name", "pk")
