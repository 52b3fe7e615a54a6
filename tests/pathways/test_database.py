"""What the database itself holds: raw SQL, of the product's role and of the owner, makes a pathway neither nobody's
nor two people's.
"""

from collections.abc import Callable, Iterator
from threading import Thread

import psycopg
import pytest
from django.db import connection

from samspor.pathways.models import Hold, Pathway
from tests.cast import Cast
from tests.conftest import APP, OWNER
from tests.pathways.conftest import Open, job

MIDDLE = "2026-11-25T12:00:00Z"
_NEW = (
    "INSERT INTO pathways_pathway (id, child_id, opened_at, opened_by_id, origin, purpose, closed_because) "
    "SELECT gen_random_uuid(), {child}, opened_at, opened_by_id, origin, purpose, '' FROM pathways_pathway"
)
CUT = f"UPDATE pathways_hold SET period = tstzrange(lower(period), '{MIDDLE}')"  # noqa: S608 -- ours
GO_ON = (
    "INSERT INTO pathways_hold (id, pathway_id, holder_id, unit_id, period, why) "
    "SELECT gen_random_uuid(), pathway_id, %(mads)s, unit_id, tstzrange('{since}', NULL), 'handed_over' "
    "FROM pathways_hold"
)
NO_GAP, NO_TWO = "must be held at every moment", "hold_never_two"
CLOSED = (
    "UPDATE pathways_pathway SET closed_at = '{at}', closed_by_id = opened_by_id, closed_because = 'other', "
    "closed_words = purpose"
)
_OWN = "CREATE TEMP TABLE pathways_pathway (id uuid, opened_at timestamptz, closed_at timestamptz)"
BROKEN = {
    "nobody holds it": ("DELETE FROM pathways_hold", NO_GAP),
    "it is let go of": (CUT, NO_GAP),
    "it is taken up too late": (f"{CUT}; {GO_ON.format(since='2026-11-25T12:00:01Z')}", NO_GAP),
    "it begins late": ("UPDATE pathways_hold SET period = tstzrange(lower(period) + '1 second', NULL)", NO_GAP),
    "it begins before it is opened": (
        "UPDATE pathways_hold SET period = tstzrange(lower(period) - '1 second'::interval, NULL)", NO_GAP,
    ),
    "a moment is left out": ("UPDATE pathways_hold SET period = tstzrange(lower(period), NULL, '()')", NO_GAP),
    "two hold it": (GO_ON.format(since=MIDDLE), NO_TWO),
    "two hold it for a moment": (f"{CUT}; {GO_ON.format(since='2026-11-25T11:59:59Z')}", NO_TWO),
    "it is held after it was closed": (CLOSED.format(at=MIDDLE), NO_GAP),
    "it is closed later than it is held": (f"{CUT}; {CLOSED.format(at='2026-11-25T12:00:01Z')}", NO_GAP),
    "it was opened before anybody held it": (
        "UPDATE pathways_pathway SET opened_at = opened_at - '1 day'::interval", NO_GAP,
    ),
    "its hold is empty": ("UPDATE pathways_hold SET period = 'empty'", "hold_lasts"),
    "it is opened with nobody": (
        _NEW.format(child="%(asta)s"),
        NO_GAP,
    ),
    "a second is opened for the child": (
        _NEW.format(child="child_id"),
        "pathway_one_open",
    ),
    "a table of one's own stands before ours": (
        f"{_OWN}; DELETE FROM public.pathways_hold",  # noqa: S608 -- ours
        NO_GAP,
    ),
    "the pathway is taken away from it": ("DELETE FROM pathways_pathway", "violates"),
}  # fmt: skip


@pytest.fixture
def raw(committed: str, cast: Cast, open_: Open) -> Iterator[Callable[[str], psycopg.Connection]]:
    """`raw("app")`: a connection of one's own to a database that has Bo's pathway, held by Pia."""
    open_()
    opened: list[psycopg.Connection] = []

    def connect(role: str = "app") -> psycopg.Connection:
        url = {"app": APP, "owner": OWNER}[role]._replace(path=f"/{committed}")
        made = psycopg.connect(url.geturl())
        opened.append(made)
        remember(made)
        return made

    yield connect
    for one in opened:
        one.close()


def remember(raw: psycopg.Connection) -> None:
    raw.execute(
        "INSERT INTO audit_entry (kind, verb, at, actor_name, roles, about, about_id, child_ids, purpose, words) "
        "VALUES ('change', 'demo_loaded', now(), 'Prøverne', '{}', '', '', '{}', '', '')"
    )


def run(raw: psycopg.Connection, statement: str, cast: Cast) -> None:
    run_as(raw, statement, named(cast))


def named(cast: Cast) -> dict[str, str]:
    return {"mads": str(job(cast, "mads").pk), "asta": str(cast.asta.pk)}


def run_as(raw: psycopg.Connection, statement: str, names: dict[str, str]) -> None:
    for one in statement.split("; "):
        raw.execute(one, names)


def commit(raw: psycopg.Connection, statement: str, names: dict[str, str]) -> None:
    run_as(raw, statement, names)
    raw.commit()


@pytest.mark.parametrize("role", ["app", "owner"])
def test_raw_sql_cannot_break_it(raw, cast, role):
    trying, names = raw(role), named(cast)
    for statement, said in BROKEN.values():
        remember(trying)
        with pytest.raises(psycopg.Error, match=said):
            commit(trying, statement, names)
        trying.rollback()
        assert [one.period.upper for one in Hold.objects.all()] == [None], statement
        assert Pathway.objects.get().closed_at is None, statement


def test_the_tables_are_never_emptied(raw):
    emptying = "TRUNCATE pathways_hold, pathways_pathway CASCADE"
    for role, said in (("app", "permission denied"), ("owner", "is never emptied")):
        with pytest.raises(psycopg.Error, match=said):
            raw(role).execute(emptying)


OFF = (
    "ALTER TABLE pathways_hold DISABLE TRIGGER ALL",
    "ALTER TABLE pathways_hold DROP CONSTRAINT hold_never_two",
    "SET session_replication_role = replica",
)


def test_the_product_cannot_take_the_lock_off(raw):
    trying = raw()
    for statement in OFF:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            trying.execute(statement)
        trying.rollback()


def test_the_product_makes_no_tables_of_its_own(cast):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_database_privilege(current_user, current_database(), 'TEMPORARY')")
        assert cursor.fetchone() == (False,)


def test_what_is_held_throughout_is_committed(raw, cast):
    going = raw()
    run(going, f"{CUT}; {GO_ON.format(since=MIDDLE)}", cast)
    going.commit()
    assert Hold.objects.count() == 2


def test_a_hold_is_not_moved_to_another_pathway(raw, cast, open_):
    other = open_("asta", by="lars")
    moving = raw()
    stolen = "UPDATE pathways_hold SET pathway_id = %(other)s WHERE pathway_id <> %(other)s"
    with pytest.raises(psycopg.Error, match=f"{NO_GAP}|{NO_TWO}"):
        commit(moving, stolen, {"other": str(other.pk)})


def test_two_who_are_each_right_are_not_wrong_together(raw, cast):
    """One hands over while the other closes: whoever comes last meets what the first left."""
    first, second = raw(), raw()
    run(first, f"{CUT}; {GO_ON.format(since=MIDDLE)}", cast)
    told, names = [], named(cast)

    def close():
        try:
            run_as(second, f"{CUT}; {CLOSED.format(at=MIDDLE)}", names)
            second.commit()
        except psycopg.Error as wrong:
            told.append(str(wrong))

    closing = Thread(target=close)
    closing.start()
    first.commit()
    closing.join()
    assert len(told) == 1
    assert Hold.objects.filter(period__endswith=None).count() == 1
