"""Lists are written one at a time: neither of two sees the children the other has not finished making."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from samspor.access.turns import has_turn, wait_for_turn
from samspor.base.refused import Refused
from samspor.people.api import Child
from samspor.roster import actions
from tests.cast import NOW
from tests.roster.conftest import line


@contextmanager
def taken_elsewhere(what: str) -> Iterator[None]:
    here = connection.settings_dict
    told = {"dbname": here["NAME"], "user": here["USER"], "host": here["HOST"], "port": here["PORT"]}
    with psycopg.connect(password=here["PASSWORD"], **told) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"samspor.{what}"])
        yield


def test_a_turn_is_one_transactions_until_it_ends(db):
    with taken_elsewhere("lists"):
        assert not has_turn("lists")
        assert has_turn("something else")
    wait_for_turn("lists")
    assert has_turn("lists")  # whoever has it does not wait for themselves


def test_a_list_is_not_written_while_another_is(handed_in, cast):
    lars, ready = cast.actor("lars"), handed_in([line(navn="Bertil Krag", født="10.10.2022")])
    with taken_elsewhere("lists"), pytest.raises(Refused, match="En anden børneliste bliver skrevet lige nu"):
        actions.apply_change_set(by=lars, change_set=ready, at=NOW)
    assert not Child.objects.filter(given_names="Bertil").exists()
    actions.apply_change_set(by=lars, change_set=ready, at=NOW)
    assert Child.objects.filter(given_names="Bertil").count() == 1
