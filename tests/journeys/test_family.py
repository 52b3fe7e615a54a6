"""From the preview to the parent's own phone and back: a parent reads, answers with a number and does not agree."""

import re

import pytest
from playwright.sync_api import expect

from samspor.base import clock
from samspor.concerns import api as concerns
from samspor.family.models import ChildPiece, FamilyWord
from samspor.pathways import api as pathways
from samspor.pathways.models import GoalNumber
from samspor.pathways.rules.goals import Words
from samspor.pathways.rules.words import EntryKind, Origin
from samspor.people import api as people
from tests import cast as casting

pytestmark = pytest.mark.browser
SAID = "Vi spiser hver for sig hjemme. Det var ikke det, jeg sagde."
WAY = f"/familie/barn/{casting.key('bo')}/"


@pytest.fixture(scope="module")
def pathway(house):
    cast, at = casting.fetch(), clock.now()
    for one in concerns.shipped():
        concerns.adopt_scale(by=cast.actor("jens", at), ruler=one, at=at)
    pia = {"by": cast.actor("pia", at), "at": at}
    held = pathways.open_pathway(
        child=cast.bo, origin=Origin.STAFF, purpose="At Bo får en ven.", what="Vi mødes og taler", on=clock.today(),
        **pia,
    )  # fmt: skip
    pathways.write_entry(
        pathway=held, kind=EntryKind.AGREEMENT, text="Vi spiser sammen", happened_on=clock.today(), **pia
    )
    pathways.set_goal(
        pathway=held, words="Bo vil have en ven", whose=Words.CHILD, scale=concerns.current_scales()[0], **pia
    )
    return held


def pressed(page, role: str, name: str) -> None:
    page.get_by_role(role, name=re.compile(re.escape(name))).first.press("Enter")


def the_code_of(pia) -> str:
    """Looked at first, as the parent will see it."""
    page = pia.page
    pia.looks()
    pressed(page, "link", "Se siden som Lone Øster")
    expect(page.get_by_text("Vi spiser sammen")).to_be_visible()
    expect(page.get_by_text("Her kan der skrives et tal.")).to_be_visible()
    pia.looks()
    page.get_by_label("Jeg har set siden igennem").focus()
    page.keyboard.press("Space")
    pressed(page, "button", "Lav en kode")
    shown = page.locator(".family-code")
    expect(shown).to_be_visible()
    pia.looks()
    return shown.inner_text()


def she_comes_in(mother, code: str) -> None:
    page = mother.page
    mother.looks()
    page.get_by_label("Din kode").fill("BCDFG 000 000")
    pressed(page, "button", "Gå ind")
    expect(page.get_by_text("Koden virker ikke").first).to_be_visible()
    mother.looks()
    page.get_by_label("Din kode").fill(code.lower().replace(" ", ""))
    pressed(page, "button", "Gå ind")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Om Bo")
    expect(page.get_by_text("Vi spiser sammen")).to_be_visible()
    mother.looks()


def she_puts_a_number(mother) -> None:
    page = mother.page
    pressed(page, "link", "Skriv dit tal")
    mother.looks()
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    pressed(page, "button", "Gem")
    expect(page.get_by_text("Dit tal er gemt.")).to_be_visible()
    mother.looks()


def she_does_not_agree(mother, *, script: bool) -> None:
    page = mother.page
    pressed(page, "link", "Jeg er uenig i noget")
    pressed(page, "button", "Send")
    expect(page.get_by_text("Vælg, hvad du er uenig i.").first).to_be_visible()
    mother.looks()
    page.get_by_label("Det, der er aftalt").focus()
    page.keyboard.press("Space")
    page.get_by_label("Hvad ser du anderledes?").fill(SAID)
    if script:
        asked = []
        page.once("dialog", lambda box: (asked.append(box.type), box.dismiss()))
        page.get_by_role("link", name="Tilbage til siden").click(no_wait_after=True)
        expect(page.get_by_label("Hvad ser du anderledes?")).to_have_value(SAID)
        assert asked == ["beforeunload"]
    pressed(page, "button", "Send")
    expect(page.get_by_text("Det er gemt.")).to_be_visible()
    expect(page.get_by_text(SAID).first).to_be_visible()
    mother.looks()


@pytest.mark.parametrize(("name", "script"), [("pia", True), ("mads", False)])
def test_a_parent_reads_and_does_not_agree_and_the_staff_see_it(enter, house, pathway, name, script):
    """With script and without; whoever let her in is told."""
    colleague = enter(name, path=WAY)
    mother = enter(None, width="phone", path="/familie/", script=script)
    she_comes_in(mother, the_code_of(colleague))
    she_puts_a_number(mother)
    she_does_not_agree(mother, script=script)
    pressed(mother.page, "button", "Gå ud")
    expect(mother.page.get_by_role("heading", level=1)).to_contain_text("Skriv din kode")
    mother.page.goto(f"{house.address}/familie/side/")
    expect(mother.page.get_by_role("heading", level=1)).to_contain_text("Skriv din kode")
    colleague.page.goto(house.address)
    pressed(colleague.page, "link", "En familie har skrevet til dig")
    expect(colleague.page.get_by_text(SAID).first).to_be_visible()
    expect(colleague.page.get_by_text("Uenig").first).to_be_visible()
    colleague.looks()
    assert FamilyWord.objects.filter(kind="disagreement").exists()
    assert {one.guardian.name for one in GoalNumber.objects.filter(goal__pathway=pathway, by=None)} == {"Lone Øster"}


@pytest.fixture(scope="module")
def nanna(house):
    cast, at = casting.fetch(), clock.now()
    born = clock.today().replace(year=clock.today().year - 11)
    return people.register_child(
        by=cast.actor("lars", at), group=cast.blaamejserne, given_names="Nanna", family_name="Vester", birth_date=born,
        starts_on=clock.today(), at=at,
    )  # fmt: skip


@pytest.mark.parametrize(("width", "script"), [("phone", True), ("desk", True), ("phone", False)])
def test_a_child_writes_beside_an_adult_and_decides_who_may_see_it(enter, house, nanna, width, script):
    here = f"/familie/barn/{nanna.pk}/egen-side/"
    pia = enter("pia", width=width, path=here, script=script)
    page, said = pia.page, f"Jeg vil gerne have en ven ({width}, {script})"
    pia.looks()
    pressed(page, "button", "Sammen på min skærm")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hej Nanna")
    pia.looks()
    pressed(page, "link", "Skriv Det, jeg drømmer om")
    pressed(page, "button", "Gem")
    expect(page.get_by_text("Skriv noget først.").first).to_be_visible()
    pia.looks()
    page.get_by_label("Hvad drømmer du om?").fill(said)
    page.get_by_label("Lederen").focus()
    page.keyboard.press("Space")
    pressed(page, "button", "Gem")
    expect(page.get_by_text(said).first).to_be_visible()
    pia.looks()
    pressed(page, "link", f"Hvem må se det? {said}"[:45])
    pia.looks()
    pressed(page, "link", "Fortryd")
    pressed(page, "button", "Jeg er færdig")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Skriv din kode")
    page.goto(f"{house.address}{here}")
    expect(page.get_by_text(said)).to_have_count(0)
    leader = enter("lars", width=width, path=here)
    expect(leader.page.get_by_text(said)).to_be_visible()
    leader.looks()
    pressed(leader.page, "link", "Svar barnet")
    leader.looks()
    assert ChildPiece.objects.filter(allowed=["leader"]).exists()
