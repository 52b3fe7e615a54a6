"""A unit gets its last day when nothing in it lasts longer, and the day is taken back until it is over."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.forums import api as forums
from samspor.forums.rules.words import MeetingState
from samspor.people import actions, queries
from samspor.people.models import ChildGroup, Employment, StaffMember, Unit
from samspor.people.rules import Area, UnitKind, UnitRow
from samspor.screening import api as screening
from samspor.screening.rules import RoundKind
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY, Cast
from tests.people.pages import errors, follow, send, text

CLOSES = TODAY + timedelta(days=30)
DAY = timedelta(days=1)
ENDS = pytest.mark.parametrize(
    ("ends_on", "stays"), [(CLOSES - DAY, False), (CLOSES, False), (CLOSES + DAY, True), (None, True)]
)


@pytest.fixture
def club(cast: Cast) -> Unit:
    """A unit with a group, and nobody in it."""
    made = Unit.objects.create(name="Klubben", kind="club", area="leisure", parent=cast.nord, opened_on=BEGAN)
    ChildGroup.objects.create(unit=made, name="Holdet", setting="leisure", opened_on=BEGAN)
    make.remembered()
    return made


def close(cast: Cast, unit: Unit, closes_on: date = CLOSES, at: datetime = NOW) -> Unit:
    return actions.close_unit(by=cast.actor("ali", at=at), unit=unit, closes_on=closes_on, at=at)


def employed(
    who: StaffMember, unit: Unit, starts_on: date, ends_on: date | None, role: str = "pedagogue"
) -> Employment:
    make.remembered()
    return Employment.objects.create(staff=who, unit=unit, role=role, period=DateRange(starts_on, ends_on))


def kept(cast: Cast, unit: Unit, *, stays: bool, said: str) -> None:
    if stays:
        with pytest.raises(Refused, match=said):
            close(cast, unit)
    else:
        close(cast, unit)
    unit.refresh_from_db()
    assert (unit.closed_on is None) is stays


def test_an_empty_unit_gets_its_last_day(cast: Cast, club: Unit) -> None:
    assert close(cast, club).closed_on == CLOSES
    entry = Entry.objects.get(verb=Verb.UNIT_CLOSED)
    assert (entry.about_id, entry.before, entry.after) == (str(club.pk), {"on": ""}, {"on": str(CLOSES)})
    assert close(cast, club, CLOSES + DAY).closed_on == CLOSES + DAY  # said anew


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_it_is_open_until_the_day_and_not_on_it(cast: Cast, club: Unit, days: int) -> None:
    close(cast, club)
    by = cast.actor("lars", at=NOW + timedelta(days=30 + days))
    assert queries.units_visible_to(by).filter(pk=club.pk).exists() is (days < 0)


@ENDS
def test_a_childs_place_keeps_it_open(cast: Cast, club: Unit, ends_on: date | None, *, stays: bool) -> None:
    make.enrolment(cast.egon, club.groups.get(), TODAY, ends_on, is_main=False)
    kept(cast, club, stays=stays, said="Børn har en plads efter den dag: Holdet. Lederen flytter dem")


def test_a_child_that_begins_later_keeps_it_open(cast: Cast, club: Unit) -> None:
    make.enrolment(cast.egon, club.groups.get(), CLOSES + DAY, CLOSES + 2 * DAY, is_main=False)
    kept(cast, club, stays=True, said="Holdet")


@ENDS
def test_an_employment_keeps_it_open(cast: Cast, club: Unit, ends_on: date | None, *, stays: bool) -> None:
    employed(cast.pia, club, TODAY, ends_on)
    kept(cast, club, stays=stays, said="Ansat efter den dag: Pia .*. Sæt slutdato")


@ENDS
def test_a_unit_below_keeps_it_open(cast: Cast, club: Unit, ends_on: date | None, *, stays: bool) -> None:
    Unit.objects.create(name="Kælderen", kind="club", area="leisure", parent=club, opened_on=BEGAN, closed_on=ends_on)
    make.remembered()
    kept(cast, club, stays=stays, said="Kælderen hører under Klubben")


@pytest.mark.parametrize(("last", "stays"), [(CLOSES - DAY, False), (CLOSES, True)])
def test_a_round_keeps_it_open(cast: Cast, club: Unit, last: date, *, stays: bool) -> None:
    _round(cast, club, last)
    kept(cast, club, stays=stays, said="Runder, der er åbne efter den dag: »Foråret«. Ret deres sidste dag")


def test_a_visit_closes_by_itself(cast: Cast, club: Unit) -> None:
    made = _round(cast, club, CLOSES)
    screening.AssessmentRound.objects.filter(pk=made.pk).update(kind=RoundKind.VISIT)
    make.remembered()
    kept(cast, club, stays=False, said="")


@pytest.mark.parametrize(("day", "stays"), [(CLOSES - DAY, False), (CLOSES, True)])
def test_a_meeting_keeps_it_open(cast: Cast, club: Unit, day: date, *, stays: bool) -> None:
    _meeting(cast, club, day)
    kept(cast, club, stays=stays, said="Møder, der er planlagt efter den dag: »Klubmøde«. Aflys dem")


def test_a_cancelled_meeting_does_not(cast: Cast, club: Unit) -> None:
    _meeting(cast, club, CLOSES)
    forums.Meeting.objects.update(state=MeetingState.CANCELLED)
    make.remembered()
    kept(cast, club, stays=False, said="")


def test_everything_is_said_at_once_and_long_lists_are_cut(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        close(cast, cast.solsikken)
    assert "Blåmejserne og Spurvene" in refused.value.sentence
    assert "Sæt slutdato på ansættelserne" in refused.value.sentence
    with pytest.raises(Refused, match=r"og \d+ (anden|andre) hører under"):
        close(cast, _crowded(cast))


def _crowded(cast: Cast) -> Unit:
    for number in range(7):
        Unit.objects.create(name=f"Sted {number}", kind="club", area="leisure", parent=cast.syd, opened_on=BEGAN)
    make.remembered()
    return cast.syd


def _round(cast: Cast, unit: Unit, last: date) -> screening.AssessmentRound:
    jens = cast.actor("jens")
    version = screening.adopt_instrument(by=jens, instrument=screening.shipped()[0], at=NOW)
    return screening.plan_round(
        by=jens, label="Foråret", area="leisure", opens_on=TODAY, closes_on=last, instrument=version, units=[unit],
        at=NOW,
    )  # fmt: skip


def _meeting(cast: Cast, unit: Unit, day: date) -> forums.MeetingSeries:
    kind = forums.adopt_type(by=cast.actor("jens"), written=forums.shipped()[0], at=NOW)
    leader = employed(cast.lars, unit, TODAY, day + DAY, role="unit_leader")
    made = forums.plan_series(
        by=cast.actor("lars"), type=kind, unit=unit, title="Klubmøde", days=[day], starts=time(9), ends=time(10),
        place="Her", members=[], guests=[], at=NOW,
    )  # fmt: skip
    Employment.objects.filter(pk=leader.pk).update(period=DateRange(TODAY, CLOSES))
    make.remembered()
    return made


# Nothing new lasts longer


def test_nothing_is_planned_beyond_its_last_day(cast: Cast, club: Unit) -> None:
    jens, ali = cast.actor("jens"), cast.actor("ali")
    made = _round(cast, club, CLOSES - DAY)
    employed(cast.lars, club, TODAY, CLOSES, role="unit_leader")
    close(cast, club)
    with pytest.raises(Refused, match="Klubben lukker"):
        _round(cast, club, CLOSES)
    with pytest.raises(Refused, match="Klubben lukker"):
        screening.change_round(
            by=jens, round=made, label="Foråret", opens_on=TODAY, closes_on=CLOSES, at=NOW,
            built_on={"label": "Foråret", "opens_on": str(TODAY), "closes_on": str(CLOSES - DAY)},
        )  # fmt: skip
    kind = forums.adopt_type(by=jens, written=forums.shipped()[0], at=NOW)
    with pytest.raises(Refused, match="Klubben lukker"):
        forums.plan_series(
            by=cast.actor("lars"), type=kind, unit=club, title="Møde", days=[CLOSES], starts=time(9), ends=time(10),
            place="Her", members=[], guests=[], at=NOW,
        )  # fmt: skip
    new = {"staff": cast.pia, "unit": club, "role": "pedagogue", "starts_on": TODAY, "at": NOW}
    with pytest.raises(Refused, match=r"Den sidste dag dér er den 22\. december 2026"):
        actions.employ(by=ali, **new)
    actions.employ(by=ali, **new, ends_on=CLOSES)


@ENDS
def test_no_child_is_put_in_for_longer(cast: Cast, club: Unit, ends_on: date | None, *, stays: bool) -> None:
    employed(cast.lars, club, TODAY, CLOSES, role="unit_leader")
    close(cast, club)
    into = {"child": cast.bo, "group": club.groups.get(), "starts_on": TODAY, "at": NOW}
    if stays:
        with pytest.raises(Refused, match="Klubben lukker"):
            actions.enrol(by=cast.actor("lars"), **into, ends_on=ends_on)
    else:
        actions.enrol(by=cast.actor("lars"), **into, ends_on=ends_on)


def test_no_unit_comes_in_under_one_that_closes(cast: Cast, club: Unit) -> None:
    close(cast, club)
    row = UnitRow(number=2, name="Kælderen", kind=UnitKind.CLUB, area=Area.LEISURE, under="Klubben")
    with pytest.raises(Refused, match="Klubben, som lukker"):
        actions.take_in_units(by=cast.actor("ali"), rows=[row], at=NOW)


# Which day, and taken back


@pytest.mark.parametrize(
    ("closes_on", "said"),
    [
        (TODAY, "kan ikke ligge før i dag"),
        (TODAY + DAY, ""),
        (date(2028, 11, 23), ""),
        (date(2028, 11, 24), "mere end to år frem"),
    ],
)
def test_the_last_day_is_today_at_the_soonest(cast: Cast, club: Unit, closes_on: date, said: str) -> None:
    if said:
        with pytest.raises(Refused, match=said):
            close(cast, club, closes_on)
    else:
        assert close(cast, club, closes_on).closed_on == closes_on


@pytest.mark.parametrize(("days", "said"), [(29, ""), (30, "er lukket"), (31, "er lukket")])
def test_it_is_taken_back_until_the_day(cast: Cast, club: Unit, days: int, said: str) -> None:
    close(cast, club)
    at = NOW + timedelta(days=days)
    if said:
        with pytest.raises(Refused, match=said):
            actions.keep_unit_open(by=cast.actor("ali", at=at), unit=club, at=at)
        with pytest.raises(Refused, match="allerede lukket"):
            close(cast, club, CLOSES + 9 * DAY, at)
    else:
        assert actions.keep_unit_open(by=cast.actor("ali", at=at), unit=club, at=at).closed_on is None
        assert Entry.objects.get(verb=Verb.UNIT_KEPT_OPEN).before == {"on": str(CLOSES)}


def test_what_does_not_close_is_not_kept_open(cast: Cast, club: Unit) -> None:
    with pytest.raises(Refused, match="skal ikke lukke"):
        actions.keep_unit_open(by=cast.actor("ali"), unit=club, at=NOW)


def test_the_municipality_does_not_close(cast: Cast) -> None:
    with pytest.raises(Refused, match="Kommunen er den"):
        close(cast, cast.fjordby)


@pytest.mark.parametrize("who", ["lars", "pia", "jens", "vera"])
def test_others_close_nothing(cast: Cast, club: Unit, who: str) -> None:
    with pytest.raises(NotHere):
        actions.close_unit(by=cast.actor(who), unit=club, closes_on=CLOSES, at=NOW)
    with pytest.raises(NotHere):
        actions.keep_unit_open(by=cast.actor(who), unit=club, at=NOW)


# The pages


def test_from_the_list_to_the_day_and_back(cast: Cast, club: Unit, as_: Any) -> None:
    client, address = as_("ali"), f"/enheder/{club.pk}/luk/"
    assert address in text(client.get("/enheder/"))
    page = follow(client, send(client, address, ends_on="22-12-2026"))
    assert "Klubben har fået en sidste dag." in page
    assert "Sidste dag er den 22. december 2026." in page
    assert "Fortryd lukningen" in text(client.get(address))
    page = follow(client, send(client, f"{address}fortryd/"))
    assert "Klubben lukker ikke alligevel." in page
    assert "Sidste dag er" not in page


def test_what_is_still_there_is_said_on_the_page(cast: Cast, as_: Any) -> None:
    answer = send(as_("ali"), f"/enheder/{cast.solsikken.pk}/luk/", ends_on="22-12-2026")
    assert "Børn har en plads efter den dag: Blåmejserne og Spurvene." in errors(answer)[0]


@pytest.mark.parametrize("who", ["lars", "pia", "else_", "jens"])
def test_others_find_no_way_to_close(cast: Cast, club: Unit, as_: Any, who: str) -> None:
    client = as_(who)
    assert "/luk/" not in text(client.get("/enheder/"))
    assert client.get(f"/enheder/{club.pk}/luk/").status_code == 404
    assert send(client, f"/enheder/{club.pk}/luk/fortryd/").status_code == 404


def test_the_municipality_has_no_page_to_close(cast: Cast, as_: Any) -> None:
    assert as_("ali").get(f"/enheder/{cast.fjordby.pk}/luk/").status_code == 404
