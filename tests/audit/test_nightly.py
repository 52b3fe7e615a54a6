"""The work of the night: known to the worker by its name, never two at once, and told when it was due."""

from datetime import UTC, datetime

import pytest
from procrastinate.contrib.django import app

from samspor.audit.nightly import nightly, one_by_one

NIGHTS = {
    "audit.verify": "30 2 * * *",
    "project.tidy": "15 3 * * *",
    "messages.tidy": "40 3 * * *",
    "screening.tidy": "45 3 * * *",
    "roster.tidy": "50 3 * * *",
    "concerns.tidy": "55 3 * * *",
    "transitions.tidy": "5 4 * * *",
    "sharing.tidy": "15 4 * * *",
    "pathways.tidy": "20 4 * * *",
    "forums.tidy": "25 4 * * *",
    "family.tidy": "25 4 * * *",
    "people.tidy": "30 4 * * *",
}


@pytest.mark.parametrize(("name", "when"), NIGHTS.items())
def test_every_night_has_its_hour_and_its_lock(name, when):
    (found,) = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == name]
    assert (found.cron, found.task.lock, found.task.queueing_lock) == (when, name, name)


def test_every_night_is_here():
    by_night = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}
    assert {name: when for name, when in by_night.items() if when.endswith(" * * *") and when[0] != "*"} == NIGHTS


def test_one_that_fails_holds_back_nobody_behind_it():
    tried = []

    def work(one):
        tried.append(one)
        return 12 // one > 1

    with pytest.raises(ZeroDivisionError):
        one_by_one([3, 0, 0, 12], work)
    assert tried == [3, 0, 0, 12]
    assert one_by_one([3, 12, 4], work) == 2
    assert one_by_one([], work) == 0


def test_the_work_is_told_when_it_was_due(monkeypatch):
    told = []
    monkeypatch.setattr(app, "periodic", lambda **_: lambda task: task)
    monkeypatch.setattr(app, "task", lambda **_: lambda work: work)
    nightly("0 1 * * *", "tests.night")(told.append)(1_800_000_000)
    assert told == [datetime(2027, 1, 15, 8, tzinfo=UTC)]
