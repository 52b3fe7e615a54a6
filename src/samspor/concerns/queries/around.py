"""Who is asking, where a concern belongs, and what stands in the way to the parents."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import may, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.refused import NotHere, Refused
from samspor.concerns.models import Concern, FirstAnswer, HardStop
from samspor.concerns.rules.anonymous import Names
from samspor.concerns.rules.stops import Route, StopKind, check_outgoing
from samspor.concerns.rules.voices import Viewer
from samspor.concerns.rules.words import State, state_of
from samspor.people.api import Child, ChildGroup, StaffMember, Unit, children_visible_to, same_child, staff_of
from samspor.people.rules import search_words


def me(by: Actor) -> StaffMember:
    """Who writes: NotHere for an account that is nobody's at work."""
    found = staff_of(by.id)
    if found is None:
        raise NotHere
    return found


def own_units(actor: Actor) -> frozenset[UUID]:
    """The units one works in, and those below: not the whole district one may see."""
    return frozenset(unit for grant in actor.grants for unit in grant.units)


def place_of(actor: Actor, child: Child) -> tuple[Unit, ChildGroup | None]:
    """Where a concern is begun: the child's group in a unit of one's own, else one's own unit and no group."""
    enrolments = child.enrolments.filter(period__contains=actor.on, group__unit__in=own_units(actor))
    here = enrolments.select_related("group__unit").order_by("-is_main", "pk").first()
    if here:
        return here.group.unit, here.group
    work = me(actor).employments.filter(period__contains=actor.on).select_related("unit").order_by("pk").first()
    if work is None:
        raise Refused("Du er ikke ansat nogen steder i dag. Tal med din leder.")
    return work.unit, None


def staff_around(actor: Actor, concern: Concern) -> QuerySet[StaffMember]:
    """Who can be given a next step: those employed where the concern is, those related to the child, oneself.

    Who is related to the child is told to those who see the child.
    """
    child = concern.child.merged_into or concern.child
    employed = Q(employments__unit=concern.unit_id, employments__period__contains=actor.on)
    who = employed | Q(account=actor.id)
    if may(actor, Permission.CHILD_READ, child):
        who |= Q(affiliations__child__in=same_child(child), affiliations__period__contains=actor.on)
    return StaffMember.objects.filter(who).distinct().order_by("name", "pk")


def unanswered(concern: Concern) -> list[StopKind]:
    answered = set(FirstAnswer.objects.filter(concern=concern).values_list("kind", flat=True))
    return [kind for kind in StopKind if kind not in answered]


def state_now(concern: Concern) -> State:
    stops = HardStop.objects.filter(concern=concern, lifted_at=None).count()
    return state_of(unanswered=len(unanswered(concern)), stops=stops, closed=concern.closed_at is not None)


def check_way_out(actor: Actor, concern: Concern, route: Route) -> None:
    """Whatever concern of the child a stop stands on, it holds."""
    child = Child.objects.get(pk=concern.child_id)
    check_outgoing(_stopping(actor, child), route, unanswered=unanswered(concern))


def check_childs_way_out(actor: Actor, child: Child, route: Route) -> None:
    """The same, for what belongs to no concern."""
    check_outgoing(_stopping(actor, child), route)


# Of these pages, those whose child has a stop, on whichever of its pages that stands.
_STOPPED = """
    SELECT c.id FROM people_child c WHERE c.id = ANY(%s::uuid[]) AND EXISTS (
      SELECT FROM concerns_hardstop s JOIN concerns_concern n ON n.id = s.concern_id
      JOIN people_child k ON k.id = n.child_id
      WHERE s.lifted_at IS NULL AND coalesce(k.merged_into_id, k.id) = coalesce(c.merged_into_id, c.id))
"""


def stopped_among(children: Collection[UUID]) -> frozenset[UUID]:
    """Asked with every list of children: one prepared statement, however many they are."""
    with connection.cursor() as cursor:
        cursor.execute(_STOPPED, [list(children)])
        return frozenset(key for (key,) in cursor.fetchall())


def _stopping(actor: Actor, child: Child) -> list[StopKind | None]:
    """One is told the kind of those one may read, and of the others only that they are there."""
    children = frozenset(same_child(child))
    active = _active(children)
    readable = set(_readable(actor, children)) if active else set()
    return [StopKind(stop.kind) if stop.pk in readable else None for stop in active]


@Kept
def _active(children: frozenset[UUID]) -> QuerySet[HardStop]:
    return HardStop.objects.filter(among("concern__child", children), lifted_at=None)


@Kept
def _readable(actor: Actor, children: frozenset[UUID]) -> QuerySet[HardStop, UUID]:
    held = HardStop.objects.filter(among("concern__child", children), lifted_at=None)
    return within(actor, Permission.CONCERN_READ, held).values_list("pk", flat=True)


def viewer(actor: Actor, concern: Concern) -> Viewer:
    """Who somebody is to the child, beside being the writer of a piece."""
    return Viewer(
        is_leader=may(actor, Permission.CONCERN_OVERSEE, concern), is_in_room=concern.unit_id in own_units(actor)
    )


def names_in_reach(actor: Actor) -> Names:
    """The names of the children one may see, word by word, in one statement."""
    rows = list(children_visible_to(actor).values_list("given_names", "family_name"))
    return Names(
        given=frozenset(word for given, _ in rows for word in search_words(given)),
        family=frozenset(word for _, family in rows for word in search_words(family)),
    )
