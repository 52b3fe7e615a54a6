"""A list opens no way to children of other units: not to take them, and not to read about them."""

import re
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.cpr import masked
from samspor.base.refused import Refused
from samspor.messages.api import Message, Template
from samspor.people.api import Child, Employment, Enrolment
from samspor.people.models import StaffMember
from samspor.roster import actions
from samspor.roster.jobs import applying
from samspor.roster.models import Change
from samspor.roster.rules import keeping
from samspor.roster.rules.questions import Ask, Say
from samspor.roster.rules.states import State
from tests import factories as make
from tests.cast import NOW, TODAY
from tests.roster.conftest import BO, NEW, line
from tests.roster.world import World, child, enrolment, plain, row

FRIDA, HASSAN = "650522-4006", "770917-4008"
SENTENCE = "Barnet kan ikke indmeldes med en liste. Ring til barnets enhed eller forvaltningen."


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, name, *keys):
    return client.get(reverse(f"roster:{name}", args=[one.pk for one in keys])).content.decode()


def where(child):
    return set(Enrolment.objects.filter(child=child, period__endswith=None).values_list("group", flat=True))


@pytest.mark.parametrize(
    "told",
    [
        {"cpr": HASSAN, "navn": "Gæt Gættesen"},
        {"cpr": HASSAN, "navn": "Hassan Abdi"},  # protected: not even when all is right
        {"cpr": FRIDA, "navn": "Gæt Gættesen"},
        {"cpr": FRIDA, "navn": "Frida Gættesen"},
    ],
)
def test_who_does_not_know_a_child_elsewhere_cannot_take_it(handed_in, cast, as_, told):
    """As of a number nobody has, until somebody says yes: then nothing is written, and the log says who tried whom."""
    before = where(cast.hassan), where(cast.frida), Child.objects.count()
    held = handed_in([line(**told), NEW])
    change, _ = held.changes.order_by("numbers")
    body = keeping.read(change.body)
    facts = (change.bucket, change.child_id, body.elsewhere, body.questions, body.reasons, body.accounted)
    assert facts == ("new", None, False, (), (), ())
    shown = page(as_("lars"), "review", held)
    assert told["navn"] in shown
    assert "kendt et andet sted" not in shown
    assert SENTENCE not in shown
    assert not Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).exists()
    answer = as_("lars").post(reverse("roster:apply", args=[held.pk]), {"form_key": str(uuid4())})
    said = as_("lars").get(answer["Location"]).content.decode()
    assert f"Række 2: {SENTENCE} Fravælg den" in said
    assert (where(cast.hassan), where(cast.frida), Child.objects.count()) == before
    whose = cast.hassan if told["cpr"] == HASSAN else cast.frida
    entry = Entry.objects.get(verb=Verb.CPR_LOOKED_UP)
    assert (entry.actor_name, entry.words, entry.child_ids) == ("Lars Brandt", masked(told["cpr"]), [whose.pk])
    Change.objects.filter(pk=change.pk).update(chosen=False)
    held.refresh_from_db()
    actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    assert Child.objects.filter(given_names="Ellen Marie").exists()


@pytest.mark.parametrize("told", [{}, {"født": "18-09-2017"}, {"til": "01-01-2026"}])
def test_a_guarded_number_and_one_nobody_has_stand_alike(handed_in, cast, as_, told):
    """Word for word, on the page of the list and on the page where it is said yes to."""
    seen = []
    for number in (HASSAN, "770917-4999"):
        held = handed_in([line(cpr=number, navn="Hassan Abdi", **told)])
        found = page(as_("lars"), "review", held) + page(as_("lars"), "apply", held)
        for key in (held.pk, held.changes.get().pk):
            found = found.replace(str(key), "")
        seen.append(re.sub(r'value="[^"]{30,}"', "", found))
    assert seen[0] == seen[1]


def test_a_list_takes_no_child_whose_mother_is_protected(handed_in, cast):
    make.guardian(cast.frida, "Mona Lind", protected_until=TODAY)
    held = handed_in([line(cpr=FRIDA, navn="Frida Aagaard")])
    assert held.changes.get().bucket == "new"
    lars = cast.actor("lars")
    assert actions.apply_change_set(by=lars, change_set=held, at=NOW).problem.startswith(f"Række 2: {SENTENCE}")
    assert where(cast.frida) == {cast.alfer.pk}
    with pytest.raises(Refused, match="kan ikke indmeldes med en liste"):
        applying._keep_out(frozenset({cast.frida.pk}), by=lars, at=NOW)


def test_a_replacement_number_is_tried_in_the_open_too(handed_in, cast):
    Child.objects.filter(pk=cast.hassan.pk).update(replacement_number="770917AB12")
    make.remembered()
    held = handed_in([line(cpr="770917-AB12", navn="Gæt Gættesen", født="17-09-2017")])
    assert held.changes.get().bucket == "new"
    assert actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW).problem
    entry = Entry.objects.get(verb=Verb.CPR_LOOKED_UP)
    assert (entry.words, entry.child_ids) == ("erstatningsnummer", [cast.hassan.pk])


def test_the_worker_tries_no_number_unseen(handed_in, cast):
    held = handed_in([line(cpr=HASSAN, navn="Hassan Abdi")])
    held.state = State.APPLYING
    held.save()
    make.remembered()
    applying.apply_in_background(held.pk, said_yes=cast.lars.account_id, at=NOW)
    held.refresh_from_db()
    assert (held.state, SENTENCE in held.problem) == (State.READY, True)
    assert Entry.objects.get(verb=Verb.CPR_LOOKED_UP).child_ids == [cast.hassan.pk]


def test_a_child_elsewhere_moves_by_number_name_and_birth_date_and_its_leader_is_told(handed_in, cast, as_):
    vera = cast.vera
    Employment.objects.filter(staff=vera).update(unit=cast.elverhoej)
    silent = StaffMember.objects.create(name="Uden Konto", title="leder")
    Employment.objects.create(
        staff=silent, unit=cast.elverhoej, role=Role.UNIT_LEADER, period=Employment.objects.get(staff=vera).period
    )
    held = handed_in([line(cpr=FRIDA, navn="frida AAGAARD", født="05-05-2022", adresse="Gættevej 1"), NEW])
    moved = keeping.read(held.changes.get(bucket="moved").body)
    assert (moved.elsewhere, moved.diffs) == (True, ())
    shown = page(as_("lars"), "review", held)
    assert "Alferne" not in shown
    assert "Elverhøj" not in shown
    actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    assert where(cast.frida) == {cast.blaamejserne.pk}
    told = Message.objects.get(template=Template.CHILD_MOVED_AWAY)
    assert (told.to_id, told.about_id) == (vera.account_id, str(cast.frida.pk))
    assert told.get_template_display() == "Et barn er indmeldt i en anden enhed"


def test_writing_a_list_never_widens_reach_to_a_protected_child_elsewhere(handed_in, cast):
    held = handed_in([line(cpr=FRIDA, navn="Frida Aagaard")])
    lars = cast.actor("lars")
    applying._keep_out(frozenset({cast.frida.pk, cast.dilan.pk}), by=lars, at=NOW)
    Child.objects.filter(pk=cast.frida.pk).update(protected_until=TODAY)
    with pytest.raises(Refused, match="kan ikke indmeldes med en liste"):
        applying._keep_out(frozenset({cast.frida.pk}), by=lars, at=NOW)
    with pytest.raises(Refused, match="er ændret, siden listen blev læst"):
        actions.apply_change_set(by=lars, change_set=held, at=NOW)
    assert where(cast.frida) == {cast.alfer.pk}


def test_what_is_asked_about_a_child_elsewhere_says_so():
    known = child(elsewhere=True, enrolments=(enrolment(World().groups[next(iter(World().groups))]),))
    asked = World(known).one(row(unit_name="Ukendt"))
    assert (asked.bucket, asked.elsewhere) == ("needs_decision", True)
    twice = World(known).one(row(2, address="Ågade 1"), row(3, address="Ågade 2"))
    assert (twice.questions[0].ask, twice.elsewhere) == (Ask.ROWS_DIFFER, True)


def test_protection_that_the_list_tells_of_follows_a_child_that_moves():
    known = child(elsewhere=True, enrolments=())
    moved = World(known).one(row(protected=True, protected_until=date(2027, 5, 1), address="Ågade 1"))
    assert [diff.field for diff in moved.diffs] == ["protected_until"]


@pytest.mark.parametrize("name", [("Anna", "Marie Holm"), ("Anna Marie", "Holm")])
def test_where_a_name_is_parted_is_no_question_about_a_child_elsewhere(name):
    known = child("Anna", "Marie Holm", elsewhere=True, enrolments=())
    assert World(known).one(row(given_names=name[0], family_name=name[1])).bucket == "moved"


def test_a_child_elsewhere_known_by_an_answer_or_without_birth_date_comes_by_no_list():
    world = World(child(cpr_key=None))
    asked = world.one(plain())
    world.answer(asked, Say.SAME, child().id)
    world.children = {child().id: child(cpr_key=None, elsewhere=True)}
    assert world.one(plain()).reasons[0].sentence == SENTENCE
    assert World(child(elsewhere=True, birth_date=None)).one(row()).bucket == "new"


@pytest.fixture
def wide(cast):
    """Vera leads Solsikken too, and reads in a list of both her units."""
    period = Employment.objects.get(staff=cast.vera).period
    for unit in (cast.solsikken, cast.elverhoej):
        Employment.objects.create(staff=cast.vera, unit=unit, role=Role.UNIT_LEADER, period=period)


def test_reach_is_the_readers_and_not_that_of_who_handed_in(wide, handed_in, cast, as_):
    cast.frida.address, cast.frida.protected_until = "Hemmelig Vej 7", date(2027, 1, 1)
    cast.frida.save()
    there = {"sted": "Børnehuset Elverhøj", "stue": "Alferne"}
    lines = [
        line(cpr=FRIDA, navn="Frida Ny Aagaard", adresse="Ågade 1", til="01-01-2027", **there),
        line(navn="Frida B. Aagaard", født="05-05-2022", cpr="", **there),
        BO,
    ]
    held = handed_in(lines, by="vera")
    lars = page(as_("lars"), "review", held)
    assert "Hemmelig Vej 7" not in lars
    assert "Vises ikke" in lars
    assert "Det, der står om det nu, vises ikke her" in lars
    asked = held.changes.get(bucket="needs_decision")
    vera = page(as_("vera"), "decide", held, asked)
    lars = page(as_("lars"), "decide", held, asked)
    assert "I Samspor" in vera
    assert f"same {cast.frida.pk}" in vera
    assert "I Samspor" not in lars
    assert str(cast.frida.pk) not in lars


def test_a_child_with_a_like_name_elsewhere_is_not_named(wide, handed_in, cast, as_):
    held = handed_in(
        [line(navn="Frida Aagaard", født="06-05-2022", sted="Børnehuset Elverhøj", stue="Alferne")], by="vera"
    )
    assert "født 5. maj 2022" in page(as_("vera"), "review", held)
    lars = page(as_("lars"), "review", held)
    assert "5. maj 2022" not in lars
    assert "Ligner et barn i en anden enhed" in lars


def test_who_stops_elsewhere_is_not_named_to_others(wide, handed_in, cast, as_):
    held = handed_in(
        [line(navn="Ny Barnesen", født="06-05-2022", sted="Børnehuset Elverhøj", stue="Alferne"), BO], by="vera"
    )
    units = [cast.elverhoej.pk, cast.solsikken.pk]
    actions.say_complete(by=cast.actor("vera"), change_set=held, units=units, at=NOW)
    assert "Frida Aagaard" in page(as_("vera"), "review", held)
    lars = page(as_("lars"), "review", held)
    assert "Frida Aagaard" not in lars
    assert "Et barn i en anden enhed" in lars
    assert "Asta Lindqvist-Møller" in lars
