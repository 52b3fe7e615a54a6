"""A child is registered in one window at a time: the second looks again, and sees whom the first has made."""

import psycopg
from django.db import connection

from samspor.people.models import Child
from tests.cast import Cast
from tests.people.pages import send
from tests.people.test_pages_children import NEW, nora


def is_free(what: str) -> bool:
    """Seen from another window."""
    here = connection.settings_dict
    told = {"dbname": here["NAME"], "user": here["USER"], "host": here["HOST"], "port": here["PORT"]}
    with psycopg.connect(password=here["PASSWORD"], **told) as other:
        row = other.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"samspor.{what}"]).fetchone()
    return row == (True,)


def test_whoever_registers_a_child_has_the_turn_until_it_is_there(cast: Cast, as_) -> None:
    lars = as_("lars")
    assert is_free("register")
    send(lars, NEW, **nora(cast))
    assert Child.objects.filter(given_names="Nora").count() == 1
    assert not is_free("register")
