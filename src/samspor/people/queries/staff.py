"""Those who work with children."""

from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import demand, within
from samspor.access.kept import Kept
from samspor.access.rules import POLICY, Permission, Reach, Role
from samspor.people.models import Child, EmergencyAccess, Employment, Enrolment, StaffMember, Unit
from samspor.people.rules import UnitKind

# Those who come to a child by relation, and so can be given one.
BY_RELATION = (
    Role.PPR_PSYCHOLOGIST,
    Role.FRONT_TEAM_WORKER,
    Role.FAMILY_WORKER,
    Role.SOCIAL_LEADER,
    Role.HEALTH_VISITOR,
)

_REVIEWERS = [role for role, reach in POLICY[Permission.EMERGENCY_REVIEW].items() if reach is Reach.MUNICIPALITY]
_WHOLE_AREAS = (UnitKind.MUNICIPALITY, UnitKind.DISTRICT)


def staff_of(account_id: UUID) -> StaffMember | None:
    return StaffMember.objects.filter(account=account_id).first()


def leaders_of(child: Child, on: date) -> QuerySet[StaffMember]:
    """The leaders of the units the child is enrolled in today."""
    enrolled = Enrolment.objects.filter(child=child, period__contains=on).values("group__unit")
    leading = Employment.objects.filter(role=Role.UNIT_LEADER, period__contains=on, unit__in=enrolled)
    return StaffMember.objects.filter(pk__in=leading.values("staff")).order_by("name", "pk")


def told_of_emergency(child: Child, on: date, *, but: StaffMember) -> list[StaffMember]:
    """Whoever leads where the child is; else above there; else those who go through the whole municipality's.

    `but`: whoever broke the glass. Who cannot sign in cannot be told.
    """
    units = Unit.objects.filter(groups__enrolments__child=child, groups__enrolments__period__contains=on)
    here = [unit.pk for unit in units]
    above = [key for unit in units for key in _with_those_above(unit)]
    who = (Q(role=Role.UNIT_LEADER, unit__in=here), Q(role=Role.UNIT_LEADER, unit__in=above), Q(role__in=_REVIEWERS))
    people = StaffMember.objects.filter(account__isnull=False).exclude(pk=but.pk).order_by("name", "pk")
    for each in who:
        today = Employment.objects.filter(each, period__contains=on)
        if found := list(people.filter(pk__in=today.values("staff"))):
            return found
    return []


def told_of_access(unit: Unit, on: date) -> QuerySet[StaffMember]:
    """Who hears that somebody may now see a unit's children: who leads it, and for a whole district the DPO too."""
    told = Q(role=Role.UNIT_LEADER, unit__in=_with_those_above(unit))
    if unit.kind in _WHOLE_AREAS:
        told |= Q(role=Role.DPO)
    today = Employment.objects.filter(told, period__contains=on)
    return StaffMember.objects.filter(pk__in=today.values("staff"), account__isnull=False).order_by("name", "pk")


def _with_those_above(unit: Unit) -> list[UUID]:
    keys, above = [unit.pk], unit.parent
    while above:
        keys.append(above.pk)
        above = above.parent
    return keys


def staff_in(actor: Actor) -> QuerySet[StaffMember]:
    return within(actor, Permission.STAFF_READ, StaffMember.objects.order_by("name", "pk")).distinct()


def emergencies_to_review(actor: Actor) -> QuerySet[EmergencyAccess]:
    seen = within(actor, Permission.EMERGENCY_REVIEW, EmergencyAccess.objects.filter(reviewed_at=None))
    return seen.select_related("child", "staff").order_by("-opened_at")


@Kept
def glasses_to_review(actor: Actor) -> QuerySet[EmergencyAccess, UUID]:
    """The keys of those."""
    return emergencies_to_review(actor).values_list("pk", flat=True)


def with_employments(staff: QuerySet[StaffMember]) -> QuerySet[StaffMember]:
    employments = Employment.objects.select_related("unit").order_by("period", "pk")
    return staff.prefetch_related(Prefetch("employments", queryset=employments, to_attr="held"))


def professionals(actor: Actor) -> QuerySet[StaffMember]:
    """Whom an editor of a child can tie to it: their name, title and nothing else."""
    demand(actor, Permission.CHILD_EDIT)
    today = Employment.objects.filter(role__in=BY_RELATION, period__contains=actor.on)
    return StaffMember.objects.filter(pk__in=today.values("staff")).order_by("name", "pk")


def emergencies_visible_to(actor: Actor) -> QuerySet[EmergencyAccess]:
    seen = within(actor, Permission.EMERGENCY_REVIEW, EmergencyAccess.objects.all())
    return seen.select_related("child", "staff", "reviewed_by").order_by("-opened_at")
