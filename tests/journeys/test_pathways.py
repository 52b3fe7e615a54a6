"""A pathway from a concern: written in, the baton offered and taken, and a substitute while the leader is away."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import expect

from samspor.base import clock
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.pathways import api as pathways
from samspor.pathways.models import Hold, LogEntry, Pathway, Substitute
from samspor.pathways.rules.words import Origin
from samspor.people.models import Employment
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Purpose, Said, Sector, Way
from tests import cast as casting
from tests import factories

pytestmark = pytest.mark.browser
ROADS = {"desk": ("desk", True, "bo"), "phone": ("phone", True, "egon"), "without script": ("desk", False, "carla")}


def pressed(page, role: str, name: str) -> None:
    page.get_by_role(role, name=re.compile(re.escape(name))).first.press("Enter")


def chosen(page, label: str) -> None:
    page.get_by_label(label).focus()
    page.keyboard.press("Space")


def a_concern_about(child: str) -> str:
    cast, at = casting.fetch(), clock.now()
    held = concerns.start_concern(
        by=cast.actor("pia", at), child=cast.members[child], worries="Står tit ved hegnet", observed_on=clock.today(),
        works="Bygger høje tårne", answers=dict.fromkeys(StopKind, Answer.NO), at=at,
    )  # fmt: skip
    return f"/bekymringer/{held.pk}/"


def it_is_opened_from_the_concern(pia) -> None:
    page = pia.page
    pressed(page, "link", "Åbn et forløb herfra")
    expect(page.get_by_label("En bekymring")).to_be_checked()
    page.get_by_label("Hvad vil vi gerne opnå sammen?").fill("En ven at lege med")
    page.get_by_label("Hvad er det næste, der skal ske?").fill("Vi taler med mor om legen")
    page.get_by_label("Hvornår?").fill((clock.today() + timedelta(days=7)).isoformat())
    pia.looks()
    page.get_by_role("button", name="Åbn forløbet").press("Enter")
    expect(page.get_by_role("heading", name="Det næste")).to_be_visible()
    expect(page.get_by_text("Pia Holm åbnede forløbet").first).to_be_visible()
    pia.looks()


def it_is_written_in_by_two_presses(pia) -> None:
    page = pia.page
    pressed(page, "link", "Skriv i forløbet")
    chosen(page, "Lyspunkt")
    page.get_by_label("Hvad vil du skrive?").fill("Fandt selv på en leg med to andre.")
    pia.looks()
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("Fandt selv på en leg med to andre.")).to_be_visible()


def more_come_to_help(pia) -> None:
    page = pia.page
    expect(page.get_by_text("Ingen fra familien er skrevet på.")).to_be_visible()
    pressed(page, "link", "Skriv, hvis I bliver flere eller færre")
    chosen(page, "Et andet sted hjælper os")
    page.get_by_label("Hvorfor?").fill("En fra PPR ser på legen sammen med os.")
    pia.looks()
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("En fra PPR ser på legen sammen med os.")).to_be_visible()
    expect(page.get_by_text("Ingen fra et andet sted er skrevet på.")).to_be_visible()
    pia.looks()


def the_baton_is_offered_and_taken(pia, mads) -> None:
    page = pia.page
    pressed(page, "link", "Giv stafetten videre")
    page.get_by_label("Hvem skal have stafetten?").select_option(label="Mads Kjær, Pædagog, Børnehuset Solsikken")
    page.get_by_label("Hvad skal de vide?").fill("Du er der om eftermiddagen.")
    pia.looks()
    page.get_by_role("button", name="Tilbyd stafetten").press("Enter")
    expect(page.get_by_text("Tilbudt til Mads Kjær")).to_be_visible()
    mads.page.goto(page.url)
    mads.looks()
    mads.picture("forloeb-tilbud")
    mads.page.get_by_role("button", name="Tag imod stafetten").press("Enter")
    expect(mads.page.get_by_text("Du har stafetten nu.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Mads Kjær tog imod stafetten").first).to_be_visible()
    pia.looks()
    mads.picture("forloeb")


@pytest.mark.parametrize("road", list(ROADS))
def test_from_a_concern_to_a_baton_that_is_taken(enter, house, road):
    width, script, child = ROADS[road]
    here = a_concern_about(child)
    pia, mads = enter("pia", width=width, script=script, path=here), enter("mads", width=width, script=script)
    mads.pictures = road == "desk"
    it_is_opened_from_the_concern(pia)
    it_is_written_in_by_two_presses(pia)
    more_come_to_help(pia)
    the_baton_is_offered_and_taken(pia, mads)
    held = Pathway.objects.get(child=casting.key(child))
    assert LogEntry.objects.filter(pathway=held).count() == 1
    assert [one.why for one in Hold.objects.filter(pathway=held).order_by("period")] == ["opened", "handed_over"]
    mads.page.goto(f"{house.address}/forloeb/")
    expect(mads.page.get_by_text("Vi taler med mor om legen").first).to_be_visible()
    mads.looks()


def test_somebody_answers_while_the_leader_is_away(enter, house):
    """Lars opens for Dilan and goes on holiday today: Pia finds it on her list, and he still has the baton."""
    lars = enter("lars", path=f"/barn/{casting.key('dilan')}/")
    page = lars.page
    pressed(page, "link", "Åbn et forløb")
    chosen(page, "Et ønske fra familien")
    page.get_by_label("Hvad vil vi gerne opnå sammen?").fill("Ro om morgenen")
    page.get_by_label("Hvad er det næste, der skal ske?").fill("Vi prøver en fast plads")
    page.get_by_label("Hvornår?").fill((clock.today() + timedelta(days=7)).isoformat())
    page.get_by_role("button", name="Åbn forløbet").press("Enter")
    pressed(page, "link", "Vælg en stedfortræder")
    page.get_by_label("Hvem er stedfortræder?").select_option(label="Pia Holm, Pædagog, Børnehuset Solsikken")
    chosen(page, "Ferie")
    page.get_by_label("Sidste dag").fill((clock.today() + timedelta(days=6)).isoformat())
    lars.looks()
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("Pia Holm er stedfortræder og svarer i dag")).to_be_visible()
    lars.looks()
    pia = enter("pia", width="phone", path="/forloeb/")
    expect(pia.page.get_by_text("og Pia Holm er stedfortræder")).to_be_visible()
    pia.looks()
    assert Substitute.objects.get().who.staff_id == casting.key("pia")
    assert Hold.objects.get(pathway__child=casting.key("dilan")).holder.staff_id == casting.key("lars")
    it_is_handed_over_while_he_is_away(pia, enter("mads", width="phone"))
    held = Hold.objects.filter(pathway__child=casting.key("dilan")).order_by("period")
    assert [one.holder.staff_id for one in held] == [casting.key("lars"), casting.key("mads")]


def it_is_handed_over_while_he_is_away(pia, mads) -> None:
    """The substitute offers it, and it is taken: nobody has to wait for the holiday to end."""
    page = pia.page
    page.get_by_role("link", name="Dilan").first.press("Enter")
    pressed(page, "link", "Giv stafetten videre")
    page.get_by_label("Hvem skal have stafetten?").select_option(label="Mads Kjær, Pædagog, Børnehuset Solsikken")
    page.get_by_label("Hvad skal de vide?").fill("Lars er på ferie, og du ser Dilan hver morgen.")
    page.get_by_role("button", name="Tilbyd stafetten").press("Enter")
    expect(page.get_by_text("Tilbudt til Mads Kjær")).to_be_visible()
    mads.page.goto(page.url)
    mads.page.get_by_role("button", name="Tag imod stafetten").press("Enter")
    expect(mads.page.get_by_text("Du har stafetten nu.")).to_be_visible()
    mads.looks()


def test_a_yes_is_taken_back_while_somebody_let_in_has_the_page_open(enter, house):
    """What Peter is writing is not sent, and the page is not his to read again."""
    held, consents = somebody_is_let_in()
    here = f"/forloeb/{held.pk}/"
    peter = enter("peter", width="phone", path=here)
    page = peter.page
    expect(page.get_by_text("At der bliver mere ro.")).to_be_visible()
    peter.looks()
    pressed(page, "link", "Skriv i forløbet")
    expect(page.get_by_text("Alle, der arbejder med barnet, kan læse det, du skriver.")).to_be_visible()
    page.get_by_label("Hvad vil du skrive?").fill("Peger på billeder.")
    peter.looks()
    cast, at = casting.fetch(), clock.now()
    for one in consents:
        sharing.withdraw_consent(
            by=cast.actor("else_", at), consent=one, guardian=one.answers.get().guardian, way=Way.PHONE,
            said_on=clock.today(), at=at,
        )  # fmt: skip
    page.get_by_role("button", name="Gem").press("Enter")
    expect(page.get_by_text("Siden findes ikke")).to_be_visible()
    assert not LogEntry.objects.filter(pathway=held).exists()
    page.goto(house.address + here)
    expect(page.get_by_text("At der bliver mere ro.")).to_have_count(0)
    other = enter("else_", path=here)
    expect(other.page.get_by_text("Adgangen er lukket")).to_be_visible()
    other.looks()


def somebody_is_let_in() -> tuple[Pathway, list[sharing.ExchangeConsent]]:
    """Peter of PPR, into Frida's: her mother has said yes both ways."""
    cast, at, today = casting.fetch(), clock.now(), clock.today()
    by = cast.actor("else_", at)
    with transaction.atomic():
        mother = factories.guardian(cast.frida, "Ea")
    held = pathways.open_pathway(
        by=by, child=cast.frida, origin=Origin.STAFF, purpose="At der bliver mere ro.", what="Vi mødes", at=at,
        on=today + timedelta(days=14),
    )  # fmt: skip
    lasts = {"until": today + timedelta(days=60), "longest": today + timedelta(days=365), "at": at}
    made = []
    for sender, recipient in ((Sector.DAYCARE, Sector.PPR), (Sector.PPR, Sector.DAYCARE)):
        made.append(
            sharing.ask_exchange(
                by=by, child=cast.frida, topics=["language"], sender=sender, recipient=recipient, to_unit=None,
                to_person="", aim=Purpose.EARLY_HELP, purpose="At Frida får hjælp.", from_on=today, **lasts,
            )
        )  # fmt: skip
        sharing.answer_consent(
            by=by, consent=made[-1], guardian=mother, said=Said.YES, way=Way.MEETING, said_on=today, **lasts
        )
    pathways.let_in(
        by=by, pathway=held, who=Employment.objects.get(staff=cast.peter), task="Ser på sproget", contact="",
        aim=Purpose.EARLY_HELP, topics=["language"], at=at,
    )  # fmt: skip
    return held, made
