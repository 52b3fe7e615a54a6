"""Whose the database's files are: of PostgreSQL's own user, and of whoever made them for as long as they last."""

import os
import pwd
from pathlib import Path

import pytest

from tools import cluster

STRANGER = 65534


@pytest.fixture
def users(monkeypatch, tmp_path) -> dict[str, int]:
    """The machine's users, as root sees them; who is not among them is not there."""
    known = {"nobody": STRANGER}

    def found(name: str) -> pwd.struct_passwd:
        return pwd.struct_passwd((name, "x", known[name], known[name], "", "/", ""))

    monkeypatch.setattr(cluster, "is_root", lambda: True)
    monkeypatch.setattr(cluster, "may_pass", lambda *_: True)
    monkeypatch.setattr(pwd, "getpwnam", found)
    monkeypatch.setattr(cluster.binaries, "find", lambda _: None)
    return known


def test_it_is_postgresqls_own_user_where_there_is_one(users, tmp_path):
    users["postgres"] = 114
    assert cluster.cluster_at(tmp_path, "pg").uid == 114


def test_else_the_one_that_owns_nothing(users, tmp_path):
    assert cluster.cluster_at(tmp_path, "pg").uid == STRANGER


def test_without_either_it_is_said_what_to_do(users, tmp_path):
    del users["nobody"]
    with pytest.raises(cluster.Trouble, match="useradd"):
        cluster.cluster_at(tmp_path, "pg")


def test_postgresql_is_there_before_its_user_is_asked_for(users, tmp_path, monkeypatch):
    def installs(_: Path) -> None:
        users["postgres"] = 114

    monkeypatch.setattr(cluster.binaries, "find", installs)
    assert cluster.cluster_at(tmp_path, "pg").uid == 114


def test_whoever_made_the_data_goes_on_with_it(users, tmp_path):
    (tmp_path / "pg/data").mkdir(parents=True)
    users["postgres"] = 114
    assert cluster.cluster_at(tmp_path, "pg").uid == os.geteuid()


def test_a_normal_user_is_the_servers_user(users, tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "is_root", lambda: False)
    found = cluster.cluster_at(tmp_path, "pg")
    assert (found.uid, found.home) == (None, tmp_path / "pg")
