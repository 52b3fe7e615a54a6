"""While a stop stands on a child, nothing of screening reaches the parents, nor what was handed over before it."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from samspor.base.refused import NotHere, Refused
from samspor.concerns.api import start_concern
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.people import api as people
from samspor.screening import actions, instrument, queries
from samspor.screening.models import ParentVoice
from samspor.screening.rules import Position, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude
from tests.screening.test_parents import answer, key, linked, parent, parents_url, text


@pytest.fixture
def begin(cast):
    def begun(violence=Answer.NO):
        answers = {StopKind.VIOLENCE: violence, StopKind.HONOUR: Answer.NO}
        said = {"worries": "Blå mærker", "observed_on": TODAY, "answers": answers, "at": NOW}
        return start_concern(by=cast.actor("pia"), child=cast.bo, **said)

    return begun


@pytest.fixture
def stop(begin):
    """Said in the middle of a test, when what it must hold is there."""
    return lambda: begin(violence=Answer.YES)


def test_a_link_made_before_a_stop_is_closed_by_it(cast, opened, stop):
    link = linked(cast, opened, cast.mor)
    closed = text(Client().get(reverse("screening:answer"), {"k": "vrøvl"}))
    stop()
    assert not queries.is_open(parent(link), link, TODAY)
    sent = {"k": queries.token_of(link), "goes_well": "Han synger"}
    assert text(Client().get(reverse("screening:answer"), sent)) == closed
    of_nobody = text(Client().post(reverse("screening:answer"), sent | {"k": "vrøvl"}))
    assert text(Client().post(reverse("screening:answer"), sent)) == of_nobody
    assert "Han synger" in of_nobody
    with pytest.raises(NotHere):
        answer(link)
    assert not ParentVoice.objects.exists()


def test_no_address_is_shown_while_a_stop_stands(cast, opened, stop, as_):
    linked(cast, opened, cast.mor)
    pia, paper = as_("pia"), reverse("screening:paper", args=[opened.pk, cast.bo.pk])
    before = text(pia.get(parents_url(cast, opened)))
    assert ("?k=" in before, paper in before, "Intet til forældrene" in before) == (True, True, False)
    stop()
    after = text(pia.get(parents_url(cast, opened)))
    assert ("?k=" in after, paper in after, "Lav et link" in after) == (False, False, False)
    assert "mistanke om vold" in after


def test_the_paper_form_is_held_back(cast, opened, begin, stop, as_):
    address = reverse("screening:paper", args=[opened.pk, cast.bo.pk])
    begin()
    assert as_("pia").get(address).status_code == 200
    stop()
    held = as_("pia").get(address)
    assert (held.status_code, "mistanke om vold" in text(held)) == (409, True)


def test_no_words_of_a_parent_are_typed_while_a_stop_stands(cast, opened, stop, as_):
    """To ask them is to reach them. What was typed before the page knew of it is given back."""
    pia, form = as_("pia"), "Skriv ned, hvad en forælder"
    before = text(pia.get(parents_url(cast, opened)))
    stop()
    after = text(pia.get(parents_url(cast, opened)))
    assert (form in before, form in after, "Der står ingen forældre" in after) == (True, False, False)
    sent = {"guardian": str(cast.mor.pk), "way": "talk", "said_on": str(TODAY), "helps": "Ro om aftenen", **key()}
    answered = pia.post(parents_url(cast, opened), sent)
    assert (answered.status_code, "Ro om aftenen" in text(answered)) == (422, True)
    assert "mistanke om vold" in text(answered)
    assert not ParentVoice.objects.exists()


def focus(cast, child):
    return actions.set_focus(
        by=cast.actor("pia"), unit=cast.solsikken, group=cast.blaamejserne, child=child, responsible=cast.mads.pk,
        aim="Ro", action="Små grupper", review_on=TODAY + timedelta(days=30), at=NOW,
    )  # fmt: skip


def test_a_childs_focus_point_is_held_back(cast, stop, as_):
    held = focus(cast, cast.bo)
    stop()
    with pytest.raises(Refused, match="mistanke om vold"):
        actions.tell_parents_of_focus(by=cast.actor("pia"), focus=held, told_on=TODAY, way=Way.TALK, at=NOW)
    address = reverse("screening:focus_told", args=[held.pk])
    assert as_("pia").get(address).status_code == 409
    assert as_("pia").post(address, {"told_on": str(TODAY), "way": "talk", **key()}).status_code == 409


def test_the_groups_focus_point_is_told_all_the_same(cast, stop, as_):
    held = focus(cast, None)
    stop()
    sent = {"told_on": str(TODAY), "way": "talk", **key()}
    answered = as_("pia").post(reverse("screening:focus_told", args=[held.pk]), sent)
    assert answered.status_code == 303


@pytest.fixture
def red(cast, assess):
    """Concluded about Bo, and his parents are not told."""
    held = assess("bo", pia=Position.RED, mads=Position.RED)
    conclude(cast, held, Position.RED, "Blå mærker")
    return held


def day(as_, name, at=NOW):
    with time_machine.travel(at, tick=False):
        return text(as_(name).get("/"))


LATER = NOW + timedelta(days=40)
ASKED = "Orientér forældrene til 1 barn"


def test_nobody_is_asked_to_tell_the_parents_under_a_stop(cast, red, stop, as_):
    before = (ASKED in day(as_, "pia"), "Fortæl forældrene til Bo" in day(as_, "pia", LATER))
    stop()
    after = (ASKED in day(as_, "pia"), "Fortæl forældrene til Bo" in day(as_, "pia", LATER))
    assert (before, after) == ((True, True), (False, False))


def test_a_stop_on_another_page_about_the_child_counts(cast, stop):
    stop()
    twin = factories.child(cast.blaamejserne, "Bo Tvilling")
    people.merge_children(by=cast.actor("lars"), kept=twin, other=cast.bo, at=NOW)
    assert people.held_among([cast.bo.pk, twin.pk, cast.asta.pk]) == {cast.bo.pk, twin.pk}


def test_the_board_asks_nobody_and_says_so_calmly(cast, red, stop, as_):
    board = reverse("screening:board", args=[red.round_unit_id])

    def seen():
        with time_machine.travel(LATER, tick=False):
            page = text(as_("lars").get(board))
        return "forældrene skal have det at vide" in page, "Forældre, der ikke skal have det at vide nu" in page

    before = seen()
    stop()
    assert (before, seen()) == ((True, False), (False, True))
    inform = reverse("screening:inform", args=[red.pk])
    assert text(as_("lars").get(board)).count(inform) == 1


def test_the_talk_and_the_childs_page_say_it_too(cast, red, stop, as_):
    pia, together = as_("pia"), reverse("screening:joint", args=[red.round_unit_id, red.group_id])
    words = "Registrér, at forældrene er orienteret", "Forældrene skal ikke have det at vide nu"

    def seen():
        page, child = text(pia.get(together)), text(pia.get(cast.bo.href))
        return words[0] in page, words[1] in page, "ikke orienteret endnu" in child, words[1] in child

    before = seen()
    stop()
    assert (before, seen()) == ((True, False, True, False), (False, True, False, True))


def test_nobody_is_asked_to_tell_of_a_visit(cast, as_):
    version = actions.adopt_instrument(by=cast.actor("jens"), instrument=instrument.shipped()[0], at=NOW)
    visit = actions.make_visit(
        by=cast.actor("anna"), child=cast.egon, visited_on=TODAY, instrument=version, notice_on=TODAY, way=Way.TALK,
        alone_because="Kollegaen er på kursus", at=NOW,
    )  # fmt: skip
    assert "Skriv besøget hos Egon" in day(as_, "anna")
    actions.assess_visit(by=cast.actor("anna"), assessment=visit, position=Position.RED, words="Sulten", at=NOW)
    page = reverse("screening:visit", args=[visit.pk])

    def seen():
        told, visited = day(as_, "anna"), text(as_("anna").get(page))
        return "Fortæl forældrene til Egon" in told, "Registrér, at" in visited, "Intet til forældrene" in visited

    before = seen()
    answers = dict.fromkeys(StopKind, Answer.YES)
    start_concern(by=cast.actor("lars"), child=cast.egon, worries="Slag", observed_on=TODAY, answers=answers, at=NOW)
    assert (before, seen()) == ((True, True, False), (False, False, True))


def test_a_wrong_telling_is_put_right_under_a_stop(cast, red, stop, as_):
    told = actions.inform_parents(by=cast.actor("pia"), assessment=red, informed_on=TODAY, way=Way.TALK, at=NOW)
    stop()
    sent = {"informed_on": str(TODAY), "way": "phone", "built_on": told.recorded_at.isoformat(), **key()}
    page, pia = reverse("screening:inform", args=[red.pk]), as_("pia")
    assert "Gem rettelsen" in text(pia.get(page))
    assert pia.post(page, sent).status_code == 303
    told.refresh_from_db()
    assert told.way == Way.PHONE


def test_a_new_telling_is_held_back(cast, red, stop, as_):
    stop()
    assert as_("pia").get(reverse("screening:inform", args=[red.pk])).status_code == 409


@pytest.fixture
def nora(cast, opened):
    """She came after the others' parents were told, and hers may not be now."""
    made = people.register_child(
        by=cast.actor("lars"), group=cast.blaamejserne, given_names="Nora", family_name="Vind",
        birth_date=date(2022, 6, 1), starts_on=TODAY, at=NOW,
    )  # fmt: skip

    def stopped():
        answers = dict.fromkeys(StopKind, Answer.YES)
        said = {"worries": "Slag", "observed_on": TODAY, "answers": answers, "at": NOW}
        start_concern(by=cast.actor("pia"), child=made, **said)

    return made, stopped


def test_nobody_is_asked_to_tell_a_latecomers_parents_of_the_round_under_a_stop(cast, opened, nora, as_):
    child, stopped = nora
    lars, tell = as_("lars"), reverse("screening:latecomers", args=[opened.pk])
    board = reverse("screening:board", args=[opened.pk])
    asks, not_now = "besked om runden", "Forældre, der ikke skal have besked nu"

    def seen():
        page, form = text(lars.get(board)), text(lars.get(tell))
        return asks in day(as_, "lars"), not_now in page, tell in page, not_now in form, str(child.pk) in form

    before = seen()
    stopped()
    assert (before, seen()) == ((True, False, True, False, True), (False, True, False, True, False))
    told = {"by": cast.actor("lars"), "round_unit": opened, "notice_on": TODAY, "way": Way.TALK, "at": NOW}
    with pytest.raises(Refused, match="mistanke om vold"):
        actions.record_late_notice(children=[child.pk], **told)
    other = people.register_child(
        by=cast.actor("lars"), group=cast.blaamejserne, given_names="Liv", family_name="Vind",
        birth_date=date(2022, 6, 1), starts_on=TODAY, at=NOW,
    )  # fmt: skip
    assert "Giv forældrene til 1 barn i Blåmejserne besked om runden" in day(as_, "lars")
    assert len(actions.record_late_notice(children=[other.pk], **told)) == 1


def test_no_visit_is_begun_under_a_stop_and_none_is_asked_for(cast, as_):
    version = actions.adopt_instrument(by=cast.actor("jens"), instrument=instrument.shipped()[0], at=NOW)
    given = {"child": cast.egon, "instrument": version, "notice_on": TODAY, "way": Way.TALK,
             "alone_because": "Kollegaen er på kursus", "at": NOW}  # fmt: skip
    actions.make_visit(by=cast.actor("anna"), visited_on=TODAY, **given)
    late, asks = NOW + timedelta(days=30), "Se på Egon"
    assert asks in day(as_, "anna", late)
    answers = dict.fromkeys(StopKind, Answer.YES)
    start_concern(by=cast.actor("lars"), child=cast.egon, worries="Slag", observed_on=TODAY, answers=answers, at=NOW)
    assert asks not in day(as_, "anna", late)
    with pytest.raises(Refused, match="mistanke om vold"):
        actions.make_visit(by=cast.actor("anna"), visited_on=TODAY - timedelta(days=1), **given)
    assert as_("anna").get(reverse("screening:new_visit", args=[cast.egon.pk])).status_code == 409
