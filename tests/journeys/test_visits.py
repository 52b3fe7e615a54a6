"""A visit alone on a phone, and an instrument from a file: as people do it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samspor.base import clock
from samspor.screening import actions, instrument, reading
from samspor.screening.models import Assessment, JointAssessment, OwnAssessment, ParentsInformed, RoundUnit
from samspor.screening.rules import Heard, Position, Way
from tests import cast as casting

pytestmark = pytest.mark.browser
HERE = {"width": "phone"}, {"width": "desk"}, {"width": "phone", "script": False}


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


@pytest.mark.parametrize(("child", "how"), list(zip(("ida", "frida", "gustav"), HERE, strict=True)), ids=str)
def test_a_visit_with_the_parents(enter, opened, child, how):
    """From the child's page: the parents knew, one was alone on purpose, and they have heard it."""
    one = casting.fetch().members[child]
    anna = enter("anna", path=one.href, **how)
    page = anna.page
    anna.pictures = how == HERE[1]
    page.get_by_role("link", name="Se på barnet ved et besøg").click()
    page.get_by_label("I en samtale").check(force=True)
    page.get_by_label("Kun mig denne gang").check(force=True)
    anna.looks()
    anna.picture("besoeg-nyt")
    page.get_by_role("button", name="Gå videre").click()
    expect(page.locator("[data-error-summary]")).to_contain_text("hvorfor du ser på barnet alene")
    page.get_by_label("Hvorfor ser du på barnet alene denne gang?").fill("Kollegaen er på kursus i dag")
    page.get_by_role("button", name="Gå videre").click()
    expect(page.get_by_text("Vurderes af én: det er valgt åbent")).to_be_visible()
    page.get_by_label("Øget opmærksomhed (gul)").check(force=True)
    page.get_by_label("Hvad ser du, og hvad aftalte I?").fill("Smiler og følger med. Vi ser på søvnen sammen.")
    page.get_by_label("Mor", exact=True).check(force=True)
    page.get_by_label("Forældrene har hørt").check(force=True)
    anna.looks()
    anna.picture("besoeg")
    page.get_by_role("button", name="Gem vurderingen").click()
    expect(page.get_by_text("Forældrene er orienteret").first).to_be_visible()
    anna.looks()
    assert JointAssessment.objects.get(assessment__child=one).beside == ["mother"]
    assert ParentsInformed.objects.filter(assessment__child=one).exists()
    page.goto(page.url.split("/runder")[0] + "/runder/besoeg/")
    expect(page.get_by_role("link", name=one.name)).to_be_visible()
    anna.looks()


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_an_instrument_from_a_file_is_looked_through(enter, opened, tmp_path: Path, width):
    held = replace(instrument.shipped()[0], key="vores-tegn", title="Vores tegn")
    good, bad = tmp_path / "redskab.xlsx", tmp_path / "fejl.toml"
    good.write_bytes(reading.template(instrument.drafted_of(held)))
    bad.write_text('key = "Vores Tegn"\n[[dimension]]\nkey = ""\nlabel = ""\norder = 1\n', encoding="utf-8")
    jens = enter("jens", width=width, path="/runder/redskaber/")
    page = jens.page
    jens.looks()
    page.get_by_label("Fil med et redskab").set_input_files(bad)
    page.get_by_role("button", name="Se redskabet igennem").click()
    expect(page.get_by_text("Filen kan ikke bruges endnu")).to_be_visible()
    jens.looks()
    page.get_by_label("Fil med et redskab").set_input_files(good)
    page.get_by_role("button", name="Se redskabet igennem").click()
    expect(page.get_by_text("Der er ikke gemt noget endnu")).to_be_visible()
    jens.pictures = width == "desk"
    jens.looks()
    jens.picture("redskab-gennemse")


@pytest.fixture(scope="module")
def talked(opened) -> RoundUnit:
    """All four were looked at by both, with a sign each; the talk of two is written."""
    cast, now, today = casting.fetch(), clock.now(), clock.today()
    sign = opened.round.instrument.indicators.filter(kind="environment", min_months__lte=52, max_months__gt=52).first()
    for name in ("pia", "mads"):
        by = cast.actor(name, now)
        for child in ("asta", "bo", "carla", "dilan"):
            of = {"by": by, "round_unit": opened, "child": cast.members[child], "at": now}
            actions.tick_signs(signs=[sign.pk], **of)
            actions.set_mark(position=Position.GREEN, **of)
        actions.hand_in(by=by, round_unit=opened, group=cast.blaamejserne, at=now)
    for child in ("asta", "bo"):
        actions.conclude(
            by=cast.actor("pia", now), assessment=Assessment.objects.get(child=cast.members[child], round_unit=opened),
            position=Position.GREEN, justification="", participants=[cast.pia.pk, cast.mads.pk], at=now,
        )  # fmt: skip
    actions.set_focus(
        by=cast.actor("pia", now), unit=cast.solsikken, group=cast.blaamejserne, responsible=cast.mads.pk, at=now,
        aim="Mere ro i garderoben", action="Vi går ud i to hold", review_on=today + timedelta(days=30),
    )  # fmt: skip
    actions.record_parents_words(
        by=cast.actor("pia", now), round_unit=opened, child=cast.bo, guardian=cast.mor, way=Heard.TALK, at=now,
        is_verbatim=True, said_on=today, words={"goes_well": "Han synger hele vejen hjem."},
    )  # fmt: skip
    return opened


@pytest.mark.parametrize("width", ["phone", "desk"])
@pytest.mark.parametrize(
    ("address", "shows", "picture"),
    [
        ("{round}/{group}/rummet/", "Er det barnet eller rummet?", "rummet"),
        ("{round}/{group}/stille/", "Bo Øster", "stille-boern"),
        ("fokus/gruppe/{group}/", "Mere ro i garderoben", "fokuspunkter"),
        ("{round}/barn/{bo}/", "Han synger hele vejen hjem.", "foraeldres-ord"),
        ("{round}/{group}/ark/", "Hent arket som PDF til print", "rundeark"),
    ],
)
def test_what_follows_the_assessment_looks_right(enter, talked, width, address, shows, picture):
    path = address.format(round=talked.pk, group=casting.key("blaamejserne"), bo=casting.key("bo"))
    pia = enter("pia", width=width, path=f"/runder/{path}")
    expect(pia.page.get_by_text(shows).first).to_be_visible()
    pia.pictures = width == "desk"
    pia.looks()
    pia.picture(picture)


def counted_over_pages(page: Page) -> list[str]:
    """Every press of a key and of the mouse, told to us as it happens: the one that leaves the page as well."""
    presses: list[str] = []
    page.expose_function("pressed", lambda what: presses.append(str(what)))
    page.add_init_script(
        "for (const one of ['keydown', 'pointerdown']) addEventListener(one, () => { window.pressed(one); }, true);"
    )
    page.reload()
    return presses


def test_a_full_rating_with_text_takes_six_clicks_with_its_save(enter, talked):
    """By mouse, from the child's turn: show the child, position, words, save."""
    held = Assessment.objects.get(child=casting.key("carla"), round_unit=talked)
    page = enter("pia", path=f"/runder/vurdering/{held.pk}/dialog/").page
    presses = counted_over_pages(page)
    page.locator("summary", has_text="Vis barnet").click()
    page.locator("[data-position-row]").get_by_text("Øget opmærksomhed").click()
    page.get_by_label("Begrundelse").click()
    page.keyboard.insert_text("Vi prøver to børn ad gangen i garderoben.")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_text("Den fælles vurdering af Carla Sofie er gemt.")).to_be_visible()
    assert 3 < len(presses) <= 6


def test_a_green_child_takes_two_keys(enter, talked):
    """In one's own assessment, as Lars, of a child whom no two have been seen to look at."""
    page = enter("lars", path=f"/runder/{talked.pk}/{casting.key('spurvene')}/").page
    row = page.locator("[data-position-row]:not([disabled]) input").first
    presses = counted_over_pages(page)
    row.focus()
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.keyboard.press("1")
    assert len(presses) <= 2
    assert OwnAssessment.objects.get(assessor=casting.key("lars")).position == "green"
