"""A handover from day-care to school: chosen field by field, one field declined, sent, read, and found useful."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from samspor.base import clock
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.transitions import actions
from samspor.transitions.instrument import shipped
from samspor.transitions.models import Delivery, Handover, SentField
from samspor.transitions.queries import now
from samspor.transitions.rules.words import Choice, Kind, Said, Way
from tests import cast as casting
from tests.journeys import hands
from tests.journeys.conftest import WIDTHS

pytestmark = pytest.mark.browser
NAMES = {"bo": "Bo", "egon": "Egon"}
GOOD = "Det, barnet er god til og glad for"
AWARE = "Det, I skal være opmærksomme på"


def shot(person, name: str) -> None:
    person.looks()
    person.picture(name)


def pressed(page, role: str, name: str) -> None:
    hands.press(page, page.get_by_role(role, name=re.compile(re.escape(name))).first)


@pytest.fixture(scope="module")
def known(house) -> None:
    """What Solsikken knows of them already."""
    cast, at = casting.fetch(), clock.now()
    for child in (cast.bo, cast.egon):
        concerns.start_concern(
            by=cast.actor("pia", at), child=child, worries="Står tit ved hegnet", observed_on=clock.today(),
            works="Bygger høje tårne", answers=dict.fromkeys(StopKind, Answer.NO), at=at,
        )  # fmt: skip


def it_is_begun_from_the_childs_page(enter, width, child):
    pia = enter("pia", width=width, path=f"/barn/{casting.key(child)}/")
    pia.pictures = width == "desk"
    page = pia.page
    pressed(page, "link", "Begynd en overlevering")
    pia.looks()
    hands.choose(page, page.get_by_label("Fra dagtilbud til SFO og skole"))
    page.get_by_label("Hvor skal barnet begynde?").select_option(label="Åskolen")
    page.get_by_label("Hvornår begynder barnet der?").fill((clock.today() + timedelta(days=40)).isoformat())
    hands.press(page, page.get_by_role("button", name="Begynd"))
    expect(page.get_by_role("heading", name="Overlevering til Åskolen")).to_be_visible()
    expect(page.get_by_text("Intet er valgt endnu")).to_be_visible()
    pia.looks()
    return pia


def a_field_is_written(pia, heading: str, words: str, picture: str = "", *, offered: str = "") -> None:
    page = pia.page
    pressed(page, "link", f"Tag stilling : {heading}")
    if offered:  # it is there to be taken, and nothing is taken by itself
        expect(page.get_by_label("Det, I vil give videre")).to_have_value("")
        pressed(page, "button", f"Tag det ind : {offered}")
        expect(page.get_by_label("Det, I vil give videre")).to_have_value(offered)
    hands.choose(page, page.get_by_label("Ja, det skal med"))
    if words:
        hands.reach(page, page.get_by_label("Det, I vil give videre"))
        page.keyboard.press("Control+End")
        page.keyboard.type(words)
    shot(pia, picture) if picture else pia.looks()
    hands.press(page, page.get_by_role("button", name="Gem"))
    expect(page.get_by_text("Det er gemt.")).to_be_visible()


def the_child_says_yes(pia) -> None:
    page = pia.page
    a_field_is_written(pia, "Barnets egen side", "Jeg kan bygge det højeste tårn")
    pressed(page, "link", "Spørg barnet")
    hands.choose(page, page.get_by_label("Ja, den må følge med"))
    hands.write(page, page.get_by_label("Barnets svar, som det blev sagt"), "Ja, de må godt få den")
    pia.looks()
    hands.press(page, page.get_by_role("button", name="Gem barnets svar"))
    expect(page.get_by_text("Barnets svar er gemt.")).to_be_visible()


def the_mother_says_no_to_one_field(pia, browser, width) -> None:
    """By her own link and code, without signing in."""
    page = pia.page
    pressed(page, "button", "Lav et link")
    expect(page.get_by_text("Linket er klar.")).to_be_visible()
    pia.looks()
    address = page.get_by_label("Link til Lone Øster").input_value()
    code = page.locator(".handover-code").inner_text()
    context = browser.new_context(viewport={"width": WIDTHS[width], "height": 900}, locale="da-DK")
    mother = type(pia)(context.new_page(), [], pictures=width == "phone")
    mother.page.goto(address)
    hands.write(mother.page, mother.page.get_by_label("Koden, du har fået"), code)
    mother.looks()
    hands.press(mother.page, mother.page.get_by_role("button", name="Gå videre"))
    expect(mother.page.get_by_role("heading", name="Det her vil vi gerne give videre om")).to_be_visible()
    for heading, said in ((GOOD, "Ja"), (AWARE, "Nej"), ("Barnets egen side", "Ja")):
        hands.choose(mother.page, mother.page.get_by_role("group", name=heading).get_by_label(said, exact=True))
    hands.write(
        mother.page, mother.page.get_by_label("Dine egne ord til de nye voksne"), "Han sover bedst, når nogen synger."
    )
    shot(mother, "overlevering-foraelder")
    hands.press(mother.page, mother.page.get_by_role("button", name="Send mit svar"))
    expect(mother.page.get_by_role("heading", name="Tak for dit svar")).to_be_visible()
    expect(mother.page.get_by_text("Han sover bedst, når nogen synger.")).to_be_visible()
    mother.looks()
    mother.page.go_back()
    expect(mother.page.get_by_label("Dine egne ord til de nye voksne")).to_have_value(
        "Han sover bedst, når nogen synger."
    )
    mother.page.go_forward()
    expect(mother.page.get_by_role("heading", name="Dine svar")).to_be_visible()
    context.close()


def it_is_looked_at_and_sent(pia, width) -> None:
    page = pia.page
    page.reload()
    expect(page.get_by_text("Klar, uden det, der er sagt nej til")).to_be_visible()
    shot(pia, "overlevering")
    pressed(page, "link", "Se præcis, hvad der går")
    expect(page.get_by_text("Bygger høje tårne")).to_be_visible()
    expect(page.get_by_text("Bliver træt efter frokost")).to_have_count(0)
    pia.looks()
    hands.press(page, page.get_by_role("button", name="Send til Åskolen"))
    expect(page.get_by_text("Den er sendt til Åskolen.")).to_be_visible()
    pia.looks()


def the_receiver_reads_only_what_was_agreed_to(enter, width, child) -> None:
    tine = enter("tine", width=width)
    tine.pictures = width == "desk"
    page = tine.page
    hands.press(page, page.get_by_role("link", name=f"Læs overleveringen om {NAMES[child]}"))
    expect(page.get_by_text("Bygger høje tårne")).to_be_visible()
    expect(page.get_by_text("Han sover bedst, når nogen synger.")).to_be_visible()
    expect(page.get_by_text(AWARE)).to_have_count(0)
    shot(tine, "overlevering-modtaget")
    hands.press(page, page.get_by_role("button", name="Jeg har læst den og ved, hvad jeg gør først"))
    expect(page.get_by_text("Læst af Tine Skov")).to_be_visible()
    tine.looks()


@pytest.mark.parametrize(("width", "child"), [("phone", "bo"), ("desk", "egon")])
def test_a_handover_from_day_care_to_school_with_one_field_declined(enter, known, browser, width, child):
    pia = it_is_begun_from_the_childs_page(enter, width, child)
    a_field_is_written(pia, GOOD, " og hjælper de små", "overlevering-felt", offered="Bygger høje tårne")
    a_field_is_written(pia, AWARE, "Bliver træt efter frokost")
    a_field_is_written(pia, "Forældrenes egne ord", "")
    the_child_says_yes(pia)
    the_mother_says_no_to_one_field(pia, browser, width)
    it_is_looked_at_and_sent(pia, width)
    the_receiver_reads_only_what_was_agreed_to(enter, width, child)
    pia.page.reload()
    expect(pia.page.get_by_text("Læst af Tine Skov")).to_be_visible()
    pia.page.goto(pia.page.url.rsplit("/overleveringer/", 1)[0] + "/overleveringer/?sendt")
    pia.looks()
    assert SentField.objects.filter(delivery__handover__child=casting.key(child), key="attention").count() == 0


@pytest.fixture(scope="module")
def seven_weeks_ago(house) -> Delivery:
    """Egon's, sent and read then."""
    ago = timedelta(weeks=7, days=1)  # a day more: the clocks may have changed since
    cast, at = casting.fetch(), clock.now() - ago
    by, day = cast.actor("lars", at), clock.today() - ago
    held = actions.begin_handover(
        by=by, child=cast.egon, template=shipped()[Kind.DAYCARE_TO_SCHOOL], to_unit=cast.aaskolen, to_place="",
        purpose="At Egon bliver mødt godt.", starts_on=day + timedelta(days=7), always_consent=False, at=at,
    )  # fmt: skip
    field = held.fields.get(key="good_at")
    actions.write_field(
        by=by, field=field, choice=Choice.CHOSEN, purpose="At det gode fortsætter.", text="Kan alle sange udenad",
        built_on=None, at=at,
    )  # fmt: skip
    actions.record_parents_answer(
        by=by, handover=held, guardian=cast.mor, way=Way.MEETING, said_on=day, until=day, longest=day,
        answers={field.pk: Said.YES}, words=None, seen=now(held, day).seen, at=at,
    )  # fmt: skip
    sent = actions.send_handover(by=by, handover=held, seen=now(held, day).stands, at=at)
    return actions.confirm_read(by=cast.actor("tine", at), delivery=sent, at=at)


def test_after_six_weeks_the_receiver_says_what_was_useful(enter, seven_weeks_ago):
    """Said on a phone; read again at a desk."""
    tine = enter("tine", width="phone")
    page = tine.page
    hands.press(page, page.get_by_role("link", name="Sig, hvad der var nyttigt i overleveringen om Egon"))
    hands.choose(page, page.get_by_role("group", name=GOOD).get_by_label("Det var nyttigt"))
    hands.write(page, page.get_by_label("Skriv mere om"), "Vi sang hver morgen")
    tine.looks()
    hands.press(page, page.get_by_role("button", name="Send svaret"))
    expect(page.get_by_text("Tak. Dit svar er sendt")).to_be_visible()
    desk = enter("tine", path=f"/overleveringer/modtaget/{seven_weeks_ago.pk}/")
    expect(desk.page.get_by_text("Vi sang hver morgen")).to_be_visible()
    desk.looks()
    for width in ("phone", "desk"):
        lars = enter("lars", width=width, path=f"/overleveringer/{seven_weeks_ago.handover_id}/")
        expect(lars.page.get_by_text("Vi sang hver morgen")).to_be_visible()
        lars.looks()


def test_a_handover_without_script(enter, known):
    """The talk is written down together on the screen, and what is known is taken in by a button."""
    cast, at = casting.fetch(), clock.now()
    made = actions.begin_handover(
        by=cast.actor("pia", at), child=cast.bo, template=shipped()[Kind.OUT_OF_MUNICIPALITY], to_unit=None,
        to_place="Havbo Skole i Aarhus", purpose="At Bo bliver mødt godt.", starts_on=clock.today(),
        always_consent=False, at=at,
    )  # fmt: skip
    pia = enter("pia", script=False, path=f"/overleveringer/{made.pk}/")
    page = pia.page
    a_field_is_written(pia, GOOD, " og lave huse", offered="Bygger høje tårne")
    pressed(page, "link", "Se det igennem sammen")
    hands.choose(page, page.get_by_role("group", name=GOOD).get_by_label("Ja", exact=True))
    hands.choose(page, page.get_by_label("Ved en samtale"))
    hands.press(page, page.get_by_role("button", name="Gem svaret fra Lone Øster"))
    expect(page.get_by_text("Alt er aftalt.")).to_be_visible()
    pressed(page, "link", "Se præcis, hvad der går")
    pressed(page, "link", "Print overleveringen")
    expect(page.get_by_role("heading", name="Overlevering: Bo Øster")).to_be_visible()
    page.go_back()
    hands.choose(page, page.get_by_label("Afleveret i hånden"))
    hands.press(page, page.get_by_role("button", name="Gem, at den er afleveret"))
    expect(page.get_by_text("Afleveret på papir")).to_be_visible()
    assert Handover.objects.get(pk=made.pk).deliveries.get().unit is None
