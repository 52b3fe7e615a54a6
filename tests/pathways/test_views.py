"""The pages of pathways: what is shown to whom, what is kept, and what it costs."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.concerns import api as concerns
from samspor.pathways import actions
from samspor.pathways.models import BatonOffer, LogEntry, NextThing, Pathway, PathwayDraft, Substitute
from samspor.pathways.pages import address
from samspor.pathways.rules.words import EntryKind
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, job, offer
from tests.pathways.test_actions import leave, write


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status, url
    return re.sub(r"\s+", " ", answer.content.decode())


def send(client, url, **words):
    return client.post(url, {"form_key": str(uuid4()), **words})


def of(name, pathway):
    return reverse(f"pathways:{name}", args=[pathway.pk])


def test_open_from_a_concern_and_land_on_the_pathway(cast, as_):
    held = concerns.start_concern(
        by=cast.actor("pia"), child=cast.bo, worries="Alene ved hegnet", observed_on=TODAY, at=NOW
    )
    pia = as_("pia")
    assert "Åbn et forløb herfra" in page(pia, reverse("concerns:concern", args=[held.pk]))
    here = reverse("pathways:open", args=[cast.bo.pk]) + f"?bekymring={held.pk}"
    assert re.search(r'value="concern"[^>]*checked', page(pia, here))
    answer = send(pia, here, origin="concern", purpose="En ven", what="Vi mødes", on="2026-12-01", level="ours")
    made = Pathway.objects.get()
    assert (made.concern, answer["Location"]) == (held, address(made.pk))
    assert "Se barnets forløb" in page(pia, reverse("concerns:concern", args=[held.pk]))


def test_open_from_the_childs_page(cast, as_):
    pia = as_("pia")
    assert "Åbn et forløb" in page(pia, cast.bo.href)
    here = reverse("pathways:open", args=[cast.bo.pk])
    assert send(pia, here, origin="staff", purpose="", what="", on="").status_code == 422
    assert re.search(r'value="ours"[^>]*checked', page(pia, here))
    send(pia, here, origin="staff", purpose="En ven", what="Vi mødes", on="2026-12-01", level="looking")
    assert Pathway.objects.get().extents.get().level == "looking"
    shown = page(pia, cast.bo.href)
    assert "Pia Holm, stafetholder" in shown
    assert "Vi mødes" in shown
    assert "Åbn et forløb" not in shown


def test_what_comes_next_stands_first(pathway, as_):
    shown = page(as_("mads"), address(pathway.pk))
    assert shown.index("Vi taler med Bos mor") < shown.index("Stafetten") < shown.index("Det vil vi opnå sammen")
    assert "At Bo får en ven." in shown
    assert Entry.objects.filter(verb=Verb.PATHWAY_SEEN, child_ids=[pathway.child_id]).exists()


@pytest.mark.parametrize("name", ["else_", "vera", "fatma", "olga"])
def test_a_stranger_finds_nothing(pathway, as_, name):
    for each in ("pathway", "entry", "next", "offer", "substitute", "close"):
        page(as_(name), of(each, pathway), 404)


def test_an_entry_is_two_presses_and_is_kept_while_it_is_written(pathway, as_):
    mads = as_("mads")
    here = of("entry", pathway)
    assert here in page(mads, address(pathway.pk))
    kept = mads.post(here, {"form_key": str(uuid4()), "text": "Bo l"}, headers={"X-Autosave": "1"})
    assert kept.status_code == 204
    assert "Bo l" in page(mads, here)
    answer = send(mads, here, kind="bright_spot", text="Bo lo", happened_on="2026-11-23")
    assert answer["Location"] == address(pathway.pk, "loggen")
    assert LogEntry.objects.get().text == "Bo lo"
    assert not PathwayDraft.objects.exists()
    assert "Lyspunkt" in page(mads, address(pathway.pk))


def test_a_draft_of_opening_is_kept_and_thrown_away(cast, as_):
    pia, here = as_("pia"), reverse("pathways:open", args=[cast.bo.pk])
    pia.post(here, {"form_key": str(uuid4()), "purpose": "En v"}, headers={"X-Autosave": "1"})
    assert "En v" in page(pia, here)
    assert pia.post(here, {"discard": ""}).status_code == 303
    assert not PathwayDraft.objects.exists()


def test_a_draft_of_passing_on_is_kept_for_who_reads_nothing(cast, pathway, as_, frozen):
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    frozen.shift(DAY)
    dorte, here = as_("dorte"), of("offer", pathway)
    assert dorte.post(here, {"words": "Ta"}, headers={"X-Autosave": "1"}).status_code == 204
    assert "Ta</textarea>" in page(dorte, here)


def test_a_refused_form_keeps_what_was_typed(pathway, as_):
    stands = NextThing.objects.get().entered_at.isoformat()
    answer = send(as_("pia"), of("next", pathway), what="Noget langt", on="2026-01-01", built_on=stands)
    assert answer.status_code == 422
    assert "Noget langt" in answer.content.decode()
    assert "Dagen er gået" in answer.content.decode()


def test_what_comes_next_is_written_anew(pathway, as_):
    pia, stands = as_("pia"), NextThing.objects.get()
    assert "Nu står der: Vi taler med Bos mor" in page(pia, of("next", pathway))
    send(pia, of("next", pathway), what="Vi mødes", on="2026-12-03", built_on=stands.entered_at.isoformat())
    assert NextThing.objects.get(replaced_at=None).what == "Vi mødes"
    assert send(pia, of("next", pathway), what="Igen", on="2026-12-03", built_on="sludder").status_code == 422


def test_the_baton_is_offered_and_taken(cast, pathway, as_):
    pia, mads = as_("pia"), as_("mads")
    assert "Else Thorsen" not in page(pia, of("offer", pathway))
    send(pia, of("offer", pathway), to=str(job(cast, "mads").pk), words="Du kender Bo bedst")
    made = BatonOffer.objects.get()
    assert "Tilbudt til Mads Kjær" in page(pia, address(pathway.pk))
    for where in (reverse("overview:day"), reverse("pathways:list"), address(pathway.pk)):
        assert "tafette" in page(mads, where)
    assert "Du er tilbudt stafetten" in page(mads, reverse("pathways:list"))
    assert send(mads, of("accept", made))["Location"] == address(pathway.pk, "stafetten")
    assert "Mads Kjær</strong> tog imod stafetten" in page(mads, address(pathway.pk))
    assert "Du har ikke stafetten" in page(pia, reverse("pathways:list"))


def test_no_thank_you_has_words(cast, pathway, as_):
    made = offer(cast, pathway)
    assert send(as_("mads"), of("decline", made), words="").status_code == 422
    send(as_("mads"), of("decline", made), words="Jeg skal på barsel")
    assert "Mads Kjær sagde nej tak 23. november 2026: Jeg skal på barsel" in page(as_("pia"), address(pathway.pk))


def test_an_offer_is_taken_back(cast, pathway, as_):
    made = offer(cast, pathway)
    send(as_("pia"), of("take_back", made))
    assert BatonOffer.objects.get().answer == "taken_back"
    page(as_("else_"), of("decline", made), 404)


def test_an_offer_that_lapsed_is_not_taken(cast, pathway, as_, frozen):
    made = offer(cast, pathway)
    frozen.shift(4 * DAY)
    shown = send(as_("mads"), of("accept", made)).content.decode()
    assert "Tilbuddet er ikke åbent længere" in shown
    assert "Lars Brandt</strong> fik stafetten som leder" in page(as_("mads"), address(pathway.pk))


def test_somebody_stands_in(cast, pathway, as_):
    pia = as_("pia")
    last = TODAY + 5 * DAY
    send(pia, of("substitute", pathway), who=str(job(cast, "mads").pk), why="holiday", from_on=TODAY, to_on=last)
    held = Substitute.objects.get()
    assert held.period == DateRange(TODAY, TODAY + 6 * DAY)
    shown = page(pia, address(pathway.pk))
    assert "Mads Kjær er stedfortræder og svarer i dag" in shown
    assert "til og med 28. november 2026" in shown
    assert "Mads Kjær er stedfortræder" in page(as_("mads"), reverse("pathways:list"))
    assert "Mads Kjær, stedfortræder for stafetholderen" in page(pia, cast.bo.href)
    send(as_("lars"), of("end_substitute", held))
    assert Substitute.objects.get().ended_at == NOW


def test_it_ends_with_words_and_can_be_read(pathway, as_):
    pia = as_("pia")
    page(as_("mads"), of("close", pathway))
    send(pia, of("close", pathway), because="goal_reached", words="Bo har en ven.")
    shown = page(pia, address(pathway.pk))
    assert "Målet er nået" in shown
    assert "Skriv i forløbet" not in shown
    assert "Afsluttet" in page(pia, reverse("pathways:list") + "?afsluttede")
    assert "Afsluttet forløb" in page(pia, pathway.child.href)
    assert send(pia, of("entry", pathway), kind="agreement", text="Mere", happened_on=TODAY).status_code == 422
    assert "Vælg</option>" in page(pia, of("offer", pathway))


def test_the_director_sees_the_baton_and_not_the_record(cast, pathway, as_, frozen):
    write(cast, pathway)
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    frozen.shift(DAY)
    shown = page(as_("dorte"), address(pathway.pk))
    assert "Dorte Ravn</strong> fik stafetten som leder" in shown
    assert "give den videre" in shown
    for hidden in ("Bo lo", "At Bo får en ven.", "Vi taler med", "Øster"):
        assert hidden not in shown
    assert "Giv stafetten for" in page(as_("dorte"), reverse("overview:day"))


def day_of(client):
    return page(client, reverse("overview:day"))


def test_a_day_that_passed_is_a_task(pathway, as_, frozen):
    assert "Sæt det næste i forløbet" not in day_of(as_("pia"))
    frozen.shift(15 * DAY)
    assert "Sæt det næste i forløbet for Bo" in day_of(as_("pia"))
    assert "Sæt det næste" not in day_of(as_("lars"))
    assert "Dagen er gået" in page(as_("pia"), reverse("pathways:list"))


@pytest.mark.parametrize(("weeks", "holder", "leader"), [(3, False, False), (4, True, False), (8, True, True)])
def test_silence_is_told_to_the_holder_and_then_to_the_leader(pathway, as_, frozen, weeks, holder, leader):
    frozen.shift(timedelta(weeks=weeks))
    assert ("Skriv i forløbet for Bo" in day_of(as_("pia"))) is holder
    assert ("Hør, hvordan det går med forløbet for Bo" in day_of(as_("lars"))) is leader
    assert "Hør, hvordan" not in day_of(as_("mads"))


def test_an_entry_breaks_the_silence(cast, pathway, as_, frozen):
    write(cast, pathway, at=NOW + timedelta(weeks=4))
    frozen.shift(timedelta(weeks=5))
    assert "Skriv i forløbet" not in day_of(as_("pia"))


def test_what_fell_to_the_leader_is_a_task_at_once(cast, pathway, as_, frozen):
    leave(cast, "pia", TODAY + DAY)
    frozen.shift(DAY)
    assert "Giv stafetten for Bo videre" in day_of(as_("lars"))


def test_nobody_without_a_pathway_is_asked_anything(cast, as_):
    assert "tafet" not in day_of(as_("pia"))
    assert "Du har ikke stafetten" in page(as_("pia"), reverse("pathways:list"))
    assert "Der er ingen forløb i gang" in page(as_("pia"), reverse("pathways:list") + "?alle")
    assert "Ingen er afsluttet endnu" in page(as_("pia"), reverse("pathways:list") + "?afsluttede")
    assert ">Forløb<" not in page(as_("bent"), reverse("overview:day"))
    page(as_("bent"), reverse("pathways:list"), 404)


def test_the_childs_page_leads_to_it(cast, open_, as_):
    open_("egon", by="lars")
    assert "Se forløbet" in page(as_("lars"), cast.egon.href)


def test_two_hundred_entries_cost_what_twenty_do(cast, pathway, as_, django_assert_max_num_queries):
    pia = as_("pia")
    for number in range(20):
        write(cast, pathway, text=f"Dag {number}", at=NOW + timedelta(minutes=number))
    page(pia, address(pathway.pk))
    with django_assert_max_num_queries(60) as few:
        page(pia, address(pathway.pk))
    LogEntry.objects.bulk_create(
        LogEntry(
            pathway=pathway,
            kind=EntryKind.AGREEMENT,
            text=f"Nr {n}",
            happened_on=TODAY,
            by=cast.pia,
            entered_at=NOW - DAY,
        )
        for n in range(180)
    )
    with django_assert_max_num_queries(len(few)):
        shown = page(pia, address(pathway.pk))
    assert shown.count('class="pathway-words">Dag') == 20
    assert "Side 1 af 10" in shown
    assert "Side 10 af 10" in page(pia, address(pathway.pk) + "?side=10")


def test_fifty_of_mine_cost_what_five_do(cast, open_, as_, grow, django_assert_max_num_queries):
    grow(cast.spurvene, 50)
    children = [one.child for one in cast.spurvene.enrolments.select_related("child").order_by("pk")]
    for child in children[:5]:
        opened(cast, child)
    pia = as_("pia")
    for here in (reverse("pathways:list"), reverse("overview:day")):
        page(pia, here)
    with django_assert_max_num_queries(80) as few:
        shown = page(pia, reverse("pathways:list")) + page(pia, reverse("overview:day"))
    for child in children[5:50]:
        opened(cast, child)
    with django_assert_max_num_queries(len(few)):
        shown = page(pia, reverse("pathways:list")) + page(pia, reverse("overview:day"))
    assert shown.count("Vi mødes") == 50


def opened(cast, child):
    return actions.open_pathway(
        by=cast.actor("pia"), child=child, origin="staff", purpose="En ven", what="Vi mødes", on=TODAY, at=NOW
    )
