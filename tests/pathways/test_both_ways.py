"""What somebody who was let in writes is of their service: it is asked from there, and who reads along is told."""

import re

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions
from samspor.pathways.actions.goals import CHILDS
from samspor.pathways.models import Action, GoalNumber, LogEntry, Participant
from samspor.pathways.pages import address
from samspor.pathways.queries.withheld import withheld
from samspor.pathways.rules.doing import ActionState
from samspor.people.models import Affiliation, Employment
from samspor.sharing.rules.words import Purpose, Sector
from tests.cast import BEGAN, NOW, TODAY
from tests.pathways.conftest import DAY, job
from tests.pathways.test_actions import write
from tests.pathways.test_doing import agree, settle
from tests.pathways.test_goals import goal as set_goal
from tests.pathways.test_goals import number as say
from tests.pathways.test_together import let_in, of, page, send, take_back

pytestmark = pytest.mark.usefixtures("at_noon", "db")
SAID = {"kind": "observation", "text": "Peger på billeder", "happened_on": "2026-11-23"}
BACK = {"sender": Sector.PPR, "recipient": Sector.DAYCARE}


@pytest.fixture
def back(cast, pathway, consented):
    """Peter has been let in, and what PPR knows may come back to the day-care."""
    consented()
    let_in(cast, pathway)
    return consented(**BACK)


def test_what_they_write_is_asked_from_their_service(cast, pathway, as_, consented):
    consented()
    let_in(cast, pathway)
    peter, entry = as_("peter"), of("entry", pathway)
    shown = page(peter, address(pathway.pk))
    assert "Du kan ikke skrive her nu." in shown
    assert f'href="{entry}"' not in shown
    assert "Det gælder det, der kommer fra PPR." in page(peter, entry)
    refused = send(peter, entry, **SAID)
    assert refused.status_code == 422
    assert "Peger på billeder" in refused.content.decode()
    assert not LogEntry.objects.exists()
    consented(**BACK)
    form = page(peter, entry)
    assert "Alle, der arbejder med barnet, kan læse det, du skriver." in form
    assert "Du kan ikke skrive her nu." not in form
    assert send(peter, entry, **SAID)["Location"] == address(pathway.pk, "loggen")


@pytest.mark.parametrize("whose", ["one place", "another place", "one person", "another aim", "another topic"])
def test_a_yes_to_less_is_not_one_to_all_who_read(cast, pathway, consented, whose):
    more = {
        "one place": {"to_unit": cast.solsikken},
        "another place": {"to_unit": cast.elverhoej},
        "one person": {"to_person": "Pia Holm"},
        "another aim": {"aim": Purpose.EVERYDAY},
        "another topic": {"topics": ["wellbeing"]},
    }[whose]
    consented()
    let_in(cast, pathway)
    consented(**BACK, **more)
    if whose == "one place":
        write(cast, pathway, by="peter")
        return
    with pytest.raises(Refused, match="Det gælder det, der kommer fra PPR"):
        write(cast, pathway, by="peter")


def test_a_child_on_its_way_between_places_is_asked_of_where_it_comes(cast, pathway, back):
    cast.bo.enrolments.update(period=DateRange(BEGAN, TODAY))
    with pytest.raises(NotHere):
        write(cast, pathway, by="else_")
    write(cast, pathway, by="peter")


def test_what_they_wrote_is_closed_and_opened_with_the_familys_yes(cast, pathway, as_, back, consented, scales):
    write(cast, pathway, by="peter", text="Peger på billeder")
    goal = set_goal(cast, pathway)
    say(cast, goal, by="peter")
    one = given(cast, pathway)
    settle(cast, one, words="Sproget kommer", by="peter")
    mine = page(as_("pia"), address(pathway.pk))
    assert all(words in mine for words in ("Peger på billeder", "Sproget kommer", "</strong> 23. november 2026"))
    take_back(cast, back)
    shown = page(as_("pia"), address(pathway.pk))
    assert not any(words in shown for words in ("Peger på billeder", "Sproget kommer"))
    assert shown.count("Du kan ikke læse det nu.") == 2
    assert shown.count("Du kan ikke læse resten nu.") == 1
    assert "Peter Winther har sagt et tal. Du kan ikke læse det nu." in shown
    assert "Ingen har sagt et tal" not in shown
    assert [each.text for each in LogEntry.objects.all()] == ["Peger på billeder"]
    consented(**BACK)
    assert "Peger på billeder" in page(as_("pia"), address(pathway.pk))


def given(cast, pathway):
    one = Participant.objects.get(job=job(cast, "peter"))
    return actions.add_action(
        by=cast.actor("pia"), pathway=pathway, what="Ser på sproget", who=one, due_on=TODAY + 3 * DAY, at=NOW
    )


def test_each_reads_by_the_lane_to_their_own_service(cast, pathway, back):
    """What day-care may have from PPR is not the family department's, nor of a place that is no service."""
    write(cast, pathway, by="peter")
    for name in ("pia", "lars"):
        assert withheld(cast.actor(name), pathway) == []
    Affiliation.objects.create(child=cast.bo, staff=cast.sara, period=DateRange(BEGAN, None))
    (one,) = withheld(cast.actor("sara"), pathway)
    assert "Det gælder det, der kommer fra PPR" in one.sentence
    Employment.objects.filter(staff=cast.sara).update(unit=cast.forvaltning)
    (one,) = withheld(cast.actor("sara"), pathway)
    assert one.sentence.startswith("Vi ved ikke nok")
    Employment.objects.filter(staff=cast.sara).update(unit=cast.ppr)
    assert withheld(cast.actor("sara"), pathway) == []
    assert withheld(cast.actor("peter"), pathway) == []


def test_what_they_wrote_otherwise_is_not_closed(cast, pathway, back):
    write(cast, pathway, by="peter")
    one = Participant.objects.get()
    actions.end_participant(by=cast.actor("pia"), participant=one, at=NOW + DAY)
    take_back(cast, back)
    (shut,) = withheld(cast.actor("pia"), pathway)
    peter = cast.peter.pk
    moments = (NOW - DAY, NOW, NOW + DAY, NOW + 2 * DAY)
    assert [shut.covers(peter, at) for at in moments] == [False, True, True, False]
    assert not shut.covers(cast.pia.pk, NOW)


def test_what_they_are_given_is_theirs_to_settle_and_nothing_else(cast, pathway, back, as_, scales, at_noon):
    one, other, peter = given(cast, pathway), agree(cast, pathway), as_("peter")
    assert "Gør det, I har aftalt om Bo" in page(peter, "/")
    shown = page(peter, address(pathway.pk))
    there, not_theirs = (reverse("pathways:settle_action", args=[each.pk]) for each in (one, other))
    assert there in shown
    assert not_theirs not in shown
    page(peter, not_theirs, 404)
    with pytest.raises(NotHere):
        settle(cast, other, by="peter")
    said = {"to": "done", "words": "Sproget kommer"}
    assert send(peter, there, **said)["Location"] == address(pathway.pk, "tiltag")
    assert Action.objects.get(pk=one.pk).settled_by == cast.peter
    with pytest.raises(NotHere):
        actions.reopen_action(by=cast.actor("peter"), action=one, at=NOW)
    take_back(cast, back)
    with pytest.raises(Refused, match="der kommer fra PPR"):
        settle(cast, one, ActionState.DROPPED, by="peter")


def test_they_say_their_own_number_and_nobody_elses(cast, pathway, back, as_, scales):
    goal, peter = set_goal(cast, pathway), as_("peter")
    here = reverse("pathways:number", args=[goal.pk])
    assert here in page(peter, address(pathway.pk))
    form = page(peter, here)
    assert "Barnets eget" not in form
    step = goal.scale.steps.order_by("value")[2]
    send(peter, here, who="staff", step=str(step.pk), said_on="2026-11-23")
    assert GoalNumber.objects.get().staff == cast.peter
    with pytest.raises(NotHere):
        say(cast, goal, voice=CHILDS, by="peter")
    for name in ("else_", "vera"):
        page(as_(name), here, 404)
    take_back(cast, back)
    assert here not in page(peter, address(pathway.pk))
    assert "har sagt et tal. Du kan ikke læse det nu" in page(as_("pia"), address(pathway.pk))


def test_it_says_what_for_and_about_what_to_those_it_concerns(cast, pathway, as_, back):
    about = "Formål: at hjælpe tidligt. Det handler om: sprog."
    assert about in page(as_("pia"), address(pathway.pk))
    assert about in page(as_("peter"), address(pathway.pk))


def test_the_forms_say_who_reads_along(cast, pathway, as_, back, consented):
    pia, along = as_("pia"), re.compile(r"Peter Winther, [^<]+ læser med\.")
    for name in ("entry", "next", "action", "promise", "colleague"):
        shown = page(pia, of(name, pathway))
        assert along.search(shown), name
        assert "Familien kan læse det" in shown or name == "entry"
    assert "Er det en aftale, kan familien læse den." in page(pia, of("entry", pathway))
    assert not along.search(page(as_("peter"), of("entry", pathway)))
    take_back(cast, consented())
    cast_off = page(pia, of("entry", pathway))
    assert along.search(cast_off)  # the first yes still stands


def test_who_answers_is_told_that_somebody_was_shut_out(cast, pathway, as_, consented, at_noon):
    given = consented()
    let_in(cast, pathway)
    told = "Se, hvem der er med i forløbet for Bo"
    assert told not in page(as_("pia"), "/")
    take_back(cast, given)
    shown = page(as_("pia"), "/")
    assert told in shown
    assert "Peter Winther kan ikke læse med længere." in shown
    assert told not in page(as_("mads"), "/")
    actions.end_participant(by=cast.actor("pia"), participant=Participant.objects.get(), at=NOW)
    voluntary = consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])
    actions.add_other(
        by=cast.actor("pia"), pathway=pathway, name="Kim", service=Sector.VOLUNTARY, task="Træner", contact="",
        aim=Purpose.EARLY_HELP, topics=["wellbeing"], at=NOW,
    )  # fmt: skip
    assert told not in page(as_("pia"), "/")
    take_back(cast, voluntary)
    assert "Kim må I ikke tale med om barnet nu." in page(as_("pia"), "/")
