"""What was written or recorded before it was written anew, and what the people in it are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.among import among
from samspor.access.kept import Kept
from samspor.people.api import StaffMember
from samspor.screening.models import (
    Assessment,
    EarlierInformed,
    EarlierNotice,
    JointAssessment,
    JointWording,
    RoundUnit,
)


@dataclass(frozen=True, slots=True)
class Worded:
    """Earlier wordings by assessment, oldest first, and names by person."""

    earlier: Mapping[UUID, Sequence[JointWording]]
    names: Mapping[UUID, str]


def worded(assessments: Iterable[Assessment]) -> Worded:
    """Of those one has fetched within one's reach: two statements, however many."""
    joints = {one.joint.pk: one.joint for one in assessments if hasattr(one, "joint")}
    earlier: dict[UUID, list[JointWording]] = {joint.assessment_id: [] for joint in joints.values()}
    for one in _earlier(frozenset(joints)):
        earlier[joints[one.joint_id].assessment_id].append(one)
    every: list[JointAssessment | JointWording] = [*joints.values(), *chain.from_iterable(earlier.values())]
    people = frozenset(
        person for one in every for person in (*one.participants, one.dissent_by_id, one.concluded_by_id) if person
    )
    return Worded(earlier, dict(_names(people)))


@Kept
def _earlier(joints: frozenset[UUID]) -> QuerySet[JointWording]:
    return JointWording.objects.filter(among("joint", joints))


@Kept
def _names(people: frozenset[UUID]) -> QuerySet[StaffMember, tuple[UUID, str]]:
    return StaffMember.objects.filter(among("pk", people)).values_list("pk", "name")


def earlier_notices(round_unit: RoundUnit) -> list[EarlierNotice]:
    return _notices_before(round_unit.pk)


@Kept
def _notices_before(round_unit: UUID) -> QuerySet[EarlierNotice]:
    return EarlierNotice.objects.filter(round_unit=round_unit).select_related("notice_by")


def earlier_informed(assessment: Assessment) -> list[EarlierInformed]:
    return list(assessment.earlier_informed.select_related("recorded_by", "taken_back_by"))
