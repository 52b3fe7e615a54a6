"""What somebody is to do: how it stands by its days, who is reminded, and what came of it."""

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions, queries
from samspor.pathways.models import Action
from samspor.pathways.pages import address
from samspor.pathways.rules.doing import ActionState, Doing, stands
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, job
from tests.pathways.test_actions import close, leave

DUE = TODAY + 10 * DAY
LOOK = TODAY + 4 * DAY
db = pytest.mark.usefixtures("at_noon", "db")


@pytest.mark.parametrize(
    ("state", "review", "today", "expected"),
    [
        (ActionState.OPEN, LOOK, LOOK - DAY, Doing.UNDERWAY),
        (ActionState.OPEN, LOOK, LOOK, Doing.TO_REVIEW),
        (ActionState.OPEN, None, LOOK, Doing.UNDERWAY),
        (ActionState.OPEN, LOOK, DUE, Doing.TO_REVIEW),
        (ActionState.OPEN, None, DUE, Doing.UNDERWAY),
        (ActionState.OPEN, LOOK, DUE + DAY, Doing.LATE),
        (ActionState.DONE, LOOK, DUE + DAY, Doing.DONE),
        (ActionState.DROPPED, None, TODAY, Doing.DROPPED),
    ],
)
def test_how_it_stands_by_its_days(state, review, today, expected):
    assert stands(state, DUE, review, today=today) is expected


def agree(cast, pathway, by="pia", who="mads", **more):
    said = {"what": "Leger med to ad gangen", "who": job(cast, who), "due_on": DUE, "at": NOW} | more
    return actions.add_action(by=cast.actor(by), pathway=pathway, **said)


def settle(cast, one, to=ActionState.DONE, words="De leger hver dag", by="mads"):
    return actions.settle_action(by=cast.actor(by), action=one, to=to, words=words, at=NOW)


@db
def test_it_is_agreed_done_opened_again_and_remembered(cast, pathway):
    made = agree(cast, pathway, review_on=LOOK, where="I rytmiksalen")
    old = Action.objects.get(pk=made.pk)
    with pytest.raises(Refused, match="Skriv det med ord"):
        settle(cast, made, words=" ")
    settle(cast, made)
    with pytest.raises(Refused, match="Det står der allerede"):
        settle(cast, old, ActionState.DROPPED, by="pia")
    actions.reopen_action(by=cast.actor("pia"), action=old, at=NOW)
    with pytest.raises(Refused, match="Det står der allerede"):
        actions.reopen_action(by=cast.actor("pia"), action=old, at=NOW)
    held = Action.objects.get()
    assert (held.state, held.outcome_words, held.settled_by) == ("open", None, None)
    verbs = [Verb.ACTION_AGREED, Verb.ACTION_SETTLED, Verb.ACTION_REOPENED]
    assert [Entry.objects.get(verb=verb).child_ids for verb in verbs] == [[cast.bo.pk]] * 3


@db
def test_one_of_the_family_does_it(cast, pathway):
    mother = actions.add_family(
        by=cast.actor("pia"), pathway=pathway, guardian=cast.mor, task="Læser højt", contact="", at=NOW
    )
    made = actions.add_action(
        by=cast.actor("pia"), pathway=pathway, what="Læser højt hver aften", who=mother, due_on=DUE, at=NOW
    )
    assert (made.participant, made.staff) == (mother, None)
    colleague = actions.add_colleague(
        by=cast.actor("pia"), pathway=pathway, who=job(cast, "mads"), task="Er der", contact="", at=NOW
    )
    one = actions.add_action(by=cast.actor("pia"), pathway=pathway, what="Ringer", who=colleague, due_on=DUE, at=NOW)
    assert (one.participant, one.staff) == (None, cast.mads)
    actions.end_participant(by=cast.actor("pia"), participant=mother, at=NOW)
    with pytest.raises(Refused, match="Vælg en af dem"):
        actions.add_action(by=cast.actor("pia"), pathway=pathway, what="Mere", who=mother, due_on=DUE, at=NOW)


@db
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"due_on": TODAY - DAY}, "Dagen er gået"),
        ({"due_on": TODAY + 367 * DAY}, "mere end et år frem"),
        ({"review_on": TODAY - DAY}, "Se på det undervejs"),
        ({"review_on": DUE + DAY}, "Se på det undervejs"),
        ({"what": " "}, "Skriv det med ord"),
        ({"who": "else_"}, "Vælg en af dem"),
    ],
)
def test_what_can_not_be_agreed(cast, pathway, more, words):
    if "who" in more:
        more = {"who": job(cast, more["who"])}
    with pytest.raises(Refused, match=words):
        actions.add_action(
            by=cast.actor("pia"), pathway=pathway, at=NOW,
            **{"what": "Leger", "who": job(cast, "mads"), "due_on": DUE} | more,
        )  # fmt: skip
    assert not Action.objects.exists()


@db
def test_a_stranger_a_closed_pathway_and_raw_sql(cast, pathway):
    made = agree(cast, pathway)
    with pytest.raises(NotHere):
        settle(cast, made, by="else_")
    with pytest.raises(IntegrityError, match="action_of_one"), transaction.atomic():
        Action.objects.filter(pk=made.pk).update(staff=None)
    with pytest.raises(IntegrityError, match="action_settled_with_a_word"), transaction.atomic():
        Action.objects.filter(pk=made.pk).update(state="done")
    close(cast, pathway, became={made.pk: ActionState.DROPPED})
    with pytest.raises(Refused, match="afsluttet"):
        settle(cast, made)


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, url, **words):
    return client.post(url, {"form_key": str(uuid4()), **words})


@db
def test_it_is_written_shown_and_settled_on_the_page(cast, pathway, as_):
    pia, here = as_("pia"), reverse("pathways:action", args=[pathway.pk])
    actions.add_family(by=cast.actor("pia"), pathway=pathway, guardian=None, task="Er med", contact="", at=NOW)
    form = page(pia, here)
    assert re.search(r"<option value=\"[^\"]+\" selected[^>]*>Pia Holm", form)
    assert "Barnet selv" in form
    said = {"what": "Leger to og to", "who": str(job(cast, "mads").pk), "where": "I salen", "due_on": "2026-12-03"}
    assert send(pia, here, **said | {"review_on": "2026-12-04"}).status_code == 422
    assert send(pia, here, **said | {"review_on": "2026-11-27"})["Location"] == address(pathway.pk, "tiltag")
    made = Action.objects.get()
    shown = page(pia, address(pathway.pk))
    assert "Mads Kjær gør det senest 3. december 2026. I salen. Vi ser på det 27. november 2026." in shown
    there = reverse("pathways:settle_action", args=[made.pk])
    assert send(pia, there, to="dropped", words="").status_code == 422
    send(pia, there, to="dropped", words="Salen er lukket")
    shown = page(pia, address(pathway.pk))
    assert "Blev ikke til noget" in shown
    assert "Pia Holm skrev det 23. november 2026." in shown
    send(pia, reverse("pathways:reopen_action", args=[made.pk]))
    shown = page(pia, address(pathway.pk))
    assert "Blev ikke til noget. »Salen er lukket« Pia Holm åbnede det igen" in shown
    for name in ("else_", "vera", "fatma"):
        page(as_(name), there, 404)


@db
def test_who_does_it_is_reminded_and_who_holds_the_baton_sees_to_it(cast, pathway, as_, at_noon):
    agree(cast, pathway, due_on=TODAY + 20 * DAY, review_on=TODAY + 10 * DAY)
    assert "tiltag" not in page(as_("mads"), "/")
    assert "I har aftalt" not in page(as_("mads"), "/")
    at_noon.shift(4 * DAY)
    assert "Gør det, I har aftalt om Bo" in page(as_("mads"), "/")
    assert "tiltag" not in page(as_("pia"), "/")
    at_noon.shift(6 * DAY)
    assert "Se på dit tiltag for Bo" in page(as_("mads"), "/")
    assert "Se sammen på tiltaget for Bo" in page(as_("pia"), "/")
    at_noon.shift(11 * DAY)
    assert "Skriv, hvad der blev af dit tiltag for Bo" in page(as_("mads"), "/")
    shown = page(as_("pia"), "/")
    assert "Se til tiltaget for Bo" in shown
    assert "Mads Kjær skulle have gjort det 13. december 2026" in shown


@db
def test_who_no_longer_has_the_child_is_not_reminded_and_the_holder_is(cast, pathway, as_, at_noon):
    agree(cast, pathway)
    leave(cast, "mads", TODAY + DAY)
    at_noon.shift(11 * DAY)
    assert "Se til tiltaget for Bo" in page(as_("pia"), "/")
    at_noon.shift(-11 * DAY)


def test_an_account_that_is_nobodys_has_nothing_to_do(cast, db):
    assert queries.actions_by(replace(cast.actor("pia"), staff=None), TODAY) == []
