"""A statement that is made once answers whoever asks next with what is theirs, and looks at no value."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from samspor.access import asked
from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import _reaching, allowed, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.refused import NotHere
from samspor.people.models import Child
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _seen(actor: Actor, name: str) -> QuerySet[Child]:
    return within(actor, Permission.CHILD_READ, Child.objects.filter(given_names=name).order_by("pk"))


def _born(day: date, *, children: frozenset[UUID], at_most: int) -> QuerySet[Child]:
    return Child.objects.filter(among("pk", children), birth_date__lte=day).order_by("pk")[:at_most]


def test_each_is_answered_with_what_is_theirs(cast: Cast) -> None:
    seen = Kept(_seen)
    pia, else_ = cast.actor("pia"), cast.actor("else_")
    for actor in (pia, else_, pia):
        assert seen(actor, cast.asta.given_names) == list(_seen(actor, cast.asta.given_names))
    assert seen(pia, cast.asta.given_names) == [cast.asta]
    assert seen(pia, "Nogen") == []


def test_it_is_made_once_for_each_form_of_what_is_asked(cast: Cast) -> None:
    seen = Kept(_maybe_named)
    for who, name in (("pia", "Asta"), ("pia", "Bo"), ("pia", None), ("dorte", "Asta"), ("dorte", "Bo")):
        seen(cast.actor(who), name)
    assert len(seen.made) == 3


def _maybe_named(actor: Actor, name: str | None) -> QuerySet[Child]:
    return within(actor, Permission.CHILD_READ, Child.objects.filter(given_names=name or "Asta"))


def test_values_come_by_place_and_by_name(cast: Cast) -> None:
    born, keys = Kept(_born), frozenset({cast.asta.pk, cast.bo.pk})
    young = min(cast.asta, cast.bo, key=lambda one: str(one.birth_date))
    assert {one.pk for one in born(date(2030, 1, 1), children=keys, at_most=9)} == keys
    assert len(born(date(2030, 1, 1), children=keys, at_most=1)) == 1
    assert young.birth_date
    assert [one.pk for one in born(young.birth_date, children=keys, at_most=9)] == [young.pk]


def test_none_of_no_keys_is_not_asked_for(cast: Cast) -> None:
    born = Kept(_born)
    with CaptureQueriesContext(connection) as asks:
        assert born(date(2030, 1, 1), children=frozenset(), at_most=9) == []
    assert not asks.captured_queries


def test_what_never_changes_stands_in_the_statement(cast: Cast) -> None:
    """PostgreSQL plans it for values it does not know: an index on a few rows needs to know."""
    found = Kept(lambda name: Child.objects.filter(given_names=name, family_name="100 % Åse's"))
    with CaptureQueriesContext(connection) as asks:
        assert found("Asta") == []
    assert "'100 % Åse''s'" in asks.captured_queries[0]["sql"]


def test_a_builder_that_looks_at_a_value_fails(cast: Cast) -> None:
    later = Kept(lambda day: Child.objects.filter(birth_date__lte=day) if day > date(2020, 1, 1) else None)
    with pytest.raises(TypeError):
        later(date(2026, 1, 1))
    sums = Kept(lambda keys: Child.objects.filter(pk__in=list(keys)))
    with pytest.raises(TypeError):
        sums(frozenset({uuid4()}))


def test_who_asks_has_asked(cast: Cast) -> None:
    seen, pia = Kept(_seen), cast.actor("pia")
    for _ in range(2):
        asked.start()
        seen(pia, "Asta")
        assert asked.was_asked()


def test_the_one_or_not_here(cast: Cast) -> None:
    seen, pia = Kept(_seen), cast.actor("pia")
    assert seen.found(pia, cast.asta.given_names) == cast.asta
    assert seen.first(pia, "Nogen") is None
    with pytest.raises(NotHere):
        seen.found(pia, "Nogen")


def test_who_reaches_nothing_shares_no_form_with_who_does(cast: Cast) -> None:
    """The first who asks decides how the statement is made."""
    seen, pia = Kept(_seen), cast.actor("pia")
    nowhere = replace(pia, grants=tuple(replace(one, units=frozenset()) for one in pia.grants))
    assert seen(nowhere, cast.asta.given_names) == []
    assert seen(pia, cast.asta.given_names) == [cast.asta]


def test_one_and_true_are_two_forms(cast: Cast) -> None:
    at_most = Kept(_at_most)
    assert [len(at_most((one, 2))) for one in (True, 1)] == [0, 1]


def _at_most(how: tuple[bool | int, int]) -> QuerySet[Child]:
    held = Child.objects.order_by("pk")
    return held.none() if isinstance(how[0], bool) else held[: how[0]]


def test_nothing_of_who_asked_first_is_kept(cast: Cast) -> None:
    seen, pia = Kept(_seen), cast.actor("pia")
    seen(pia, "Asta-Marie Hemmelig")
    (made,) = seen.made.values()
    assert made
    assert "Hemmelig" not in str([vars(one) for one in made.late])


def test_the_order_of_what_is_asked_is_no_chance(cast: Cast) -> None:
    """Else there would be a statement for each order that a set can have."""
    many = (Permission.CHILD_EDIT, Permission.SCREENING_READ, Permission.VISIT_MAKE, Permission.ADDRESS_REVEAL)
    _reaching.made.clear()
    for name in ("pia", "mads", "pia", "mads"):
        allowed(cast.actor(name), many, Child.objects.get(pk=cast.asta.pk))
    assert len(_reaching.made) == 1
