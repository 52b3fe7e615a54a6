"""A page that was opened earlier writes what was changed on it, and nothing else."""

import html
import json
import re
from datetime import date
from typing import Any

import pytest

from samspor.people import api as people
from samspor.people.models import Child, Guardian, Guardianship
from samspor.people.rules import Relation
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import errors, send, text

UNTIL = date(2027, 6, 1)
LIFTED = "Beskyttelsen er ophævet"


def opened(client: Any, address: str) -> dict[str, str]:
    """What a browser would send back: every field as it stood."""
    page = text(client.get(address)).partition("<main")[2]
    inputs = [dict(re.findall(r'(\w+)="([^"]*)"', one)) | {"tag": one} for one in re.findall(r"<input [^>]*>", page)]
    kept = [one for one in inputs if one.get("type") not in {"checkbox", "radio"} or " checked" in one["tag"]]
    blank = {"checkbox": "on"}
    return {
        one["name"]: html.unescape(one.get("value", blank.get(one.get("type", ""), "")))
        for one in kept
        if one.get("name") != "form_key"
    }


def test_protection_set_meanwhile_stays(cast: Cast, as_) -> None:
    client, address = as_("lars"), f"/barn/{cast.asta.pk}/ret/"
    fields = opened(client, address)
    people.correct_child(by=cast.actor("lars"), child=cast.asta, at=NOW, protected_until=UNTIL, family_name="Lind")
    assert send(client, address, **fields | {"given_names": "Asta Marie"}).status_code == 303
    found = Child.objects.get(pk=cast.asta.pk)
    assert (found.given_names, found.family_name, found.protected_until) == ("Asta Marie", "Lind", UNTIL)
    assert found.address == "Åvej 1, 9999 Fjordby"


def test_an_adults_protection_set_meanwhile_stays(cast: Cast, as_) -> None:
    adult = make.guardian(cast.asta, "Mona Lind", phone="1")
    tie = Guardianship.objects.get(guardian=adult)
    client, address = as_("lars"), f"/barn/voksen/{tie.pk}/"
    fields = opened(client, address)
    facts = {"relation": Relation.CO_PARENT, "has_custody": False, "lives_with": True, "protected_until": UNTIL}
    people.correct_guardian(by=cast.actor("lars"), guardianship=tie, at=NOW, **facts)
    assert send(client, address, **fields | {"phone": "2"}).status_code == 303
    found, tie = Guardian.objects.get(pk=adult.pk), Guardianship.objects.get(pk=tie.pk)
    assert (found.phone, found.protected_until) == ("2", UNTIL)
    assert (tie.relation, tie.has_custody) == ("co_parent", False)


@pytest.mark.parametrize("until", ["", str(TODAY)])
def test_protection_is_taken_off_by_saying_so(cast: Cast, as_, until: str) -> None:
    client, address = as_("lars"), f"/barn/{cast.dilan.pk}/ret/"
    fields = opened(client, address) | {"protected_until": until}
    answer = send(client, address, **fields)
    assert "Sæt kryds i »Beskyttelsen er ophævet«" in errors(answer)[0]
    assert Child.objects.get(pk=cast.dilan.pk).protected_until == UNTIL
    assert send(client, address, **fields, lifted="on").status_code == 303
    assert str(Child.objects.get(pk=cast.dilan.pk).protected_until or "") == until


def test_and_an_adults_too(cast: Cast, as_) -> None:
    adult = make.guardian(cast.asta, "Mona Lind", protected_until=UNTIL)
    client, address = as_("lars"), f"/barn/voksen/{Guardianship.objects.get(guardian=adult).pk}/"
    fields = opened(client, address) | {"protected_until": ""}
    assert "Sæt kryds" in errors(send(client, address, **fields))[0]
    assert send(client, address, **fields, lifted="on").status_code == 303
    assert Guardian.objects.get(pk=adult.pk).protected_until is None


def test_the_tick_is_there_only_while_there_is_something_to_take_off(cast: Cast, as_) -> None:
    client = as_("lars")
    assert LIFTED in text(client.get(f"/barn/{cast.dilan.pk}/ret/"))
    assert LIFTED not in text(client.get(f"/barn/{cast.asta.pk}/ret/"))
    fields = opened(client, f"/barn/{cast.dilan.pk}/ret/") | {"protected_until": "2027-06-02"}
    assert send(client, f"/barn/{cast.dilan.pk}/ret/", **fields).status_code == 303  # longer needs none


def test_a_covered_address_is_not_in_what_stood(cast: Cast, as_) -> None:
    fields = opened(as_("lars"), f"/barn/{cast.dilan.pk}/ret/")
    assert json.loads(fields["built_on"])["address"] == ""


@pytest.mark.parametrize("wrong", ["{", "1", "[1]"])
def test_what_no_page_of_ours_said_is_not_taken_in(cast: Cast, as_, wrong: str) -> None:
    client, address = as_("lars"), f"/barn/{cast.asta.pk}/ret/"
    answer = send(client, address, **opened(client, address) | {"built_on": wrong, "given_names": "Nej"})
    assert "Hent den igen" in errors(answer)[0]
    wrong_date = send(client, address, **opened(client, address) | {"protected_until": "snart"})
    assert errors(wrong_date)
