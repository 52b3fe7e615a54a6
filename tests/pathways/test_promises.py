"""What is promised to a family: how it stands by its day, who is reminded, and that a pathway does not end over it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions
from samspor.pathways.models import PathwayDraft, Promise
from samspor.pathways.pages import address
from samspor.pathways.rules.promises import Outcome, Promised, Whom, check_none_open, stands
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, job
from tests.pathways.test_actions import close, leave

DUE = TODAY + 7 * DAY


def at(days):
    return NOW + days * DAY


@pytest.mark.parametrize(
    ("outcome", "settled", "today", "expected"),
    [
        (None, None, -1, Promised.OPEN),
        (None, None, 0, Promised.OPEN),
        (None, None, 1, Promised.LATE),
        (Outcome.KEPT, 0, 9, Promised.KEPT),
        (Outcome.KEPT, 1, 9, Promised.KEPT_LATE),
        (Outcome.BROKEN, -1, 9, Promised.BROKEN),
        (Outcome.BROKEN, 1, 9, Promised.BROKEN),
    ],
)
def test_how_it_stands_by_its_day(outcome, settled, today, expected):
    on = None if settled is None else DUE + settled * DAY
    assert stands(DUE, outcome, on, today=DUE + today * DAY) is expected


@given(st.integers(-400, 400), st.integers(-400, 400))
def test_what_is_settled_no_longer_changes_with_the_day(settled, later):
    on = DUE + timedelta(days=settled)
    assert stands(DUE, Outcome.KEPT, on, today=TODAY) is stands(DUE, Outcome.KEPT, on, today=TODAY + later * DAY)


@pytest.mark.parametrize(("number", "words"), [(1, "et løfte"), (3, "3 løfter")])
def test_a_pathway_does_not_end_over_a_promise(number, words):
    check_none_open(0)
    with pytest.raises(Refused, match=words):
        check_none_open(number)


def promise(cast, pathway, by="pia", keeper="mads", on=DUE, what="Vi ringer til Bos mor"):
    return actions.make_promise(
        by=cast.actor(by), pathway=pathway, what=what, whom=Whom.FAMILY, keeper=job(cast, keeper), on=on, at=NOW
    )


def settle(cast, one, outcome=Outcome.KEPT, words="", by="mads", days=1):
    return actions.settle_promise(by=cast.actor(by, at(days)), promise=one, outcome=outcome, words=words, at=at(days))


@pytest.mark.django_db
def test_it_is_made_kept_and_remembered(cast, pathway):
    made = promise(cast, pathway)
    assert (made.stands(TODAY), made.stands(DUE + DAY)) == (Promised.OPEN, Promised.LATE)
    assert Entry.objects.get(verb=Verb.PROMISE_MADE).child_ids == [cast.bo.pk]
    settle(cast, made)
    assert Promise.objects.get().stands(DUE + DAY) is Promised.KEPT
    assert Entry.objects.get(verb=Verb.PROMISE_SETTLED).after == {"outcome": "kept"}


@pytest.mark.django_db
def test_a_broken_one_owes_the_family_a_reason(cast, pathway):
    made = promise(cast, pathway)
    with pytest.raises(Refused, match="siger til familien"):
        settle(cast, made, Outcome.BROKEN, "  ")
    settle(cast, made, Outcome.BROKEN, "Vi fandt ingen tid, og det beklager vi.")
    assert Promise.objects.get().stands(TODAY) is Promised.BROKEN


@pytest.mark.django_db
def test_two_who_say_what_became_of_it_do_not_write_over_each_other(cast, pathway):
    made = promise(cast, pathway)
    old = Promise.objects.get(pk=made.pk)
    settle(cast, made)
    with pytest.raises(Refused, match="Det står der allerede"):
        settle(cast, old, Outcome.BROKEN, "Nej", by="pia")
    again = actions.reopen_promise(by=cast.actor("pia", at(2)), promise=old, at=at(2))
    assert again.stands(DUE) is Promised.OPEN
    with pytest.raises(Refused, match="åbent i forvejen"):
        actions.reopen_promise(by=cast.actor("pia", at(2)), promise=old, at=at(2))
    assert [one.before for one in Entry.objects.filter(verb=Verb.PROMISE_REOPENED)] == [{"outcome": "kept"}]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": TODAY - DAY}, "Dagen er gået"),
        ({"on": TODAY + 367 * DAY}, "mere end et år frem"),
        ({"what": " "}, "Skriv det med ord"),
        ({"keeper": "else_"}, "Vælg en, der arbejder med barnet"),
    ],
)
def test_what_can_not_be_promised(cast, pathway, more, words):
    with pytest.raises(Refused, match=words):
        promise(cast, pathway, **more)
    assert not Promise.objects.exists()


@pytest.mark.django_db
def test_a_stranger_and_a_closed_pathway(cast, pathway):
    made = promise(cast, pathway)
    with pytest.raises(NotHere):
        promise(cast, pathway, by="else_")
    with pytest.raises(NotHere):
        settle(cast, made, by="else_")
    with pytest.raises(Refused, match="et løfte"):
        close(cast, pathway)
    settle(cast, made)
    close(cast, pathway, at=at(2))
    with pytest.raises(Refused, match="afsluttet"):
        actions.reopen_promise(by=cast.actor("pia", at(3)), promise=Promise.objects.get(), at=at(3))


@pytest.fixture
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, url, **words):
    return client.post(url, {"form_key": str(uuid4()), **words})


@pytest.mark.django_db
def test_it_is_written_shown_and_settled_on_the_page(cast, pathway, as_, frozen):
    pia, here = as_("pia"), reverse("pathways:promise", args=[pathway.pk])
    assert here in page(pia, address(pathway.pk))
    assert re.search(r"<option value=\"[^\"]+\" selected[^>]*>Pia Holm", page(pia, here))
    pia.post(here, {"form_key": str(uuid4()), "what": "Vi ri"}, headers={"X-Autosave": "1"})
    assert "Vi ri" in page(pia, here)
    said = {"what": "Vi ringer til mor", "whom": "family", "keeper": str(job(cast, "mads").pk), "on": "2026-11-30"}
    assert send(pia, here, **said | {"on": "2026-11-01"}).status_code == 422
    assert send(pia, here, **said)["Location"] == address(pathway.pk, "loefter")
    assert not PathwayDraft.objects.exists()
    made = Promise.objects.get()
    shown = page(pia, address(pathway.pk))
    assert shown.index("Det næste") < shown.index("Vi ringer til mor") < shown.index("Stafetten")
    assert "Mads" in shown
    assert "Gælder stadig" in shown
    there = reverse("pathways:settle", args=[made.pk])
    assert send(pia, there, outcome="broken", words="").status_code == 422
    send(pia, there, outcome="broken", words="Vi beklager")
    broken = page(pia, address(pathway.pk))
    assert "Ikke holdt" in broken
    assert "Vi beklager" in broken
    send(pia, reverse("pathways:reopen", args=[made.pk]))
    assert "Gælder stadig" in page(pia, address(pathway.pk))
    for name in ("else_", "vera", "fatma"):
        page(as_(name), there, 404)


@pytest.mark.django_db
def test_who_promised_is_reminded_and_who_holds_the_baton_sees_to_it(cast, pathway, as_, frozen):
    promise(cast, pathway)
    assert "Gør det, du har lovet om Bo" in page(as_("mads"), "/")
    assert "løfte" not in page(as_("pia"), "/")
    frozen.shift(8 * DAY)
    assert "Skriv, hvad der blev af dit løfte om Bo" in page(as_("mads"), "/")
    assert "Se til, at løftet om Bo bliver holdt" in page(as_("pia"), "/")


@pytest.mark.django_db
def test_a_promise_far_ahead_waits(cast, pathway, as_, frozen):
    promise(cast, pathway, on=TODAY + 8 * DAY)
    assert "lovet" not in page(as_("mads"), "/")


@pytest.mark.django_db
def test_who_no_longer_has_the_child_is_not_reminded_and_the_holder_is(cast, pathway, as_, frozen):
    promise(cast, pathway)
    leave(cast, "mads", TODAY + DAY)
    frozen.shift(8 * DAY)
    assert "Se til, at løftet om Bo bliver holdt" in page(as_("pia"), "/")
    assert Role.PEDAGOGUE not in cast.actor("mads", NOW + 8 * DAY).roles
