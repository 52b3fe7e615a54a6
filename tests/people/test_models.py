"""The rows of people: what they are called, where they are, and who reaches them."""

from contextlib import nullcontext
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import resolve

from samspor.access.actor import Scope
from samspor.access.check import may, within
from samspor.access.rules import Permission, Role
from samspor.people.models import (
    Affiliation,
    Child,
    ChildGroup,
    EmergencyAccess,
    Employment,
    Enrolment,
    Guardian,
    Guardianship,
    Merge,
    StaffMember,
    Unit,
)
from samspor.people.queries.header import age_words
from tests import factories as make
from tests.cast import BEGAN, NOW, PEOPLE, TODAY, Cast

CHILD_PERMISSIONS = [one for one in Permission if one.startswith(("child", "address"))]


@pytest.mark.parametrize("who", PEOPLE)
def test_one_may_with_a_child_just_what_the_list_says(cast: Cast, who: str) -> None:
    """A list and a page cannot disagree: every child, every permission about children, every role."""
    make.emergency(cast.frida, cast.fatma)
    make.affiliation(cast.gustav, cast.henrik, ends_on=TODAY)
    actor = cast.actor(who)
    for permission in CHILD_PERMISSIONS:
        listed = set(within(actor, permission, Child.objects.all()))
        for child in Child.objects.all():
            assert may(actor, permission, child) is (child in listed), (permission, child)


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.DPO, Role.SYSTEM_ADMIN, Role.LOG_CONTROLLER, Role.PROJECT_LEADER])
def test_some_roles_never_see_a_child(cast: Cast, role: Role) -> None:
    actor = cast.actor(cast.by_role(role))
    assert not any(within(actor, permission, Child.objects.all()).exists() for permission in CHILD_PERMISSIONS)


def test_what_belongs_to_a_child_is_reached_with_it(cast: Cast) -> None:
    rows = {
        Guardianship: Guardianship.objects.get(child=cast.bo),
        Affiliation: make.affiliation(cast.bo, cast.peter),
        EmergencyAccess: make.emergency(cast.bo, cast.sara),
        Enrolment: cast.bo.enrolments.get(),
        Merge: Merge.objects.create(kept=cast.bo, other=cast.carla, moved={}, merged_at=NOW),
    }
    for model, row in rows.items():
        assert may(cast.actor("pia"), Permission.CHILD_READ, row), model
        assert not may(cast.actor("else_"), Permission.CHILD_READ, row), model


def test_reaching_by_name_alone_asks_for_no_units(cast: Cast) -> None:
    scope = Scope(children=frozenset({cast.frida.pk}))
    assert list(Child.objects.filter(Child.reached(scope, TODAY))) == [cast.frida]


@pytest.mark.parametrize("name", ["asta", "blaamejserne", "solsikken", "pia", "mor"])
def test_rows_are_called_by_their_name(cast: Cast, name: str) -> None:
    row = cast.members[name]
    assert str(row) == row.name
    assert type(row) in {Child, ChildGroup, Unit, StaffMember, Guardian}


def test_rows_without_a_name_are_called_by_their_key(cast: Cast) -> None:
    rows = [
        Enrolment.objects.first(),
        Employment.objects.first(),
        Affiliation.objects.first(),
        Guardianship.objects.first(),
        make.emergency(cast.bo, cast.sara),
        Merge.objects.create(kept=cast.bo, other=cast.carla, moved={}, merged_at=NOW),
    ]
    assert all(str(row) == str(row.pk) for row in rows)


def test_addresses_lead_to_the_pages_drawn_above(cast: Cast) -> None:
    assert resolve(cast.bo.href).view_name == "overview:child"
    assert resolve(cast.spurvene.href).view_name == "overview:group"


def test_the_age_of_a_child(cast: Cast) -> None:
    assert age_words(Child(birth_date=TODAY - timedelta(days=3)), TODAY) == "3 dage"
    assert age_words(Child(due_date=TODAY), TODAY) == "Ventes 23. november 2026"
    assert age_words(Child(), TODAY) == ""


DAY = timedelta(days=1)


@pytest.mark.parametrize(("starts_on", "is_main", "kept"), [
    (TODAY - DAY, True, False), (TODAY, True, True), (TODAY - DAY, False, True),
])  # fmt: skip
def test_the_database_knows_one_main_group_a_day(cast: Cast, starts_on: date, is_main: bool, kept: bool) -> None:
    """The day before the first place ends, and the day it ends: which is no longer a day of it."""
    make.remembered()
    Enrolment.objects.filter(child=cast.asta).update(period=(BEGAN, TODAY))
    refused = pytest.raises(IntegrityError, match="enrolment_one_main_group")
    with nullcontext() if kept else refused, transaction.atomic():
        make.enrolment(cast.asta, cast.spurvene, starts_on, is_main=is_main)


def test_the_database_knows_one_place_in_each_setting(cast: Cast) -> None:
    """In day-care and in a leisure club at once is how it is."""
    make.enrolment(cast.asta, cast.klasse_0a)
    assert cast.asta.enrolments.filter(is_main=True).count() == 2


def test_the_database_knows_an_employment_once(cast: Cast) -> None:
    make.remembered()
    with pytest.raises(IntegrityError, match="employment_once"), transaction.atomic():
        Employment.objects.create(
            staff=cast.mads, unit=cast.solsikken, role=Role.PEDAGOGUE, period=(TODAY, TODAY + DAY)
        )
