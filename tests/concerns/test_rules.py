"""What may happen in a concern, by tables of cases and by property."""

from datetime import UTC, date, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.base.ics import WORDS, Ics
from samspor.base.refused import Refused
from samspor.concerns import texts
from samspor.concerns.rules import anonymous, entries, ruler, stops, voices, words
from samspor.concerns.rules.anonymous import Names
from samspor.concerns.rules.ruler import Polarity, turned
from samspor.concerns.rules.stops import Answer, Route, StopKind
from samspor.concerns.rules.voices import Sight, Viewer
from samspor.concerns.rules.words import Audience, FactorKind, State
from samspor.people.rules import search_words

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
SOME_STOPS = [kinds for number in (1, 2) for kinds in combinations(StopKind, number)]


@pytest.mark.parametrize(
    ("told", "of"),
    [
        (texts.STATE, words.State), (texts.TONE, words.State), (texts.STOP_KIND, StopKind), (texts.QUESTION, StopKind),
        (texts.ANSWER, Answer), (texts.FACTOR_KIND, FactorKind), (texts.CIRCLE, words.Circle),
        (texts.WHOSE, words.Whose), (texts.HOUSE, words.House), (texts.WRITTEN_BY, words.WrittenBy),
        (texts.AUDIENCE, Audience), (texts.PARTY, words.Party), (texts.PARTY_WHY, words.Party),
        (texts.THEME, words.Theme), (texts.POLARITY, Polarity), (WORDS, Ics), (stops.BLOCKED, Route),
        (stops.WHY, StopKind),
    ],
)  # fmt: skip
def test_every_word_is_said_in_danish(told, of):
    assert list(told) == list(of)
    assert all(told.values())


def test_there_are_ten_dimensions():
    assert len(Ics) == 10


@pytest.mark.parametrize(
    ("unanswered", "active", "closed", "state"),
    [
        (2, 0, False, State.STARTED), (1, 0, False, State.STARTED), (0, 0, False, State.OPEN),
        (0, 1, False, State.STOPPED), (1, 1, False, State.STOPPED), (0, 0, True, State.CLOSED),
    ],
)  # fmt: skip
def test_the_state_is_derived(unanswered, active, closed, state):
    assert words.state_of(unanswered=unanswered, stops=active, closed=closed) is state


def test_every_state_can_be_come_to_and_from():
    assert set(words.TRANSITIONS) == set(State)
    assert words.TRANSITIONS[State.CLOSED] == {State.OPEN}
    assert frozenset().union(*words.TRANSITIONS.values()) == set(State) - {State.STARTED}


@pytest.mark.parametrize("route", Route)
@pytest.mark.parametrize("kinds", SOME_STOPS)
def test_every_stop_blocks_every_way_to_the_parents_and_says_what_to_do(route, kinds):
    with pytest.raises(Refused) as refused:
        stops.check_outgoing(kinds, route)
    sentence = refused.value.sentence
    assert sentence.startswith(stops.BLOCKED[route])
    assert all(stops.WHY[kind] in sentence for kind in kinds)
    assert sentence.endswith("Ring til børnehandleren i modtagelsen nu, og tal ikke med forældrene først.")


@pytest.mark.parametrize("route", Route)
def test_a_stop_one_may_not_read_blocks_too_and_tells_nothing(route):
    with pytest.raises(Refused) as refused:
        stops.check_outgoing([None], route)
    assert not any(why in refused.value.sentence for why in stops.WHY.values())
    assert "der er sat et stop for kontakt til forældrene" in refused.value.sentence


@pytest.mark.parametrize("route", Route)
def test_what_has_not_been_asked_is_no_no(route):
    with pytest.raises(Refused, match="Svar først på de to spørgsmål"):
        stops.check_outgoing([], route, unanswered=[StopKind.HONOUR])
    stops.check_outgoing([], route)


@pytest.mark.parametrize(("answer", "stopped", "ok"), [
    (Answer.NO, False, True), (Answer.YES, False, True), (Answer.YES, True, True), (Answer.NO, True, False),
])  # fmt: skip
def test_a_yes_is_not_taken_back_by_a_no(answer, stopped, ok):
    if ok:
        stops.check_answer(answer=answer, stopped=stopped)
    else:
        with pytest.raises(Refused, match="myndigheden"):
            stops.check_answer(answer=answer, stopped=stopped)


@pytest.mark.parametrize(
    ("reason", "ok"), [("x" * 14, False), ("x" * 15, True), (" " * 20, False), ("  " + "x" * 14, False)]
)
def test_a_stop_is_lifted_with_a_sentence(reason, ok):
    if ok:
        stops.check_lift(reason=reason, lifted=False)
    else:
        with pytest.raises(Refused) as refused:
            stops.check_lift(reason=reason, lifted=False)
        assert refused.value.field == "reason"


def test_a_stop_is_lifted_once():
    with pytest.raises(Refused, match="allerede ophævet"):
        stops.check_lift(reason="En god og lang grund", lifted=True)


@given(st.integers(0, 10))
def test_turning_twice_the_other_way_is_the_same_step(value):
    high = turned(value, lowest=0, highest=10, polarity=Polarity.HIGH_IS_GOOD)
    low = turned(value, lowest=0, highest=10, polarity=Polarity.LOW_IS_GOOD)
    assert high == value
    assert turned(low, lowest=0, highest=10, polarity=Polarity.LOW_IS_GOOD) == value


@given(st.integers(-5, 5), st.integers(0, 12), st.data())
def test_turned_the_good_end_is_always_the_high_one(lowest, span, data):
    highest = lowest + span
    better, worse = sorted(data.draw(st.tuples(st.integers(lowest, highest), st.integers(lowest, highest))))
    ends = {"lowest": lowest, "highest": highest, "polarity": Polarity.LOW_IS_GOOD}
    assert lowest <= turned(worse, **ends) <= turned(better, **ends) <= highest


@pytest.mark.parametrize("value", [0, 6])
def test_a_step_that_is_not_on_the_scale_is_not_turned(value):
    with pytest.raises(ValueError, match="1 to 5"):
        turned(value, lowest=1, highest=5, polarity=Polarity.LOW_IS_GOOD)


@pytest.mark.parametrize(("staff_in", "opened", "sealed"), [(0, False, True), (1, False, True), (2, False, False),
                                                            (1, True, False), (3, False, False)])  # fmt: skip
def test_ones_own_mark_is_sealed_until_two_or_opened(staff_in, opened, sealed):
    assert ruler.is_sealed(staff_in=staff_in, opened=opened) is sealed


@pytest.mark.parametrize(("values", "differ"), [([], False), ([3], False), ([3, 3], False), ([3, 4], True)])
def test_seeing_it_differently_is_said(values, differ):
    assert ruler.differ(values) is differ


@pytest.mark.parametrize(("chosen", "current"), [(None, True), (9, True), (2, False)])
def test_an_unknown_step_is_refused(chosen, current):
    with pytest.raises(Refused) as refused:
        ruler.check_step([1, 2, 3], chosen, current=current)
    assert refused.value.field == "step"


def test_a_step_of_the_ruler_in_use_is_not_refused():
    ruler.check_step([1, 2, 3], 2, current=True)


@pytest.mark.parametrize(("said_on", "ok"), [(TODAY - DAY, True), (TODAY, True), (TODAY + DAY, False)])
def test_nobody_has_said_anything_tomorrow(said_on, ok):
    if ok:
        ruler.check_said_on(said_on, today=TODAY)
    else:
        with pytest.raises(Refused, match="fremtiden"):
            ruler.check_said_on(said_on, today=TODAY)


ALL = list(Audience)
LEADER, ROOM, OTHER, AUTHOR = (
    Viewer(is_leader=True, is_in_room=True),
    Viewer(is_in_room=True),
    Viewer(),
    Viewer(is_author=True),
)


@pytest.mark.parametrize(
    ("viewer", "allowed", "approved", "seen"),
    [
        (AUTHOR, [], True, Sight.WORDS), (AUTHOR, [], False, Sight.WORDS),
        (LEADER, [], True, Sight.EXISTS), (LEADER, [Audience.MY_ROOM], True, Sight.EXISTS),
        (LEADER, [Audience.LEADER], True, Sight.WORDS), (LEADER, ALL, False, Sight.EXISTS),
        (ROOM, [], True, Sight.NOTHING), (ROOM, [Audience.MY_ROOM], True, Sight.WORDS),
        (ROOM, [Audience.HELPERS, Audience.LEADER], True, Sight.NOTHING), (ROOM, ALL, False, Sight.NOTHING),
        (OTHER, [Audience.HELPERS], True, Sight.WORDS), (OTHER, [Audience.MY_ROOM], True, Sight.NOTHING),
    ],
)  # fmt: skip
def test_who_sees_a_piece_is_the_childs_decision(viewer, allowed, approved, seen):
    assert voices.sight(viewer, allowed, approved=approved) is seen


@given(st.builds(Viewer, st.booleans(), st.booleans(), st.booleans()), st.sets(st.sampled_from(ALL)), st.booleans())
def test_nobody_but_its_writer_reads_what_the_child_has_not_let_them(viewer, allowed, approved):
    if voices.sight(viewer, allowed, approved=approved) is Sight.WORDS and not viewer.is_author:
        assert approved
        assert viewer.audience in allowed


@pytest.mark.parametrize(("allowed", "approved", "ok"), [
    ([Audience.PARENTS], True, True), ([Audience.PARENTS], False, False),
    ([Audience.LEADER], True, False), ([], True, False),
])  # fmt: skip
def test_parents_are_shown_only_what_the_child_said_yes_to(allowed, approved, ok):
    assert voices.may_be_shown_to_parents(allowed, approved=approved) is ok
    if ok:
        voices.check_share(allowed, approved=approved)
    else:
        with pytest.raises(Refused, match="Spørg barnet"):
            voices.check_share(allowed, approved=approved)


@pytest.mark.parametrize(("text", "drawing", "ok"), [("Hej", False, True), ("", True, True), (" ", False, False)])
def test_a_piece_has_words_or_a_drawing(text, drawing, ok):
    if ok:
        voices.check_voice(text=text, drawing=drawing)
    else:
        with pytest.raises(Refused):
            voices.check_voice(text=text, drawing=drawing)


def test_what_the_child_has_approved_is_locked():
    voices.check_unlocked(approved=False)
    with pytest.raises(Refused, match="låst"):
        voices.check_unlocked(approved=True)


@pytest.mark.parametrize(("enrolled", "left", "said"), [(True, False, ""), (False, False, "går ikke længere i enheden"),
                                                        (True, True, "ikke længere i kommunen")])  # fmt: skip
def test_what_is_written_is_written_where_the_child_is(enrolled, left, said):
    if not said:
        entries.check_child_here(enrolled=enrolled, left=left)
    else:
        with pytest.raises(Refused, match=said):
            entries.check_child_here(enrolled=enrolled, left=left)


@pytest.mark.parametrize(
    ("kind", "observed_on", "born_on", "said"),
    [
        (FactorKind.PROTECTIVE, None, TODAY, ""), (FactorKind.STRAINING, None, TODAY, "hvilken dag"),
        (FactorKind.STRAINING, TODAY, TODAY, ""), (FactorKind.STRAINING, TODAY + DAY, TODAY, "fremtiden"),
        (FactorKind.PROTECTIVE, TODAY + DAY, None, "fremtiden"), (FactorKind.STRAINING, TODAY - DAY, TODAY, "fødsel"),
        (FactorKind.STRAINING, TODAY - DAY, None, ""),
    ],
)  # fmt: skip
def test_what_was_seen_was_seen_on_a_day_that_can_be(kind, observed_on, born_on, said):
    if not said:
        entries.check_observed(kind, observed_on, today=TODAY, born_on=born_on)
    else:
        with pytest.raises(Refused, match=said):
            entries.check_observed(kind, observed_on, today=TODAY, born_on=born_on)


@pytest.mark.parametrize(
    ("due", "review", "said"),
    [
        (TODAY, TODAY, ""), (TODAY - DAY, TODAY, "allerede gået"), (TODAY + DAY, TODAY, "Se på det igen samme dag"),
        (TODAY, TODAY + 366 * DAY, ""), (TODAY, TODAY + 367 * DAY, "inden for et år"),
    ],
)  # fmt: skip
def test_a_next_step_has_days_that_come_in_order(due, review, said):
    if not said:
        entries.check_step_dates(due_on=due, review_on=review, today=TODAY)
    else:
        with pytest.raises(Refused, match=said):
            entries.check_step_dates(due_on=due, review_on=review, today=TODAY)


@pytest.mark.parametrize(
    ("done", "done_on", "outcome", "said"),
    [
        (False, TODAY, "Det hjalp", ""), (True, TODAY, "Det hjalp", "allerede"), (False, TODAY + DAY, "x", "fremtiden"),
        (False, TODAY - 3 * DAY, "x", "før skridtet blev aftalt"), (False, TODAY, " ", "egne ord"),
    ],
)  # fmt: skip
def test_a_step_is_done_once_and_with_words(done, done_on, outcome, said):
    given_ = {"done": done, "done_on": done_on, "agreed_on": TODAY - 2 * DAY, "today": TODAY, "outcome": outcome}
    if not said:
        entries.check_done(**given_)
    else:
        with pytest.raises(Refused, match=said):
            entries.check_done(**given_)


LONG = "Bo leger med Asta hver dag nu"


@pytest.mark.parametrize(
    ("state", "unanswered", "outcome", "childs_words", "said"),
    [
        (State.OPEN, [], LONG, "At vi spurgte ham selv", ""), (State.CLOSED, [], LONG, "x", "afsluttet"),
        (State.STOPPED, [], LONG, "x", "Der gælder et stop"),
        (State.STARTED, [StopKind.HONOUR], LONG, "x", "to spørgsmål"),
        (State.OPEN, [], "x" * 14, "x", "hel sætning"), (State.OPEN, [], "x" * 15, " ", "hvad barnets ord ændrede"),
    ],
)  # fmt: skip
def test_a_concern_ends_with_what_came_of_it_and_what_the_childs_words_changed(
    state, unanswered, outcome, childs_words, said
):
    given_ = {"state": state, "unanswered": unanswered, "outcome": outcome, "childs_words": childs_words}
    if not said:
        entries.check_close(**given_)
    else:
        with pytest.raises(Refused, match=said):
            entries.check_close(**given_)


def test_words_belong_to_the_one_who_wrote_them():
    entries.check_mine(mine=True)
    entries.check_not_withdrawn(withdrawn=False)
    with pytest.raises(Refused, match="kollegas"):
        entries.check_mine(mine=False)
    with pytest.raises(Refused, match="trukket tilbage"):
        entries.check_not_withdrawn(withdrawn=True)


@pytest.mark.parametrize("text", ["311220-1234", "3112201234", "311220 1234", "se 740322-4001!", "(7403224001)"])
def test_what_looks_like_a_cpr_number_is_caught(text):
    assert anonymous.numbers_in(text)
    with pytest.raises(Refused, match="CPR-nummer") as refused:
        anonymous.check_nobody(text, Names(), confirmed=[])
    assert anonymous.numbers_in(refused.value.sentence) == []


@given(st.from_regex(r"[0-9]{6}-?[0-9]{4}", fullmatch=True))
def test_any_ten_digits_are_caught_wherever_they_stand(number):
    assert anonymous.numbers_in(f"Barnet {number}, som vi talte om") == [number]


@pytest.mark.parametrize("text", ["55 55 12 34", "12345678901", "kl. 10.30 den 23.11.2026", "123456-123"])
def test_other_numbers_are_left_alone(text):
    assert anonymous.numbers_in(text) == []


@pytest.mark.parametrize("number", ["995512-3456", "0013371234", "310220-1234", "300220 1234"])
def test_a_number_that_begins_with_no_day_is_let_through_when_its_writer_says_so(number):
    text = f"Ring på {number} i morgen, og på {number}"
    assert anonymous.unlikely_in(text) == [number]
    assert anonymous.caught_in(f"Asta: {text}", NAMES) == ["Asta", number]
    with pytest.raises(Refused, match="sæt kryds") as refused:
        anonymous.check_nobody(text, Names(), confirmed=[])
    assert (refused.value.field, number in refused.value.sentence) == ("text", True)
    anonymous.check_nobody(text, Names(), confirmed=[number])


@pytest.mark.parametrize("number", ["311220-1234", "910322-4001"])
def test_nothing_lets_a_number_through_that_can_be_somebodys(number):
    """Also one the authority made, with 60 added to the day."""
    with pytest.raises(Refused, match="Slet det"):
        anonymous.check_nobody(f"Barnet {number}", Names(), confirmed=[number])


NAMES = Names(given=search_words("Asta Bo Zoë Hans Søren"), family=search_words("Skov Øster"))


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("Asta græder", ["Asta"]), ("asta græder", ["asta"]), ("Astas mor, Asta", ["Astas", "Asta"]),
        ("De vil bo her", []), ("Bo er alene", ["Bo"]), ("ud i skov", []), ("familien Skov", ["Skov"]),
        ("ØSTER", ["ØSTER"]), ("kasta", []), ("Asta-Marie", ["Asta"]), ("Hans", ["Hans"]),
        ("soeren", ["soeren"]), ("", []),
    ],
)  # fmt: skip
def test_names_of_children_in_reach_are_caught(text, caught):
    assert anonymous.names_in(text, NAMES) == caught


def test_a_word_that_is_no_name_here_is_let_through_when_its_writer_says_so():
    with pytest.raises(Refused, match="hedder sådan: Bo, Asta") as refused:
        anonymous.check_nobody("Bo og Asta", NAMES, confirmed=[])
    assert refused.value.field == "text"
    with pytest.raises(Refused, match="hedder sådan: Asta"):
        anonymous.check_nobody("Bo og Asta", NAMES, confirmed=["Bo"])
    anonymous.check_nobody("Bo og Asta", NAMES, confirmed=["Bo", "Asta"])
    anonymous.check_nobody("Et barn græder om morgenen", NAMES, confirmed=[])
