"""A small world with one of everything: what there is to reach, and where each thing stands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models

from samspor.access.rules import Role
from samspor.messages.api import Template, tell
from samspor.messages.models import Message
from samspor.people import api as people
from samspor.people.models import (
    Affiliation,
    Child,
    ChildGroup,
    EmergencyAccess,
    Employment,
    Enrolment,
    Guardianship,
    Merge,
    StaffMember,
    Unit,
)
from samspor.screening import api as screening
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    JointAssessment,
    OwnAssessment,
    ParentsInformed,
    RoundUnit,
)
from samspor.screening.rules import Position, Way
from tests.cast import NOW, TODAY, Cast, key


@dataclass(frozen=True)
class World:
    """`things` are by what they are called in addresses: `world.things["assessment"]`."""

    cast: Cast
    things: Mapping[str, Any] = field(default_factory=dict)


def build(cast: Cast) -> World:
    """A round in Solsikken and one in Sydskolen; Asta's assessment is done, Bo's is open; two pages are one."""
    lars, vera = cast.actor("lars"), cast.actor("vera")
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    here, away = (_round(leader, unit, version) for leader, unit in ((lars, cast.solsikken), (vera, cast.sydskolen)))
    assessment = _assessed(cast, here, "asta", ("pia", "mads"))
    screening.conclude(
        by=lars, assessment=assessment, position=Position.GREEN, justification="", at=NOW,
        participants=[cast.pia.pk, cast.mads.pk],
    )  # fmt: skip
    screening.inform_parents(by=lars, assessment=assessment, informed_on=TODAY, way=Way.TALK, at=NOW)
    _assessed(cast, away, "hassan", ("vera",))
    twin = people.register_child(
        by=lars, group=cast.spurvene, given_names="Egon", family_name="Øster-To", birth_date=date(2023, 12, 1),
        starts_on=TODAY, at=NOW,
    )  # fmt: skip
    merge = people.merge_children(by=lars, kept=cast.egon, other=twin, at=NOW)
    glass = people.open_emergency_access(
        by=cast.actor("fatma"), child=cast.carla, reason="Barnet er ikke hentet, og ingen svarer.", at=NOW
    )
    letter = tell(by=lars, to=cast.pia.account_id, template=Template.ROUND_OPENED, about=here, at=NOW)
    things = {
        "child": cast.asta, "other": cast.bo, "group": cast.blaamejserne, "unit": cast.solsikken, "merge": merge,
        "enrolment": Enrolment.objects.get(child=cast.asta), "tie": Guardianship.objects.get(child=cast.bo),
        "affiliation": Affiliation.objects.get(child=cast.asta, staff=cast.sara), "access": glass, "member": cast.mads,
        "employment": Employment.objects.get(staff=cast.mads), "round_unit": here, "assessment": assessment,
        "instrument": version, "message": letter,
    }  # fmt: skip
    return World(cast, things)


def _round(leader: Any, unit: Unit, version: Any) -> RoundUnit:
    made = screening.plan_round(
        by=leader, label=f"Efterår i {unit.name}", area="daycare", opens_on=TODAY - timedelta(days=7),
        closes_on=TODAY + timedelta(days=7), instrument=version, units=[unit], at=NOW,
    )  # fmt: skip
    notice_on = TODAY - timedelta(days=14)
    return screening.record_notice(by=leader, round_unit=made.units.get(), notice_on=notice_on, way=Way.LETTER, at=NOW)


def _assessed(cast: Cast, round_unit: RoundUnit, child: str, by: tuple[str, ...]) -> Assessment:
    for name in by:
        own = screening.set_mark(
            by=cast.actor(name), round_unit=round_unit, child=cast.members[child], position=Position.GREEN, at=NOW
        )
        screening.hand_in(by=cast.actor(name), round_unit=round_unit, group=own.assessment.group, at=NOW)
    return Assessment.objects.get(round_unit=round_unit, child=cast.members[child])


Place = tuple[set[UUID], set[UUID]]  # the units and the children by which a thing is reached


def _at_units(*units: UUID) -> Place:
    return set(units), set()


def _with_child(child_id: UUID) -> Place:
    """Where the child is today, and the child."""
    enrolments = Enrolment.objects.filter(child_id=child_id).select_related("group")
    return {one.group.unit_id for one in enrolments if TODAY in one.period}, {child_id}


# Where each thing stands. A table with reach that is not here fails the matrix.
PLACES: dict[type[models.Model], Callable[[Any], Place]] = {
    Unit: lambda one: _at_units(one.pk),
    ChildGroup: lambda one: _at_units(one.unit_id),
    Employment: lambda one: _at_units(one.unit_id),
    StaffMember: lambda one: _at_units(*(held.unit_id for held in one.employments.all())),
    Child: lambda one: _with_child(one.pk),
    Guardianship: lambda one: _with_child(one.child_id),
    Affiliation: lambda one: _with_child(one.child_id),
    EmergencyAccess: lambda one: _with_child(one.child_id),
    Merge: lambda one: _with_child(one.kept_id),
    Enrolment: lambda one: ({one.group.unit_id}, {one.child_id}),
    AssessmentRound: lambda one: _at_units(*(held.unit_id for held in one.units.all())),
    RoundUnit: lambda one: _at_units(one.unit_id),
    Assessment: lambda one: _at_units(one.round_unit.unit_id),
    OwnAssessment: lambda one: _at_units(one.assessment.round_unit.unit_id),
    JointAssessment: lambda one: _at_units(one.assessment.round_unit.unit_id),
    ParentsInformed: lambda one: _at_units(one.assessment.round_unit.unit_id),
}
# What is one's own and reached by no unit.
PERSONAL: frozenset[type[models.Model]] = frozenset({Message})

NORD = ("nord", "solsikken", "elverhoej", "aaskolen", "sundhedsplejen", "dagplejen")
OWN_UNITS = {
    "pia": ("solsikken",), "karen": ("dagplejen",), "tine": ("aaskolen",), "anna": ("sundhedsplejen",),
    "peter": ("ppr",), "lars": ("solsikken",), "fatma": ("familie",), "sara": ("familie",), "henrik": ("familie",),
    "olga": ("forvaltning",), "jens": ("forvaltning",), "rikke": ("forvaltning",), "bent": ("forvaltning",),
    "mette": ("forvaltning",), "ali": ("forvaltning",),
}  # fmt: skip
RELATED = {"sara": ("asta",), "peter": ("asta",)}
COLUMNS = ("pia", "karen", "tine", "anna", "peter", "lars", "fatma", "sara", "henrik", "olga", "dorte", "jens", "rikke", "bent", "mette", "ali")  # fmt: skip
ROLE_OF = dict(zip(COLUMNS, (
    Role.PEDAGOGUE, Role.CHILDMINDER, Role.TEACHER, Role.HEALTH_VISITOR, Role.PPR_PSYCHOLOGIST, Role.UNIT_LEADER,
    Role.FRONT_TEAM_WORKER, Role.FAMILY_WORKER, Role.SOCIAL_LEADER, Role.FORUM_CHAIR, Role.DIRECTOR, Role.PROJECT_LEADER,
    Role.OFFERS_EDITOR, Role.LOG_CONTROLLER, Role.DPO, Role.SYSTEM_ADMIN,
), strict=True))  # fmt: skip


def units_of(name: str, letter: str) -> set[UUID]:
    """`U`: where one works. `D`: the district. A unit of the municipality's own is in no district."""
    own = {key(unit) for unit in OWN_UNITS.get(name, ())}
    return {"U": own, "D": own | {key(unit) for unit in NORD}}.get(letter, set())
