"""That parents were told is written down, and mended when it was written down wrongly: what stood stays to be seen."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions
from samspor.screening.jobs import remove_outdated
from samspor.screening.models import EarlierInformed, EarlierNotice, ParentsInformed
from samspor.screening.queries import noticed
from samspor.screening.rules import Position, Way
from tests.cast import NOW, TODAY
from tests.screening.conftest import NOTICE
from tests.screening.test_actions import conclude, last

YESTERDAY = TODAY - timedelta(days=1)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def told(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.YELLOW, "Trækker sig", dissent="Jeg ser hende lege", dissent_by=cast.mads.pk)
    actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)
    return held


def correct(cast, held, who="mads", informed_on=TODAY, way=Way.PHONE, built_on=NOW, **more):
    at = NOW + timedelta(days=1)
    given = {"informed_on": informed_on, "way": way, "built_on": built_on, "at": at} | more
    return actions.correct_informed(by=cast.actor(who, at), assessment=held, **given)


def seen(page: str) -> str:
    """What the form carries of what stood when it was shown."""
    found = re.search(r'name="built_on"(?: value="([^"]*)")?', page)
    return found[1] or ""


def test_correct_informed_keeps_what_stood(cast, told):
    correct(cast, told, informed_on=date(2026, 11, 24))
    now, before = ParentsInformed.objects.get(), EarlierInformed.objects.get()
    assert (now.informed_on, now.way, now.recorded_by) == (date(2026, 11, 24), "phone", cast.mads)
    assert (before.informed_on, before.way, before.recorded_by, before.recorded_at) == (TODAY, "talk", cast.pia, NOW)
    assert str(before) == str(before.pk)
    assert (last().verb, last().child_ids) == (Verb.PARENTS_INFORMED, [cast.asta.pk])
    assert (last().before, last().after) == ({"on": str(TODAY), "way": "talk"}, {"on": "2026-11-24", "way": "phone"})


@pytest.mark.parametrize("day", [YESTERDAY, date(2026, 11, 25)])
def test_correct_informed_to_a_day_it_cannot_have_been_changes_nothing(cast, told, day):
    with pytest.raises(Refused, match="Datoen ligger"):
        correct(cast, told, informed_on=day)
    assert not EarlierInformed.objects.exists()


def test_correct_informed_where_nothing_stands_is_refused(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    with pytest.raises(Refused, match="ikke registreret endnu"):
        correct(cast, held)


@pytest.mark.parametrize("who", ["else_", "vera", "sara", "jens"])
def test_correct_informed_is_for_those_who_inform(cast, told, who):
    with pytest.raises(NotHere):
        correct(cast, told, who)


def test_what_stood_is_never_changed_and_goes_with_the_round(committed, cast, told, opened):
    correct(cast, told)
    with pytest.raises(DatabaseError, match="Cannot update"):
        EarlierInformed.objects.update(way="letter")
    remove_outdated(NOW + timedelta(days=366 * 7), years=5)
    assert not EarlierInformed.objects.exists()


def test_the_parents_page_shows_what_was_agreed_before_somebody_calls(as_, cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    address = reverse("screening:inform", args=[held.pk])
    assert "Det, I nåede frem til" not in text(as_("pia").get(address))
    conclude(cast, held, Position.YELLOW, "Trækker sig", dissent="Jeg ser hende lege", dissent_by=cast.mads.pk)
    page = text(as_("pia").get(address))
    agreed = page[page.index("Det, I nåede frem til") :]
    for words in ("Øget opmærksomhed", "Trækker sig", "Set anderledes af Mads Kjær: Jeg ser hende lege"):
        assert words in agreed
    assert "Med i dialogen: Mads Kjær og Pia Holm." in agreed


def test_the_parents_page_is_where_a_registration_is_put_right(as_, cast, told):
    pia, address = as_("pia"), reverse("screening:inform", args=[told.pk])
    group = reverse("screening:joint", args=[told.round_unit_id, told.group_id])
    assert address in text(pia.get(group))
    page = text(pia.get(address))
    assert "Det står, at forældrene blev orienteret den 23. november 2026, i en samtale." in page
    assert 'value="talk" checked' in page
    assert "Sådan var det registreret før" not in page
    form = {"informed_on": "2026-11-23", "way": "letter", "built_on": seen(page), "form_key": str(uuid4())}
    assert pia.post(address, form).status_code == 303
    page = text(pia.get(address))
    assert "den 23. november 2026, i et brev." in page
    assert "23. november 2026, i en samtale. Registreret af Pia Holm." in page


def test_the_notice_is_put_right_where_it_is_read(as_, cast, opened):
    board, address = (reverse(f"screening:{name}", args=[opened.pk]) for name in ("board", "notice"))
    assert address in text(as_("lars").get(board))
    assert address not in text(as_("pia").get(board))
    page = text(as_("lars").get(address))
    assert "Det står, at forældrene blev orienteret den 26. oktober 2026, i en digital besked." in page
    assert 'value="2026-10-26"' in page
    form = {"notice_on": "2026-10-25", "way": "letter", "built_on": seen(page), "form_key": str(uuid4())}
    page = text(as_("lars").post(address, form, follow=True))
    assert "Forældrene blev orienteret om runden den 25. oktober 2026, i et brev." in page
    assert "26. oktober 2026, i en digital besked. Registreret af Lars Brandt." in page
    before = EarlierNotice.objects.get()
    assert (before.notice_on, before.notice_way, before.notice_by, before.corrected_at) == (
        NOTICE, "digital", cast.lars, NOW,
    )  # fmt: skip
    assert str(before) == str(before.pk)
    assert Entry.objects.filter(verb=Verb.NOTICE_RECORDED).count() == 2


@pytest.mark.parametrize("built_on", [None, NOW - timedelta(seconds=1)])
def test_correct_informed_by_somebody_who_did_not_see_what_stands_is_refused(cast, told, built_on):
    with pytest.raises(Refused, match="har registreret det imens"):
        correct(cast, told, built_on=built_on)
    assert (ParentsInformed.objects.get().way, EarlierInformed.objects.count()) == ("talk", 0)


def test_the_second_does_not_write_over_what_the_first_recorded(as_, cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.YELLOW, "Trækker sig")
    address = reverse("screening:inform", args=[held.pk])
    both = [(as_(name), way, seen(text(as_(name).get(address)))) for name, way in (("mads", "talk"), ("pia", "phone"))]
    answers = [
        who.post(address, {"informed_on": str(TODAY), "way": way, "built_on": built_on, "form_key": str(uuid4())})
        for who, way, built_on in both
    ]
    assert [answer.status_code for answer in answers] == [303, 422]
    assert "har registreret det imens" in text(answers[1])
    assert 'value="phone" checked' in text(answers[1])
    assert ParentsInformed.objects.get().way == "talk"


def test_the_second_notice_does_not_write_over_the_first(as_, planned):
    address = reverse("screening:notice", args=[planned.pk])
    both = [(as_("lars"), way, seen(text(as_("lars").get(address)))) for way in ("letter", "talk")]
    answers = [
        who.post(address, {"notice_on": "2026-11-20", "way": way, "built_on": built_on, "form_key": str(uuid4())})
        for who, way, built_on in both
    ]
    assert [answer.status_code for answer in answers] == [303, 422]
    assert "har registreret det imens" in text(answers[1])
    planned.refresh_from_db()
    assert planned.notice_way == "letter"


@pytest.mark.parametrize(("days", "fine"), [(0, True), (1, False)])
def test_a_notice_is_not_moved_to_after_the_first_mark(cast, opened, days, fine):
    actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW)
    at, day = NOW + timedelta(days=3), TODAY + timedelta(days=days)
    given = {"round_unit": opened, "notice_on": day, "way": Way.LETTER, "built_on": noticed(opened), "at": at}
    if fine:
        assert actions.record_notice(by=cast.actor("lars", at), **given).notice_on == day
        return
    with pytest.raises(Refused, match="Forældrene skal have vidst det før") as refused:
        actions.record_notice(by=cast.actor("lars", at), **given)
    assert refused.value.field == "notice_on"
