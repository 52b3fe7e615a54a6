# ruff: noqa: S603 -- running PostgreSQL's own programs is this module's work
"""Making a cluster: the owner, the application's role that owns nothing, and one Danish database."""

import json
import os
import secrets
import shutil
import subprocess
from pathlib import Path

from tools.binaries import Binaries
from tools.cluster import APP, DATABASE, OWNER, SERVER_ENV, Cluster
from tools.shell import Trouble, last_lines
from tools.state import write_private


def _own(cluster: Cluster, path: Path) -> None:
    if cluster.uid is not None and cluster.gid is not None:
        os.chown(path, cluster.uid, cluster.gid)


def create(cluster: Cluster, found: Binaries) -> None:
    """Made in a draft folder and moved into place when whole, so that a half cluster is never used."""
    cluster.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _own(cluster, cluster.home)
    draft = cluster.home / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    names = {"cluster": secrets.token_hex(6)} | {role: secrets.token_urlsafe(24) for role in (OWNER, APP)}
    write_private(cluster.home / "names.json", json.dumps(names))
    password = cluster.home / "password"
    write_private(password, names[OWNER])
    _own(cluster, password)
    _do(cluster, [found.initdb, *_initdb_words(draft, password), *_haste(cluster)])
    password.unlink()
    sql = f"CREATE ROLE {APP} LOGIN PASSWORD '{names[APP]}'\nCREATE DATABASE {DATABASE}\n"
    # Single-user mode needs neither psql nor a driver, and nobody can connect meanwhile.
    _do(cluster, [found.postgres, "--single", "-D", draft, "-c", "exit_on_error=on", "postgres"], stdin=sql)
    draft.rename(cluster.data)


def _initdb_words(folder: Path, password: Path) -> list[str | Path]:
    words = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=da-DK"]
    return ["-D", folder, "-U", OWNER, "--auth=scram-sha-256", f"--pwfile={password}", *words]


def _haste(cluster: Cluster) -> list[str]:
    return ["--no-sync"] if "fsync=off" in cluster.settings else []


def _do(cluster: Cluster, words: list[str | Path], stdin: str = "") -> None:
    done = subprocess.run(
        [str(word) for word in words],
        check=False,
        input=stdin,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd="/",
        env=SERVER_ENV,
        **cluster.user,
    )
    if done.returncode:
        raise Trouble(f"Databasen kunne ikke oprettes i {cluster.home}:\n{last_lines(done.stdout)}")
