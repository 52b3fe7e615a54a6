"""From a child's page to a meeting and its minutes; and two at one table who see two agendas."""

import re
from datetime import time, timedelta

import pytest
from playwright.sync_api import expect

from samspor.base import clock
from samspor.forums import api as forums
from samspor.forums.models import DecisionRecord, Wish
from samspor.people.models import Employment
from tests import cast as casting

pytestmark = pytest.mark.browser


def a_forum_that_has_begun() -> forums.Meeting:
    """Planned yesterday, and held today: Lars and Peter of PPR sit there."""
    cast, at = casting.fetch(), clock.now() - timedelta(days=1)
    for one in forums.shipped():
        forums.adopt_type(by=cast.actor("jens", at), written=one, at=at)
    jobs = [Employment.objects.get(staff=cast.members[name]) for name in ("lars", "peter")]
    days = [clock.today() + timedelta(days=number) for number in (0, 28)]
    kind = forums.ForumType.objects.get(key="tvaerfagligt-forum")
    made = forums.plan_series(
        by=cast.actor("lars", at), type=kind, unit=cast.solsikken, title="Forum i Solsikken", days=days, starts=time(0),
        ends=time(8), place="Personalerummet", members=jobs, guests=(), at=at,
    )  # fmt: skip
    return made.meetings.order_by("starts_at")[0]


def pressed(page, role: str, name: str) -> None:
    page.get_by_role(role, name=re.compile(re.escape(name))).first.press("Enter")


def test_from_the_childs_page_to_what_was_agreed(enter, house):
    meeting = a_forum_that_has_begun()
    pia = enter("pia", width="phone", path=f"/barn/{casting.key('bo')}/")
    page = pia.page
    pressed(page, "link", "Tag det op på et møde")
    pia.looks()
    pressed(page, "link", "Bed om en plads")
    page.get_by_label("Hvad vil I have hjælp til at tænke over?").fill("Hvordan kommer ordene?")
    page.get_by_label("At hjælpe tidligt").check()
    page.get_by_role("checkbox").first.check()
    pia.looks()
    page.get_by_role("button", name="Bed om en plads").press("Enter")
    expect(page.get_by_text("Venter på en plads").first).to_be_visible()
    pia.looks()
    lars = enter("lars", path=f"/moeder/{meeting.pk}/")
    pressed(lars.page, "link", "Sæt på dagsordenen")
    lars.looks()
    lars.page.get_by_role("button", name="Sæt på").press("Enter")
    expect(lars.page.get_by_role("link", name="Bo Øster")).to_be_visible()
    expect(lars.page.get_by_text("Klokken er")).to_be_visible()
    lars.looks()
    page.goto(f"{house.address}/moeder/punkt/{Wish.objects.get().items.get().pk}/")
    pia.looks()
    pressed(page, "link", "Skriv, hvad I aftalte")
    page.get_by_label("Vi hjælper, hvor barnet er").check()
    page.get_by_label("Hvad aftalte I?").fill("Vi synger med ham hver morgen.")
    page.get_by_label("Hvem sørger for det?").select_option(index=1)
    page.get_by_label("Senest hvornår?").fill((clock.today() + timedelta(days=14)).isoformat())
    pia.looks()
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("Vi synger med ham hver morgen.")).to_be_visible()
    pia.looks()
    assert DecisionRecord.objects.get().responsible.staff_id == casting.key("pia")
    peter = enter("peter", path=f"/moeder/{meeting.pk}/")
    expect(peter.page.get_by_text("Et punkt, du ikke deltager i")).to_be_visible()
    expect(peter.page.get_by_text("Øster")).to_have_count(0)
    peter.looks()
    series = f"raekke/{meeting.series_id}/"
    for way in ("", "planlaeg/", series, f"{series}flere/", f"{meeting.pk}/flyt/", f"{meeting.pk}/"):
        lars.page.goto(f"{house.address}/moeder/{way}")
        lars.looks()
    pressed(lars.page, "link", "Mødet er slut")
    expect(lars.page.get_by_text("Der er skrevet om alt på dagsordenen.")).to_be_visible()
    lars.looks()
    lars.page.get_by_role("button", name="Ja, mødet er slut").press("Enter")
    expect(lars.page.get_by_text("Holdt").first).to_be_visible()
