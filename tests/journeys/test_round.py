"""A round in a group, from own views to parents told: by keyboard, on a phone, without script."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from samspor.base import clock
from samspor.screening import actions, instrument
from samspor.screening.models import OwnAssessment, RoundUnit
from samspor.screening.rules import Way
from tests import cast as casting

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def opened(house) -> RoundUnit:
    cast, now, today = casting.fetch(), clock.now(), clock.today()
    version = actions.adopt_instrument(by=cast.actor("jens", now), instrument=instrument.shipped()[0], at=now)
    made = actions.plan_round(
        by=cast.actor("lars", now),
        label="Efterår",
        area="daycare",
        opens_on=today,
        closes_on=today + timedelta(days=20),
        instrument=version,
        units=[cast.solsikken],
        at=now,
    )
    return actions.record_notice(
        by=cast.actor("lars", now), round_unit=made.units.get(), notice_on=today, way=Way.LETTER, at=now
    )


def group_path(opened: RoundUnit, group: str = "blaamejserne") -> str:
    return f"/runder/{opened.pk}/{casting.key(group)}/"


def own_views_are_marked_by_keyboard_and_saved_as_they_are_chosen(enter, opened):
    """Green in one keystroke once one stands in the list; yellow goes to the words, and Alt and N go on from there."""
    pia = enter("pia", path=group_path(opened))
    page = pia.page
    page.locator("[data-position-row] input").first.focus()
    for digit in ("1", "1", "2"):
        page.keyboard.press(digit)
    expect(page.locator("#count")).to_contain_text("3 af 4 børn har en position")
    words = page.get_by_label("Hvad ser du hos Carla Sofie von Bülow?")
    expect(words).to_be_focused()
    page.keyboard.type("Bygger tårne med Bo og griner")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.keyboard.press("Alt+n")
    expect(page.get_by_role("group", name="Position for Dilan").get_by_role("radio").first).to_be_focused()
    expect(page.locator("[data-save-row]", has=words).locator("[data-save-status]")).to_contain_text("Gemt kl.")
    own = OwnAssessment.objects.get(assessor=casting.key("pia"), assessment__child=casting.key("carla"))
    assert (own.position, own.comment) == ("yellow", "Bygger tårne med Bo og griner")
    pia.looks()
    page.get_by_role("button", name="Se efter, og aflever").press("Enter")
    expect(page.get_by_text("Du er ved at aflevere 3 vurderinger ud af 4 børn")).to_be_visible()
    expect(page.get_by_text("Dilan Yıldırım")).to_be_visible()
    pia.looks()
    page.get_by_role("button", name="Aflever 3 vurderinger").press("Enter")
    expect(page.get_by_text("Du har afleveret 3 vurderinger.")).to_be_visible()
    pia.looks()


def test_words_are_saved_while_they_are_written(enter, opened):
    """Whoever is called away in the middle of a sentence has not lost it."""
    page = enter("pia", path=group_path(opened, "spurvene")).page
    words = page.get_by_label("Hvad ser du hos Egon Øster?")
    words.focus()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.keyboard.type("Bo bygger")
    expect(page.locator("[data-save-row]", has=words).locator("[data-save-status]")).to_contain_text("Gemt kl.")
    expect(words).to_be_focused()
    expect(words).to_have_value("Bo bygger")
    own = OwnAssessment.objects.get(assessor=casting.key("pia"), assessment__child=casting.key("egon"))
    assert (own.position, own.comment) == ("", "Bo bygger")


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_position_is_taken_back(enter, opened, width):
    pia = enter("pia", width=width, path=group_path(opened, "spurvene"))
    page = pia.page
    away = page.get_by_role("link", name="Fjern din position for Egon Øster")
    expect(away).to_be_hidden()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.get_by_role("group", name="Position for Egon Øster").get_by_text("Bekymring").click()
    pia.looks()
    away.click()
    pia.looks()
    page.get_by_role("button", name="Fjern positionen").click()
    expect(page.get_by_text("Din position for Egon er fjernet.")).to_be_visible()
    expect(away).to_be_hidden()
    expect(page.locator("#count")).to_contain_text("0 af 1 barn har en position")


def a_colleague_without_script_marks_the_whole_group_in_one_form(enter, opened):
    mads = enter("mads", width="phone", script=False, path=group_path(opened))
    page = mads.page
    for child, word in (
        ("Asta Lindqvist-Møller", "Trivsel"),
        ("Bo Øster", "Trivsel"),
        ("Carla Sofie von Bülow", "Bekymring"),
    ):
        page.get_by_role("group", name=f"Position for {child}").get_by_text(word).click()
    page.get_by_role("button", name="Gem", exact=True).click()
    expect(page.get_by_text("Dine vurderinger er gemt.")).to_be_visible()
    page.get_by_role("button", name="Se efter, og aflever").click()
    page.get_by_role("button", name="Aflever 3 vurderinger").click()
    expect(page.get_by_text("I ser forskelligt på det")).to_be_visible()
    expect(page.get_by_text("Bygger tårne med Bo og griner")).to_be_visible()


def the_dialogue_ends_in_a_position_with_words_and_the_parents_told(enter, opened, width):
    pia = enter("pia", width=width, path=group_path(opened) + "sammen/")
    page = pia.page
    pia.looks()
    child = {"phone": "Asta Lindqvist-Møller", "desk": "Carla Sofie von Bülow"}[width]
    page.get_by_role("link", name=f"Skriv den fælles vurdering af {child}").click()
    page.get_by_label("Øget opmærksomhed (gul)").check()
    page.get_by_role("button", name="Gem den fælles vurdering").click()
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    pia.looks()
    summary.get_by_role("link", name="Skriv en begrundelse").click()
    expect(page.get_by_label("Begrundelse")).to_be_focused()
    page.keyboard.type("Vi bygger videre på legen med Bo og ser igen om seks uger.")
    for name in ("Pia Holm", "Mads Kjær"):
        expect(page.get_by_label(name)).to_be_checked()
    page.get_by_label("Så nogen det anderledes?").fill("Jeg ser mest glæde.")
    page.get_by_label("Hvem så det anderledes?").select_option(label="Pia Holm, Pædagog")
    page.get_by_role("button", name="Gem den fælles vurdering").click()
    expect(page.get_by_text("Set anderledes af Pia Holm: Jeg ser mest glæde.").first).to_be_visible()
    page.get_by_role("link", name=f"Registrér, at forældrene er orienteret om {child}").click()
    expect(page.get_by_text("Set anderledes af Pia Holm: Jeg ser mest glæde.")).to_be_visible()
    page.get_by_label("I en samtale").check()
    pia.looks()
    page.get_by_role("button", name="Registrér").click()
    expect(page.get_by_text(f"{child.split()[0]}").first).to_be_visible()
    pia.looks()


def test_a_round_from_own_views_to_the_parents_being_told(enter, opened):
    """One after the other: each begins where the one before ended."""
    own_views_are_marked_by_keyboard_and_saved_as_they_are_chosen(enter, opened)
    a_colleague_without_script_marks_the_whole_group_in_one_form(enter, opened)
    for width in ("phone", "desk"):
        the_dialogue_ends_in_a_position_with_words_and_the_parents_told(enter, opened, width)


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_board_says_what_is_not_done(enter, opened, width):
    lars = enter("lars", width=width, path=f"/runder/{opened.pk}/")
    lars.looks()
    lars.page.locator("details.app-names summary").first.click()
    expect(lars.page.get_by_text("Dilan Yıldırım")).to_be_visible()
