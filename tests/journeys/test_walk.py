"""The whole walk, five people in four roles: a list in, a round, two looks, one talk, parents told, and who looked."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from samspor.base import clock
from samspor.people.models import Child
from samspor.screening import actions, instrument
from samspor.screening.models import InstrumentVersion, ParentsInformed, RoundUnit
from tests import cast as casting
from tests.journeys import hands
from tests.journeys.conftest import ROOT, House, Person, served

pytestmark = pytest.mark.browser
FILE = ROOT / "tests/data/roster-windows-1252.csv"
CHILD = "Asta Lindqvist-Møller"
JUSTIFIED = "Vi bygger videre på legen med Bo og ser igen om seks uger."


@pytest.fixture
def house(django_db_setup: None, django_db_blocker: Any, template_name: str) -> Iterator[House]:
    """One a walk: each begins before the list is in."""
    with served(django_db_blocker, template_name) as opened:
        yield opened


@pytest.fixture
def signs(house: House) -> InstrumentVersion:
    """Taken into use on the server, once for all rounds."""
    now = clock.now()
    jens = casting.fetch().actor("jens", now)
    return actions.adopt_instrument(by=jens, instrument=instrument.shipped()[0], at=now)


def press(page: Page, role: Any, name: str) -> None:
    with page.expect_navigation():
        hands.press(page, page.get_by_role(role, name=name).first)


def go_by_the_menu(page: Page, name: str) -> None:
    """Behind a button on a phone."""
    menu = page.get_by_role("button", name="Menu", exact=True)
    if menu.is_visible():
        hands.press(page, menu)
    press(page, "link", name)


def choose(page: Page, label: str) -> None:
    hands.choose(page, page.get_by_label(label).first)


def write(page: Page, label: str, words: str) -> None:
    hands.write(page, page.get_by_label(label), words)


def fill_date(page: Page, label: str, day: date) -> None:
    """A date field is the browser's own, and is typed otherwise in each of its languages: it is reached, and filled."""
    field = page.get_by_label(label)
    hands.reach(page, field)
    field.fill(day.isoformat())


@pytest.mark.parametrize(("width", "script"), [("desk", True), ("phone", True), ("desk", False), ("phone", False)])
def test_the_whole_walk(enter: Callable[..., Person], signs: InstrumentVersion, width: str, script: bool) -> None:
    """By Tab and keys alone, but for the file and the dates, which are the browser's own; each page clean."""

    def person(name: str, path: str = "/") -> Person:
        entered = enter(name, width=width, script=script, path=path)
        entered.pictures = width == "desk" and script
        entered.looks()
        return entered

    take_in_the_list(person("lars"))
    planned = plan_the_round(person("lars", "/runder/"), signs)
    tell_the_parents_of_the_round(person("lars", "/runder/"))
    own = f"/runder/{planned.pk}/{casting.key('blaamejserne')}/"
    assess(person("pia", own), "Trivsel")
    assess(person("mads", own), "Øget opmærksomhed")
    conclude(person("pia", own + "sammen/"))
    learn_from_the_round(person("dorte"))
    read_the_log(person("bent"))


def take_in_the_list(lars: Person) -> None:
    page = lars.page
    lars.picture("min-dag")
    go_by_the_menu(page, "Børnelister")
    press(page, "link", "Aflever en liste")
    lars.looks()
    lars.picture("lister-upload")
    page.get_by_label("Fil").set_input_files(FILE)
    choose(page, "Børneliste fra dagtilbud.")
    press(page, "button", "Læs listen")
    lars.looks()
    press(page, "button", "Gem, og læs listen")
    lars.looks()
    lars.picture("lister-gennemse")
    press(page, "link", "Svar om Carla Sofie von Bülow")
    lars.looks()
    hands.choose(page, page.get_by_role("radio").first)
    press(page, "button", "Gem svaret")
    press(page, "link", "Tilbage til listen")
    before = Child.objects.count()
    press(page, "button", "Sig ja til")
    lars.looks()
    press(page, "button", "Ja, skriv listen")
    expect(page.get_by_text("Listen blev skrevet")).to_be_visible()
    lars.looks()
    assert Child.objects.count() > before + 10


def plan_the_round(lars: Person, signs: InstrumentVersion) -> RoundUnit:
    page, today = lars.page, clock.today()
    press(page, "link", "Planlæg en runde")
    lars.looks()
    write(page, "Rundens navn", "Efterår")
    fill_date(page, "Åbner", today)
    press(page, "button", "Planlæg runden")  # nobody has said when it ends
    expect(page.get_by_text("Der er noget, der skal rettes")).to_be_visible()
    lars.looks()
    expect(page.get_by_label("Rundens navn")).to_have_value("Efterår")
    fill_date(page, "Lukker", today + timedelta(days=20))
    press(page, "button", "Planlæg runden")
    lars.looks()
    made = RoundUnit.objects.select_related("round").get()
    assert (made.round.label, made.round.instrument_id, made.unit_id) == ("Efterår", signs.pk, casting.key("solsikken"))
    return made


def learn_from_the_round(dorte: Person) -> None:
    """Who leads all of it sees numbers, and nobody's name."""
    page = dorte.page
    go_by_the_menu(page, "Runder i tal")
    dorte.looks()
    press(page, "link", "Efterår")
    dorte.looks()
    said = page.locator("main").inner_text()
    assert "skjult" in said.casefold()
    assert not [name for name in Child.objects.values_list("given_names", flat=True) if name in said]


def tell_the_parents_of_the_round(lars: Person) -> None:
    press(lars.page, "link", "Efterår")
    lars.looks()
    press(lars.page, "link", "Registrér orienteringen")
    lars.looks()
    choose(lars.page, "I en digital besked")
    press(lars.page, "button", "Registrér")
    expect(lars.page.get_by_text("Åben", exact=True)).to_be_visible()
    lars.looks()
    lars.picture("runde-tavle")


def assess(colleague: Person, position: str) -> None:
    page = colleague.page
    group = page.get_by_role("group", name=f"Position for {CHILD}")
    hands.choose(page, group.get_by_label(position))
    write(page, f"Hvad ser du hos {CHILD}?", "Bygger tårne med Bo og griner.")
    colleague.picture("egen-vurdering")
    press(page, "button", "Se efter, og aflever")
    colleague.looks()
    colleague.picture("aflever")
    press(page, "button", "Aflever 1 vurdering")
    expect(page.get_by_text("Du har afleveret 1 vurdering.")).to_be_visible()
    colleague.looks()


def conclude(pia: Person) -> None:
    page = pia.page
    expect(page.get_by_text("I ser forskelligt på det")).to_be_visible()
    pia.picture("faelles-vurdering")
    press(page, "link", f"Skriv den fælles vurdering af {CHILD}")
    choose(page, "Øget opmærksomhed (gul)")
    for name in ("Pia Holm", "Mads Kjær"):
        expect(page.get_by_label(name)).to_be_checked()
    write(page, "Begrundelse", JUSTIFIED)
    pia.picture("konklusion")
    write(page, "Begrundelse", "")
    press(page, "button", "Gem den fælles vurdering")
    expect(page.get_by_role("link", name="Skriv en begrundelse")).to_be_visible()
    pia.looks()
    write(page, "Begrundelse", JUSTIFIED)
    press(page, "button", "Gem den fælles vurdering")
    press(page, "link", f"Registrér, at forældrene er orienteret om {CHILD}")
    choose(page, "I en samtale")
    pia.looks()
    pia.picture("foraeldre-orienteret")
    press(page, "button", "Registrér")
    pia.looks()
    assert ParentsInformed.objects.get().assessment.child_id == casting.key("asta")
    hands.press(page, page.locator("summary", has_text="1 barn, hvor I har talt sammen"))
    press(page, "link", CHILD)
    expect(page.get_by_text("Vi bygger videre på legen")).to_be_visible()
    pia.looks()
    pia.picture("barnets-side")


def read_the_log(bent: Person) -> None:
    page = bent.page
    go_by_the_menu(page, "Log")
    for words in ("skrev den fælles vurdering", "så barnets side"):
        expect(page.get_by_text(words).first).to_be_visible()
    bent.looks()
    bent.picture("log")
    newest = page.locator("main").inner_text()
    press(page, "link", "Vis ældre")
    assert "gennemførte en børneliste" in newest + page.locator("main").inner_text()
