"""A round in figures: they add up, nothing small can be found in them, and nobody is measured."""

import re
from datetime import timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.screening import actions, pages, queries, rules
from samspor.screening.models import Assessment, RoundUnit
from samspor.screening.rules import Position, Way
from tests import factories as make
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude
from tests.screening.test_views import text

G, Y, R = Position.GREEN, Position.YELLOW, Position.RED
WORDS = st.sampled_from([G, Y, R])
KEYS = [UUID(int=number) for number in range(60)]
POSITIONS = st.dictionaries(st.sampled_from(KEYS), WORDS)


@given(before=POSITIONS, now=POSITIONS)
def test_the_matrix_sums_to_the_stock(before, now):
    found = rules.moved(before, now)
    *rows, totals = found.cells
    assert list(totals[:-1]) == [sum(word == one for word in now.values()) for one in rules.TO]
    assert totals[-1] == len(now) == sum(sum(row[:-1]) for row in rows)
    assert [row[-1] for row in rows] == [sum(row[:-1]) for row in rows]
    assert rows[-1][-1] == len(now.keys() - before.keys())


@given(before=POSITIONS, now=POSITIONS)
def test_no_small_cell_is_shown(before, now):
    found = rules.moved(before, now)
    for row, line in enumerate(found.cells):
        for column, number in enumerate(line):
            shown = found.shown(row, column)
            assert shown in {None, number}
            assert shown is None or shown >= rules.SMALLEST


TABLES = st.sampled_from([(1, 2), (1, 3), (2, 2)]).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 9), min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def could_be(cells, hidden):
    """By trying: every table with the shown numbers and totals, each hidden number up to a few more than it can be."""
    rows, columns = len(cells) - 1, len(cells[0]) - 1
    inner = list(product(range(rows), range(columns)))
    free = [cell for cell in inner if cell in hidden]
    for numbers in product(range(13), repeat=len(free)):
        tried = dict(zip(free, numbers, strict=True))
        table = rules.with_totals(
            [[tried.get((row, column), cells[row][column]) for column in range(columns)] for row in range(rows)]
        )
        everywhere = product(range(rows + 1), range(columns + 1))
        if all(table[row][column] == cells[row][column] for row, column in everywhere if (row, column) not in hidden):
            yield table


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_no_hidden_cell_can_be_found_from_what_is_shown(inner):
    cells = rules.with_totals(inner)
    hidden = rules.hidden_in(cells)
    found: dict[tuple[int, int], set[int]] = {cell: set() for cell in hidden}
    for table in could_be(cells, hidden):
        for row, column in hidden:
            found[row, column].add(table[row][column])
    assert all(len(numbers) > 1 for numbers in found.values())


def blocks(cells, hidden):
    """The hidden cells of every choice of rows and columns."""
    choices = [[one for one in product((0, 1), repeat=len(side) - 1) if any(one)] for side in (cells, cells[0])]
    for down, across in product(*choices):
        yield {(row, column) for row, column in hidden if (*down, 0)[row] and (*across, 0)[column]}


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_no_few_hidden_children_can_be_found_by_subtraction(inner):
    """Neither in one cell nor in some together: whatever is the same in every possible table is five or more."""
    cells = rules.with_totals(inner)
    hidden = rules.hidden_in(cells)
    tables = list(could_be(cells, hidden))
    for block in filter(None, blocks(cells, hidden)):
        sums = {sum(table[row][column] for row, column in block) for table in tables}
        assert len(sums) > 1 or sums.pop() >= rules.SMALLEST


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        # 40 less 39 would be one child who was green and is so no longer; 8 less 6 two who are new and are not.
        (
            [[39, 1, 0], [3, 4, 0], [0, 0, 0], [6, 2, 0]],
            [[39, None, None, None], [None] * 4, [None] * 4, [6, None, None, None], [None, None, None, 55]],
        ),
        # 49 less 48 would be one child who is not green.
        (
            [[35, 1, 0], [1, 0, 0], [0, 0, 0], [12, 0, 0]],
            [[35, None, None, None], [None] * 4, [None] * 4, [None] * 4, [None, None, None, 49]],
        ),
    ],
)
def test_what_is_left_of_a_total_is_never_a_few_children(inner, shown):
    cells = rules.with_totals(inner)
    found = rules.Moved(cells, rules.hidden_in(cells))
    assert [[found.shown(row, column) for column in range(4)] for row in range(5)] == shown


@settings(max_examples=60, deadline=None)
@given(TABLES, st.data())
def test_what_is_called_safe_is_exactly_what_has_another_answer(inner, data):
    cells = rules.with_totals(inner)
    every = list(product(range(len(cells)), range(len(cells[0]))))
    hidden = frozenset(data.draw(st.sets(st.sampled_from(every), min_size=1)))
    tables = list(could_be(cells, hidden))
    for cell in hidden:
        assert rules.is_safe(cells, hidden, cell) == (len({table[cell[0]][cell[1]] for table in tables}) > 1)


@given(st.lists(st.lists(st.integers(0, 40), min_size=3, max_size=3), min_size=4, max_size=4))
def test_a_whole_matrix_is_safe_in_every_hidden_cell(inner):
    cells = rules.with_totals(inner)
    hidden = rules.hidden_in(cells)
    assert all(rules.is_safe(cells, hidden, cell) for cell in hidden)


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [((20, 12), set()), ((20, 4), {0, 1}), ((20, 0), {0, 1, 2}), ((5, 5), set()), ((3, 1), {0, 1, 2}),
     ((20, 4, 12), {0, 1, 2}), ((20, 4, 3), {1, 2})],
)  # fmt: skip
def test_one_small_number_takes_another_with_it(numbers, hidden):
    assert rules.hidden_in_line(numbers) == hidden


@pytest.mark.parametrize(
    ("views", "agreed"),
    [({}, (0, 0)), ({1: [G]}, (0, 0)), ({1: [G, G]}, (1, 0)), ({1: [G, Y], 2: [R, R], 3: [G]}, (1, 1)),
     ({1: [G, G, R]}, (0, 1))],
)  # fmt: skip
def test_agreement_is_of_children_two_have_looked_at(views, agreed):
    assert rules.agreed(views) == agreed


def many(**counts: int):
    """`many(green_green=12)`: positions before and now, by child."""
    before, now = {}, {}
    for pair, number in counts.items():
        then, to = pair.split("_")
        for _ in range(number):
            child = uuid4()
            now[child] = to
            if then != "new":
                before[child] = then
    return rules.moved(before, now)


def figures(found, agreed=(0, 0), before="Forår 2026"):
    return pages.figures(found, children=99, agreed=agreed, before=before)


def test_figures_say_and_draw_only_what_is_shown():
    shown = figures(many(green_green=30, green_yellow=8, yellow_green=9, yellow_yellow=12, red_red=2), (20, 10))
    assert shown.sentence == "30 børn var i grøn i runden før og er det stadig."
    assert len(shown.ribbons) == 3  # 61 less all four would be the two who are red
    assert all(bar.y + bar.high <= 480 for bar in shown.bars)
    assert shown.alike == "To så hver for sig på 30 børn. De så ens på 20 og forskelligt på 10."
    drawn = {ribbon.title.split(" ")[0] for ribbon in shown.ribbons}
    told = {number for _, numbers in shown.lines for number in numbers}
    assert drawn <= told
    assert "2" not in told
    assert {bar.number for bar in shown.bars} <= told
    pairs = {f"{then}_{to}": 6 for then in ("green", "yellow", "red", "new") for to in rules.TO}
    assert "40 børn var i grøn i runden før og er nu i gul." in figures(many(**pairs | {"green_yellow": 40})).sentence


def test_two_tables_that_show_the_same_are_drawn_the_same():
    """The picture knows nothing that the table does not say."""
    same = {
        "green_green": 120, "green_yellow": 30, "yellow_green": 25, "yellow_yellow": 40, "yellow_red": 8,
        "red_yellow": 9, "red_red": 12, "new_green": 20, "new_yellow": 7, "new_red": 3,
    }  # fmt: skip
    one, other = (figures(many(**same, green_red=few, red_green=5 - few)) for few in (2, 3))
    assert one.lines == other.lines
    assert (one.bars, one.ribbons) == (other.bars, other.ribbons)


def test_figures_of_few_say_so():
    shown = figures(many(green_green=3, yellow_red=1), (3, 1))
    assert "så små" in shown.sentence
    assert "færre end fem" in shown.alike
    assert shown.ribbons == []
    assert {number for _, numbers in shown.lines for number in numbers} == {"skjult"}
    assert (shown.is_all_hidden, shown.in_all) == (True, "")


def test_a_table_of_hidden_numbers_with_one_sum_is_a_sentence_too():
    shown = figures(many(green_green=4, green_yellow=4, yellow_red=3))
    words = [number for _, numbers in shown.lines for number in numbers]
    assert words.count("skjult") == len(words) - 1
    assert (shown.is_all_hidden, shown.in_all) == (True, "11")
    assert figures(many(green_green=30, yellow_yellow=30, red_red=30)).is_all_hidden is False


def test_figures_of_a_first_round_have_no_picture():
    assert figures(many(new_green=30), before="").ribbons == []


@pytest.fixture
def earlier(cast, opened) -> RoundUnit:
    made = actions.plan_round(
        by=cast.actor("lars"), label="Forår 2026", area="daycare", opens_on=TODAY - timedelta(days=200),
        closes_on=TODAY - timedelta(days=100), instrument=opened.round.instrument, units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    return actions.record_notice(
        by=cast.actor("lars"), round_unit=made.units.get(), notice_on=TODAY - timedelta(days=210), way=Way.TALK, at=NOW
    )


def looked(cast, held: RoundUnit, at, then) -> None:
    """Pia and Mads look, alike, and conclude the same."""
    for child, position in then.items():
        for name in ("pia", "mads"):
            by = cast.actor(name, at=at)
            own = actions.set_mark(by=by, round_unit=held, child=child, position=position, at=at)
            actions.hand_in(by=by, round_unit=held, group=own.assessment.group, at=at)
        one = Assessment.objects.get(round_unit=held, child=child)
        actions.conclude(
            by=cast.actor("pia", at=at), assessment=one, position=position, justification="Fordi", at=at,
            participants=[cast.pia.pk, cast.mads.pk],
        )  # fmt: skip


@pytest.fixture
def two_rounds(cast, opened, earlier, grow):
    grow(cast.blaamejserne, 14)
    children = sorted((one.child for one in queries.children_of(cast.actor("pia"), opened)), key=lambda one: one.name)
    then = {child: G if number < 12 else Y for number, child in enumerate(children[:18])}
    now = {child: G if number < 10 else Y for number, child in enumerate(children[:17])}
    looked(cast, earlier, NOW - timedelta(days=150), then)
    looked(cast, opened, NOW, now)
    return opened, then, now


def test_the_leader_sees_a_round_in_figures_and_who_is_missing(cast, two_rounds, as_):
    held, then, now = two_rounds
    found = rules.moved(queries.positions_in(queries.rounds_before([held])), queries.positions_in([held]))
    assert found == rules.moved(
        {child.pk: word for child, word in then.items()}, {child.pk: word for child, word in now.items()}
    )
    lars = as_("lars")
    board = text(lars.get(reverse("screening:board", args=[held.pk])))
    address = reverse("screening:overview", args=[held.pk])
    assert address in board
    page = text(lars.get(address))
    shown = pages.figures(found, children=0, agreed=(0, 0), before="Forår 2026")
    assert shown.sentence in page
    assert "Der sammenlignes med Forår 2026" in page
    assert "ikke til at måle mennesker" in page
    names = {one.child.name for one in queries.children_of(cast.actor("lars"), held)}
    missing = names - {child.name for child in now}
    assert missing
    assert all(name in page for name in missing)
    assert cast.asta in now
    assert "Lindqvist" not in page
    assert not any(name in page for name in ("Pia Holm", "Mads Kjær"))
    assert Entry.objects.filter(verb=Verb.FIGURES_SEEN, actor_id=cast.lars.account_id).exists()
    assert set(re.findall(r'data-title="(?:Grøn|Gul|Rød) nu"><div class="app-cell">(\d+)<', page)) <= {"10", "7", "17"}


@pytest.mark.parametrize("name", ["pia", "else_", "vera", "anna", "jens", "dorte", "sara"])
def test_the_leaders_figures_are_the_leaders(cast, opened, as_, name):
    assert as_(name).get(reverse("screening:overview", args=[opened.pk])).status_code == 404
    assert "Runden i tal" not in text(as_("pia").get(reverse("screening:board", args=[opened.pk])))


def test_a_first_round_and_a_whole_group_seen(cast, opened, as_):
    looked(cast, opened, NOW, {cast.egon: G})
    page = text(as_("lars").get(reverse("screening:overview", args=[opened.pk])))
    assert "ingen tidligere runde" in page
    assert "Alle er set" in page


@pytest.fixture
def in_three_places(cast, two_rounds):
    """Both rounds, announced in two units more."""
    make.remembered()
    for one in RoundUnit.objects.filter(unit=cast.solsikken):
        for unit in (cast.elverhoej, cast.dagplejen):
            RoundUnit.objects.create(round=one.round, unit=unit, notice_on=one.notice_on, notice_way=Way.TALK)
    return two_rounds


@pytest.mark.parametrize("name", ["jens", "dorte"])
def test_directors_see_whole_rounds_and_no_name(cast, in_three_places, as_, name):
    held, then, _ = in_three_places
    client = as_(name)
    listed = client.get(reverse("screening:rounds_in_figures"))
    assert "Efterår 2026" in text(listed)
    assert "Runder i tal" in text(client.get("/"))
    page = text(client.get(reverse("screening:totals", args=[held.round_id])))
    assert "Der sammenlignes med Forår 2026" in page
    assert not any(child.family_name in page for child in then if child.family_name != "Tal")
    assert not any(person in page for person in ("Pia Holm", "Mads Kjær"))
    assert Entry.objects.filter(verb=Verb.FIGURES_SEEN).latest("pk").child_ids == []


WHO_LEFT = "kunne pege på et barn, der er flyttet"


@pytest.mark.parametrize(("places", "may"), [(1, False), (2, False), (3, True), (40, True)])
def test_few_places_are_not_compared(places, may):
    assert rules.may_compare(places) is may


def test_in_few_places_two_rounds_tell_directors_of_nobody_who_has_left(cast, two_rounds, as_):
    """18 then, 17 of them now: 6 were yellow, and of those with a position now 5 were. One who was yellow has gone."""
    held, then, now = two_rounds
    before, after = (list(one.values()).count(Y) for one in (then, {child: then[child] for child in now}))
    assert before - after == 1
    for whole in queries.rounds_before([held])[0].round_id, held.round_id:
        page = text(as_("dorte").get(reverse("screening:totals", args=[whole])))
        assert WHO_LEFT in page
        assert "Der sammenlignes" not in page
        assert "Ny i runden" not in page  # of whom nothing is known
        assert "Fra sidste runde" not in page
    assert WHO_LEFT not in text(as_("lars").get(reverse("screening:overview", args=[held.pk])))


def test_the_leader_is_told_why_two_rounds_are_not_hidden_from_each_other(two_rounds, as_):
    held, _, _ = two_rounds
    assert "skjult i hver runde for sig" in text(as_("lars").get(reverse("screening:overview", args=[held.pk])))


def test_directors_before_any_round(as_):
    assert "Ingen runde er åbnet endnu" in text(as_("dorte").get(reverse("screening:rounds_in_figures")))


@pytest.mark.parametrize("name", ["pia", "lars", "ali", "olga"])
def test_whole_rounds_are_not_for_everybody(cast, opened, as_, name):
    assert as_(name).get(reverse("screening:totals", args=[opened.round_id])).status_code == 404
    assert as_(name).get(reverse("screening:rounds_in_figures")).status_code == 404
    assert "Runder i tal" not in text(as_(name).get("/"))


def test_a_round_before_is_of_the_same_area_and_unit_and_was_announced(cast, opened, earlier):
    assert queries.rounds_before([opened]) == [earlier]
    assert queries.rounds_before([earlier]) == []
    assert queries.rounds_before([]) == []
    type(earlier.round).objects.filter(pk=earlier.round_id).update(area="school")
    assert queries.rounds_before([opened]) == []


def test_views_of_one_are_counted_nowhere(cast, opened, assess):
    conclude(cast, assess("asta", pia=G, mads=Y), G)
    assess("bo", pia=R)
    assert rules.agreed(queries.views_in([opened])) == (0, 1)


def test_figures_ask_no_more_for_more_children(cast, opened, earlier, as_, grow):
    lars, address = as_("lars"), reverse("screening:overview", args=[opened.pk])
    lars.get(address)
    with CaptureQueriesContext(connection) as few:
        lars.get(address)
    grow(cast.blaamejserne, 30)
    with CaptureQueriesContext(connection) as many_:
        lars.get(address)
    assert len(many_) == len(few)


@pytest.mark.parametrize(
    ("alone", "said"),
    [(0, "Ingen blev vurderet"), (1, "1 barn blev vurderet af én"), (4, "4 børn blev vurderet af én")],
)
def test_how_many_one_looked_at_alone_is_told_whatever_the_number(alone, said):
    shown = pages.figures(rules.moved({}, {}), children=9, agreed=(0, 0), before="", alone=alone)
    assert shown.alone.startswith(said)


def test_one_alone_in_a_round_is_counted_for_the_leader(as_, cast, opened, assess):
    held = assess("asta", pia=Position.GREEN)
    actions.choose_single_assessor(by=cast.actor("pia"), assessment=held, reason="Mads er på orlov til foråret", at=NOW)
    page = text(as_("lars").get(reverse("screening:overview", args=[opened.pk])))
    assert "1 barn blev vurderet af én alene" in page
    assert "Besøg er ikke med her" in page
