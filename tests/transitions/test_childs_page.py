"""The child takes its own page back after it was sent: told where it was, or where it is now."""

from datetime import timedelta
from functools import partial

import pytest

from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.messages.models import Message
from samspor.transitions import actions, queries
from samspor.transitions.models import ChildAnswer, Delivery, SentField
from samspor.transitions.rules.consent import FieldState
from samspor.transitions.rules.sending import State
from samspor.transitions.rules.words import GivenBy, Kind, Said
from tests.cast import NOW, TODAY
from tests.transitions.conftest import answered, choose, now, send, shown
from tests.transitions.test_actions import at_once, entry, hear
from tests.transitions.test_views import key, page, text, url

LATER = NOW + timedelta(hours=1)
DAY = timedelta(days=1)
WORDS = "Jeg er bange for hunde"


@pytest.fixture
def ready(cast, handover):
    choose(cast, handover, "child", WORDS)
    hear(cast, handover)
    return answered(cast, handover, cast.mor, {"child": Said.YES})


@pytest.fixture
def sent(cast, ready):
    return send(cast, ready)


@pytest.fixture
def opened(cast, sent):
    return actions.open_delivery(by=cast.actor("tine"), delivery=sent, at=NOW)


def back(cast, handover, by="mads", **more):
    said = {"words": "Nej, alligevel ikke", "said_on": TODAY, "at": LATER} | more
    return actions.take_back_childs_page(by=cast.actor(by), handover=handover, **said)


def back_received(cast, delivery, by="tine", **more):
    said = {"words": "Nej, alligevel ikke", "said_on": TODAY, "at": LATER} | more
    return actions.take_back_childs_page_received(by=cast.actor(by), delivery=delivery, **said)


def told():
    return {one.to.staff.name for one in Message.objects.filter(template="handover_child_took_back")}


def test_before_it_is_opened_it_has_not_been_there(cast, ready, sent):
    back(cast, ready)
    assert SentField.objects.get().withdrawn_at == LATER
    assert not queries.deliveries_visible_to(cast.actor("tine")).exists()
    said = ChildAnswer.objects.get(replaced_at=None)
    assert (said.says_yes, said.words, said.asked_by) == (False, "Nej, alligevel ikke", cast.mads)
    assert (shown(ready, "child").state, now(ready).state) == (FieldState.CHILD_NO, State.WITHDRAWN)
    assert told() == {cast.pia.name}  # nobody at the school has seen anything to be told of


def test_after_it_is_opened_it_is_read_no_more_and_both_sides_are_told(as_, cast, ready, opened):
    assert WORDS in text(as_("tine").get(url("delivery", opened)))
    back(cast, ready)
    shown_page = text(as_("tine").get(url("delivery", opened)))
    assert WORDS not in shown_page
    assert "Barnets egen side er taget tilbage 23. november 2026" in shown_page
    assert told() == {cast.pia.name, cast.tine.name}
    assert entry(Verb.HANDOVER_CHILD_TOOK_BACK).after == {"fields": ["child"]}
    assert opened.sent_fields.get().text == WORDS  # what was sent stands in the sender's record


def test_the_child_may_tell_it_where_it_is_now(cast, ready, opened):
    back_received(cast, opened)
    assert SentField.objects.get().withdrawn_at == LATER
    assert ChildAnswer.objects.get(replaced_at=None).asked_by == cast.tine
    assert told() == {cast.pia.name}  # whoever writes it down knows


def test_the_rest_stays(cast, handover):
    choose(cast, handover, "child", WORDS)
    choose(cast, handover, "good_at", "Bygger høje tårne")
    hear(cast, handover)
    answered(cast, handover, cast.mor, {"child": Said.YES, "good_at": Said.YES})
    send(cast, handover)
    back(cast, handover)
    assert SentField.objects.get(withdrawn_at=None).key == "good_at"
    assert now(handover).state is State.SENT


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [({"words": " "}, "words", "hvad barnet sagde"), ({"said_on": TODAY + DAY}, "said_on", "den dag"),
     ({"said_on": TODAY - DAY}, "said_on", "den dag")],
)  # fmt: skip
@pytest.mark.parametrize("side", [back, back_received])
def test_what_can_not_be(cast, ready, sent, side, more, field, said):
    with pytest.raises(Refused, match=said) as refused:
        side(cast, ready if side is back else sent, **more)
    assert refused.value.field == field
    assert not SentField.objects.exclude(withdrawn_at=None).exists()


def test_before_it_is_sent_the_child_is_asked_as_usual(cast, ready):
    with pytest.raises(Refused, match="ikke sendt"):
        back(cast, ready)


def test_once_is_enough(cast, ready, opened):
    back(cast, ready)
    with pytest.raises(Refused, match="allerede taget tilbage"):
        back_received(cast, opened)


def test_told_on_both_sides_at_once_it_is_taken_back_once(committed, cast, ready, opened):
    assert len(at_once(partial(back, cast, ready), partial(back_received, cast, opened))) == 1
    assert ChildAnswer.objects.filter(says_yes=False).count() == 1


@pytest.mark.parametrize("name", ["else_", "vera", "tine"])
def test_who_did_not_send_it_takes_nothing_back(cast, ready, sent, name):
    with pytest.raises(NotHere):
        back(cast, ready, name)


@pytest.mark.parametrize("name", ["else_", "pia", "lars"])
def test_who_did_not_receive_it_takes_nothing_back(cast, sent, name):
    with pytest.raises(NotHere):
        back_received(cast, sent, name)


def test_what_the_sender_took_back_is_not_there(cast, ready, sent):
    actions.take_back(by=cast.actor("pia"), handover=ready, at=NOW)
    with pytest.raises(NotHere):
        back_received(cast, Delivery.objects.get())


FORM = {"words": "Nej", "said_on": "2026-11-23"}


def test_the_senders_way(as_, cast, ready, opened):
    pia, address = as_("pia"), url("child_back", ready)
    assert address in page(pia, ready)
    assert "skal ikke sige hvorfor" in text(pia.get(address))
    assert pia.post(address, key(**FORM | {"words": ""})).status_code == 422
    assert pia.post(address, key(**FORM)).status_code == 303
    after = page(pia, ready)
    assert address not in after
    assert "Barnet svarede »Nej« (nej, spurgt af Pia Holm 23. november 2026)" in after
    assert "allerede taget tilbage" in text(pia.get(address))


def test_the_receivers_way(as_, cast, opened):
    tine, address = as_("tine"), url("received_child_back", opened)
    assert address in text(tine.get(url("delivery", opened)))
    assert "skal ikke sige hvorfor" in text(tine.get(address))
    assert "Skriv den dag, barnet sagde det" in text(tine.post(address, key(**FORM | {"said_on": "2026-11-22"})))
    assert tine.post(address, key(**FORM)).status_code == 303
    assert address not in text(tine.get(url("delivery", opened)))
    assert "allerede taget tilbage" in text(tine.get(address))


def test_what_was_not_sent_is_not_taken_back(as_, cast, handover):
    shown_page = text(as_("pia").get(url("child_back", handover)))
    assert ("er ikke sendt" in shown_page, "Tag siden tilbage" in shown_page) == (True, False)


def test_of_a_page_on_paper_somebody_rings(as_, cast, begin):
    handover = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    choose(cast, handover, "child", WORDS)
    hear(cast, handover)
    answered(cast, handover, cast.mor, {"child": Said.YES})
    actions.give_handover(
        by=cast.actor("pia"), handover=handover, seen=now(handover).stands, given_by=GivenBy.BY_HAND, given_on=TODAY,
        at=NOW,
    )  # fmt: skip
    assert "Ring til modtageren" in text(as_("pia").get(url("child_back", handover)))
    back(cast, handover)
    assert told() == {cast.pia.name}


@pytest.mark.parametrize(("name", "where"), [("pia", "handover"), ("tine", "delivery")])
def test_the_message_leads_to_it(as_, cast, ready, opened, name, where):
    back(cast, ready)
    assert url(where, ready if where == "handover" else opened) in text(as_(name).get("/"))
