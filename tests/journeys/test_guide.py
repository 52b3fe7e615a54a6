"""The guide in a browser: the public path by keyboard and on a phone, a rehearsal, and a draft."""

import pytest
from playwright.sync_api import expect

from samspor.base import clock
from samspor.guide import actions
from samspor.guide.models import GuideVersion, RehearsalChoice
from samspor.guide.reading.guides import shipped
from tests import cast as casting
from tests.journeys import hands
from tests.journeys.conftest import WIDTHS, Person

pytestmark = pytest.mark.browser
CHOICES = ("Tal med forældrene, før du skriver", "Underret med det samme", "Aftal, hvem der siger hvad")


@pytest.fixture(scope="module", autouse=True)
def adopted(house) -> None:
    cast, now = casting.fetch(), clock.now()
    for one in shipped():
        actions.adopt_guide(by=cast.actor("rikke", now), guide=one, at=now, owner=cast.rikke)


@pytest.fixture
def anybody(house, browser):
    """`anybody("phone")`: somebody who is not signed in stands at the guide."""
    contexts = []

    def arrived(width: str, *, script: bool = True, path: str = "/vejviser/") -> Person:
        context = browser.new_context(
            viewport={"width": WIDTHS[width], "height": 900}, java_script_enabled=script, locale="da-DK"
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        page = context.new_page()
        person = Person(page, [], script=script)
        page.on("pageerror", lambda error: person.complaints.append(str(error)))
        page.goto(house.address + path)
        return person

    yield arrived
    for context in contexts:
        context.close()


def press(page, name: str) -> None:
    """By keyboard: the link is reached with Tab, and followed with Enter."""
    wanted = page.get_by_role("link", name=name, exact=True)
    expect(wanted).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_path_is_walked_by_keyboard_to_its_end(anybody, width):
    person = anybody(width)
    page = person.page
    for answer, title in (
        ("Nej, vi har tid til at tænke", "Kan der være vold eller overgreb?"),
        ("Ja, eller måske", "Stop: sig intet hjemme endnu"),
        ("Videre: Underret med det samme", "Underret med det samme"),
        ("Videre: Aftal, hvem der siger hvad", "Aftal, hvem der siger hvad"),
        ("Videre: Kommunen ser på, om det haster", "Kommunen ser på, om det haster"),
    ):
        person.looks()
        press(page, answer)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_text("24 timer")).to_be_visible()
    person.looks()
    page.get_by_role("link", name="Hele vejviseren på én side, også til at udskrive").click()
    expect(page.get_by_role("heading", name="Skolefravær")).to_be_visible()
    person.looks()


def test_the_family_guide_works_without_script_on_a_phone(anybody):
    page = anybody("phone", script=False).page
    page.get_by_role("link", name="Vejviser for forældre og unge").click()
    page.get_by_role("link", name="Nej", exact=True).click()
    page.get_by_role("link", name="Jeg er barn eller ung").click()
    expect(page.get_by_role("link", name="116 111")).to_be_visible()


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_group_rehearses_a_story(enter, width):
    lars = enter("lars", width=width, path="/vejviser/oev/")
    page = lars.page
    lars.looks()
    page.get_by_label("Jonathan har et mærke").check()
    page.get_by_label("Hvor øver I jer?").select_option(label="Børnehuset Solsikken")
    page.get_by_role("button", name="Begynd øvelsen").click()
    before = RehearsalChoice.objects.count()
    for number, choice in enumerate(CHOICES, start=1):
        lars.looks()
        page.get_by_label(choice, exact=True).check()
        page.get_by_role("button", name="Det vælger vi").press("Enter")
        expect(page.get_by_role("heading", name="Vejviseren siger")).to_be_visible()
        lars.looks()
        page.get_by_role("link", name="Videre" if number < 3 else "Se hele øvelsen").click()
    expect(page.get_by_role("heading", name="Tal om det til sidst")).to_be_visible()
    lars.looks()
    assert RehearsalChoice.objects.count() == before + 3


def test_a_group_rehearses_with_the_keyboard_alone(enter):
    page = enter("lars", path="/vejviser/oev/").page
    hands.choose(page, page.get_by_label("Jonathan har et mærke"))
    hands.reach(page, page.get_by_label("Hvor øver I jer?"))
    page.keyboard.type("Børnehuset Solsikken")
    hands.press(page, page.get_by_role("button", name="Begynd øvelsen"))
    for number, choice in enumerate(CHOICES, start=1):
        expect(page.get_by_role("heading", name=f"{number} af 3: Hvad er der sket nu?")).to_be_visible()
        hands.choose(page, page.get_by_label(choice, exact=True))
        hands.press(page, page.get_by_role("button", name="Det vælger vi"))
        expect(page.get_by_role("heading", name="Vejviseren siger")).to_be_visible()
        hands.press(page, page.get_by_role("link", name="Videre" if number < 3 else "Se hele øvelsen", exact=True))
    expect(page.get_by_role("heading", name="Tal om det til sidst")).to_be_visible()


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_editor_drafts_and_sees_what_is_hard_to_read(enter, width):
    rikke = enter("rikke", width=width, path="/vejviser/rediger/")
    page = rikke.page
    rikke.looks()
    page.get_by_role("button", name="til Vejviser for fagfolk").click()
    rikke.looks()
    page.get_by_role("link", name="Prøv noget nyt i hverdagen", exact=True).click()
    rikke.looks()
    page.get_by_label("Hvad gør man?").fill("Tværprofessionelle helhedsvurderinger " * 8)
    page.get_by_role("button", name="Gem trinnet").click()
    expect(page.get_by_text("er svær at læse").first).to_be_visible()
    page.get_by_role("link", name="Gå vejen igennem").click()
    page.get_by_label("Der er mistanke om vold").check()
    page.get_by_role("button", name="Vis vejen").click()
    expect(page.get_by_role("listitem").filter(has_text="Stop: sig intet hjemme endnu")).to_be_visible()
    rikke.looks()
    page.get_by_role("link", name="Vejviser for fagfolk, version 2").click()
    page.get_by_role("link", name="Udgiv").click()
    rikke.looks()
    page.go_back()
    page.get_by_text("Kassér kladden", exact=True).click()
    page.get_by_role("button", name="Kassér kladden nu").click()
    expect(page.get_by_text("Kladden er kasseret")).to_be_visible()
    assert not GuideVersion.objects.filter(state="draft").exists()
