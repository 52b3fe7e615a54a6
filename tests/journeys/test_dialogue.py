"""A full round for a group of 22: two who look each for themselves and see four children differently, then together."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from samspor.base import clock
from samspor.screening import actions, instrument
from samspor.screening.models import JointAssessment, OwnAssessment, ParentsInformed, RoundUnit, SignSeen
from samspor.screening.rules import Way
from tests import cast as casting
from tests.factories import remembered
from tests.journeys import hands

pytestmark = pytest.mark.browser
GROUP = 22
# By place in the list: what the one sees and the other does not.
PIA = {2: "2", 8: "2", 14: "3", 20: "2"}


@pytest.fixture(scope="module")
def opened(house) -> RoundUnit:
    from django.db import transaction

    cast, now, today = casting.fetch(), clock.now(), clock.today()
    with transaction.atomic():
        remembered()
        casting.grow(cast.blaamejserne, GROUP - 4)
    version = actions.adopt_instrument(by=cast.actor("jens", now), instrument=instrument.shipped()[0], at=now)
    made = actions.plan_round(
        by=cast.actor("lars", now), label="Efterår", area="daycare", opens_on=today,
        closes_on=today + timedelta(days=20), instrument=version, units=[cast.solsikken], at=now,
    )  # fmt: skip
    return actions.record_notice(
        by=cast.actor("lars", now), round_unit=made.units.get(), notice_on=today, way=Way.LETTER, at=now
    )


class Counted:
    """Every press of a key and of the mouse, counted by the page's own events."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_init_script(
            "window.presses = 0; for (const one of ['keydown', 'pointerdown'])"
            " addEventListener(one, (event) => { if (event.key !== 'Alt') window.presses += 1; }, true);"
        )
        page.reload()

    @property
    def presses(self) -> int:
        return int(self.page.evaluate("window.presses"))


def group_path(opened: RoundUnit) -> str:
    return f"/runder/{opened.pk}/{casting.key('blaamejserne')}/"


def marked_by_keyboard(page: Page, said: dict[int, str]) -> None:
    """One key a child once one stands in the list."""
    counted = Counted(page)
    hands.reach(page, page.locator("[data-position-row] input").first)
    before = counted.presses
    for place in range(GROUP):
        page.keyboard.press(said.get(place, "1"))
        if place in said:  # it went to the words
            page.keyboard.press("Alt+n")
    expect(page.locator("#count")).to_contain_text(f"{GROUP} af {GROUP} børn har en position")
    assert counted.presses - before <= 2 * GROUP


def handed_in(page: Page) -> None:
    hands.press(page, page.get_by_role("button", name="Se efter, og aflever"))
    hands.press(page, page.get_by_role("button", name=f"Aflever {GROUP} vurderinger"))
    expect(page.get_by_text(f"Du har afleveret {GROUP} vurderinger.")).to_be_visible()


def signs_are_ticked_in_the_row_and_do_not_get_in_the_way(page: Page) -> None:
    hands.press(page, page.get_by_role("link", name="Tegn").nth(2))
    row = page.locator(".app-ticks-row").nth(2)
    expect(row.locator("summary")).to_be_focused()
    box = row.get_by_role("checkbox").first
    with page.expect_response(lambda answer: answer.url.endswith("/tegn/") and answer.request.method == "POST"):
        box.press(" ")
    expect(box).to_be_checked()
    expect(row.locator("[data-save-status]")).to_contain_text("Gemt kl.")


def a_group_is_short_on_a_phone(enter, opened) -> None:
    """A third of a screen for a child at most, before anything is written."""
    mads = enter("mads", width="phone", path=group_path(opened))
    mads.looks()
    rows = mads.page.locator("[data-save-row]:not(.app-ticks-row)")
    heights = [box["height"] for box in (row.bounding_box() for row in rows.all()) if box]
    assert len(heights) == GROUP
    assert max(heights) <= 220
    assert mads.page.evaluate("document.documentElement.scrollHeight") <= GROUP * 220 + 2000


def a_full_rating_with_text_takes_few_presses(page: Page) -> None:
    """Position and words, from anywhere on the page."""
    before = int(page.evaluate("window.presses"))
    row = page.locator("[data-save-row]:not(.app-ticks-row)").nth(8)
    row.get_by_text("Øget opmærksomhed").click()
    row.locator("textarea").click()
    clicks = int(page.evaluate("window.presses")) - before
    page.keyboard.insert_text("Står ved hegnet, når de andre leger")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.keyboard.press("Tab")
    expect(row.locator("[data-save-status]")).to_contain_text("Gemt kl.")
    assert clicks <= 6


def each_looks_for_themselves(enter, opened) -> None:
    pia = enter("pia", path=group_path(opened))
    marked_by_keyboard(pia.page, PIA)
    a_full_rating_with_text_takes_few_presses(pia.page)
    signs_are_ticked_in_the_row_and_do_not_get_in_the_way(pia.page)
    pia.looks()
    handed_in(pia.page)
    assert SignSeen.objects.count() == 1
    assert OwnAssessment.objects.exclude(position="green").count() == len(PIA)
    mads = enter("mads", path=group_path(opened))
    marked_by_keyboard(mads.page, {})
    handed_in(mads.page)


def the_room_comes_first(enter, opened, width):
    person = enter("pia", width=width, path=group_path(opened) + "sammen/")
    hands.press(person.page, person.page.get_by_role("link", name="Begynd samtalen med rummet"))
    expect(person.page.get_by_text("omkring færre end 3 børn")).to_be_visible()
    expect(person.page.get_by_text("Asta")).to_have_count(0)
    person.looks()
    hands.press(person.page, person.page.get_by_role("link", name="Gå videre til børnene"))
    expect(person.page.locator("summary", has_text="Vis barnet")).to_be_focused()
    expect(person.page.get_by_text("barn 1 af 22")).to_be_visible()
    person.looks()
    return person


def a_shown_child_and_a_refusal_look_right(person) -> None:
    page = person.page
    page.keyboard.press("Enter")
    expect(page.get_by_label("Begrundelse")).to_be_visible()
    person.looks()
    hands.press(page, page.get_by_role("button", name="Gem og gå videre"))
    expect(page.locator("[data-error-summary]")).to_be_visible()
    person.looks()


def turns() -> Iterator[tuple[str, str]]:
    """The four that were seen differently come first, and take words."""
    for _ in PIA:
        yield "2", "Vi prøver to børn ad gangen i garderoben og ser igen om seks uger."
    for _ in range(GROUP - len(PIA)):
        yield "1", ""


def the_dialogue_is_run_from_the_keyboard(page: Page) -> None:
    counted = Counted(page)
    for number, (digit, words) in enumerate(turns(), start=1):
        expect(page.get_by_text(f"barn {number} af 22")).to_be_visible()
        expect(page.locator("summary", has_text="Vis barnet")).to_be_focused()
        page.keyboard.press("Enter")
        differs = page.locator("p.app-note", has_text="forskelligt")
        expect(differs).to_have_count(1 if words else 0)
        page.keyboard.press("Tab")
        page.keyboard.press(digit)
        if words:
            page.keyboard.press("Tab")
            page.keyboard.insert_text(words)
        presses = counted.presses
        page.keyboard.press("Alt+g")
        assert presses + 1 <= 6  # and the save is one
    expect(page.get_by_text("Fælles vurdering: Blåmejserne")).to_be_visible()


def what_is_written_is_there_after_the_page_was_left(enter, opened) -> None:
    first = OwnAssessment.objects.filter(assessor=casting.key("pia"), position="red").get().assessment
    pia = enter("pia", path=f"/runder/vurdering/{first.pk}/dialog/")
    page = pia.page
    page.locator("summary", has_text="Vis barnet").press("Enter")
    hands.write(page, page.get_by_label("Begrundelse"), "En halv sætning, som")
    expect(page.locator("form [data-save-status]")).to_contain_text("Gemt kl.")
    page.keyboard.press("Alt+n")
    expect(page.get_by_text("barn 2 af 22")).to_be_visible()
    page.keyboard.press("Alt+f")
    expect(page.get_by_label("Begrundelse")).to_have_value("En halv sætning, som")
    hands.write(page, page.get_by_label("Begrundelse"), "")
    expect(page.locator("form [data-save-status]")).to_contain_text("Gemt kl.")


def without_script_it_is_the_same_page(enter, opened) -> None:
    mads = enter("mads", width="phone", script=False, path=group_path(opened) + "rummet/")
    page = mads.page
    page.get_by_role("link", name="Gå videre til børnene").click()
    page.locator("summary", has_text="Vis barnet").click()
    hands.write(page, page.get_by_label("Begrundelse"), "Skrevet uden script")
    page.get_by_role("button", name="Gem og gå videre").click()
    expect(page.locator("[data-error-summary]")).to_be_visible()
    expect(page.get_by_label("Begrundelse")).to_have_value("Skrevet uden script")


def who_sees_it_otherwise_is_kept(pia) -> None:
    """With the words of who does, and under their name."""
    page, first = pia.page, JointAssessment.objects.filter(position="yellow").order_by("pk")[0]
    page.goto(page.url.split("/runder/")[0] + f"/runder/vurdering/{first.assessment_id}/dialog/")
    hands.press(page, page.locator("summary", has_text="Så nogen det anderledes"))
    hands.write(page, page.get_by_label("Så nogen det anderledes?"), "Jeg ser et barn, der hviler sig.")
    hands.press(page, page.get_by_role("button", name="Gem og gå videre"))
    expect(page.locator("[data-error-summary]")).to_be_visible()
    pia.looks()
    expect(page.get_by_label("Så nogen det anderledes?")).to_have_value("Jeg ser et barn, der hviler sig.")
    hands.reach(page, page.get_by_label("Hvem så det anderledes?"))
    page.keyboard.type("Mads Kjær")
    hands.press(page, page.get_by_role("button", name="Gem og gå videre"))
    expect(page.locator("[data-error-summary]")).to_have_count(0)
    assert JointAssessment.objects.get(pk=first.pk).dissent_by_id == casting.key("mads")


def the_parents_are_told(pia) -> None:
    page = pia.page
    hands.press(page, page.get_by_role("link", name="Hele gruppen"))
    expect(page.get_by_text("Set anderledes af Mads Kjær")).to_be_visible()
    pia.looks()
    hands.press(page, page.get_by_role("link", name=re.compile("^Registrér, at forældrene er orienteret om")).first)
    hands.choose(page, page.get_by_label("I en samtale"))
    hands.press(page, page.get_by_role("button", name="Registrér"))
    expect(page.get_by_role("link", name="De stille børn")).to_be_visible()
    assert ParentsInformed.objects.count() == 1


def the_quiet_children_are_looked_for(pia, opened) -> None:
    """Nobody wrote a word about the many green ones."""
    page = pia.page
    hands.press(page, page.get_by_role("link", name="De stille børn"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("stille")
    pia.looks()


def test_a_full_round_for_a_group_of_22(enter, opened):
    """One after the other: each begins where the one before ended."""
    a_group_is_short_on_a_phone(enter, opened)
    each_looks_for_themselves(enter, opened)
    a_shown_child_and_a_refusal_look_right(the_room_comes_first(enter, opened, "phone"))
    without_script_it_is_the_same_page(enter, opened)
    what_is_written_is_there_after_the_page_was_left(enter, opened)
    pia = the_room_comes_first(enter, opened, "desk")
    a_shown_child_and_a_refusal_look_right(pia)
    pia = the_room_comes_first(enter, opened, "desk")
    the_dialogue_is_run_from_the_keyboard(pia.page)
    pia.looks()
    joint = JointAssessment.objects.values_list("position", flat=True)
    assert sorted(joint) == ["green"] * (GROUP - len(PIA)) + ["yellow"] * len(PIA)
    who_sees_it_otherwise_is_kept(pia)
    the_parents_are_told(pia)
    the_quiet_children_are_looked_for(pia, opened)
