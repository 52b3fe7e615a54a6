"""The background's part: sealing what waits, walking the chain at night, saying its head outside the database."""

import pytest
from procrastinate.contrib.django import app

from samspor.audit import chain, jobs
from samspor.audit.models import Entry, Seal
from samspor.audit.record import saw, worker
from samspor.audit.verbs import Verb
from tests.audit.owner import tamper
from tests.cast import NOW

AT = int(NOW.timestamp())


def test_all_that_waits_is_sealed_in_batches(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        saw(Verb.CHILD_SEEN, by=worker(NOW), at=NOW)
    monkeypatch.setattr(jobs, "BATCH", 2)
    jobs.seal(AT)
    assert Seal.objects.count() == Entry.objects.count()


def test_one_run_ends_however_much_is_waiting(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(9):
        saw(Verb.CHILD_SEEN, by=worker(NOW), at=NOW)
    monkeypatch.setattr(jobs, "BATCH", 2)
    monkeypatch.setattr(jobs, "BATCHES", 3)
    jobs.seal(AT)
    assert Seal.objects.count() == 6


def test_every_night_what_was_found_stands_in_the_log(db: None, caplog: pytest.LogCaptureFixture) -> None:
    chain.seal()
    jobs.verify(AT)
    last = Entry.objects.latest("pk")
    assert (last.verb, last.actor_name) == (Verb.LOG_VERIFIED, "Samspor (baggrundsarbejde)")
    assert last.after == {"sealed": 1, "unsealed": 0, "broken": None, "overlooked": 0}
    assert str(chain.head()) in caplog.text


def test_a_broken_chain_is_shouted(committed: str, caplog: pytest.LogCaptureFixture) -> None:
    chain.seal()
    tamper(committed, "UPDATE audit_entry SET actor_name = 'En anden'")
    jobs.verify(AT)
    assert Entry.objects.latest("pk").after["broken"] == 1
    assert [record.levelname for record in caplog.records if "log_verified" in record.getMessage()] == ["ERROR"]


def test_the_clock_of_the_worker_knows_them() -> None:
    crons = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert crons["audit.seal"] == "* * * * * */10"
    assert crons["audit.verify"] == "30 2 * * *"
    assert crons["project.tidy"] == "15 3 * * *"
