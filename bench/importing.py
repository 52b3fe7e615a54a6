"""Takes one list of children to the review, in a process of its own so that its memory can be told. Tells JSON."""

import json
import os
import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.urls import reverse

from bench import awake, machine  # noqa: F401 -- awake first: Django must know its tables
from bench.crew import Member, crew, member_of
from bench.lists import write_list
from samspor.access.rules import Role
from samspor.base import clock
from samspor.people.api import StaffMember, Unit, actor_for, employ
from samspor.roster.api import ChangeSet, discard_change_set, upload_roster
from samspor.roster.jobs.staging import read_in_background

KIND = "pupil_list"


def importer() -> tuple[Member, Unit]:
    """A leader of the whole municipality's schools: somebody must be allowed to hand in a list this long."""
    at, top = clock.now(), Unit.objects.get(kind="municipality")
    already = StaffMember.objects.filter(employments__unit=top, employments__role=Role.UNIT_LEADER).first()
    if already and already.account_id:
        return member_of(Role.UNIT_LEADER, already.account_id), top
    (admin,), (leader,) = crew({Role.SYSTEM_ADMIN: 1}, 1), crew({Role.UNIT_LEADER: 1}, 1)
    staff = StaffMember.objects.get(account=leader.account)
    employ(by=admin.actor, staff=staff, unit=top, role=Role.UNIT_LEADER, starts_on=clock.today(), at=at)
    return leader, top


def measure(rows: int) -> dict[str, Any]:
    leader, unit = importer()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "liste.csv"
        written = write_list(path, rows)
        machine.forget_peak(os.getpid())
        before, cpu, began = machine.rss_mb(os.getpid()), time.process_time(), time.perf_counter()
        made = _to_review(leader, unit, path)
        seconds, spent = time.perf_counter() - began, time.process_time() - cpu
    found = {
        "rows": written, "rows_read": made.rows_read, "state": str(made.state), "problem": made.problem,
        "seconds": round(seconds, 1), "cpu_seconds": round(spent, 1),
        "rss_before_mb": round(before), "rss_peak_mb": round(machine.rss_mb(os.getpid(), "VmHWM")),
        "changes": made.changes.count(),
    }  # fmt: skip
    discard_change_set(by=actor_for(leader.account, at=clock.now()), change_set=made, at=clock.now())
    return found


def _to_review(leader: Member, unit: Unit, path: Path) -> ChangeSet:
    """As the page does it, and as the worker does it when the list is long; then the page itself."""
    by = actor_for(leader.account, at=clock.now())
    made = upload_roster(by=by, unit=unit, kind=KIND, filename=path.name, path=path, at=clock.now())
    # Does nothing when the list was short enough to be read at once.
    read_in_background(made.pk, asked=leader.account.pk, at=clock.now())
    page = leader.browser.get(reverse("roster:review", args=[made.pk]), headers={"Host": "127.0.0.1"})
    if page.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{page.status_code} {page.request['PATH_INFO']}")
    made.refresh_from_db()
    return made


if __name__ == "__main__":
    json.dump(measure(int(sys.argv[1])), sys.stdout)
