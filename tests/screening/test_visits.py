"""A visit: one child on any day, its parents told first, one or two who look, and counted by itself."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import api as people
from samspor.people.actions import enrol_again
from samspor.people.api import naming
from samspor.people.models import Child, ChildGroup, Enrolment
from samspor.screening import actions, instrument, jobs, pages, queries, rules
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    JointAssessment,
    OwnAssessment,
    ParentsInformed,
    RoundCount,
    RoundUnit,
    SecondAssessor,
)
from samspor.screening.queries.visits import VisitCount
from samspor.screening.rules import Beside, Position, RoundKind, Way
from tests import factories as make
from tests.cast import NOW, TODAY

WHY = "Kollegaen er på kursus i dag"
DAY = timedelta(days=1)


@pytest.fixture
def version(cast):
    return actions.adopt_instrument(by=cast.actor("jens"), instrument=instrument.shipped()[0], at=NOW)


@pytest.fixture
def colleague(cast):
    """Else visits as well, from today."""
    people.employ(
        by=cast.actor("ali"), staff=cast.else_, unit=cast.sundhedsplejen, role=Role.HEALTH_VISITOR, starts_on=TODAY,
        ends_on=None, at=NOW,
    )  # fmt: skip
    return cast.else_


def made(cast, version, child="ida", by="anna", **more) -> Assessment:
    given = {"visited_on": TODAY, "notice_on": TODAY, "way": Way.TALK, "alone_because": WHY, "at": NOW} | more
    return actions.make_visit(by=cast.actor(by), child=cast.members[child], instrument=version, **given)


def seen(cast, held, position=Position.GREEN, words="", by="anna", **more):
    return actions.assess_visit(by=cast.actor(by), assessment=held, position=position, words=words, at=NOW, **more)


@pytest.mark.parametrize(
    ("visited", "notice", "field"),
    [(0, 0, None), (0, -30, None), (-14, -14, None), (1, 0, "visited_on"), (-15, -20, "visited_on"),
     (-3, -2, "notice_on")],
)  # fmt: skip
def test_a_visit_is_written_within_two_weeks_and_parents_knew_first(visited, notice, field):
    days = {"visited_on": TODAY + visited * DAY, "notice_on": TODAY + notice * DAY, "today": TODAY}
    if field is None:
        rules.visits.check_visit(**days)
        return
    with pytest.raises(Refused) as refused:
        rules.visits.check_visit(**days)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("second", "why", "fine"), [(True, "", True), (False, "Kun jeg", False), (False, "x" * 10, True)]
)
def test_one_alone_is_chosen_openly(second, why, fine):
    if fine:
        rules.visits.check_company(has_second=second, alone_because=why)
        return
    with pytest.raises(Refused, match="hvorfor du ser på barnet alene"):
        rules.visits.check_company(has_second=second, alone_because=why)


def test_a_visit_is_a_round_of_one_child(cast, version):
    held = made(cast, version, visited_on=TODAY - DAY, notice_on=TODAY - 2 * DAY)
    whole = held.round_unit.round
    assert (whole.kind, whole.label, whole.opens_on) == (RoundKind.VISIT, "Besøg 22. november 2026", TODAY - DAY)
    assert (held.round_unit.unit, held.round_unit.notice_on, held.group) == (
        cast.sundhedsplejen, TODAY - 2 * DAY, cast.hos_karen,
    )  # fmt: skip
    entry = Entry.objects.get(verb=Verb.VISIT_MADE)
    assert (entry.child_ids, entry.after["notice_on"]) == ([cast.ida.pk], "2026-11-21")
    with pytest.raises(Refused, match="allerede skrevet et besøg"):
        made(cast, version, visited_on=TODAY - DAY, notice_on=TODAY - 2 * DAY)


@pytest.mark.parametrize(("name", "child"), [("pia", "asta"), ("lars", "asta"), ("anna", "hassan")])
def test_only_who_visits_and_within_reach(cast, version, name, child):
    with pytest.raises(NotHere):
        made(cast, version, child, name)
    assert not AssessmentRound.objects.exists()


def test_alone_is_one_look_and_the_conclusion(cast, version):
    held = made(cast, version)
    with pytest.raises(Refused, match="Skriv en begrundelse"):
        seen(cast, held, Position.YELLOW)
    assert not OwnAssessment.objects.exists()
    seen(cast, held, Position.YELLOW, "Sover uroligt. Vi ser på aftenen sammen.", beside=[Beside.MOTHER])
    joint = JointAssessment.objects.get()
    assert (joint.position, joint.participants, joint.beside) == ("yellow", [cast.anna.pk], ["mother"])
    assert joint.justification.startswith("Sover")
    own = OwnAssessment.objects.get()
    assert (own.assessor, own.handed_in_at) == (cast.anna, NOW)
    with pytest.raises(Refused):
        seen(cast, held)


def test_alone_is_the_one_who_was_there(cast, version, colleague):
    with pytest.raises(Refused, match="kun den, der var på besøget"):
        seen(cast, made(cast, version), by="else_")


def test_two_look_each_for_themselves_and_are_sealed(cast, version, colleague):
    held = made(cast, version, second=colleague, alone_because="")
    assert held.alone_because is None
    second = SecondAssessor.objects.get()
    assert (second.staff, second.child, second.to_on) == (colleague, cast.ida, TODAY + 14 * DAY)
    seen(cast, held, Position.YELLOW, "Sover uroligt")
    one = queries.visits.visits_visible_to(cast.actor("anna")).get()
    assert queries.opened_views([one]) == {}
    actions.mark_as_second(
        by=cast.actor("else_"), second=second, child=cast.ida.pk, position=Position.GREEN, comment="", at=NOW
    )
    actions.hand_in_as_second(by=cast.actor("else_"), second=second, at=NOW)
    one = queries.visits.visits_visible_to(cast.actor("anna")).get()
    assert len(queries.opened_views([one])[one.pk]) == 2


def test_a_second_is_of_ones_own_unit(cast, version):
    with pytest.raises(NotHere):
        made(cast, version, second=cast.pia, alone_because="")


def test_an_awaited_child_can_be_visited(cast, version):
    group = ChildGroup(unit=cast.sundhedsplejen, name="Spæde", setting="daycare", opened_on=TODAY)
    people.open_group(by=cast.actor("anna"), group=group, at=NOW)
    child = people.expect_child(
        by=cast.actor("anna"), group=group, mother=cast.mor, due_date=TODAY + 60 * DAY, starts_on=TODAY, at=NOW
    )
    held = actions.make_visit(
        by=cast.actor("anna"), child=child, visited_on=TODAY, notice_on=TODAY, way=Way.TALK, alone_because=WHY,
        instrument=version, at=NOW,
    )  # fmt: skip
    assert held.group == group


def test_a_child_in_no_group_is_refused(cast, version):
    Enrolment.objects.filter(child=cast.ida).update(period=(date(2025, 5, 1), TODAY))
    make.remembered()
    with pytest.raises(Refused, match="ikke i en gruppe"):
        queries.visits.visited_group(cast.ida, cast.sundhedsplejen, TODAY)


def test_a_child_at_home_is_visited_in_the_health_visitors_own_group(cast, version, as_):
    """It has left its childminder and is in nobody's group: found by its number, taken in, and looked at at home."""
    anna = as_("anna")
    cast.ida.enrolments.update(period=(date(2025, 5, 1), TODAY))
    assert anna.get(reverse("screening:new_visit", args=[cast.ida.pk])).status_code == 404
    group = people.open_group(
        by=cast.actor("anna"), at=NOW,
        group=ChildGroup(unit=cast.sundhedsplejen, name="Hjemme", setting="daycare", opened_on=TODAY),
    )  # fmt: skip
    enrol_again(by=cast.actor("anna"), child=cast.ida, group=group, starts_on=TODAY, at=NOW)
    page = anna.get(reverse("screening:new_visit", args=[cast.ida.pk]))
    assert page.status_code == 200
    sent = {"visited_on": str(TODAY), "notice_on": str(TODAY), "way": "talk", "instrument": str(version.pk),
            "who": "alone", "alone_because": WHY, "form_key": str(uuid4())}  # fmt: skip
    made = anna.post(reverse("screening:new_visit", args=[cast.ida.pk]), sent)
    assert made.status_code == 303
    assert Assessment.objects.get().group == group


def test_rounds_and_figures_leave_visits_out(cast, version, as_):
    held = made(cast, version)
    seen(cast, held)
    anna = cast.actor("anna")
    assert held.round_unit not in queries.rounds_visible_to(anna)
    assert held.round_unit in queries.rounds_and_visits_visible_to(anna)
    assert not queries.totals_visible_to(cast.actor("dorte")).exists()
    assert queries.round_under_way(anna, cast.sundhedsplejen.pk) is None
    assert queries.waiting_for(anna) == []
    assert "Besøg 23." not in as_("anna").get("/runder/").content.decode()
    assert "skrevet færre end 5 besøg." in as_("dorte").get("/runder/samlet/").content.decode()


@pytest.mark.parametrize(
    ("visits", "alone", "said"),
    [(0, 0, "ikke skrevet noget besøg"), (1, 0, "1 besøg. Ingen af dem"), (1, 1, "1 besøg. Det ene"),
     (7, 3, "7 besøg. 3 af dem")],
)  # fmt: skip
def test_visits_are_counted_by_themselves(visits, alone, said):
    assert said in pages.visits_in_words(VisitCount(visits, alone))


def test_the_leader_sees_how_many_and_how_many_alone(cast, version, as_):
    seen(cast, made(cast, version))
    people.employ(
        by=cast.actor("ali"), staff=cast.lars, unit=cast.sundhedsplejen, role=Role.UNIT_LEADER, starts_on=TODAY,
        ends_on=None, at=NOW,
    )  # fmt: skip
    page = as_("lars").get(reverse("screening:visits")).content.decode()
    assert "Det sidste år er der skrevet 1 besøg. Det ene blev vurderet af én alene" in page
    assert "Ida Krogh" in page
    visit = as_("lars").get(reverse("screening:visit", args=[Assessment.objects.get().pk])).content.decode()
    assert "Besøg hos Ida Krogh" in visit
    assert f'href="{cast.ida.href}"' not in visit
    assert "Det sidste år" not in as_("anna").get(reverse("screening:visits")).content.decode()
    assert "Der er ingen besøg endnu" in as_("pia").get(reverse("screening:visits")).content.decode()
    assert as_("dorte").get(reverse("screening:visits")).status_code == 404


def sent(**more):
    return {"visited_on": str(TODAY), "notice_on": str(TODAY), "way": "talk", "who": "alone", "alone_because": WHY,
            "form_key": str(uuid4())} | more  # fmt: skip


def test_a_visit_from_the_childs_page_to_the_parents_told(cast, version, as_):
    anna = as_("anna")
    new = reverse("screening:new_visit", args=[cast.ida.pk])
    assert new in anna.get(cast.ida.href).content.decode()
    assert new not in as_("karen").get(cast.ida.href).content.decode()
    wrong = anna.post(new, sent(instrument=str(version.pk), alone_because=""))
    assert (wrong.status_code, "hvorfor du ser på barnet alene" in wrong.content.decode()) == (422, True)
    answer = anna.post(new, sent(instrument=str(version.pk)))
    held = Assessment.objects.get()
    there = reverse("screening:visit", args=[held.pk])
    assert (answer.status_code, answer["Location"]) == (303, there)
    assert "Ikke skrevet færdigt" in anna.get(cast.ida.href).content.decode()
    assert "Skriv besøget hos Ida Krogh ned" in anna.get("/").content.decode()
    page = anna.get(there).content.decode()
    assert "Vurderes af én: det er valgt åbent" in page
    assert WHY in page
    answer = anna.post(there, {"position": "green", "words": "Griner", "beside": ["father"], "told": "on",
                               "form_key": str(uuid4())})  # fmt: skip
    assert answer.status_code == 303
    assert ParentsInformed.objects.get().way == "talk"
    page = anna.get(there).content.decode()
    assert "Forældrene er orienteret" in page
    assert "Griner" in page
    assert "Besøg 23. november 2026" in anna.get(cast.ida.href).content.decode()


def test_what_waits_after_a_visit(cast, version, colleague, as_):
    held = made(cast, version, second=colleague, alone_because="")
    there = reverse("screening:visit", args=[held.pk])
    anna, other = as_("anna"), as_("else_")
    assert "Giv dit blik på 1 barn" in other.get("/").content.decode()
    assert "Aflever min vurdering" in anna.get(there).content.decode()
    anna.post(there, {"position": "yellow", "words": "Sover uroligt", "form_key": str(uuid4())})
    page = anna.get(there).content.decode()
    assert "Din kollega har ikke afleveret endnu" in page
    assert reverse("screening:alone", args=[held.pk]) in page
    assert "Ida Krogh" not in anna.get("/").content.decode()
    other.post(there, {"position": "red", "words": "Spiser lidt", "form_key": str(uuid4())})
    assert "Tal sammen om Ida Krogh" in anna.get("/").content.decode()
    page = anna.get(there).content.decode()
    assert "Spiser lidt" in page
    assert "Skriv den fælles vurdering" in page
    actions.conclude(
        by=cast.actor("anna"), assessment=held, position=Position.YELLOW, justification="Vi følger søvnen",
        participants=[cast.anna.pk, cast.else_.pk], at=NOW,
    )  # fmt: skip
    assert "Fortæl forældrene til Ida Krogh" in anna.get("/").content.decode()
    page = anna.get(there).content.decode()
    assert "Ret vurderingen" in page
    assert reverse("screening:inform", args=[held.pk]) in page


def test_another_visitor_sees_no_form_for_one_alone(cast, version, colleague, as_):
    held = made(cast, version)
    page = as_("else_").get(reverse("screening:visit", args=[held.pk])).content.decode()
    assert "Gem vurderingen" not in page


def test_the_group_leads_to_a_visit(cast, version, as_):
    address = f"/grupper/{cast.hos_karen.pk}/"
    assert reverse("screening:new_visit", args=[cast.ida.pk]) in as_("anna").get(address).content.decode()
    assert "Se på barnet" not in as_("karen").get(address).content.decode()


def test_what_leads_to_a_round_leads_to_the_visit(cast, version, as_):
    held = made(cast, version)
    there = reverse("screening:visit", args=[held.pk])
    for address in (
        reverse("screening:board", args=[held.round_unit_id]),
        reverse("screening:joint", args=[held.round_unit_id, held.group_id]),
    ):
        assert as_("anna").get(address)["Location"] == there
    assert as_("anna").get(reverse("screening:own", args=[held.round_unit_id, held.group_id])).status_code == 404


def test_parents_are_heard_at_a_visit(cast, version, as_):
    held = made(cast, version, "bo")
    address = reverse("screening:parents", args=[held.round_unit_id, cast.bo.pk])
    given = {"guardian": str(cast.mor.pk), "way": "talk", "said_on": str(TODAY), "goes_well": "Han griner",
             "form_key": str(uuid4())}  # fmt: skip
    assert as_("anna").post(address, given).status_code == 303
    assert "Han griner" in as_("anna").get(reverse("screening:visit", args=[held.pk])).content.decode()
    other = reverse("screening:parents", args=[held.round_unit_id, cast.asta.pk])
    assert as_("anna").get(other).status_code == 404


def test_of_a_visit_no_count_is_left(cast, version):
    seen(cast, made(cast, version))
    jobs.remove_outdated(NOW + timedelta(days=6 * 366), years=5)
    assert not Assessment.objects.exists()
    assert not RoundCount.objects.exists()
    assert Child.objects.exists()


def test_one_is_in_one_place_of_the_menu(as_):
    menu = as_("anna").get(reverse("screening:visits")).content.decode().split('aria-label="Hovedmenu"')[1]
    menu = menu.split("</nav>")[0]
    assert '<a href="/runder/besoeg/" aria-current="page">Besøg</a>' in menu
    assert '<a href="/runder/">Runder</a>' in menu


def corrected(cast, held, who, notice_on, at=NOW + DAY):
    round_unit = RoundUnit.objects.get(pk=held.round_unit_id)
    given = {"notice_on": notice_on, "way": Way.LETTER, "built_on": queries.noticed(round_unit), "at": at}
    return actions.record_notice(by=cast.actor(who, at), round_unit=round_unit, **given)


@pytest.fixture
def leader(cast):
    people.employ(
        by=cast.actor("ali"), staff=cast.else_, unit=cast.sundhedsplejen, role=Role.UNIT_LEADER, starts_on=TODAY,
        ends_on=None, at=NOW,
    )  # fmt: skip


def test_who_corrects_the_notice_of_a_visit_does_not_become_its_visitor(cast, version, leader, as_):
    held, anna = made(cast, version), cast.actor("anna")
    corrected(cast, held, "else_", TODAY - DAY)
    corrected(cast, held, "else_", TODAY - 2 * DAY, at=NOW + 2 * DAY)
    assert [one.pk for one in queries.visits.visits_to_finish(anna)] == [held.pk]
    assert not queries.visits.visits_to_finish(cast.actor("else_"))
    [line] = pages.visit_lines(queries.visits.visits_visible_to(anna), naming.as_seen([held.child]))
    assert line.by == cast.anna.name
    assert 'name="position"' in as_("anna").get(reverse("screening:visit", args=[held.pk])).content.decode()
    assert 'name="position"' not in as_("else_").get(reverse("screening:visit", args=[held.pk])).content.decode()
    with pytest.raises(Refused, match="kun den, der var på besøget"):
        seen(cast, held, by="else_")
    seen(cast, held)
    assert JointAssessment.objects.get().participants == [cast.anna.pk]


def test_the_notice_of_a_visit_is_not_moved_to_after_it(cast, version, leader):
    held = made(cast, version, visited_on=TODAY - DAY, notice_on=TODAY - 2 * DAY)
    with pytest.raises(Refused, match=r"første vurdering er fra den 22\. november 2026\. Forældrene skal"):
        corrected(cast, held, "else_", TODAY)
    assert corrected(cast, held, "else_", TODAY - DAY).notice_on == TODAY - DAY


@pytest.mark.parametrize(
    ("visits", "alone", "said"),
    [(4, 0, "færre end 5 besøg."), (7, 3, "skrevet 7 besøg."), (7, 6, "skrevet 7 besøg."), (12, 6, "6 af dem"),
     (6, 6, "6 besøg. 6 af dem"), (6, 0, "Ingen af dem"), (0, 0, "ikke skrevet noget besøg")],
)  # fmt: skip
def test_who_sees_no_names_is_told_no_small_numbers(visits, alone, said):
    sentence = pages.visits_in_words(VisitCount(visits, alone), is_far=True)
    assert said in sentence
    assert not {"1", "3", "4"} & set(sentence.replace("12", "")), sentence
