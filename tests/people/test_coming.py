"""A child that is to begin: who sees it before, and what of it."""

from datetime import date, timedelta

import pytest

from samspor.access.actor import Actor
from samspor.access.rules import Permission
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people import api as people
from samspor.people.models import Child, Enrolment
from samspor.people.queries import coming_by_name, coming_to, way_out
from tests import factories as make
from tests.access.test_matrix import LETTER
from tests.access.world import COLUMNS, units_of
from tests.cast import TODAY, Cast
from tests.people.pages import text

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def vilma(cast: Cast) -> Child:
    """A child that is nowhere today, and begins in Spurvene."""
    made = make.child(None, "Vilma Rask", birth_date=date(2023, 5, 4))
    make.enrolment(made, cast.spurvene, DECEMBER)
    return made


@pytest.fixture
def frida(cast: Cast) -> Child:
    """A child of Elverhøj, that begins in Spurvene."""
    Enrolment.objects.filter(child=cast.frida).update(period=(date(2023, 1, 1), DECEMBER))
    make.enrolment(cast.frida, cast.spurvene, DECEMBER)
    return cast.frida


@pytest.mark.parametrize("name", COLUMNS)
def test_who_is_nowhere_is_reached_where_it_begins(cast: Cast, vilma: Child, name: str) -> None:
    for permission in Permission:
        letter = LETTER[name, permission]
        wanted = letter == "M" or cast.solsikken.pk in units_of(name, letter)
        found = people.Child.objects.filter(
            people.Child.reached(cast.actor(name).scope(permission), TODAY), pk=vilma.pk
        )
        everything = cast.actor(name).scope(permission).everything
        assert (everything or found.exists()) == wanted, permission


@pytest.mark.parametrize("name", ["lars", "pia"])
def test_who_is_somewhere_today_is_not(cast: Cast, frida: Child, name: str) -> None:
    assert not people.children_visible_to(cast.actor(name)).filter(pk=frida.pk).exists()
    assert people.children_visible_to(cast.actor("else_")).filter(pk=frida.pk).exists()


def test_of_two_coming_places_the_first_has_the_child(cast: Cast, vilma: Child) -> None:
    make.enrolment(vilma, cast.klasse_3b, DECEMBER + timedelta(days=300))
    assert people.children_visible_to(cast.actor("pia")).filter(pk=vilma.pk).exists()
    assert not people.children_visible_to(cast.actor("vera")).filter(pk=vilma.pk).exists()


def test_a_place_that_is_over_is_no_earlier_one(cast: Cast, vilma: Child) -> None:
    make.enrolment(vilma, cast.alfer, TODAY - timedelta(days=90), TODAY)
    assert people.children_visible_to(cast.actor("pia")).filter(pk=vilma.pk).exists()
    assert not people.children_visible_to(cast.actor("else_")).filter(pk=vilma.pk).exists()


def test_it_is_found_and_says_when_it_begins(cast: Cast, vilma: Child, as_) -> None:
    page = text(as_("lars").get("/soeg/", {"q": "vilma"}))
    assert f'<a href="{vilma.href}">Vilma Rask</a>' in page
    assert "begynder 1. december 2026 i Spurvene" in page
    assert "Opret et barn" not in page
    assert "Begynder 1. december 2026 i Spurvene, Børnehuset Solsikken" in text(as_("lars").get(vilma.href))
    assert "Lars Brandt, leder" in text(as_("lars").get(vilma.href))


def test_the_group_says_who_begins(cast: Cast, vilma: Child, frida: Child, as_) -> None:
    page = text(as_("pia").get(cast.spurvene.href))
    assert "1 barn</p>" in page
    assert f'<a href="{vilma.href}">Vilma Rask</a> begynder 1. december 2026' in page
    assert "Frida Aagaard begynder 1. december 2026" in page
    assert f'href="{frida.href}"' not in page
    assert "kan I se dets side fra den dag" in page
    assert {vilma.pk, frida.pk} < set(Entry.objects.filter(verb=Verb.GROUP_SEEN).latest("pk").child_ids)
    assert "1 barn, 2 begynder fra 1. december 2026" in text(as_("pia").get("/grupper/"))


def test_another_units_child_is_found_by_name_and_date_alone(cast: Cast, frida: Child, as_) -> None:
    page = text(as_("lars").get("/soeg/", {"q": "frida"}))
    assert "Frida Aagaard begynder 1. december 2026 i Spurvene, Børnehuset Solsikken" in page
    assert frida.href not in page
    assert "Elverhøj" not in page
    assert "Opret et barn" not in page
    assert Entry.objects.filter(verb=Verb.CHILDREN_SEARCHED).latest("pk").child_ids == [frida.pk]
    assert as_("lars").get(frida.href).status_code == 404
    assert coming_by_name(cast.actor("lars"), "f") == []


def test_who_is_guarded_and_another_units_has_no_name(cast: Cast, frida: Child, as_) -> None:
    make.guardian(frida, protected_until=date(2027, 5, 1))
    assert [one.name for one in coming_to(cast.actor("pia"), [cast.spurvene.pk])] == ["Et barn med beskyttelse"]
    assert coming_by_name(cast.actor("lars"), "frida") == []
    assert "Frida" not in text(as_("pia").get(cast.spurvene.href))


def test_ones_own_protected_child_is_marked(cast: Cast, vilma: Child, as_) -> None:
    Child.objects.filter(pk=vilma.pk).update(protected_until=date(2027, 5, 1))
    [one] = coming_to(cast.actor("pia"), [cast.spurvene.pk])
    assert (one.name, one.protected) == ("Vilma Rask", True)
    assert "Beskyttet" in text(as_("pia").get(cast.spurvene.href))


def test_who_reads_no_children_is_told_of_none(cast: Cast, vilma: Child) -> None:
    assert coming_to(cast.actor("dorte"), [cast.spurvene.pk]) == []


def test_what_holds_back_is_asked_once_however_often_it_was_said(cast: Cast) -> None:
    asked = []

    def check(_: Actor, child: Child) -> None:
        asked.append(child)

    for _ in range(2):
        way_out.hold_back(check, lambda _: frozenset())
    people.check_way_out(cast.actor("pia"), cast.asta)
    way_out._checks.remove(check)
    way_out._among.pop()
    assert asked == [cast.asta]
