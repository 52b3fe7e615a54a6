"""A colleague from elsewhere looks as well: asked by the leader, on a phone, and only at what was asked."""

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
        by=cast.actor("lars", now), label="Efterår", area="daycare", opens_on=today,
        closes_on=today + timedelta(days=20), instrument=version, units=[cast.solsikken], at=now,
    )  # fmt: skip
    return actions.record_notice(
        by=cast.actor("lars", now), round_unit=made.units.get(), notice_on=today, way=Way.LETTER, at=now
    )


def asked_by_the_leader(enter, opened):
    lars = enter("lars", path=f"/runder/{opened.pk}/")
    page = lars.page
    page.get_by_role("link", name="Medvurderere fra andre steder").click()
    page.get_by_label("Kollegans navn").fill("karen")
    page.get_by_role("button", name="Find kollegaen").click()
    page.get_by_label("Karen Dahl").check(force=True)
    page.get_by_label("Hvilke børn?").select_option(label="Alle børn: Blåmejserne")
    lars.pictures = True
    lars.looks()
    lars.picture("medvurderere")
    page.get_by_role("button", name="Vælg medvurderer").click()
    expect(page.get_by_text("Karen Dahl er bedt om at se på børnene")).to_be_visible()
    lars.looks()


def test_a_colleague_elsewhere_looks_as_well(enter, opened):
    asked_by_the_leader(enter, opened)
    karen = enter("karen", width="phone")
    page = karen.page
    page.get_by_role("link", name="Giv dit blik på 4 børn").click()
    expect(page.get_by_text("Asta Lindqvist-Møller").first).to_be_visible()
    karen.looks()
    page.locator("[data-position-row]").first.get_by_text("Trivsel").click()
    page.get_by_label("Hvad ser du hos Asta").fill("Leger med de andre ved vandet")
    page.get_by_role("button", name="Se efter, og aflever").click()
    page.get_by_role("button", name="Aflever 1 vurdering").click()
    expect(page.get_by_text("Du har afleveret 1 vurdering.")).to_be_visible()
    assert OwnAssessment.objects.get(assessor=casting.key("karen")).handed_in_at
    karen.looks()
    desk = enter("karen")
    desk.page.get_by_role("link", name="Giv dit blik på 3 børn").click()
    desk.pictures = True
    desk.looks()
    desk.picture("medvurdering")
