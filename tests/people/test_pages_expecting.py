"""The pages on which an expected child is registered, under its mother."""

import re
from datetime import date, timedelta

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.people import actions
from samspor.people import api as people
from samspor.people.models import Child, ChildGroup, Guardian, Guardianship
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import errors, follow, send, text

FIRST = "/barn/ventet/"
DUE = date(2027, 2, 1)


def expected(cast: Cast, **more: object) -> dict[str, object]:
    when = {"due_date": str(DUE), "group": str(cast.spurvene.pk), "starts_on": str(DUE)}
    return {"name": "Maja  Lind", "phone": "55 55 77 88", **when} | more


def test_a_first_child_is_expected_of_a_mother_nobody_knew(cast: Cast, as_) -> None:
    client = as_("lars")
    for page in ("/grupper/", "/barn/opret/", cast.spurvene.href):
        assert FIRST in text(client.get(page))
    assert "selected" in text(client.get(f"{FIRST}?gruppe={cast.spurvene.pk}"))
    page = follow(client, send(client, FIRST, **expected(cast)))
    for words in ("Det ventede barn er oprettet.", "Ventet barn Lind", "Ventes 1. februar 2027", "Termin", "Maja Lind"):
        assert words in page
    made = Child.objects.get(due_date=DUE)
    tie = Guardianship.objects.get(child=made)
    assert (made.mother, tie.guardian.name, tie.relation, tie.has_custody) == (
        tie.guardian, "Maja Lind", "mother", True,
    )  # fmt: skip
    assert Entry.objects.filter(verb=Verb.GUARDIAN_REGISTERED).latest("pk").after == {"name": "Maja Lind"}


def test_a_mother_is_known_again_by_her_number(cast: Cast, as_) -> None:
    known = people.register_guardian(
        by=cast.actor("lars"), child=cast.asta, name="Mie Lind", relation="mother", has_custody=True,
        cpr="7202904027", at=NOW,
    )  # fmt: skip
    assert send(as_("lars"), FIRST, **expected(cast, cpr="720290-4027")).status_code == 303
    assert Child.objects.get(due_date=DUE).mother == known
    assert Guardian.objects.filter(name="Maja Lind").count() == 0
    assert Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).latest("pk").words == "720290-••••"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Morens navn"),
        ({"cpr": "12"}, "Morens CPR-nummer"),
        ({"due_date": ""}, "Termin"),
        ({"due_date": str(TODAY - timedelta(days=31))}, "Terminen er gået"),
        ({"due_date": str(TODAY + timedelta(days=301))}, "mere end ti måneder"),
        ({"group": "x"}, "Gruppe"),
    ],
)
def test_what_is_wrong_is_said(cast: Cast, as_, wrong: dict[str, str], said: str) -> None:
    assert any(said in one for one in errors(send(as_("lars"), FIRST, **expected(cast, **wrong))))
    assert not Guardian.objects.filter(name="Maja Lind").exists()


def test_no_first_day_is_offered_and_none_before_the_due_date_is_taken(cast: Cast, as_) -> None:
    client = as_("lars")
    box = re.search(r'<input[^>]*name="starts_on"[^>]*>', text(client.get(FIRST)))[0]
    assert "value=" not in box
    before = expected(cast, starts_on=str(DUE - timedelta(days=1)))
    assert any("ikke født den dag" in one for one in errors(send(client, FIRST, **before)))
    assert not Child.objects.filter(due_date=DUE).exists()


def test_in_the_health_visitors_group_it_is_cared_for_before_it_is_born(cast: Cast, as_) -> None:
    make.remembered()
    group = ChildGroup.objects.create(unit=cast.sundhedsplejen, name="De mindste", setting="daycare", opened_on=TODAY)
    assert send(as_("anna"), FIRST, **expected(cast, group=group.pk, starts_on=str(TODAY))).status_code == 303
    page = text(as_("anna").get(group.href))
    assert "0 børn" in page
    assert "Ventet barn Lind</a>. Ventes 1. februar 2027" in page
    assert "0 børn, 1 ventes" in text(as_("anna").get("/grupper/"))


def test_a_child_not_born_stands_beside_the_groups_children(cast: Cast, as_) -> None:
    send(as_("lars"), FIRST, **expected(cast))
    page = text(as_("lars").get(cast.spurvene.href))
    assert "1 barn" in page
    assert page.index("Egon Øster") < page.index("<h2>Ventes</h2>") < page.index("Ventet barn Lind")
    assert [
        one.given_names
        for one in people.children_in(cast.actor("lars", at=NOW + timedelta(days=99)), [cast.spurvene.pk])
    ] == ["Egon"]


def test_a_sibling_is_expected_of_the_mother_on_the_childs_page(cast: Cast, as_) -> None:
    client, address = as_("lars"), f"/barn/{cast.bo.pk}/ventet/"
    assert address in text(client.get(cast.bo.href))
    assert "Lone Øster" in text(client.get(address))
    tie = Guardianship.objects.get(child=cast.bo)
    given = {name: value for name, value in expected(cast).items() if name not in {"name", "phone"}}
    assert "Hvem venter barnet?" in errors(send(client, address, **given))[0]
    page = follow(client, send(client, address, mother=str(tie.pk), **given))
    assert "Det ventede barn er oprettet." in page
    assert "Bo Øster" in page  # a sibling
    assert Child.objects.get(due_date=DUE).mother == cast.mor


def test_without_a_mother_the_page_says_what_to_do(cast: Cast, as_) -> None:
    page = text(as_("lars").get(f"/barn/{cast.carla.pk}/ventet/"))
    assert "Vi ved ikke, hvem barnets mor er" in page
    assert f"/barn/{cast.carla.pk}/voksen/" in page


@pytest.mark.parametrize("who", ["pia", "sara", "ali"])
def test_others_register_no_expected_child(cast: Cast, as_, who: str) -> None:
    assert as_(who).get(FIRST).status_code == 404
    assert as_(who).get(f"/barn/{cast.asta.pk}/ventet/").status_code == 404
    tie = Guardianship.objects.get(child=cast.bo)
    when = {"group": cast.spurvene, "due_date": DUE, "starts_on": TODAY, "at": NOW}
    with pytest.raises(NotHere):
        actions.expect_sibling(by=cast.actor(who), guardianship=tie, **when)
    with pytest.raises(NotHere):
        actions.expect_first_child(by=cast.actor(who), name="Maja Lind", **when)
