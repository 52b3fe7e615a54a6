"""Focus points: what may be set, what came of it, who is reminded, and where they come back."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions, queries, rules
from samspor.screening.models import FocusPoint, FocusReview
from samspor.screening.rules import Outcome, Position, Way
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude, last
from tests.screening.test_views import key, text

LATER = TODAY + timedelta(weeks=6)
WORDS = {"aim": "Asta leger med to andre hver dag", "action": "Vi går med i legen ved vinduet"}


def focus(cast, by="pia", **more) -> FocusPoint:
    facts = {"unit": cast.solsikken, "group": cast.blaamejserne, "child": cast.asta, "responsible": cast.mads.pk}
    return actions.set_focus(by=cast.actor(by), **(facts | WORDS | {"review_on": LATER, "at": NOW} | more))


@pytest.mark.parametrize(
    ("days", "closed_on", "due"), [(-1, None, False), (0, None, True), (1, None, True), (1, TODAY, False)]
)
def test_a_focus_point_is_due_from_its_day_until_it_is_closed(days, closed_on, *, due):
    assert rules.is_due(review_on=LATER, closed_on=closed_on, today=LATER + timedelta(days=days)) is due


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"aim": " "}, "aim"), ({"action": "\n"}, "action"), ({"review_on": TODAY}, "review_on"),
        ({"review_on": TODAY + timedelta(days=367)}, "review_on"),
    ],
)  # fmt: skip
def test_check_focus_says_what_is_missing(change, field):
    with pytest.raises(Refused) as refused:
        rules.check_focus(**(WORDS | {"review_on": LATER, "today": TODAY} | change))
    assert refused.value.field == field


@pytest.mark.parametrize("days", [1, 366])
def test_check_focus_lets_the_first_and_the_last_day_through(days):
    rules.check_focus(**WORDS, review_on=TODAY + timedelta(days=days), today=TODAY)


REVIEW = {"words": "Hun leger", "closed": False, "aim": "", "action": "", "review_on": None, "today": TODAY}


@pytest.mark.parametrize(
    ("outcome", "change", "field"),
    [
        (Outcome.REACHED, {"words": " "}, "words"), (Outcome.REACHED, {"closed": True}, None),
        (Outcome.PARTLY, {}, "review_on"), (Outcome.PARTLY, {"review_on": TODAY}, "review_on"),
        (Outcome.CHANGED, {"review_on": LATER}, "aim"), (Outcome.CHANGED, {"review_on": LATER, "aim": "x"}, "action"),
    ],
)  # fmt: skip
def test_check_review_says_what_is_missing(outcome, change, field):
    with pytest.raises(Refused) as refused:
        rules.check_review(outcome=outcome, **(REVIEW | change))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("outcome", "change"),
    [(Outcome.REACHED, {}), (Outcome.DROPPED, {}), (Outcome.PARTLY, {"review_on": LATER}),
     (Outcome.CHANGED, {"review_on": LATER, "aim": "x", "action": "y"})],
)  # fmt: skip
def test_check_review_lets_what_is_whole_through(outcome, change):
    rules.check_review(outcome=outcome, **(REVIEW | change))


@pytest.mark.parametrize(("days", "may"), [(-1, False), (0, True), (5, True), (6, False)])
def test_parents_are_told_between_the_day_it_was_set_and_today(days, *, may):
    told = {"told_on": TODAY + timedelta(days=days), "set_on": TODAY, "today": TODAY + timedelta(days=5)}
    told |= {"way": Way.TALK, "of_child": True}
    if may:
        rules.check_told(**told)
    else:
        with pytest.raises(Refused):
            rules.check_told(**told)


def test_set_focus_seals_its_words_and_is_remembered(cast, opened):
    made = focus(cast, round_unit=opened)
    assert str(made) == str(made.pk)
    made.refresh_from_db()
    assert (made.aim, made.action, made.set_by, made.responsible) == (*WORDS.values(), cast.pia, cast.mads)
    assert (last().verb, last().child_ids, last().after) == (
        Verb.FOCUS_SET, [cast.asta.pk], {"review_on": str(LATER)},
    )  # fmt: skip
    assert b"leger" not in bytes(FocusPoint.objects.values_list("aim", flat=True).get())


def test_set_focus_for_a_group_and_for_a_whole_unit(cast, opened):
    group, unit = focus(cast, child=None), focus(cast, child=None, group=None)
    assert (last().child_ids, group.child, unit.group) == ([], None, None)


@pytest.mark.parametrize("name", ["else_", "vera", "tine", "sara", "dorte", "jens", "ali"])
def test_set_focus_is_for_those_who_work_there(cast, opened, name):
    with pytest.raises(NotHere):
        focus(cast, by=name)
    assert not FocusPoint.objects.exists()


def test_set_focus_for_a_group_of_another_house_is_not_there(cast, opened):
    with pytest.raises(NotHere):
        focus(cast, group=cast.alfer, child=None)


def test_set_focus_for_a_child_of_another_group_is_refused(cast, opened):
    with pytest.raises(Refused, match="går ikke i gruppen"):
        focus(cast, group=cast.spurvene)


def test_set_focus_is_not_put_on_a_stranger(cast, opened):
    with pytest.raises(Refused, match="ansvarlig"):
        focus(cast, responsible=cast.else_.pk)


def review(cast, held, outcome, **more) -> FocusReview:
    facts = {"by": cast.actor("mads"), "words": "Hun leger med Bo", "at": NOW}
    return actions.review_focus(focus=held, outcome=outcome, **(facts | more))


@pytest.mark.parametrize("outcome", [Outcome.REACHED, Outcome.DROPPED])
def test_review_focus_ends_it_and_keeps_the_words(cast, opened, outcome):
    held = focus(cast)
    made = review(cast, held, outcome)
    held.refresh_from_db()
    made.refresh_from_db()
    assert (held.closed_on, made.words, made.reviewed_by, str(made)) == (
        TODAY, "Hun leger med Bo", cast.mads, str(made.pk),
    )  # fmt: skip
    assert (last().verb, last().child_ids, last().after) == (
        Verb.FOCUS_REVIEWED, [cast.asta.pk], {"outcome": outcome},
    )  # fmt: skip
    with pytest.raises(Refused, match="allerede fulgt op"):
        review(cast, held, Outcome.REACHED)


def test_review_focus_partly_goes_on_to_another_day(cast, opened):
    held = focus(cast)
    review(cast, held, Outcome.PARTLY, review_on=LATER + timedelta(days=30))
    held.refresh_from_db()
    assert (held.closed_on, held.review_on) == (None, LATER + timedelta(days=30))


def test_review_focus_changed_is_followed_by_new_words(cast, opened):
    held = focus(cast)
    review(cast, held, Outcome.CHANGED, review_on=LATER, aim="Ro ved måltidet", action="To små borde")
    new = held.followed_by
    assert (new.aim, new.action, new.child, new.responsible, new.closed_on) == (
        "Ro ved måltidet", "To små borde", cast.asta, cast.mads, None,
    )  # fmt: skip
    held.refresh_from_db()
    assert held.closed_on == TODAY
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True))[-2:] == [
        Verb.FOCUS_SET, Verb.FOCUS_REVIEWED,
    ]  # fmt: skip


def test_review_focus_is_refused_to_strangers(cast, opened):
    held = focus(cast)
    with pytest.raises(NotHere):
        review(cast, held, Outcome.REACHED, by=cast.actor("else_"))
    assert not FocusReview.objects.exists()


def test_tell_parents_of_focus_says_when_and_how_and_remembers_what_stood_before(cast, opened):
    held = focus(cast)
    told = {"by": cast.actor("pia"), "focus": held, "told_on": TODAY, "at": NOW}
    actions.tell_parents_of_focus(way=Way.TALK, **told)
    assert (last().verb, last().before, last().after) == (
        Verb.FOCUS_TOLD, None, {"on": str(TODAY), "way": "talk"},
    )  # fmt: skip
    actions.tell_parents_of_focus(way=Way.PHONE, **told)
    assert last().before == {"on": str(TODAY), "way": "talk"}
    held.refresh_from_db()
    assert (held.told_on, held.told_way, held.told_by) == (TODAY, "phone", cast.pia)


def test_a_due_focus_point_waits_for_the_responsible_alone(cast, opened, as_):
    focus(cast)
    focus(cast, child=None)
    for days, seen in ((-1, False), (0, True), (1, True)):
        at = NOW + (LATER - TODAY) + timedelta(days=days)
        with time_machine.travel(at, tick=False):
            page = text(as_("mads").get("/"))
            assert ("Følg op på et fokuspunkt for Asta Lindqvist-Møller" in page) is seen
            assert ("Følg op på et fokuspunkt for Blåmejserne" in page) is seen
            assert "Følg op på et fokuspunkt" not in text(as_("pia").get("/"))
            assert (cast.asta.pk in Entry.objects.filter(verb=Verb.DAY_SEEN).order_by("-pk")[1].child_ids) is seen
    assert WORDS["aim"] not in page


def test_focus_points_come_back_at_the_next_round_and_on_the_childs_page(cast, opened, as_, planned):
    focus(cast)
    focus(cast, child=None, group=None, aim="Ro i garderoben")
    focus(cast, child=None, group=cast.spurvene, aim="Spurvenes eget")
    pia, group = as_("pia"), cast.blaamejserne.pk
    for name, arguments in (
        ("own", [opened.pk, group]), ("joint", [opened.pk, group]), ("board", [opened.pk]),
        ("focus_of_group", [group]), ("focus_of_round", [opened.pk]),
    ):  # fmt: skip
        page = text(pia.get(reverse(f"screening:{name}", args=arguments)))
        assert WORDS["aim"] in page
        assert "Ro i garderoben" in page
        assert ("Spurvenes eget" in page) is (name in {"board", "focus_of_round"})
    page = text(pia.get(cast.asta.href))
    assert WORDS["action"] in page
    assert "Ro i garderoben" not in page
    assert "Der er ingen fokuspunkter, du kan se" in text(pia.get(cast.bo.href))
    assert WORDS["action"] not in text(as_("sara").get(cast.asta.href))


def test_what_is_closed_does_not_come_back(cast, opened, as_):
    review(cast, focus(cast), Outcome.REACHED)
    assert "Der er ingen fokuspunkter lige nu" in text(
        as_("pia").get(reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk]))
    )
    page = text(as_("pia").get(cast.asta.href))
    assert "Hun leger med Bo" in page
    assert "Fulgt op" in page


def form(cast, **more):
    return {"about": "group", **WORDS, "responsible": str(cast.mads.pk), "review_on": str(LATER), **key(), **more}


def test_a_focus_point_begins_from_the_group(cast, opened, as_):
    pia, address = as_("pia"), reverse("screening:new_focus_of_group", args=[cast.blaamejserne.pk])
    assert "Hele gruppen: Blåmejserne" in text(pia.get(address))
    assert "Fokuspunkter for gruppen" in text(pia.get(cast.blaamejserne.href))
    wrong = pia.post(address, form(cast, about="", aim=" "))
    assert (wrong.status_code, WORDS["action"] in text(wrong)) == (422, True)
    early = pia.post(address, form(cast, review_on=str(TODAY)))
    assert (early.status_code, "Vælg en dag, der kommer" in text(early)) == (422, True)
    sent = form(cast, about=str(cast.bo.pk))
    for _ in range(2):  # a double click is one focus point
        assert pia.post(address, sent).status_code == 303
    made = FocusPoint.objects.get()
    assert (made.child, made.group, made.unit, made.round_unit) == (
        cast.bo, cast.blaamejserne, cast.solsikken, opened,
    )  # fmt: skip


def test_a_focus_point_begins_from_the_joint_assessment(cast, assess, as_):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.YELLOW, "Trækker sig")
    pia, address = as_("pia"), reverse("screening:new_focus", args=[held.pk])
    assert address in text(pia.get(reverse("screening:joint", args=[held.round_unit_id, held.group_id])))
    assert "Nyt fokuspunkt: Asta" in text(pia.get(address))
    assert pia.post(address, form(cast, about="child")).status_code == 303
    assert FocusPoint.objects.get().child == cast.asta


def test_a_focus_point_begins_from_the_board(cast, opened, as_):
    lars, address = as_("lars"), reverse("screening:new_focus_of_round", args=[opened.pk])
    assert "Hele enheden: Børnehuset Solsikken" in text(lars.get(address))
    for about in ("unit", str(cast.spurvene.pk)):
        assert lars.post(address, form(cast, about=about)).status_code == 303
    assert set(FocusPoint.objects.values_list("group", flat=True)) == {None, cast.spurvene.pk}


def test_one_focus_point_is_looked_at_again_and_told(cast, opened, as_):
    made = focus(cast)
    mads, address = as_("mads"), reverse("screening:focus", args=[made.pk])
    assert "Se på det igen" in text(mads.get(address))
    partly = mads.post(address, {"outcome": "partly", "words": "Lidt", **key()})
    assert (partly.status_code, "hvornår I ser på det igen" in text(partly)) == (422, True)
    changed = mads.post(address, {"outcome": "changed", "words": "x", "review_on": str(LATER), **key()})
    assert text(changed).count("Skriv det nye, I vil prøve") >= 2
    again = mads.post(address, {"outcome": "partly", "words": "Lidt", "review_on": str(TODAY), **key()})
    assert "Vælg en dag, der kommer" in text(again)
    page = text(mads.post(address, {"outcome": "reached", "words": "Hun leger nu", **key()}, follow=True))
    assert "Hun leger nu" in page
    assert "Se på det igen" not in page
    told = reverse("screening:focus_told", args=[made.pk])
    assert mads.get(told).status_code == 200
    wrong = mads.post(told, {"told_on": "2027-01-01", "way": "talk", **key()})
    assert (wrong.status_code, "ligger i fremtiden" in text(wrong)) == (422, True)
    page = text(mads.post(told, {"told_on": str(TODAY), "way": "talk", **key()}, follow=True))
    assert "I en samtale, 23. november 2026" in page


MEETING = 'value="meeting"'


def test_a_childs_focus_point_is_not_told_at_a_meeting_for_all(cast, opened, as_):
    made = focus(cast)
    pia, address = as_("pia"), reverse("screening:focus_told", args=[made.pk])
    assert MEETING not in text(pia.get(address))
    assert pia.post(address, {"told_on": str(TODAY), "way": "meeting", **key()}).status_code == 422
    given = {"by": cast.actor("pia"), "focus": made, "told_on": TODAY, "at": NOW}
    with pytest.raises(Refused, match="Et forældremøde er for alle") as refused:
        actions.tell_parents_of_focus(way=Way.MEETING, **given)
    assert refused.value.field == "way"
    made.refresh_from_db()
    assert made.told_on is None


@pytest.mark.parametrize("whole", ["group", "unit"])
def test_a_groups_or_a_units_is_told_at_their_meeting(cast, opened, as_, whole):
    made = focus(cast, child=None) if whole == "group" else focus(cast, child=None, group=None)
    pia, address = as_("pia"), reverse("screening:focus_told", args=[made.pk])
    assert MEETING in text(pia.get(address))
    assert pia.post(address, {"told_on": str(TODAY), "way": "meeting", **key()}).status_code == 303
    assert "På et forældremøde, 23. november 2026" in text(pia.get(reverse("screening:focus", args=[made.pk])))


def test_a_focus_point_of_the_whole_unit_leads_back_to_the_rounds(cast, opened, as_):
    made = focus(cast, child=None, group=None)
    page = text(as_("pia").get(reverse("screening:focus", args=[made.pk])))
    assert reverse("screening:rounds") in page


@pytest.mark.parametrize("name", ["else_", "dorte", "sara"])
def test_a_stranger_sees_no_focus_point(cast, opened, as_, name):
    made = focus(cast)
    for address in (
        reverse("screening:focus", args=[made.pk]), reverse("screening:focus_of_group", args=[cast.blaamejserne.pk]),
        reverse("screening:focus_of_round", args=[opened.pk]),
        reverse("screening:new_focus_of_group", args=[cast.blaamejserne.pk]),
    ):  # fmt: skip
        assert as_(name).get(address).status_code == 404


def test_pages_with_focus_points_ask_no_more_for_more_of_them(cast, opened, as_, grow):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    pia = as_("pia")
    address = reverse("screening:focus_of_group", args=[cast.blaamejserne.pk])
    review(cast, focus(cast), Outcome.PARTLY, review_on=LATER)
    pia.get(address)
    with CaptureQueriesContext(connection) as few:
        pia.get(address)
    for _ in range(12):
        review(cast, focus(cast), Outcome.PARTLY, review_on=LATER)
    grow(cast.blaamejserne, 20)
    with CaptureQueriesContext(connection) as many:
        pia.get(address)
    assert len(many) == len(few)


def test_queries_of_a_focus_point_are_those_of_ones_units(cast, opened):
    focus(cast)
    assert not queries.open_focus(cast.actor("else_")).exists()
    assert queries.open_focus(cast.actor("anna")).exists()
    assert queries.round_under_way(cast.actor("pia"), cast.elverhoej.pk) is None


def test_one_focus_point_says_in_which_round_it_was_set(cast, opened, as_):
    made = focus(cast, round_unit=opened)
    page = text(as_("pia").get(reverse("screening:focus", args=[made.pk])))
    assert "Blåmejserne, Børnehuset Solsikken, Efterår 2026" in page


def test_what_is_changed_with_half_the_new_words_asks_for_the_rest(cast, opened, as_):
    address = reverse("screening:focus", args=[focus(cast).pk])
    sent = {"outcome": "changed", "words": "x", "review_on": str(LATER), "aim": "Nyt mål", **key()}
    page = as_("pia").post(address, sent)
    assert (page.status_code, text(page).count("Skriv det nye, I vil prøve")) == (422, 2)
