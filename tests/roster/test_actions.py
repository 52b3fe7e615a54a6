"""What happens to the tables when a list is read, decided upon, written and undone."""

import json
from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.secret import ring
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people.api import (
    Child,
    ChildGroup,
    Enrolment,
    Guardian,
    Guardianship,
    affiliate,
    correct_child,
    correct_guardian,
    enrol,
    open_group,
    register_child,
    rename_group,
)
from samspor.people.rules import Relation, Setting
from samspor.roster import actions
from samspor.roster.jobs.mementos import mementos
from samspor.roster.models import Change, ChangeSet, FilePart, ImportSource, RosterAnswer
from samspor.roster.rules.questions import Say
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.states import State
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY
from tests.roster.conftest import ASTA, BO, EGON, NEW, line

LATER = NOW + timedelta(days=1)


def buckets(change_set):
    found = {}
    for change in change_set.changes.order_by("numbers"):
        found.setdefault(str(change.bucket), []).append(change.numbers)
    return found


def world():
    """Everything a list can touch, as it stands."""
    children = mementos(Child.objects.values_list("pk", flat=True))
    return (
        {str(key): memento for key, memento in children.items()},
        sorted(Guardian.objects.values_list("pk", "name", "phone", "email")),
        sorted(ChildGroup.objects.values_list("pk", "name", "unit", "setting", "closed_on")),
    )


@pytest.fixture
def lars(cast):
    return cast.actor("lars")


@pytest.fixture
def apply(lars):
    def written(change_set, at=NOW):
        actions.apply_change_set(by=lars, change_set=change_set, at=at)
        change_set.refresh_from_db()
        return change_set

    return written


@pytest.fixture
def tick(lars):
    """A person says yes to those who stop."""

    def ticked(change_set):
        ended = list(change_set.changes.filter(bucket="ended").values_list("pk", flat=True))
        actions.choose_changes(by=lars, change_set=change_set, shown=ended, chosen=ended, at=NOW)

    return ticked


@pytest.fixture
def decide(lars):
    def decided(change_set, say, target="", *, row=None):
        waiting = change_set.changes.filter(bucket="needs_decision").order_by("numbers")
        change = waiting.filter(numbers__contains=[row]).get() if row else waiting.first()
        return actions.decide_change(by=lars, change=change, say=say, target=str(target), at=NOW)

    return decided


# Reading


def test_reading_a_list_writes_nothing_about_anybody(handed_in):
    before = world()
    read = handed_in([ASTA, BO, NEW])
    assert (read.state, buckets(read)) == (State.READY, {"unchanged": [[2], [3]], "new": [[4]]})
    assert world() == before
    assert not FilePart.objects.exists()


def test_who_was_recognised_is_remembered(handed_in, cast, lars):
    read = handed_in([ASTA, NEW])
    entries = Entry.objects.filter(verb=Verb.ROSTER_UPLOADED, about_id=str(read.pk)).order_by("pk")
    assert {entry.actor_id for entry in entries} == {lars.id}
    assert [entry.child_ids for entry in entries if entry.child_ids] == [[cast.asta.pk]]


def test_what_the_list_says_lies_sealed(handed_in):
    change = handed_in([NEW]).changes.get()
    raw = Change.objects.filter(pk=change.pk).values_list("body", flat=True).get()
    assert b"Ellen" not in bytes(raw)
    assert "Ellen Marie" in change.body


def test_only_units_of_ones_own_take_a_list(cast, handed_in):
    for name, unit in (("pia", "solsikken"), ("vera", "solsikken"), ("lars", "elverhoej"), ("dorte", "solsikken")):
        with pytest.raises(NotHere):
            handed_in([ASTA], by=name, unit=unit)
    assert not ChangeSet.objects.exists()


def test_a_file_that_is_no_list_leaves_nothing(handed_in):
    with pytest.raises(Refused, match="PDF"):
        handed_in(b"%PDF-1.7")
    assert not ImportSource.objects.exists()


def test_children_elsewhere_are_known_by_number_and_never_by_name(handed_in, cast):
    frida = line(cpr="650522-4006", navn="Frida Aagaard")
    nobody = line(navn="Frida Aagaard", født="05-05-2022")
    read = handed_in([frida, nobody])
    assert buckets(read) == {"moved": [[2]], "needs_decision": [[3]]}
    asked = json.loads(read.changes.get(numbers=[3]).body)["questions"][0]
    assert (asked["ask"], asked["candidates"]) == ("who", [])  # because the list itself has the name with a number


def test_a_row_about_a_child_elsewhere_that_does_not_enrol_it_is_refused(handed_in):
    past = line(cpr="650522-4006", navn="Frida Aagaard", fra="01-08-2024", til="31-07-2025")
    assert buckets(handed_in([past])) == {"refused": [[2]]}


def test_a_number_on_a_page_that_was_merged_away_is_the_kept_childs(handed_in, cast, lars):
    from samspor.people.api import merge_children

    merge_children(by=lars, kept=cast.carla, other=cast.bo, at=NOW)
    moved = handed_in([line(cpr="611221-4002", navn="Carla Sofie von Bülow")]).changes.get()
    assert (moved.child_id, moved.bucket) == (cast.carla.pk, "unchanged")


def test_a_source_remembers_its_columns(handed_in, cast, lars):
    strange = "Barn;Nummer;Hus;Sted\nEllen Kvist;720323-4011;Børnehuset Solsikken;Blåmejserne\n".encode()
    waiting = handed_in(strange)
    assert (waiting.state, FilePart.objects.count(), waiting.changes.count()) == (State.MAPPING, 1, 0)
    fields = {"Nummer": RosterField.CPR, "Hus": RosterField.UNIT_NAME, "Sted": RosterField.GROUP_NAME}
    with pytest.raises(Refused, match="CPR-nummer eller fødselsdato"):
        actions.map_columns(by=lars, change_set=waiting, fields={"Hus": RosterField.IGNORED}, at=NOW)
    with pytest.raises(Refused, match="To kolonner"):
        actions.map_columns(by=lars, change_set=waiting, fields=fields | {"Hus": RosterField.CPR}, at=NOW)
    read = actions.map_columns(by=lars, change_set=waiting, fields=fields, at=NOW)
    assert buckets(read) == {"new": [[2]]}
    assert handed_in(strange).state == State.READY
    with pytest.raises(Refused, match="venter på"):
        actions.map_columns(by=lars, change_set=read, fields=fields, at=NOW)


# Writing


def test_a_new_child_is_registered_enrolled_and_has_its_adults(handed_in, apply, cast):
    read = handed_in([
        line(cpr="720323-4011", navn="Ellen Marie Kvist", fra="01-09-2026", til="31-07-2027", adresse="Engen 2",
             beskyttet="Ja", voksen="Mie Kvist", voksen_cpr="720290-4027", mobil="55 55 12 35", myndighed="Fælles")
    ])  # fmt: skip
    apply(read)
    child = Child.objects.get(cpr_hash=ring().digest("7203234011"))
    assert (child.given_names, child.family_name, child.birth_date) == ("Ellen Marie", "Kvist", date(2023, 3, 12))
    assert (child.address, child.protected_until, child.cpr) == ("Engen 2", date(2027, 11, 23), "7203234011")
    place = child.enrolments.get()
    assert (place.group, place.period.lower, place.period.upper) == (
        cast.blaamejserne,
        date(2026, 9, 1),
        date(2027, 8, 1),
    )
    tie = child.guardianships.select_related("guardian").get()
    assert (tie.guardian.name, tie.guardian.phone, tie.has_custody, tie.relation) == (
        "Mie Kvist",
        "55551235",
        True,
        "other",
    )
    verbs = [entry.verb for entry in Entry.objects.filter(child_ids__contains=[child.pk]).order_by("pk")]
    wanted = "child_registered enrolled enrolment_ended guardian_registered guardianship_set roster_applied"
    assert verbs == wanted.split(" ")
    assert (read.state, read.counts) == (State.APPLIED, {"new": 1})


def test_a_child_that_begins_later_is_written_with_its_adults(handed_in, apply):
    apply(handed_in([line(cpr="720323-4011", navn="Ellen Kvist", fra="01-02-2027", voksen="Mie Kvist")]))
    child = Child.objects.get(cpr_hash=ring().digest("7203234011"))
    assert child.guardianships.get().guardian.name == "Mie Kvist"
    again = handed_in([line(cpr="720323-4011", navn="Ellen Kvist", fra="01-02-2027", voksen="Mie Kvist")])
    assert buckets(again) == {"unchanged": [[2]]}


def test_what_a_person_has_said_yes_to_is_corrected(handed_in, decide, apply, lars, cast):
    rows = [
        line(cpr="701022-4029", navn="Carla Sofie von Bülow", født="30-07-2022"),
        line(cpr="690122-4004", navn="Dilan Yıldırım", beskyttet="Nej", født="10-01-2022"),
        line(cpr="611223-4005", navn="Egon Øster", voksen="Lone Øster", voksen_cpr="720290-4027", myndighed="far"),
        line(cpr="740322-4001", navn="Asta Lindqvist-Møller", fra="23-11-2026", til="22-11-2027"),
    ]
    read = handed_in(rows)
    decide(read, Say.SAME, cast.carla.pk, row=2)
    decide(read, Say.ACCEPT, row=3)
    decide(read, Say.ACCEPT, row=3)
    before = world()
    apply(read)
    for child in (cast.carla, cast.dilan):
        child.refresh_from_db()
    assert (cast.carla.cpr, bytes(cast.carla.cpr_hash)) == ("7010224029", ring().digest("7010224029"))
    assert (cast.dilan.protected_until, cast.dilan.birth_date) == (None, date(2022, 1, 10))
    tie = cast.egon.guardianships.select_related("guardian").get()
    assert (tie.has_custody, bytes(tie.guardian.cpr_hash)) == (False, ring().digest("7202904027"))
    place = cast.asta.enrolments.get().period
    assert (place.lower, place.upper) == (TODAY, date(2027, 11, 23))
    assert set(buckets(handed_in(rows))) == {"unchanged"}
    actions.undo_change_set(by=lars, change_set=read, at=LATER)
    assert world() == before


def test_a_place_that_ends_before_it_began_never_was(handed_in, apply, tick, cast, lars):
    enrol(by=lars, child=cast.asta, group=cast.spurvene, starts_on=TODAY, at=NOW)
    read = handed_in([BO, EGON])
    actions.say_complete(by=lars, change_set=read, units=[cast.solsikken.pk], at=NOW)
    tick(read)
    apply(read)
    assert [(e.group, e.period.upper) for e in cast.asta.enrolments.all()] == [(cast.blaamejserne, TODAY)]


def test_no_list_takes_away_the_only_place_a_child_ever_had(handed_in, apply, tick, cast, lars):
    """It would be out of everybody's reach, as if it had never been here."""
    new = register_child(
        by=lars, group=cast.spurvene, starts_on=TODAY, at=NOW, given_names="Nora", family_name="Holm",
        birth_date=date(2023, 3, 3),
    )  # fmt: skip
    read = handed_in([ASTA, BO, EGON])
    actions.say_complete(by=lars, change_set=read, units=[cast.solsikken.pk], at=NOW)
    tick(read)
    with pytest.raises(Refused, match="barnets eneste indmeldelse"):
        apply(read)
    assert new.enrolments.get().group == cast.spurvene
    assert cast.carla.enrolments.get().period.upper is None


def test_a_childs_last_place_ends_only_when_a_person_says_so(handed_in, apply, cast, lars):
    read = handed_in([ASTA, BO, EGON])
    actions.say_complete(by=lars, change_set=read, units=[cast.solsikken.pk], at=NOW)
    gone = read.changes.filter(bucket="ended")
    assert list(gone.values_list("chosen", flat=True)) == [False, False]
    carla = gone.get(child=cast.carla)
    actions.choose_changes(by=lars, change_set=read, shown=[carla.pk], chosen=[carla.pk], at=NOW)
    apply(read)
    assert cast.carla.enrolments.get().period.upper == TODAY
    assert cast.dilan.enrolments.get().period.upper is None


@pytest.mark.parametrize(("last_day", "chosen"), [("22-11-2026", False), ("30-06-2027", True)])
def test_a_place_that_has_a_last_day_to_come_leaves_nobody_nowhere(handed_in, last_day, chosen):
    read = handed_in([line(cpr="740322-4001", navn="Asta Lindqvist-Møller", til=last_day)])
    change = read.changes.get()
    assert (change.bucket, change.chosen) == ("ended", chosen)


def test_who_has_another_place_may_leave_one_of_them_by_list(handed_in, cast, lars):
    club = ChildGroup(unit=cast.aaskolen, name="Klubben", setting=Setting.LEISURE, opened_on=TODAY)
    club.save()
    Enrolment.objects.create(child=cast.carla, group=club, setting=Setting.LEISURE, period=DateRange(TODAY, None))
    read = handed_in([ASTA, BO, EGON])
    actions.say_complete(by=lars, change_set=read, units=[cast.solsikken.pk], at=NOW)
    assert dict(read.changes.filter(bucket="ended").values_list("child", "chosen")) == {
        cast.carla.pk: True,
        cast.dilan.pk: False,
    }


def test_a_new_child_can_be_in_day_care_and_club_at_once(handed_in, apply, cast, lars):
    club = ChildGroup(unit=cast.solsikken, name="Klubben", setting=Setting.LEISURE, opened_on=TODAY)
    open_group(by=lars, group=club, at=NOW)
    rows = [line(cpr="720323-4011", navn="Ellen Kvist"), line(cpr="720323-4011", navn="Ellen Kvist", stue="Klubben")]
    apply(handed_in(rows))
    assert set(Enrolment.objects.filter(child__family_name="Kvist").values_list("setting", flat=True)) == {
        "daycare",
        "leisure",
    }
    assert buckets(handed_in(rows)) == {"unchanged": [[2, 3]]}


def test_tables_can_be_named(handed_in):
    read = handed_in([NEW])
    answer = RosterAnswer.objects.create(change_set=read, key="k", say=Say.ONE)
    part = FilePart.objects.create(change_set=read, order=0, content="x")
    for row in (read, read.source, read.changes.get(), answer, part):
        assert str(row) == str(row.pk)


MANY = [
    ASTA,
    line(
        cpr="611221-4002",
        navn="Bo Øster",
        adresse="Engen 2",
        voksen="Lone Øster",
        mobil="55559999",
        myndighed="Forælder 1",
    ),
    line(cpr="611223-4005", navn="Egon Øster-Dam"),
    line(navn="Carla Sofie von Bülow", født="30-07-2022"),
    line(cpr="690122-4004", navn="Dilan Yıldırım", beskyttet="Ja", til="31-12-2026"),
    line(cpr="650522-4006", navn="Frida Aagaard", fra="01-11-2026"),
    NEW,
    line(navn="Karl Toft", født="02-02-2023", voksen="Ulla Toft"),
    line(cpr="150122-FJ07", navn="Amira Haddad", født="15-01-2022", fra="01-02-2027"),
    line(cpr="701022-4028", navn="Bertil Krag", stue="Solstrålerne"),
    line(cpr="711022-4028", navn="Ida Krag", stue="Solstrålerne"),
]


@pytest.fixture
def decided(handed_in, decide, cast):
    read = handed_in(MANY)
    decide(read, Say.SAME, cast.carla.pk, row=5)
    decide(read, Say.NEW_GROUP, row=11)
    return read


def test_a_list_with_everything(decided, apply, cast):
    assert buckets(decided) == {"unchanged": [[2], [5]], "changed": [[3]], "moved": [[4], [7]], "ended": [[6]],
                                "new": [[8], [9], [10], [11], [12]]}  # fmt: skip
    apply(decided)
    egon = cast.egon.enrolments.order_by("period")
    assert [(e.group.name, e.period.upper) for e in egon] == [("Spurvene", TODAY), ("Blåmejserne", None)]
    cast.egon.refresh_from_db()
    assert cast.egon.family_name == "Øster-Dam"
    assert Guardian.objects.get(name="Lone Øster").phone == "55559999"
    assert ChildGroup.objects.get(name="Solstrålerne").enrolments.count() == 2
    assert cast.frida.enrolments.get(period__contains=TODAY).group == cast.blaamejserne


def test_a_second_import_of_the_same_list_changes_nothing(decided, apply, handed_in):
    apply(decided)
    before = world()
    again = handed_in(MANY, at=LATER)
    assert set(buckets(again)) == {"unchanged"}
    with pytest.raises(Refused, match="ikke valgt noget"):
        apply(again)
    assert world() == before


def test_undo_restores_exactly(decided, apply, lars, handed_in):
    before = world()
    apply(decided)
    assert world() != before
    undone = actions.undo_change_set(by=lars, change_set=decided, at=LATER)
    assert world() == before
    assert (undone.state, undone.changes.count(), undone.answers.count()) == (State.UNDONE, 0, 0)
    entry = Entry.objects.filter(verb=Verb.ROSTER_UNDONE, about_id=str(undone.pk)).latest("pk")
    assert len(entry.child_ids) == 11 - 2  # Asta and Carla were as the list says
    assert buckets(handed_in(MANY))["needs_decision"]  # what was answered is taken back as well


def test_only_what_is_chosen_is_written(decided, apply, lars, cast):
    shown = {change.numbers[0]: change.pk for change in decided.changes.all()}
    left = actions.choose_changes(
        by=lars, change_set=decided, shown=shown.values(), chosen=[shown[3], shown[8]], at=NOW
    )
    assert left == 2
    apply(decided)
    assert Child.objects.filter(family_name="Kvist").exists()
    assert not Child.objects.filter(family_name="Krag").exists()
    assert not ChildGroup.objects.filter(name="Solstrålerne").exists()
    cast.bo.refresh_from_db()
    assert cast.bo.address == "Engen 2"


def test_a_failing_row_in_the_middle_leaves_nothing(decided, apply, cast):
    """An earlier place that has ended stands in the way of a day the list gives: people refuse it."""
    ended = enrol(by=cast.actor("lars"), child=cast.egon, group=cast.spurvene, starts_on=TODAY, at=NOW)
    Enrolment.objects.filter(pk=ended.pk).delete()
    before, decided_before = world(), buckets(decided)
    change = decided.changes.get(numbers=[12])
    body = json.loads(change.body)
    change.body = change.body.replace(str(body["steps"][0]["place"]["unit_id"]), str(cast.elverhoej.pk))
    change.save()
    with pytest.raises(Refused, match="er ændret, siden listen blev læst"):
        apply(decided)
    assert (world(), buckets(decided)) == (before, decided_before)


def test_a_refusal_of_people_names_the_row_and_leaves_nothing(handed_in, apply, cast, lars):
    for day, group in ((2, cast.spurvene), (10, cast.blaamejserne)):
        enrol(by=lars, child=cast.bo, group=group, starts_on=date(2026, 11, day), at=NOW)
    read = handed_in([NEW, line(cpr="611221-4002", navn="Bo Øster", stue="Spurvene", fra="01-11-2026")])
    before = world()
    with pytest.raises(Refused, match=r"^Række 3: Barnet er allerede indmeldt.*Der er ikke skrevet noget\.$"):
        apply(read)
    assert world() == before


def test_what_was_shown_is_what_happens(decided, apply, cast, lars):
    correct_child(by=lars, child=cast.bo, address="Et andet sted", at=NOW)
    before = world()
    with pytest.raises(Refused, match="Bo Øster er ændret, siden listen blev læst"):
        apply(decided)
    assert world() == before


def test_another_list_is_written_by_nobody_else(decided, cast):
    for name in ("vera", "pia"):
        with pytest.raises(NotHere):
            actions.apply_change_set(by=cast.actor(name), change_set=decided, at=NOW)
        with pytest.raises(NotHere):
            actions.choose_changes(by=cast.actor(name), change_set=decided, shown=[], chosen=[], at=NOW)
        with pytest.raises(NotHere):
            actions.discard_change_set(by=cast.actor(name), change_set=decided, at=NOW)
        with pytest.raises(NotHere):
            actions.say_complete(by=cast.actor(name), change_set=decided, units=[], at=NOW)
        with pytest.raises(NotHere):
            actions.map_columns(by=cast.actor(name), change_set=decided, fields={}, at=NOW)
        with pytest.raises(NotHere):
            actions.undo_change_set(by=cast.actor(name), change_set=decided, at=NOW)
        with pytest.raises(NotHere):
            actions.decide_change(by=cast.actor(name), change=decided.changes.first(), say=Say.SKIP, at=NOW)


# Undoing


@pytest.fixture
def written(handed_in, apply):
    return apply(
        handed_in(
            [
                NEW,
                line(cpr="611223-4005", navn="Egon Øster"),
                line(cpr="611221-4002", navn="Bo Øster", adresse="Engen 2", voksen="Per Øster"),
            ]
        )
    )


def refuses(lars, change_set, says):
    before = world()
    with pytest.raises(Refused, match=says):
        actions.undo_change_set(by=lars, change_set=change_set, at=LATER)
    assert world() == before


def test_undo_stops_when_somebody_has_corrected_the_child(written, lars, cast):
    correct_child(by=lars, child=cast.bo, given_names="Bo Emil", at=NOW)
    refuses(lars, written, "arbejdet videre med Bo Øster")


def test_undo_stops_when_somebody_has_moved_the_child(written, lars, cast):
    enrol(by=lars, child=cast.egon, group=cast.spurvene, starts_on=TODAY + timedelta(days=7), at=NOW)
    refuses(lars, written, "arbejdet videre med Egon")


def test_undo_stops_when_somebody_has_to_do_with_a_new_child(written, lars, cast):
    ellen = Child.objects.get(family_name="Kvist")
    affiliate(by=lars, child=ellen, staff=cast.sara, reason="Forløb", starts_on=TODAY, at=NOW)
    refuses(lars, written, "arbejdet videre med Ellen Marie Kvist")


def test_undo_keeps_an_adult_that_another_child_has_come_to_have(written, lars, cast):
    per = Guardian.objects.get(name="Per Øster")
    Guardianship.objects.create(child=cast.asta, guardian=per, relation=Relation.FATHER, has_custody=True)
    actions.undo_change_set(by=lars, change_set=written, at=LATER)
    assert Guardian.objects.filter(pk=per.pk).exists()


def test_undo_stops_when_an_adult_was_corrected(written, lars, cast):
    tie = Guardianship.objects.get(guardian__name="Per Øster")
    correct_guardian(
        by=lars, guardianship=tie, at=NOW, relation=Relation.FATHER, has_custody=True, lives_with=True, phone="1"
    )
    refuses(lars, written, "arbejdet videre med Bo Øster")


def test_only_the_last_list_can_be_undone(written, handed_in, apply, lars):
    last = apply(handed_in([line(cpr="701022-4028", navn="Bertil Krag")]), at=LATER)
    assert not written.changes.exists()  # what it held for that is gone
    refuses(lars, written, "skrevet en liste efter denne")
    actions.undo_change_set(by=lars, change_set=last, at=LATER)
    with pytest.raises(Refused, match="fortrudt"):
        actions.undo_change_set(by=lars, change_set=last, at=LATER)
    refuses(lars, written, "skrevet en liste efter denne")  # nor does it become the last again


def test_a_group_gets_its_name_back(handed_in, decide, apply, lars, cast):
    rows = [line(cpr="611223-4005", navn="Egon Øster", stue="Gråspurvene")]
    read = handed_in(rows)
    decide(read, Say.RENAMED, cast.spurvene.pk)
    assert buckets(read) == {"changed": [[]], "unchanged": [[2]]}
    before = world()
    apply(read)
    cast.spurvene.refresh_from_db()
    assert cast.spurvene.name == "Gråspurvene"
    assert buckets(handed_in(rows)) == {"unchanged": [[2]]}
    actions.undo_change_set(by=lars, change_set=read, at=LATER)
    assert world() == before


def test_a_group_named_anew_since_stays_as_it_is(handed_in, decide, apply, lars, cast):
    read = handed_in([line(cpr="611223-4005", navn="Egon Øster", stue="Gråspurvene")])
    decide(read, Say.RENAMED, cast.spurvene.pk)
    apply(read)
    cast.spurvene.refresh_from_db()
    rename_group(by=lars, group=cast.spurvene, name="Solsorterne", at=NOW)
    refuses(lars, read, "fået et andet navn")


def test_a_group_that_was_named_meanwhile_stops_the_list(handed_in, decide, apply, lars, cast):
    read = handed_in([line(cpr="611223-4005", navn="Egon Øster", stue="Gråspurvene")])
    decide(read, Say.RENAMED, cast.spurvene.pk)
    rename_group(by=lars, group=cast.spurvene, name="Solsorterne", at=NOW)
    with pytest.raises(Refused, match="Gruppen Spurvene er ændret"):
        apply(read)


def test_an_adults_number_that_is_another_adults_means_that_adult(handed_in, apply, cast, lars):
    apply(
        handed_in(
            [line(cpr="740322-4001", navn="Asta Lindqvist-Møller", voksen="Lone Øster", voksen_cpr="720290-4027")]
        )
    )
    rows = [line(cpr="611221-4002", navn="Bo Øster", voksen="Lone Øster", voksen_cpr="720290-4027")]
    apply(handed_in(rows))
    tied = cast.bo.guardianships.select_related("guardian")
    assert sorted(bool(tie.guardian.cpr_hash) for tie in tied) == [False, True]
    assert buckets(handed_in(rows)) == {"unchanged": [[2]]}


def test_a_changed_answer_takes_the_name_back(handed_in, decide, cast, lars):
    read = handed_in(
        [
            line(cpr="611223-4005", navn="Egon Øster", stue="Gråspurvene"),
            line(cpr="720323-4011", navn="Ellen Kvist", stue="Nye"),
        ]
    )
    decide(read, Say.RENAMED, cast.spurvene.pk, row=2)
    decide(read, Say.RENAMED, cast.spurvene.pk, row=3)
    decide(read, Say.NEW_GROUP, row=3)
    assert read.changes.filter(cluster="group").count() == 1


def test_a_group_that_has_come_into_use_stops_the_undo(handed_in, decide, apply, lars, cast):
    read = handed_in([line(cpr="720323-4011", navn="Ellen Kvist", stue="Solstrålerne")])
    decide(read, Say.NEW_GROUP)
    apply(read)
    enrol(by=lars, child=cast.asta, group=ChildGroup.objects.get(name="Solstrålerne"), starts_on=TODAY, at=NOW)
    refuses(lars, read, "taget i brug")


# Deciding


def test_an_answer_is_for_everything_that_asked_the_same(handed_in, decide, cast):
    rows = [
        line(cpr="720323-4011", navn="Ellen Kvist", sted="Huset"),
        line(cpr="730423-4012", navn="Malthe Sand", sted="Huset"),
    ]
    read = handed_in(rows)
    decide(read, Say.THIS_UNIT, cast.solsikken.pk)
    assert buckets(read) == {"new": [[2], [3]]}
    entry = Entry.objects.filter(verb=Verb.ROSTER_DECIDED).get()
    assert entry.after == {"ask": "unit", "say": "this_unit"}


def test_a_child_out_of_the_answerers_reach_is_no_answer(handed_in, lars, cast):
    """Also when the question was asked while the child was within it, and the page is not what sends the answer."""
    read = handed_in([line(navn="Carla Sofie von Bülow", født="30-07-2022")])
    change = read.changes.get()
    Enrolment.objects.filter(child=cast.carla).update(group=cast.alfer)
    with pytest.raises(Refused, match="Vælg et af svarene"):
        actions.decide_change(by=lars, change=change, say=Say.SAME, target=str(cast.carla.pk), at=NOW)
    assert not RosterAnswer.objects.exists()
    actions.decide_change(by=lars, change=change, say=Say.SEPARATE, at=NOW)


@pytest.mark.parametrize("until", ["", "01-06-2030"])
def test_undoing_a_list_that_protected_a_child_is_a_reveal(handed_in, apply, lars, cast, until):
    if until:
        correct_child(by=lars, child=cast.asta, at=NOW, protected_until=date(2030, 1, 1))
    written = apply(handed_in([line(cpr="740322-4001", navn="Asta Lindqvist-Møller", beskyttet=until or "ja")]))
    actions.undo_change_set(by=lars, change_set=written, at=LATER)
    shown = Entry.objects.get(verb=Verb.ADDRESS_REVEALED)
    assert (shown.actor_name, shown.child_ids) == ("Lars Brandt", [cast.asta.pk])


@pytest.mark.parametrize(("say", "target"), [(Say.PICK, ""), (Say.SAME, "nobody"), (Say.SAME, "")])
def test_an_answer_must_be_one_of_those_given(handed_in, decide, say, target):
    read = handed_in([line(navn="Carla Sofie von Bülow", født="30-07-2022")])
    with pytest.raises(Refused, match="Vælg et af svarene"):
        decide(read, say, target)
    assert not RosterAnswer.objects.exists()


def test_a_question_is_answered_once(handed_in, lars, cast):
    read = handed_in([line(navn="Carla Sofie von Bülow", født="30-07-2022")])
    change = read.changes.get()
    actions.decide_change(by=lars, change=change, say=Say.SEPARATE, at=NOW)
    with pytest.raises(Refused, match="allerede besvaret"):
        actions.decide_change(by=lars, change=change, say=Say.SEPARATE, at=NOW)
    with pytest.raises(Refused, match="allerede besvaret"):
        actions.decide_change(by=lars, change=read.changes.get(), say=Say.SEPARATE, at=NOW)


def test_numbers_that_are_said_to_be_one_child_are_pointed_out(handed_in, decide, cast):
    rows = [line(cpr="900722-4041", navn="Carla von Bülow"), line(cpr="900722-4042", navn="Carla Sofie von Bülow")]
    read = handed_in(rows)
    decide(read, Say.SAME, cast.carla.pk, row=2)
    decide(read, Say.SAME, cast.carla.pk, row=3)
    assert buckets(read) == {"refused": [[2], [3]]}


# Complete lists


def test_children_a_complete_list_does_not_name_stop(handed_in, apply, tick, lars, cast):
    read = handed_in([ASTA, BO, EGON])
    assert set(buckets(read)) == {"unchanged"}
    actions.say_complete(by=lars, change_set=read, units=[cast.solsikken.pk], at=NOW)
    gone = read.changes.filter(bucket="ended")
    assert {change.child_id for change in gone} == {cast.carla.pk, cast.dilan.pk}
    before = world()
    tick(read)
    apply(read)
    assert cast.carla.enrolments.get().period.upper == TODAY
    actions.undo_change_set(by=lars, change_set=read, at=LATER)
    assert world() == before


def test_a_list_says_nothing_of_units_it_does_not_speak_of(handed_in, lars, cast):
    with pytest.raises(Refused, match="ikke noget om den enhed"):
        actions.say_complete(by=lars, change_set=handed_in([ASTA]), units=[cast.elverhoej.pk], at=NOW)


def test_completeness_can_be_taken_back(handed_in, lars, cast):
    read = handed_in([ASTA])
    actions.say_complete(by=lars, change_set=read, units=[cast.solsikken.pk], at=NOW)
    assert set(buckets(read)) == {"unchanged", "ended"}
    actions.say_complete(by=lars, change_set=read, units=[], at=NOW)
    assert set(buckets(read)) == {"unchanged"}


def test_a_child_that_has_moved_since_is_not_ended_by_the_list(handed_in, lars, cast, apply, tick):
    read = handed_in([ASTA, BO, EGON])
    actions.say_complete(by=lars, change_set=read, units=[cast.solsikken.pk], at=NOW)
    tick(read)
    enrol(by=lars, child=cast.carla, group=cast.spurvene, starts_on=TODAY, at=NOW)
    with pytest.raises(Refused, match="Et af de børn, der stopper"):
        apply(read)


def test_a_thrown_away_list_leaves_only_that_it_was_there(handed_in, lars):
    read = actions.discard_change_set(by=lars, change_set=handed_in(MANY), at=NOW)
    assert (read.state, read.changes.count(), read.parts.count()) == (State.DISCARDED, 0, 0)
    with pytest.raises(Refused, match="kasseret"):
        actions.apply_change_set(by=lars, change_set=read, at=NOW)
    with pytest.raises(Refused, match="kasseret"):
        actions.say_complete(by=lars, change_set=read, units=[], at=NOW)


def test_a_place_that_became_the_last_meanwhile_is_not_taken_unasked(handed_in, cast, lars):
    """Bo went to school too when the list was read, and so nobody was asked."""
    make.enrolment(cast.bo, cast.klasse_0a)
    read = handed_in([line(cpr="611221-4002", navn="Bo Øster", til="22-11-2026")])
    assert read.changes.get().chosen
    cast.bo.enrolments.filter(group=cast.klasse_0a).update(period=(BEGAN, TODAY))
    make.remembered()
    with pytest.raises(Refused, match="Bo Øster har ingen anden plads længere"):
        actions.apply_change_set(by=lars, change_set=read, at=NOW)
    assert cast.bo.enrolments.get(group=cast.blaamejserne).period.upper is None
