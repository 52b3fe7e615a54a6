"""Words a receiver writes about what is withdrawn meanwhile are not sent, and are given back."""

from uuid import uuid4

import pytest

from samspor.base.refused import NotHere, Refused
from samspor.people import api as people
from samspor.transitions import actions
from samspor.transitions.models import HandoverDraft
from samspor.transitions.rules.words import Said, Use
from tests.cast import NOW, TODAY
from tests.transitions.conftest import answered, choose, send
from tests.transitions.test_actions import LATER, withdraw
from tests.transitions.test_drafts import AUTOSAVE
from tests.transitions.test_views import DAY, key, text, url

WORDS = "Vi begyndte\nmed <togbanen>"
GONE = "Det her bliver ikke sendt"


@pytest.fixture
def two(cast, handover):
    """What Bo is good at and his friends, sent and read."""
    for name in ("good_at", "friends"):
        choose(cast, handover, name)
    answered(cast, handover, cast.mor, dict.fromkeys(("good_at", "friends"), Said.YES))
    return actions.confirm_read(by=cast.actor("tine"), delivery=send(cast, handover), at=NOW)


def said_of(delivery):
    good, friends = (delivery.sent_fields.get(key=name) for name in ("good_at", "friends"))
    return key(**{f"use_{good.pk}": "useful", f"words_{good.pk}": WORDS, f"words_{friends.pk}": "Egon hjalp"}), good


def test_words_about_what_was_withdrawn_while_one_wrote_are_given_back_and_the_rest_is_sent(as_, cast, two):
    tine, address = as_("tine"), url("useful", two)
    form, good = said_of(two)
    withdraw(cast, two.handover, ["good_at"])
    answer = tine.post(address, form)
    shown = text(answer)
    assert answer.status_code == 422
    assert "Samtykket til »Det, barnet er god til og glad for« er trukket tilbage imens" in shown
    assert GONE in shown
    assert f"{WORDS}</textarea>" in shown
    assert "Egon hjalp</textarea>" in shown
    two.refresh_from_db()
    assert two.answered_at is None
    again = {name: said for name, said in form.items() if str(good.pk) not in name} | {f"gone_{good.pk}": WORDS}
    assert tine.post(address, again).status_code == 303
    good.refresh_from_db()
    assert (good.use_words, two.sent_fields.get(key="friends").use_words) == (None, "Egon hjalp")


def test_in_a_draft_they_are_found_again_and_kept(as_, cast, two):
    tine, address = as_("tine"), url("useful", two)
    form, good = said_of(two)
    tine.post(address, form, **AUTOSAVE)
    assert GONE not in text(tine.get(address))
    withdraw(cast, two.handover, ["good_at"])
    shown = text(tine.get(address))
    assert GONE in shown
    assert f"{WORDS}</textarea>" in shown
    again = {name: said for name, said in form.items() if str(good.pk) not in name} | {f"gone_{good.pk}": WORDS}
    tine.post(address, again, **AUTOSAVE)
    assert HandoverDraft.objects.get().values[f"gone_{good.pk}"] == WORDS
    assert f"{WORDS}</textarea>" in text(tine.get(address))


def test_a_mark_without_words_is_nothing_to_give_back(as_, cast, two):
    tine, address = as_("tine"), url("useful", two)
    form, good = said_of(two)
    withdraw(cast, two.handover, ["good_at"])
    assert tine.post(address, form | {f"words_{good.pk}": " "}).status_code == 303


def test_what_was_withdrawn_before_it_was_opened_is_not_named(as_, cast, handover):
    for name in ("good_at", "friends"):
        choose(cast, handover, name)
    answered(cast, handover, cast.mor, dict.fromkeys(("good_at", "friends"), Said.YES))
    sent = send(cast, handover)
    good = sent.sent_fields.get(key="good_at")
    withdraw(cast, handover, ["good_at"])
    read = actions.confirm_read(by=cast.actor("tine"), delivery=sent, at=LATER + DAY)
    forged = key(**{f"words_{good.pk}": "Gættet", f"use_{sent.sent_fields.get(key='friends').pk}": "useful"})
    answer = as_("tine").post(url("useful", read), forged)
    assert answer.status_code == 303
    assert good.heading not in text(as_("tine").get(url("useful", read)))


def test_words_a_colleague_came_before_are_given_back(as_, cast, two):
    form, good = said_of(two)
    people.employ(
        by=cast.actor("ali"), staff=cast.mads, unit=cast.aaskolen, role="teacher", starts_on=TODAY, ends_on=None, at=NOW
    )
    actions.say_what_was_useful(by=cast.actor("mads"), delivery=two, uses={good.pk: (Use.USEFUL, "")}, at=LATER)
    shown = text(as_("tine").post(url("useful", two), form))
    assert "Det, du har skrevet, er ikke sendt" in shown
    assert WORDS in shown
    assert "Egon hjalp" in shown
    assert "er ikke sendt" not in text(as_("mads").get(url("useful", two)))


def test_withdrawn_in_the_very_moment_is_refused_and_a_strangers_field_is_not_there(cast, two):
    good = two.sent_fields.get(key="good_at")
    withdraw(cast, two.handover, ["good_at"])
    given = {"by": cast.actor("tine"), "delivery": two, "at": LATER}
    with pytest.raises(Refused, match="trukket tilbage imens"):
        actions.say_what_was_useful(uses={good.pk: (None, WORDS)}, **given)
    with pytest.raises(NotHere):
        actions.say_what_was_useful(uses={good.pk: (None, WORDS), uuid4(): (None, "x")}, **given)
