"""Who is responsible: by table, without a database. A day is a number; over sun and elf is north, over that the top."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from samspor.access.rules import Role
from samspor.pathways.rules.around import Around, Cover, Job, Stay
from samspor.pathways.rules.baton import TICK, Baton, Offered, Why, after, falls, lapses_on, midnight, responsible

MONDAY = date(2026, 11, 23)
TOP, NORTH, SUN, ELF, SCHOOL = (UUID(int=number) for number in range(1, 6))
ABOVE = {TOP: None, NORTH: TOP, SUN: NORTH, ELF: NORTH, SCHOOL: NORTH}


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def at(number: int, hour: int = 12) -> datetime:
    return midnight(day(number)) + timedelta(hours=hour)


def job(key: int, unit: UUID, role: Role = Role.PEDAGOGUE, begins: int = -100, ends: int | None = None, **more) -> Job:
    staff = UUID(int=more.get("staff", key))
    return Job(UUID(int=key), staff, unit, role, day(begins), None if ends is None else day(ends))


PIA, MADS, LARS = job(10, SUN), job(11, SUN), job(12, SUN, Role.UNIT_LEADER)
EVA, NINA, DORTE = job(13, ELF, Role.UNIT_LEADER), job(14, NORTH, Role.UNIT_LEADER), job(15, UUID(int=9), Role.DIRECTOR)
HELD = Baton(PIA.key, PIA.staff, SUN, at(0), Why.OPENED, SUN)
HERE = (Stay(SUN, day(-50)),)
MOVES = (Stay(SUN, day(-50), day(5)), Stay(ELF, day(5)))


def around(*jobs: Job, stays=HERE, covers=()) -> Around:
    return Around({one.key: one for one in jobs}, ABOVE, tuple(stays), tuple(covers))


def ends(one: Job, on: int) -> Job:
    return replace(one, to_on=day(on))


def who(world: Around, moment: datetime, baton: Baton = HELD) -> Job:
    return world.jobs[responsible(baton, world, moment).job]


OFFERED = replace(HELD, offer=Offered(UUID(int=99), ELF, day(4)))
CASES = {
    "who opened it holds it": (around(PIA, LARS), HELD, at(300), PIA),
    "the moment before the employment ends": (around(ends(PIA, 3), LARS), HELD, midnight(day(3)) - TICK, PIA),
    "the moment it ends": (around(ends(PIA, 3), LARS), HELD, midnight(day(3)), LARS),
    "a new contract in the same place": (
        around(ends(PIA, 3), job(20, SUN, staff=10, begins=3), LARS), HELD, at(3), job(20, SUN, staff=10, begins=3),
    ),
    "a new contract in another place is a new work": (
        around(ends(PIA, 3), job(20, ELF, staff=10, begins=3), LARS), HELD, at(3), LARS,
    ),
    "a unit without a leader: the unit above": (around(ends(PIA, 3), NINA, DORTE), HELD, at(3), NINA),
    "nobody up to the top: the director": (around(ends(PIA, 3), DORTE), HELD, at(3), DORTE),
    "nobody at all: it stays with the last one": (around(ends(PIA, 3)), HELD, at(3), ends(PIA, 3)),
    "until somebody leads": (
        around(ends(PIA, 3), job(21, NORTH, Role.UNIT_LEADER, begins=8)), HELD, at(8),
        job(21, NORTH, Role.UNIT_LEADER, begins=8),
    ),
    "of two leaders, who has led longest": (
        around(ends(PIA, 3), LARS, job(22, SUN, Role.UNIT_LEADER, begins=-200)), HELD, at(3),
        job(22, SUN, Role.UNIT_LEADER, begins=-200),
    ),
    "a work that is shown no baton carries none": (
        around(ends(PIA, 3), job(20, SUN, Role.PROJECT_LEADER, staff=10, begins=3), LARS), HELD, at(3), LARS,
    ),
    "of two works in one place, the one that carries it": (
        around(ends(PIA, 3), job(20, SUN, Role.OFFERS_EDITOR, staff=10), job(21, SUN, staff=10), LARS), HELD, at(3),
        job(21, SUN, staff=10),
    ),
    "a leader who can not sign in is passed by": (
        around(ends(PIA, 3), replace(LARS, signs_in=False), NINA), HELD, at(3), NINA,
    ),
    "and so is a director": (around(ends(PIA, 3), replace(DORTE, signs_in=False)), HELD, at(3), ends(PIA, 3)),
    "the leader it fell to ends too": (around(ends(PIA, 3), ends(LARS, 6), NINA), HELD, at(6), NINA),
    "a nearer leader takes over from one above": (
        around(ends(PIA, 3), NINA, job(23, SUN, Role.UNIT_LEADER, begins=9)), HELD, at(9),
        job(23, SUN, Role.UNIT_LEADER, begins=9),
    ),
    "a leader who holds it by choice keeps it": (
        around(NINA, job(23, SUN, Role.UNIT_LEADER, begins=9)), replace(HELD, job=NINA.key, staff=NINA.staff), at(9),
        NINA,
    ),
    "the day before the child moves": (around(PIA, LARS, EVA, stays=MOVES), HELD, midnight(day(5)) - TICK, PIA),
    "the day it moves": (around(PIA, LARS, EVA, stays=MOVES), HELD, midnight(day(5)), EVA),
    "to a place without a leader": (around(PIA, LARS, NINA, stays=MOVES), HELD, at(5), NINA),
    "to another room of the same unit": (
        around(PIA, LARS, stays=(Stay(SUN, day(-50), day(5)), Stay(SUN, day(5)))), HELD, at(9), PIA,
    ),
    "a summer between two places": (
        around(PIA, LARS, EVA, stays=(Stay(SUN, day(-50), day(5)), Stay(ELF, day(40)))), HELD, at(39), PIA,
    ),
    "and the day it begins": (
        around(PIA, LARS, EVA, stays=(Stay(SUN, day(-50), day(5)), Stay(ELF, day(40)))), HELD, at(40), EVA,
    ),
    "a first place is no move": (
        around(PIA, LARS, EVA, stays=(Stay(ELF, day(7)),)), replace(HELD, child_unit=None), at(8), PIA,
    ),
    "but the next is": (
        around(PIA, LARS, EVA, stays=(Stay(ELF, day(7), day(9)), Stay(SUN, day(9)))), replace(HELD, child_unit=None),
        at(9), LARS,
    ),
    "school counts before the club": (
        around(PIA, LARS, EVA, stays=(Stay(SUN, day(-50)), Stay(ELF, day(2)))), HELD, at(3), PIA,
    ),
    "an offer changes nothing": (around(PIA, LARS, EVA), OFFERED, midnight(day(4)) - TICK, PIA),
    "until it lapses: the receiving unit's leader": (around(PIA, LARS, EVA), OFFERED, midnight(day(4)), EVA),
    "an offer outlives who made it": (around(ends(PIA, 2), LARS, EVA), OFFERED, at(2), LARS),
    "and lapses all the same": (around(ends(PIA, 2), LARS, EVA), OFFERED, at(4), EVA),
    "a move overtakes an offer": (
        around(PIA, LARS, NINA, stays=(Stay(SUN, day(-50), day(2)), Stay(SCHOOL, day(2)))), OFFERED, at(6), NINA,
    ),
    "the register is put right after it was taken": (around(ends(PIA, -1), LARS), HELD, at(1), LARS),
}  # fmt: skip


@pytest.mark.parametrize(("world", "baton", "moment", "expected"), CASES.values(), ids=list(CASES))
def test_responsible_is(world, baton, moment, expected):
    assert who(world, moment, baton).key == expected.key


def covered(*, by: Job = MADS, of: Job = PIA) -> tuple[Cover, ...]:
    return (Cover(of.staff, by.key, day(2), day(5)),)


@pytest.mark.parametrize(
    ("world", "moment", "expected"),
    [
        (around(PIA, MADS, LARS, covers=covered()), midnight(day(2)) - TICK, PIA),
        (around(PIA, MADS, LARS, covers=covered()), midnight(day(2)), MADS),
        (around(PIA, MADS, LARS, covers=covered()), midnight(day(5)) - TICK, MADS),
        (around(PIA, MADS, LARS, covers=covered()), midnight(day(5)), PIA),
        (around(PIA, ends(MADS, 3), LARS, covers=covered()), at(3), PIA),
        (around(ends(PIA, 3), MADS, LARS, covers=covered()), at(3), LARS),
    ],
    ids=["before", "first day", "last day", "back", "who stood in has gone", "the baton is another's now"],
)
def test_a_substitute_answers_while_the_holder_is_away(world, moment, expected):
    assert who(world, moment).key == expected.key


def test_a_substitute_answers_and_the_baton_stays():
    found = responsible(HELD, around(PIA, MADS, LARS, covers=covered()), at(3))
    assert (found.stands_in, found.baton) == (True, HELD)


def test_what_came_of_itself_is_told_in_order():
    world = around(ends(PIA, 2), ends(LARS, 7), NINA, EVA, stays=MOVES)
    told = [(one.why, one.job, one.since) for one in falls(HELD, world, at(20))]
    assert told == [
        (Why.EMPLOYMENT_ENDED, LARS.key, at(20)),
        (Why.CHILD_MOVED, EVA.key, at(20) + TICK),
    ]


@pytest.mark.parametrize(
    ("held_since", "seen", "begins"),
    [
        (at(0), at(2), midnight(day(2))),
        (at(0), at(3), at(3)),
        (at(2, 9), at(2, 15), at(2, 15)),
        (at(4), at(9), at(9)),
    ],
    ids=["on the day", "known a day late", "known after somebody took it that day", "after somebody took it since"],
)
def test_what_is_known_late_begins_when_it_is_known(held_since, seen, begins):
    """Who acted in good faith held it until then, and nobody is written as responsible for what they could not see."""
    found = falls(replace(HELD, since=held_since), around(ends(PIA, 2), LARS), seen)
    assert [(one.job, one.since) for one in found] == [(LARS.key, begins)]


def test_two_things_of_the_same_day_come_after_each_other():
    world = around(ends(PIA, 4), NINA, EVA, stays=(Stay(SUN, day(-50), day(4)), Stay(SCHOOL, day(4))))
    found = falls(replace(OFFERED, since=midnight(day(4))), world, at(4))
    assert [one.since for one in found] == [midnight(day(4)) + TICK]


def test_the_work_it_was_offered_to_is_asked_first():
    """A psychologist who also is something else is let in as what they were asked as."""
    world = around(job(8, SUN, staff=10), PIA)
    assert [world.same_work(one, day(0)) for one in (PIA.key, UUID(int=8))] == [PIA.key, UUID(int=8)]


def test_a_new_contract_does_not_make_a_leader_let_go():
    """It fell to them: under the new contract it is still theirs as leader."""
    again = job(30, SUN, Role.UNIT_LEADER, begins=6, staff=12)
    world = around(ends(PIA, 2), ends(LARS, 6), again, NINA)
    found = falls(HELD, world, at(8))
    assert [(one.job, one.why) for one in found][-1] == (again.key, Why.EMPLOYMENT_ENDED)


@pytest.mark.parametrize(
    ("offered", "last"),
    [(0, 3), (3, 8), (4, 9), (5, 9)],
    ids=["monday", "thursday", "friday", "saturday"],
)
def test_three_working_days_run_from_the_day_after(offered, last):
    assert lapses_on(day(offered), days=3) == day(last) + timedelta(days=1)


def test_lapses_on_knows_holidays():
    assert lapses_on(date(2027, 3, 24), days=3) == date(2027, 4, 2)  # Easter: Thursday, Friday and Monday do not count


def test_after_puts_what_follows_later_than_what_was():
    assert after(at(1), at(1)) == at(1) + TICK
    assert after(at(1), at(0)) == at(1) + TICK
    assert after(at(1), at(2)) == at(2)
