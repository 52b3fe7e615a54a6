"""Nothing typed in a concern is lost: every form about one saves itself, and is its writer's own."""

import re
from datetime import timedelta
from threading import Thread
from time import sleep
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import reverse

from samspor.access.models import Submission
from samspor.access.once import Sent, sent_as
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.concerns import actions
from samspor.concerns.models import ConcernDraft, Factor, FirstAnswer
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import FactorKind
from samspor.people import api as people
from samspor.people.models import Child
from tests import factories
from tests.cast import NOW, TODAY
from tests.concerns.conftest import NO
from tests.concerns.test_actions import REASON
from tests.concerns.test_views import START, key, page, text, url

STOPPED = NO | {StopKind.VIOLENCE: Answer.YES}
AUTOSAVE = {"HTTP_X_AUTOSAVE": "true"}
HALF = {"text": "Sidder ved hegn", "circle": "surroundings", "observed_on": "2026-11-20", "ics": ["friendships"]}


@pytest.fixture
def pia(as_):
    return as_("pia")


def saved(client, address, typed):
    answer = client.post(address, typed, **AUTOSAVE)
    assert (answer.status_code, answer.content) == (204, b"")


def test_a_form_about_a_concern_saves_itself_and_is_found_again(pia, as_, concern):
    address = url("worries", concern)
    assert f'data-autosave="{address}"' in text(pia.get(address))
    saved(pia, address, HALF | key())
    again = text(pia.get(address))
    assert "Din kladde fra 23. november 2026" in again
    assert "Sidder ved hegn</textarea>" in again
    assert 'value="friendships"' in again.split(" checked")[1] or 'value="friendships" checked' in again
    assert "Du er i gang med at skrive" in page(pia, concern)
    assert f'<a href="{address}">Hvad bekymrer os?</a>' in page(pia, concern)
    assert ": Hvad bekymrer os?, gemt" in text(pia.get("/bekymringer/"))
    mads = as_("mads")
    assert "Sidder ved hegn" not in text(mads.get(address))
    assert "Du er i gang" not in page(mads, concern)
    assert "Hvad bekymrer os?, gemt" not in text(mads.get("/bekymringer/"))
    assert Factor.objects.filter(kind=FactorKind.STRAINING).count() == 1


def test_a_draft_is_spent_when_the_form_is_sent_and_does_not_come_back(pia, concern):
    """What was on its way while the button was pressed comes too late."""
    address, form = url("worries", concern), HALF | key()
    saved(pia, address, form)
    assert pia.post(address, form).status_code == 303
    saved(pia, address, form)
    assert not ConcernDraft.objects.exists()
    assert "Du er i gang" not in page(pia, concern)
    assert Entry.objects.filter(verb=Verb.CONCERN_DRAFT_DROPPED).count() == 1


def test_what_is_wrong_is_kept_as_a_draft_too(pia, concern):
    address = url("worries", concern)
    saved(pia, address, HALF | key(observed_on="i tirsdags", ics=["horoscope"]))
    again = text(pia.get(address))
    assert 'value="i tirsdags"' in again
    answer = pia.post(address, HALF | key(observed_on="i tirsdags"))
    assert (answer.status_code, "Din kladde" in text(answer)) == (422, False)


def test_a_draft_can_be_thrown_away(pia, concern):
    address = url("worries", concern)
    assert "Slet kladden" not in text(pia.get(address))
    saved(pia, address, HALF | key())
    assert "Slet kladden" in text(pia.get(address))
    for _ in range(2):
        answer = pia.post(address, HALF | key(discard=""))
        assert (answer.status_code, answer.url) == (303, address)
    assert "Sidder ved hegn" not in text(pia.get(address))
    assert Factor.objects.filter(kind=FactorKind.STRAINING).count() == 1


def test_the_draft_of_a_beginning_can_be_thrown_away(pia, cast):
    address = url("draft", cast.bo)
    saved(pia, address, START)
    assert "Slet kladden" in text(pia.get(url("start", cast.bo)))
    answer = pia.post(address, START | {"discard": ""})
    assert (answer.status_code, answer.url) == (303, url("start", cast.bo))
    assert not ConcernDraft.objects.exists()


def test_a_beginning_that_was_sent_is_no_draft_again(pia, cast):
    form = START | key()
    assert pia.post(url("start", cast.bo), form).status_code == 303
    saved(pia, url("draft", cast.bo), form)
    assert not ConcernDraft.objects.exists()


def test_the_two_questions_save_themselves_and_nothing_new_said_leaves_no_draft(pia, begin):
    concern = begin(answers=None)
    address = url("answers", concern)
    saved(pia, address, key(violence="no", honour="unknown"))
    assert 'value="no" checked' in text(pia.get(address)).replace("  ", " ")
    assert not FirstAnswer.objects.exists()
    assert pia.post(address, key(violence="unknown", honour="unknown")).status_code == 303
    assert not ConcernDraft.objects.exists()


def test_a_reason_to_lift_a_stop_saves_itself(as_, stopped):
    sara, address = as_("sara"), reverse("concerns:lift", args=[stopped.stops.get().pk])
    saved(sara, address, key(reason=REASON[:12]))
    assert f"{REASON[:12]}</textarea>" in text(sara.get(address))


def test_a_stranger_saves_nothing(as_, concern):
    assert as_("fatma").post(url("worries", concern), HALF | key(), **AUTOSAVE).status_code == 404
    assert not ConcernDraft.objects.exists()


def test_two_drafts_at_once_are_one(cast, concern):
    for words in ("Sid", "Sidder"):
        actions.save_form_draft(by=cast.actor("pia"), concern=concern, place="/et/sted/", typed={"text": words}, at=NOW)
    assert ConcernDraft.objects.get().values == {"text": "Sidder"}


def test_a_picture_is_no_draft_but_the_words_beside_it_are(pia, concern):
    address = url("voice", concern)
    saved(pia, address, key(house="worries", text="Der er larm", said_on="2026-11-23", written_by="child"))
    kept = ConcernDraft.objects.get().values
    assert (kept["text"], "drawing" in kept, "form_key" in kept) == ("Der er larm", False, False)


def test_a_key_that_is_none_saves_all_the_same(pia, concern):
    saved(pia, url("worries", concern), HALF | {"form_key": "vrøvl"})
    saved(pia, url("worries", concern), HALF | {"form_key": str(uuid4())})
    assert ConcernDraft.objects.count() == 1


def test_nobody_elses_draft_is_spent(pia, as_, concern):
    address = url("worries", concern)
    saved(as_("mads"), address, HALF | key())
    pia.post(address, HALF | key())
    assert ConcernDraft.objects.get().values["text"] == "Sidder ved hegn"


def test_other_words_after_back_are_neither_the_firsts_nor_lost(pia, concern):
    """A page one goes back to carries the key of what was sent."""
    address, form = url("worries", concern), HALF | key()
    assert pia.post(address, form).status_code == 303
    saved(pia, address, form | {"text": "Noget helt andet"})
    assert ConcernDraft.objects.get().values["text"] == "Noget helt andet"
    answer = pia.post(address, form | {"text": "Noget helt andet"})
    assert (answer.status_code, "Du har sendt denne side én gang før" in text(answer)) == (422, True)
    assert "Noget helt andet</textarea>" in text(answer)
    renewed = re.search(r'name="form_key" value="([^"]+)"', text(answer))[1]
    assert renewed != form["form_key"]
    assert pia.post(address, form | {"text": "Noget helt andet", "form_key": renewed}).status_code == 303
    assert Factor.objects.filter(kind=FactorKind.STRAINING).count() == 3


def test_a_stale_no_takes_no_new_yes_with_it(pia, cast, begin):
    """Mads said yes to the first while Pia had the page open, and she says no to it, and yes to the second."""
    concern = begin("asta", answers={})
    address, yes = url("answers", concern), {"violence": "no", "honour": "yes"}
    actions.answer_first(by=cast.actor("mads"), concern=concern, kind=StopKind.VIOLENCE, answer=Answer.YES, at=NOW)
    alone = pia.post(address, key(violence="no", honour="no"))
    assert (alone.status_code, "Der er svaret ja" in text(alone)) == (422, True)
    assert not FirstAnswer.objects.filter(kind=StopKind.HONOUR).exists()
    answer = pia.post(address, key(**yes, sure=""))
    assert (answer.status_code, answer.url) == (303, url("notify", concern))
    assert "Der er svaret ja, og stoppet gælder" in text(pia.get(answer.url))
    assert set(concern.stops.values_list("kind", "lifted_at")) == {(kind, None) for kind in StopKind}


def test_what_was_sent_while_it_was_saved_is_no_draft(cast, concern):
    """Asked when the one who sent has let go: before, nobody could know."""
    account, sent = cast.pia.account, uuid4()
    Submission.objects.create(key=sent, account=account, at=NOW, location="/")
    about = {"by": cast.actor("pia"), "typed": {"text": "Sid"}, "sent_as": Sent(str(sent), b""), "at": NOW}
    assert actions.save_form_draft(concern=concern, place="/et/sted/", **about) is None
    assert actions.save_draft(child=cast.bo, **about) is None
    assert not ConcernDraft.objects.exists()
    assert actions.save_draft(child=cast.bo, **about | {"by": cast.actor("mads")})


def test_an_autosave_that_waits_for_the_sending_leaves_no_ghost(committed, cast, as_):
    """For a form that locks the concern itself, and for one that does not."""
    concern = actions.start_concern(
        by=cast.actor("pia"), child=cast.asta, worries="Alene", observed_on=TODAY, answers=STOPPED, at=NOW
    )
    stop = concern.stops.get()
    kept_by, sara = as_("sara"), cast.actor("sara")
    address, form, answers = reverse("concerns:lift", args=[stop.pk]), key(reason=REASON), []

    def save():
        try:
            answers.append(kept_by.post(address, form, **AUTOSAVE).status_code)
        finally:
            connection.close()

    thread = Thread(target=save)
    words = sent_as(RequestFactory().post(address, form)).digest
    with transaction.atomic():
        Submission.objects.create(key=form["form_key"], account_id=sara.id, at=NOW, location="/", digest=words)
        actions.lift_stop(by=sara, stop=stop, reason=REASON, at=NOW)
        actions.drop_draft(by=sara, child=cast.asta, place=address, at=NOW)
        thread.start()
        until_somebody_waits()
    thread.join(60)
    assert answers == [204]
    assert not ConcernDraft.objects.exists()


def until_somebody_waits():
    """For a lock this test holds. A busy machine is given a minute to come to it."""
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _ in range(6000):
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
            sleep(0.01)
    raise AssertionError("nobody waits")


@pytest.fixture
def twice(cast):
    """A second page about Asta."""
    return factories.child(cast.blaamejserne, "Asta Møller", birth_date=cast.asta.birth_date)


def test_what_was_begun_on_a_page_merged_away_is_found_on_the_page_that_was_kept(pia, cast, twice):
    saved(pia, url("draft", twice), START | key(worries="Ord der ikke må tabes"))
    people.merge_children(by=cast.actor("lars"), kept=cast.asta, other=twice, at=NOW)
    address, child = url("start", cast.asta), Child.objects.get(pk=cast.asta.pk)
    assert f'<a href="{address}">Skriv videre om {cast.asta.name}</a>' in text(pia.get("/bekymringer/"))
    assert "Skriv videre på din kladde" in text(pia.get(child.href))
    assert "Ord der ikke må tabes" in text(pia.get(address))
    saved(pia, url("draft", cast.asta), START | key(worries="Ord der bliver flere"))
    assert ConcernDraft.objects.get().values["worries"] == "Ord der bliver flere"
    assert pia.post(address, START | key(worries="Ord der bliver flere")).status_code == 303
    assert not ConcernDraft.objects.exists()


def test_of_two_begun_on_two_pages_one_is_sent_and_the_other_is_still_there(pia, cast, twice):
    for child, words in ((twice, "Det første"), (cast.asta, "Det andet")):
        saved(pia, url("draft", child), START | key(worries=words))
    ConcernDraft.objects.filter(child=cast.asta).update(saved_at=NOW + timedelta(minutes=1))
    people.merge_children(by=cast.actor("lars"), kept=cast.asta, other=twice, at=NOW)
    address = url("start", cast.asta)
    assert "Det andet" in text(pia.get(address))
    assert pia.post(address, START | key(worries="Det andet")).status_code == 303
    assert "Det første" in text(pia.get(address))
    assert pia.post(url("draft", cast.asta), START | {"discard": ""}).status_code == 303
    assert not ConcernDraft.objects.exists()
