"""Reads of people. The first argument is the actor, and what is answered is within their reach."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet
from django.db.models.functions import Lower

from samspor.access.actor import Actor, Grant
from samspor.access.check import within
from samspor.access.models import Account
from samspor.access.rules import Permission, Role
from samspor.access.secret import ring
from samspor.base.clock import local_date
from samspor.base.cpr import normalise
from samspor.people.models import Child, ChildGroup, EmergencyAccess, Enrolment, StaffMember, Unit
from samspor.people.rules import search_words

# One statement answers what somebody is employed as today, with every unit each employment reaches.
_GRANTS = """
    SELECT e.role,
      ARRAY(WITH RECURSIVE below AS (SELECT e.unit_id AS id UNION ALL
              SELECT u.id FROM people_unit u JOIN below b ON u.parent_id = b.id) SELECT id FROM below),
      ARRAY(WITH RECURSIVE up AS (SELECT u.id, u.parent_id, u.kind FROM people_unit u WHERE u.id = e.unit_id UNION ALL
              SELECT u.id, u.parent_id, u.kind FROM people_unit u JOIN up ON u.id = up.parent_id),
            below AS (SELECT id FROM up WHERE kind = 'district' UNION ALL
              SELECT u.id FROM people_unit u JOIN below b ON u.parent_id = b.id) SELECT id FROM below)
    FROM people_employment e JOIN people_staffmember s ON s.id = e.staff_id
    WHERE s.account_id = %s AND e.period @> %s::date
"""
_CHILDREN = """
    SELECT a.child_id, false FROM people_affiliation a JOIN people_staffmember s ON s.id = a.staff_id
    WHERE s.account_id = %(account)s AND a.period @> %(on)s::date
    UNION ALL
    SELECT g.child_id, true FROM people_emergencyaccess g JOIN people_staffmember s ON s.id = g.staff_id
    WHERE s.account_id = %(account)s AND g.opened_at <= %(at)s AND g.expires_at > %(at)s
"""


def actor_for(account: Account, *, at: datetime) -> Actor:
    """Who somebody is at that moment: two statements, whatever they are employed as."""
    on = local_date(at)
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, [account.pk, on])
        grants = tuple(Grant(Role(role), frozenset(units), frozenset(district)) for role, units, district in cursor.fetchall())
        cursor.execute(_CHILDREN, {"account": account.pk, "on": on, "at": at})
        rows = cursor.fetchall()
    return Actor(
        id=account.pk, name=account.name, on=on, grants=grants,
        children=frozenset(child for child, emergency in rows if not emergency),
        emergency=frozenset(child for child, emergency in rows if emergency),
    )  # fmt: skip


def children_visible_to(actor: Actor) -> QuerySet[Child]:
    return within(actor, Permission.CHILD_READ, Child.objects.filter(merged_into=None))


def groups_visible_to(actor: Actor) -> QuerySet[ChildGroup]:
    """The groups whose children one may see."""
    return within(actor, Permission.CHILD_READ, ChildGroup.objects.select_related("unit").filter(closed_on=None))


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    return within(actor, Permission.UNIT_READ, Unit.objects.filter(closed_on=None))


def children_in(actor: Actor, groups: Iterable[UUID]) -> QuerySet[Child]:
    """Those enrolled today in any of the groups."""
    return _in_groups(children_visible_to(actor), groups, actor.on)


def _in_groups(children: QuerySet[Child], groups: Iterable[UUID], on: date) -> QuerySet[Child]:
    enrolled = Enrolment.objects.filter(group__in=list(groups), period__contains=on).values("child")
    return children.filter(pk__in=enrolled, left_on=None).order_by(Lower("given_names"), "family_name", "pk")


def with_enrolments(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    """Each child with `now`: today's enrolments, groups and units, in one statement more."""
    current = Enrolment.objects.filter(period__contains=on).select_related("group__unit").order_by("setting")
    return children.prefetch_related(Prefetch("enrolments", queryset=current, to_attr="now"))


SEARCH_LIMIT = 50


def search(actor: Actor, words: str) -> QuerySet[Child]:
    """Every word must match: the beginning of a name from two letters, any part of it from three."""
    found = children_visible_to(actor)
    parts = [word for word in search_words(words) if len(word) > 1]
    if not parts:
        return found.none()
    for word in parts:
        found = found.filter(search_name__contains=word if len(word) > 2 else f" {word}")
    return found.order_by("search_name", "birth_date", "pk")[:SEARCH_LIMIT]


def by_cpr(actor: Actor, digits: str) -> Child | None:
    """Exact, and within reach."""
    return children_visible_to(actor).filter(cpr_hash=ring().digest(digits)).first()


def unit_that_knows(actor: Actor, digits: str) -> Unit | None:
    """The unit to ask about a child outside one's reach; never for protected persons.

    Asked only by those the policy allows, and with the exact number: nobody can try their way through names.
    """
    if not actor.scope(Permission.CHILD_KNOWN_ELSEWHERE):
        return None
    enrolment = (
        Enrolment.objects.filter(child__cpr_hash=ring().digest(digits), period__contains=actor.on)
        .exclude(child__protected_until__gte=actor.on)
        .select_related("group__unit")
        .first()
    )
    return enrolment.group.unit if enrolment else None


def possible_cpr(words: str) -> str | None:
    try:
        return normalise(words)
    except ValueError:
        return None


def similar(actor: Actor, *, given_names: str, family_name: str, birth_date: date | None) -> QuerySet[Child]:
    """Children in reach with all the same name words or the same birth date and a name word: to look at before creating."""
    words = search_words(f"{given_names} {family_name}")
    same_name, some_name = Q(), Q(pk__in=[])
    for word in words:
        same_name &= Q(search_name__contains=f" {word}")
        some_name |= Q(search_name__contains=f" {word}")
    born = Q(birth_date=birth_date) & some_name if birth_date else Q(pk__in=[])
    return children_visible_to(actor).filter(same_name | born).order_by("search_name")[:10]


def staff_of(account_id: UUID) -> StaffMember | None:
    return StaffMember.objects.filter(account=account_id).first()


def leaders_of(child: Child, on: date) -> QuerySet[StaffMember]:
    """The leaders of the units the child is enrolled in today."""
    return StaffMember.objects.filter(
        employments__role=Role.UNIT_LEADER, employments__period__contains=on,
        employments__unit__groups__enrolments__child=child, employments__unit__groups__enrolments__period__contains=on,
    ).distinct()  # fmt: skip


def staff_in(actor: Actor) -> QuerySet[StaffMember]:
    return within(actor, Permission.STAFF_READ, StaffMember.objects.order_by("name")).distinct()


def emergencies_to_review(actor: Actor) -> QuerySet[EmergencyAccess]:
    seen = within(actor, Permission.EMERGENCY_REVIEW, EmergencyAccess.objects.filter(reviewed_at=None))
    return seen.select_related("child", "staff").order_by(F("opened_at").desc())


def same_child(child: Child) -> list[UUID]:
    """The child's own key and those of the pages merged into it."""
    return [child.pk, *child.merged.values_list("pk", flat=True)]
