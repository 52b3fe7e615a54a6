"""Reads of people: always within the actor's reach."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import RequestFactory

from samspor.access.rules import Role
from samspor.people import api as people
from samspor.people.models import Child, Employment, Enrolment, Unit
from samspor.people.queries import (
    by_replacement_number,
    groups_to_enrol_in,
    leaders_of,
    professionals,
    similar,
    units_in_order,
    without_a_place,
)
from samspor.people.rules import LeftReason
from samspor.ui import slots
from samspor.ui.tasks import Task
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY, Cast


def names(rows) -> list[str]:
    return [row.name for row in rows]


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("pia", {"Asta", "Bo", "Carla Sofie", "Dilan", "Egon"}),
        ("lars", {"Asta", "Bo", "Carla Sofie", "Dilan", "Egon"}),
        ("else_", {"Frida"}),
        ("anna", {"Asta", "Bo", "Carla Sofie", "Dilan", "Egon", "Frida", "Gustav", "Ida"}),
        ("sara", {"Asta"}),
        ("fatma", set()),
        ("dorte", set()),
        ("ali", set()),
        ("mette", set()),
    ],
)
def test_who_sees_whom(cast: Cast, who: str, seen: set[str]) -> None:
    found = people.children_visible_to(cast.actor(who))
    assert {child.given_names for child in found} == seen


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("as", ["Asta"]),
        ("øst", ["Bo", "Egon"]),
        ("ØSTER b", ["Bo"]),  # a single letter begins a word, beside a longer one
        ("ØSTER x", []),
        ("ster", ["Bo", "Egon"]),
        ("st", []),  # two letters only begin a word
        ("møll", ["Asta"]),
        ("asta møller", ["Asta"]),
        ("asta øster", []),
        ("bulow", ["Carla Sofie"]),
        ("oester egon", ["Egon"]),
        ("yildirim", ["Dilan"]),
        ("frida", []),
        ("a", []),
        ("", []),
        ("🙂", []),
        ("%", []),
        ("_a", []),
    ],
)
def test_every_word_must_match(cast: Cast, words: str, found: list[str]) -> None:
    assert [child.given_names for child in people.search(cast.actor("pia"), words)] == found


def test_a_search_is_ordered_and_ends_at_its_limit(cast: Cast) -> None:
    for number in range(people.SEARCH_LIMIT + 3):
        make.child(cast.spurvene, f"Zoe Holm{number % 7}")
    found = list(people.search(cast.actor("pia"), "zoe"))
    assert len(found) == people.SEARCH_LIMIT
    assert found == sorted(found, key=lambda child: (child.search_name, child.birth_date, child.pk))


def test_the_exact_number_finds_only_within_reach(cast: Cast) -> None:
    assert people.by_cpr(cast.actor("pia"), "7403224001") == cast.asta
    assert people.by_cpr(cast.actor("else_"), "7403224001") is None
    assert people.by_cpr(cast.actor("pia"), "") is None


def test_a_number_on_a_page_that_was_merged_away_leads_to_the_kept_one(cast: Cast) -> None:
    other = make.child(cast.spurvene, "Carla Bülow", cpr="9007224999")
    people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)
    assert people.by_cpr(cast.actor("pia"), "9007224999") == cast.carla
    assert people.known_elsewhere(cast.actor("vera"), "9007224999").child == cast.carla


def test_a_replacement_number_is_found_as_it_stands(cast: Cast) -> None:
    odd = make.child(cast.spurvene, "Noor Ali", replacement_number="010122-TX12")
    assert by_replacement_number(cast.actor("pia"), " 010122-tx12 ") == odd
    assert by_replacement_number(cast.actor("else_"), "010122-TX12") is None


@pytest.mark.parametrize("who", ["sara", "fatma", "peter", "henrik", "vera", "anna"])
def test_those_allowed_are_told_where_to_ask(cast: Cast, who: str) -> None:
    make.child(cast.spurvene, "Nora Holm", cpr="6404224900")
    assert people.known_elsewhere(cast.actor(who), "6404224900").group.unit == cast.solsikken


@pytest.mark.parametrize("who", ["pia", "else_", "tine", "karen", "dorte", "ali", "bent", "mette", "jens"])
def test_others_are_not(cast: Cast, who: str) -> None:
    assert people.known_elsewhere(cast.actor(who), "7403224001") is None


def test_nobody_is_told_of_a_protected_child(cast: Cast) -> None:
    assert people.known_elsewhere(cast.actor("sara"), "6901224004") is None


def test_nobody_is_told_of_a_child_whose_adult_is_protected(cast: Cast) -> None:
    make.guardian(cast.asta, "Mona Lind", protected_until=TODAY)
    assert people.known_elsewhere(cast.actor("vera"), "7403224001") is None


def test_nobody_is_told_of_a_child_that_has_left(cast: Cast) -> None:
    people.leave_municipality(by=cast.actor("lars"), child=cast.asta, on=TODAY, reason=LeftReason.MOVED_AWAY, at=NOW)
    assert people.known_elsewhere(cast.actor("vera"), "7403224001") is None


def people_reason(word: str):
    from samspor.people.rules import LeftReason

    return LeftReason(word)


@pytest.mark.parametrize(
    ("given", "family", "born", "found"),
    [
        ("Asta", "Lindqvist-Møller", None, ["Asta"]),
        ("asta", "møller", None, ["Asta"]),
        ("Asta", "Hansen", None, []),
        ("Asta", "Hansen", date(2022, 3, 14), ["Asta"]),
        ("Bo", "Øster", date(2000, 1, 1), ["Bo"]),
        ("Frida", "Aagaard", date(2022, 5, 5), []),
        ("🙂", "🙂", date(2022, 3, 14), []),
    ],
)
def test_children_it_might_be(cast: Cast, given: str, family: str, born: date | None, found: list[str]) -> None:
    alike = similar(cast.actor("lars"), given_names=given, family_name=family, birth_date=born)
    assert [child.given_names for child in alike] == found


def test_a_child_is_not_like_itself(cast: Cast) -> None:
    alike = similar(cast.actor("lars"), given_names="Bo", family_name="Øster", birth_date=None, besides=cast.bo.pk)
    assert list(alike) == []


def test_siblings_are_those_one_may_see(cast: Cast) -> None:
    away = make.child(cast.alfer, "Uffe Øster")
    make.tie(away, cast.mor)
    assert names(people.siblings_of(cast.actor("pia"), cast.bo.pk)) == ["Egon Øster"]
    assert names(people.siblings_of(cast.actor("anna"), cast.bo.pk)) == ["Uffe Øster", "Egon Øster"]


def test_children_of_a_group_today(cast: Cast) -> None:
    gone = make.child(None, "Sven Holm")
    make.enrolment(gone, cast.spurvene, date(2021, 1, 1), TODAY)
    leaving = make.child(cast.spurvene, "Tora Holm", left_on=TODAY + timedelta(days=1), left_reason="moved_away")
    left = make.child(cast.spurvene, "Ulla Holm", left_on=TODAY, left_reason="moved_away")
    found = people.children_in(cast.actor("pia"), [cast.spurvene.pk])
    assert set(found) == {cast.egon, leaving}
    assert left not in found
    assert list(people.children_in(cast.actor("else_"), [cast.spurvene.pk])) == []


def test_groups_with_how_many_are_in_them(cast: Cast) -> None:
    found = {group.name: group.children for group in people.groups_with_numbers(cast.actor("pia"))}
    assert found == {"Blåmejserne": 4, "Spurvene": 1}


def test_one_enrols_into_groups_one_leads(cast: Cast) -> None:
    assert names(groups_to_enrol_in(cast.actor("lars"))) == ["Blåmejserne", "Spurvene"]
    assert list(groups_to_enrol_in(cast.actor("pia"))) == []


def test_children_one_has_to_do_with_by_name(cast: Cast) -> None:
    make.emergency(cast.bo, cast.sara)
    assert names(people.children_related_to(cast.actor("sara"))) == ["Asta Lindqvist-Møller", "Bo Øster"]


def test_broken_glass_closes_by_itself(cast: Cast) -> None:
    made = make.emergency(cast.bo, cast.sara)
    assert people.emergency_of(cast.actor("sara"), cast.bo, NOW) == made
    assert people.emergency_of(cast.actor("sara"), cast.asta, NOW) is None
    after = cast.actor("sara", at=made.expires_at)
    assert cast.bo not in people.children_visible_to(after)


def test_units_stand_after_the_one_they_belong_to(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.ppr.pk).update(closed_on=TODAY)
    make.remembered()
    found = [(unit.name, unit.depth) for unit in units_in_order(cast.actor("ali"))]
    assert found[:4] == [
        ("Fjordby Kommune", 0),
        ("Børneforvaltningen", 1),
        ("Distrikt Nord", 1),
        ("Børnehuset Elverhøj", 2),
    ]
    assert "PPR" not in [name for name, _ in found]


def test_the_leaders_of_where_a_child_is(cast: Cast) -> None:
    assert list(leaders_of(cast.asta, TODAY)) == [cast.lars]
    assert list(leaders_of(cast.frida, TODAY)) == []


def test_staff_within_reach(cast: Cast) -> None:
    assert set(people.staff_in(cast.actor("lars"))) == {cast.pia, cast.mads, cast.lars}
    assert people.staff_in(cast.actor("ali")).count() == Employment.objects.values("staff").distinct().count()
    assert not people.staff_in(cast.actor("pia")).exists()


def test_professionals_are_those_who_come_by_relation(cast: Cast) -> None:
    found = set(professionals(cast.actor("lars")))
    assert found == {cast.peter, cast.fatma, cast.sara, cast.henrik, cast.anna}


def test_an_account_without_staff_is_nobody(cast: Cast) -> None:
    assert people.staff_of(uuid4()) is None
    assert people.staff_of(cast.pia.account_id) == cast.pia


def test_the_same_child_under_all_its_pages(cast: Cast) -> None:
    other = make.child(cast.spurvene, "Carla Bülow")
    people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)
    assert set(people.same_child(cast.carla)) == {cast.carla.pk, other.pk}
    assert [merge.other for merge in people.merges_of(cast.carla.pk)] == [other]


@pytest.mark.parametrize(("words", "digits"), [("740322-4001", "7403224001"), ("Asta", None), ("", None)])
def test_a_possible_number(words: str, digits: str | None) -> None:
    assert people.possible_cpr(words) == digits


@pytest.mark.parametrize(
    ("who", "may"), [("pia", True), ("fatma", True), ("dorte", False), ("ali", False), ("mette", False)]
)
def test_who_may_search(cast: Cast, who: str, may: bool) -> None:
    assert people.may_search(cast.actor(who)) is may


def request_of(cast: Cast, who: str):
    request = RequestFactory().get("/")
    request.actor = cast.actor(who)
    return request


def test_the_header_says_who_has_the_responsibility(cast: Cast) -> None:
    header = people.header_of(request_of(cast, "pia"), cast.dilan)
    assert (header.name, header.age) == ("Dilan Yıldırım", "4 år og 10 mdr.")
    assert header.unit == "Børnehuset Solsikken, Blåmejserne"
    assert header.responsible == "Lars Brandt, leder"
    assert header.protected
    assert header.href == f"/barn/{cast.dilan.pk}/"


def test_the_header_of_a_child_without_a_place(cast: Cast) -> None:
    unborn = make.child(None, "Ventet Øster", birth_date=None, due_date=date(2027, 2, 1), mother=cast.mor)
    header = people.header_of(request_of(cast, "anna"), unborn)
    assert (header.age, header.unit, header.responsible) == ("Ventes 1. februar 2027", "Ikke indmeldt", "")


def test_the_next_step_is_the_earliest(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    late = Task(title="Tal med mor", why="", href="/", due_on=TODAY + timedelta(days=9))
    soon = Task(title="Ring", why="", href="/", due_on=TODAY)
    some = Task(title="Husk", why="", href="/")

    def steps(request, child):
        return [some, late, soon]

    monkeypatch.setattr(slots, "_filled", {name: set() for name in slots.NAMES})
    slots.fill("child.next_steps", steps)
    header = people.header_of(request_of(cast, "pia"), cast.asta)
    assert (header.next_step, header.next_on) == ("Ring", TODAY)


def test_roles_of_an_employment_that_ended_give_nothing(cast: Cast) -> None:
    employment = Employment.objects.get(staff=cast.pia)
    people.end_employment(by=cast.actor("ali"), employment=employment, ends_on=TODAY, at=NOW)
    assert cast.actor("pia").roles == frozenset()
    assert cast.actor("pia", at=NOW - timedelta(days=1)).roles == {Role.PEDAGOGUE}


def test_a_child_whose_mother_is_protected_is_not_told_of_when_it_has_no_place(cast: Cast) -> None:
    """As one who is protected itself: the same question is asked wherever it could be learnt."""
    cast.frida.enrolments.update(period=(date(2022, 8, 1), TODAY))
    make.remembered()
    assert without_a_place(cast.frida.cpr, TODAY) == cast.frida
    make.guardian(cast.frida, "Mona Lind", protected_until=TODAY, home=False)
    assert without_a_place(cast.frida.cpr, TODAY) is None


def test_who_no_longer_has_the_child_is_not_told_where_it_is(cast: Cast):
    """Nor who is responsible there, nor a new name, nor that an address is protected now."""
    request = request_of(cast, "pia")
    assert people.header_of(request, cast.bo).unit == "Børnehuset Solsikken, Blåmejserne"
    make.remembered()
    Enrolment.objects.filter(child=cast.bo).update(period=DateRange(BEGAN, TODAY))
    make.enrolment(cast.bo, cast.klasse_3b, TODAY)
    Child.objects.filter(pk=cast.bo.pk).update(family_name="Nyt", protected_until=date(2028, 1, 1))
    header = people.header_of(request, Child.objects.get(pk=cast.bo.pk))
    assert (header.name, header.unit, header.responsible, header.href, header.protected) == (
        "Et barn, I har haft", "Ikke hos jer længere", "", "", False,
    )  # fmt: skip
