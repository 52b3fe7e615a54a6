"""While a stop stands on a child, nothing of screening reaches the parents, nor what was handed over before it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from samspor.base.refused import NotHere, Refused
from samspor.concerns.api import start_concern
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.screening import actions, queries
from samspor.screening.models import ParentVoice
from samspor.screening.rules import Way
from tests.cast import NOW, TODAY
from tests.screening.test_parents import answer, key, linked, parent, parents_url, text


@pytest.fixture
def begin(cast):
    def begun(violence=Answer.NO):
        answers = {StopKind.VIOLENCE: violence, StopKind.HONOUR: Answer.NO}
        said = {"worries": "Blå mærker", "observed_on": TODAY, "answers": answers, "at": NOW}
        return start_concern(by=cast.actor("pia"), child=cast.bo, **said)

    return begun


@pytest.fixture
def stop(begin):
    """Said in the middle of a test, when what it must hold is there."""
    return lambda: begin(violence=Answer.YES)


def test_a_link_made_before_a_stop_is_closed_by_it(cast, opened, stop):
    link = linked(cast, opened, cast.mor)
    closed = text(Client().get(reverse("screening:answer"), {"k": "vrøvl"}))
    stop()
    assert not queries.is_open(parent(link), link, TODAY)
    sent = {"k": queries.token_of(link), "goes_well": "Han synger"}
    assert text(Client().get(reverse("screening:answer"), sent)) == closed
    assert text(Client().post(reverse("screening:answer"), sent)) == closed
    with pytest.raises(NotHere):
        answer(link)
    assert not ParentVoice.objects.exists()


def test_no_address_is_shown_while_a_stop_stands(cast, opened, stop, as_):
    linked(cast, opened, cast.mor)
    pia, paper = as_("pia"), reverse("screening:paper", args=[opened.pk, cast.bo.pk])
    before = text(pia.get(parents_url(cast, opened)))
    assert ("?k=" in before, paper in before, "Intet til forældrene" in before) == (True, True, False)
    stop()
    after = text(pia.get(parents_url(cast, opened)))
    assert ("?k=" in after, paper in after, "Lav et link" in after) == (False, False, False)
    assert "mistanke om vold" in after


def test_the_paper_form_is_held_back(cast, opened, begin, stop, as_):
    address = reverse("screening:paper", args=[opened.pk, cast.bo.pk])
    begin()
    assert as_("pia").get(address).status_code == 200
    stop()
    held = as_("pia").get(address)
    assert (held.status_code, "mistanke om vold" in text(held)) == (409, True)


def focus(cast, child):
    return actions.set_focus(
        by=cast.actor("pia"), unit=cast.solsikken, group=cast.blaamejserne, child=child, responsible=cast.mads.pk,
        aim="Ro", action="Små grupper", review_on=TODAY + timedelta(days=30), at=NOW,
    )  # fmt: skip


def test_a_childs_focus_point_is_held_back(cast, stop, as_):
    held = focus(cast, cast.bo)
    stop()
    with pytest.raises(Refused, match="mistanke om vold"):
        actions.tell_parents_of_focus(by=cast.actor("pia"), focus=held, told_on=TODAY, way=Way.TALK, at=NOW)
    address = reverse("screening:focus_told", args=[held.pk])
    assert as_("pia").get(address).status_code == 409
    assert as_("pia").post(address, {"told_on": str(TODAY), "way": "talk", **key()}).status_code == 409


def test_the_groups_focus_point_is_told_all_the_same(cast, stop, as_):
    held = focus(cast, None)
    stop()
    sent = {"told_on": str(TODAY), "way": "talk", **key()}
    answered = as_("pia").post(reverse("screening:focus_told", args=[held.pk]), sent)
    assert answered.status_code == 303
