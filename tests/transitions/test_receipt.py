"""A parent goes back and forth after the code was given, and gets a receipt of what was said. Nobody else does."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.transitions import actions, queries
from samspor.transitions.models import HandoverLink
from samspor.transitions.rules.words import Said
from tests.cast import NOW
from tests.transitions.conftest import answered, choose, now
from tests.transitions.test_actions import stop
from tests.transitions.test_views import DAY, key, text, url

GENERAL = "Du kan lukke siden nu"


def where(link, name="parent"):
    return f"{url(name)}?k={queries.token_of(link).replace(':', '%3A')}"


def enter(client, link, **more):
    given = {"k": queries.token_of(link), "code": queries.code_of(link)} | more
    return client.post(url("parent"), given)


@pytest.fixture
def mother(link):
    """A browser in which the code was given."""
    client = Client()
    assert enter(client, link).status_code == 303
    return client


def answers(client, link, **more):
    given = key(seen=now(link.handover).seen, felt_good_at="yes", words="Hun synger\ni bilen") | more
    return enter(client, link, **given)


def test_the_code_leads_on_by_a_redirect_and_is_asked_for_once(link):
    client = Client()
    answer = enter(client, link)
    assert (answer.status_code, answer.url) == (303, where(link))
    assert not Entry.objects.filter(verb=Verb.HANDOVER_LINK_OPENED).exists()
    assert "Bygger høje tårne" in text(client.get(answer.url))
    assert Entry.objects.filter(verb=Verb.HANDOVER_LINK_OPENED).count() == 1
    cookie = client.cookies[f"samspor_link_{link.pk.hex}"]
    assert (cookie["httponly"], cookie["path"]) == (True, url("parent"))
    assert "no-store" in client.get(answer.url)["Cache-Control"]
    assert "Skriv din kode" in text(Client().get(where(link)))


def test_a_wrong_code_leads_nowhere(link):
    client = Client()
    assert enter(client, link, code="123").status_code == 422
    assert not client.cookies.get(f"samspor_link_{link.pk.hex}")
    assert len(HandoverLink.objects.get().missed_at) == 1


def test_after_the_answer_one_gets_a_receipt_by_a_redirect_and_can_go_back(cast, mother, link, handover):
    choose(cast, handover, "friends")
    choose(cast, handover, "attention")
    answer = answers(mother, link, felt_attention="no")
    assert (answer.status_code, answer.url) == (303, where(link, "thanks"))
    receipt = text(mother.get(answer.url))
    assert "Tak for dit svar" in receipt
    assert len(re.findall(r"Svaret 23\. november 2026 kl\. 10\.30", receipt)) == 2
    assert "Kan bruges til og med 22. maj 2027" in receipt
    assert re.search(r"Det, barnet er god til og glad for</h3>\s*<p>.*?Ja", receipt)
    assert "Du har ikke svaret på »Venner og fællesskab«" in receipt
    assert "Hun synger\ni bilen" in receipt
    assert "Bygger høje tårne" not in receipt
    assert where(link) in receipt
    assert "Hun synger\ni bilen</textarea>" in text(mother.get(where(link)))  # the way back


def test_a_receipt_says_only_what_was_said_and_by_oneself(cast, mother, link, handover, far):
    answered(cast, handover, far, {"good_at": Said.NO}, words="Kun for de nye voksne")
    receipt = text(mother.get(where(link, "thanks")))
    assert "Du har ikke svaret på »Det, barnet er god til og glad for«" in receipt
    for words in ("Kun for de nye voksne", "Ove", "Dine svar", "Dine egne ord"):
        assert words not in receipt


def test_a_yes_to_other_words_is_no_longer_on_the_receipt(cast, mother, link, handover):
    answers(mother, link)
    choose(cast, handover, "good_at", "Bygger lave tårne")
    receipt = text(mother.get(where(link, "thanks")))
    assert "Dine svar" not in receipt
    assert "Hun synger" in receipt


@pytest.mark.parametrize("how", ["revoked", "stop", "late", "other browser", "forged", "nothing", "sent away"])
def test_a_link_that_does_not_hold_says_thank_you_and_nothing_else(cast, mother, link, handover, how):
    answers(mother, link)
    address, at = where(link, "thanks"), NOW
    if how == "revoked":
        actions.revoke_handover_link(by=cast.actor("pia"), link=link, at=NOW)
    if how == "stop":
        stop(cast)
    if how == "late":
        at = NOW + 15 * DAY
    if how == "other browser":
        mother = Client()
    if how == "forged":
        mother.cookies[f"samspor_link_{link.pk.hex}"] = queries.code_of(link)
    if how in {"nothing", "sent away"}:
        address = url("thanks") + ("" if how == "nothing" else "?k=forfalsket")
    with time_machine.travel(at, tick=False):
        shown = text(mother.get(address))
    assert GENERAL in shown
    for words in ("Hun synger", "Åskolen", "Bo ", "Dine svar"):
        assert words not in shown


def test_after_a_while_the_code_is_asked_for_again(mother, link):
    with time_machine.travel(NOW + timedelta(hours=5), tick=False):
        assert "Skriv din kode" in text(mother.get(where(link)))
