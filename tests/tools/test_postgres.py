"""A real PostgreSQL: made, used, killed, started again with every acknowledged write, and stopped."""

import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tools import database, postgres, processes
from tools.cluster import Cluster, cluster_at
from tools.postgres import Server

pytestmark = pytest.mark.enable_socket
WHO = """
SELECT current_user, r.rolsuper, d.datlocprovider::text, d.daticulocale, pg_encoding_to_char(d.encoding),
       current_setting('fsync'), current_setting('listen_addresses')
  FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()
"""


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    # Below the temporary folder itself: pytest's own folders are closed to the server's user.
    with tempfile.TemporaryDirectory(prefix="samspor-test-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
        postgres.stop(cluster_at(folder, "pg"))


@pytest.fixture
def cluster(state, monkeypatch) -> Cluster:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return cluster_at(state, "pg")


@pytest.fixture
def server(cluster, state) -> Iterator[Server]:
    started = postgres.running(cluster) or postgres.start(cluster, state)
    yield started
    postgres.stop(cluster)


def rows(url: str, sql: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(sql).fetchall()


def kill(server: Server) -> None:
    """Kill the postmaster; it stays a zombie until reaped, as in a container where nobody reaps."""
    processes.send(server.pid, signal.SIGKILL)
    assert processes.wait_until(lambda: not processes.is_alive(server.pid), 5)


def test_the_application_owns_nothing_and_danish_is_sorted(server):
    found = rows(server.app_url, WHO)
    assert found == [("samspor_app", False, "i", "da-DK", "UTF8", "on", "127.0.0.1")]
    sql = "SELECT string_agg(n, ' ' ORDER BY n) FROM unnest(ARRAY['Øer','Zeb','Ærø','abe','Århus']) n"
    assert rows(server.app_url, sql) == [("abe Zeb Ærø Øer Århus",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(server.app_url, "CREATE TABLE mine (x int)")


def test_nobody_comes_in_without_the_password(server):
    wrong = server.app_url.replace(":", ":x", 2).replace(":x//", "://", 1)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        rows(wrong, "SELECT 1")


def test_a_second_start_finds_the_first(server, cluster, state):
    with database.opened(state) as urls:
        assert urls == database.Urls(app=server.app_url, owner=server.owner_url)
        assert postgres.running(cluster).pid == server.pid


def test_an_acknowledged_write_survives_a_killed_server(server, cluster, state):
    with psycopg.connect(server.owner_url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (x int)")
        connection.execute("INSERT INTO kept VALUES (42)")
    kill(server)
    assert postgres.running(cluster) is None
    again = postgres.start(cluster, state)
    try:
        assert (again.pid != server.pid, again.port) == (True, server.port)
        assert rows(again.owner_url, "SELECT x FROM kept") == [(42,)]
    finally:
        postgres.stop(cluster)
        postgres.CHILDREN[server.pid].wait()


def test_a_stop_leaves_no_process(server, cluster):
    assert processes.is_alive(server.pid)
    assert len(postgres.members(cluster)) > 1
    assert postgres.stop(cluster)
    assert not processes.is_alive(server.pid)
    assert postgres.members(cluster) == []
    assert not postgres.stop(cluster)


def test_the_last_user_stops_the_server_and_not_the_first(cluster, state):
    with database.opened(state) as outer:
        with database.opened(state) as inner:
            assert inner == outer
        assert postgres.running(cluster)
    assert postgres.running(cluster) is None


def test_a_server_kept_on_purpose_outlives_its_users(cluster, state):
    urls = database.keep_running(state)
    with database.opened(state) as found:
        assert found == urls
    assert postgres.running(cluster)
    assert database.stop_kept(state)
    assert not database.stop_kept(state)


def test_a_throw_away_cluster_is_fast_and_gone_afterwards(cluster, state):
    home = state / "testpg"
    with database.opened(state, "testpg", throw_away=True) as urls:
        assert rows(urls.owner, "SELECT current_setting('fsync'), current_setting('max_connections')") == [
            ("off", "500")
        ]
        assert home.exists()
    assert not home.exists()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("12\n/data\n", None),
        ("x\n/data\n1\n5432\n", None),
        ("12\n/data\n1700000000\n5432\n", postgres.PidFile(12, 5432, ready=False)),
        ("12\n/data\n1\n5432\n\n127.0.0.1\n 1 2\nstarting\n", postgres.PidFile(12, 5432, ready=False)),
        ("12\n/data\n1\n5432\n\n127.0.0.1\n 1 2\nready   \n", postgres.PidFile(12, 5432, ready=True)),
    ],
)
def test_the_servers_own_note_is_read_with_care(text, expected):
    assert postgres.parse_pid_file(text) == expected
