"""Who is in a pathway: by their work, or let in by the lane, and out the moment the lane is shut."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.messages.models import Message
from samspor.messages.rules import Template
from samspor.pathways import actions, queries, texts
from samspor.pathways.models import Hold, LogEntry, Participant, Pathway
from samspor.pathways.pages import address
from samspor.pathways.queries.together import FOR_WANT_OF_CONSENT
from samspor.pathways.rules.may import check_let_in
from samspor.pathways.rules.together import Lead
from samspor.people.models import Affiliation, Child, Employment, Guardianship, Unit
from samspor.sharing import api as sharing
from samspor.sharing.api import Way as Road
from samspor.sharing.rules.lane import NOT_KNOWN
from samspor.sharing.rules.table import lines
from samspor.sharing.rules.words import ASKERS, Act, Purpose, Sector, Way
from tests import factories
from tests.cast import BEGAN, NOW, TODAY
from tests.pathways.conftest import DAY, job
from tests.pathways.test_actions import close, write

db = pytest.mark.usefixtures("at_noon", "db")


def let_in(cast, pathway, who="peter", by="pia", **more):
    said = {
        "task": "Ser på sproget",
        "contact": "",
        "aim": Purpose.EARLY_HELP,
        "topics": ["language"],
        "at": NOW,
    } | more
    return actions.let_in(by=cast.actor(by), pathway=pathway, who=job(cast, who), **said)


def take_back(cast, consent):
    sharing.withdraw_consent(
        by=cast.actor("pia"), consent=consent, guardian=cast.mor, way=Way.PHONE, said_on=TODAY, at=NOW
    )


def reads(cast, name, pathway, at=NOW):
    return pathway.pk in {one.pk for one in queries.let_in(cast.actor(name, at))}


@pytest.mark.parametrize(("reaches", "is_let_in"), [(True, False), (False, True), (True, True)])
def test_by_work_or_by_the_lane(reaches, is_let_in):
    check_let_in(reaches_child=reaches, is_let_in=is_let_in)
    with pytest.raises(Refused, match="ikke noget med barnet at gøre"):
        check_let_in(reaches_child=False)


@db
def test_who_works_with_the_child_is_in_by_their_work(cast, pathway):
    one = actions.add_colleague(
        by=cast.actor("pia"), pathway=pathway, who=job(cast, "mads"), task="Leger", contact="55", at=NOW
    )
    assert (one.is_let_in, one.service, one.contact) == (False, "", "55")
    with pytest.raises(Refused, match="er med i forløbet i forvejen"):
        let_in(cast, pathway, "mads")
    with pytest.raises(Refused, match="Vælg en af dem"):
        actions.add_colleague(
            by=cast.actor("pia"), pathway=pathway, who=job(cast, "peter"), task="Ser", contact="", at=NOW
        )
    leader = let_in(cast, pathway, "lars")  # asked for as somebody from elsewhere, and is not
    assert not leader.is_let_in
    assert not Message.objects.filter(template=Template.PATHWAY_LET_IN).exists()


@db
def test_without_consent_the_lane_refuses_and_says_what_to_do(cast, pathway):
    with pytest.raises(Refused, match="samtykke"):
        let_in(cast, pathway)
    assert not Participant.objects.exists()
    assert not reads(cast, "peter", pathway)


@db
def test_let_in_is_told_reads_writes_and_is_out_within_one_request(cast, pathway, as_, consented):
    given, peter, here = consented(), as_("peter"), address(pathway.pk)
    consented(sender=Sector.PPR, recipient=Sector.DAYCARE)
    page(peter, here, 404)
    let_in(cast, pathway)
    assert Message.objects.get(template=Template.PATHWAY_LET_IN).to_id == cast.peter.account_id
    assert Entry.objects.get(verb=Verb.PARTICIPANT_LET_IN).after["topics"] == ["language"]
    shown = page(peter, here)
    assert "At Bo får en ven." in shown
    assert "Giv stafetten videre" not in shown
    assert "Øster" not in re.sub("Lone Øster", "", shown)
    for tab in ("", "?alle"):  # the message leads to one's own
        assert here.rstrip("/") in page(peter, reverse("pathways:list") + tab)
    entry = reverse("pathways:entry", args=[pathway.pk])
    said = {"kind": "observation", "text": "Peger på billeder", "happened_on": "2026-11-23"}
    peter.post(entry, {"form_key": str(uuid4()), "text": "Peg"}, headers={"X-Autosave": "1"})
    assert "Peg" in page(peter, entry)
    assert send(peter, entry, **said)["Location"] == address(pathway.pk, "loggen")
    assert Entry.objects.filter(verb=Verb.PATHWAY_SEEN, actor_id=cast.peter.account_id, about_id=pathway.pk).exists()
    take_back(cast, given)
    page(peter, here, 404)
    page(peter, entry, 404)
    assert send(peter, entry, **said).status_code == 404
    assert [one.text for one in LogEntry.objects.all()] == ["Peger på billeder"]
    shown = page(as_("pia"), here)
    assert "Peger på billeder" in shown
    assert "Adgangen er lukket" in shown


@db
def test_what_was_agreed_until_a_day_ends_with_it(cast, pathway, consented):
    consented(days=5)
    let_in(cast, pathway)
    assert reads(cast, "peter", pathway)
    assert reads(cast, "peter", pathway, NOW + 5 * DAY)
    assert not reads(cast, "peter", pathway, NOW + 6 * DAY)


@db
def test_a_way_in_that_is_shut_opens_again_with_a_new_yes(cast, pathway, consented):
    given = consented()
    let_in(cast, pathway)
    take_back(cast, given)
    assert not reads(cast, "peter", pathway)
    consented()
    assert reads(cast, "peter", pathway)


@db
@pytest.mark.parametrize("how", ["taken off", "closed", "left", "another child"])
def test_other_ways_out(cast, pathway, consented, open_, how):
    consented()
    one = let_in(cast, pathway)
    if how == "taken off":
        actions.end_participant(by=cast.actor("pia"), participant=one, at=NOW)
        with pytest.raises(Refused, match="ikke med længere"):
            actions.end_participant(by=cast.actor("pia"), participant=one, at=NOW)
    elif how == "closed":
        close(cast, pathway)
    elif how == "left":
        Employment.objects.filter(staff=cast.peter).update(period=DateRange(BEGAN, TODAY))
    else:
        pathway = open_("egon")
    assert not reads(cast, "peter", pathway)
    with pytest.raises(NotHere):
        write(cast, pathway, by="peter")


@db
def test_when_the_child_has_left_nobody_from_elsewhere_reads_on(cast, pathway, consented):
    consented()
    let_in(cast, pathway)
    Child.objects.filter(pk=cast.bo.pk).update(left_on=TODAY, left_reason="moved_away")
    assert not reads(cast, "peter", pathway)
    with pytest.raises(NotHere):
        write(cast, pathway, by="peter")


@db
def test_who_has_the_baton_by_another_job_is_not_let_in_by_one_that_has_ended(cast, pathway, consented):
    consented()
    let_in(cast, pathway)
    old = job(cast, "peter")
    now = Employment.objects.create(
        staff=cast.peter, unit=cast.familie, role=Role.FAMILY_WORKER, period=DateRange(BEGAN, None)
    )
    Hold.objects.filter(pathway=pathway).update(holder=now)
    assert reads(cast, "peter", pathway)
    Employment.objects.filter(pk=old.pk).update(period=DateRange(BEGAN, TODAY))
    assert not reads(cast, "peter", pathway)


@db
def test_the_words_of_a_third_service_are_its_own_to_share(cast, pathway, consented):
    """Peter reads all that stands there, so everybody's yes is needed whose words they are."""
    consented()
    let_in(cast, pathway)
    Affiliation.objects.create(child=cast.bo, staff=cast.sara, period=DateRange(BEGAN, None))
    write(cast, pathway, by="sara", text="Mor er træt")
    assert not reads(cast, "peter", pathway)
    one = Participant.objects.get()
    assert "fra familieafdelingen." in queries.asked([one], TODAY)[one.pk].sentence
    consented(sender=Sector.FAMILY_CASEWORK, by="sara")
    assert reads(cast, "peter", pathway)


@db
@pytest.mark.parametrize("whose", ["no service", "nobody's that day", "no service and day-care"])
def test_words_of_no_known_service_are_read_by_nobody_from_elsewhere(cast, pathway, consented, whose):
    consented()
    let_in(cast, pathway)
    if whose == "nobody's that day":
        write(cast, pathway, by="mads")
        Employment.objects.filter(staff=cast.mads).update(period=DateRange(BEGAN, TODAY))
    else:
        given = {"staff": cast.mads, "unit": cast.forvaltning, "role": Role.FORUM_CHAIR}
        Employment.objects.create(**given, period=DateRange(BEGAN, None))
        write(cast, pathway, by="mads")
        if whose == "no service":
            Employment.objects.filter(staff=cast.mads).exclude(unit=cast.forvaltning).update(
                period=DateRange(BEGAN, TODAY)
            )
    assert reads(cast, "peter", pathway) is (whose == "no service and day-care")
    if not reads(cast, "peter", pathway):
        actions.end_participant(by=cast.actor("pia"), participant=Participant.objects.get(), at=NOW)
        with pytest.raises(Refused, match="Vi ved ikke nok"):
            let_in(cast, pathway)


@db
def test_another_place_of_the_same_kind_is_another_place(cast, pathway, consented):
    """What another PPR wrote is not Peter's own, because he is of PPR as well."""
    consented()
    let_in(cast, pathway)
    other = Unit.objects.get(pk=cast.ppr.pk)
    other.pk, other.name = uuid4(), "PPR Syd"
    other.save(force_insert=True)
    Affiliation.objects.create(child=cast.bo, staff=cast.sara, period=DateRange(BEGAN, None))
    Employment.objects.filter(staff=cast.sara).update(unit=other)
    write(cast, pathway, by="sara")
    assert not reads(cast, "peter", pathway)
    Employment.objects.filter(staff=cast.sara).update(unit=cast.ppr)
    assert reads(cast, "peter", pathway)


@db
def test_a_yes_to_one_topic_or_one_person_is_not_one_to_another(cast, pathway, consented):
    consented(to_person="Ulla Ravn")
    for topics in (["language"], ["health", "language"]):
        with pytest.raises(Refused):
            let_in(cast, pathway, topics=topics)
    consented(to_person="Peter Winther")
    let_in(cast, pathway)
    assert reads(cast, "peter", pathway)


@db
def test_who_has_been_let_in_can_do_nothing_else(cast, pathway, consented):
    consented()
    consented(sender=Sector.PPR, recipient=Sector.DAYCARE)
    one = let_in(cast, pathway)
    peter = cast.actor("peter")
    tries = [
        lambda: actions.end_participant(by=peter, participant=one, at=NOW),
        lambda: let_in(cast, pathway, "lars", by="peter"),
        lambda: actions.choose_leads(by=peter, pathway=pathway, coordinating=None, relational=one, at=NOW),
        lambda: close(cast, pathway, by="peter"),
    ]
    for act in tries:
        with pytest.raises(NotHere):
            act()
    write(cast, pathway, by="peter")


@db
def test_many_ways_are_asked_as_one_would_be(cast, pathway, consented, django_assert_num_queries):
    consented()
    roads = [
        Road(child=cast.bo, act=Act.OPEN, asker=Sector.DAYCARE, to=to, purpose=aim, topics=frozenset(topics))
        for to in Sector
        for aim in Purpose
        for topics in ([], ["language"], ["health"])
    ]
    pia = cast.actor("pia")
    alone = [
        sharing.lane_for(pia, one.child, act=one.act, to=one.to, purpose=one.purpose, topics=one.topics)
        for one in roads
        if one.to is not Sector.OWN_UNIT
    ]
    together = sharing.lanes_now(roads, TODAY)
    assert [one for one, road in zip(together, roads, strict=True) if road.to is not Sector.OWN_UNIT] == alone
    with django_assert_num_queries(4):
        sharing.lanes_now(roads, TODAY)


@db
def test_the_family_and_others_are_written_on_and_off(cast, pathway, consented):
    pia = cast.actor("pia")
    mother = actions.add_family(by=pia, pathway=pathway, guardian=cast.mor, task="Følger med", contact="", at=NOW)
    actions.add_family(by=pia, pathway=pathway, guardian=None, task="Siger til", contact="", at=NOW)
    for guardian in (cast.mor, None):
        with pytest.raises(Refused, match="i forvejen"):
            actions.add_family(by=pia, pathway=pathway, guardian=guardian, task="Igen", contact="", at=NOW)
    stranger = factories.guardian(cast.egon, "Ea")
    with pytest.raises(Refused, match="Vælg en af dem"):
        actions.add_family(by=pia, pathway=pathway, guardian=stranger, task="Ven", contact="", at=NOW)
    with pytest.raises(Refused, match="Skriv det med ord"):
        actions.add_family(by=pia, pathway=pathway, guardian=cast.mor, task=" ", contact="", at=NOW)
    coach = {"by": pia, "pathway": pathway, "service": Sector.VOLUNTARY, "task": "Træner", "contact": "", "at": NOW}
    about = {"aim": Purpose.EARLY_HELP, "topics": ["wellbeing"]}
    with pytest.raises(Refused):
        actions.add_other(name="Kim", **coach, **about)
    with pytest.raises(Refused, match=re.escape(NOT_KNOWN)):
        actions.add_other(name="Kim", **coach | {"service": None}, **about)
    consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])
    actions.add_other(name="Kim", **coach, **about)
    assert [queries.name_of(one) for one in queries.participants_of(pathway.pk)].count("Kim") == 1
    actions.end_participant(by=pia, participant=mother, at=NOW)
    actions.add_family(by=pia, pathway=pathway, guardian=cast.mor, task="Er med igen", contact="", at=NOW)


@db
def test_while_there_is_a_stop_no_parent_is_asked_in(cast, pathway):
    concerns.start_concern(
        by=cast.actor("pia"), child=cast.bo, worries="Blå mærker", observed_on=TODAY,
        answers=dict.fromkeys(StopKind, Answer.YES), at=NOW,
    )  # fmt: skip
    with pytest.raises(Refused, match="De må ikke indbydes endnu"):
        actions.add_family(
            by=cast.actor("pia"), pathway=pathway, guardian=cast.mor, task="Følger med", contact="", at=NOW
        )


@db
def test_two_leads_are_two_people_and_one_of_them_is_a_leader(cast, pathway):
    pia = cast.actor("pia")
    mads, lars = (
        actions.add_colleague(by=pia, pathway=pathway, who=job(cast, name), task="Er med", contact="", at=NOW)
        for name in ("mads", "lars")
    )

    def choose(coordinating, relational):
        actions.choose_leads(by=pia, pathway=pathway, coordinating=coordinating, relational=relational, at=NOW)

    for chosen, words in (((mads, None), "en leders opgave"), ((lars, lars), "hver sin persons")):
        with pytest.raises(Refused, match=words):
            choose(*chosen)
    mother = actions.add_family(by=pia, pathway=pathway, guardian=cast.mor, task="Mor", contact="", at=NOW)
    with pytest.raises(Refused, match="en leders opgave"):
        choose(mother, None)
    choose(lars, mads)
    choose(lars, mother)
    held = {one.lead: one.pk for one in queries.participants_of(pathway.pk) if one.lead}
    assert held == {Lead.COORDINATING: lars.pk, Lead.RELATIONAL: mother.pk}
    assert Entry.objects.filter(verb=Verb.LEADS_CHOSEN).latest("at").child_ids == [cast.bo.pk]
    actions.end_participant(by=pia, participant=lars, at=NOW)
    with pytest.raises(Refused, match="Vælg en af dem"):
        choose(lars, None)


@db
def test_who_works_with_the_child_no_longer_is_said_and_can_be_let_in(cast, pathway, as_, consented):
    pia = cast.actor("pia")
    tie = Affiliation.objects.create(child=cast.bo, staff=cast.peter, period=DateRange(BEGAN, None))
    does = {"task": "Er med", "contact": "", "at": NOW}
    old = actions.add_colleague(by=pia, pathway=pathway, who=job(cast, "peter"), **does)
    assert "Arbejder ikke med barnet længere" not in page(as_("pia"), address(pathway.pk))
    Affiliation.objects.filter(pk=tie.pk).update(period=DateRange(BEGAN, TODAY))
    assert page(as_("pia"), address(pathway.pk)).count("Arbejder ikke med barnet længere") == 1
    with pytest.raises(Refused, match="samtykke"):
        let_in(cast, pathway)
    assert Participant.objects.get(ended_at=None) == old
    consented()
    new = let_in(cast, pathway)
    assert Participant.objects.get(ended_at=None) == new
    assert Entry.objects.filter(verb=Verb.PARTICIPANT_LEFT, about_id=old.pk).exists()
    with pytest.raises(Refused, match="i forvejen"):
        let_in(cast, pathway)


@db
def test_who_has_quit_leads_nothing_and_is_given_nothing(cast, pathway, as_, consented):
    pia = cast.actor("pia")
    consented()
    people = [let_in(cast, pathway)] + [
        actions.add_colleague(by=pia, pathway=pathway, who=job(cast, name), task="Er med", contact="", at=NOW)
        for name in ("lars", "mads")
    ]
    Employment.objects.filter(staff__in=[cast.peter, cast.lars, cast.mads]).update(period=DateRange(BEGAN, TODAY))
    assert page(as_("pia"), address(pathway.pk)).count("Arbejder ikke med barnet længere") == 3
    for name in ("leads", "action"):
        shown = page(as_("pia"), of(name, pathway))
        assert not [one for one in ("Lars Brandt", "Peter Winther") if one in re.sub("<header.*?</header>", "", shown)]
    for one in people:
        with pytest.raises(Refused, match="Vælg en af dem"):
            actions.choose_leads(by=pia, pathway=pathway, coordinating=None, relational=one, at=NOW)
        with pytest.raises(Refused, match="Vælg en af dem"):
            actions.add_action(by=pia, pathway=pathway, what="Leger", who=one, due_on=TODAY, at=NOW)


@db
def test_who_is_let_in_is_told_no_number_of_the_family_and_no_answer_to_others(cast, pathway, as_, consented):
    pia, contact = cast.actor("pia"), {"task": "Følger med", "at": NOW}
    given = consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])
    consented()
    let_in(cast, pathway, contact="55 55 01 01")
    mother = actions.add_family(by=pia, pathway=pathway, guardian=cast.mor, contact="55 55 02 02", **contact)
    actions.add_colleague(by=pia, pathway=pathway, who=job(cast, "mads"), contact="55 55 04 04", **contact)
    actions.add_other(
        by=pia, pathway=pathway, name="Kim", service=Sector.VOLUNTARY, aim=Purpose.EARLY_HELP, topics=["wellbeing"],
        contact="55 55 03 03", **contact,
    )  # fmt: skip
    actions.choose_leads(by=pia, pathway=pathway, coordinating=None, relational=mother, at=NOW)
    take_back(cast, given)
    shown, told = page(as_("pia"), address(pathway.pk)), page(as_("peter"), address(pathway.pk))
    theirs = ("55 55 02 02", "55 55 03 03", "Må ikke tales med nu")
    assert [one in shown for one in theirs] == [True] * 3
    assert [one in told for one in theirs] == [False] * 3
    for said in (
        "55 55 01 01",
        "55 55 04 04",
        "Er lukket ind i forløbet",
        "Kim",
        "Der er samtykke til, at PPR får det",
    ):
        assert said in told


@db
def test_raw_sql_lets_nobody_in_past_the_lane(cast, pathway):
    one = actions.add_colleague(
        by=cast.actor("pia"), pathway=pathway, who=job(cast, "mads"), task="Er med", contact="", at=NOW
    )
    rows = Participant.objects.filter(pk=one.pk)
    for change, name in (({"is_let_in": True}, "asked_the_lane"), ({"guardian": cast.mor}, "is_one")):
        with pytest.raises(IntegrityError, match=f"participant_{name}"), transaction.atomic():
            rows.update(**change)


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, url, **words):
    return client.post(url, {"form_key": str(uuid4()), **words})


def of(name, pathway):
    return reverse(f"pathways:{name}", args=[pathway.pk])


@db
def test_somebody_is_let_in_on_the_page_when_the_family_has_said_yes(cast, pathway, as_, consented):
    pia, here = as_("pia"), of("let_in", pathway)
    assert "PPR" in page(pia, here)
    assert "Hvor arbejder" in page(pia, here + "?sted=x")
    chosen, here = f"{here}?sted={cast.ppr.pk}", reverse("pathways:let_in_from", args=[pathway.pk, cast.ppr.pk])
    assert pia.get(chosen)["Location"] == here
    said = {
        "who": str(job(cast, "peter").pk), "task": "Ser på sproget", "contact": "55 55 01 01", "aim": "early_help",
        "topics": ["language"],
    }  # fmt: skip
    assert "Luk en ind fra PPR" in page(pia, here)
    kept = pia.post(here, {"form_key": str(uuid4()), "task": "Hører efter"}, headers={"X-Autosave": "1"})
    assert kept.status_code == 204
    assert "Hører efter" in page(pia, here)
    assert "Hører efter" not in page(pia, here.replace(str(cast.ppr.pk), str(cast.familie.pk)))
    assert f'data-autosave="{here}"' in page(pia, here)
    refused = send(pia, here, **said)
    assert refused.status_code == 422
    shown = refused.content.decode()
    assert reverse("sharing:ask", args=[cast.bo.pk]) in shown
    assert "Ser på sproget" in shown
    consented()
    assert send(pia, here, **said)["Location"] == address(pathway.pk, "aktoerer")
    shown = page(pia, address(pathway.pk))
    assert "Er lukket ind i forløbet" in shown
    assert Participant.objects.get().task in shown
    end = reverse("pathways:end_participant", args=[Participant.objects.get().pk])
    assert send(as_("else_"), end).status_code == 404
    assert send(pia, end)["Location"] == address(pathway.pk, "aktoerer")
    page(as_("peter"), address(pathway.pk), 404)


@db
def test_only_want_of_consent_leads_to_the_family(cast, pathway, as_):
    """Not while there is a stop, and not when it is something else that is wrong."""
    pia, ask = as_("pia"), reverse("sharing:ask", args=[cast.bo.pk])
    here, does = of("other", pathway), {"task": "Følger med", "contact": ""}
    said = {"name": "Kim", "service": "voluntary", "aim": "early_help", "topics": ["wellbeing"], **does}
    assert ask in send(pia, here, **said).content.decode()
    assert ask not in send(pia, here, **said | {"name": ""}).content.decode()
    Guardianship.objects.filter(guardian=cast.mor, child=cast.bo).update(has_custody=False)
    assert ask not in send(pia, of("family", pathway), who=str(cast.mor.pk), **does).content.decode()
    concerns.start_concern(
        by=cast.actor("pia"), child=cast.bo, worries="Blå mærker", observed_on=TODAY,
        answers=dict.fromkeys(StopKind, Answer.YES), at=NOW,
    )  # fmt: skip
    shown = send(pia, here, **said)
    assert shown.status_code == 422
    assert ask not in shown.content.decode()
    Child.objects.filter(pk=cast.bo.pk).update(birth_date=date(2000, 1, 1))
    assert ask not in send(pia, here, **said | {"service": "health"}).content.decode()


def test_every_service_that_has_something_is_named():
    assert set(texts.FROM) == set(ASKERS)


def test_the_rows_that_a_yes_would_open_are_there():
    found = [one for one in lines(TODAY) if one.id.startswith(FOR_WANT_OF_CONSENT)]
    assert {one.consent for one in found} == {False}
    assert all(any(one.id.startswith(each) for one in found) for each in FOR_WANT_OF_CONSENT)


@db
def test_a_meeting_that_may_be_held_lets_nobody_in(cast, pathway):
    said = {"name": "Kim", "service": Sector.POLICE, "task": "Taler", "contact": "", "topics": ["wellbeing"]}
    Affiliation.objects.create(child=cast.bo, staff=cast.sara, period=DateRange(BEGAN, None))
    with pytest.raises(Refused, match=r"^Det kan ikke ske her\. I må gerne indbyde politiet"):
        actions.add_other(by=cast.actor("sara"), pathway=pathway, aim=Purpose.CRIME_PREVENTION, at=NOW, **said)


@db
def test_the_others_are_written_on_the_page(cast, pathway, as_, consented):
    pia, does = as_("pia"), {"task": "Følger med", "contact": ""}
    send(pia, of("colleague", pathway), who=str(job(cast, "lars").pk), **does)
    send(pia, of("family", pathway), who=str(cast.mor.pk), **does)
    send(pia, of("family", pathway), who="barnet", **does)
    about = {"name": "Kim", "service": "voluntary", "aim": "early_help", "topics": ["wellbeing"]}
    assert send(pia, of("other", pathway), **about, **does).status_code == 422
    given = consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])
    send(pia, of("other", pathway), **about, **does)
    assert Participant.objects.count() == 4
    people = {queries.name_of(one): str(one.pk) for one in queries.participants_of(pathway.pk)}
    form = page(pia, of("leads", pathway))
    assert form.count("Lars Brandt") == 2
    assert form.count("Kim, En frivillig") == 1
    leads = {"coordinating": people["Lars Brandt"], "relational": people["Kim"]}
    assert send(pia, of("leads", pathway), **leads | {"relational": people["Lars Brandt"]}).status_code == 422
    send(pia, of("leads", pathway), **leads)
    shown = page(pia, address(pathway.pk))
    assert re.search(r"Kalder sammen og følger op</dt><dd>Lars Brandt", shown)
    take_back(cast, given)
    assert "Må ikke tales med nu" in page(pia, address(pathway.pk))
    send(pia, of("leads", pathway), coordinating="", relational="")
    assert "Kalder sammen" not in page(pia, address(pathway.pk))


@db
def test_more_who_are_let_in_cost_no_more(cast, pathway, as_, consented, django_assert_max_num_queries):
    pia = as_("pia")
    consented()
    let_in(cast, pathway)
    page(pia, address(pathway.pk))
    with django_assert_max_num_queries(60) as few:
        page(pia, address(pathway.pk))
    consented(recipient=Sector.VOLUNTARY, topics=["wellbeing"])
    for name in ("Kim", "Bo", "Eva"):
        actions.add_other(
            by=cast.actor("pia"), pathway=pathway, name=name, service=Sector.VOLUNTARY, task="Træner", contact="",
            aim=Purpose.EARLY_HELP, topics=["wellbeing"], at=NOW,
        )  # fmt: skip
    with django_assert_max_num_queries(len(few)):
        page(pia, address(pathway.pk))


@db
def test_in_several_at_once_is_one_question(cast, pathway, open_, consented, django_assert_num_queries):
    consented()
    let_in(cast, pathway)
    peter = cast.actor("peter")
    queries.let_in(peter)
    with django_assert_num_queries(6):
        assert [one.pk for one in queries.let_in(peter)] == [pathway.pk]
    stranger = cast.actor("else_")
    with django_assert_num_queries(1):
        assert queries.let_in(stranger) == []
    assert queries.let_in(cast.actor("ali")) == []
    assert not queries.joins(stranger, Pathway.objects.get())
