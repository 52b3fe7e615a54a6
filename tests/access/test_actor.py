"""What somebody reaches: their employments' reach in the policy, their relations, and the glass they broke."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from samspor.access.actor import Actor, Grant, Scope
from samspor.access.rules import EMERGENCY_OPENS, POLICY, Permission, Reach, Role

UNIT, NEXT_DOOR, FAR = uuid4(), uuid4(), uuid4()
RELATED, OPENED = uuid4(), uuid4()
TODAY = date(2026, 11, 23)


def employed(*roles: Role, children: frozenset[UUID] = frozenset(), emergency: frozenset[UUID] = frozenset()) -> Actor:
    grants = tuple(Grant(role, frozenset({UNIT}), frozenset({UNIT, NEXT_DOOR})) for role in roles)
    return Actor(id=uuid4(), name="Nogen", on=TODAY, grants=grants, children=children, emergency=emergency)


@pytest.mark.parametrize("permission", Permission)
def test_who_is_employed_nowhere_reaches_nothing(permission: Permission) -> None:
    assert not employed(children=frozenset({RELATED}), emergency=frozenset({OPENED})).scope(permission)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_the_policy_alone_decides_how_far(role: Role, permission: Permission) -> None:
    reach = POLICY[permission].get(role)
    scope = employed(role, children=frozenset({RELATED})).scope(permission)
    assert scope.everything is (reach is Reach.MUNICIPALITY)
    assert (UNIT in scope.units) is (reach in {Reach.UNIT, Reach.DISTRICT})
    assert (NEXT_DOOR in scope.units) is (reach is Reach.DISTRICT)
    assert FAR not in scope.units
    assert (RELATED in scope.children) is (reach is Reach.CHILD)


def test_two_employments_reach_what_each_of_them_does() -> None:
    scope = employed(Role.PEDAGOGUE, Role.HEALTH_VISITOR).scope(Permission.CHILD_READ)
    assert scope.units == {UNIT, NEXT_DOOR}


@pytest.mark.parametrize("permission", Permission)
def test_broken_glass_opens_reading_and_nothing_else(permission: Permission) -> None:
    scope = employed(Role.FAMILY_WORKER, emergency=frozenset({OPENED})).scope(permission)
    held = Role.FAMILY_WORKER in POLICY[permission]
    assert (OPENED in scope.children) is (held and permission in EMERGENCY_OPENS)


def test_a_scope_of_nothing_is_false() -> None:
    assert not Scope()
    assert Scope(everything=True)
    assert Scope(units=frozenset({UNIT}))
    assert Scope(children=frozenset({RELATED}))


def test_roles_are_those_of_the_employments() -> None:
    assert employed(Role.TEACHER, Role.DPO).roles == {Role.TEACHER, Role.DPO}


def test_nobody_who_looks_after_the_system_reads_about_children() -> None:
    for permission in (Permission.CHILD_READ, Permission.SCREENING_READ, Permission.CHILD_EDIT):
        assert not POLICY[permission].keys() & {Role.SYSTEM_ADMIN, Role.DPO, Role.LOG_CONTROLLER, Role.DIRECTOR}


def test_what_a_list_entrusts_counts_for_what_ones_roles_may_and_no_more() -> None:
    entrusted = frozenset({RELATED})
    leader = Actor(id=uuid4(), name="Leder", on=TODAY, entrusted=entrusted, grants=employed(Role.UNIT_LEADER).grants)
    assert leader.scope(Permission.CHILD_EDIT).children == entrusted
    assert leader.scope(Permission.LOG_READ).children == frozenset()
