"""The chain: what is sealed holds, whatever is changed is found at its place, and nothing is sealed twice or never."""

from threading import Barrier, Thread
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction

from samspor.access.actor import Actor
from samspor.audit import chain
from samspor.audit.chain import Head, Verdict
from samspor.audit.models import Entry, Seal
from samspor.audit.record import hold_back, record, saw, searched, worker
from samspor.audit.verbs import Kind, Verb
from samspor.base.clock import COPENHAGEN
from tests.audit.owner import tamper
from tests.cast import NOW, TODAY
from tests.conftest import APP

PIA = Actor(id=uuid4(), name="Pia Holm", on=TODAY)


def write(count: int) -> None:
    for number in range(count):
        saw(Verb.CHILD_SEEN, by=PIA, at=NOW, child_ids=[uuid4()], purpose=f"nr. {number}")


@pytest.fixture
def sealed(committed: str) -> str:
    """A database with ten sealed entries and those of the cast."""
    write(10)
    record(Verb.CHILD_CORRECTED, by=PIA, about=None, at=NOW, before={"family_name": "Ø"}, after={"family_name": "Å"})
    searched(Verb.CHILDREN_SEARCHED, by=PIA, at=NOW, words="øst")
    chain.seal()
    return committed


def at(position: int) -> int:
    return Seal.objects.get(position=position).entry_id


def test_an_empty_chain_holds(committed: str) -> None:
    assert chain.verify() == Verdict(sealed=0, unsealed=Entry.objects.count(), broken=None)
    assert chain.head() == Head(0, b"")
    assert chain.verify(newest=5).holds


def test_what_is_sealed_holds(sealed: str) -> None:
    count = Entry.objects.count()
    assert chain.verify() == Verdict(sealed=count, unsealed=0, broken=None)
    assert chain.verify(newest=3) == Verdict(sealed=count, unsealed=0, broken=None)
    assert chain.verify(newest=10_000).holds
    assert chain.head().position == count


def test_sealing_again_seals_only_what_is_new(sealed: str) -> None:
    before = chain.head()
    assert chain.seal() == 0
    write(3)
    assert chain.verify().unsealed == 3
    assert chain.seal(limit=2) == 2
    assert chain.seal() == 1
    assert chain.verify().holds
    assert chain.still_holds(str(before))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_name = 'En anden' WHERE id = %s",
        "UPDATE audit_entry SET actor_id = gen_random_uuid() WHERE id = %s",
        "UPDATE audit_entry SET actor_id = NULL WHERE id = %s",
        "UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = %s",
        "UPDATE audit_entry SET verb = 'child_listed' WHERE id = %s",
        "UPDATE audit_entry SET kind = 'change' WHERE id = %s",
        "UPDATE audit_entry SET child_ids = '{}' WHERE id = %s",
        "UPDATE audit_entry SET roles = '{dpo}' WHERE id = %s",
        "UPDATE audit_entry SET purpose = '' WHERE id = %s",
        "UPDATE audit_entry SET words = 'noget andet' WHERE id = %s",
        "UPDATE audit_entry SET about = 'people.child' WHERE id = %s",
        "UPDATE audit_entry SET about_id = '7' WHERE id = %s",
        "UPDATE audit_entry SET before = '{}' WHERE id = %s",
        "UPDATE audit_entry SET after = '{\"x\": 1}' WHERE id = %s",
        "UPDATE audit_entry SET id = 999999 WHERE id = %s",
        "DELETE FROM audit_entry WHERE id = %s",
        "UPDATE audit_seal SET hash = sha256('x') WHERE entry_id = %s",
        "UPDATE audit_seal SET entry_id = 999999 WHERE entry_id = %s",
        "DELETE FROM audit_seal WHERE entry_id = %s",
    ],
)
def test_tampering_is_found_at_its_place(sealed: str, statement: str) -> None:
    tamper(sealed, statement, at(6))
    assert chain.verify().broken == 6
    assert chain.verify(newest=8).broken == 6


def test_two_exchanged_entries_are_found(sealed: str) -> None:
    first, second = at(4), at(5)
    tamper(
        sealed,
        "UPDATE audit_entry e SET purpose = o.purpose, child_ids = o.child_ids FROM audit_entry o"
        " WHERE (e.id, o.id) IN ((%s, %s), (%s, %s))",
        first, second, second, first,
    )  # fmt: skip
    assert chain.verify().broken == 4


def test_two_exchanged_seals_are_found(sealed: str) -> None:
    tamper(sealed, "UPDATE audit_seal SET position = -4 WHERE position = 4")
    tamper(sealed, "UPDATE audit_seal SET position = 4 WHERE position = 5")
    tamper(sealed, "UPDATE audit_seal SET position = 5 WHERE position = -4")
    assert chain.verify().broken == 4


def test_an_entry_without_its_seal_is_counted(sealed: str) -> None:
    tamper(sealed, "DELETE FROM audit_seal WHERE position = %s", chain.head().position)
    assert chain.verify().unsealed == 1


def test_an_entry_added_behind_our_back_is_unsealed_until_it_is_sealed(sealed: str) -> None:
    Entry.objects.create(kind=Kind.READ, verb=Verb.CHILD_SEEN, at=NOW, actor_name="Nogen")
    assert chain.verify() == Verdict(sealed=chain.head().position, unsealed=1, broken=None)


def test_an_old_entry_that_was_never_sealed_is_reported(sealed: str) -> None:
    """Numbered below what the sealer looks at: it would wait for ever, and be nobody's."""
    put_in = (
        "INSERT INTO audit_entry (id, at, kind, verb, actor_name, roles, about, about_id, child_ids, words, purpose)"
    )
    values = "VALUES (-60000, now(), 'read', 'child_seen', 'Nogen', '{}', '', '', '{}', '', '')"
    tamper(sealed, f"{put_in} {values}")
    assert chain.seal() == 0
    write(2)
    found = Verdict(sealed=chain.head().position, unsealed=2, broken=None, overlooked=1)
    assert chain.verify() == chain.verify(newest=3) == found
    assert not found.holds


def test_an_end_that_was_cut_off_is_known_by_its_head(sealed: str) -> None:
    written_down = str(chain.head())
    tamper(sealed, "DELETE FROM audit_entry WHERE id = %s", at(chain.head().position))
    tamper(sealed, "DELETE FROM audit_seal WHERE position = %s", chain.head().position)
    assert chain.verify().holds
    assert not chain.still_holds(written_down)


def test_a_start_that_is_gone_is_found_when_only_the_newest_are_walked(sealed: str) -> None:
    position = chain.head().position - 3
    tamper(sealed, "DELETE FROM audit_seal WHERE position = %s", position)
    assert chain.verify(newest=3).broken == position


def test_two_sealers_at_once_seal_each_entry_once(committed: str) -> None:
    write(200)
    together, counts = Barrier(2), []

    def work() -> None:
        together.wait()
        try:
            counts.append(chain.seal(limit=120))
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(counts) == Seal.objects.count() == Entry.objects.count()
    assert chain.verify().holds


def test_an_entry_that_commits_late_is_sealed_later(committed: str) -> None:
    """Its number was taken first, and others were sealed before it was there."""
    late = psycopg.connect(APP._replace(path=f"/{committed}").geturl())
    late.execute(
        "INSERT INTO audit_entry (at, kind, verb, actor_name, roles, about, about_id, child_ids, words, purpose)"
        " VALUES (now(), 'read', 'child_seen', 'Sent', '{}', '', '', '{}', '', '')"
    )
    write(3)
    early = chain.seal()
    late.commit()
    late.close()
    assert early == Entry.objects.count() - 1
    assert chain.verify().unsealed == 1
    assert chain.seal() == 1
    verdict = chain.verify()
    assert verdict.holds
    assert verdict.unsealed == 0


def test_what_is_written_for_long_is_not_overtaken_by_the_seal(committed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """More entries than the window in one transaction: were others sealed meanwhile, its first would be overlooked."""
    monkeypatch.setattr(chain, "_WINDOW", 2)
    chain.seal()
    written, sealed = Barrier(2), Barrier(2)

    def long() -> None:
        with transaction.atomic():
            hold_back()
            write(4)
            written.wait()
            sealed.wait()
        connection.close()

    thread = Thread(target=long)
    thread.start()
    written.wait()
    write(3)
    meanwhile = chain.seal()
    sealed.wait()
    thread.join()
    assert (meanwhile, chain.seal()) == (0, 7)
    assert chain.verify() == Verdict(sealed=Entry.objects.count(), unsealed=0, broken=None)


def test_neither_the_zone_of_a_moment_nor_the_order_of_fields_changes_a_hash() -> None:
    one = Entry(at=NOW, after={"a": 1, "b": 2})
    other = Entry(at=NOW.astimezone(COPENHAGEN), after={"b": 2, "a": 1})
    assert chain._link(b"", one) == chain._link(b"", other)


def test_a_column_that_is_added_later_and_empty_changes_no_hash() -> None:
    """Only what has a value is part of the link."""
    assert b"actor_id" not in chain._canonical(Entry(at=NOW))
    assert b"before" not in chain._canonical(Entry(at=NOW))


def test_the_worker_is_nobody(db: None) -> None:
    assert not worker(NOW).roles
