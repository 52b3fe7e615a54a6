"""Children who come after the parents were told: nobody writes of them before their own parents know of the round."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people.actions import enrol, register_child, remove_enrolment
from samspor.people.models import Child, Enrolment
from samspor.screening import actions, queries, rules
from samspor.screening.jobs import remove_outdated
from samspor.screening.models import Assessment, EarlierLateNotice, LateNotice, OwnAssessment, RoundUnit
from samspor.screening.rules import Position, Way
from samspor.screening.rules.telling import Announced, Stay
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY
from tests.screening.conftest import NOTICE
from tests.screening.test_lost import lost

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LATER = NOW + HOUR


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("begins", "ends", "entered", "there"),
    [
        (-9, None, None, True),
        (0, None, None, True),
        (1, None, None, False),
        (-9, 1, None, True),
        (-9, 0, None, False),
        (-9, None, -HOUR, True),
        (-9, None, HOUR * 0, True),
        (-9, None, HOUR, False),
        (1, None, -HOUR, False),
    ],
)
def test_who_was_there_when_the_parents_were_told(begins, ends, entered, there):
    stay = Stay(
        NOTICE + begins * DAY, None if ends is None else NOTICE + ends * DAY, None if entered is None else NOW + entered
    )
    assert rules.telling.was_there(stay, Announced(NOTICE, NOW)) is there


def test_what_we_know_only_since_a_notice_of_unknown_moment_came_after_it():
    assert not rules.telling.was_there(Stay(BEGAN, None, NOW), Announced(NOTICE, None))
    assert rules.telling.was_there(Stay(BEGAN, None, None), Announced(NOTICE, None))


STAYS = st.builds(
    lambda begins, lasts, entered: Stay(
        NOTICE + begins * DAY,
        lasts and NOTICE + (begins + lasts) * DAY,
        None if entered is None else NOW + entered * DAY,
    ),
    st.integers(-9, 9), st.none() | st.integers(1, 9), st.none() | st.integers(-3, 3),
)  # fmt: skip


@given(st.dictionaries(st.integers(0, 5), st.lists(STAYS, max_size=3)), st.sets(st.integers(0, 5)))
def test_a_child_is_told_once_however_often_it_has_come(stays, since):
    told = Announced(NOTICE, NOW)
    waiting = rules.telling.untold(stays, told=told, since=since)
    for child, held in stays.items():
        assert (child in waiting) is not (child in since or any(rules.telling.was_there(one, told) for one in held))


@pytest.fixture
def nora(cast, opened) -> Child:
    """Comes with a list an hour after the notice was written down; she has been there since the summer."""
    return register_child(
        by=cast.actor("lars", LATER), group=cast.blaamejserne, given_names="Nora", family_name="Vind",
        birth_date=date(2022, 6, 1), starts_on=date(2026, 8, 1), at=LATER,
    )  # fmt: skip


def mark(cast, opened, child, name="pia"):
    return actions.set_mark(
        by=cast.actor(name, LATER), round_unit=opened, child=child, position=Position.GREEN, at=LATER
    )


def tell(cast, opened, *children, **more):
    given = {"by": cast.actor("lars", LATER), "notice_on": TODAY, "way": Way.TALK, "at": LATER} | more
    return actions.record_late_notice(round_unit=opened, children=[child.pk for child in children], **given)


def test_who_comes_with_a_list_after_the_notice_waits_for_their_own(cast, opened, nora):
    assert [place.child for place in queries.telling.latecomers(cast.actor("lars"), opened)] == [nora]
    with pytest.raises(Refused, match="Forældrene til Nora Vind har ikke fået besked om runden endnu"):
        mark(cast, opened, nora)
    with pytest.raises(Refused, match="Nora Vind"):
        actions.tick_signs(by=cast.actor("pia", LATER), round_unit=opened, child=nora, signs=[], at=LATER)
    assert not Assessment.objects.filter(child=nora).exists()
    tell(cast, opened, nora)
    assert mark(cast, opened, nora).position == "green"


def test_who_begins_after_the_notice_waits_too(cast, opened):
    came = make.child(name="Ellen Vind")
    make.enrolment(came, cast.spurvene, NOTICE + DAY)
    assert [place.child for place in queries.telling.latecomers(cast.actor("lars"), opened)] == [came]


def test_who_moves_within_the_unit_has_been_told(cast, opened):
    enrol(by=cast.actor("lars", LATER), child=cast.asta, group=cast.spurvene, starts_on=TODAY, at=LATER)
    assert queries.telling.latecomers(cast.actor("lars", LATER), opened) == []


def test_a_place_written_anew_is_as_old_as_the_one_it_takes(cast, opened):
    old = Enrolment.objects.select_related("group").get(child=cast.asta)
    lars = cast.actor("lars", LATER)
    remove_enrolment(by=lars, enrolment=old, at=LATER)
    again = {"by": lars, "child": cast.asta, "starts_on": BEGAN, "at": LATER}
    enrol(group=cast.blaamejserne, instead_of=old, **again)
    assert queries.telling.latecomers(lars, opened) == []
    other = Enrolment.objects.select_related("group").get(child=cast.frida)
    made = enrol(group=cast.spurvene, instead_of=other, by=lars, child=cast.frida, starts_on=TODAY, at=LATER)
    assert made.entered_at == LATER


def test_a_notice_that_is_corrected_covers_nobody_new(cast, opened, nora):
    again = {"round_unit": opened, "notice_on": TODAY, "way": Way.TALK, "built_on": "2026-10-26 digital", "at": LATER}
    actions.record_notice(by=cast.actor("lars", LATER), **again)
    opened.refresh_from_db()
    assert opened.notice_at == NOW
    assert queries.telling.untold(opened, [nora.pk], TODAY) == {nora.pk}


def test_before_the_notice_and_after_the_round_nobody_is_a_latecomer(cast, opened, nora):
    assert queries.telling.untold(opened, [], TODAY) == frozenset()
    assert queries.telling.untold(opened, [nora.pk], opened.round.closes_on) == {nora.pk}
    assert queries.telling.untold(opened, [nora.pk], opened.round.closes_on + DAY) == frozenset()
    opened.notice_on = None
    assert queries.telling.untold(opened, [nora.pk], TODAY) == frozenset()


def test_nobody_is_talked_of_before_their_parents_know(cast, opened, nora):
    held = Assessment.objects.create(round_unit=opened, child=nora, group=cast.blaamejserne)
    for name in ("pia", "mads"):
        OwnAssessment.objects.create(
            assessment=held, assessor=cast.members[name], position="green", marked_at=NOW, handed_in_at=NOW
        )
    make.remembered()
    pia = cast.actor("pia", LATER)
    with pytest.raises(Refused, match="Nora Vind"):
        actions.conclude(
            by=pia, assessment=held, position=Position.GREEN, justification="", at=LATER,
            participants=[cast.pia.pk, cast.mads.pk],
        )  # fmt: skip
    with pytest.raises(Refused, match="Nora Vind"):
        actions.choose_single_assessor(by=pia, assessment=held, reason="Mads er på barsel", at=LATER)
    assert queries.running_order(pia, opened, cast.blaamejserne) == []
    tell(cast, opened, nora)
    assert queries.running_order(pia, opened, cast.blaamejserne) == [held]


def test_what_was_marked_before_is_not_handed_in_either(cast, opened, nora):
    held = Assessment.objects.create(round_unit=opened, child=nora, group=cast.blaamejserne)
    OwnAssessment.objects.create(assessment=held, assessor=cast.pia, position="green", marked_at=NOW)
    make.remembered()
    pia = cast.actor("pia", LATER)
    with pytest.raises(Refused, match="ingen vurderinger at aflevere"):
        actions.hand_in(by=pia, round_unit=opened, group=cast.blaamejserne, at=LATER)
    tell(cast, opened, nora)
    assert actions.hand_in(by=pia, round_unit=opened, group=cast.blaamejserne, at=LATER) == 1


def test_record_late_notice_says_when_how_by_whom_and_of_whom(cast, opened, nora):
    tell(cast, opened, nora, notice_on=TODAY - DAY)
    made = LateNotice.objects.get()
    assert (made.child, made.notice_on, made.notice_way, made.recorded_by) == (nora, TODAY - DAY, "talk", cast.lars)
    assert str(made) == str(made.pk)
    entry = Entry.objects.get(verb=Verb.LATE_NOTICE_RECORDED)
    assert (entry.child_ids, entry.after) == ([nora.pk], {"on": "2026-11-22", "way": "talk"})


@pytest.mark.parametrize("name", ["pia", "else_", "vera", "jens", "dorte"])
def test_record_late_notice_is_the_units_leaders(cast, opened, nora, name):
    with pytest.raises(NotHere):
        tell(cast, opened, nora, by=cast.actor(name, LATER))
    assert not LateNotice.objects.exists()


def test_record_late_notice_is_refused_where_it_says_nothing_or_cannot_be(cast, opened, nora):
    with pytest.raises(Refused, match="mindst ét barn"):
        tell(cast, opened)
    with pytest.raises(Refused, match="allerede registreret"):
        tell(cast, opened, nora, cast.asta)
    with pytest.raises(Refused, match="ligger i fremtiden"):
        tell(cast, opened, nora, notice_on=TODAY + DAY)
    tell(cast, opened, nora)
    with pytest.raises(Refused, match="allerede registreret"):
        tell(cast, opened, nora)
    assert LateNotice.objects.count() == 1


def test_a_child_with_two_pages_is_told_once(cast, opened, nora):
    tell(cast, opened, nora)
    twin = register_child(
        by=cast.actor("lars", LATER), group=cast.spurvene, given_names="Nora", family_name="Vind-Holm",
        birth_date=date(2022, 6, 1), starts_on=TODAY, at=LATER,
    )  # fmt: skip
    assert queries.telling.untold(opened, [twin.pk], TODAY) == {twin.pk}
    Child.objects.filter(pk=nora.pk).update(merged_into=twin)
    make.remembered()
    assert queries.telling.untold(opened, [twin.pk], TODAY) == frozenset()
    assert [one.untold for one in queries.waiting_for(cast.actor("lars"))] == [0, 0]


@pytest.mark.parametrize("entered", [None, NOW - HOUR, NOW, LATER])
@pytest.mark.parametrize("begins", [NOTICE - DAY, NOTICE, NOTICE + DAY])
def test_what_waits_in_sql_counts_the_same(cast, opened, entered, begins):
    came = make.child(name="Ellen Vind")
    Enrolment.objects.filter(pk=make.enrolment(came, cast.blaamejserne, begins).pk).update(entered_at=entered)
    waiting = queries.telling.untold(opened, [came.pk], TODAY)
    line = next(one for one in queries.waiting_for(cast.actor("pia")) if one.group == cast.blaamejserne.pk)
    assert (line.untold, line.mine) == (len(waiting), 5 - len(waiting))
    RoundUnit.objects.update(notice_at=None)
    make.remembered()
    opened.refresh_from_db()
    line = next(one for one in queries.waiting_for(cast.actor("pia")) if one.group == cast.blaamejserne.pk)
    assert line.untold == len(queries.telling.untold(opened, [came.pk], TODAY))


def test_who_waits_for_the_notice_is_not_ready_for_the_dialogue(cast, opened, nora):
    held = Assessment.objects.create(round_unit=opened, child=nora, group=cast.blaamejserne, alone_because="Alene her")
    OwnAssessment.objects.create(assessment=held, assessor=cast.pia, position="green", marked_at=NOW, handed_in_at=NOW)
    make.remembered()
    line = next(one for one in queries.waiting_for(cast.actor("pia")) if one.group == cast.blaamejserne.pk)
    assert (line.dialogue, line.untold) == (0, 1)


def test_the_leader_is_told_and_tells(as_, cast, opened, nora):
    lars, address = as_("lars"), reverse("screening:latecomers", args=[opened.pk])
    day = text(lars.get("/"))
    assert "Giv forældrene til 1 barn i Blåmejserne besked om runden" in day
    assert address in day
    assert "besked om runden" not in text(as_("pia").get("/"))
    board = text(lars.get(reverse("screening:board", args=[opened.pk])))
    assert "Blåmejserne: Nora Vind" in board
    assert address in board
    page = text(lars.get(address))
    assert "Nora Vind, født 1. juni 2022" in page
    assert Entry.objects.filter(verb=Verb.ROUND_SEEN).latest("pk").child_ids == [nora.pk]
    form = {"children": [str(nora.pk)], "notice_on": "2026-11-24", "way": "talk", "form_key": str(uuid4())}
    future = lars.post(address, form)
    assert (future.status_code, "ligger i fremtiden" in text(future)) == (422, True)
    done = text(lars.post(address, form | {"notice_on": "2026-11-23"}, follow=True))
    assert "Nu kan I se på børnene i runden." in done
    assert "Blåmejserne: Nora Vind" not in done
    assert "Alle børnenes forældre har fået besked" in text(lars.get(address))
    assert "besked om runden" not in text(lars.get("/"))


def test_the_rest_see_who_waits_and_whom_to_ask(as_, cast, opened, nora):
    pia = as_("pia")
    board = text(pia.get(reverse("screening:board", args=[opened.pk])))
    assert "Blåmejserne: Nora Vind" in board
    assert "Din leder registrerer det" in board
    grid = text(pia.get(reverse("screening:own", args=[opened.pk, cast.blaamejserne.pk])))
    assert "Forældrene til Nora Vind har ikke fået besked om runden endnu." in grid
    assert f'name="position-{nora.pk}"' not in grid
    joint = text(pia.get(reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk])))
    assert "Forældrene har ikke fået besked om runden endnu" in joint
    ticks = text(pia.get(reverse("screening:ticks", args=[opened.pk, cast.blaamejserne.pk, nora.pk])))
    assert 'type="checkbox"' not in ticks or "disabled" in ticks
    assert pia.get(reverse("screening:latecomers", args=[opened.pk])).status_code == 404


def test_who_waits_is_counted_as_missing(as_, cast, opened, nora):
    page = text(as_("lars").get(reverse("screening:overview", args=[opened.pk])))
    assert "Forældrene har ikke fået besked om runden endnu: Nora Vind" in page
    assert "Carla Sofie von Bülow, Dilan Yıldırım, Nora Vind" in page


def test_the_dialogue_is_read_and_not_written(as_, cast, opened, nora):
    held = Assessment.objects.create(round_unit=opened, child=nora, group=cast.blaamejserne)
    for name in ("pia", "mads"):
        OwnAssessment.objects.create(
            assessment=held, assessor=cast.members[name], position="green", marked_at=NOW, handed_in_at=NOW
        )
    make.remembered()
    address = reverse("screening:dialogue", args=[held.pk])
    assert "Gem den fælles vurdering" not in text(as_("pia").get(address))
    tell(cast, opened, nora)
    assert "Gem" in text(as_("pia").get(address))


def test_a_sheets_row_waits_as_well(cast, opened, nora):
    here = queries.sheets.standing(cast.actor("pia"), opened, cast.blaamejserne)
    key = rules.SheetKey(here.round_unit, here.group, nora.pk, here.staff, "")
    row = rules.SheetLine(2, "Nora Vind", "grøn", "", has_formula=False, key=key)
    assert [one.reason for one in rules.judge([row], here)] == [rules.telling.untold_sentence("Nora Vind")]


def test_the_late_notice_goes_with_the_round(committed, cast, opened, nora):
    tell(cast, opened, nora)
    remove_outdated(NOW + timedelta(days=366 * 7), years=5)
    assert not LateNotice.objects.exists()


MOMENT = r'name="built_on" value="([^"]*)"'


def correct(cast, held, who="lars", **more):
    at = LATER + DAY
    given = {"notice_on": TODAY - 2 * DAY, "way": Way.PHONE, "built_on": LATER, "at": at} | more
    return actions.correct_late_notice(by=cast.actor(who, at), late_notice=held, **given)


def test_correct_late_notice_keeps_what_stood(cast, opened, nora):
    [held] = tell(cast, opened, nora)
    correct(cast, held)
    now, before = LateNotice.objects.get(), EarlierLateNotice.objects.get()
    assert (now.notice_on, now.notice_way, now.recorded_by) == (TODAY - 2 * DAY, "phone", cast.lars)
    assert (before.notice_on, before.notice_way, before.recorded_at) == (TODAY, "talk", LATER)
    assert str(before) == str(before.pk)
    entry = Entry.objects.filter(verb=Verb.LATE_NOTICE_RECORDED).latest("pk")
    assert (entry.child_ids, entry.before) == ([nora.pk], {"on": str(TODAY), "way": "talk"})
    assert entry.after == {"on": str(TODAY - 2 * DAY), "way": "phone"}


@pytest.mark.parametrize("who", ["pia", "else_", "vera", "jens"])
def test_correct_late_notice_is_the_units_leaders(cast, opened, nora, who):
    [held] = tell(cast, opened, nora)
    with pytest.raises(NotHere):
        correct(cast, held, who)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"built_on": None}, "har registreret det imens"),
        ({"built_on": NOW}, "har registreret det imens"),
        ({"notice_on": TODAY + 2 * DAY}, "ligger i fremtiden"),
        ({"notice_on": TODAY + DAY}, "Forældrene skal have vidst det før"),
    ],
)
def test_correct_late_notice_that_cannot_have_been_is_refused(cast, opened, nora, more, said):
    """The first mark of this child is from today."""
    [held] = tell(cast, opened, nora)
    mark(cast, opened, nora)
    with pytest.raises(Refused, match=said):
        correct(cast, held, **more)
    assert not EarlierLateNotice.objects.exists()
    assert correct(cast, held, notice_on=TODAY).notice_on == TODAY


def test_what_a_late_notice_said_is_never_changed_and_goes_with_the_round(committed, cast, opened, nora):
    [held] = tell(cast, opened, nora)
    correct(cast, held)
    with pytest.raises(DatabaseError, match="Cannot update"):
        EarlierLateNotice.objects.update(notice_way="letter")
    remove_outdated(NOW + timedelta(days=366 * 7), years=5)
    assert not EarlierLateNotice.objects.exists()


def test_a_late_notice_is_put_right_where_it_is_read(as_, cast, opened, nora):
    lars, notice = as_("lars"), reverse("screening:notice", args=[opened.pk])
    page = reverse("screening:latecomers", args=[opened.pk])
    assert page not in text(lars.get(notice))
    [held] = tell(cast, opened, nora)
    assert page in text(lars.get(notice))
    way = reverse("screening:late_notice", args=[held.pk])
    assert way in text(lars.get(page))
    shown = text(lars.get(way))
    assert "Det står, at forældrene fik besked om runden den 23. november 2026, i en samtale." in shown
    assert 'value="talk" checked' in shown
    typed = {"way": "letter", "built_on": re.search(MOMENT, shown)[1]}
    wrong = lars.post(way, typed | {"notice_on": str(TODAY + DAY), "form_key": str(uuid4())})
    assert wrong.status_code == 422
    assert "ligger i fremtiden" in text(wrong)
    assert 'value="letter" checked' in text(wrong)
    shown = text(lars.post(way, typed | {"notice_on": str(TODAY - DAY), "form_key": str(uuid4())}, follow=True))
    assert "Det er rettet." in shown
    assert "Nora Vind: 22. november 2026, i et brev." in shown
    assert "23. november 2026, i en samtale. Registreret af Lars Brandt." in text(lars.get(way))


def test_a_late_notice_of_a_child_one_has_lost_tells_no_new_name(as_, cast, opened, nora):
    [held] = tell(cast, opened, nora)
    lost(cast, nora)
    for address in (
        reverse("screening:latecomers", args=[opened.pk]),
        reverse("screening:late_notice", args=[held.pk]),
    ):
        shown = text(as_("lars").get(address))
        assert "Hemmelig" not in shown
        assert "et barn, i har haft" in shown.lower()
