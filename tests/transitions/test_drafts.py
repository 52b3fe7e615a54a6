"""Nothing typed about a handover is lost: not in the form that begins one, nor on a parent's own page."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from samspor.access.models import Submission
from samspor.access.once import Sent, sent_as
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.people import api as people
from samspor.transitions import actions, queries
from samspor.transitions.models import Handover, HandoverDraft, HandoverLink, ParentAnswer, Wording
from samspor.transitions.rules.words import Said
from tests import factories
from tests.cast import NOW
from tests.concerns.test_drafts import until_somebody_waits
from tests.transitions.conftest import choose, field, now
from tests.transitions.test_actions import by_link, stop
from tests.transitions.test_views import BEGIN, key, opened, text, typed, url

AUTOSAVE = {"HTTP_X_AUTOSAVE": "true"}
PURPOSE = "At skolen kender hans"


def test_the_form_that_begins_one_saves_itself_and_is_found_again(as_, cast):
    pia, address = as_("pia"), url("begin", cast.bo)
    assert f'data-autosave="{address}"' in text(pia.get(address))
    form = BEGIN | key(purpose=PURPOSE, to_unit=str(cast.aaskolen.pk))
    kept = pia.post(address, form, **AUTOSAVE)
    assert (kept.status_code, kept.content) == (204, b"")
    again = text(pia.get(address))
    assert f"{PURPOSE}</textarea>" in again
    assert "Din kladde fra 23. november 2026" in again
    assert PURPOSE not in text(as_("mads").get(address))
    assert not Handover.objects.exists()
    assert pia.post(address, form).status_code == 303
    pia.post(address, form, **AUTOSAVE)  # it was on its way when the form was sent
    assert (Handover.objects.count(), HandoverDraft.objects.count()) == (1, 0)


def test_a_beginning_can_be_thrown_away(as_, cast):
    pia, address = as_("pia"), url("begin", cast.bo)
    pia.post(address, BEGIN | key(purpose=PURPOSE), **AUTOSAVE)
    for _ in range(2):
        answer = pia.post(address, key(discard=""))
        assert (answer.status_code, answer.url) == (303, address)
    assert PURPOSE not in text(pia.get(address))
    assert Entry.objects.filter(verb=Verb.HANDOVER_DRAFT_DROPPED).count() == 1


def test_what_was_begun_on_a_page_merged_away_is_found_on_the_page_that_was_kept(as_, cast):
    twin, pia = factories.child(cast.blaamejserne, "Bo Øster", birth_date=cast.bo.birth_date), as_("pia")
    pia.post(url("begin", twin), BEGIN | key(purpose=PURPOSE), **AUTOSAVE)
    people.merge_children(by=cast.actor("lars"), kept=cast.bo, other=twin, at=NOW)
    assert PURPOSE in text(pia.get(url("begin", cast.bo)))


def test_a_stranger_saves_nothing(as_, cast, handover):
    for address in (url("begin", cast.bo), url("field", field(handover, "good_at"))):
        assert as_("fatma").post(address, key(purpose=PURPOSE), **AUTOSAVE).status_code == 404
    assert not HandoverDraft.objects.exists()


def test_what_was_sent_while_it_was_saved_is_no_draft(cast, handover):
    """Asked when the one who sent has let go: before, nobody could know."""
    sent = uuid4()
    Submission.objects.create(key=sent, account=cast.pia.account, at=NOW, location="/")
    about = {"by": cast.actor("pia"), "place": "/x/", "typed": {"text": "Sid"}, "at": NOW}
    for came in ({"sent_as": Sent(str(sent), b"")}, {}):
        for save, of in (
            (actions.save_handover_draft, {"handover": handover}),
            (actions.save_draft_to_begin, {"child": cast.asta}),
        ):
            assert bool(save(**about, **of, **came)) is not bool(came)
            HandoverDraft.objects.all().delete()


def test_an_autosave_that_waits_for_the_sending_leaves_no_ghost(committed, cast, as_, begin):
    handover = begin()
    good, mads, pia = field(handover, "good_at"), as_("mads"), cast.actor("mads")
    address, form, answers = url("field", good), typed(handover), []

    def save():
        try:
            answers.append(mads.post(address, form, **AUTOSAVE).status_code)
        finally:
            connection.close()

    thread = Thread(target=save)
    words = sent_as(RequestFactory().post(address, form)).digest
    with transaction.atomic():
        Submission.objects.create(key=form["form_key"], account_id=pia.id, at=NOW, location="/", digest=words)
        choose(cast, handover, "good_at", by="mads")
        actions.drop_handover_draft(by=pia, handover=handover, place=address, at=NOW)
        thread.start()
        until_somebody_waits()
    thread.join(60)
    assert answers == [204]
    assert not HandoverDraft.objects.exists()


def page_of(link):
    return text(opened(Client(), link))


def saves(link, **more):
    given = {"k": queries.token_of(link), "code": queries.code_of(link)} | more
    return Client().post(reverse("transitions:parent"), given, **AUTOSAVE)


def test_a_parents_page_saves_itself_and_is_found_again(as_, link, handover):
    assert f'data-autosave="{reverse("transitions:parent")}"' in page_of(link)
    seen = now(handover).seen
    kept = saves(link, **key(seen=seen, words="Hun synger, nå", felt_good_at="yes", other="Falsk"))
    assert (kept.status_code, kept.content) == (204, b"")
    again = page_of(link)
    assert "Hun synger, nå</textarea>" in again
    assert "står her endnu. Det er ikke sendt" in again
    assert not ParentAnswer.objects.exists()
    for person in ("pia", "lars"):
        assert "Hun synger, nå" not in text(as_(person).get(url("handover", handover)))
    assert Entry.objects.get(verb=Verb.HANDOVER_DRAFTED).actor_name == "En forælder gennem sit eget link"
    assert Entry.objects.filter(verb=Verb.HANDOVER_LINK_OPENED).count() == 2  # saving opens nothing


def test_a_parents_draft_is_spent_when_it_is_sent(link, handover):
    form = key(seen=now(handover).seen, words="Hun synger", felt_good_at="yes")
    saves(link, **form)
    assert opened(Client(), link, **form).url.startswith(reverse("transitions:thanks"))
    assert saves(link, **form | {"words": "Hun syn"}).status_code == 204  # on its way while the button was pressed
    assert HandoverLink.objects.get().typed is None
    assert "Hun synger</textarea>" in page_of(link)
    saves(link, **key(seen=now(handover).seen, words="Hun synger altid"))
    assert "Hun synger altid</textarea>" in page_of(link)


def test_a_page_without_a_key_saves_all_the_same(link, handover):
    assert saves(link, seen=now(handover).seen, words="Hun synger").status_code == 204
    assert "Hun synger</textarea>" in page_of(link)


def test_a_parents_yes_to_other_words_is_not_brought_back(cast, link, handover):
    saves(link, **key(seen=now(handover).seen, words="Hun synger", felt_good_at="yes"))
    choose(cast, handover, "good_at", "Bygger lave tårne")
    again = page_of(link)
    assert "Hun synger</textarea>" in again
    assert 'value="yes" checked' not in again.replace("  ", " ")


def test_what_can_not_be_saved_is_not_called_saved(cast, link):
    assert saves(link, code="123456x", words="Hej").status_code == 404
    assert HandoverLink.objects.get().missed_at
    actions.revoke_handover_link(by=cast.actor("pia"), link=link, at=NOW)
    assert saves(link, words="Hej").status_code == 404
    assert HandoverLink.objects.get().typed is None


@pytest.mark.parametrize("how", ["stop", "revoked", "forged"])
def test_words_that_come_too_late_are_given_back_and_nobody_keeps_them(cast, link, handover, how):
    form = key(seen=now(handover).seen, felt_good_at="yes", words="Han sover\nmed sin bamse <b>")
    token = {"k": "forfalsket"} if how == "forged" else {}
    if how == "stop":
        stop(cast)
    if how == "revoked":
        actions.revoke_handover_link(by=cast.actor("pia"), link=link, at=NOW)
    answer = opened(Client(), link, **form, **token)
    assert "Han sover\nmed sin bamse <b>" in text(answer)
    assert "bamse <b>" not in answer.content.decode()
    assert "Det, du har skrevet, er ikke sendt" in text(answer)
    assert not ParentAnswer.objects.exists()
    assert "er ikke sendt" not in text(opened(Client(), link, words=" ", **token))


def test_a_revoked_link_forgets_what_was_typed(cast, link, handover):
    saves(link, **key(seen=now(handover).seen, words="Hun synger"))
    actions.revoke_handover_link(by=cast.actor("pia"), link=link, at=NOW)
    assert HandoverLink.objects.get().typed is None


def test_an_answer_by_the_action_alone_needs_no_key(cast, link):
    by_link(cast, link, {"good_at": Said.YES})
    assert HandoverLink.objects.get().sent_key is None


def test_what_was_useful_saves_itself_and_is_found_again(as_, cast, read):
    tine, address, one = as_("tine"), url("useful", read), read.sent_fields.get()
    assert f'data-autosave="{address}"' in text(tine.get(address))
    form = key(**{f"use_{one.pk}": "useful", f"words_{one.pk}": "Vi begyndte med togbanen"})
    kept = tine.post(address, form, **AUTOSAVE)
    assert (kept.status_code, kept.content) == (204, b"")
    again = text(tine.get(address))
    assert "Vi begyndte med togbanen</textarea>" in again
    assert 'value="useful" checked' in again
    assert "Din kladde fra 23. november 2026" in again
    assert "togbanen" not in text(as_("vera").get(address))
    read.refresh_from_db()
    assert read.answered_at is None
    assert tine.post(address, form).status_code == 303
    tine.post(address, form, **AUTOSAVE)  # it was on its way when the form was sent
    assert not HandoverDraft.objects.exists()
    assert read.sent_fields.get().use_words == "Vi begyndte med togbanen"


def test_what_was_useful_can_be_thrown_away(as_, cast, read):
    tine, address, one = as_("tine"), url("useful", read), read.sent_fields.get()
    tine.post(address, key(**{f"words_{one.pk}": "Noget andet"}), **AUTOSAVE)
    assert "Slet kladden" in text(tine.get(address))
    for _ in range(2):
        answer = tine.post(address, key(discard=""))
        assert (answer.status_code, answer.url) == (303, address)
    assert "Noget andet" not in text(tine.get(address))
    assert Entry.objects.filter(verb=Verb.HANDOVER_DRAFT_DROPPED).count() == 1


def test_what_was_useful_stays_typed_when_it_is_refused(as_, cast, read):
    tine, address, one = as_("tine"), url("useful", read), read.sent_fields.get()
    refused = tine.post(address, key(**{f"use_{one.pk}": "", f"words_{one.pk}": "Uden at vælge " * 400}))
    assert refused.status_code == 422
    assert "Uden at vælge </textarea>" in text(refused)
    assert "Din kladde" not in text(refused)


def test_nobody_else_saves_an_answer_and_none_to_what_is_taken_back(as_, cast, sent):
    given = {"delivery": sent, "place": url("useful", sent), "typed": {}, "at": NOW}
    for who in ("pia", "else_", "fatma"):
        with pytest.raises(NotHere):
            actions.save_use_draft(by=cast.actor(who), **given)
    actions.take_back(by=cast.actor("pia"), handover=sent.handover, at=NOW)
    with pytest.raises(NotHere):
        actions.save_use_draft(by=cast.actor("tine"), **given)
    with pytest.raises(NotHere):
        actions.drop_use_draft(by=cast.actor("tine"), delivery=sent, place=given["place"], at=NOW)
    assert not HandoverDraft.objects.exists()


def test_what_came_too_fast_stands_in_a_form_to_be_sent_again(cast, link, handover):
    """Thirty parents at a meeting send from one net, without script."""
    client, where = Client(), url("parent")
    for _ in range(30):
        client.post(where, {"k": "x"})
    form = {"k": queries.token_of(link), "code": queries.code_of(link), "seen": now(handover).seen,
            "felt_good_at": "yes", "words": "Hun sover\nmed <sin> bamse", "form_key": str(uuid4()),
            "other": "Noget andet"}  # fmt: skip
    answer = client.post(where, form)
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Hun sover\nmed &lt;sin&gt; bamse</textarea>" in page
    for name in ("k", "code", "seen", "felt_good_at", "form_key"):
        assert f'<input type="hidden" name="{name}" value="{form[name]}">' in page
    assert "Noget andet" not in page
    assert not Wording.objects.filter(guardian=cast.mor).exists()
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        assert client.post(where, form).status_code == 303
    assert Wording.objects.get(guardian=cast.mor).text == "Hun sover\nmed <sin> bamse"
