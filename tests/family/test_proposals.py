"""What the staff propose: each guardian answers for themselves, and nothing is begun before all have said yes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import InternalError, ProgrammingError
from django.urls import reverse

from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.family import actions, jobs, pages, queries
from samspor.family.models import Proposal, ProposalAnswer
from samspor.family.rules.proposals import Said
from samspor.messages.models import Message
from samspor.messages.rules import Template
from samspor.people.models import Guardianship
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import PAGE, read
from tests.family.test_actions import last
from tests.family.test_childs import pressed
from tests.family.test_doors import code
from tests.family.test_sees import change, seen, stop
from tests.family.test_views import form_of

pytestmark = pytest.mark.usefixtures("at_noon", "db")
TEXT = "Vi foreslår, at Bo kommer i legegruppe"


def put(cast, by="pia"):
    return actions.put_proposal(by=cast.actor(by), child=cast.bo, text=TEXT, at=NOW)


def say(visit, proposal, said, at=NOW):
    return actions.answer_proposal(by=queries.of_family(visit, at), visit=visit, proposal=proposal.pk, said=said, at=at)


def begin(cast, proposal, by="pia"):
    return actions.begin_proposal(by=cast.actor(by), proposal=proposal, at=NOW)


@pytest.fixture
def proposal(cast, pathway, ove):
    return put(cast)


def test_it_begins_when_everybody_with_custody_has_said_yes(cast, proposal, ove, come):
    for visit in (come(cast.mor), come(ove)):
        with pytest.raises(Refused, match="Der mangler et ja"):
            begin(cast, proposal)
        say(visit, proposal, Said.YES)
    begun = begin(cast, proposal)
    assert (begun.ending, begun.ended_by) == ("begun", cast.pia)
    assert last(Verb.PROPOSAL_ENDED).after == {"ending": "begun"}


@pytest.mark.parametrize("said", [Said.NO, Said.NOT_NOW])
def test_a_yes_taken_back_counts_no_more(cast, proposal, ove, come, said):
    mother, father = come(cast.mor), come(ove)
    for visit in (mother, father):
        say(visit, proposal, Said.YES)
    say(mother, proposal, said, at=NOW + timedelta(minutes=1))
    with pytest.raises(Refused, match="Der mangler et ja"):
        begin(cast, proposal)
    assert ProposalAnswer.objects.count() == 3


def test_who_has_custody_today_is_who_is_waited_for(cast, proposal, ove, come):
    say(come(cast.mor), proposal, Said.YES)
    change(ove, cast.bo, has_custody=False)
    new = factories.guardian(cast.bo, "Eva Øster")
    with pytest.raises(Refused, match="Der mangler et ja"):
        begin(cast, proposal)
    say(come(new), proposal, Said.YES)
    assert begin(cast, proposal).ended_at == NOW


def test_where_nobody_has_custody_nothing_is_begun(cast, proposal):
    factories.remembered()
    Guardianship.objects.filter(child=cast.bo).update(has_custody=False)
    with pytest.raises(Refused, match="Der står ingen med forældremyndighed"):
        begin(cast, proposal)


def test_a_parent_is_told_nothing_of_what_the_other_has_said(cast, proposal, ove, come, as_family):
    mother, father = come(cast.mor), come(ove)
    say(mother, proposal, Said.YES)
    drawn = []
    for minutes, said in enumerate((None, Said.NO, Said.NOT_NOW, Said.YES)):
        if said:
            say(father, proposal, said, at=NOW + timedelta(minutes=minutes))
        drawn.append(repr(pages.seen_page(seen(cast, cast.mor), [], TODAY)))
    assert len(set(drawn)) == 1
    begin(cast, proposal)
    other = put(cast)
    say(mother, other, Said.YES)
    actions.withdraw_proposal(by=cast.actor("pia"), proposal=other, at=NOW)
    lines = [(one.text, one.said, one.is_open) for one in seen(cast, cast.mor).proposals]
    assert lines == [(TEXT, Said.YES, False)] * 2  # begun or taken back: the same
    assert "Begyndt" not in read(as_family(cast.mor))


def test_what_is_over_is_shown_only_to_who_has_answered(cast, proposal, ove, come):
    say(come(cast.mor), proposal, Said.NO)
    actions.withdraw_proposal(by=cast.actor("pia"), proposal=proposal, at=NOW)
    assert (len(seen(cast, cast.mor).proposals), seen(cast, ove).proposals) == (1, [])


def test_who_may_not_read_free_words_is_asked_to_ring(cast, proposal, ove, as_family):
    factories.remembered()
    type(cast.mor).objects.filter(pk=cast.mor.pk).update(protected_until=TODAY + timedelta(days=90))
    page = read(as_family(ove))
    assert TEXT not in page
    assert "Vi har et forslag. Ring til os" in page


def test_without_custody_one_is_not_asked(cast, proposal, ove, come):
    change(ove, cast.bo, has_custody=False)
    assert seen(cast, ove).proposals == ()
    with pytest.raises(NotHere):
        say(come(ove), proposal, Said.YES)


def test_it_is_put_where_there_is_a_pathway_and_in_words(cast, pathway, ove):
    with pytest.raises(Refused, match="Skriv, hvad I foreslår"):
        actions.put_proposal(by=cast.actor("pia"), child=cast.bo, text=" ", at=NOW)
    with pytest.raises(Refused, match="Der er ikke et åbent forløb"):
        actions.put_proposal(by=cast.actor("pia"), child=cast.egon, text=TEXT, at=NOW)
    with pytest.raises(NotHere):
        put(cast, "else_")
    assert not Proposal.objects.exists()


def test_while_there_is_a_stop_nothing_is_proposed(cast, pathway):
    stop(cast, cast.bo)
    with pytest.raises(Refused, match="mistanke"):
        put(cast)


def test_what_is_over_is_answered_and_ended_no_more(cast, proposal, come):
    visit = come(cast.mor)
    actions.withdraw_proposal(by=cast.actor("pia"), proposal=proposal, at=NOW)
    for asked in (
        lambda: begin(cast, proposal),
        lambda: actions.withdraw_proposal(by=cast.actor("pia"), proposal=proposal, at=NOW),
    ):
        with pytest.raises(Refused, match="ikke åbent længere"):
            asked()
    with pytest.raises(NotHere):
        say(visit, proposal, Said.YES)


def test_only_a_guardian_answers(cast, proposal):
    nanna = factories.child(cast.blaamejserne, "Nanna Vester", birth_date=TODAY.replace(year=2015))
    visit = actions.sit_together(by=cast.actor("pia"), child=nanna, at=NOW)
    with pytest.raises(NotHere):
        say(visit, proposal, Said.YES)


def test_an_answer_is_told_to_who_proposed_and_leads_there(cast, proposal, come, as_):
    say(come(cast.mor, by="mads"), proposal, Said.NOT_NOW)
    assert Message.objects.get(template=Template.PROPOSAL_ANSWERED).to_id == cast.pia.account_id
    page = read(as_("pia"), "/")
    assert f'href="{reverse("family:family", args=[cast.bo.pk])}"><strong>En forælder har svaret på dit forslag' in page


def test_who_is_no_longer_here_is_not_told(cast, proposal, come):
    visit = come(cast.mor, by="mads")
    factories.remembered()
    type(cast.pia).objects.filter(pk=cast.pia.pk).update(account=None)
    say(visit, proposal, Said.YES)
    assert not Message.objects.filter(template=Template.PROPOSAL_ANSWERED).exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE family_proposalanswer SET said = 'yes'", "DELETE FROM family_proposalanswer",
        "TRUNCATE family_proposalanswer",
    ],
)  # fmt: skip
def test_no_statement_changes_what_a_guardian_has_said(cast, proposal, come, statement):
    say(come(cast.mor), proposal, Said.NO)
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ProposalAnswer.objects.get().said == "no"


def test_one_that_is_over_was_ended_by_somebody(proposal):
    factories.remembered()
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(ending="begun")


def test_they_go_when_they_and_their_answers_have_had_their_time(cast, proposal, come):
    long_ago = NOW - timedelta(days=5 * 366 + 1)
    factories.remembered()
    old = Proposal.objects.create(child=cast.bo, text="Gammelt", by=cast.pia, proposed_at=long_ago)
    ProposalAnswer.objects.create(proposal=old, guardian=cast.mor, said="yes", written_at=long_ago)
    kept = Proposal.objects.create(child=cast.bo, text="Besvaret siden", by=cast.pia, proposed_at=long_ago)
    say(come(cast.mor), kept, Said.YES)
    assert jobs.remove_outdated(NOW)["proposals"] == 1
    assert set(Proposal.objects.all()) == {proposal, kept}


# The pages


def test_the_whole_way_from_a_proposal_to_its_beginning(cast, pathway, ove, as_, as_family):
    pia, here = as_("pia"), reverse("family:put_proposal", args=[cast.bo.pk])
    assert "Lone Øster og Ove Øster bliver spurgt" in read(pia, here)
    assert pia.post(here, form_of(pia, here)).status_code == 422
    sent = pia.post(here, form_of(pia, here) | {"text": TEXT})["Location"].partition("#")[0]
    page = read(pia, sent)
    assert "Begynd først, når alle med forældremyndighed har sagt ja." in page
    assert page.count("<strong>Ikke svaret</strong>") == 2
    held = Proposal.objects.get()
    assert pressed(pia, reverse("family:begin_proposal", args=[held.pk])).status_code == 409
    for guardian in (cast.mor, ove):
        browser = as_family(guardian)
        whose = form_of(browser, PAGE)["whose"]
        assert pressed(browser, "/familie/forslag/", whose=whose, proposal=held.pk).status_code == 404
        done = pressed(browser, "/familie/forslag/", whose=whose, proposal=held.pk, said="yes")
        page = read(browser, done["Location"].partition("#")[0])
        assert "Dit svar er gemt. Du kan svare om" in page
        assert "Du har sagt ja." in page
    assert "Vi er begyndt" in read(pia, sent)
    pressed(pia, reverse("family:begin_proposal", args=[held.pk]))
    page = read(pia, sent)
    assert "Begyndt 23. november 2026" in page
    assert "Træk forslaget tilbage" not in page


def test_it_is_taken_back_on_the_page(cast, proposal, as_):
    pressed(as_("mads"), reverse("family:withdraw_proposal", args=[proposal.pk]))
    assert Proposal.objects.get().ending == "withdrawn"


def test_without_a_pathway_the_page_says_what_to_do_first(cast, as_):
    page = read(as_("pia"), reverse("family:put_proposal", args=[cast.egon.pk]))
    assert "Åbn et, før I foreslår familien noget" in page


def test_an_answer_goes_to_no_other_visit_and_to_none(cast, proposal, ove, as_family, at_noon):
    browser = as_family(cast.mor)
    sent = {"whose": form_of(browser, PAGE)["whose"], "proposal": proposal.pk, "said": "yes"}
    browser.post("/familie/", {"code": code(cast, ove)})
    assert pressed(browser, "/familie/forslag/", **sent).status_code == 409
    at_noon.shift(timedelta(minutes=61))
    assert pressed(browser, "/familie/forslag/", **sent)["Location"] == "/familie/"
    assert not ProposalAnswer.objects.exists()


def test_a_preview_says_that_it_can_be_answered(cast, proposal, as_):
    tie = Guardianship.objects.get(guardian=cast.mor, child=cast.bo)
    page = read(as_("pia"), reverse("family:preview", args=[tie.pk]))
    assert TEXT in page
    assert "Her kan der svares." in page


def test_the_pathway_leads_to_the_family(cast, pathway, as_):
    page = read(as_("pia"), reverse("pathways:pathway", args=[pathway.pk]))
    assert reverse("family:family", args=[cast.bo.pk]) in page
    assert reverse("family:child", args=[cast.bo.pk]) in page
