"""A list opens no way to children of other units: not to take them, and not to read about them."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from samspor.access.rules import Role
from samspor.base.refused import Refused
from samspor.messages.api import Message, Template
from samspor.people.api import Child, Employment, Enrolment
from samspor.people.models import StaffMember
from samspor.roster import actions
from samspor.roster.jobs import applying
from samspor.roster.rules import keeping
from samspor.roster.rules.questions import Ask, Say
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
        {"cpr": HASSAN, "navn": "Hassan Abdi", "født": "18-09-2017"},
        {"cpr": FRIDA, "navn": "Gæt Gættesen"},
        {"cpr": FRIDA, "navn": "Frida Gættesen"},
        {"cpr": FRIDA, "navn": "Frida Aagaard", "født": "06-05-2022"},
    ],
)
def test_who_does_not_know_a_child_elsewhere_cannot_take_it(handed_in, cast, as_, told):
    """The same words whether the child is protected or not, and no question that could be answered."""
    before = where(cast.hassan), where(cast.frida)
    held = handed_in([line(**told)])
    change = held.changes.get()
    body = keeping.read(change.body)
    assert (change.bucket, body.elsewhere, body.questions) == ("refused", True, ())
    assert [reason.sentence for reason in body.reasons] == [SENTENCE]
    shown = page(as_("lars"), "review", held)
    assert SENTENCE in shown
    assert told["navn"] in shown
    assert "17. september" not in shown
    assert "eskyttet" not in shown
    with pytest.raises(Refused, match="ikke valgt noget"):
        actions.apply_change_set(by=cast.actor("lars"), change_set=held, at=NOW)
    assert (where(cast.hassan), where(cast.frida)) == before


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
    assert World(child(elsewhere=True, birth_date=None)).one(row()).reasons[0].sentence == SENTENCE


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
