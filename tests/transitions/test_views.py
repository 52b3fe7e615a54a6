"""The pages of handovers as people meet them: with and without script, twice, by a parent's link, and from outside."""

import html
import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Audience, Circle, FactorKind, House, WrittenBy
from samspor.people import api as people
from samspor.screening import api as screening
from samspor.screening.rules import Outcome, Position
from samspor.transitions import actions, queries, slots
from samspor.transitions.models import ChildAnswer, Delivery, Handover, HandoverDraft, ParentAnswer, SentField, Wording
from samspor.transitions.rules.sending import State
from samspor.transitions.rules.words import Choice, Kind, Said
from tests import factories
from tests.access.world import _assessed, _round
from tests.cast import NOW, TODAY
from tests.transitions.conftest import answered, choose, field, now, send, shown
from tests.transitions.test_actions import hear, parent, stop, withdraw

DAY = timedelta(days=1)


def key(**more):
    return {"form_key": str(uuid4()), **more}


def text(response):
    return html.unescape(response.content.decode())


def url(name, *args):
    return reverse(f"transitions:{name}", args=[getattr(one, "pk", one) for one in args])


def page(client, handover):
    return text(client.get(url("handover", handover)))


BEGIN = {"kind": "daycare_to_school", "to_place": "", "starts_on": "2027-01-04", "purpose": ""}


def test_begin_once_however_often_it_is_sent(as_, cast):
    pia, form = as_("pia"), BEGIN | key(to_unit=str(cast.aaskolen.pk))
    first, second = pia.post(url("begin", cast.bo), form), pia.post(url("begin", cast.bo), form)
    made = Handover.objects.get()
    assert first.url == second.url == url("handover", made)
    assert made.purpose == "At barnet bliver mødt godt fra den første dag i SFO og skole."
    shown_page = page(pia, made)
    for words in ("Overlevering til Åskolen", "Forberedes", "Intet er valgt endnu", "Det praktiske",
                  "Efter kommunens retningslinjer", "Kræver samtykke", "Lone Øster",
                  "Der er ikke noget at svare på endnu"):  # fmt: skip
        assert words in shown_page
    assert Entry.objects.filter(verb=Verb.HANDOVER_SEEN, child_ids__contains=[cast.bo.pk]).exists()


def test_begin_knows_where_the_child_begins_next(as_, cast):
    factories.enrolment(cast.bo, cast.klasse_0a, starts_on=TODAY + 60 * DAY)
    offered = text(as_("pia").get(url("begin", cast.bo)))
    assert re.search(r'value="daycare_to_school"[^>]* checked', offered)
    assert f'value="{cast.aaskolen.pk}" selected' in offered
    assert 'value="2027-01-22"' in offered


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"kind": "moon"}, "Vælg blandt"), ({"to_unit": ""}, "Vælg det sted"), ({"starts_on": ""}, "Skriv en dato"),
     ({"purpose": "Hej"}, "med en sætning"), ({"kind": "out_of_municipality"}, "Skriv, hvor barnet")],
)  # fmt: skip
def test_begin_with_what_can_not_be_keeps_what_was_typed(as_, cast, wrong, said):
    typed = BEGIN | key(to_unit=str(cast.aaskolen.pk)) | wrong
    answer = as_("pia").post(url("begin", cast.bo), typed)
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert not Handover.objects.exists()


def test_where_no_handover_begins_the_page_says_so(as_, cast):
    people.employ(
        by=cast.actor("ali"), staff=cast.rikke, unit=cast.forvaltning, role="unit_leader", starts_on=TODAY,
        ends_on=None, at=NOW,
    )  # fmt: skip
    people.employ(
        by=cast.actor("ali"), staff=cast.rikke, unit=cast.nord, role="health_visitor", starts_on=TODAY, ends_on=None,
        at=NOW,
    )  # fmt: skip
    shown_page = as_("rikke").get(url("begin", cast.ida))
    assert shown_page.status_code == 200


def typed(handover, name="good_at", **more):
    one = shown(handover, name)
    built_on = str(one.wording.pk) if one.wording else ""
    return key(choice="chosen", text="Bygger høje tårne", purpose="At det gode fortsætter.", built_on=built_on) | more


def test_a_field_is_chosen_and_written(as_, handover):
    pia, address = as_("pia"), url("field", field(handover, "good_at"))
    asked = text(pia.get(address))
    assert "At de nye voksne kan begynde med det, der lykkes." in asked
    assert "Kræver samtykke (forvaltningsloven § 28)." in asked
    assert not re.search(r'name="choice"[^>]* checked', asked)  # nothing is chosen beforehand
    answer = pia.post(address, typed(handover))
    assert answer.url == url("handover", handover) + "#vaelg"
    assert shown(handover, "good_at").wording.text == "Bygger høje tårne"
    assert "Bygger høje tårne</textarea>" in text(pia.get(address))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"choice": ""}, "Vælg en mulighed"), ({"text": ""}, "Skriv, hvad der skal gives videre"),
     ({"purpose": ""}, "med en sætning"), ({"built_on": str(uuid4())}, "En kollega har skrevet")],
)  # fmt: skip
def test_a_field_that_is_refused_keeps_the_words(as_, handover, wrong, said):
    answer = as_("pia").post(url("field", field(handover, "good_at")), typed(handover, purpose="At se") | wrong)
    assert answer.status_code == 422
    answer = as_("pia").post(url("field", field(handover, "good_at")), typed(handover) | wrong)
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert not Wording.objects.exists()


def test_what_is_written_saves_itself_and_is_found_again(as_, cast, handover):
    pia, address = as_("pia"), url("field", field(handover, "good_at"))
    assert f'data-autosave="{address}"' in text(pia.get(address))
    form = typed(handover, text="Bygger høje tå")
    kept = pia.post(address, form, HTTP_X_AUTOSAVE="true")
    assert (kept.status_code, kept.content) == (204, b"")
    again = text(pia.get(address))
    assert "Bygger høje tå</textarea>" in again
    assert "Din kladde fra 23. november 2026" in again
    assert "Bygger høje tå" not in text(as_("mads").get(address))
    form["text"] = "Bygger høje tårne"
    assert pia.post(address, form).status_code == 303
    assert not HandoverDraft.objects.exists()
    late = pia.post(address, form, HTTP_X_AUTOSAVE="true")  # it was on its way when the form was sent
    assert (late.status_code, HandoverDraft.objects.count()) == (204, 0)
    pia.post(address, key(text="Noget andet"), HTTP_X_AUTOSAVE="true")
    assert pia.post(address, key(discard="")).url == address
    assert "Noget andet" not in text(pia.get(address))
    assert Entry.objects.filter(verb=Verb.HANDOVER_DRAFT_DROPPED).count() == 2


def test_a_yes_that_was_typed_to_other_words_is_not_brought_back(as_, cast, handover):
    choose(cast, handover, "good_at")
    choose(cast, handover, "parents", "")
    pia, address = as_("pia"), url("answer", handover, cast.mor)
    pia.post(address, talk(handover, words="Hun synger"), HTTP_X_AUTOSAVE="true")
    said = r'name="felt_good_at"[^>]*value="yes"[^>]* checked'
    assert re.search(said, text(pia.get(address)))
    choose(cast, handover, "good_at", "Noget nyt")
    again = text(pia.get(address))
    assert not re.search(said, again)
    assert "Hun synger</textarea>" in again
    assert f'value="{now(handover).seen}"' in again


def test_the_parents_field_has_no_words_of_ours(as_, handover):
    pia, address = as_("pia"), url("field", field(handover, "parents"))
    assert "<textarea" not in text(pia.get(address))
    pia.post(address, key(choice="chosen", purpose="At forældrenes viden kommer med.", text="Smuglet ind"))
    assert shown(handover, "parents").field.choice == Choice.CHOSEN
    assert not Wording.objects.exists()
    assert "Forældrene kan skrive" in page(pia, handover)


def known(cast):
    """Everything that can be offered beside a field."""
    pia = cast.actor("pia")
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    here = _round(cast.actor("lars"), cast.solsikken, version)
    assessment = _assessed(cast, here, "bo", ("pia", "mads"))
    screening.conclude(
        by=pia, assessment=assessment, position=Position.YELLOW, justification="Vi ser nærmere på legen", at=NOW,
        participants=[cast.pia.pk, cast.mads.pk],
    )  # fmt: skip
    focus = screening.set_focus(
        by=pia, unit=cast.solsikken, group=cast.blaamejserne, child=cast.bo, responsible=cast.mads.pk, aim="Ro",
        action="Små grupper", review_on=TODAY + 30 * DAY, at=NOW,
    )  # fmt: skip
    screening.review_focus(
        by=cast.actor("mads"), focus=focus, outcome=Outcome.PARTLY, words="Det hjalp lidt", at=NOW,
        review_on=TODAY + 60 * DAY,
    )  # fmt: skip
    concern = concerns.start_concern(
        by=pia, child=cast.bo, worries="Står tit ved hegnet", observed_on=TODAY, works="Elsker at bygge",
        answers=dict.fromkeys(StopKind, Answer.NO), at=NOW,
    )  # fmt: skip
    taken_out = concerns.add_factor(
        by=pia, concern=concern, kind=FactorKind.PROTECTIVE, circle=Circle.CHILD, text="Det skrev jeg forkert", ics=[],
        observed_on=None, at=NOW,
    )  # fmt: skip
    concerns.withdraw_factor(by=pia, factor=taken_out, at=NOW)
    concerns.agree_step(
        by=pia, concern=concern, what="Byggegruppe", who=cast.mads, where="Stuen", due_on=TODAY + DAY,
        review_on=TODAY + 2 * DAY, at=NOW,
    )  # fmt: skip
    for words, allowed in (("Jeg vil bygge", [Audience.PARENTS]), ("Min hemmelighed", [Audience.LEADER])):
        voice = concerns.keep_voice(
            by=pia, concern=concern, house=House.DREAMS, text=words, drawing=None, is_verbatim=True,
            written_by=WrittenBy.ADULT, said_on=TODAY, at=NOW,
        )  # fmt: skip
        concerns.approve_voice(by=pia, voice=voice, allowed=allowed, at=NOW)


def test_what_is_known_is_offered_and_taken_by_a_press(as_, cast, handover):
    known(cast)
    pia = as_("pia")
    everyday, attention, child = (field(handover, name) for name in ("everyday", "attention", "child"))
    offered = text(pia.get(url("field", everyday)))
    for words in ("Vi ser nærmere på legen", "Ro: Små grupper\nDet hjalp lidt", "Byggegruppe"):
        assert words in offered
    assert "Øget opmærksomhed" not in offered  # a position stays with its round
    assert "Står tit ved hegnet" in text(pia.get(url("field", attention)))
    assert "Det skrev jeg forkert" not in text(pia.get(url("field", field(handover, "good_at"))))
    own = text(pia.get(url("field", child)))
    assert "Jeg vil bygge" in own
    assert "Min hemmelighed" not in own
    wanted = next(one for one in queries.suggestions_for(cast.actor("pia"), everyday) if one.text == "Byggegruppe")
    taken = pia.post(url("field", everyday), typed(handover, "everyday", text="Selv skrevet", take=wanted.key))
    assert taken.status_code == 200
    assert "Selv skrevet\nByggegruppe</textarea>" in text(taken)
    assert not Wording.objects.exists()  # it is in the form, and nowhere else
    forged = pia.post(url("field", everyday), typed(handover, "everyday", take="voice-forged"))
    assert forged.status_code == 303


def test_nothing_is_offered_that_one_may_not_read(cast, begin):
    known(cast)
    made = begin("bo", Kind.HEALTH_TO_DAYCARE, by="anna", to_unit=cast.elverhoej)
    assert queries.suggestions_for(cast.actor("anna"), field(made, "good_at"))
    assert queries.suggestions_for(cast.actor("olga"), field(made, "good_at")) == []


def test_the_child_is_asked_about_its_own_page(as_, cast, handover):
    pia, held = as_("pia"), field(handover, "child")
    assert pia.get(url("child", held)).status_code == 404  # there is nothing to ask about yet
    assert pia.get(url("child", field(handover, "good_at"))).status_code == 404
    choose(cast, handover, "child", "Jeg kan lide klodser")
    assert "Spørg barnet" in page(pia, handover)
    asked = text(pia.get(url("child", held)))
    assert "Jeg kan lide klodser" in asked
    wording = str(shown(handover, "child").wording.pk)
    form = key(says_yes="yes", words="Ja", asked_on="2026-11-23", wording=wording)
    assert pia.post(url("child", held), form | {"words": ""}).status_code == 422
    assert pia.post(url("child", held), form).status_code == 303
    assert ChildAnswer.objects.get().says_yes
    assert "»Ja« (ja, spurgt af Pia Holm 23. november 2026)" in page(pia, handover)
    hear(cast, handover, says_yes=False, words="Nej")
    assert "Barnet har sagt nej" in page(pia, handover)


def talk(handover, **more):
    said = {"way": "meeting", "said_on": "2026-11-23", "until": "2027-05-22", "seen": now(handover).seen}
    return key(**(said | {"felt_good_at": "yes"} | more))


def test_a_talk_is_written_down_field_by_field(as_, cast, handover):
    choose(cast, handover, "good_at", "Bygger høje tårne")
    choose(cast, handover, "parents", "")
    pia, address = as_("pia"), url("answer", handover, cast.mor)
    asked = text(pia.get(address))
    for words in ("Bygger høje tårne", "Må »Det, barnet er god til og glad for« gives videre?",
                  "Dine egne ord", "At det gode fortsætter."):  # fmt: skip
        assert words in asked
    answer = pia.post(address, talk(handover, words="Hun synger", felt_friends="yes"))
    assert answer.url == url("handover", handover) + "#foraeldre"
    assert ParentAnswer.objects.count() == 1  # what was not asked about is nothing
    again = text(pia.get(address))
    assert re.search(r'name="felt_good_at"[^>]*value="yes"[^>]* checked', again)
    assert "Hun synger</textarea>" in again
    shown_page = page(pia, handover)
    assert "Har svaret på 1 af 1" in shown_page
    assert "ja, ved en samtale 23. november 2026, gælder til og med 22. maj 2027" in shown_page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"felt_good_at": "moon"}, "Vælg blandt"), ({"felt_good_at": ""}, "mindst ét felt"), ({"seen": "x"}, "er ændret"),
     ({"way": "link"}, "Vælg blandt"), ({"until": "2028-01-01"}, "så længe"), ({"said_on": ""}, "Skriv en dato")],
)  # fmt: skip
def test_a_talk_that_can_not_be(as_, cast, handover, wrong, said):
    choose(cast, handover, "good_at")
    answer = as_("pia").post(url("answer", handover, cast.mor), talk(handover, **wrong))
    assert (answer.status_code, said in text(answer)) == (422, True)
    assert not ParentAnswer.objects.exists()


def test_a_parent_who_has_no_custody_is_not_there(as_, cast, handover):
    uncle = factories.guardian(cast.bo, "Onkel Per", custody=False)
    choose(cast, handover, "good_at")
    pia = as_("pia")
    for name in ("answer", "withdraw"):
        assert pia.get(url(name, handover, uncle)).status_code == 404
    assert pia.post(url("make_link", handover, uncle), key()).status_code == 404
    assert "Onkel Per" not in page(pia, handover)


def test_a_parent_from_whom_the_address_is_hidden_is_shown_nothing(as_, cast, handover, far):
    factories.remembered()
    cast.bo.protected_until = TODAY + 100 * DAY
    cast.bo.save()
    choose(cast, handover, "good_at")
    pia = as_("pia")
    assert "Må ikke se, hvor barnet skal hen" in page(pia, handover)
    for answer in (pia.get(url("answer", handover, far)), pia.post(url("make_link", handover, far), key())):
        assert (answer.status_code, "adresse er beskyttet" in text(answer)) == (409, True)


def test_a_stop_hides_the_ways_to_the_parents_and_says_what_to_do(as_, cast, ready):
    pia = as_("pia")
    assert "Se det igennem sammen" in page(pia, ready)
    stop(cast)
    shown_page = page(pia, ready)
    assert "Tal ikke med forældrene om overleveringen nu" in shown_page
    assert "Ring til børnehandleren" in shown_page
    assert "Se det igennem sammen" not in shown_page
    assert "Lav et link" not in shown_page
    for answer in (
        pia.get(url("answer", ready, cast.mor)), pia.get(url("print", ready)),
        pia.post(url("make_link", ready, cast.mor), key()),
    ):  # fmt: skip
        assert (answer.status_code, "Ring til børnehandleren" in text(answer)) == (409, True)


def test_exactly_what_goes_is_seen_and_sent_once(as_, ready):
    pia, address = as_("pia"), url("preview", ready)
    seen = text(pia.get(address))
    assert "Bygger høje tårne" in seen
    assert "Bliver træt" not in seen
    assert "Det, I skal være opmærksomme på" in seen  # it stays, and the sender is told so
    form = key(seen=now(ready).stands)
    assert pia.post(address, key(seen="forged")).status_code == 422
    first, second = pia.post(address, form), pia.post(address, form)
    assert first.url == second.url == url("handover", ready)
    assert Delivery.objects.count() == 1
    shown_page = page(pia, ready)
    for words in ("Ikke læst endnu", "Tag den tilbage", "1 felt er gået videre"):
        assert words in shown_page
    assert "Luk uden at sende" not in shown_page
    assert pia.post(address, key(seen=now(ready).stands)).status_code == 422


def test_nothing_to_send_says_so(as_, handover):
    assert "ikke noget, som må sendes endnu" in text(as_("pia").get(url("preview", handover)))
    assert "Der er ikke noget at printe endnu" in text(as_("pia").get(url("print", handover)))


def test_it_is_taken_back_until_it_is_opened(as_, cast, ready, sent):
    pia, tine = as_("pia"), as_("tine")
    assert pia.post(url("take_back", ready), key()).status_code == 303
    assert tine.get(url("delivery", sent)).status_code == 404
    again = send(cast, ready)
    assert tine.get(url("delivery", again)).status_code == 200
    late = pia.post(url("take_back", ready), key())
    assert (late.status_code, "åbnet hos modtageren" in text(late)) == (409, True)


def test_the_receiver_reads_only_what_was_sent(as_, cast, sent):
    tine = as_("tine")
    assert as_("tine").get(cast.bo.href).status_code == 404
    assert "Bo Øster" in text(tine.get(reverse("transitions:list") + "?modtaget"))
    received = text(tine.get(url("delivery", sent)))
    for words in ("Bygger høje tårne", "begynder 4. januar 2027", "sendt 23. november 2026 af Pia Holm"):
        assert words in received
    for words in ("Bliver træt", "opmærksomme på", "Til barnets side", "Lone"):
        assert words not in received
    assert Entry.objects.filter(verb=Verb.DELIVERY_SEEN, child_ids__contains=[cast.bo.pk]).exists()
    assert tine.get(url("handover", sent.handover)).status_code == 404
    form = key()
    tine.post(url("read", sent), form)
    tine.post(url("read", sent), form)
    assert "Læst af Tine Skov 23. november 2026" in text(tine.get(url("delivery", sent)))
    assert tine.post(url("read", sent), key()).status_code == 409


def test_the_receiver_reaches_the_child_when_it_has_begun(as_, cast, sent):
    factories.enrolment(cast.bo, cast.klasse_0a, starts_on=TODAY)
    assert "Til barnets side" in text(as_("tine").get(url("delivery", sent)))


def test_of_two_pages_that_became_one_the_adults_are_those_of_the_kept(as_, cast, begin):
    lars = cast.actor("lars")
    twin = people.register_child(
        by=lars, group=cast.spurvene, given_names="Egon", family_name="Øster-To", birth_date=cast.egon.birth_date,
        starts_on=TODAY, at=NOW,
    )  # fmt: skip
    cast.members["twin"] = twin
    held = begin("twin")
    choose(cast, held, "good_at")
    people.merge_children(by=lars, kept=cast.egon, other=twin, at=NOW)
    factories.enrolment(cast.egon, cast.klasse_0a, starts_on=TODAY + 60 * DAY)
    shown_page = page(as_("pia"), held)
    assert "Lone Øster" in shown_page
    assert "Børnehuset Solsikken, Spurvene" in shown_page
    answered(cast, held, cast.mor, {"good_at": Said.YES})
    assert now(held).state is State.READY
    assert "Overlevering til Åskolen: 1 barn" not in text(as_("pia").get("/"))
    assert url("handover", held) in text(as_("pia").get(cast.egon.href))


def test_an_old_handover_does_not_tell_where_the_child_is_now(as_, cast, sent):
    people.end_enrolment(by=cast.actor("lars"), enrolment=cast.bo.enrolments.get(), ends_on=TODAY, at=NOW)
    factories.enrolment(cast.bo, cast.klasse_3b, starts_on=TODAY)
    shown_page = page(as_("pia"), sent.handover)
    assert ("<h1>Bo</h1>" in shown_page, "Øster" in shown_page.replace("Lone Øster", "")) == (True, False)
    assert "3.b" not in shown_page
    assert "Sydskolen" not in shown_page


def test_after_six_weeks_the_receiver_answers_and_the_sender_sees_it(as_, cast, read):
    tine = as_("tine")
    assert "15. februar 2027 spørger Samspor" in text(tine.get(url("delivery", read)))
    with time_machine.travel(NOW + 86 * DAY, tick=False):
        tine = as_("tine")
        assert "Sig, hvad der var nyttigt i overleveringen om Bo" in text(tine.get("/"))
        assert 'class="button button-primary">Sig, hvad der var nyttigt' in text(tine.get(url("delivery", read)))
        one = SentField.objects.get()
        form = key(**{f"use_{one.pk}": "lacking", f"words_{one.pk}": "Hvem hun leger med"})
        assert tine.post(url("useful", read), key()).status_code == 422
        assert tine.post(url("useful", read), form | {f"use_{one.pk}": "moon"}).status_code == 422
        assert tine.post(url("useful", read), form).status_code == 303
        assert "I har svaret" in text(tine.get(url("useful", read)))
        shown_page = page(as_("pia"), read.handover)
        assert "Der manglede noget" in shown_page
        assert "Hvem hun leger med" in shown_page
        assert "Der er svar på, hvad der var nyttigt" in text(as_("pia").get("/"))
        assert url("handover", read.handover) in text(as_("pia").get("/"))


def test_words_alone_are_an_answer(as_, read):
    one = SentField.objects.get()
    tine, address = as_("tine"), url("useful", read)
    assert "Ord alene er nok" in text(tine.post(address, key(**{f"use_{one.pk}": "", f"words_{one.pk}": ""})))
    assert tine.post(address, key(**{f"use_{one.pk}": "", f"words_{one.pk}": "Vi manglede en plan"})).status_code == 303
    one.refresh_from_db()
    assert (one.use, one.use_words) == ("", "Vi manglede en plan")
    assert "Vi manglede en plan" in page(as_("pia"), read.handover)


def test_use_is_asked_about_when_it_is_read(as_, sent):
    assert "Bekræft først" in text(as_("tine").get(url("useful", sent)))


def test_a_consent_is_taken_back_and_the_receiver_is_told(as_, cast, read):
    pia, held = as_("pia"), read.handover
    address = url("withdraw", held, cast.mor)
    assert "Det, barnet er god til og glad for" in text(pia.get(address))
    form = key(fields_chosen=[str(field(held, "good_at").pk)], way="phone", said_on="2026-11-23")
    assert pia.post(address, form | {"fields_chosen": [str(uuid4())]}).status_code == 422
    assert pia.post(address, form).status_code == 303
    assert "Samtykket er trukket tilbage" in page(pia, held)
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        withdraw(cast, held, ["good_at"], at=NOW + 2 * DAY)


def test_what_was_opened_and_is_withdrawn_is_named_and_not_shown(as_, cast, read):
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        withdraw(cast, read.handover, ["good_at"], at=NOW + 2 * DAY)
        tine = as_("tine")
        received = text(tine.get(url("delivery", read)))
        assert "Samtykket er trukket tilbage 25. november 2026" in received
        assert "Bygger høje tårne" not in received
        assert "Et samtykke til en overlevering" in text(tine.get("/"))


def test_nothing_to_withdraw_says_so(as_, cast, handover):
    assert "ikke noget at trække tilbage" in text(as_("pia").get(url("withdraw", handover, cast.mor)))


def test_own_words_can_be_withdrawn(as_, cast, handover):
    choose(cast, handover, "parents", "")
    answered(cast, handover, cast.mor, {}, words="Hun synger")
    assert "Forældrenes egne ord" in text(as_("pia").get(url("withdraw", handover, cast.mor)))


def test_out_of_the_municipality_is_paper_and_a_date(as_, cast, begin):
    held = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    choose(cast, held, "good_at", "Bygger høje tårne")
    answered(cast, held, cast.mor, {"good_at": Said.YES})
    pia = as_("pia")
    assert "Samspor mailer den ikke" in text(pia.get(url("preview", held)))
    paper = text(pia.get(url("print", held)))
    assert "Bygger høje tårne" in paper
    form = key(seen=now(held).stands, given_by="by_hand", given_on="2026-11-24")
    assert pia.post(url("preview", held), form).status_code == 422
    assert pia.post(url("preview", held), form | {"given_on": "2026-11-23"}).status_code == 303
    shown_page = page(pia, held)
    assert "Afleveret på papir" in shown_page
    assert "Tag den tilbage" not in shown_page
    assert "Bygger høje tårne" in text(pia.get(url("print", held)))
    assert Entry.objects.filter(verb=Verb.HANDOVER_PRINTED).count() == 2


def test_the_aim_is_corrected_and_asked_again(as_, cast, ready):
    pia, address = as_("pia"), url("aim", ready)
    form = key(to_unit=str(cast.sydskolen.pk), to_place="", starts_on="2027-01-04", purpose="At skolen ved besked.")
    assert pia.post(address, form | {"to_unit": ""}).status_code == 422
    assert pia.get(address).status_code == 200
    with time_machine.travel(NOW + DAY / 288, tick=False):
        assert pia.post(address, form).status_code == 303
        assert "Ændret siden sidste svar" in page(pia, ready)


def test_it_is_ended_without_sending(as_, ready):
    pia, address = as_("pia"), url("end", ready)
    assert pia.post(address, key(reason="Nej")).status_code == 422
    assert pia.post(address, key(reason="Forældrene fortæller selv")).status_code == 303
    assert "Forældrene fortæller selv" in page(pia, ready)
    assert now(ready).state is State.ENDED
    assert "Lukket uden at sende" in text(pia.get(reverse("transitions:list") + "?sendt"))


@pytest.mark.parametrize("tab", ["", "?sendt", "?modtaget"])
def test_empty_lists_say_what_to_do(as_, cast, tab):
    assert "app-empty" in text(as_("pia").get(reverse("transitions:list") + tab))


@pytest.mark.parametrize("name", ["olga", "sara", "ali", "peter"])
def test_the_list_is_not_there_for_those_who_have_nothing_to_do_with_it(as_, cast, name):
    assert as_(name).get(reverse("transitions:list")).status_code == 404
    assert "Overleveringer" not in text(as_(name).get("/"))


def test_who_begins_soon_elsewhere_is_a_task_until_it_is_begun(as_, cast, begin):
    factories.enrolment(cast.bo, cast.klasse_0a, starts_on=TODAY + 60 * DAY)
    pia = as_("pia")
    day = text(pia.get("/"))
    assert "Overlevering til Åskolen: 1 barn" in day
    assert "Bo begynder 22. jan. 2027" in day
    factories.enrolment(cast.asta, cast.klasse_0a, starts_on=TODAY + 90 * DAY)
    assert "Overlevering til Åskolen: 2 børn" in text(pia.get("/"))
    assert "Asta Lindqvist-Møller" in text(pia.get(reverse("transitions:list")))
    factories.enrolment(cast.carla, cast.klasse_0a, starts_on=TODAY + 121 * DAY)
    factories.enrolment(cast.dilan, cast.spurvene, starts_on=TODAY + 60 * DAY, is_main=False)
    begin("asta")
    assert "Overlevering til Åskolen: 1 barn" in text(pia.get("/"))
    assert "Overlevering til Åskolen" not in text(as_("tine").get("/"))
    assert "Overlevering til Åskolen" not in text(as_("else_").get("/"))


def titles(client):
    return re.findall(r"<strong>(.*?)</strong></a>", text(client.get("/")))


def test_what_one_prepares_waits_for_oneself(as_, cast, handover):
    pia = as_("pia")
    assert "Skriv videre på overleveringen om Bo" in titles(pia)
    assert "Skriv videre på overleveringen om Bo" not in titles(as_("mads"))
    choose(cast, handover, "good_at")
    answered(cast, handover, cast.mor, {"good_at": Said.YES})
    assert "Send overleveringen om Bo" in titles(pia)
    with time_machine.travel(NOW + 181 * DAY, tick=False):
        assert "Spørg igen om overleveringen om Bo" in titles(as_("pia"))


def test_unread_handovers_become_tasks(as_, cast, begin):
    """Tine at once; the leader of the school after a week; the sender's leader after two."""
    held = begin(to_unit=cast.sydskolen)
    choose(cast, held, "good_at")
    answered(cast, held, cast.mor, {"good_at": Said.YES})
    people.employ(
        by=cast.actor("ali"),
        staff=cast.tine,
        unit=cast.sydskolen,
        role="teacher",
        starts_on=TODAY,
        ends_on=None,
        at=NOW,
    )
    send(cast, held)
    read, late = "Læs overleveringen om Bo", "Sørg for, at nogen læser overleveringen om Bo"
    elsewhere = "Ring til Sydskolen om overleveringen om Bo"
    for days, by_tine, by_vera, by_lars in ((0, True, False, False), (7, True, False, False), (8, True, True, False),
                                            (14, True, True, False), (15, True, True, True)):  # fmt: skip
        with time_machine.travel(NOW + days * DAY, tick=False):
            assert (read in titles(as_("tine"))) is by_tine
            assert (late in titles(as_("vera"))) is by_vera
            assert (elsewhere in titles(as_("lars"))) is by_lars
    actions.confirm_read(by=cast.actor("tine"), delivery=Delivery.objects.get(), at=NOW + DAY)
    with time_machine.travel(NOW + 15 * DAY, tick=False):
        assert not {late, elsewhere} & {*titles(as_("vera")), *titles(as_("lars"))}
    for days, asked in ((83, False), (84, True)):
        with time_machine.travel(NOW + days * DAY, tick=False):
            useful = "Sig, hvad der var nyttigt i overleveringen om Bo"
            assert [useful in titles(as_(name)) for name in ("tine", "vera", "lars")] == [asked, asked, False]


def test_what_was_withdrawn_waits_for_nobody(as_, cast, ready, sent):
    withdraw(cast, ready, ["good_at"])
    assert "Læs overleveringen om Bo" not in titles(as_("tine"))
    with time_machine.travel(NOW + 15 * DAY, tick=False):
        assert "Ring til Åskolen om overleveringen om Bo" not in titles(as_("lars"))


def test_the_childs_page_shows_it_and_its_header_says_it_is_next(as_, cast, handover):
    shown_page = text(as_("pia").get(cast.bo.href))
    assert "Overlevering til Åskolen" in shown_page
    assert url("handover", handover) in shown_page
    assert "Begynd en overlevering" in text(as_("pia").get(cast.asta.href))
    assert "Begynd en overlevering" not in text(as_("sara").get(cast.asta.href))


def test_the_receivers_child_page_leads_to_what_came(as_, cast, read):
    factories.enrolment(cast.bo, cast.klasse_0a, starts_on=TODAY)
    assert url("delivery", read) in text(as_("tine").get(cast.bo.href))


def test_slots_are_filled_once():
    slots.register()
    slots.register()


def opened(client, held, **more):
    given = {"k": queries.token_of(held), "code": queries.code_of(held)} | more
    answer = client.post(reverse("transitions:parent"), given)
    return client.get(answer.url) if answer.status_code == 303 and "seen" not in given else answer


def test_a_parent_sees_exactly_what_goes_with_the_code(cast, link, handover, far):
    client = Client()
    first = text(client.get(reverse("transitions:parent") + f"?k={queries.token_of(link)}"))
    assert "Skriv din kode" in first
    assert "Bo" not in re.findall(r"\w+", first)
    answered(cast, handover, far, {}, words="Kun for de nye voksne")
    inside = text(opened(client, link))
    for words in (
        "give videre om Bo",
        "Bygger høje tårne",
        "Børnehuset Solsikken vil gerne",
        "Åskolen",
        "Dine egne ord",
    ):
        assert words in inside
    for words in ("Øster", "Kun for de nye voksne", "Ove"):
        assert words not in inside
    entry = Entry.objects.get(verb=Verb.HANDOVER_LINK_OPENED)
    assert (entry.actor_name, entry.child_ids) == ("En forælder gennem sit eget link", [cast.bo.pk])


def test_a_parent_answers_by_the_link(link, handover):
    client = Client()
    answer = opened(client, link, seen=now(handover).seen, felt_good_at="no", words="Hun synger", felt_forged="yes")
    assert answer.url.startswith(reverse("transitions:thanks"))
    assert "Tak for dit svar" in text(client.get(answer.url))
    assert ParentAnswer.objects.get().said == Said.NO
    again = text(opened(client, link))
    assert "Hun synger</textarea>" in again
    assert re.search(r'name="felt_good_at"[^>]*value="no"[^>]* checked', again)


@pytest.mark.parametrize(
    ("more", "said"), [({"felt_good_at": "moon"}, "Vælg blandt"), ({}, "mindst ét felt"), ({"seen": "x"}, "er ændret")]
)
def test_a_parents_answer_that_can_not_be_keeps_the_words(link, handover, more, said):
    given = {"seen": now(handover).seen, "words": "", "felt_good_at": ""} | more
    if said == "er ændret":
        given |= {"felt_good_at": "yes", "words": "Hun synger"}
    answer = opened(Client(), link, **given)
    assert (answer.status_code, said in text(answer)) == (422, True)
    if given["words"]:
        assert "Hun synger</textarea>" in text(answer)


def test_a_link_that_does_not_hold_tells_nothing(cast, link, begin):
    client, address = Client(), reverse("transitions:parent")
    closed = [
        text(client.get(f"{address}?k={token}")) for token in ("", "forfalsket", queries.token_of(link)[:-1] + "x")
    ]
    assert all("Linket kan ikke bruges" in one for one in closed)
    forwarded = opened(client, link, code="123")
    assert (forwarded.status_code, "Koden passer ikke" in text(forwarded)) == (422, True)
    assert "Bo" not in re.findall(r"\w+", text(forwarded))
    assert opened(client, link, code="").status_code == 422
    with time_machine.travel(NOW + 15 * DAY, tick=False):
        assert "Koden passer ikke" in text(opened(client, link))
    stop(cast)
    stopped = text(opened(client, link))
    assert "Koden passer ikke" in stopped
    assert "stop" not in stopped.casefold().replace("samspor", "")


def test_the_code_of_another_childs_link_opens_nothing(cast, link, begin):
    other = begin("egon")
    choose(cast, other, "good_at", "Egons egne ord")
    his = actions.make_handover_link(by=cast.actor("pia"), handover=other, guardian=cast.mor, at=NOW)
    wrong = opened(Client(), link, code=queries.code_of(his))
    assert wrong.status_code == 422
    assert "Egon" not in text(wrong)


def test_of_a_protected_child_the_link_says_no_name(cast, link):
    factories.remembered()
    cast.bo.protected_until = TODAY + 100 * DAY
    cast.bo.save()
    inside = text(opened(Client(), link))
    assert "give videre om dit barn" in inside
    assert "videre om Bo" not in inside


def test_too_many_tries_from_one_place_wait(link):
    client = Client()
    answers = {opened(client, link, code="").status_code for _ in range(40)}
    assert 429 in answers


def test_links_are_made_shown_and_closed(as_, cast, link, handover):
    pia = as_("pia")
    shown_page = page(pia, handover)
    assert queries.code_of(link) in shown_page
    assert queries.token_of(link) in shown_page
    assert pia.post(url("revoke_link", link), key()).status_code == 303
    assert queries.code_of(link) not in page(pia, handover)
    form = key()
    for _ in range(2):
        assert pia.post(url("make_link", handover, cast.mor), form).status_code == 303
    assert handover.links.count() == 2


def test_a_page_asks_no_more_however_much_there_is(as_, cast, begin, far, grow):
    pia = as_("pia")

    def asked(address):
        with CaptureQueriesContext(connection) as queried:
            assert pia.get(address).status_code == 200
        return len(queried)

    held = begin()
    choose(cast, held, "good_at")
    answered(cast, held, cast.mor, {"good_at": Said.YES})
    asked(url("handover", held))
    few = asked(url("handover", held)), asked(reverse("transitions:list")), asked("/")
    for name in ("friends", "everyday", "tried"):
        choose(cast, held, name)
    for guardian in (cast.mor, far):
        answered(cast, held, guardian, dict.fromkeys(("friends", "everyday", "tried"), Said.YES))
    for child in ("asta", "carla", "egon"):
        begin(child)
    assert (asked(url("handover", held)), asked(reverse("transitions:list")), asked("/")) == few


def test_the_receivers_page_asks_no_more_however_much_there_is(as_, cast, begin):
    tine = as_("tine")

    def asked(address):
        with CaptureQueriesContext(connection) as queried:
            assert tine.get(address).status_code == 200
        return len(queried)

    def received(child, keys):
        held = begin(child)
        parents = [cast.mor] if child == "bo" else [factories.guardian(cast.members[child], f"Forælder til {child}")]
        for name in keys:
            choose(cast, held, name)
        for guardian in parents:
            answered(cast, held, guardian, dict.fromkeys(keys, Said.YES))
        return send(cast, held)

    first = received("asta", ["good_at"])
    addresses = [url("delivery", first), url("useful", first), url("list") + "?modtaget"]
    for address in addresses:
        asked(address)  # the first opens it
    few = [asked(address) for address in addresses]
    full = received("bo", ["good_at", "friends", "everyday", "tried"])
    received("carla", ["good_at", "friends"])
    addresses = [url("delivery", full), url("useful", full), url("list") + "?modtaget"]
    asked(addresses[0])
    assert [asked(address) for address in addresses] == few


def test_a_parent_has_no_role(cast):
    assert parent(cast.mor).grants == ()


def test_what_nobody_took_a_stand_on_is_listed_before_it_is_sent(as_, cast, ready):
    pia, address = as_("pia"), url("preview", ready)
    shown_page = text(pia.get(address))
    section = shown_page.split("Disse felter sender du ikke")[1].split("</section>")[0]
    headings = [one.field.heading for one in now(ready).fields if one.field.choice == Choice.UNDECIDED]
    assert headings
    assert [one in section for one in headings] == [True] * len(headings)
    assert "god til og glad for" not in section
    for one in now(ready).fields:
        if one.field.choice == Choice.UNDECIDED:
            choose(cast, ready, one.field.key, choice=Choice.LEFT_OUT)
    assert "Disse felter sender du ikke" not in text(pia.get(address))


def test_two_parents_words_are_asked_about_by_name(as_, cast, handover, far):
    choose(cast, handover, "parents", "")
    for guardian in (cast.mor, far):
        answered(cast, handover, guardian, {}, words="Han synger")
    read = actions.confirm_read(by=cast.actor("tine"), delivery=send(cast, handover), at=NOW)
    asked = text(as_("tine").get(url("useful", read)))
    for guardian in (cast.mor, far):
        assert asked.count(f"Var »Forældrenes egne ord« fra {guardian.name} til nytte?") == 1


def test_the_receiver_is_told_how_to_reach_who_sent_it(as_, cast, sent):
    tine = as_("tine")
    assert f"Solsikken (telefon {cast.solsikken.phone}) og sendt" in text(tine.get(url("delivery", sent)))
    factories.remembered()
    cast.solsikken.phone = ""
    cast.solsikken.save(update_fields=["phone"])
    assert "(telefon" not in text(tine.get(url("delivery", sent)))
