"""What follows the assessment: a focus point to its review at the next round, parents, sheets, the leader's view."""

from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from samspor.base import clock
from samspor.screening import actions, instrument
from samspor.screening.models import Assessment, ParentLink, ParentVoice, RoundUnit
from samspor.screening.queries import children_of, token_of
from samspor.screening.rules import Position, Way
from tests import cast as casting
from tests import factories

pytestmark = pytest.mark.browser


def planned(cast, label: str, days: int) -> RoundUnit:
    """A round that opened so many days ago."""
    now = clock.now() - timedelta(days=days)
    opens_on = clock.local_date(now)
    version = instrument.shipped()[0]
    adopted = RoundUnit.objects.first()
    made = actions.plan_round(
        by=cast.actor("lars", now), label=label, area="daycare", opens_on=opens_on,
        closes_on=opens_on + timedelta(days=20), at=now, units=[cast.solsikken],
        instrument=adopted.round.instrument if adopted
        else actions.adopt_instrument(by=cast.actor("jens", now), instrument=version, at=now),
    )  # fmt: skip
    return actions.record_notice(
        by=cast.actor("lars", now), round_unit=made.units.get(), notice_on=opens_on, way=Way.LETTER, at=now
    )


def looked(cast, held: RoundUnit, days: int, yellow: int) -> None:
    """Everybody is seen by two; so many stand in yellow."""
    at = clock.now() - timedelta(days=days)
    children = sorted((one.child for one in children_of(cast.actor("pia", at), held)), key=lambda one: one.name)
    for number, child in enumerate(children):
        position = Position.YELLOW if number < yellow else Position.GREEN
        for name in ("pia", "mads"):
            by = cast.actor(name, at)
            own = actions.set_mark(by=by, round_unit=held, child=child, position=position, at=at)
            actions.hand_in(by=by, round_unit=held, group=own.assessment.group, at=at)
        actions.conclude(
            by=cast.actor("pia", at), assessment=Assessment.objects.get(round_unit=held, child=child),
            position=position, justification="Vi ser nærmere på legen", at=at,
            participants=[cast.pia.pk, cast.mads.pk],
        )  # fmt: skip


@pytest.fixture(scope="module")
def rounds(house) -> tuple[RoundUnit, RoundUnit]:
    cast = casting.fetch()
    with transaction.atomic():
        casting.grow(cast.blaamejserne, 26)
        factories.remembered()
    spring = planned(cast, "Forår", 120)
    looked(cast, spring, 110, 14)
    autumn = planned(cast, "Efterår", 5)
    looked(cast, autumn, 2, 8)
    return spring, autumn


def shot(person, name: str) -> None:
    person.looks()
    person.picture(name)


def a_focus_point_is_set_from_the_joint_assessment_by_keyboard(enter, spring):
    pia = enter("pia", path=f"/runder/{spring.pk}/{casting.key('blaamejserne')}/sammen/")
    page = pia.page
    page.get_by_role("link", name="Nyt fokuspunkt for Asta Lindqvist-Møller").press("Enter")
    page.get_by_label("Hvad vil vi gerne opnå?").fill("Asta leger med to andre hver dag")
    page.keyboard.press("Tab")
    page.keyboard.type("Vi begynder legen sammen med hende ved vinduet")
    pia.looks()
    page.get_by_role("button", name="Gem fokuspunktet").press("Enter")
    expect(page.get_by_text("Fokuspunktet er gemt")).to_be_visible()


def it_comes_back_in_the_next_round_and_is_looked_at(enter, autumn, width):
    pia = enter("pia", width=width, path=f"/runder/{autumn.pk}/{casting.key('blaamejserne')}/")
    page = pia.page
    page.get_by_text("1 fokuspunkt fra før").click()
    expect(page.get_by_text("Asta leger med to andre hver dag")).to_be_visible()
    shot(pia, f"fokus-i-runden-{width}")
    page.locator(".app-focus").get_by_role("link", name="Asta Lindqvist-Møller").click()
    if width == "phone":
        shot(pia, "fokuspunkt-telefon")
        return
    page.get_by_label("Nået").check()
    page.get_by_label("Med jeres egne ord").fill("Hun leger nu med Bo og Carla hver formiddag.")
    page.get_by_role("button", name="Gem det, I lærte").press("Enter")
    expect(page.get_by_text("Det, I lærte, er gemt.")).to_be_visible()
    page.get_by_role("link", name="Forældrene har fået det at vide").press("Enter")
    page.get_by_label("I en samtale").check()
    pia.looks()
    page.get_by_role("button", name="Registrér").press("Enter")
    expect(page.get_by_text("I en samtale,").first).to_be_visible()
    shot(pia, "fokuspunkt-set-igen")


def test_a_focus_point_goes_from_one_round_to_its_review_in_the_next(enter, rounds):
    """Set in the spring; found again, and looked at, in the autumn."""
    spring, autumn = rounds
    a_focus_point_is_set_from_the_joint_assessment_by_keyboard(enter, spring)
    for width in ("phone", "desk"):
        it_comes_back_in_the_next_round_and_is_looked_at(enter, autumn, width)


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_leader_sees_the_round_in_figures(enter, rounds, width):
    lars = enter("lars", width=width, path=f"/runder/{rounds[1].pk}/")
    lars.page.get_by_role("link", name="Runden i tal").press("Enter")
    expect(lars.page.get_by_text("ikke til at måle mennesker")).to_be_visible()
    expect(lars.page.get_by_text("Der sammenlignes med Forår")).to_be_visible()
    shot(lars, f"runden-i-tal-{width}")


def test_a_director_sees_the_whole_round_without_names(enter, rounds):
    dorte = enter("dorte", path="/runder/samlet/")
    dorte.looks()
    dorte.page.get_by_role("link", name="Efterår").press("Enter")
    expect(dorte.page.get_by_text("Børn med en fælles vurdering")).to_be_visible()
    expect(dorte.page.get_by_text("Lindqvist")).to_have_count(0)
    dorte.looks()


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_a_parent_answers_without_signing_in(enter, rounds, browser, house, width):
    pia = enter("pia", width=width, path=f"/runder/{rounds[1].pk}/barn/{casting.key('bo')}/")
    pia.page.get_by_role("button", name="Lav et link").press("Enter")
    expect(pia.page.get_by_text("Linket er klar.")).to_be_visible()
    shot(pia, f"foraeldre-{width}")
    link = ParentLink.objects.get(revoked_at=None, answered_at=None)
    context = browser.new_context(viewport={"width": pia.page.viewport_size["width"], "height": 900})
    parent = type(pia)(context.new_page(), [])
    parent.page.goto(f"{house.address}/runder/svar/?k={token_of(link)}")
    expect(parent.page.get_by_role("heading", name="Vil du fortælle os om Bo?")).to_be_visible()
    shot(parent, f"svar-{width}")
    parent.page.get_by_label("Hvad går godt lige nu?").fill("Han synger i bilen")
    with parent.page.expect_event("dialog") as left:  # nothing is kept here: the browser asks first
        parent.page.close(run_before_unload=True)
    assert left.value.type == "beforeunload"
    left.value.dismiss()
    parent.page.get_by_role("button", name="Send mit svar").press("Enter")
    expect(parent.page.get_by_role("heading", name="Tak for dit svar")).to_be_visible()
    parent.looks()
    context.close()
    assert ParentVoice.objects.filter(goes_well__isnull=False).exists()
    pia.page.reload()
    expect(pia.page.get_by_text("Han synger i bilen").first).to_be_visible()


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_the_sheets_page_can_be_used(enter, rounds, width):
    pia = enter("pia", width=width, path=f"/runder/{rounds[1].pk}/{casting.key('blaamejserne')}/ark/")
    shot(pia, f"ark-{width}")
    with pia.page.expect_download() as got:
        pia.page.get_by_role("link", name="Hent arket som regneark").click()
    pia.page.get_by_label("Det udfyldte ark").set_input_files(
        {"name": "ark.xlsx", "mimeType": "application/octet-stream", "buffer": got.value.path().read_bytes()}
    )
    pia.page.get_by_role("button", name="Se arket igennem").click()
    expect(pia.page.get_by_text("Der er ikke gemt noget endnu")).to_be_visible()
    shot(pia, f"ark-gennemse-{width}")
    pia.page.goto(pia.page.url + "print/")
    pia.looks()
