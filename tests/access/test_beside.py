"""Rows that are laid beside their owner are what Django would have fetched, and nobody else's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samspor.access.beside import lay_beside
from samspor.people.models import Child, Enrolment
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def test_each_owner_has_its_own_rows(cast: Cast) -> None:
    children = list(Child.objects.filter(pk__in=[cast.asta.pk, cast.bo.pk]))
    rows = list(Enrolment.objects.filter(child__in=children).order_by("pk"))
    lay_beside(children, "enrolments", rows)
    with CaptureQueriesContext(connection) as asks:
        held = {child.pk: [one.pk for one in child.enrolments.all()] for child in children}
        assert all(one.child is child for child in children for one in child.enrolments.all())
    assert not asks.captured_queries
    assert held == {child.pk: [one.pk for one in rows if one.child_id == child.pk] for child in children}


def test_who_asks_more_of_them_asks_the_owner_alone(cast: Cast) -> None:
    children = list(Child.objects.filter(pk__in=[cast.asta.pk, cast.bo.pk]))
    lay_beside(children, "enrolments", Enrolment.objects.filter(child__in=children))
    for child in children:
        assert {one.child_id for one in child.enrolments.filter(is_main=True)} == {child.pk}


def test_none_is_none(cast: Cast) -> None:
    lay_beside([], "enrolments", [])
    lay_beside([cast.asta], "enrolments", [])
    assert list(cast.asta.enrolments.all()) == []
