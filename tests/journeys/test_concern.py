"""A concern from the yellow position to a placed degree with three voices, by keyboard; and the violence stop."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from samspor.base import clock
from samspor.concerns import actions as concerns
from samspor.concerns import instrument as rulers
from samspor.concerns.models import Concern, ConcernDraft, HardStop, RulerMark
from samspor.guide import api as guides
from samspor.screening import actions, instrument
from samspor.screening.rules import Position, Way
from tests import cast as casting
from tests.concerns.conftest import photo
from tests.journeys import hands
from tests.journeys.keystrokes import Typist

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def yellow(house) -> None:
    """Rulers in use, and a joint assessment of Bo and of Carla that asks for more attention."""
    cast, now, today = casting.fetch(), clock.now(), clock.today()
    for one in rulers.shipped():
        concerns.adopt_scale(by=cast.actor("jens", now), ruler=one, at=now)
    for one in guides.shipped():
        guides.adopt_guide(by=cast.actor("rikke", now), guide=one, at=now, owner=cast.rikke)
    version = actions.adopt_instrument(by=cast.actor("jens", now), instrument=instrument.shipped()[0], at=now)
    made = actions.plan_round(
        by=cast.actor("lars", now), label="Efterår", area="daycare", opens_on=today,
        closes_on=today + timedelta(days=20), instrument=version, units=[cast.solsikken], at=now,
    )  # fmt: skip
    opened = actions.record_notice(
        by=cast.actor("lars", now), round_unit=made.units.get(), notice_on=today, way=Way.LETTER, at=now
    )
    for child in ("bo", "carla"):
        for name in ("pia", "mads"):
            own = actions.set_mark(
                by=cast.actor(name, now), round_unit=opened, child=cast.members[child], position=Position.YELLOW, at=now
            )
            actions.hand_in(by=cast.actor(name, now), round_unit=opened, group=own.assessment.group, at=now)
        actions.conclude(
            by=cast.actor("pia", now), assessment=own.assessment, position=Position.YELLOW,
            justification="Trækker sig fra legen", participants=[cast.pia.pk, cast.mads.pk], at=now,
        )  # fmt: skip


TWO_MINUTES = 120  # seconds, as they are counted in tests/journeys/keystrokes.py
WORKS = "Bygger gerne høje tårne sammen med en voksen"
SEEN = "Står tit alene ved hegnet efter frokost og siger nej, når de andre spørger"


ENTRANCES = {
    "the child's page": ("egon", "/barn/{child}/", "Begynd en undren eller bekymring"),
    "the group": ("egon", "/grupper/{group}/", "Skriv det ned om Egon"),
    "a search": ("egon", "/soeg/?q=egon", "Skriv det ned om Egon"),
    "a position in a round": ("carla", "/barn/{child}/", "Begynd ud fra Efterår"),
}


@pytest.mark.parametrize("entrance", ENTRANCES)
def test_a_concern_is_saved_within_two_minutes_of_keys(enter, yellow, entrance):
    """From wherever one is to a saved concern, every key of it pressed."""
    name, path, link = ENTRANCES[entrance]
    child = casting.key(name)
    pia = enter("pia", path=path.format(child=child, group=casting.key("spurvene")))
    page, hand = pia.page, Typist(pia.page)
    hand.tab_to(page.get_by_role("link", name=link).first)
    hand.press("Enter")
    hand.await_page()
    expect(page.get_by_label("Hvad fungerer for barnet?")).to_be_visible()
    before = Concern.objects.filter(child=child).count()
    for question in ("udsat for vold", "æresrelateret konflikt"):
        choices = page.get_by_role("group", name=question).get_by_role("radio")
        hand.tab_to(choices.first)
        hand.press("Space")
        while not page.get_by_role("group", name=question).get_by_label("Nej").is_checked():
            hand.press("ArrowDown")
    for label, words in (("Hvad fungerer for barnet?", WORKS), ("Hvad undrer eller bekymrer dig?", SEEN)):
        hand.tab_to(page.get_by_label(label))
        hand.type(words)
    hand.tab_to(page.get_by_role("button", name="Gem og gå videre"))
    hand.press("Enter")
    hand.await_page()
    expect(page.get_by_role("heading", name="Bekymring for barnets trivsel")).to_be_visible()
    held = Concern.objects.filter(child=child)
    assert (held.count(), held.latest("started_at").factors.count()) == (before + 1, 2)
    assert hand.spent["key"] > len(WORKS) + len(SEEN)
    assert hand.seconds <= TWO_MINUTES


def child_path(name: str) -> str:
    return f"/barn/{casting.key(name)}/"


def the_start_saves_itself_and_is_done_by_keyboard(enter, width, child):
    """The number of presses is the budget: two minutes are far more than these."""
    pia = enter("pia", width=width, path=child_path(child))
    page = pia.page
    pia.looks()
    hands.press(page, page.get_by_role("link", name="Begynd ud fra Efterår"))
    expect(page.get_by_text("Den begynder ud fra vurderingen i Efterår")).to_be_visible()
    pia.looks()
    for question in ("udsat for vold", "æresrelateret konflikt"):
        hands.choose(page, page.get_by_role("group", name=question).get_by_label("Nej"))
    with page.expect_response(lambda answer: answer.url.endswith("/kladde/") and answer.status == 204):
        hands.reach(page, page.get_by_label("Hvad fungerer for barnet?"))
        page.keyboard.type("Bygger gerne sammen med en voksen")
    expect(page.locator("[data-save-status]")).to_contain_text("Gemt kl.")
    page.reload()  # a closed lid: what was typed stands there
    expect(page.get_by_label("Hvad fungerer for barnet?")).to_have_value("Bygger gerne sammen med en voksen")
    expect(page.get_by_text("Din kladde fra")).to_be_visible()
    hands.reach(page, page.get_by_label("Hvad undrer eller bekymrer dig?"))
    page.keyboard.type("Står tit alene ved hegnet efter frokost")
    hands.press(page, page.get_by_role("button", name="Gem og gå videre"))
    expect(page.get_by_role("heading", name="Bekymring for barnets trivsel")).to_be_visible()
    pia.looks()
    return pia


def what_must_happen_and_a_next_step(pia):
    page = pia.page
    hands.press(page, page.get_by_role("link", name="Skriv, hvad der skal ske"))
    with page.expect_response(lambda answer: answer.status == 204):
        hands.reach(page, page.get_by_label("Hvad skal der ske?"))
        page.keyboard.type("En fast legekammerat")
    expect(page.locator("[data-save-status]")).to_contain_text("Gemt kl.")
    page.get_by_role("link", name="Fortryd").press("Enter")  # called away: what was begun stands on top of the page
    hands.press(page, page.get_by_role("link", name="Hvad skal der ske?", exact=True).first)
    expect(page.get_by_label("Hvad skal der ske?")).to_have_value("En fast legekammerat")
    page.get_by_label("Hvad skal der ske?").press("End")
    page.keyboard.type(" efter frokost")
    hands.press(page, page.get_by_role("button", name="Gem"))
    expect(page.get_by_text("Du er i gang med at skrive")).to_have_count(0)
    hands.press(page, page.get_by_role("link", name="Aftal et næste skridt"))
    pia.looks()
    today = clock.today()
    hands.write(page, page.get_by_label("Hvad gør vi?"), "Lille byggegruppe med to andre")
    page.get_by_label("Hvem gør det?").select_option(label="Mads Kjær, Pædagog")
    hands.write(page, page.get_by_label("Hvor?"), "Blåmejserne, efter frokost")
    page.get_by_label("Hvornår skal det senest være gjort?").fill((today + timedelta(days=7)).isoformat())
    page.get_by_label("Hvornår ser vi på, om det hjalp?").fill((today + timedelta(days=30)).isoformat())
    hands.press(page, page.get_by_role("button", name="Gem"))
    expect(page.get_by_text("Det næste skridt er aftalt.")).to_be_visible()
    pia.looks()


def a_mark(person, concern, step, *, other=None):
    """One's own, or what the child or a parent says."""
    page = person.page
    page.goto(page.url.split("/bekymringer/")[0] + f"/bekymringer/{concern.pk}/")
    words = "Skriv en andens mærke : Barnets trivsel" if other else "Sæt mit mærke : Barnets trivsel"
    hands.press(page, page.get_by_role("link", name=words))
    person.looks()
    if other:
        whose, name, role = other
        hands.choose(page, page.get_by_role("radio", name=whose, exact=True))
        hands.write(page, page.get_by_label("Navn"), name)
        hands.write(page, page.get_by_label("Hvem er det for barnet?"), role)
    hands.choose(page, page.get_by_label(step))
    hands.press(page, page.get_by_role("button", name="Gem"))


def three_voices_stand_side_by_side(enter, pia, width, child):
    concern = Concern.objects.filter(child=casting.key(child)).latest("started_at")
    a_mark(pia, concern, "3 – Sårbar trivsel")
    expect(pia.page.get_by_role("button", name="Vis mit mærke til de andre nu")).to_be_visible()
    mads = enter("mads", width=width, path=f"/bekymringer/{concern.pk}/")
    expect(mads.page.get_by_text("1 mærke er lukket")).to_be_visible()
    a_mark(mads, concern, "2 – Trivslen vakler")
    a_mark(mads, concern, "2 – Trivslen vakler", other=("Forælder", "Lone Øster", "mor"))
    a_mark(mads, concern, "4 – Trivslen er presset", other=("Barnet", "Barnet", "mig selv"))
    expect(mads.page.get_by_text("I ser forskelligt på det")).to_be_visible()
    for name in ("Pia Holm", "Mads Kjær", "Lone Øster"):
        expect(mads.page.locator(".concern-said", has_text=name).first).to_be_visible()
    mads.looks()
    assert RulerMark.objects.filter(concern=concern).count() == 4
    return concern


def the_childs_own_words_and_drawing(pia, concern):
    page = pia.page
    page.goto(page.url.split("/bekymringer/")[0] + f"/bekymringer/{concern.pk}/stemme/")
    hands.choose(page, page.get_by_label("Drømmenes hus"))
    hands.choose(page, page.get_by_label("En voksen, mens barnet fortalte"))
    hands.write(page, page.get_by_label("Barnets ord"), "Jeg vil bygge et tårn med Asta")
    page.get_by_label("Billede af tegningen").set_input_files(
        {"name": "tegning.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(400, 300))}
    )
    pia.looks()
    hands.press(page, page.get_by_role("button", name="Gem"))
    hands.press(page, page.get_by_role("link", name="Barnet godkender"))
    hands.choose(page, page.get_by_label("De voksne på min stue"))
    hands.choose(page, page.get_by_label("Barnet har set eller hørt det"))
    pia.looks()
    hands.press(page, page.get_by_role("button", name="Lås barnets ord"))
    picture = page.get_by_role("img", name="Barnets tegning: drømmenes hus")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 400)
    pia.looks()


def the_guide_says_what_is_left(pia, concern):
    page = pia.page
    page.goto(page.url.split("/bekymringer/")[0] + f"/bekymringer/{concern.pk}/")
    hands.press(page, page.get_by_role("link", name="Vis skridtene"))
    pia.looks()
    hands.choose(page, page.get_by_label("Gult spor: noget undrer os"))
    hands.press(page, page.get_by_role("button", name="Vis skridtene"))
    expect(page.get_by_text("0 af 9 gjort")).to_be_visible()
    hands.press(page, page.get_by_role("button", name="Sæt kryds ved Spørg barnet"))
    expect(page.get_by_text("1 af 9 gjort")).to_be_visible()
    expect(page.get_by_text("af Pia Holm.").last).to_be_visible()
    pia.looks()


@pytest.mark.parametrize(("width", "child"), [("phone", "bo"), ("desk", "carla")])
def test_a_concern_from_yellow_position_to_three_voices(enter, yellow, width, child):
    pia = the_start_saves_itself_and_is_done_by_keyboard(enter, width, child)
    assert not ConcernDraft.objects.exists()
    what_must_happen_and_a_next_step(pia)
    concern = three_voices_stand_side_by_side(enter, pia, width, child)
    assert concern.assessment is not None
    the_childs_own_words_and_drawing(pia, concern)
    the_guide_says_what_is_left(pia, concern)
    day = enter("mads", width=width)
    expect(day.page.get_by_text("Gør det, I aftalte, for").first).to_be_visible()
    day.looks()


@pytest.mark.parametrize(("width", "child"), [("phone", "dilan"), ("desk", "asta")])
def test_the_violence_stop(enter, house, width, child):
    """By keyboard, from the group: a yes leads straight to what to do, and every way to the parents is shut."""
    pia = enter("pia", width=width, path=f"/grupper/{casting.key('blaamejserne')}/")
    page = pia.page
    pia.looks()
    name = {"dilan": "Dilan Yıldırım", "asta": "Asta Lindqvist-Møller"}[child]
    hands.press(page, page.get_by_role("link", name=f"Skriv det ned om {name}"))
    for question, said in (("udsat for vold", "Ja"), ("æresrelateret konflikt", "Det ved jeg ikke endnu")):
        hands.choose(page, page.get_by_role("group", name=question).get_by_label(said))
    hands.write(page, page.get_by_label("Hvad undrer eller bekymrer dig?"), "Fortalte, at nogen slår derhjemme")
    hands.press(page, page.get_by_role("button", name="Gem og gå videre"))
    expect(page.get_by_role("heading", name="Før vi gemmer dit ja")).to_be_visible()
    pia.looks()
    hands.press(page, page.get_by_role("button", name="Ja, det er det, vi ved eller mistænker"))
    expect(page.get_by_text("Ring til børnehandleren i modtagelsen nu.")).to_be_visible()
    expect(page.get_by_role("heading", name="Tal ikke med forældrene endnu")).to_be_visible()
    pia.looks()
    hands.press(page, page.get_by_role("link", name="Til bekymringen"))
    expect(page.get_by_role("link", name="Print til forældrene")).to_have_count(0)
    pia.looks()
    hands.press(page, page.get_by_role("link", name="Skriv, hvem I har inddraget"))
    hands.choose(page, page.get_by_label("Forældrene"))
    hands.write(page, page.get_by_label("Hvad sagde de?"), "Vi ville ringe")
    hands.press(page, page.get_by_role("button", name="Gem"))
    expect(page.locator("[data-error-summary]")).to_contain_text("Ring til børnehandleren i modtagelsen nu")
    expect(page.get_by_label("Hvad sagde de?")).to_have_value("Vi ville ringe")
    pia.looks()
    assert HardStop.objects.filter(concern__child=casting.key(child), lifted_at=None).count() == 1
    if child == "asta":
        the_authority_lifts_it(enter, Concern.objects.get(child=casting.key(child)))


def the_authority_lifts_it(enter, concern):
    stop = HardStop.objects.get(concern=concern, lifted_at=None)
    enter("sara", width="phone", path=f"/bekymringer/stop/{stop.pk}/ophaev/").looks()
    sara = enter("sara", path=f"/bekymringer/{concern.pk}/")
    hands.press(sara.page, sara.page.get_by_role("link", name="Ophæv stoppet"))
    hands.write(
        sara.page,
        sara.page.get_by_label("Hvorfor kan stoppet ophæves?"),
        "Barnet er hørt og trygt, og forældrene er orienteret.",
    )
    sara.looks()
    hands.press(sara.page, sara.page.get_by_role("button", name="Ophæv stoppet"))
    expect(sara.page.get_by_text("Stop ophævet")).to_be_visible()
    sara.looks()
