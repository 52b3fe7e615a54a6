"""How many are together about a pathway: what belongs to it, what is missing, and that it is of the help alone."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.pathways import actions, jobs, queries, texts
from samspor.pathways.models import Extent, LogEntry, Pathway
from samspor.pathways.pages import address
from samspor.pathways.pages.levels import in_short, lack
from samspor.pathways.queries import levels as found
from samspor.pathways.rules import levels
from samspor.pathways.rules.goals import GoalState, Words
from samspor.pathways.rules.levels import Need
from samspor.people import api as people
from samspor.people.models import Child
from samspor.sharing.rules.words import Purpose
from tests import factories
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, job
from tests.pathways.test_actions import at_once, close, leave
from tests.pathways.test_views import of, page, send

WHY = "Der er brug for en, der kan noget om sprog."
pytestmark = pytest.mark.usefixtures("at_noon")


def choose(cast, pathway, level="helped", by="pia", at=NOW, **more: Any) -> Extent:
    said = {"why": WHY, "built_on": found.extents_of(pathway)[0].entered_at} | more
    return actions.choose_level(by=cast.actor(by, at), pathway=pathway, level=level, at=at, **said)


def missing(pathway, on=TODAY) -> set[Need]:
    return set(found.lacking([Pathway.objects.get(pk=pathway.pk)], on)[pathway.pk][1])


# What stands in the file


def test_there_are_four_and_one_is_chosen_beforehand():
    assert [one.called for one in levels.levels(TODAY)] == ["Niveau 0", "Niveau 1", "Niveau 2", "Niveau 3"]
    assert sum(one.default for one in levels.levels(TODAY)) == 1
    assert levels.default_level(TODAY) == "ours"
    assert {need for one in levels.levels(TODAY) for need in one.needs} == set(Need)
    assert set(texts.NEED) == set(texts.NEED_WAY) == set(Need)


@pytest.mark.parametrize(
    ("valid_to", "day", "holds"),
    [(None, date(2024, 1, 1), True), (None, date(2023, 12, 31), False), (date(2026, 1, 1), date(2025, 12, 31), True),
     (date(2026, 1, 1), date(2026, 1, 1), False)],
)  # fmt: skip
def test_one_can_be_chosen_from_its_day_and_until_its_end(valid_to, day, holds):
    one = levels.Level("x", "", "", "", "", (), 14, date(2024, 1, 1), valid_to)
    assert one.holds_on(day) is holds


def test_it_is_of_the_pathway_and_no_child_has_one():
    assert {one.name for one in Extent._meta.concrete_fields if one.is_relation} == {"pathway", "by"}
    assert not any("level" in one.name or "extent" in one.name for one in Child._meta.get_fields())
    for one in levels.every_level().values():
        assert "Niveau" not in one.title + one.who + one.family


# Choosing


def test_a_pathway_begins_with_what_is_chosen_beforehand_or_what_is_said(cast, open_):
    first, other = open_(), open_("asta", by="lars", level="together")
    assert [one.extents.get().level for one in (first, other)] == ["ours", "together"]
    assert Entry.objects.filter(verb=Verb.PATHWAY_OPENED).latest("pk").after["level"] == "together"
    with pytest.raises(Refused, match="på listen"):
        open_("carla", level="mål")
    assert Pathway.objects.count() == 2


def test_choose_another_keeps_the_one_before_and_is_remembered(cast, pathway):
    made = choose(cast, pathway, by="mads", at=NOW + DAY)
    assert (made.level, made.why, made.by) == ("helped", WHY, cast.mads)
    before = pathway.extents.exclude(replaced_at=None).get()
    assert (before.level, before.replaced_at, before.why) == ("ours", NOW + DAY, None)
    held = Entry.objects.get(verb=Verb.PATHWAY_LEVEL_CHOSEN)
    assert (held.before, held.after, held.child_ids) == ({"level": "ours"}, {"level": "helped"}, [cast.bo.pk])


@pytest.mark.parametrize(
    ("wrong", "match"),
    [({"level": "fem"}, "på listen"), ({"level": "ours"}, "i forvejen"), ({"why": " "}, "med ord"),
     ({"built_on": NOW - DAY}, "imens")],
)  # fmt: skip
def test_a_choice_is_refused_with_a_sentence_and_leaves_nothing(cast, pathway, wrong, match):
    with pytest.raises(Refused, match=match):
        choose(cast, pathway, **wrong)
    assert Extent.objects.count() == 1


def test_nobody_chooses_from_elsewhere_or_in_a_closed_one(cast, pathway):
    with pytest.raises(NotHere):
        choose(cast, pathway, by="else_")
    close(cast, pathway)
    with pytest.raises(Refused, match="afsluttet"):
        choose(cast, pathway)


def test_one_that_was_opened_before_it_was_asked_stands_as_what_is_chosen_beforehand(cast, pathway, as_):
    factories.remembered()
    Extent.objects.all().delete()
    assert missing(pathway) == set(levels.every_level()["ours"].needs)
    assert "Pia Holm valgte det 23. november 2026." in page(as_("pia"), address(pathway.pk))
    made = choose(cast, pathway, built_on=pathway.opened_at, at=NOW + DAY)
    assert [one.pk for one in found.extents_of(pathway)] == [made.pk]


def test_two_who_choose_at_once_leave_one_standing(committed, cast, pathway):
    seen = {"built_on": pathway.opened_at, "at": NOW + timedelta(minutes=1)}
    first = partial(choose, cast, pathway, "helped", **seen)
    told = at_once(first, partial(choose, cast, pathway, "together", by="mads", **seen))
    assert len(told) == 1
    assert Extent.objects.filter(replaced_at=None).count() == 1
    assert Extent.objects.count() == 2


# What is missing


def test_what_belongs_to_it_is_missing_until_it_is_there(cast, pathway, scales, consented):
    choose(cast, pathway, "together")
    assert missing(pathway) == set(Need)
    here: Any = {"by": cast.actor("pia"), "pathway": pathway, "at": NOW}
    says: Any = {"task": "Hjælper", "contact": "", **here}
    actions.set_goal(words="En ven", whose=Words.CHILD, scale=concerns.current_scales()[0], **here)
    assert Need.GOAL not in missing(pathway)
    actions.add_action(what="Leger", who=job(cast, "pia"), due_on=TODAY + 9 * DAY, review_on=TODAY + 5 * DAY, **here)
    assert Need.REVIEW not in missing(pathway, TODAY + 5 * DAY)
    assert Need.REVIEW in missing(pathway, TODAY + 6 * DAY)
    mother = actions.add_family(guardian=cast.mor, **says)
    assert Need.FAMILY not in missing(pathway)
    actions.add_colleague(who=job(cast, "mads"), **says)
    assert Need.ELSEWHERE in missing(pathway), "who works in the same place is not from elsewhere"
    boss = actions.add_colleague(who=job(cast, "lars"), **says)
    actions.choose_leads(coordinating=boss, relational=mother, **here)
    assert missing(pathway) == {Need.ELSEWHERE, Need.CONSENT, Need.MEETING}
    consented()
    assert Need.CONSENT not in missing(pathway)
    assert Need.CONSENT in missing(pathway, TODAY + 91 * DAY)
    actions.add_colleague(who=job(cast, "anna"), **says)  # a health visitor is by her work from another place
    assert missing(pathway) == {Need.MEETING}


def test_who_is_let_in_is_from_elsewhere_and_who_has_left_is_not(cast, pathway, consented):
    choose(cast, pathway)
    consented()
    actions.let_in(
        by=cast.actor("pia"), pathway=pathway, who=job(cast, "peter"), task="Ser på sproget", contact="",
        aim=Purpose.EARLY_HELP, topics=["language"], at=NOW,
    )  # fmt: skip
    assert Need.ELSEWHERE not in missing(pathway)
    leave(cast, "peter", TODAY + DAY)
    assert Need.ELSEWHERE in missing(pathway, TODAY + DAY)


def test_a_goal_that_ended_is_missing_again(cast, pathway, scales):
    here: Any = {"by": cast.actor("pia"), "at": NOW}
    goal = actions.set_goal(
        pathway=pathway, words="En ven", whose=Words.CHILD, scale=concerns.current_scales()[0], **here
    )
    assert Need.GOAL not in missing(pathway)
    actions.end_goal(goal=goal, to=GoalState.REACHED, words="Han har en ven", **here)
    assert Need.GOAL in missing(pathway)


def stop(cast):
    concerns.start_concern(
        by=cast.actor("lars"), child=cast.bo, worries="Fortalte om slag", observed_on=TODAY,
        answers={StopKind.VIOLENCE: Answer.YES}, at=NOW,
    )  # fmt: skip


def test_while_there_is_a_stop_nothing_is_said_to_be_missing_nor_to_be_there(cast, pathway, as_):
    assert "Det mangler der" in page(as_("pia"), address(pathway.pk))
    stop(cast)
    assert found.lacking([pathway], TODAY) == {}
    shown = page(as_("pia"), address(pathway.pk))
    assert "Vi gør noget hos os" in shown
    assert "Det mangler der" not in shown
    assert "Det, der hører til, er her" not in shown


def test_nothing_is_barred_by_it(cast, pathway):
    """With everything missing the pathway is written in, passed on and closed."""
    choose(cast, pathway, "together")
    assert missing(pathway)
    close(cast, pathway)
    assert Pathway.objects.get().closed_at


# On the pages


def test_it_stands_on_the_page_with_the_way_to_what_is_missing(cast, pathway, as_):
    choose(cast, pathway, "together", at=NOW + timedelta(minutes=1))
    shown = page(as_("pia"), address(pathway.pk))
    for words in ("Flere steder er sammen om det", WHY, "Niveau 3. Pia Holm valgte det", "Sådan var det før"):
        assert words in shown
    for need in Need:
        assert texts.NEED[need] in shown
        assert texts.NEED_WAY[need] in shown
    for name in ("goal", "action", "family", "let_in", "leads", "level"):
        assert f'href="{of(name, pathway)}"' in shown
    assert f'href="{reverse("sharing:ask", args=[cast.bo.pk])}"' in shown


def test_when_everything_is_there_it_says_so(cast, open_, as_):
    pathway = open_(level="looking")
    actions.add_family(by=cast.actor("pia"), pathway=pathway, guardian=cast.mor, task="Læser højt", contact="", at=NOW)
    assert "Det, der hører til, er her" in page(as_("pia"), address(pathway.pk))


def test_who_is_let_in_reads_how_many_they_are_and_not_what_the_family_lacks(cast, pathway, consented, as_):
    consented()
    actions.let_in(
        by=cast.actor("pia"), pathway=pathway, who=job(cast, "peter"), task="Ser på sproget", contact="",
        aim=Purpose.EARLY_HELP, topics=["language"], at=NOW,
    )  # fmt: skip
    shown = page(as_("peter"), address(pathway.pk))
    assert "Vi gør noget hos os" in shown
    assert "Det mangler der" not in shown
    assert of("level", pathway) not in shown
    page(as_("peter"), of("level", pathway), 404)


def test_a_closed_one_says_how_it_was(cast, pathway, as_):
    close(cast, pathway)
    shown = page(as_("pia"), address(pathway.pk))
    assert "Vi gør noget hos os" in shown
    assert "Det mangler der" not in shown


def test_it_is_chosen_in_a_form_that_keeps_what_was_typed(cast, pathway, as_):
    pia, here = as_("pia"), of("level", pathway)
    shown = page(pia, here)
    assert "Det handler om, hvor mange der hjælper, og ikke om barnet." in shown
    stands = Extent.objects.get().entered_at.isoformat()
    refused = send(pia, here, level="helped", why="", built_on=stands)
    assert refused.status_code == 422
    answer = send(pia, here, level="helped", why=WHY, built_on=stands)
    assert answer["Location"] == address(pathway.pk, "omfang")
    assert Extent.objects.get(replaced_at=None).level == "helped"
    page(as_("else_"), here, 404)


def test_whoever_answers_for_it_has_a_task_when_there_has_been_time(cast, pathway, as_, at_noon):
    day, words = reverse("overview:day"), "Se, hvad der mangler i forløbet for Bo"
    at_noon.shift(14 * DAY)
    assert words not in page(as_("pia"), day)
    at_noon.shift(DAY)
    shown = page(as_("pia"), day)
    assert words in shown
    assert "Og 1 ting mere." in shown
    assert f'href="{address(pathway.pk, "omfang")}"' in shown
    assert words not in page(as_("mads"), day)


def test_with_nothing_missing_there_is_no_task(cast, open_, as_, at_noon):
    pathway = open_(level="looking")
    actions.add_family(by=cast.actor("pia"), pathway=pathway, guardian=cast.mor, task="Læser højt", contact="", at=NOW)
    at_noon.shift(20 * DAY)
    assert "Se, hvad der mangler" not in page(as_("pia"), reverse("overview:day"))


def test_in_short_is_two_and_how_many_more():
    assert in_short([Need.GOAL]) == "Der er ikke et mål."
    assert in_short([Need.GOAL, Need.FAMILY]) == "Der er ikke et mål. Ingen fra familien er skrevet på."
    assert in_short(list(Need)).endswith("Og 6 ting mere.")


def test_a_meeting_is_looked_for_on_the_same_page(pathway):
    assert lack(Need.MEETING, pathway.pk, "").href == address(pathway.pk, "moeder")
    assert not lack(Need.CONSENT, pathway.pk, "").href


def test_who_says_twice_that_they_know_of_meetings_is_asked_once(monkeypatch):
    monkeypatch.setattr(found, "_meets", [])

    def finder(keys, on):
        return frozenset()

    for _ in range(2):
        found.also_meets(finder)
    assert found._meets == [finder]


def test_many_pathways_cost_what_one_does(cast, open_, django_assert_num_queries, django_assert_max_num_queries):
    one = [open_(level="together")]
    with django_assert_max_num_queries(12) as few:
        found.lacking(one, TODAY)
    held = [*one, open_("asta", by="lars", level="together"), open_("carla", level="together")]
    with django_assert_num_queries(len(few)):
        assert len(found.lacking(held, TODAY)) == 3


# Elsewhere


def test_a_family_is_told_in_a_sentence_how_many_help_and_not_why(cast, pathway):
    def shared():
        return queries.shared_with_family(Child.objects.get(pk=cast.bo.pk), reader=cast.mor.pk, at=NOW)

    assert (shared().extent, shared().extent_on) == ("Vi gør noget dér, hvor barnet er til daglig.", TODAY)
    choose(cast, pathway)
    assert shared().extent == "Et andet sted hjælper dér, hvor barnet er til daglig."
    assert WHY not in repr(shared())
    assert "Niveau" not in repr(shared())


def test_it_follows_when_pages_are_merged_and_goes_with_the_pathway(cast, pathway):
    other = factories.child(cast.spurvene, "Bo Øster")
    people.merge_children(by=cast.actor("lars"), kept=other, other=Child.objects.get(pk=cast.bo.pk), at=NOW)
    choose(cast, pathway)
    assert missing(pathway) == set(levels.every_level()["helped"].needs)
    close(cast, Pathway.objects.get())
    jobs.remove_outdated(NOW + 366 * 6 * DAY, years=5)
    assert not Extent.objects.exists()
    assert not LogEntry.objects.exists()
