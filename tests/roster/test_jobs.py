"""What the worker does with long lists, and what it leaves when it is cut short."""

import resource
import signal
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg.errors import DiskFull

from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.messages.api import Message
from samspor.people.api import Child, Employment, correct_child
from samspor.roster import actions, jobs
from samspor.roster.jobs import files
from samspor.roster.jobs.staging import BROKEN
from samspor.roster.models import Change, ChangeSet, FilePart
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.states import NEXT, State, check_next
from tests import factories as make
from tests.cast import NOW
from tests.roster.conftest import ASTA, HEADERS, NEW, line

PADDING = "x" * 900


def long(number: int, *more: str) -> list[str]:
    """Enough to be the worker's: `number` new children and those named."""
    names = [f"{PADDING} Nummer{n}"[:140] + f" N{n}" for n in range(number)]
    rows = [line(cpr=f"{61 + n % 28}{1 + n // 28 % 12:02}22{4000 + n}", navn=name) for n, name in enumerate(names)]
    return [*more, *rows]


def left(verb: str) -> dict[str, str]:
    """What was left to the worker last, as it was left."""
    return ProcrastinateJob.objects.filter(task_name=f"roster.{verb}").latest("id").args


def read(key: str, attempts: int = 0) -> None:
    jobs.read_list.func(SimpleNamespace(job=SimpleNamespace(attempts=attempts)), **left("read") | {"change_set": key})


def work(verb: str) -> None:
    {"apply": jobs.apply_list, "undo": jobs.undo_list}[verb].func(**left(verb))


@pytest.fixture
def underway(handed_in):
    """A list the worker has been given and has not begun on."""
    read = handed_in(long(120, ASTA, NEW, *[line(navn="", adresse=PADDING)] * 400))
    assert (read.state, read.changes.count(), read.parts.count()) == (State.READING, 0, 1)
    return read


def test_a_long_list_is_read_by_the_worker(underway, cast):
    read(str(underway.pk))
    underway.refresh_from_db()
    assert (underway.state, underway.rows_read) == (State.READY, 522)
    assert not FilePart.objects.exists()
    assert {change.bucket for change in underway.changes.all()} == {"unchanged", "new", "refused"}
    read(str(underway.pk))  # a second worker has nothing to do
    entry = Entry.objects.filter(verb=Verb.ROSTER_UPLOADED, about_id=str(underway.pk)).latest("pk")
    assert entry.actor_id == cast.lars.account_id
    told = Message.objects.get()  # whoever handed it in has gone on to something else
    assert (told.to_id, told.template, told.about_id) == (cast.lars.account_id, "roster_ready", str(underway.pk))


def test_of_a_list_that_is_read_at_once_nobody_is_told(handed_in):
    handed_in([ASTA, NEW])
    assert not Message.objects.exists()


def test_a_reading_that_was_cut_short_begins_again(underway):
    Change.objects.create(change_set=underway, bucket="new", body="{}")
    read(str(underway.pk))
    assert underway.changes.filter(bucket="new").count() == 121


def test_a_list_that_breaks_off_in_the_middle_says_so(handed_in, cast):
    rows = long(20, *[line(navn="", adresse=PADDING)] * 450)
    broken = "\n".join([HEADERS, *rows, '710323-4029;"Ida;;;']).encode()
    handed = handed_in(broken)
    read(str(handed.pk))
    handed.refresh_from_db()
    assert (handed.state, handed.changes.count(), handed.parts.count()) == (State.FAILED, 0, 0)
    assert "anførselstegn" in handed.problem
    actions.discard_change_set(by=cast.actor("lars"), change_set=handed, at=NOW)


@contextmanager
def full_disk():
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)


def test_a_full_disk_leaves_the_list_to_be_tried_again(underway):
    with full_disk(), pytest.raises(Refused, match="ikke plads"):
        read(str(underway.pk))
    underway.refresh_from_db()
    assert (underway.state, underway.parts.count()) == (State.READING, 1)
    read(str(underway.pk))
    underway.refresh_from_db()
    assert underway.state == State.READY


def test_a_disk_that_stays_full_is_said_to_who_handed_it_in(underway, cast, as_):
    lars = as_("lars")
    for attempts in range(4):
        underway.refresh_from_db()
        assert underway.state == State.READING
        with full_disk(), pytest.raises(Refused, match="ikke plads"):
            read(str(underway.pk), attempts)
    underway.refresh_from_db()
    assert (underway.state, underway.problem) == (State.FAILED, files.NO_ROOM)
    assert "Den kunne ikke læses. Se hvorfor" in lars.get("/").content.decode()
    assert "ikke plads på serveren" in lars.get(f"/lister/{underway.pk}/").content.decode()
    actions.discard_change_set(by=cast.actor("lars"), change_set=underway, at=NOW)
    assert "Se hvorfor" not in lars.get("/").content.decode()


def test_a_database_without_room_leaves_nothing_half_read(underway, monkeypatch):
    def full(*_args, **_more):
        raise OperationalError from DiskFull("could not extend file")

    monkeypatch.setattr(Change.objects, "bulk_create", full)
    for attempts in range(4):
        with pytest.raises(OperationalError):
            read(str(underway.pk), attempts)
    underway.refresh_from_db()
    assert (underway.state, underway.problem, underway.changes.count()) == (State.FAILED, BROKEN, 0)


def test_a_file_in_several_parts_is_the_same_file(underway, tmp_path, monkeypatch):
    underway.parts.all().delete()
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 50)
    monkeypatch.setattr(files, "_PART", 1000)
    files.keep(underway, path)
    assert underway.parts.count() == 13
    with files.taken_out(underway) as copy:
        assert copy.read_bytes() == path.read_bytes()
        assert copy.stat().st_mode & 0o077 == 0
    assert not copy.exists()
    assert files.fingerprint(path) == files.fingerprint(path)


@pytest.fixture
def said_yes(underway, cast):
    read(str(underway.pk))
    underway.refresh_from_db()
    return actions.apply_change_set(by=cast.actor("lars"), change_set=underway, at=NOW)


def test_much_is_written_by_the_worker(said_yes):
    assert said_yes.state == State.APPLYING
    before = Child.objects.count()
    work("apply")
    said_yes.refresh_from_db()
    assert (said_yes.state, Child.objects.count()) == (State.APPLIED, before + 121)
    work("apply")
    assert Child.objects.count() == before + 121


def test_much_is_undone_by_the_worker(said_yes, cast, as_):
    lars, before = cast.actor("lars"), Child.objects.count()
    work("apply")
    said_yes.refresh_from_db()
    assert actions.undo_change_set(by=lars, change_set=said_yes, at=NOW).state == State.UNDOING
    assert "Listen bliver fortrudt" in as_("lars").get(f"/lister/{said_yes.pk}/").content.decode()
    work("undo")
    said_yes.refresh_from_db()
    assert (said_yes.state, Child.objects.count()) == (State.UNDONE, before)
    work("undo")


@pytest.fixture
def of_both(cast):
    """Vera leads both houses for a time, Lars only the one."""
    for unit in (cast.solsikken, cast.elverhoej):
        period = Employment.objects.get(staff=cast.lars).period
        Employment.objects.create(staff=cast.vera, unit=unit, role=Role.UNIT_LEADER, period=period)
    make.remembered()


@pytest.fixture
def from_vera(handed_in, of_both):
    def handed(*more: str) -> ChangeSet:
        held = handed_in(long(120, *more, *[line(navn="", adresse=PADDING)] * 400), by="vera")
        read(str(held.pk))
        held.refresh_from_db()
        return held

    return handed


def gone(one) -> None:
    Employment.objects.filter(staff=one).delete()
    Account.objects.filter(pk=one.account_id).update(is_active=False)
    make.remembered()


def writers(verbs: list[Verb], *, since: int) -> set[str]:
    return set(Entry.objects.filter(verb__in=verbs, pk__gt=since).values_list("actor_name", flat=True))


def test_what_is_written_long_after_is_written_by_whoever_said_yes(from_vera, cast):
    """And not by whoever handed it in, who may have stopped since."""
    held, lars = from_vera(), cast.actor("lars")
    since, before = Entry.objects.latest("pk").pk, Child.objects.count()
    actions.apply_change_set(by=lars, change_set=held, at=NOW)
    gone(cast.vera)
    work("apply")
    held.refresh_from_db()
    assert (held.state, Child.objects.count()) == (State.APPLIED, before + 120)
    written = [Verb.ROSTER_APPLIED, Verb.CHILD_REGISTERED, Verb.ENROLLED]
    assert writers(written, since=since) == {"Lars Brandt"}
    actions.undo_change_set(by=lars, change_set=held, at=NOW)
    work("undo")
    held.refresh_from_db()
    assert (held.state, Child.objects.count()) == (State.UNDONE, before)
    assert writers([Verb.ROSTER_UNDONE], since=since) == {"Lars Brandt"}


def test_whoever_undoes_is_whoever_asked_for_it(from_vera, cast):
    held = from_vera()
    actions.apply_change_set(by=cast.actor("vera"), change_set=held, at=NOW)
    work("apply")
    held.refresh_from_db()
    since = Entry.objects.latest("pk").pk
    actions.undo_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    gone(cast.vera)
    work("undo")
    assert writers([Verb.ROSTER_UNDONE], since=since) == {"Lars Brandt"}


def test_the_reach_is_theirs_as_well(from_vera, cast):
    """Frida is within Vera's, so the list would move her as one's own; Lars is another house's leader."""
    held = from_vera(line(cpr="650522-4006", navn="Frida Aagaard"))
    assert held.changes.get(child=cast.frida).bucket == "moved"
    before = Child.objects.count()
    actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    work("apply")
    held.refresh_from_db()
    assert (held.state, Child.objects.count()) == (State.READY, before)
    assert "Frida Aagaard er ændret" in held.problem


def test_a_number_is_tried_by_whoever_said_yes(from_vera, cast):
    Employment.objects.filter(staff=cast.vera, unit=cast.sydskolen).delete()
    held = from_vera(line(cpr="770917-4008", navn="Hassan Abdi"))
    actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    work("apply")
    tried = Entry.objects.get(verb=Verb.CPR_LOOKED_UP)
    assert (tried.actor_name, tried.child_ids) == ("Lars Brandt", [cast.hassan.pk])


def test_a_list_is_read_by_whoever_said_what_its_columns_are(handed_in, of_both, cast):
    """Who is told when it has been read, too."""
    rows = long(120, *[line(navn="", adresse=PADDING)] * 400)
    held = handed_in("\n".join([HEADERS.replace("Navn", "Kaldes"), *rows, ""]).encode(), by="vera")
    assert held.state == State.MAPPING
    fields = {"Kaldes": RosterField.FULL_NAME}
    actions.map_columns(by=cast.actor("lars"), change_set=held, fields=fields, at=NOW)
    since = Entry.objects.latest("pk").pk
    read(str(held.pk))
    held.refresh_from_db()
    assert (held.state, writers([Verb.ROSTER_UPLOADED], since=since)) == (State.READY, {"Lars Brandt"})
    assert Message.objects.get().to_id == cast.lars.account_id


def test_whoever_said_yes_and_is_no_longer_there_writes_nothing(said_yes, cast):
    """An account without a person is made anonymous, and not removed; should it be, nobody waits for the list."""
    with pytest.raises(Account.DoesNotExist):
        jobs.apply_list.func(str(said_yes.pk), str(said_yes.pk))
    said_yes.refresh_from_db()
    assert (said_yes.state, said_yes.problem) == (State.READY, BROKEN)


def test_what_the_worker_cannot_undo_is_left_with_its_reason(said_yes, cast):
    lars = cast.actor("lars")
    work("apply")
    said_yes.refresh_from_db()
    actions.undo_change_set(by=lars, change_set=said_yes, at=NOW)
    correct_child(by=lars, child=Child.objects.get(family_name="Kvist"), address="Engen 2", at=NOW)
    work("undo")
    said_yes.refresh_from_db()
    assert said_yes.state == State.APPLIED
    assert "arbejdet videre med Ellen" in said_yes.problem


def test_what_the_worker_cannot_write_is_put_aside_with_its_reason(handed_in, cast):
    lars = cast.actor("lars")
    handed = handed_in(
        long(
            120,
            line(cpr="611221-4002", navn="Bo Øster", adresse=PADDING[:150]),
            *[line(navn="", adresse=PADDING)] * 400,
        )
    )
    read(str(handed.pk))
    handed.refresh_from_db()
    held = actions.apply_change_set(by=lars, change_set=handed, at=NOW)
    correct_child(by=lars, child=cast.bo, address="Et andet sted", at=NOW)
    before = Child.objects.count()
    work("apply")
    held.refresh_from_db()
    assert (held.state, Child.objects.count()) == (State.READY, before)
    assert "Bo Øster er ændret" in held.problem


def test_a_leader_who_works_elsewhere_now_writes_nothing(said_yes, cast):
    Employment.objects.filter(staff=cast.lars).update(unit=cast.elverhoej)
    before = Child.objects.count()
    work("apply")
    said_yes.refresh_from_db()
    assert (said_yes.state, Child.objects.count()) == (State.READY, before)
    assert "er ændret, siden listen blev læst" in said_yes.problem


def test_whatever_breaks_leaves_the_list_where_it_was(said_yes, cast):
    one = said_yes.changes.filter(bucket="new").first()
    whole = one.body
    one.body = "{}"
    one.save()
    with pytest.raises(TypeError, match="bucket"):
        work("apply")
    said_yes.refresh_from_db()
    assert (said_yes.state, "Der skete en fejl" in said_yes.problem) == (State.READY, True)
    one.body = whole
    one.save()
    lars = cast.actor("lars")
    actions.apply_change_set(by=lars, change_set=said_yes, at=NOW)
    work("apply")
    said_yes.refresh_from_db()
    actions.undo_change_set(by=lars, change_set=said_yes, at=NOW)
    one = said_yes.changes.filter(bucket="new").first()
    one.after = "{"
    one.save()
    with pytest.raises(ValueError, match="Expecting"):
        work("undo")
    said_yes.refresh_from_db()
    assert (said_yes.state, "Der skete en fejl" in said_yes.problem) == (State.APPLIED, True)


def test_states_lead_only_where_they_may():
    assert set(NEXT) == set(State)
    for now, following in NEXT.items():
        for wanted in State:
            if wanted in following:
                check_next(now, wanted)
            else:
                with pytest.raises(Refused, match=r"\.$"):
                    check_next(now, wanted)
