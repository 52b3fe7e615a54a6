"""A sign where an adult acts the same day: said at once, at the handing in and beside the child."""

import re
from importlib import import_module
from io import BytesIO

import pytest
from django.apps import apps
from django.urls import reverse
from openpyxl import load_workbook

from samspor.guide import api as guide
from samspor.screening import actions, instrument, pages, queries, reading
from samspor.screening.models import Indicator, OwnAssessment
from samspor.screening.rules import Position
from samspor.screening.rules.instruments import faults
from tests.cast import NOW, before_the_lock
from tests.screening.test_actions import conclude
from tests.screening.test_instruments import TOML, read, said, workbook
from tests.screening.test_signs import room_url, tick, ticks_url
from tests.screening.test_views import HTMX, key, own_url, text

HARM = "Gør skade på sig selv eller taler om ikke at ville være her"
SAID = "Tal med din leder i dag, og se Vejviseren"


@pytest.fixture
def harm(opened):
    return Indicator.objects.get(instrument=opened.round.instrument_id, text=HARM)


@pytest.fixture
def calm(opened):
    return queries.signs(opened.round.instrument_id, 50)[0]


def hand_in_url(cast, opened):
    return reverse("screening:hand_in", args=[opened.pk, cast.blaamejserne.pk])


def joint_url(cast, opened):
    return reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk])


def test_the_tick_answers_at_once_and_only_while_it_stands(as_, cast, opened, harm, calm):
    pia, sent = as_("pia"), f"sign-{cast.asta.pk}"
    page = text(pia.post(ticks_url(cast, opened), {sent: str(harm.pk)}, **HTMX))
    assert (SAID in page, HARM in page, "<html" in page) == (True, True, False)
    assert reverse("concerns:start", args=[cast.asta.pk]) in page
    assert f'href="{reverse("guide:front")}"' in page
    assert SAID in text(pia.get(ticks_url(cast, opened), **HTMX))
    assert text(pia.post(ticks_url(cast, opened), {sent: str(calm.pk)}, **HTMX)).strip() == "Gemt."
    assert SAID not in text(pia.get(ticks_url(cast, opened), **HTMX))
    assert OwnAssessment.objects.get().position == ""


def test_it_stands_on_the_saved_page_and_at_the_handing_in(as_, cast, opened, harm):
    pia = as_("pia")
    page = text(pia.post(ticks_url(cast, opened), {f"sign-{cast.asta.pk}": str(harm.pk)}, follow=True))
    assert (SAID in page, "Tegnene hos Asta er gemt." in page) == (True, True)
    assert SAID in text(pia.get(ticks_url(cast, opened)))
    pia.post(own_url(cast, opened), {f"position-{cast.asta.pk}": "green", **key()})
    assert SAID in text(pia.get(hand_in_url(cast, opened)))
    for address in (own_url(cast, opened), hand_in_url(cast, opened), ticks_url(cast, opened)):
        assert SAID not in text(as_("mads").get(address))


NOW_WORDS = "Ser du det, så tal med din leder samme dag"


@pytest.mark.parametrize("way", [{}, HTMX], ids=["page", "unfolded"])
def test_what_to_do_stands_beside_the_sign_before_it_is_ticked(as_, cast, opened, harm, calm, way):
    page = text(as_("pia").get(ticks_url(cast, opened), **way))
    label = re.search(rf'<label[^>]*for="t-{cast.asta.pk}-{harm.pk}">(.*?)</label>', page)[1]
    assert NOW_WORDS in label
    urgent = [one for one in queries.signs(opened.round.instrument_id, 50) if one.acts_now]
    assert page.count(NOW_WORDS) == len(urgent)
    assert NOW_WORDS not in re.search(rf'<label[^>]*for="t-{cast.asta.pk}-{calm.pk}">(.*?)</label>', page)[1]
    assert SAID not in page


def test_on_the_page_of_its_own_a_tick_is_answered_at_once_too(as_, cast, opened):
    page = text(as_("pia").get(ticks_url(cast, opened)))
    assert f'hx-post="{ticks_url(cast, opened)}" hx-trigger="change consume"' in page
    assert page.count("data-ticked>") == 1


def test_it_leads_to_the_first_urgent_step_of_the_guide(as_, cast, opened, harm):
    for one in guide.shipped():
        guide.adopt_guide(by=cast.actor("rikke"), guide=one, at=NOW, owner=cast.rikke)
    tick(cast, opened, "pia", "asta", harm)
    step = reverse("guide:step", args=["samspor-vejviser", "akut-hjaelp"])
    assert step in text(as_("pia").get(own_url(cast, opened)))
    assert as_("pia").get(step).status_code == 200


def test_beside_the_child_when_both_are_in_and_sealed_before(as_, cast, opened, assess, harm, calm):
    tick(cast, opened, "mads", "asta", harm)
    tick(cast, opened, "pia", "asta", calm)
    held = assess("asta", mads=Position.RED)
    assert HARM not in text(as_("pia").get(joint_url(cast, opened)))
    assess("asta", pia=Position.GREEN)
    for address in ("conclude", "dialogue"):
        page = text(as_("pia").get(reverse(f"screening:{address}", args=[held.pk])))
        assert (page.count("Handl samme dag"), SAID in page, calm.text in page) == (1, True, True)
    page = text(as_("pia").get(joint_url(cast, opened)))
    assert (page.count("Handl samme dag"), SAID in page, calm.text in page) == (1, True, True)
    assert page.count(HARM) == 2  # what to do, and beside the child
    conclude(cast, held, Position.GREEN)
    page = text(as_("pia").get(joint_url(cast, opened)))
    assert (HARM in page, SAID in page) == (True, False)
    assert SAID not in text(as_("mads").get(own_url(cast, opened)))
    assert text(as_("pia").get(room_url(cast, opened))).count(HARM) == 1


def test_who_may_write_no_concern_is_led_to_the_guide_alone(as_, cast, opened, harm):
    tick(cast, opened, "pia", "asta", harm)
    signs = queries.acting.my_acting(cast.actor("pia"), opened, [cast.asta.pk])
    assert list(signs.items()) == [(cast.asta, [HARM])]
    held = pages.acting(signs, ways={}, guide="/vejviser/")
    assert [(one.name, one.write_at) for one in held.children] == [(cast.asta.name, "")]


def test_a_second_assessor_is_told_too(as_, cast, opened, harm):
    second = actions.choose_second(
        by=cast.actor("lars"), round_unit=opened, group=cast.blaamejserne, child=None, staff=cast.tine,
        from_on=NOW.date(), to_on=opened.round.closes_on, at=NOW,
    )  # fmt: skip
    address = reverse("screening:second_ticks", args=[second.pk, cast.asta.pk])
    page = text(as_("tine").post(address, {f"sign-{cast.asta.pk}": str(harm.pk)}, follow=True))
    assert (SAID in page, "Skriv en bekymring" in page) == (True, False)
    assert SAID in text(as_("tine").get(address))


def test_it_is_written_in_a_file_and_comes_back():
    whole = {one.text: one.acts_now for one in instrument.shipped()[0].signs}
    assert (whole[HARM], sum(whole.values())) == (True, 12)
    back = instrument.of(reading.drafted(reading.template(instrument.drafted_of(instrument.shipped()[0]))))
    assert {one.text: one.acts_now for one in back.signs} == whole
    marked = TOML.replace('"Er uden for hver dag"', '{ text = "Er uden for hver dag", acts_now = true }')
    assert [one.text for one in instrument.of(read(marked)).signs if one.acts_now] == ["Er uden for hver dag"]
    assert [one.line for one in read(marked).signs if one.acts_now] == [30]
    assert instrument.unpacked(instrument.packed(instrument.of(read(marked)))) == instrument.of(read(marked))


def test_it_is_a_yes_or_nothing():
    wrong = TOML.replace('"Er uden for hver dag"', '{ text = "Er uden for hver dag", acts_now = "ja" }')
    assert said(wrong) == [(30, "Skriv ja, hvis en voksen skal handle samme dag. Ellers skal feltet være tomt.")]

    def change(book):
        book["Tegn"]["F3"] = "måske"
        book["Tegn"]["F4"] = "ja"

    held = reading.drafted(workbook(change))
    assert [one.line for one in faults(held)] == [3]
    assert [one.line for one in held.signs if one.acts_now] == [4]


def test_a_workbook_of_before_has_no_such_column():
    book = load_workbook(BytesIO(workbook()))
    book["Tegn"].delete_cols(6)
    out = BytesIO()
    book.save(out)
    assert faults(reading.drafted(out.getvalue())) == []


def test_whoever_looks_an_instrument_through_sees_which(as_, cast, opened):
    address = reverse("screening:instrument", args=[opened.round.instrument_id])
    assert text(as_("jens").get(address)).count("handl samme dag") == 12


def test_those_already_in_use_are_marked_in_the_database(opened):
    with before_the_lock():  # which came after that migration
        Indicator.objects.update(acts_now=False)
        import_module("samspor.screening.migrations.0012_mark_signs_that_act_now").mark(apps, None)
    marked = set(Indicator.objects.filter(acts_now=True).values_list("text", flat=True))
    assert marked == {one.text for one in instrument.shipped()[0].signs if one.acts_now}
