"""Two siblings' pathways: linked by who works with both, and told to nobody who may not read both."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.pathways import actions, jobs
from samspor.pathways.models import Pathway, SiblingLink
from samspor.pathways.pages import address
from samspor.pathways.queries.siblings import linked, linked_children, to_link
from samspor.people import api as people
from samspor.people.models import Child
from samspor.sharing.rules.words import Purpose
from tests import factories
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, job
from tests.pathways.test_actions import at_once, close
from tests.pathways.test_views import of, page, send

pytestmark = pytest.mark.usefixtures("at_noon")
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def egons(open_):
    """Bo's little brother's, held by Mads."""
    return open_("egon", by="mads")


def link(cast, pathway, other, by="pia", at=NOW) -> SiblingLink:
    return actions.link_siblings(by=cast.actor(by, at), pathway=pathway, other=other, at=at)


@pytest.fixture
def both(cast, pathway, egons) -> SiblingLink:
    return link(cast, pathway, egons)


def seen(cast, name, pathway) -> list[Pathway]:
    return [other for _, other in linked(cast.actor(name), pathway)]


def test_link_stands_once_for_both_and_is_remembered_on_both(cast, pathway, egons):
    made = link(cast, egons, pathway)
    assert {made.one, made.other} == {pathway, egons}
    assert made.one.pk < made.other.pk
    held = Entry.objects.get(verb=Verb.SIBLINGS_LINKED)
    assert set(held.child_ids) == {cast.bo.pk, cast.egon.pk}
    assert seen(cast, "pia", pathway) == [egons]
    assert seen(cast, "pia", egons) == [pathway]
    assert to_link(cast.actor("pia"), pathway) == []
    with pytest.raises(Refused, match="søskende"):
        link(cast, pathway, egons)


@pytest.mark.parametrize("by", ["pia", "mads", "lars"])
def test_who_answers_for_either_may_and_who_leads(cast, pathway, egons, by):
    assert link(cast, pathway, egons, by=by)


def test_a_colleague_who_answers_for_neither_is_told_whom_to_ask(cast, pathway, open_):
    others = open_("egon", by="pia")
    with pytest.raises(Refused, match="stafetten i et af de to"):
        link(cast, pathway, others, by="mads")
    assert not SiblingLink.objects.exists()


def test_who_does_not_reach_both_links_nothing(cast, pathway, egons):
    for name in ("else_", "vera", "olga"):
        with pytest.raises(NotHere):
            link(cast, pathway, egons, by=name)


def test_a_child_that_is_no_sibling_and_a_closed_one_are_refused(cast, pathway, open_, egons):
    with pytest.raises(Refused, match="søskende"):
        link(cast, pathway, open_("asta", by="lars"))
    close(cast, egons, by="mads")
    with pytest.raises(Refused, match="afsluttet"):
        link(cast, pathway, Pathway.objects.get(pk=egons.pk))


def test_two_who_link_at_once_link_once(committed, cast, pathway, egons):
    told = at_once(partial(link, cast, pathway, egons), partial(link, cast, egons, pathway, by="mads"))
    assert len(told) == 1
    assert SiblingLink.objects.count() == 1


def test_unlink_and_link_anew(cast, pathway, egons, both):
    done = actions.unlink_siblings(by=cast.actor("mads", LATER), link=both, at=LATER)
    assert (done.ended_at, done.ended_by) == (LATER, cast.mads)
    assert set(Entry.objects.get(verb=Verb.SIBLINGS_UNLINKED).child_ids) == {cast.bo.pk, cast.egon.pk}
    assert seen(cast, "pia", pathway) == []
    with pytest.raises(Refused, match="ikke sammen længere"):
        actions.unlink_siblings(by=cast.actor("mads", LATER), link=both, at=LATER)
    with pytest.raises(NotHere):
        actions.unlink_siblings(by=cast.actor("else_", LATER), link=both, at=LATER)
    assert link(cast, pathway, egons, at=LATER)


def test_when_one_is_closed_who_answers_for_the_other_takes_them_apart(cast, pathway, egons, both):
    close(cast, egons, by="mads")
    actions.unlink_siblings(by=cast.actor("pia", LATER), link=both, at=LATER)
    assert seen(cast, "pia", pathway) == []


def test_the_database_holds_a_pair_once_and_in_one_order(cast, both):
    for wrong in ({"one": both.other, "other": both.one}, {"one": both.one, "other": both.other}):
        factories.remembered()
        with pytest.raises(IntegrityError), transaction.atomic():
            SiblingLink.objects.create(**wrong, by=cast.pia, entered_at=NOW)


def test_it_stands_on_both_pages_for_who_reads_both_and_nothing_does_for_others(cast, pathway, egons, both, as_):
    pia = as_("pia")
    assert f'href="{address(egons.pk)}"' in page(pia, address(pathway.pk))
    assert "forløbet for Bo" in page(pia, address(egons.pk))
    factories.affiliation(cast.bo, cast.peter)  # knows Bo by name, and not his brother
    shown = page(as_("peter"), address(pathway.pk))
    assert "Egon" not in shown
    assert str(egons.pk) not in shown
    assert "Søskende" not in shown
    for name in ("peter", "else_", "vera"):
        assert send(as_(name), of_link(pathway, both)).status_code == 404
        page(as_(name), of("link", egons), 404)


def of_link(pathway, held):
    return f"{address(pathway.pk)}soeskende/{held.pk}/slut/"


def test_who_is_let_in_to_one_is_told_nothing_of_the_other(cast, pathway, both, consented, as_):
    consented()
    actions.let_in(
        by=cast.actor("pia"), pathway=pathway, who=job(cast, "peter"), task="Ser på sproget", contact="",
        aim=Purpose.EARLY_HELP, topics=["language"], at=NOW,
    )  # fmt: skip
    shown = page(as_("peter"), address(pathway.pk))
    assert "Egon" not in shown
    assert "Søskende" not in shown


def test_it_is_linked_and_taken_apart_by_the_pages(cast, pathway, egons, as_):
    pia, here = as_("pia"), of("link", pathway)
    assert here in page(pia, address(pathway.pk))
    assert "Egon" in page(pia, here)
    assert send(pia, here).status_code == 422
    assert send(pia, here, other=str(egons.pk))["Location"] == address(pathway.pk, "soeskende")
    held = SiblingLink.objects.get()
    shown = page(pia, address(pathway.pk))
    assert f'href="{here}"' not in shown
    assert of_link(pathway, held) in shown
    assert send(pia, of_link(egons, held))["Location"] == address(egons.pk, "soeskende")
    held.refresh_from_db()
    assert held.ended_at


def test_nothing_is_offered_where_there_is_no_siblings_pathway(pathway, as_):
    assert of("link", pathway) not in page(as_("pia"), address(pathway.pk))
    assert "Søskende" not in page(as_("pia"), address(pathway.pk))


def test_a_closed_one_says_so(cast, pathway, egons, both, as_):
    close(cast, egons, by="mads")
    assert "som er afsluttet" in page(as_("pia"), address(pathway.pk))
    assert linked_children(pathway.pk) == []


def test_pages_that_are_merged_keep_it(cast, pathway, egons, both):
    other = factories.child(cast.spurvene, "Bo Øster")
    people.merge_children(by=cast.actor("lars"), kept=other, other=Child.objects.get(pk=cast.bo.pk), at=NOW)
    held = Pathway.objects.get(pk=pathway.pk)
    assert seen(cast, "pia", held) == [egons]
    assert linked_children(egons.pk) == [other]
    actions.unlink_siblings(by=cast.actor("pia", LATER), link=both, at=LATER)
    assert to_link(cast.actor("pia"), Pathway.objects.get(pk=pathway.pk)) == [egons]
    assert to_link(cast.actor("pia"), egons) == [held]


def test_two_pages_that_were_one_child_are_no_siblings(cast, pathway, egons, both):
    close(cast, egons, by="mads")
    factories.remembered()
    Child.objects.filter(pk=cast.egon.pk).update(merged_into=cast.bo)
    assert seen(cast, "pia", pathway) == []
    assert linked_children(pathway.pk) == []


def test_it_goes_with_the_first_pathway_that_has_had_its_time(cast, pathway, egons, both):
    close(cast, egons, by="mads")
    jobs.remove_outdated(NOW + 366 * 6 * DAY, years=5)
    assert not SiblingLink.objects.exists()
    assert [one.pk for one in Pathway.objects.all()] == [pathway.pk]


def test_many_links_cost_what_one_does(cast, pathway, both, open_, django_assert_num_queries):
    actor: Any = cast.actor("pia")
    with django_assert_num_queries(2):
        linked(actor, pathway)
    third = factories.child(cast.spurvene, "Ida Øster")
    factories.tie(third, cast.mor)
    made = actions.open_pathway(
        by=actor, child=third, origin="staff", purpose="En ven", what="Vi mødes", on=TODAY + DAY, at=NOW
    )
    link(cast, pathway, made)
    with django_assert_num_queries(2):
        assert len(linked(actor, pathway)) == 2
