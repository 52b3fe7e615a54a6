"""A page that is rehearsed answers what it would have answered, and asks for nothing twice."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rehearsal import once, rehearsed
from samspor.access.rules import Permission
from samspor.overview.views.day import _waiting
from samspor.people.models import Child
from tests.access.world import COLUMNS, World
from tests.cast import NOW, Cast


@Kept
def _named(actor: Actor, name: str) -> QuerySet[Child]:
    return within(actor, Permission.CHILD_READ, Child.objects.filter(given_names=name))


@Kept
def _unreachable(actor: Actor) -> QuerySet[Child]:
    return Child.objects.filter(among("pk", actor.scope(Permission.LOG_READ).children))


@pytest.fixture
def queries(cast: Cast) -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as found:
        yield found


def test_what_finds_nothing_is_asked_in_one(cast: Cast, queries: CaptureQueriesContext) -> None:
    pia, names = cast.actor("pia"), [f"Ingen {number}" for number in range(30)]
    before = len(queries)
    assert rehearsed(lambda: [_named(pia, name) for name in names]) == [[]] * 30
    assert len(queries) - before == 1


def test_what_finds_something_is_asked_for_itself(cast: Cast, queries: CaptureQueriesContext) -> None:
    pia = cast.actor("pia")
    before = len(queries)
    found = rehearsed(lambda: [_named(pia, "Ingen"), _named(pia, cast.asta.given_names), _named(pia, "Ingen")])
    assert found == [[], [cast.asta], []]
    assert len(queries) - before == 2


def test_who_it_is_asked_for_is_part_of_the_question(cast: Cast) -> None:
    pia, else_ = cast.actor("pia"), cast.actor("else_")
    name = cast.asta.given_names
    assert rehearsed(lambda: [_named(else_, name), _named(pia, name)]) == [_named(else_, name), [cast.asta]]


def test_what_is_asked_only_when_something_was_found_is_asked_too(cast: Cast) -> None:
    pia = cast.actor("pia")
    found = rehearsed(lambda: [_named(pia, one.given_names) for one in _named(pia, cast.asta.given_names)])
    assert found == [[cast.asta]]


def test_who_reaches_nothing_is_asked_nothing(cast: Cast, queries: CaptureQueriesContext) -> None:
    pia = cast.actor("pia")
    before = len(queries)
    assert rehearsed(lambda: _unreachable(pia)) == []
    assert len(queries) == before


def test_afterwards_everything_is_asked_again(cast: Cast) -> None:
    pia = cast.actor("pia")
    with pytest.raises(ZeroDivisionError):
        rehearsed(lambda: 1 // len(_named(pia, cast.asta.given_names)))
    assert _named(pia, cast.asta.given_names) == [cast.asta]


def test_what_is_no_kept_statement_is_asked_the_first_time_alone() -> None:
    asked: list[str] = []

    def ask(word: str) -> str:
        asked.append(word)
        return word

    assert rehearsed(lambda: [once("a", lambda: ask("a")), once("b", lambda: ask("b"))]) == ["a", "b"]
    assert asked == ["a", "b"]
    assert once("a", lambda: ask("c")) == "c"


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=9), timedelta(days=45)])
@pytest.mark.parametrize("name", COLUMNS)
def test_everybodys_day_is_what_it_would_have_been(world: World, name: str, later: timedelta) -> None:
    with time_machine.travel(NOW + later, tick=False):
        request = SimpleNamespace(actor=world.cast.actor(name), path="/")
        assert rehearsed(lambda: _waiting(request)) == _waiting(request)
