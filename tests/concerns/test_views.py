"""The pages of concerns as people meet them: with script, without, twice, and from outside."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.ics import Ics
from samspor.concerns import actions
from samspor.concerns.models import (
    AnonymousConsultation,
    Concern,
    ConcernDraft,
    Factor,
    FirstAnswer,
    HardStop,
    Involvement,
    NextStep,
    Voice,
    Wanted,
)
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Audience, Party, Whose
from samspor.concerns.slots import tasks
from samspor.overview.pages.day import named
from samspor.people import api as people
from samspor.screening import api as screening
from samspor.screening.rules import Position
from samspor.ui import slots as ui_slots
from samspor.ui.tasks import Task
from tests.access.world import _assessed, _round
from tests.cast import NOW, TODAY
from tests.concerns.conftest import NO, photo
from tests.concerns.test_actions import REASON, factor, mark, said_by, step, voice

DAY = timedelta(days=1)
START = {"violence": "no", "honour": "no", "works": "Elsker at bygge", "worries": "Står tit alene ved hegnet",
         "observed_on": "2026-11-20", "circle": "surroundings", "ics": ["friendships", "learning"]}  # fmt: skip


def key(**more):
    return {"form_key": str(uuid4()), **more}


def text(response):
    return response.content.decode()


def url(name, one):
    return reverse(f"concerns:{name}", args=[one.pk])


def page(client, concern):
    return text(client.get(url("concern", concern)))


def test_the_start_form_saves_itself_and_is_found_again(as_, cast):
    pia, address = as_("pia"), url("start", cast.bo)
    assert 'data-autosave="' + url("draft", cast.bo) in text(pia.get(address))
    sent = pia.post(url("draft", cast.bo), START | {"worries": "Står tit al"}, HTTP_X_AUTOSAVE="true")
    assert (sent.status_code, sent.content) == (204, b"")
    again = text(pia.get(address))
    assert "Din kladde fra 23. november 2026" in again
    assert "Står tit al</textarea>" in again
    assert re.search(r'value="friendships"[^>]* checked', again)
    assert re.search(r'value="surroundings"[^>]* checked', again)
    assert "Skriv videre om Bo Øster" in text(pia.get("/bekymringer/"))
    assert "Skriv videre på din kladde" in text(pia.get(cast.bo.href))
    assert "Bo Øster" not in text(as_("mads").get("/bekymringer/"))
    assert "Står tit" not in text(as_("mads").get(address))


def test_a_draft_without_script_is_a_button(as_, cast):
    sent = as_("pia").post(url("draft", cast.bo), {"worries": "Halv sæt"})
    assert (sent.status_code, sent.url) == (303, url("start", cast.bo))
    assert json.loads(ConcernDraft.objects.get().typed)["worries"] == "Halv sæt"


def test_start_leads_to_the_concern_once_however_often_it_is_sent(as_, cast):
    pia, form = as_("pia"), START | key()
    first, second = pia.post(url("start", cast.bo), form), pia.post(url("start", cast.bo), form)
    made = Concern.objects.get()
    assert first.status_code == second.status_code == 303
    assert first.url == second.url == url("concern", made)
    shown = page(pia, made)
    for words in ("Elsker at bygge", "Står tit alene ved hegnet", "I rammerne omkring barnet", "set 20. november 2026",
                  "Fritid og venskaber", "I gang", "Begyndt 23. november 2026 af Pia Holm"):  # fmt: skip
        assert words in shown
    assert Entry.objects.filter(verb=Verb.CONCERN_SEEN, child_ids__contains=[cast.bo.pk]).exists()


@pytest.mark.parametrize(("wrong", "said"), [
    ({"observed_on": "2026-11-24"}, "ligger i fremtiden"), ({"observed_on": "1999-01-01"}, "før barnets fødsel"),
    ({"worries": " "}, "Udfyld feltet"), ({"circle": "moon"}, "Vælg blandt"), ({"ics": ["horoscope"]}, "Vælg blandt"),
    ({"violence": "måske"}, "Vælg blandt"), ({"violence": ""}, "Vælg en mulighed"),
])  # fmt: skip
def test_start_with_what_can_not_be_keeps_what_was_typed(as_, cast, wrong, said):
    answer = as_("pia").post(url("start", cast.bo), START | key() | wrong)
    assert (answer.status_code, said in text(answer), "Elsker at bygge</textarea>" in text(answer)) == (422, True, True)
    assert not Concern.objects.exists()


def test_before_a_yes_is_saved_one_page_says_what_it_does_and_leads_back_with_every_word(as_, cast):
    pia, form = as_("pia"), START | key(violence="yes", ics=["friendships", "learning"])
    asked = pia.post(url("start", cast.bo), form)
    assert (asked.status_code, Concern.objects.count()) == (200, 0)
    for said in ("mistanke om, at barnet er udsat for vold eller overgreb?", "Kun myndigheden kan ophæve stoppet",
                 "Ja, det er det, vi ved eller mistænker", "Din leder får det at vide"):  # fmt: skip
        assert said in text(asked)
    assert "æresrelateret" not in text(asked)
    carried = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text(asked))
    assert ("worries", "Står tit alene ved hegnet") in carried
    assert [value for name, value in carried if name == "ics"] == ["friendships", "learning"]
    assert Entry.objects.filter(verb=Verb.CHILD_SEEN, child_ids__contains=[cast.bo.pk]).exists()
    again = text(pia.post(url("start", cast.bo), form | {"again": ""}))
    assert "Elsker at bygge</textarea>" in again
    assert re.search(r'name="violence" value="yes"[^>]* checked', again)
    assert not Concern.objects.exists()
    assert pia.post(url("start", cast.bo), form | {"sure": ""}).url == url("notify", Concern.objects.get())


def test_a_later_yes_is_asked_about_too_and_then_offers_no_no(as_, concern):
    pia, address = as_("pia"), url("answers", concern)
    asked = pia.post(address, key(violence="yes", honour="no"))
    assert "Før vi gemmer dit ja" in text(asked)
    assert not HardStop.objects.exists()
    back = text(pia.post(address, key(violence="yes", honour="no", again="")))
    assert re.search(r'name="violence" value="yes"[^>]* checked', back)
    assert not HardStop.objects.exists()
    pia.post(address, key(violence="yes", honour="no", sure=""))
    shown = text(pia.get(address))
    assert not re.search(r'name="violence" value="(no|unknown)"', shown)
    assert re.search(r'name="honour" value="no"', shown)
    assert "Det er kun myndigheden, der kan ophæve det." in shown
    same = pia.post(address, key(violence="yes", honour="unknown"))
    assert same.url == url("concern", concern) + "#spoergsmaal"
    assert "Svar på spørgsmålene" in page(pia, concern)
    pia.post(address, key(violence="yes", honour="yes", sure=""))
    assert "Svar på spørgsmålene" not in page(pia, concern)


def test_what_nobody_said_about_where_is_neither_stored_nor_shown(as_, cast):
    pia = as_("pia")
    form = text(pia.get(url("start", cast.bo)))
    assert not re.search(r'name="circle" value="\w+"[^>]* checked', form)
    pia.post(url("start", cast.bo), START | key(circle=""))
    made = Concern.objects.get()
    assert set(made.factors.values_list("circle", flat=True)) == {""}
    assert "Hos barnet" not in page(pia, made)
    for name in ("works", "worries"):
        assert not re.search(r'name="circle" value="\w+"[^>]* checked', text(pia.get(url(name, made))))
        pia.post(url(name, made), key(text="Leger", circle="", observed_on="2026-11-20"))
    assert set(made.factors.values_list("circle", flat=True)) == {""}


def test_a_concern_that_goes_on_has_no_mark_of_a_green_position(as_, concern):
    assert "app-status-done" not in text(as_("pia").get("/bekymringer/"))


def test_each_row_is_taken_back_by_its_own_button(as_, cast, concern):
    first, second = (factor(cast, concern, text=words) for words in ("Leger med Ida", "Synger med"))
    pia = as_("pia")
    shown = page(pia, concern)
    buttons = re.findall(r'name="form_key" value="([0-9a-f-]{36})" formaction="(/bekymringer/faktor/[^"]+)"', shown)
    assert len({held for held, _ in buttons}) == len(buttons) > 1
    keys = {address: held for held, address in buttons}
    one, other = (reverse("concerns:withdraw", args=[each.pk]) for each in (first, second))
    assert pia.post(one, {"form_key": keys[one]}).status_code == 303
    assert other in keys
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.withdrawn_at, second.withdrawn_at) == (NOW, None)


@pytest.mark.parametrize(("many", "older"), [(39, 0), (40, 11)])  # beside the one it began with
def test_of_a_long_list_the_newest_are_shown_and_all_can_be(as_, cast, concern, many, older):
    for number in range(many):
        factor(cast, concern, text=f"Linje {number:03}.", at=NOW + timedelta(minutes=number))
    pia = as_("pia")
    shown = page(pia, concern)
    lines = [f"Linje {number:03}." for number in range(many)]
    assert [one for one in lines if f'<p class="concern-words">{one}' in shown] == lines[max(older - 1, 0) :]
    assert ("?alle#bekymrer" in shown, f"Vis også de {older} ældre" in shown) == (older > 0, older > 0)
    whole = text(pia.get(url("concern", concern) + "?alle"))
    assert all(one in whole for one in lines)
    assert "ældre</a>" not in whole


def test_a_persons_newer_mark_stands_and_says_where_the_older_stood(as_, cast, concern, ruler):
    mark(cast, concern, ruler, value=3)
    newer = mark(cast, concern, ruler, value=2, at=NOW + timedelta(minutes=1))
    said_by(cast, concern, ruler, Whose.PARENT, value=2)
    pia = as_("pia")
    shown = page(pia, concern)
    assert shown.count('"concern-said"><strong>Pia Holm</strong>') == 1
    assert ", før: 3</span>" in shown
    assert "I ser forskelligt på det" not in shown
    address = reverse("concerns:withdraw_mark", args=[newer.pk])
    assert address in shown
    refused = as_("mads").post(address, key())
    assert (refused.status_code, "Kun den, der skrev" in text(refused)) == (409, True)
    assert pia.post(address, key()).status_code == 303
    newer.refresh_from_db()
    assert newer.withdrawn_at == NOW
    assert Entry.objects.get(verb=Verb.RULER_MARK_WITHDRAWN).child_ids == [cast.bo.pk]
    after = page(pia, concern)
    assert "før: 3" not in after
    assert '"concern-said"><strong>Pia Holm</strong>' in after
    assert pia.post(address, key()).status_code == 409


def test_a_mark_taken_back_waits_for_a_new_one(as_, cast, concern, ruler):
    step(cast, concern)
    held, pia = mark(cast, concern, ruler), as_("pia")
    assert "Sæt dit mærke på linealen" not in text(pia.get("/"))
    actions.withdraw_mark(by=cast.actor("pia"), mark=held, at=NOW)
    assert "Sæt dit mærke på linealen" in text(pia.get("/"))


def test_the_childs_own_mark_asks_for_no_name_and_a_parents_does(as_, cast, concern, ruler):
    pia, axis = as_("pia"), ruler.axes.get(key="wellbeing")
    address = reverse("concerns:others_mark", args=[concern.pk, axis.pk])
    said = {"step": ruler.steps.get(value=2).pk, "said_on": "2026-11-23", "name": "", "role_words": ""}
    refused = pia.post(address, key(whose="parent", **said))
    assert (refused.status_code, concern.marks.count()) == (422, 0)
    assert pia.post(address, key(whose="child", **said)).status_code == 303
    made = concern.marks.get()
    assert (made.name, made.role_words) == ("Bo Øster", "barnet selv")


def test_the_form_lists_the_steps_in_the_order_of_the_drawing(as_, concern, ruler):
    axis = ruler.axes.get(key="wellbeing")
    form = text(as_("pia").get(reverse("concerns:own_mark", args=[concern.pk, axis.pk])))
    listed = [ruler.steps.get(pk=one).value for one in re.findall(r'name="step" value="([^"]+)"', form)]
    assert listed == [5, 4, 3, 2, 1]


def test_the_list_leads_to_writing(as_, cast):
    shown = text(as_("pia").get("/bekymringer/"))
    assert "Skriv en bekymring" in shown
    assert f'<a href="{cast.blaamejserne.href}">Blåmejserne, Børnehuset Solsikken</a>' in shown
    own = text(as_("sara").get("/bekymringer/"))
    assert f'<a href="{url("start", cast.asta)}">Asta Lindqvist-Møller</a>' in own
    assert Entry.objects.filter(verb=Verb.CONCERNS_LISTED).latest("pk").child_ids == [cast.asta.pk]


def test_a_yes_leads_to_what_to_do_now_and_hides_the_ways_to_the_parents(as_, cast):
    pia = as_("pia")
    sent = pia.post(url("start", cast.bo), START | key(violence="yes", sure=""))
    made = Concern.objects.get()
    assert sent.url == url("notify", made)
    now = text(pia.get(sent.url))
    assert "Ring til børnehandleren i modtagelsen nu." in now
    assert "Tal ikke med forældrene endnu" in now
    shown = page(pia, made)
    assert "Hvad skal jeg gøre nu?" in shown
    assert "Ikke nu: der er et stop" in shown
    assert "Print til forældrene" not in shown
    assert "Ophæv stoppet" not in shown
    refused = pia.get(url("print", made))
    assert "Du har ikke gjort noget forkert" in text(refused)
    assert "Det, du har skrevet" not in text(refused)
    assert (refused.status_code, "mistanke om vold eller overgreb" in text(refused)) == (409, True)
    parents = pia.post(url("involve", made), key(party="parents", involved_on="2026-11-23", words="Vi ringede"))
    assert (parents.status_code, "Ring til børnehandleren" in text(parents)) == (422, True)
    assert "Vi ringede</textarea>" in text(parents)
    assert not Involvement.objects.exists()


def test_what_to_do_now_has_the_numbers_to_ring(as_, stopped, settings):
    shown = text(as_("pia").get(url("notify", stopped)))
    assert '<a href="tel:00701020">00 70 10 20</a>' in shown
    assert '<a href="tel:00701030">00 70 10 30</a>' in shown
    assert "hovednummer" not in shown
    settings.PROFILE = replace(settings.PROFILE, intake_phone="", duty_phone="")
    without = text(as_("pia").get(url("notify", stopped)))
    assert "ring til kommunens hovednummer" in without
    assert "tel:0070" not in without


def test_a_stop_holds_the_telling_of_an_assessment_too(as_, cast, begin):
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    assessment = _assessed(cast, _round(cast.actor("lars"), cast.solsikken, version), "asta", ("pia", "mads"))
    address = reverse("screening:inform", args=[assessment.pk])
    assert as_("pia").get(address).status_code == 200
    begin("asta", by="sara", answers=NO | {StopKind.VIOLENCE: Answer.YES})
    for answer in (as_("pia").get(address), as_("pia").post(address, key(informed_on="2026-11-23", way="talk"))):
        assert (answer.status_code, "Ring til børnehandleren" in text(answer)) == (409, True)
        assert "mistanke" not in text(answer)


def test_without_a_stop_the_steps_are_there_all_the_same(as_, concern):
    assert "Der gælder ikke noget stop lige nu" in text(as_("pia").get(url("notify", concern)))


def test_the_two_questions_may_wait_and_are_answered_later(as_, cast, begin):
    made, pia = begin(answers=None), as_("pia")
    assert page(pia, made).count("Ikke besvaret endnu") == 2
    assert "Begyndt" in page(pia, made)
    assert pia.get(url("answers", made)).status_code == 200
    assert (
        pia.post(url("answers", made), key(violence="no", honour="unknown")).url
        == url("concern", made) + "#spoergsmaal"
    )
    assert pia.post(url("answers", made), key(violence="no", honour="no")).status_code == 303
    assert sorted(FirstAnswer.objects.values_list("kind", "answer")) == [("honour", "no"), ("violence", "no")]
    assert pia.post(url("answers", made), key(violence="no", honour="yes", sure="")).url == url("notify", made)
    back = pia.post(url("answers", made), key(violence="no", honour="no"))
    assert (back.status_code, "det er kun myndigheden" in text(back).casefold()) == (422, True)
    assert pia.post(url("answers", made), key(violence="ved ikke", honour="no")).status_code == 422


def test_the_authority_lifts_the_stop_on_the_page(as_, cast, stopped):
    sara, stop = as_("sara"), stopped.stops.get()
    assert "Ophæv stoppet" in page(sara, stopped)
    address = reverse("concerns:lift", args=[stop.pk])
    assert "Mistanke om vold eller overgreb" in text(sara.get(address))
    short = sara.post(address, key(reason="Ok"))
    assert (short.status_code, "hel sætning" in text(short)) == (422, True)
    assert sara.post(address, key(reason=REASON)).status_code == 303
    assert HardStop.objects.get().lifted_by == cast.sara
    assert f"Stop ophævet 23. november 2026 af Sara Munk: {REASON}" in page(sara, stopped)


def test_factors_are_written_reworded_and_withdrawn_by_their_author(as_, cast, concern):
    pia, mads = as_("pia"), as_("mads")
    assert pia.get(url("works", concern)).status_code == 200
    sent = pia.post(url("works", concern), key(text="Mormor henter", circle="network", observed_on="", ics=["network"]))
    assert sent.url == url("concern", concern) + "#fungerer"
    bad = pia.post(url("worries", concern), key(text="Slog sig", circle="child", observed_on="2026-11-30"))
    assert (bad.status_code, "Slog sig</textarea>" in text(bad)) == (422, True)
    assert (
        pia.post(url("worries", concern), key(text="Slog sig", circle="child", observed_on="2026-11-20")).status_code
        == 303
    )
    made = Factor.objects.get(observed_on=TODAY - 3 * DAY)
    form = pia.get(url("reword", made))
    built_on = re.search(r'name="built_on" value="([^"]+)"', text(form))[1]
    assert pia.post(url("reword", made), key(text="Faldt ned fra rebet", built_on=built_on)).status_code == 303
    stale = pia.post(url("reword", made), key(text="Gammelt vindue", built_on="i går"))
    assert (stale.status_code, "Gammelt vindue</textarea>" in text(stale), "imens" in text(stale)) == (422, True, True)
    shown = page(mads, concern)
    assert "Tidligere ord" in shown
    assert "Slog sig" in shown
    assert url("withdraw", made) not in shown
    assert mads.post(url("withdraw", made), key()).status_code == 409
    assert pia.post(url("withdraw", made), key(), follow=True).status_code == 200
    assert "<del>Faldt ned fra rebet</del>" in page(pia, concern)
    works = Factor.objects.get(circle="network")
    assert pia.post(url("withdraw", works), key()).url.endswith("#fungerer")
    assert pia.get(url("reword", works)).status_code == 200


def test_what_must_happen_and_what_we_do(as_, cast, concern):
    pia = as_("pia")
    assert pia.post(url("wanted", concern), key(text="En ven", built_on="")).status_code == 303
    form = text(pia.get(url("wanted", concern)))
    assert "En ven</textarea>" in form
    built_on = re.search(r'name="built_on" value="([^"]+)"', form)[1]
    first = Wanted.objects.get()
    assert built_on == first.entered_at.isoformat()
    actions.write_wanted(
        by=cast.actor("mads"), concern=concern, text="To venner", built_on=NOW, at=NOW + timedelta(minutes=1)
    )
    late = pia.post(url("wanted", concern), key(text="Tre venner", built_on=built_on))
    assert (late.status_code, "Tre venner</textarea>" in text(late)) == (422, True)
    form = {"what": "Lille gruppe", "who": str(cast.mads.pk), "where": "Stuen", "due_on": "2026-11-30",
            "review_on": "2026-12-14"}  # fmt: skip
    assert "Mads Kjær" in text(pia.get(url("step", concern)))
    assert pia.post(url("step", concern), key(**form | {"who": str(cast.vera.pk)})).status_code == 422
    assert pia.post(url("step", concern), key(**form)).status_code == 303
    agreed = NextStep.objects.get()
    shown = page(pia, concern)
    for words in ("To venner", "Tidligere ord", "Lille gruppe", "Mads Kjær", "senest 30. november 2026"):
        assert words in shown
    assert "Lille gruppe" in text(pia.get(url("finish", agreed)))
    assert pia.post(url("finish", agreed), key(done_on="2026-11-23", outcome="Han var med")).status_code == 303
    assert "Han var med" in page(pia, concern)


def own_mark(concern, axis):
    return reverse("concerns:own_mark", args=[concern.pk, axis.pk])


def test_marks_are_set_sealed_and_shown_side_by_side(as_, cast, concern, ruler):
    axis, two = ruler.axes.get(key="wellbeing"), ruler.steps.get(value=2)
    pia, mads = as_("pia"), as_("mads")
    form = text(pia.get(own_mark(concern, axis)))
    assert "Trækker sig eller kommer lettere i konflikt" in form  # Bo is four
    wrong = pia.post(own_mark(concern, axis), key(step=str(uuid4()), said_on="2026-11-23"))
    assert (wrong.status_code, "Vælg blandt de muligheder" in text(wrong)) == (422, True)
    assert (
        pia.post(
            own_mark(concern, axis), key(step=str(two.pk), said_on="2026-11-23", note="Pludselig stille")
        ).status_code
        == 303
    )
    others = reverse("concerns:others_mark", args=[concern.pk, axis.pk])
    assert pia.get(others).status_code == 200
    said = {"step": str(ruler.steps.get(value=3).pk), "said_on": "2026-11-23", "whose": "parent", "name": "Lone Øster",
            "role_words": "mor"}  # fmt: skip
    assert pia.post(others, key(**said | {"whose": "staff"})).status_code == 422
    assert pia.post(others, key(**said)).status_code == 303
    assert "Pludselig stille" in page(pia, concern)
    assert "Vis mit mærke til de andre nu" in page(pia, concern)
    seen = page(mads, concern)
    assert "Pludselig stille" not in seen
    assert "1 mærke er lukket" in seen
    assert "Lone Øster" in seen
    mark(cast, concern, ruler, by="mads", value=4)
    seen = page(mads, concern)
    assert "Pludselig stille" in seen
    assert "I ser forskelligt på det" in seen
    assert "lukket" not in seen


def test_an_own_mark_is_shown_by_its_author(as_, cast, concern, ruler):
    made = mark(cast, concern, ruler)
    address = reverse("concerns:open_mark", args=[made.pk])
    assert as_("mads").post(address, key()).status_code == 409
    assert as_("pia").post(address, key()).url == url("concern", concern) + "#lineal"
    assert "Pia Holm</strong>, Pædagog" in page(as_("mads"), concern)


def test_a_step_that_went_away_meanwhile_is_refused(as_, cast, concern, ruler):
    """The form was right when it was drawn, and the ruler is succeeded before it is sent."""
    from dataclasses import replace

    from samspor.concerns import instrument
    from samspor.concerns.views.marks import _given

    actions.adopt_scale(
        by=cast.actor("jens"), ruler=replace(instrument.shipped()[0], version="2"), at=NOW + timedelta(minutes=1)
    )
    axis = ruler.axes.get(key="wellbeing")
    late = as_("pia").post(
        own_mark(concern, axis), key(step=str(ruler.steps.get(value=1).pk), said_on="2026-11-23", note="Husk mig")
    )
    assert (late.status_code, "afløst" in text(late), "Husk mig</textarea>" in text(late)) == (422, True, True)

    class Gone:
        cleaned_data = {"step": str(uuid4()), "said_on": TODAY, "note": ""}

    with pytest.raises(Exception, match="ikke på linealen"):
        _given(Gone())


def test_two_scales_are_drawn_turned_the_same_way(as_, cast, concern, scales):
    for scale, axis in (("samspor-lineal", "wellbeing"), ("skalering", "everyday")):
        mark(cast, concern, scales[scale], key=axis, value=1)
    shown = page(as_("pia"), concern)
    drawn = [[int(value) for value in re.findall(r"<strong>(\d+)</strong>", one)]
             for one in re.findall(r'<ol class="concern-ruler[^>]*>(.*?)</ol>', shown, re.DOTALL)]  # fmt: skip
    assert drawn == [[5, 4, 3, 2, 1], list(range(11))]


def test_the_childs_words_are_kept_approved_and_shown_to_those_it_lets(as_, cast, concern):
    pia, mads, lars = as_("pia"), as_("mads"), as_("lars")
    form = {"house": "dreams", "text": "Jeg vil have et træhus", "is_verbatim": "on", "written_by": "adult",
            "said_on": "2026-11-23"}  # fmt: skip
    assert 'enctype="multipart/form-data"' in text(pia.get(url("voice", concern)))
    assert pia.post(url("voice", concern), key(**form)).status_code == 303
    made = Voice.objects.get()
    assert "Jeg vil have et træhus" in page(pia, concern)
    assert "træhus" not in page(mads, concern)
    assert "Barnet har fortalt noget" not in page(mads, concern)
    assert "Barnet har fortalt noget 23. november 2026" in page(lars, concern)
    assert mads.get(url("approve", made)).status_code == 404
    assert "træhus" in text(pia.get(url("approve", made)))
    assert pia.post(url("approve", made), key(allowed=["my_room", "parents"])).status_code == 422
    assert pia.post(url("approve", made), key(allowed=["my_room", "parents"], agreed="on")).status_code == 303
    assert "træhus" in page(mads, concern)
    assert "ord for ord" in page(mads, concern)
    assert "Barnet lader de voksne på min stue eller i min klasse og mine forældre se det." in page(mads, concern)
    assert "træhus" not in page(lars, concern)
    assert pia.get(url("share", made)).status_code == 200
    assert pia.post(url("share", made), key(shared_on="2026-11-23")).status_code == 303
    assert "Vist til forældrene 23. november 2026." in page(pia, concern)
    assert url("not_shared", made) in text(pia.get(url("concern", concern)))
    assert url("not_shared", made) not in text(mads.get(url("concern", concern)))
    assert "Det er fortrudt" in text(pia.post(url("not_shared", made), key(), follow=True))
    assert Voice.objects.get(pk=made.pk).shared_on is None
    assert mads.post(url("not_shared", made), key()).status_code == 404


def test_nothing_is_chosen_for_the_child_beforehand(as_, concern):
    shown = text(as_("pia").get(url("voice", concern)))
    assert not re.search(r'type="radio"[^>]* checked', shown)


def test_a_misheard_piece_is_put_right_or_deleted(as_, cast, concern):
    pia, mads, one = as_("pia"), as_("mads"), voice(cast, concern)
    ways = [url("reword_voice", one), url("withdraw_voice", one)]
    assert all(way in page(pia, concern) for way in ways)
    assert "slet dem" in text(pia.get(url("approve", one)))
    assert [mads.post(way, key()).status_code for way in ways] == [404, 404]
    shown = text(pia.get(ways[0]))
    assert "Der er for meget larm</textarea>" in shown
    form = {"house": "worries", "text": "Der er larm", "written_by": "adult", "said_on": "2026-11-23"}
    empty = pia.post(ways[0], key(**form | {"text": ""}))
    assert (empty.status_code, "Skriv barnets ord" in text(empty)) == (422, True)
    assert pia.post(ways[0], key(**form)).status_code == 303
    assert "Der er larm" in page(pia, concern)
    kept = pia.post(ways[0], key(**form | {"text": "Der er"}), headers={"x-autosave": "true"})
    assert kept.status_code == 204
    assert pia.post(ways[1], key()).status_code == 303
    assert (Voice.objects.count(), ConcernDraft.objects.count()) == (0, 0)
    assert "Stykket er slettet." in page(pia, concern)
    one = actions.approve_voice(by=cast.actor("pia"), voice=voice(cast, concern), allowed=[], at=NOW)
    assert not any(url(way, one) in page(pia, concern) for way in ("reword_voice", "withdraw_voice"))


def test_a_piece_for_nobody_says_so(as_, cast, concern):
    actions.approve_voice(by=cast.actor("pia"), voice=voice(cast, concern), allowed=[], at=NOW)
    assert "Barnet vil ikke have, at andre ser det." in page(as_("pia"), concern)


def test_a_drawing_is_seen_by_those_the_child_lets(as_, cast, concern):
    pia, mads = as_("pia"), as_("mads")
    form = {"house": "good", "text": "", "written_by": "child", "said_on": "2026-11-23"}
    upload = SimpleUploadedFile("tegning.jpg", photo(), content_type="image/jpeg")
    assert pia.post(url("voice", concern), key(**form, drawing=upload)).status_code == 303
    made = Voice.objects.get()
    picture = pia.get(url("drawing", made))
    assert (picture.status_code, picture["Content-Type"], picture["Cache-Control"]) == (
        200,
        "image/jpeg",
        "private, no-store",
    )
    assert picture.content[:3] == b"\xff\xd8\xff"
    assert Entry.objects.filter(verb=Verb.VOICE_SEEN).count() == 1
    assert url("drawing", made) in page(pia, concern)
    assert "En tegning" in text(pia.get(url("approve", made)))
    assert mads.get(url("drawing", made)).status_code == 404
    assert as_("lars").get(url("drawing", made)).status_code == 404
    actions.approve_voice(by=cast.actor("pia"), voice=made, allowed=[Audience.MY_ROOM], at=NOW)
    assert mads.get(url("drawing", made)).status_code == 200
    words = voice(cast, concern)
    assert pia.get(url("drawing", words)).status_code == 404


@pytest.mark.parametrize(("data", "said"), [(b"virus", "kan ikke læses"), (b"x" * (8 * 1024 * 1024 + 1), "8 MB")])
def test_a_bad_drawing_keeps_what_was_typed(as_, concern, data, said):
    form = {"house": "good", "text": "Mit hus", "written_by": "child", "said_on": "2026-11-23"}
    upload = SimpleUploadedFile("tegning.jpg", data, content_type="image/jpeg")
    answer = as_("pia").post(url("voice", concern), key(**form, drawing=upload))
    assert (answer.status_code, said in text(answer), "Mit hus</textarea>" in text(answer)) == (422, True, True)
    assert not Voice.objects.exists()


def test_whom_to_involve_is_listed_with_why(as_, concern):
    pia = as_("pia")
    assert "De er med fra begyndelsen." in page(pia, concern)
    assert pia.get(url("involve", concern)).status_code == 200
    sent = pia.post(
        url("involve", concern), key(party="parents", involved_on="2026-11-23", words="De kan genkende det")
    )
    assert sent.url == url("concern", concern) + "#inddrag"
    assert "De kan genkende det" in page(pia, concern)


def test_the_print_holds_what_is_said_openly(as_, cast, concern, ruler):
    pia = as_("pia")
    bare = text(pia.get(url("print", concern)))
    for words in ("Det vil vi gerne tale med jer om.", "Det aftaler vi sammen."):
        assert words in bare
    gone = factor(cast, concern, text="Trukket tilbage igen")
    actions.withdraw_factor(by=cast.actor("pia"), factor=gone, at=NOW)
    actions.write_wanted(by=cast.actor("pia"), concern=concern, text="En ven", built_on=None, at=NOW)
    step(cast, concern)
    mark(cast, concern, ruler, note="Kun mit eget")
    for words, allowed in (("Til mor og far", [Audience.PARENTS]), ("Hemmeligt", [])):
        piece = voice(cast, concern, text=words)
        actions.approve_voice(by=cast.actor("pia"), voice=piece, allowed=allowed, at=NOW)
    drawn = voice(cast, concern, text="", drawing=photo())
    actions.approve_voice(by=cast.actor("pia"), voice=drawn, allowed=[Audience.PARENTS], at=NOW)
    whole = text(pia.get(url("print", concern)))
    for words in (
        "Elsker at bygge",
        "En ven",
        "Leg i en lille gruppe",
        "Til mor og far",
        "En tegning, som vi viser jer.",
    ):
        assert words in whole
    for words in ("Hemmeligt", "Kun mit eget", "Trukket tilbage igen"):
        assert words not in whole
    assert Entry.objects.filter(verb=Verb.CONCERN_PRINTED).count() == 2


def test_close_asks_what_the_childs_words_changed(as_, concern):
    pia = as_("pia")
    assert "Hvad ændrede barnets ord?" in text(pia.get(url("close", concern)))
    half = pia.post(url("close", concern), key(outcome="Bo leger med Asta hver dag nu", childs_words=" "))
    assert (half.status_code, "Bo leger med Asta hver dag nu</textarea>" in text(half)) == (422, True)
    form = key(outcome="Bo leger med Asta hver dag nu", childs_words="Vi dæmpede larmen, fordi han bad om det.")
    assert pia.post(url("close", concern), form).url == url("concern", concern)
    shown = page(pia, concern)
    assert "Vi dæmpede larmen" in shown
    assert "Skriv noget, der fungerer" not in shown
    assert "Der er ingen bekymringer i gang" in text(pia.get("/bekymringer/"))
    assert "Bo Øster" in text(pia.get("/bekymringer/?afsluttede"))


def test_the_lists_say_when_they_are_empty(as_):
    assert "Der er ingen bekymringer i gang" in text(as_("pia").get("/bekymringer/"))
    assert "Ingen er afsluttet endnu" in text(as_("pia").get("/bekymringer/?afsluttede"))
    assert as_("dorte").get("/bekymringer/").status_code == 404
    assert "Bekymringer" not in text(as_("dorte").get("/"))


def test_the_list_names_what_lacks_a_step(as_, cast, concern):
    assert "Mangler et næste skridt" in text(as_("pia").get("/bekymringer/"))
    step(cast, concern)
    assert "Mangler et næste skridt" not in text(as_("pia").get("/bekymringer/"))
    assert "Bo Øster" in text(as_("lars").get("/bekymringer/"))
    assert "Bo Øster" not in text(as_("else_").get("/bekymringer/"))


def test_a_concern_of_the_district_is_read_and_not_on_ones_list(as_, concern):
    assert as_("anna").get(url("concern", concern)).status_code == 200
    assert "Bo Øster" not in text(as_("anna").get("/bekymringer/"))


def test_without_a_ruler_the_page_says_so(as_, concern):
    assert "ikke taget en lineal i brug" in page(as_("pia"), concern)


def test_an_unfinished_step_after_its_day_is_seen(as_, cast, concern):
    step(cast, concern, due_on=TODAY, review_on=TODAY)
    assert "I skulle have set på det" not in page(as_("pia"), concern)
    import time_machine

    with time_machine.travel(NOW + DAY, tick=False):
        assert "I skulle have set på det" in page(as_("pia"), concern)


def test_my_day_says_what_waits(as_, cast, concern, ruler, rf):
    pia, mads = as_("pia"), as_("mads")
    assert "Aftal et næste skridt for Bo" in text(pia.get("/"))
    assert "for Bo" not in text(mads.get("/"))
    agreed = step(cast, concern)
    assert "Gør det, I aftalte, for Bo" in text(mads.get("/"))
    assert "Sæt dit mærke på linealen for Bo" in text(pia.get("/"))
    mark(cast, concern, ruler)
    assert "Sæt dit mærke" not in text(pia.get("/"))
    request = rf.get("/")
    do = "Gør det, I aftalte, for Bo"
    for days, title, tone in ((7, do, "neutral"), (8, do, "attention"),
                              (28, "Se på, om det hjalp Bo", "attention")):  # fmt: skip
        request.actor = cast.actor("mads", at=NOW + days * DAY)
        (task,) = named(request.actor, tasks.waiting(request))
        assert (task.title, task.tone, task.child_ids) == (title, tone, (cast.bo.pk,))
    actions.finish_step(by=cast.actor("mads"), step=agreed, done_on=TODAY, outcome="Det hjalp", at=NOW)
    assert "aftalte" not in text(mads.get("/"))
    request.actor = cast.actor("dorte")
    assert tasks.waiting(request) == []


def test_a_yes_waits_first_for_who_said_it_and_who_leads_the_unit_until_it_is_notified(as_, cast, begin, stopped):
    begin("bo")
    pia, lars = as_("pia"), as_("lars")
    own = "Ring til modtagelsen om Asta nu, og underret"
    day = text(pia.get("/"))
    assert own in day
    assert day.index(own) < day.index("Aftal et næste skridt for Bo")
    assert "Aftal et næste skridt for Asta" not in day
    assert f'href="{url("notify", stopped)}"' in day
    led = text(lars.get("/"))
    assert "Sørg for, at der bliver underrettet om Asta" in led
    assert led.index("overview-task-problem") < led.index("</li>", led.index("overview-tasks"))
    assert "Pia Holm har svaret ja til mistanke om vold eller overgreb." in led
    assert "Asta" not in text(as_("mads").get("/"))
    assert "Der er underrettet: skriv det her" in text(lars.get(url("notify", stopped)))
    assert "Er der underrettet?" in text(lars.get(url("notified", stopped)))
    early = lars.post(url("notified", stopped), key(notified_on="2026-11-24"))
    assert (early.status_code, "ligger i fremtiden" in text(early)) == (422, True)
    assert lars.post(url("notified", stopped), key(notified_on="2026-11-23")).status_code == 303
    assert "Aftal et næste skridt for Asta" in text(pia.get("/"))
    assert "underrettet om Asta" not in text(lars.get("/"))
    shown = text(pia.get(url("notify", stopped)))
    assert "Underrettet 23. november 2026" in shown
    assert "skriv det her" not in shown
    assert "Tal ikke med forældrene endnu" in shown
    assert "skrevet af Lars Brandt" in page(pia, stopped)


def test_two_stops_of_a_concern_are_one_task(as_, cast, begin, rf):
    begin("asta", answers=dict.fromkeys(StopKind, Answer.YES))
    request = rf.get("/")
    request.actor = cast.actor("lars")
    (task,) = tasks.waiting(request)
    assert (task.tone, task.due_on, task.child_ids) == ("problem", None, (cast.asta.pk,))
    assert "mistanke om vold eller overgreb og æresrelateret konflikt" in task.why


def test_a_lifted_stop_asks_for_no_notification(as_, cast, stopped):
    actions.lift_stop(by=cast.actor("sara"), stop=stopped.stops.get(), reason=REASON, at=NOW)
    assert "underrettet om Asta" not in text(as_("lars").get("/"))
    assert "Ring til modtagelsen" not in text(as_("pia").get(cast.asta.href))


def test_under_a_stop_the_next_step_is_to_notify_for_those_who_see_the_concern(as_, cast, stopped):
    step(cast, stopped, what="Leg i en lille gruppe")
    reason = "Barnet er ikke hentet, og ingen svarer."
    people.open_emergency_access(by=cast.actor("fatma"), child=cast.asta, reason=reason, at=NOW)
    for who, words in (("pia", "Ring til modtagelsen, og underret"), ("fatma", "Ikke aftalt")):
        assert words in text(as_(who).get(cast.asta.href))
    shown = page(as_("pia"), stopped)
    assert "Ring til modtagelsen, og underret" in shown
    actions.record_notification(by=cast.actor("pia"), concern=stopped, notified_on=TODAY, at=NOW)
    assert "Ring til modtagelsen, og underret" not in text(as_("pia").get(cast.asta.href))


def test_a_concerns_own_page_says_its_own_next_step_and_no_other_rooms(as_, cast, concern, begin, monkeypatch):
    far = Task(title="Overlevering til Skolen", why="Begyndt", href="/", due_on=TODAY + 261 * DAY)
    monkeypatch.setattr(ui_slots, "_filled", {name: set(held) for name, held in ui_slots._filled.items()})
    ui_slots.fill("child.next_steps", lambda request, child: [far], order=99)
    pia, other = as_("pia"), begin("bo")
    step(cast, other, what="Tal med sundhedsplejersken", due_on=TODAY)
    assert "Ikke aftalt" in page(pia, concern)
    assert "Overlevering til Skolen" not in page(pia, concern)
    step(cast, concern, what="Leg i en lille gruppe")
    for address in (url("concern", concern), url("notify", concern), url("works", concern)):
        shown = text(pia.get(address)).partition("<main")[2].partition("<h2")[0]
        assert "Leg i en lille gruppe" in shown
    assert "Tal med sundhedsplejersken" in text(pia.get(cast.bo.href))


def test_the_childs_page_has_the_concerns_and_the_next_step(as_, cast, concern):
    assert "Ikke aftalt" in text(as_("pia").get(cast.bo.href))
    step(cast, concern, what="Leg i en lille gruppe " * 10)
    shown = text(as_("pia").get(cast.bo.href))
    assert "Bekymring fra 23. november 2026" in shown
    assert "Begynd en undren eller bekymring" in shown
    assert re.search(r"Leg i en lille gruppe .{0,70} …", shown)
    assert "Der er ingen bekymringer, du kan se." in text(as_("pia").get(cast.asta.href))


def test_a_concern_begins_from_the_group(as_, cast):
    shown = text(as_("pia").get(f"/grupper/{cast.blaamejserne.pk}/"))
    assert f'<a href="{url("start", cast.bo)}">Skriv det ned<span class="sr-only"> om Bo Øster</span></a>' in shown


def test_who_broke_the_glass_reads_the_child_and_no_concern(as_, cast, concern):
    people.open_emergency_access(
        by=cast.actor("fatma"), child=cast.bo, reason="Barnet er ikke hentet, og ingen svarer.", at=NOW
    )
    shown = text(as_("fatma").get(cast.bo.href))
    assert "Bo Øster" in shown
    assert "Undringer og bekymringer" not in shown
    assert as_("fatma").get(url("concern", concern)).status_code == 404


def test_a_concern_begins_from_a_yellow_position(as_, cast):
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    assessment = _assessed(cast, _round(cast.actor("lars"), cast.solsikken, version), "bo", ("pia", "mads"))
    screening.conclude(
        by=cast.actor("pia"), assessment=assessment, position=Position.YELLOW, justification="Trækker sig",
        participants=[cast.pia.pk, cast.mads.pk], at=NOW,
    )  # fmt: skip
    pia = as_("pia")
    assert "Begynd ud fra Efterår" in text(pia.get(cast.bo.href))
    address = url("start", cast.bo) + "?vurdering"
    assert "Den begynder ud fra vurderingen i Efterår" in text(pia.get(address))
    pia.post(url("draft", cast.bo), START | {"grown": "ja"}, HTTP_X_AUTOSAVE="true")
    taken_up = text(pia.get(url("start", cast.bo)))  # from the draft: its address says nothing
    assert "Den begynder ud fra vurderingen i Efterår" in taken_up
    assert 'name="grown" value="ja"' in taken_up
    assert pia.post(url("start", cast.bo), START | {"grown": "ja"} | key()).status_code == 303
    assert Concern.objects.get().assessment == assessment


def test_a_consultation_shows_which_words_were_caught_and_lets_one_say_they_are_no_name(as_):
    pia, address = as_("pia"), "/bekymringer/anonym/"
    empty = text(pia.get(address))
    assert "Det er ikke barnets navn" not in empty
    assert not re.search(r'name="(name|birth_date|cpr|unit|child)"', empty)
    typed = {"theme": "wellbeing", "text": "En dreng, Bo, græder. Asta trøster."}
    caught = pia.post(address, key(**typed))
    assert caught.status_code == 422
    for words in ("hedder sådan: Bo, Asta", "Det er ikke barnets navn", 'value="Bo"', "En dreng, Bo, græder."):
        assert words in text(caught)
    assert pia.post(address, key(**typed, confirmed=["Bo"])).status_code == 422
    number = pia.post(address, key(**typed | {"text": "740322-4001"}))
    assert (number.status_code, "CPR-nummer" in text(number)) == (422, True)
    assert not AnonymousConsultation.objects.exists()
    assert pia.post(address, key(**typed, confirmed=["Bo", "Asta"])).status_code == 303
    assert "Asta trøster." in text(pia.get(address))
    assert Entry.objects.get(verb=Verb.CONSULTED_ANONYMOUSLY).after["words_said_to_be_no_name"] == 2
    assert "trøster" not in text(as_("mads").get(address))
    assert as_("dorte").get(address).status_code == 404


def test_tampered_keys_are_answered_with_a_sentence(as_, cast, concern):
    pia = as_("pia")
    old = pia.post(
        url("worries", concern), {"form_key": "x", "text": "Uden nøgle", "circle": "child", "observed_on": "2026-11-20"}
    )
    assert (old.status_code, "Uden nøgle</textarea>" in text(old)) == (422, True)
    assert pia.post(url("withdraw", Factor.objects.first()), {"form_key": "x"}).status_code == 409
    null = pia.post(url("worries", concern), key(text="a\x00b", circle="child", observed_on="2026-11-20"))
    assert null.status_code == 422
    assert pia.post(url("start", cast.bo), START | {"form_key": "x"}).status_code == 422


def fill(cast, concern, ruler, number):
    for each in range(number):
        by = ("pia", "mads")[each % 2]
        made = factor(cast, concern, by=by, text=f"Nummer {each}", ics=[Ics.CARE])
        actions.reword_factor(by=cast.actor(by), factor=made, text=f"Rettet {each}", built_on=NOW, at=NOW)
        step(cast, concern, by=by, what=f"Skridt {each}")
        mark(cast, concern, ruler, by=by, value=each % 5 + 1)
        said_by(cast, concern, ruler, Whose.CHILD, name="Bo", role_words="barnet")
        actions.approve_voice(by=cast.actor(by), voice=voice(cast, concern, by=by), allowed=[Audience.MY_ROOM], at=NOW)


def test_the_page_asks_the_database_as_often_for_200_entries_as_for_few(as_, cast, concern, ruler):
    pia, whole = as_("pia"), url("concern", concern) + "?alle"
    fill(cast, concern, ruler, 2)
    text(pia.get(whole))
    with CaptureQueriesContext(connection) as few:
        text(pia.get(whole))
    fill(cast, concern, ruler, 40)
    with CaptureQueriesContext(connection) as many:
        shown = text(pia.get(whole))
    assert "Rettet 39" in shown
    assert len(many) == len(few)
    assert len(many) < 60


def test_the_lists_ask_as_often_for_many(as_, cast, begin):
    pia = as_("pia")
    begin()
    both = ("/bekymringer/", "/")
    [pia.get(one) for one in both]  # the first page of a session asks for more
    with CaptureQueriesContext(connection) as few:
        [pia.get(one) for one in both]
    for child in ("asta", "carla", "dilan", "egon"):
        begin(child)
    with CaptureQueriesContext(connection) as many:
        [pia.get(one) for one in both]
    assert len(many) == len(few)


def test_a_slip_is_undone_where_it_is_read(as_, cast, concern):
    pia, mads = as_("pia"), as_("mads")
    agreed = step(cast, concern)
    actions.finish_step(by=cast.actor("pia"), step=agreed, done_on=TODAY, outcome="Han grinede", at=NOW)
    assert url("undo_step", agreed) in page(pia, concern)
    assert pia.post(url("undo_step", agreed), key()).status_code == 303
    assert "Gjort 23. november 2026" not in page(pia, concern)
    assert "Han grinede</textarea>" in text(pia.get(url("finish", agreed)))
    involved = actions.involve(
        by=cast.actor("pia"), concern=concern, party=Party.PPR, involved_on=TODAY, words="Vi ringede", at=NOW
    )
    back = url("withdraw_involvement", involved)
    assert (back in page(pia, concern), back in page(mads, concern)) == (True, False)
    assert pia.post(back, key()).status_code == 303
    assert "<del>Vi ringede</del>" in page(pia, concern)


def test_a_concern_is_closed_with_lundys_four_and_opened_again(as_, cast, concern):
    pia = as_("pia")
    said = {"outcome": "Bo leger med Asta hver dag", "childs_words": "Mindre larm", "childs_hearers": "Hele stuen"}
    assert pia.post(url("close", concern), key(**said)).status_code == 303
    shown = page(pia, concern)
    assert ("Hvem lyttede?" in shown, "Havde barnet rum" in shown, "Hele stuen" in shown) == (True, False, True)
    assert url("reopen", concern) in shown
    assert "gemt" in text(pia.get(url("reopen", concern)))
    assert pia.post(url("reopen", concern), key(reason="Nej")).status_code == 422
    assert pia.post(url("reopen", concern), key(reason="Han står ved hegnet igen")).status_code == 303
    again = page(pia, concern)
    assert ("Afsluttet før" in again, "Han står ved hegnet igen" in again, "Mindre larm" in again) == (True,) * 3
    assert "Hele stuen</textarea>" in text(pia.get(url("close", concern)))


def test_a_number_that_is_no_cpr_number_is_let_through_by_a_tick_and_remembered(as_):
    pia, address = as_("pia"), reverse("concerns:consult")
    sent = key(theme="relations", text="Ring til mig på 995512-3456")
    caught = text(pia.post(address, sent))
    assert ('value="995512-3456"' in caught, "eller CPR-nummer" in caught) == (True, True)
    assert pia.post(address, sent | {"confirmed": ["995512-3456"]}).status_code == 303
    assert Entry.objects.get(verb=Verb.CONSULTED_ANONYMOUSLY).after["numbers_said_to_be_no_cpr"] == 1


def test_ones_own_consultation_is_deleted_from_the_page(as_):
    pia = as_("pia")
    pia.post(reverse("concerns:consult"), key(theme="relations", text="En dreng med rødt hår"))
    one = AnonymousConsultation.objects.get()
    address = reverse("concerns:withdraw_consultation", args=[one.pk])
    assert address in text(pia.get(reverse("concerns:consult")))
    assert as_("mads").post(address, key()).status_code == 404
    assert "Drøftelsen er slettet." in text(pia.post(address, key(), follow=True))
    assert not AnonymousConsultation.objects.exists()
