"""Consent as a living map: asked for, answered yes and no and then yes, renewed, and taken back."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from samspor.base import clock
from samspor.sharing import api as sharing
from samspor.sharing.models import ExchangeConsent
from tests import cast as casting
from tests import factories
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.browser
NAMES = {"phone": "Malu Strand", "desk": "Oda Strand", "plain": "Pil Strand"}
PURPOSE = "At PPR kan vise os, hvordan vi øver sprog i legen."


@pytest.fixture(scope="module")
def families(house):
    """A child of two homes for each walk."""
    return {key: a_family(name) for key, name in NAMES.items()}


@transaction.atomic
def a_family(name: str):
    child = factories.child(casting.fetch().blaamejserne, name)
    factories.guardian(child, "Anna Strand", address="Skovvej 7, 9999 Fjordby")
    factories.guardian(child, "Bent Strand", home=False, address="Havnevej 2, 9999 Fjordby")
    return child


def pressed(page, role: str, name: str) -> None:
    page.get_by_role(role, name=re.compile(re.escape(name))).first.press("Enter")


def chosen(page, label: str) -> None:
    """By the keyboard."""
    page.get_by_label(label, exact=True).focus()
    page.keyboard.press("Space")


def it_is_asked_for(pia) -> None:
    page = pia.page
    expect(page.get_by_text("Ingen har samtykke endnu")).to_be_visible()
    pia.looks()
    pressed(page, "link", "Spørg om samtykke")
    page.get_by_label(re.compile("^Sprog")).focus()
    page.keyboard.press("Space")
    page.get_by_label("Hvem skal have dem?").select_option(label="PPR")
    chosen(page, "At hjælpe tidligt")
    page.get_by_label("Hvad skal det bruges til?").fill(PURPOSE)
    pia.looks()
    page.get_by_role("button", name="Gem, at vi spørger").press("Enter")
    expect(page.get_by_role("heading", name="Dagtilbud til PPR")).to_be_visible()
    pia.looks()


def one_answers(pia, who: str, said: str, state: str) -> None:
    page = pia.page
    pressed(page, "link", "Skriv et svar ned")
    for label in (who, said, "Ved en samtale"):
        chosen(page, label)
    pia.looks()
    page.get_by_role("button", name="Gem svaret").press("Enter")
    expect(page.get_by_text(state, exact=True).first).to_be_visible()
    pia.looks()


def it_is_renewed_and_taken_back(pia) -> None:
    page = pia.page
    pressed(page, "link", "Forny")
    pia.looks()
    page.get_by_role("button", name="Ja, alle har sagt ja igen").press("Enter")
    expect(page.get_by_text("Samtykket er fornyet.")).to_be_visible()
    pressed(page, "link", "Træk tilbage")
    for label in ("Bent Strand", "I telefonen"):
        chosen(page, label)
    pia.looks()
    page.get_by_role("button", name="Stop delingen nu").press("Enter")
    expect(page.get_by_text("0 samtykker gælder i dag")).to_be_visible()
    pia.looks()


@pytest.mark.parametrize("width", WIDTHS)
def test_from_asking_to_taking_back(enter, families, width):
    child = families[width]
    pia = enter("pia", width=width, path=f"/deling/{child.pk}/")
    it_is_asked_for(pia)
    one_answers(pia, "Anna Strand", "Ja", "Venter på svar")
    one_answers(pia, "Bent Strand", "Nej", "De har svaret forskelligt")
    one_answers(pia, "Bent Strand", "Ja", "Gælder")
    one_parent_sees_nothing_of_the_other(pia)
    it_is_renewed_and_taken_back(pia)
    assert sharing.consents_of(child, clock.today()) == []


def one_parent_sees_nothing_of_the_other(pia) -> None:
    page = pia.page
    pressed(page, "link", "Som Anna Strand ser det")
    expect(page.get_by_text("Dit svar: ja")).to_be_visible()
    assert "Bent" not in page.content()
    pia.looks()
    page.go_back()


def test_the_same_without_script(enter, families):
    pia = enter("pia", script=False, path=f"/deling/{families['plain'].pk}/")
    it_is_asked_for(pia)
    one_answers(pia, "Anna Strand", "Ja", "Venter på svar")
    one_answers(pia, "Bent Strand", "Ja", "Gælder")
    it_is_renewed_and_taken_back(pia)
    father = families["plain"].guardianships.get(guardian__name="Bent Strand").guardian
    made = ExchangeConsent.objects.get(child=families["plain"])
    assert [one.said for one in made.answers.filter(guardian=father)] == ["yes", "yes", "withdrawn"]


def test_the_rules_can_be_read_on_a_phone(enter):
    for width in WIDTHS:
        jens = enter("jens", width=width, path="/deling/regler/")
        expect(jens.page.get_by_role("heading", name="Må drøftes på et SSD-møde")).to_be_visible()
        jens.looks()
