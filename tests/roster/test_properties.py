"""What must be true of every list: a second import changes nothing, and the order of rows does not matter."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from samspor.roster.rules import keeping
from samspor.roster.rules.changes import Bucket
from samspor.roster.rules.questions import ANSWERS, REMEMBERED, Answer, Say
from tests.roster.strategies import CHILDREN, ROWS
from tests.roster.world import SUN, World

ROUNDS = 40  # an answer can lead to the next question; never to more than this


def decide(world, rows, draw):
    """A person answers whatever is asked until nothing is."""
    for _ in range(ROUNDS):
        asked = {q.key: q for staged in world.stage(*rows) for q in staged.questions}
        for question in asked.values():
            says = [
                s
                for s in ANSWERS[question.ask]
                if s is not Say.SKIP and (question.candidates or s not in {Say.SAME, Say.RENAMED})
            ]
            targets = [c.target for c in question.candidates] or [""]
            world.answers[question.key] = Answer(draw(st.sampled_from(says)), draw(st.sampled_from(targets)))
        if not asked:
            return
    raise AssertionError(asked)


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, children=CHILDREN, data=st.data())
def test_a_second_import_changes_nothing(rows, children, data):
    world = World(*children)
    decide(world, rows, data.draw)
    world.apply(world.stage(*rows, complete_for=[SUN.id]))
    world.answers = {key: answer for key, answer in world.answers.items() if answer.say in REMEMBERED}
    again = world.stage(*rows, complete_for=[SUN.id])
    left = [s for s in again if s.bucket not in {Bucket.UNCHANGED, Bucket.REFUSED}]
    assert left == []


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, children=CHILDREN, seed=st.integers())
def test_the_order_of_rows_does_not_matter(rows, children, seed):
    shuffled = rows.copy()
    random.Random(seed).shuffle(shuffled)  # noqa: S311 -- to shuffle, not to hide
    first = World(*children).stage(*rows, complete_for=[SUN.id])
    assert sorted(map(repr, first)) == sorted(map(repr, World(*children).stage(*shuffled, complete_for=[SUN.id])))


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, children=CHILDREN)
def test_every_row_is_accounted_for_exactly_once(rows, children):
    changes = World(*children).stage(*rows)
    assert sorted(number for staged in changes for number in staged.numbers) == [row.number for row in rows]
    kept = [row for staged in changes for row in (*staged.rows, *staged.others)]
    assert sorted(row.number for row in kept) == [row.number for row in rows]
    assert [keeping.read(keeping.written(staged)) for staged in changes] == changes


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, children=CHILDREN)
def test_no_child_is_known_by_likeness(rows, children):
    """Without a person's answer, a row is only ever a known child when the number is the same."""
    by_id = {known.id: known for known in children}
    from tests.roster.world import keyed

    for staged in World(*children).stage(*rows):
        if staged.child_id and staged.rows:
            assert {keyed(row.cpr) for row in staged.rows} == {by_id[staged.child_id].cpr_key}
