"""The three questions, asked of real rows: a list, one object, and whether it would be allowed."""

from typing import Any

import pytest
from django.db import connection, transaction

from samspor.access import asked
from samspor.access.actor import Scope
from samspor.access.check import allowed, by_paths, demand, holds, is_reached, may, require, within
from samspor.access.models import Submission
from samspor.access.rules import Permission
from samspor.base.refused import NotHere
from samspor.people.api import Child, Unit
from tests.cast import Cast

READ = Permission.CHILD_READ


def test_a_list_holds_those_in_reach_only(cast: Cast) -> None:
    seen = set(within(cast.actor("pia"), READ, Child.objects.all()))
    assert {cast.asta, cast.bo} <= seen
    assert cast.frida not in seen
    assert not within(cast.actor("bent"), READ, Child.objects.all()).exists()


def test_a_permission_for_all_filters_nothing(cast: Cast) -> None:
    assert within(cast.actor("pia"), Permission.UNIT_READ, Unit.objects.all()).count() == Unit.objects.count()


def test_a_single_object_is_answered_as_the_list_answers(cast: Cast) -> None:
    pia = cast.actor("pia")
    listed = set(within(pia, READ, Child.objects.all()))
    assert {child for child in Child.objects.all() if may(pia, READ, child)} == listed


def test_what_is_required_comes_back_locked(cast: Cast) -> None:
    with transaction.atomic():
        child = require(cast.actor("pia"), READ, cast.asta)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT mode FROM pg_locks WHERE relation = 'people_child'::regclass AND pid = pg_backend_pid()"
            )
            assert ("RowShareLock",) in cursor.fetchall()
    assert child == cast.asta
    assert child is not cast.asta


def test_what_is_out_of_reach_and_what_is_not_there_are_the_same(cast: Cast) -> None:
    for child in (cast.frida, Child(given_names="Findes", family_name="Ikke")):
        with pytest.raises(NotHere):
            require(cast.actor("pia"), READ, child)


def test_what_concerns_no_object_is_demanded(cast: Cast) -> None:
    demand(cast.actor("bent"), Permission.LOG_READ)
    assert holds(cast.actor("mette"), Permission.LOG_READ)
    with pytest.raises(NotHere):
        demand(cast.actor("pia"), Permission.LOG_READ)


def test_each_question_is_noted(cast: Cast) -> None:
    pia = cast.actor("pia")
    for question in (
        lambda: holds(pia, READ), lambda: within(pia, READ, Child.objects.all()),
        lambda: may(pia, READ, cast.asta), lambda: require(pia, READ, cast.asta),
    ):  # fmt: skip
        asked.start()
        assert not asked.was_asked()
        question()
        assert asked.was_asked()


def test_a_model_that_names_no_path_is_reached_by_nobody_near(cast: Cast) -> None:
    Submission.objects.create(
        key=cast.pia.pk, account=cast.pia.account, at="2026-11-23T09:00Z", location="/"
    )  # fmt: skip
    assert not within(cast.actor("pia"), READ, Submission.objects.all()).exists()


def test_a_path_to_the_unit_and_one_to_the_child_are_either_enough(cast: Cast) -> None:
    children = frozenset({cast.frida.pk})
    scope = Scope(units=frozenset({cast.solsikken.pk}), children=children)
    reached = Child.objects.filter(by_paths(scope, unit="enrolments__group__unit", child="pk")).distinct()
    assert set(reached) == {cast.asta, cast.bo, cast.carla, cast.dilan, cast.egon, cast.frida}
    assert set(Child.objects.filter(by_paths(scope, unit="", child="pk"))) == {cast.frida}


def test_the_same_reach_is_asked_of_an_object_once(cast: Cast, django_assert_num_queries: Any) -> None:
    """A pedagogue reads children and writes concerns in the same units: one answer is both."""
    pia, child = cast.actor("pia"), Child.objects.get(pk=cast.asta.pk)
    assert pia.scope(READ) == pia.scope(Permission.CONCERN_WRITE)
    with django_assert_num_queries(1):
        assert may(pia, READ, child)
        assert may(pia, Permission.CONCERN_WRITE, child)
        assert allowed(pia, [READ, Permission.CHILD_MERGE], child) == {READ}


def test_what_was_found_within_a_reach_is_not_asked_again(cast: Cast, django_assert_num_queries: Any) -> None:
    pia, child = cast.actor("pia"), Child.objects.get(pk=cast.asta.pk)
    is_reached(pia, READ, child)
    with django_assert_num_queries(0):
        assert may(pia, READ, child)


def test_what_one_may_says_nothing_of_another(cast: Cast) -> None:
    child = Child.objects.get(pk=cast.asta.pk)
    assert may(cast.actor("pia"), READ, child)
    assert not may(cast.actor("else_"), READ, child)
    assert not may(cast.actor("bent"), READ, child)


def test_what_is_known_opens_nothing(cast: Cast) -> None:
    """The lock is the check, and asks anew: also when the page was shown a moment ago."""
    pia, child = cast.actor("pia"), Child.objects.get(pk=cast.frida.pk)
    is_reached(pia, READ, child)
    with pytest.raises(NotHere), transaction.atomic():
        require(pia, READ, child)
