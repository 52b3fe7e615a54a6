"""Whether the demo's database is as this code left it: a fifth of a second, where Django takes two to wake up."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from tools import environment
from tools.shell import ROOT, quietly
from tools.state import write_private

# Run in the project's environment. What was applied is asked of the database itself: the address may be another's now.
ASKED = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as connection:
    print(*connection.execute(
        "SELECT md5(string_agg(concat(app, name), ' ' ORDER BY app, name)),"
        " (SELECT max(id) FROM audit_entry WHERE verb = 'demo_loaded') FROM django_migrations"
    ).fetchone())
"""


def is_as_left(state: Path, owning: Mapping[str, str]) -> bool:
    stamp = _stamp(state)
    return stamp.exists() and stamp.read_text() == _told(owning)


def remember(state: Path, owning: Mapping[str, str]) -> None:
    """After migrating and loading went well."""
    if told := _told(owning):
        write_private(_stamp(state), told)


def forget(state: Path) -> None:
    _stamp(state).unlink(missing_ok=True)


def _stamp(state: Path) -> Path:
    return state / "demo.stamp"


def _told(owning: Mapping[str, str]) -> str | None:
    """Our migrations and the libraries', those the database has had, and the loading that is in it; if it answers."""
    ours = sorted(str(file.relative_to(ROOT)) for file in ROOT.glob("src/samspor/*/migrations/*.py"))
    code = hashlib.sha256("\n".join(ours).encode()).hexdigest()
    fault, answer = quietly((environment.python(), "-c", ASKED), env=owning)
    return None if fault else f"{code} {environment.digest(environment.LOCKS['runtime'])} {answer}"
