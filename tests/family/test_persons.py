"""Somebody a parent would like to have with it: asked for, answered, and told to nobody else in the family."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.family import actions, jobs, queries
from samspor.family.models import KeyPerson
from samspor.family.rules.persons import Reply
from samspor.pathways import api as pathways
from samspor.pathways.models import Participant
from samspor.pathways.rules.words import Closing
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import DAY, PAGE, read
from tests.family.test_actions import last
from tests.family.test_childs import pressed
from tests.family.test_doors import code, text_of
from tests.family.test_sees import change, seen, stop
from tests.family.test_views import form_of

pytestmark = pytest.mark.usefixtures("at_noon", "db")
FORM = "/familie/person/"
RUTH = {"name": "Ruth Vind", "relation": "Mormor", "contact": "55 55 77 77", "why": "Bo er tryg hos hende"}


def propose(visit, **more):
    return actions.propose_person(by=queries.of_family(visit, NOW), visit=visit, at=NOW, **RUTH | more)


def answer(cast, person, reply=Reply.YES, *, by="pia", task="Henter Bo om fredagen", words=""):
    return actions.answer_person(by=cast.actor(by), person=person, reply=reply, task=task, words=words, at=NOW)


@pytest.fixture
def ruth(pathway, cast, come):
    return propose(come(cast.mor))


def tasks_of(cast, name, as_):
    return "Svar på et forslag fra familien" in read(as_(name), "/")


def test_it_is_kept_sealed_and_told_to_who_has_the_baton(cast, ruth, as_):
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(p)::text FROM family_keyperson p")
        stored = cursor.fetchone()[0]
    assert not [word for word in RUTH.values() if word in stored]
    entry = last(Verb.PERSON_PROPOSED)
    assert (entry.actor_id, entry.child_ids) == (cast.mor.pk, [cast.bo.pk])
    assert "Ruth" not in str(entry.after)
    assert (tasks_of(cast, "pia", as_), tasks_of(cast, "mads", as_)) == (True, False)
    answer(cast, ruth)
    assert not tasks_of(cast, "pia", as_)


def test_a_yes_writes_them_in_the_pathway_and_opens_nothing(cast, full, ruth):
    answer(cast, ruth)
    one = Participant.objects.get(kind="network")
    assert (one.name, one.task, one.contact, one.asked_for_by, one.is_let_in) == (
        "Ruth Vind", "Henter Bo om fredagen", "55 55 77 77", cast.mor, False,
    )  # fmt: skip
    [held] = [one for one in seen(cast, cast.mor).shared.people if one.name == "Ruth Vind"]
    assert (held.role, held.contact) == ("En fra familiens netværk", "55 55 77 77")
    assert [(one.reply, one.words) for one in seen(cast, cast.mor).persons] == [("yes", "")]


def test_a_no_is_a_sentence_the_parent_reads(cast, full, ruth, as_family):
    with pytest.raises(Refused, match="Skriv en sætning"):
        answer(cast, ruth, Reply.NO)
    answer(cast, ruth, Reply.NO, words="Vi vil først tale med dig om det")
    page = read(as_family(cast.mor))
    assert "Vi har sagt nej." in page
    assert "Vi vil først tale med dig om det" in page
    assert not Participant.objects.filter(kind="network").exists()


def test_the_other_parent_is_told_nothing_of_it(cast, full, ove, ruth, as_family):
    before = seen(cast, ove)
    answer(cast, ruth, words="Godt forslag")
    held = Participant.objects.get(kind="network")
    pathways.add_action(
        by=cast.actor("pia"), pathway=full, what="Henter om fredagen", who=held, due_on=TODAY + DAY, where="", at=NOW
    )
    assert seen(cast, ove) == before
    page = read(as_family(ove))
    for word in (*RUTH.values(), "om fredagen", "Godt forslag"):
        assert word not in page
    assert "Henter om fredagen" in read(as_family(cast.mor))


def test_the_child_is_told_nothing_of_it(cast, full, ruth):
    answer(cast, ruth)
    told = pathways.shared_with_family(cast.bo, reader=None, at=NOW)
    assert "Ruth" not in repr(told)


def test_the_staff_see_who_asked_and_who_is_told(cast, full, ruth, as_):
    page = read(as_("pia"), reverse("family:family", args=[cast.bo.pk]))
    assert "Ruth Vind, Mormor" in page
    assert "Foreslået af Lone Øster" in page
    answer(cast, ruth, words="Ja tak")
    page = read(as_("pia"), reverse("family:family", args=[cast.bo.pk]))
    assert "Pia Holm svarede ja" in page
    assert "Ja tak" in page
    page = read(as_("pia"), reverse("pathways:pathway", args=[full.pk]))
    assert "Ingen anden i familien ser personen på sin side." in page


def test_what_is_missing_is_asked_for(cast, full, come):
    visit = come(cast.mor)
    with pytest.raises(Refused, match="hvad personen hedder"):
        propose(visit, name=" ")
    with pytest.raises(Refused, match="hvem personen er"):
        propose(visit, relation=" ")
    with pytest.raises(Refused, match="hvad personen skal gøre"):
        answer(cast, propose(visit), task=" ")


def test_it_is_answered_once_and_by_who_works_with_the_child(cast, full, ruth):
    with pytest.raises(NotHere):
        answer(cast, ruth, by="else_")
    answer(cast, ruth)
    with pytest.raises(Refused, match="Der er svaret"):
        answer(cast, ruth, Reply.NO, words="Nej")
    assert Participant.objects.filter(kind="network").count() == 1


def test_without_a_pathway_nobody_is_asked_for_and_none_is_answered(cast, come, pathway, ruth):
    pathways.close_pathway(
        by=cast.actor("pia"), pathway=pathway, because=Closing.GOAL_REACHED, words="Bo har en ven", at=NOW
    )
    with pytest.raises(NotHere):
        propose(come(cast.mor))
    with pytest.raises(NotHere):
        answer(cast, ruth)


def test_who_has_no_custody_asks_for_nobody(cast, full, ove, as_family):
    change(ove, cast.bo, has_custody=False)
    browser = as_family(ove)
    assert "Foreslå en person" not in read(browser)
    assert browser.get(FORM).status_code == 404


def test_while_there_is_a_stop_nobody_is_answered(cast, full, ruth, as_):
    stop(cast, cast.bo)
    with pytest.raises(Refused, match="mistanke"):
        answer(cast, ruth)
    assert not tasks_of(cast, "pia", as_)
    assert reverse("family:answer_person", args=[ruth.pk]) not in read(
        as_("pia"), reverse("family:family", args=[cast.bo.pk])
    )


def test_it_is_taken_back_until_it_is_answered_and_is_gone(cast, full, ruth, come):
    visit = come(cast.mor)
    by = queries.of_family(visit, NOW)
    actions.take_back_person(by=by, visit=visit, person=ruth.pk, at=NOW)
    assert not KeyPerson.objects.exists()
    assert last(Verb.PERSON_TAKEN_BACK).child_ids == [cast.bo.pk]
    held = propose(visit)
    answer(cast, held)
    with pytest.raises(Refused, match="Der er svaret"):
        actions.take_back_person(by=by, visit=visit, person=held.pk, at=NOW)


def test_nobody_takes_back_what_another_asked_for(cast, full, ove, ruth, come):
    visit = come(ove)
    with pytest.raises(NotHere):
        actions.take_back_person(by=queries.of_family(visit, NOW), visit=visit, person=ruth.pk, at=NOW)
    assert KeyPerson.objects.get() == ruth


def test_the_childs_own_visit_asks_for_nobody(cast):
    nanna = factories.child(cast.blaamejserne, "Nanna Vester", birth_date=TODAY.replace(year=2015))
    visit = actions.sit_together(by=cast.actor("pia"), child=nanna, at=NOW)
    for asked in (
        lambda: propose(visit),
        lambda: actions.take_back_person(by=queries.of_family(visit, NOW), visit=visit, person=uuid4(), at=NOW),
    ):
        with pytest.raises(NotHere):
            asked()


def test_a_task_is_not_given_for_a_pathway_that_is_over(cast, pathway, ruth):
    pathways.close_pathway(
        by=cast.actor("pia"), pathway=pathway, because=Closing.GOAL_REACHED, words="Bo har en ven", at=NOW
    )
    assert queries.persons_to_answer(cast.actor("pia"), NOW) == []


def test_an_answer_without_who_gave_it_is_refused_by_the_database(ruth):
    factories.remembered()
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyPerson.objects.filter(pk=ruth.pk).update(reply="yes")


def test_it_goes_after_a_year(cast, ruth):
    assert jobs.remove_outdated(NOW + timedelta(days=364))["persons"] == 0
    assert jobs.remove_outdated(NOW + timedelta(days=367))["persons"] == 1
    assert not KeyPerson.objects.exists()


# The pages


def test_the_whole_way_from_asking_to_an_answer(cast, full, as_, as_family):
    mother, pia = as_family(cast.mor), as_("pia")
    assert mother.post(FORM, form_of(mother, FORM) | {"name": "Ruth Vind"}).status_code == 422
    sent = mother.post(FORM, form_of(mother, FORM) | RUTH)
    page = read(mother, sent["Location"].partition("#")[0])
    assert "Det er sendt." in page
    assert "Vi har ikke svaret endnu." in page
    here = reverse("family:answer_person", args=[KeyPerson.objects.get().pk])
    assert here in read(pia, "/")
    assert "Lone Øster har foreslået Ruth Vind, Mormor." in read(pia, here)
    assert pia.post(here, form_of(pia, here)).status_code == 422
    assert pia.post(here, form_of(pia, here) | {"reply": "yes"}).status_code == 422
    done = pia.post(here, form_of(pia, here) | {"reply": "yes", "task": "Henter Bo"})
    assert done["Location"] == reverse("family:family", args=[cast.bo.pk])
    assert pia.get(here)["Location"] == done["Location"]
    assert "Vi har sagt ja." in read(mother)


def test_it_is_taken_back_on_the_page(cast, full, ruth, as_family):
    mother = as_family(cast.mor)
    whose = form_of(mother, PAGE)["whose"]
    assert pressed(mother, f"{FORM}tilbage/", whose=whose).status_code == 404
    done = pressed(mother, f"{FORM}tilbage/", whose=whose, person=ruth.pk)
    assert "Forslaget er væk." in read(mother, done["Location"].partition("#")[0])
    assert not KeyPerson.objects.exists()


def test_a_closed_pathway_is_said_where_one_would_answer(cast, pathway, ruth, as_):
    pathways.close_pathway(
        by=cast.actor("pia"), pathway=pathway, because=Closing.GOAL_REACHED, words="Bo har en ven", at=NOW
    )
    page = read(as_("pia"), reverse("family:answer_person", args=[ruth.pk]))
    assert "Forløbet er afsluttet" in page


def test_what_was_typed_is_given_back(cast, full, ove, as_family, at_noon):
    browser = as_family(cast.mor)
    typed = form_of(browser, FORM) | RUTH
    browser.post("/familie/", {"code": code(cast, ove)})
    for address in (FORM, f"{FORM}tilbage/"):
        answered = browser.post(address, typed)
        assert answered.status_code == 409
    assert "Ruth Vind" in text_of(browser.post(FORM, typed))
    at_noon.shift(timedelta(minutes=61))
    page = text_of(browser.post(FORM, typed))
    assert "Ruth Vind" in page
    assert 'name="code"' not in page
    assert pressed(browser, f"{FORM}tilbage/").status_code == 200
    assert not KeyPerson.objects.exists()


def test_a_page_that_has_closed_asks_for_nobody(cast, full, as_family):
    browser = as_family(cast.mor)
    change(cast.mor, cast.bo, to_on=TODAY - DAY)
    assert "Lige nu kan du ikke se siden her" in read(browser, FORM)


def test_a_preview_says_that_somebody_can_be_asked_for(cast, full, ruth, as_):
    tie = cast.bo.guardianships.get(guardian=cast.mor)
    page = read(as_("pia"), reverse("family:preview", args=[tie.pk]))
    assert "Her kan en person foreslås." in page
    assert "Tag forslaget tilbage" not in page
