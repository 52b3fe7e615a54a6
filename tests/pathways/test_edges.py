"""Who opens a pathway but works nowhere, and what came twice."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.access.models import Submission
from samspor.access.once import Sent
from samspor.base.refused import NotHere, Refused
from samspor.messages.models import Message
from samspor.pathways import actions, queries
from samspor.pathways.models import BatonOffer, Pathway, PathwayDraft
from samspor.people.models import Employment, StaffMember
from tests.cast import NOW
from tests.factories import remembered
from tests.pathways.conftest import offer
from tests.pathways.test_actions import close

pytestmark = pytest.mark.django_db


def test_an_account_that_is_nobodys_at_work_writes_nothing(cast):
    with pytest.raises(NotHere):
        queries.me(replace(cast.actor("pia"), id=uuid4()))


def test_what_was_sent_while_it_was_saved_is_no_draft(cast, pathway):
    sent = uuid4()
    Submission.objects.create(key=sent, account=cast.pia.account, at=NOW, location="/")
    about = {"by": cast.actor("pia"), "place": "/x/", "typed": {"text": "Bo l"}, "at": NOW}
    for came in ({"sent_as": Sent(str(sent), b"")}, {}):
        assert bool(actions.save_pathway_draft(pathway=pathway, **about, **came)) is not bool(came)
    assert PathwayDraft.objects.count() == 1


def test_who_offered_and_has_no_account_since_is_told_nothing(cast, pathway):
    made = offer(cast, pathway)
    remembered()
    StaffMember.objects.filter(pk=cast.pia.pk).update(account=None)
    actions.decline_baton(by=cast.actor("mads"), offer=made, words="Jeg har for mange", at=NOW)
    assert BatonOffer.objects.get().answer == "declined"
    assert not Message.objects.filter(template="baton_declined").exists()


def test_a_page_asked_for_while_it_is_closed_says_so(cast, pathway):
    """Between two statements of one page somebody else has closed it."""
    seen = Pathway.objects.get(pk=pathway.pk)
    close(cast, pathway)
    with pytest.raises(Refused, match="afsluttet imens"):
        queries.standing_of(seen)


def test_a_pathway_is_called_by_its_key(pathway):
    assert str(pathway) == str(pathway.pk)


def test_a_substitute_until_the_end_of_the_calendar_is_refused_at_the_day(cast, pathway, as_):
    there = reverse("pathways:substitute", args=[pathway.pk])
    who = str(Employment.objects.get(staff=cast.mads).pk)
    given = {"who": who, "why": "holiday", "from_on": "2026-11-24", "to_on": "9999-12-31"}
    answer = as_("pia").post(there, given | {"form_key": str(uuid4())})
    assert answer.status_code == 422
    assert "for langt ude i fremtiden" in answer.content.decode()
