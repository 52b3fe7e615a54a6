"""What a list would change: identity, questions and buckets."""

from datetime import date, timedelta

import pytest

from samspor.people.rules import Setting
from samspor.roster.rules.changes import Bucket, Step
from samspor.roster.rules.known import KnownGuardian
from samspor.roster.rules.questions import ANSWERS, Answer, Ask, Say
from samspor.roster.rules.rows import Reason, RefusedRow, RosterGuardian
from tests.roster.world import (
    BEGAN,
    BLUE,
    CLUB,
    RED,
    SCHOOL,
    SUN,
    TEAM,
    TODAY,
    World,
    an_id,
    child,
    enrolment,
    keyed,
    plain,
    row,
)


def fields(staged):
    return [(diff.field, diff.before, diff.after) for diff in staged.diffs]


def asks(staged):
    return [question.ask for question in staged.questions]


def test_a_known_child_in_the_same_group_is_unchanged():
    staged = World(child()).one(row())
    assert (staged.bucket, staged.child_id, staged.diffs, staged.steps) == (Bucket.UNCHANGED, child().id, (), ())


def test_an_unknown_child_is_new_and_begins_in_the_group():
    staged = World().one(row(starts_on=date(2026, 8, 1)))
    assert staged.bucket is Bucket.NEW
    assert [(s.step, s.place.group_id, s.starts_on) for s in staged.steps] == [(Step.START, BLUE.id, date(2026, 8, 1))]


@pytest.mark.parametrize(("year", "bucket"), [(TODAY.year - 26, Bucket.NEW), (TODAY.year - 27, Bucket.REFUSED)])
def test_nobody_of_another_age_is_a_new_child(year, bucket):
    """It would stop the whole list when it was written."""
    staged = World().one(row(cpr=None, birth_date=date(year, 3, 11), starts_on=date(2026, 8, 1)))
    assert staged.bucket is bucket
    assert [reason.sentence for reason in staged.reasons] == [
        "Fødselsdatoen er mere end 25 år gammel. Se den efter."
    ] * (bucket is Bucket.REFUSED)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"family_name": "Lund"}, [("family_name", "Holm", "Lund")]),
        ({"family_name": "HOLM"}, []),
        ({"address": "Engen 2"}, [("address", "", "Engen 2")]),
        ({"birth_date": date(2022, 3, 11)}, []),
        ({"replacement_number": "110322FJ07"}, [("replacement_number", "", "110322FJ07")]),
        ({"protected": True}, [("protected_until", "", "2027-11-23")]),
        ({"protected": True, "protected_until": date(2026, 12, 24)}, [("protected_until", "", "2026-12-24")]),
        ({"protected": False}, []),
    ],
)
def test_what_is_said_of_the_child_itself_is_shown_field_by_field(said, expected):
    staged = World(child()).one(row(**said))
    assert fields(staged) == expected
    assert staged.bucket is (Bucket.CHANGED if expected else Bucket.UNCHANGED)


def test_a_birth_date_that_was_missing_comes_from_the_number():
    assert fields(World(child(birth_date=None)).one(row())) == [("birth_date", "", "2022-03-11")]


def test_a_leap_day_gives_protection_a_year_that_exists():
    from samspor.roster.rules.person import a_year_from

    assert a_year_from(date(2028, 2, 29)) == date(2029, 2, 28)


# Guardians


MOTHER = KnownGuardian(
    id=an_id("mother"), name="Mie Holm", cpr_key=keyed("7101904001"), phone="55551234", has_custody=True
)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (RosterGuardian(name="Mie Holm"), []),
        (RosterGuardian(name="MIE HOLM", phone="55551234", has_custody=True), []),
        (RosterGuardian(name="Mie Lund", cpr="7101904001"), [("guardian_name", "Mie Holm", "Mie Lund")]),
        (RosterGuardian(name="Mie Holm", email="mie@example.org"), [("guardian_email", "", "mie@example.org")]),
        (RosterGuardian(name="Mie Holm", phone="55559999"), [("guardian_phone", "55551234", "55559999")]),
        (RosterGuardian(name="Mie Holm", has_custody=False), [("guardian_custody", "ja", "nej")]),
        (RosterGuardian(name="Mie Holm", cpr="7101904002"), [("guardian", "", "Mie Holm")]),
        (RosterGuardian(name="Rune Ager"), [("guardian", "", "Rune Ager")]),
    ],
)
def test_guardians_are_known_by_number_or_exact_name(said, expected):
    staged = World(child(guardians=(MOTHER,))).one(row(guardians=(said,)))
    assert fields(staged) == expected


def test_a_guardian_without_number_can_get_one():
    from dataclasses import replace

    known = child(guardians=(replace(MOTHER, cpr_key=None),))
    staged = World(known).one(row(guardians=(RosterGuardian(name="Mie Holm", cpr="7101904002"),)))
    assert fields(staged) == [("guardian_cpr", "", "7101904002")]


# Who is it


def test_the_same_name_and_birth_date_without_a_number_is_asked_about():
    staged = World(child()).one(plain())
    assert (staged.bucket, asks(staged)) == (Bucket.NEEDS_DECISION, [Ask.WHO])
    assert [c.target for c in staged.questions[0].candidates] == [str(child().id)]
    assert staged.child_id is None


def test_a_twin_is_asked_about_because_only_a_person_knows():
    assert asks(World(child()).one(plain(given_names="Alma"))) == [Ask.WHO]


def test_a_number_beside_another_number_is_another_child():
    assert World(child()).one(row(cpr="7103224002")).bucket is Bucket.NEW


def test_a_child_without_number_can_get_one_when_a_person_says_so():
    world = World(child(cpr_key=None))
    staged = world.one(row())
    assert asks(staged) == [Ask.WHO]
    world.answer(staged, Say.SAME, child().id)
    assert fields(world.one(row())) == [("cpr", "", "7103224001")]


@pytest.mark.parametrize(
    ("say", "bucket"), [(Say.SEPARATE, Bucket.NEW), (Say.SKIP, Bucket.LEFT_OUT), (Say.SAME, Bucket.UNCHANGED)]
)
def test_who_it_is_is_what_the_person_answers(say, bucket):
    world = World(child())
    world.answer(world.one(plain()), say, child().id)
    assert world.one(plain()).bucket is bucket


def test_an_answer_about_a_child_that_is_gone_is_asked_again():
    world = World(child())
    world.answer(world.one(plain()), Say.SAME, an_id("gone"))
    assert asks(world.one(plain())) == [Ask.WHO]


def test_an_answer_that_cannot_be_given_is_no_answer():
    world = World(child())
    world.answer(world.one(plain()), Say.PICK)
    assert asks(world.one(plain())) == [Ask.WHO]


def test_a_replacement_number_is_exact():
    known = child(cpr_key=None, replacement_number="110322FJ07")
    assert World(known).one(plain(replacement_number="110322FJ07")).child_id == known.id


def test_twins_in_the_list_are_two_new_children():
    staged = World().stage(plain(2, given_names="Karl"), plain(3, given_names="Kaja"))
    assert [s.bucket for s in staged] == [Bucket.NEW, Bucket.NEW]


def test_a_row_without_number_beside_the_same_name_with_one_is_asked_about():
    staged = World().stage(row(2), plain(3))
    assert [(s.bucket, s.numbers) for s in staged] == [(Bucket.NEW, (2,)), (Bucket.NEEDS_DECISION, (3,))]


# The same child twice


def test_rows_alike_are_one():
    staged = World().one(row(2), row(3))
    assert (staged.bucket, staged.numbers, len(staged.steps)) == (Bucket.NEW, (2, 3), 1)


def test_day_care_and_club_at_once_are_two_enrolments_of_one_child():
    staged = World().one(row(2), row(3, unit_name="Klubben", group_name="Hold 1"))
    assert sorted(s.setting for s in staged.steps) == [Setting.DAYCARE, Setting.LEISURE]


@pytest.mark.parametrize(
    "other",
    [
        {"group_name": "Rød"},
        {"starts_on": date(2026, 1, 1)},
        {"guardians": (RosterGuardian(name="Rune"),)},
    ],
)
def test_rows_that_contradict_each_other_are_asked_about(other):
    world = World()
    rows = row(2, guardians=(RosterGuardian(name="Mie"),)), row(3, **other)
    staged = world.one(*rows)
    assert asks(staged) == [Ask.ROWS_DIFFER]
    world.answer(staged, Say.PICK, staged.questions[0].candidates[1].target)
    assert world.one(*rows).rows == (rows[1],)
    world.answer(staged, Say.PICK, "row of another list")
    assert asks(world.one(*rows)) == [Ask.ROWS_DIFFER]
    world.answer(staged, Say.SKIP)
    assert world.one(*rows).bucket is Bucket.LEFT_OUT


def test_one_group_after_another_is_no_contradiction():
    first, then = row(2, ends_on=date(2027, 8, 1)), row(3, group_name="Rød", starts_on=date(2027, 8, 1))
    staged = World(child()).one(first, then)
    assert [(s.step, s.ends_on, s.starts_on) for s in staged.steps] == [
        (Step.END, date(2027, 8, 1), None),
        (Step.START, None, date(2027, 8, 1)),
    ]


def test_alike_but_for_a_blank_cell_is_no_contradiction():
    staged = World(child()).one(row(2, address="Engen 2"), row(3))
    assert (staged.numbers, fields(staged)) == ((2, 3), [("address", "", "Engen 2")])


def test_same_name_and_birth_date_without_number_twice_is_asked_about():
    world = World()
    rows = plain(2, address="Engen 2"), plain(3, group_name="Rød")
    staged = world.one(*rows)
    assert asks(staged) == [Ask.TOGETHER]
    world.answer(staged, Say.SEPARATE)
    assert [s.bucket for s in world.stage(*rows)] == [Bucket.NEW, Bucket.NEW]
    world.answer(staged, Say.SKIP)
    assert world.one(*rows).bucket is Bucket.LEFT_OUT
    world.answer(staged, Say.ONE)
    assert asks(world.one(*rows)) == [Ask.ROWS_DIFFER]


def test_children_kept_apart_are_known_apart_next_time():
    world = World()
    rows = plain(2, address="Engen 2"), plain(3, group_name="Rød")
    world.answer(world.one(*rows), Say.SEPARATE)
    world.apply(world.stage(*rows))
    assert [s.bucket for s in world.stage(*rows)] == [Bucket.UNCHANGED, Bucket.UNCHANGED]
    assert len(world.children) == 2


# Doubts


def test_a_number_that_belongs_to_somebody_else_is_asked_about():
    world = World(child())
    rows = row(given_names="Thea", family_name="Gren")
    staged = world.one(rows)
    assert (asks(staged), staged.child_id) == ([Ask.CLASH], child().id)
    world.answer(staged, Say.KEEP)
    assert world.one(rows).bucket is Bucket.UNCHANGED
    world.answer(staged, Say.ACCEPT)
    assert fields(world.one(rows)) == [("given_names", "Anna", "Thea"), ("family_name", "Holm", "Gren")]
    world.answer(staged, Say.SKIP)
    assert world.one(rows).bucket is Bucket.LEFT_OUT


def test_another_birth_date_than_the_known_is_a_clash():
    assert asks(World(child(birth_date=date(2022, 3, 12))).one(row(birth_date=date(2022, 3, 11)))) == [Ask.CLASH]


def test_another_birth_date_than_the_numbers_is_asked_about_until_it_is_known():
    world = World()
    odd = row(birth_date=date(2022, 3, 12))
    staged = world.one(odd)
    assert asks(staged) == [Ask.BIRTH_DATE]
    world.answer(staged, Say.ACCEPT)
    world.apply(world.stage(odd))
    assert World(*world.children.values()).one(odd).bucket is Bucket.UNCHANGED


@pytest.mark.parametrize("said", [{"protected": False}, {"protected": True, "protected_until": date(2026, 12, 1)}])
def test_protection_is_lifted_only_by_a_person(said):
    world = World(child(protected_until=date(2027, 6, 1)))
    staged = world.one(row(**said))
    assert asks(staged) == [Ask.PROTECTION]
    world.answer(staged, Say.KEEP)
    assert world.one(row(**said)).bucket is Bucket.UNCHANGED
    world.answer(staged, Say.ACCEPT)
    assert fields(world.one(row(**said))) == [("protected_until", "2027-06-01", str(said.get("protected_until", "")))]


def test_protection_that_lasts_is_not_shortened_by_a_bare_yes():
    assert World(child(protected_until=date(2027, 6, 1))).one(row(protected=True)).bucket is Bucket.UNCHANGED


# Places


@pytest.mark.parametrize(
    "said", [{"unit_number": "g1001", "unit_name": "Another name"}, {"unit_name": "SOLSIKKEN"}, {"unit_name": None}]
)
def test_the_unit_is_known_by_number_then_name_then_home(said):
    assert World(child()).one(row(**said), home=SUN.id).bucket is Bucket.UNCHANGED


def test_an_unknown_unit_is_asked_about_once_for_all_its_rows():
    world = World()
    rows = row(2, unit_name="Den gamle"), row(3, cpr="7103224002", unit_name="Den gamle")
    staged = world.stage(*rows)
    assert {s.questions[0].key for s in staged} == {staged[0].questions[0].key}
    world.answer(staged[0], Say.THIS_UNIT, SUN.id)
    assert [s.bucket for s in world.stage(*rows)] == [Bucket.NEW, Bucket.NEW]
    world.answer(staged[0], Say.THIS_UNIT, an_id("gone"))
    assert asks(world.stage(*rows)[0]) == [Ask.UNIT]
    world.answer(staged[0], Say.SKIP)
    assert [s.bucket for s in world.stage(*rows)] == [Bucket.LEFT_OUT, Bucket.LEFT_OUT]


def test_an_unknown_number_is_not_looked_up_by_name():
    assert asks(World(child()).one(row(unit_number="G9999"))) == [Ask.UNIT]


def test_a_new_group_name_is_asked_about_and_a_rename_is_one_change():
    world = World(child(), child("Bo", cpr_key=keyed("7103224002")))
    rows = row(2, group_name="Solstrålerne"), row(3, given_names="Bo", cpr="7103224002", group_name="Solstrålerne")
    staged = world.stage(*rows)
    assert asks(staged[0]) == [Ask.GROUP]
    assert [c.label for c in staged[0].questions[0].candidates] == ["Blå", "Rød"]
    world.answer(staged[0], Say.RENAMED, BLUE.id)
    changes = world.stage(*rows)
    assert [s.bucket for s in changes] == [Bucket.UNCHANGED, Bucket.UNCHANGED, Bucket.CHANGED]
    assert fields(changes[2]) == [("group_name", "Blå", "Solstrålerne")]
    world.apply(changes)
    assert [s.bucket for s in world.stage(*rows)] == [Bucket.UNCHANGED, Bucket.UNCHANGED]


def test_a_new_group_can_be_opened_or_left_out():
    world = World(child())
    new = row(group_name="Solstrålerne")
    staged = world.one(new)
    world.answer(staged, Say.NEW_GROUP)
    moved = world.one(new)
    assert (moved.bucket, moved.steps[0].place.group_id) == (Bucket.MOVED, None)
    world.answer(staged, Say.SKIP)
    assert world.one(new).bucket is Bucket.LEFT_OUT


def test_the_first_list_of_a_unit_opens_its_groups_without_asking():
    staged = World().one(row(unit_name="Åskolen", group_name="0.a"), setting=Setting.SCHOOL)
    assert (staged.bucket, staged.steps[0].setting) == (Bucket.NEW, Setting.SCHOOL)
    assert staged.steps[0].place.unit_id == SCHOOL.id


@pytest.mark.parametrize(
    ("said", "places"),
    [
        ({"group_name": None}, {}),
        ({"unit_name": None}, {}),
        ({"setting": Setting.LEISURE}, {}),
        ({"unit_name": "Åskolen", "group_name": "0.a"}, {}),
        ({"unit_name": None, "group_name": None}, {}),
        ({"ends_on": date(2025, 1, 1), "starts_on": date(2024, 1, 1)}, {}),
        ({"cpr": None, "replacement_number": "110322FJ07"}, {}),
    ],
)
def test_a_new_child_without_a_usable_place_or_birth_date_is_refused_with_a_reason(said, places):
    staged = World().one(row(**said), **places)
    assert staged.bucket is Bucket.REFUSED
    assert len(staged.reasons) == 1
    assert staged.reasons[0].sentence.endswith(".")


def test_a_list_without_places_can_still_correct_a_known_child():
    staged = World(child()).one(row(unit_name=None, group_name=None, address="Engen 2"))
    assert (staged.bucket, staged.steps) == (Bucket.CHANGED, ())


# Enrolments


@pytest.mark.parametrize(
    ("said", "step", "bucket"),
    [
        ({"group_name": "Rød"}, (Step.MOVE, None, None), Bucket.MOVED),
        ({"unit_name": "Klubben", "group_name": "Hold 1"}, (Step.START, None, None), Bucket.MOVED),
        ({"ends_on": date(2027, 1, 1)}, (Step.END, None, date(2027, 1, 1)), Bucket.ENDED),
        ({"starts_on": date(2024, 9, 1)}, (Step.ADJUST, date(2024, 9, 1), None), Bucket.CHANGED),
        ({"starts_on": BEGAN}, None, Bucket.UNCHANGED),
        ({"group_name": "Rød", "ends_on": date(2025, 1, 1)}, None, Bucket.UNCHANGED),
    ],
)
def test_where_the_child_is_said_to_be(said, step, bucket):
    staged = World(child()).one(row(**said))
    assert [(s.step, s.starts_on, s.ends_on) for s in staged.steps] == ([step] if step else [])
    assert staged.bucket is bucket


def test_a_move_stops_where_a_later_place_is_known_to_begin():
    later = enrolment(RED, starts_on=date(2027, 8, 1), id=an_id("later"))
    known = child(enrolments=(enrolment(BLUE, ends_on=date(2027, 8, 1)), later))
    world = World(known)
    world.answer(world.one(row(group_name="Ny")), Say.NEW_GROUP)
    step = world.one(row(group_name="Ny")).steps[0]
    assert (step.step, step.enrolment_id, step.ends_on) == (Step.MOVE, known.enrolments[0].id, date(2027, 8, 1))


def test_the_enrolment_with_the_same_first_day_is_meant():
    later = enrolment(BLUE, starts_on=date(2027, 8, 1), id=an_id("later"))
    known = child(enrolments=(enrolment(BLUE, ends_on=date(2027, 1, 1)), later))
    assert World(known).one(row(starts_on=date(2027, 8, 1))).bucket is Bucket.UNCHANGED


# Gone


def test_a_child_the_complete_list_does_not_name_is_ended():
    bo = child("Bo", cpr_key=keyed("7103224002"))
    staged = World(child(), bo).stage(row(), complete_for=[SUN.id])
    assert [(s.bucket, s.child_id) for s in staged] == [(Bucket.UNCHANGED, child().id), (Bucket.ENDED, bo.id)]
    assert staged[1].steps[0].enrolment_id == bo.enrolments[0].id


@pytest.mark.parametrize(
    "known",
    [
        child("Bo", cpr_key=None, enrolments=(enrolment(TEAM),)),
        child("Bo", cpr_key=None, enrolments=(enrolment(BLUE, setting=Setting.LEISURE),)),
        child("Bo", cpr_key=None, enrolments=(enrolment(BLUE, starts_on=TODAY + timedelta(days=1)),)),
        child("Bo", cpr_key=None, enrolments=(enrolment(BLUE, ends_on=TODAY + timedelta(days=1)),)),
        child("Bo", cpr_key=None, enrolments=()),
    ],
)
def test_nobody_else_is_ended(known):
    assert [s.bucket for s in World(child(), known).stage(row(), complete_for=[SUN.id])] == [Bucket.UNCHANGED]


def test_nobody_is_ended_unless_a_person_says_the_list_is_complete():
    bo = child("Bo", cpr_key=None)
    assert len(World(child(), bo).stage(row())) == 1
    assert len(World(child(), bo).stage(row(), complete_for=[CLUB.id])) == 1


def test_a_child_that_may_be_meant_is_not_taken_for_gone():
    other = child("Bo", cpr_key=keyed("7103224002"))
    asked = plain(3, given_names="Bo")
    unread = RefusedRow(number=4, reasons=(Reason(None, "Ret den."),), cpr="7103224003")
    third = child("Eva", cpr_key=keyed("7103224003"))
    buckets = [s.bucket for s in World(child(), other, third).stage(row(), asked, unread, complete_for=[SUN.id])]
    assert sorted(buckets) == [Bucket.NEEDS_DECISION, Bucket.REFUSED, Bucket.UNCHANGED]


def test_an_unread_row_without_number_says_nothing_of_anyone():
    unread = RefusedRow(number=4, reasons=(Reason(None, "Ret den."),))
    assert World(child()).one(unread).accounted == ()


def test_a_left_out_row_of_a_known_child_does_not_end_it():
    staged = World(child()).stage(row(2, group_name=None), row(3, cpr="7103224002"), complete_for=[SUN.id])
    assert sorted(s.bucket for s in staged) == [Bucket.NEW, Bucket.REFUSED]


def test_every_question_can_be_answered():
    assert set(ANSWERS) == set(Ask)
    assert Answer(Say.SKIP).target == ""


def test_alike_in_name_birth_date_and_group_is_one_child_or_left_out():
    world = World()
    rows = plain(2, address="Engen 2"), plain(3)
    staged = world.one(*rows)
    assert asks(staged) == [Ask.LISTED_TWICE]
    world.answer(staged, Say.ONE)
    assert (world.one(*rows).bucket, world.one(*rows).numbers) == (Bucket.NEW, (2, 3))
    world.answer(staged, Say.SKIP)
    assert world.one(*rows).bucket is Bucket.LEFT_OUT


def test_rows_with_different_numbers_cannot_be_one_child():
    world = World(child(cpr_key=None))
    rows = row(2), row(3, cpr="7103224002"), row(4, cpr="7103224003")
    for staged in world.stage(*rows)[:2]:
        world.answer(staged, Say.SAME, child().id)
    assert [(s.numbers, s.bucket) for s in world.stage(*rows)] == [
        ((2,), Bucket.REFUSED),
        ((3,), Bucket.REFUSED),
        ((4,), Bucket.NEEDS_DECISION),
    ]


def test_a_group_that_is_still_named_or_named_twice_has_not_got_a_new_name():
    world = World()
    staged = world.stage(row(2, group_name="Ny"), row(3, cpr="7103224002"))
    assert [c.label for c in staged[0].questions[0].candidates] == ["Rød"]
    two = row(2, group_name="Ny"), row(3, cpr="7103224002", group_name="Nyere")
    for staged in world.stage(*two):
        world.answer(staged, Say.RENAMED, RED.id)
    assert [asks(s) for s in world.stage(*two)] == [[Ask.GROUP], [Ask.GROUP]]


# Slips of the pen


def test_two_names_with_one_number_are_both_in_the_question():
    world = World()
    rows = row(5, given_names="Bo", family_name="Øster"), row(32, given_names="Thea", family_name="Gren")
    staged = world.one(*rows)
    question = staged.questions[0]
    assert (question.ask, question.about) == (Ask.SAME_NUMBER, "Bo Øster (række 5) og Thea Gren (række 32)")
    assert [c.label for c in question.candidates] == ["Bo Øster (række 5)", "Thea Gren (række 32)"]
    world.answer(staged, Say.PICK, question.candidates[1].target)
    assert world.one(*rows).rows == (rows[1],)


@pytest.mark.parametrize(
    ("known", "listed", "label"),
    [
        ({"birth_date": date(2022, 3, 13)}, plain(), "Anna Holm i Blå, født 13. marts 2022"),
        ({"birth_date": None, "cpr_key": None}, plain(), "Anna Holm i Blå, uden fødselsdato"),
        ({"birth_date": date(2022, 11, 3), "cpr_key": None}, row(), "Anna Holm i Blå, født 3. november 2022"),
    ],
)
def test_the_same_name_in_the_same_group_is_asked_about(known, listed, label):
    world = World(child(**known))
    staged = world.one(listed)
    assert (asks(staged), staged.questions[0].about) == ([Ask.ALIKE], label)
    assert [known_id for known_id, _ in staged.accounted] == [child().id]
    world.answer(staged, Say.SEPARATE)
    assert world.one(listed).bucket is Bucket.NEW


def test_the_same_child_with_another_birth_date_is_asked_which_is_right():
    world = World(child(birth_date=date(2022, 3, 13)))
    world.answer(world.one(plain()), Say.SAME, child().id)
    staged = world.one(plain())
    assert (asks(staged), staged.child_id) == ([Ask.FACTS], child().id)
    world.answer(staged, Say.KEEP)
    assert world.one(plain()).bucket is Bucket.UNCHANGED
    world.answer(staged, Say.ACCEPT)
    assert fields(world.one(plain())) == [("birth_date", "2022-03-13", "2022-03-11")]


@pytest.mark.parametrize(
    ("known", "listed"),
    [
        ({}, row(cpr="7203224001")),  # two numbers are two children
        ({"birth_date": date(2022, 3, 13), "enrolments": (enrolment(RED),)}, plain()),
        ({"birth_date": date(2022, 3, 13), "elsewhere": True}, plain()),
        ({"birth_date": date(2022, 3, 13)}, plain(given_names="Alma")),
    ],
)
def test_likeness_asks_only_about_the_same_name_in_the_same_group(known, listed):
    assert World(child(**known)).one(listed).bucket is Bucket.NEW


def test_two_children_of_one_name_stay_two_children():
    world = World()
    rows = plain(2, address="Engen 2"), plain(3, address="Havnen 9")
    staged = world.one(*rows)
    assert asks(staged) == [Ask.LISTED_TWICE]
    world.answer(staged, Say.SEPARATE)
    both = world.stage(*rows)
    assert [one.bucket for one in both] == [Bucket.NEW, Bucket.NEW]
    assert world.stage(*(row for one in both for row in one.rows)) == both  # as when it is looked at once more
    world.apply(both)
    assert sorted(known.address for known in world.children.values()) == ["Engen 2", "Havnen 9"]
    again = world.stage(*rows)
    assert [one.bucket for one in again] == [Bucket.UNCHANGED, Bucket.UNCHANGED]
    assert len({one.child_id for one in again}) == 2


@pytest.mark.parametrize(("ends_on", "bucket"), [(date(2027, 1, 1), "ended"), (date(2027, 9, 1), "changed")])
def test_a_later_last_day_is_another_enrolment_and_no_end(ends_on, bucket):
    """To end is to shorten."""
    known = child(enrolments=(enrolment(BLUE, ends_on=date(2027, 6, 1)),))
    staged = World(known).one(row(ends_on=ends_on))
    assert staged.bucket == bucket
