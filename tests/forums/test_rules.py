"""The rules of meetings, without a database."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspor.access.rules import Role
from samspor.base.refused import Refused
from samspor.concerns.rules.anonymous import Names
from samspor.forums import reading
from samspor.forums.rules import agenda, dates, hearing, may
from samspor.forums.rules.agenda import Span
from samspor.forums.rules.hearing import Heard, Whereabouts, Work
from samspor.forums.rules.words import About, Ground, Hearing, ItemState, MeetingState, WishState
from samspor.law.calendar import is_arbejdsdag
from samspor.sharing.rules.words import Lane

TODAY = date(2026, 11, 23)
NINE = datetime(2026, 11, 30, 9, tzinfo=UTC)
WHOLE = Span(NINE, NINE + timedelta(hours=2))


def span(after: int, minutes: int) -> Span:
    return Span(NINE + timedelta(minutes=after), NINE + timedelta(minutes=after + minutes))


@settings(deadline=None)  # the first reads the holidays
@given(st.integers(0, 400), st.sampled_from([1, 2, 4, 8, 12]))
def test_dates_are_working_days_so_many_weeks_apart(length: int, weeks: int) -> None:
    last = TODAY + timedelta(days=length)
    found = dates.dates(TODAY, last, weeks=weeks)
    assert all(is_arbejdsdag(day) and TODAY <= day <= last and (day - TODAY).days % (7 * weeks) == 0 for day in found)
    assert found == sorted(set(found))


def test_no_dates_backwards() -> None:
    assert dates.dates(TODAY, TODAY - timedelta(days=1), weeks=1) == []


def test_a_holiday_has_no_meeting() -> None:
    assert date(2026, 12, 25) not in dates.dates(date(2026, 12, 18), date(2027, 1, 1), weeks=1)


@pytest.mark.parametrize(
    ("first", "last", "number", "field"),
    [
        (-1, 5, 1, "first_on"), (5, 4, 0, "last_on"), (0, 401, 1, "last_on"), (0, 5, 0, "first_on"),
        (0, 5, dates.MOST + 1, "weeks"),
    ],
)  # fmt: skip
def test_check_dates_says_what_to_mend(first: int, last: int, number: int, field: str) -> None:
    with pytest.raises(Refused) as refused:
        dates.check_dates(TODAY + timedelta(days=first), TODAY + timedelta(days=last), [TODAY] * number, today=TODAY)
    assert refused.value.field == field


def test_check_dates_lets_a_year_be() -> None:
    dates.check_dates(TODAY, TODAY + timedelta(days=400), [TODAY] * dates.MOST, today=TODAY)


def test_guests_come_to_the_first_of_each_quarter() -> None:
    days = [date(2026, 12, 1), date(2026, 11, 24), date(2027, 1, 5), date(2027, 3, 2), date(2027, 4, 6)]
    assert dates.with_guests(days) == {date(2026, 11, 24), date(2027, 1, 5), date(2027, 4, 6)}


def test_a_moment_is_danish() -> None:
    assert dates.moment(date(2026, 7, 1), time(9)).astimezone(UTC).hour == 7
    assert dates.moment(date(2026, 12, 1), time(9)).astimezone(UTC).hour == 8


@pytest.mark.parametrize(("minutes", "ok"), [(14, False), (15, True), (480, True), (481, False)])
def test_hours(minutes: int, *, ok: bool) -> None:
    if ok:
        dates.check_hours(NINE, NINE + timedelta(minutes=minutes))
    else:
        with pytest.raises(Refused):
            dates.check_hours(NINE, NINE + timedelta(minutes=minutes))


@pytest.mark.parametrize(("ahead", "ok"), [(0, False), (1, True), (400, True), (401, False)])
def test_ahead(ahead: int, *, ok: bool) -> None:
    if ok:
        dates.check_ahead(NINE + timedelta(days=ahead), at=NINE)
    else:
        with pytest.raises(Refused):
            dates.check_ahead(NINE + timedelta(days=ahead), at=NINE)


def test_a_slot_is_due_after_working_days() -> None:
    assert dates.slot_due_on(date(2026, 12, 23), days=2) == date(2026, 12, 28)


def test_the_next_free_is_behind_the_last() -> None:
    assert agenda.next_free(WHOLE, []) == NINE
    assert agenda.next_free(WHOLE, [span(30, 30), span(0, 20)]) == NINE + timedelta(minutes=60)


@pytest.mark.parametrize(
    ("wanted", "ok"),
    [
        (span(0, 5), True), (span(0, 4), False), (span(0, 181), False), (span(-5, 30), False), (span(119, 30), True),
        (span(120, 30), False), (span(30, 30), True), (span(31, 30), False), (span(60, 30), False),
    ],
)  # fmt: skip
def test_no_two_items_at_once_and_none_outside(wanted: Span, *, ok: bool) -> None:
    if ok:
        agenda.check_span(WHOLE, wanted, [span(60, 30)])
    else:
        with pytest.raises(Refused):
            agenda.check_span(WHOLE, wanted, [span(60, 30)])


def test_too_long_an_agenda_is_said_in_minutes() -> None:
    assert agenda.overbooked(WHOLE, []) == 0
    assert agenda.overbooked(WHOLE, [span(0, 30)]) == 0
    assert agenda.overbooked(WHOLE, [span(110, 25)]) == 15


def test_an_item_is_now_from_its_first_minute_and_not_in_its_last() -> None:
    assert agenda.is_now(span(0, 30), NINE)
    assert not agenda.is_now(span(0, 30), NINE + timedelta(minutes=30))


@pytest.mark.parametrize("over", [True, False])
@pytest.mark.parametrize("ground", Ground)
@pytest.mark.parametrize("lane", Lane)
def test_what_opens_an_item(lane: Lane, ground: Ground, *, over: bool) -> None:
    """SSD only in SSD, SSP only in SSP, and neither when the meeting is over."""
    own = (lane, ground) in {(Lane.SSD, Ground.SSD), (Lane.SSP, Ground.SSP)} and not over
    assert hearing.opens(lane, ground, over=over) is (own or lane in {Lane.FREE, Lane.CONSENT})


HOUSE, OTHER, STAFF = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("role", "child", "works"),
    [
        (Role.PEDAGOGUE, Whereabouts({HOUSE}), True), (Role.PEDAGOGUE, Whereabouts({OTHER}), False),
        (Role.HEALTH_VISITOR, Whereabouts({OTHER}), True), (Role.PPR_PSYCHOLOGIST, Whereabouts({HOUSE}), False),
        (Role.PPR_PSYCHOLOGIST, Whereabouts(frozenset(), {STAFF}), True),
        (Role.FORUM_CHAIR, Whereabouts({HOUSE}), False),
        (Role.PEDAGOGUE, Whereabouts(), False),
    ],
)  # fmt: skip
def test_who_works_with_a_child_is_as_in_the_table_of_access(role: Role, child: Whereabouts, *, works: bool) -> None:
    work = Work(role, STAFF, frozenset({HOUSE}), frozenset({HOUSE, OTHER}))
    assert hearing.works_with(work, child) is works


def test_somebody_must_be_let_to_hear() -> None:
    hearing.check_heard([Heard(Hearing.NOT, "Nej.", "Spørg."), Heard(Hearing.LANE)])
    with pytest.raises(Refused, match=r"Nej\. Spørg\."):
        hearing.check_heard([hearing.NOT_THEIRS, Heard(Hearing.NOT, "Nej.", "Spørg.")])
    with pytest.raises(Refused, match="ingen i forummet endnu"):
        hearing.check_heard([])


def test_the_tree_of_places() -> None:
    above = {"a": None, "b": "a", "c": "b", "d": "a"}
    assert hearing.below("b", above) == {"b", "c"}
    assert hearing.up_from("c", above) == ["c", "b", "a"]


@pytest.mark.parametrize("now", WishState)
@pytest.mark.parametrize("to", WishState)
def test_a_wish_goes_its_way(now: WishState, to: WishState) -> None:
    over = {WishState.DISCUSSED, WishState.WITHDRAWN}
    ok = now not in over and now is not to  # what waits may get its minutes after its meeting
    if ok:
        may.check_wish(now, to)
    else:
        with pytest.raises(Refused):
            may.check_wish(now, to)


@pytest.mark.parametrize("now", [MeetingState.HELD, MeetingState.CANCELLED])
def test_nothing_happens_with_a_meeting_that_is_over(now: MeetingState) -> None:
    for to in MeetingState:
        with pytest.raises(Refused, match="aflyst" if now is MeetingState.CANCELLED else "holdt"):
            may.check_meeting(now, to)
    may.check_on(MeetingState.MOVED)


def test_an_item_ends_once() -> None:
    may.check_item(ItemState.WAITING, ItemState.DROPPED)
    with pytest.raises(Refused):
        may.check_item(ItemState.DISCUSSED, ItemState.DROPPED)


def test_without_consent_it_is_about_one_child_and_why_is_written() -> None:
    may.check_ground(Ground.CONSENT, About.PRACTICE, necessity="")
    may.check_ground(Ground.SSD, About.CHILD, necessity="Det haster")
    with pytest.raises(Refused, match="ved navn"):
        may.check_ground(Ground.SSP, About.GROUP, necessity="")
    with pytest.raises(Refused) as refused:
        may.check_ground(Ground.SSP, About.CHILD, necessity=" ")
    assert refused.value.field == "necessity"


def test_what_has_no_name_holds_nobody() -> None:
    names = Names(given=frozenset({"asta"}))
    may.check_nobody("Et barn, der hedder noget", names, confirmed=(), field="question")
    may.check_nobody("Asta er et ord", names, confirmed=["Asta"], field="question")
    for text in ("Astas mor", "ring om 010120-1234"):
        with pytest.raises(Refused) as refused:
            may.check_nobody(text, names, confirmed=(), field="question")
        assert refused.value.field == "question"


def test_small_refusals() -> None:
    for check in (
        lambda: may.check_words(" ", "words"), lambda: may.check_same_series(same=False),
        lambda: may.check_first_wish(waiting=True), lambda: may.check_ahead(any_=False),
        lambda: may.check_seat_once(there=True), lambda: may.check_seat(ended=True),
        lambda: may.check_new_keeper(same=True),
    ):  # fmt: skip
        with pytest.raises(Refused):
            check()


def test_the_kinds_that_ship_can_be_read() -> None:
    found = {one.key: one for one in reading.shipped()}
    assert found["ssd-moede"].ground is Ground.SSD
    assert found["ssp-moede"].ground is Ground.SSP
    assert found["frontteam"].adviser_role


@pytest.mark.parametrize("more", ['adviser_role = "advises"', 'anchoring = "both"'])
def test_advice_stands_on_both_axes(more: str) -> None:
    text = f'[[type]]\nkey = "x"\ntitle = "X"\nkind = "advice"\nhas_authority = false\nground = "consent"\n{more}\n'
    with pytest.raises(ValueError, match="axes"):
        reading.read(f"{text}slot_minutes = 0\nsteps = []\n")


def test_the_steps_fill_the_slot() -> None:
    text = '[[type]]\nkey = "x"\ntitle = "X"\nkind = "forum"\nhas_authority = false\nground = "consent"\n'
    with pytest.raises(ValueError, match="minutes"):
        reading.read(f"{text}slot_minutes = 5\nsteps = []\n")
