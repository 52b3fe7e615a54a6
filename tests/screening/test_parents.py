"""Parents: their words, their links, and that they are told in time."""

from datetime import date, datetime, time, timedelta
from threading import Barrier, Thread

import pytest
import time_machine
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse

from samspor.access.actor import Actor
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.clock import COPENHAGEN
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions, queries, rules
from samspor.screening.models import JointAssessment, ParentLink, ParentVoice
from samspor.screening.rules import Heard, Position, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES
from tests.screening.test_actions import conclude, last
from tests.screening.test_views import key, text

WORDS = {"goes_well": "Han synger", "thinks_about": "Han sover uroligt", "helps": ""}


@pytest.fixture
def mother(cast):
    return cast.mor  # Bo's


@pytest.fixture
def father(cast, opened):
    return factories.guardian(cast.bo, "Kim Øster")


def record(cast, opened, guardian, **more):
    facts = {"way": Heard.TALK, "is_verbatim": True, "said_on": TODAY, "words": WORDS, "at": NOW, "child": cast.bo}
    return actions.record_parents_words(
        **({"by": cast.actor("pia"), "round_unit": opened, "guardian": guardian} | facts | more)
    )


def linked(cast, opened, guardian, **more) -> ParentLink:
    facts = {"by": cast.actor("pia"), "round_unit": opened, "child": cast.bo, "guardian": guardian, "at": NOW}
    return actions.make_parent_link(**(facts | more))


def parent(link) -> Actor:
    return Actor(id=link.guardian_id, name="En forælder", on=TODAY)


def answer(link, at=NOW, **more):
    return actions.answer_parent_link(by=parent(link), link=link, words=WORDS | more, at=at)


OPEN = {"closes_on": TODAY, "has_custody": True, "revoked": False, "answered": False, "today": TODAY}


@pytest.mark.parametrize(
    ("change", "is_open"),
    [
        ({}, True), ({"today": TODAY - timedelta(days=1)}, True), ({"today": TODAY + timedelta(days=1)}, False),
        ({"has_custody": False}, False), ({"revoked": True}, False), ({"answered": True}, False),
    ],
)  # fmt: skip
def test_a_link_is_open_until_the_round_closes(change, *, is_open):
    assert rules.is_link_open(**(OPEN | change)) is is_open


@pytest.mark.parametrize(("words", "days"), [(["", " ", "\n"], 0), (["x"], 1)])
def test_check_heard_wants_words_and_a_day_that_has_been(words, days):
    with pytest.raises(Refused):
        rules.check_heard(words, said_on=TODAY + timedelta(days=days), today=TODAY)


@pytest.mark.parametrize(
    ("position", "informed", "days", "late"),
    [
        (Position.YELLOW, False, 13, False), (Position.YELLOW, False, 14, True), (Position.RED, False, 15, True),
        (Position.RED, True, 15, False), (Position.GREEN, False, 15, False),
    ],
)  # fmt: skip
def test_parents_are_late_to_know_from_the_fourteenth_day(position, informed, days, *, late):
    today = TODAY + timedelta(days=days)
    assert rules.is_late(position=position, concluded_on=TODAY, informed=informed, today=today, days=14) is late


def test_record_parents_words_seals_them_and_says_whose_they_are(cast, opened, mother):
    made = record(cast, opened, mother)
    made.refresh_from_db()
    assert (made.goes_well, made.helps, made.recorded_by, made.guardian, str(made)) == (
        "Han synger", None, cast.pia, mother, str(made.pk),
    )  # fmt: skip
    assert (last().verb, last().child_ids, last().after) == (Verb.PARENTS_HEARD, [cast.bo.pk], {"way": "talk"})
    assert b"synger" not in bytes(ParentVoice.objects.values_list("goes_well", flat=True).get())


@pytest.mark.parametrize("name", ["else_", "vera", "sara", "dorte", "ali"])
def test_record_parents_words_is_for_those_who_have_the_child_every_day(cast, opened, mother, name):
    with pytest.raises(NotHere):
        record(cast, opened, mother, by=cast.actor(name))


def test_record_parents_words_refuses_what_cannot_be(cast, opened, mother):
    with pytest.raises(NotHere):
        record(cast, opened, factories.guardian(cast.asta, "En anden"))
    with pytest.raises(NotHere):
        record(cast, opened, mother, child=cast.frida)
    with pytest.raises(Refused, match="skriver forælderen selv"):
        record(cast, opened, mother, way=Heard.LINK)
    with pytest.raises(Refused, match="lukkede"):
        record(cast, opened, mother, at=NOW + (CLOSES + timedelta(days=1) - TODAY))
    assert not ParentVoice.objects.exists()


def test_make_parent_link_is_for_custody_and_closes_the_one_before(cast, opened, mother, father):
    first = linked(cast, opened, mother)
    other = linked(cast, opened, father)
    second = linked(cast, opened, mother)
    first.refresh_from_db()
    assert (first.revoked_at, str(second)) == (NOW, str(second.pk))
    assert set(ParentLink.objects.filter(revoked_at=None)) == {second, other}
    assert (last().verb, last().child_ids) == (Verb.PARENT_LINK_MADE, [cast.bo.pk])
    grandmother = factories.guardian(cast.bo, "Farmor", custody=False)
    with pytest.raises(Refused, match="forældremyndigheden"):
        linked(cast, opened, grandmother)
    with pytest.raises(NotHere):
        linked(cast, opened, mother, by=cast.actor("else_"))
    with pytest.raises(NotHere):
        linked(cast, opened, mother, child=cast.frida)


def test_revoke_parent_link_closes_it_once(cast, opened, mother):
    link = linked(cast, opened, mother)
    for _ in range(2):
        actions.revoke_parent_link(by=cast.actor("pia"), link=link, at=NOW)
    assert Entry.objects.filter(verb=Verb.PARENT_LINK_REVOKED).count() == 1
    with pytest.raises(NotHere):
        answer(link)
    with pytest.raises(NotHere):
        actions.revoke_parent_link(by=cast.actor("else_"), link=link, at=NOW)


def test_answer_parent_link_keeps_the_words_once(cast, opened, mother):
    link = linked(cast, opened, mother)
    made = answer(link)
    assert (made.way, made.recorded_by, made.is_verbatim, made.said_on) == (Heard.LINK, None, True, TODAY)
    assert answer(link) == made  # a double click
    with pytest.raises(NotHere):
        answer(link, helps="Mere")
    with pytest.raises(Refused, match="allerede svaret"):
        actions.revoke_parent_link(by=cast.actor("pia"), link=link, at=NOW)
    assert (last().verb, last().actor_name, last().roles) == (Verb.PARENTS_HEARD, "En forælder", [])


def test_answer_parent_link_needs_words_and_leaves_the_link_open(cast, opened, mother):
    link = linked(cast, opened, mother)
    with pytest.raises(Refused, match="mindst ét sted"):
        answer(link, goes_well=" ", thinks_about="")
    answer(link)


@pytest.mark.parametrize(("days", "open_"), [(-1, True), (0, True), (1, False)])
def test_a_link_ends_with_its_round(cast, opened, mother, days, *, open_):
    link = linked(cast, opened, mother)
    at = NOW + (CLOSES - TODAY) + timedelta(days=days)
    if open_:
        answer(link, at=at)
    else:
        with pytest.raises(NotHere):
            answer(link, at=at)


def test_a_link_ends_with_custody(cast, opened, mother):
    link = linked(cast, opened, mother)
    factories.remembered()
    mother.guardianships.update(to_on=TODAY - timedelta(days=1))
    with pytest.raises(NotHere):
        answer(link)


def test_two_answers_at_once_are_one(committed, cast, opened, mother):
    link = linked(cast, opened, mother)
    gate, refused = Barrier(2), []

    def go(words):
        gate.wait(10)
        try:
            answer(link, helps=words)
        except NotHere:
            refused.append(words)
        finally:
            close_old_connections()

    threads = [Thread(target=go, args=(words,)) for words in ("Den ene", "Den anden")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)
    assert (ParentVoice.objects.count(), len(refused)) == (1, 1)


@pytest.mark.parametrize("token", ["", "x", "a:b", "é", "a" * 5000])
def test_a_key_that_is_no_key_opens_nothing(token):
    assert queries.link_behind(token) is None


def test_a_key_is_bound_to_its_link(cast, opened, mother, father):
    one, other = linked(cast, opened, mother), linked(cast, opened, father)
    assert queries.link_behind(queries.token_of(one)) == one.pk
    body, _, seal = queries.token_of(one).partition(":")
    assert queries.link_behind(f"{other.pk.hex}:{seal}") is None
    assert queries.link_behind(f"{body[::-1]}:{seal}") is None


def test_the_reference_on_paper_says_nothing(cast, opened):
    reference = queries.reference_of(opened.pk, cast.bo.pk)
    assert reference == queries.reference_of(opened.pk, cast.bo.pk) != queries.reference_of(opened.pk, cast.asta.pk)
    assert len(reference) == 9


def parents_url(cast, opened):
    return reverse("screening:parents", args=[opened.pk, cast.bo.pk])


def test_a_colleague_types_what_a_parent_said(cast, opened, mother, as_):
    pia, address = as_("pia"), parents_url(cast, opened)
    assert "Ingen forælder har sagt noget" in text(pia.get(address))
    assert address in text(pia.get(reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk])))
    form = {"guardian": str(mother.pk), "way": "talk", "said_on": str(TODAY), "is_verbatim": "on", **WORDS, **key()}
    empty = pia.post(address, form | {"goes_well": "", "thinks_about": " "})
    assert (empty.status_code, "mindst ét sted" in text(empty)) == (422, True)
    page = text(pia.post(address, form, follow=True))
    for words in ("Han synger", "Lone Øster", "Skrevet ned af Pia Holm, ord for ord"):
        assert words in page
    assert "Hvad hjælper dit barn?</dt>" not in page
    record(cast, opened, mother, is_verbatim=False)
    assert "med egne ord" in text(pia.get(address))


def test_a_child_without_parents_on_its_page(cast, opened, as_):
    page = text(as_("pia").get(reverse("screening:parents", args=[opened.pk, cast.asta.pk])))
    assert "Der står ingen forældre på barnet" in page
    assert "Der står ingen på barnets side, som har forældremyndigheden" in page


def test_after_the_round_one_reads_and_writes_no_more(cast, opened, mother, as_):
    record(cast, opened, mother)
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        page = text(as_("pia").get(parents_url(cast, opened)))
    assert "Han synger" in page
    assert "Lav et link" not in page


def test_the_paper_form_has_a_reference_and_no_child(cast, opened, as_):
    page = text(as_("pia").get(reverse("screening:paper", args=[opened.pk, cast.bo.pk])))
    assert queries.reference_of(opened.pk, cast.bo.pk) in page
    assert "Bo" not in page.replace("Børnehuset", "").split("app-paper")[1].split()
    assert "Øster" not in page


def test_parents_words_stand_beside_the_staffs_when_those_are_open(cast, opened, assess, mother, as_):
    record(cast, opened, mother)
    held = assess("bo", pia=Position.GREEN)
    pages = [reverse(f"screening:{name}", args=[held.pk]) for name in ("conclude", "dialogue")]
    group, pia = reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk]), as_("pia")
    for number, address in enumerate(pages, start=1):
        assert "Han synger" not in text(pia.get(address)), number
    assert "1 svar" not in text(pia.get(group))
    assess("bo", mads=Position.GREEN)
    for number, address in enumerate(pages, start=1):
        assert "Han synger" in text(pia.get(address)), number
    assert "Forældrenes ord (1 svar)" in text(pia.get(group))
    ParentVoice.objects.update(taken_back_at=NOW, taken_back_on=TODAY, taken_back_way=Way.TALK)
    assert "1 svar" not in text(pia.get(group))


def test_a_parent_answers_by_a_link_that_is_handed_over(cast, opened, mother, father, as_):
    pia, address = as_("pia"), parents_url(cast, opened)
    page = text(pia.post(reverse("screening:make_link", args=[opened.pk, cast.bo.pk, mother.pk]), key(), follow=True))
    link = ParentLink.objects.get()
    way = f"{reverse('screening:answer')}?k={queries.token_of(link)}"
    assert way in page
    browser = Client()
    seen = browser.get(way)
    assert seen.status_code == 200
    assert "no-store" in seen["Cache-Control"]
    page = text(seen)
    assert "Vil du fortælle os om Bo?" in page
    for hidden in ("Øster", "Solsikken", "Blåmejserne", "Efterår", "Kim", "Lone", "2021"):
        assert hidden not in page
    assert Entry.objects.filter(verb=Verb.PARENT_LINK_OPENED, child_ids=[cast.bo.pk]).exists()
    sent = {"k": queries.token_of(link), **WORDS}
    empty = browser.post(reverse("screening:answer"), sent | {"goes_well": "", "thinks_about": ""})
    assert (empty.status_code, "mindst ét sted" in text(empty)) == (422, True)
    long = browser.post(reverse("screening:answer"), sent | {"helps": "x" * 4001})
    assert (long.status_code, "x" * 4001 in text(long)) == (422, True)
    for _ in range(2):
        assert browser.post(reverse("screening:answer"), sent)["Location"] == reverse("screening:thanks")
    assert "Tak for dit svar" in text(browser.get(reverse("screening:thanks")))
    other = browser.post(reverse("screening:answer"), sent | {"helps": "Mere"})
    assert "Linket kan ikke bruges" in text(other)
    assert ParentVoice.objects.count() == 1
    assert "Han synger" in text(pia.get(address))


def test_all_links_that_do_not_work_look_the_same(cast, opened, mother, father):
    revoked, answered, late = linked(cast, opened, mother), linked(cast, opened, father), None
    actions.revoke_parent_link(by=cast.actor("pia"), link=revoked, at=NOW)
    answer(answered)
    late = linked(cast, opened, mother)
    pages = [
        text(Client().get(reverse("screening:answer"), {"k": token}))
        for token in ("", "vrøvl", queries.token_of(revoked), queries.token_of(answered))
    ]
    with time_machine.travel(NOW + timedelta(days=40), tick=False):
        pages.append(text(Client().get(reverse("screening:answer"), {"k": queries.token_of(late)})))
    assert len(set(pages)) == 1
    assert "Linket kan ikke bruges" in pages[0]


def test_a_protected_childs_name_is_not_shown_by_a_link(cast, opened, mother):
    link = linked(cast, opened, mother)
    factories.remembered()
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(protected_until=date(2030, 1, 1))
    page = text(Client().get(reverse("screening:answer"), {"k": queries.token_of(link)}))
    assert "om dit barn?" in page
    assert "Bo?" not in page


def test_answers_from_one_place_are_limited(cast, opened, mother):
    link, browser = linked(cast, opened, mother), Client()
    statuses = [browser.post(reverse("screening:answer"), {"k": "x"}).status_code for _ in range(31)]
    assert statuses == [200] * 30 + [429]
    assert queries.is_open(parent(link), link, TODAY)


def test_a_link_is_closed_by_hand(cast, opened, mother, as_):
    link = linked(cast, opened, mother)
    pia = as_("pia")
    assert "Luk linket" in text(pia.get(parents_url(cast, opened)))
    page = text(pia.post(reverse("screening:revoke_link", args=[link.pk]), key(), follow=True))
    assert "Linket er lukket." in page
    assert "Lav et link" in page
    assert as_("else_").post(reverse("screening:revoke_link", args=[link.pk]), key()).status_code == 404


@pytest.mark.parametrize("name", ["else_", "sara", "dorte"])
def test_a_stranger_hears_no_parents(cast, opened, as_, name):
    assert as_(name).get(parents_url(cast, opened)).status_code == 404
    other = reverse("screening:parents", args=[opened.pk, cast.frida.pk])
    assert as_("pia").get(other).status_code == 404


def later(days: int) -> datetime:
    """Just after midnight in Denmark, so many days on."""
    return datetime.combine(TODAY + timedelta(days=days), time(0, 1), COPENHAGEN)


@pytest.mark.parametrize(("days", "late"), [(13, False), (14, True), (15, True)])
def test_parents_who_were_not_told_are_a_task_and_stand_on_the_board(cast, opened, assess, as_, days, *, late):
    held = assess("asta", pia=Position.YELLOW, mads=Position.YELLOW)
    conclude(cast, held, Position.YELLOW, "Trækker sig")
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    with time_machine.travel(later(days), tick=False):
        for name in ("pia", "mads"):
            assert ("Fortæl forældrene til Asta" in text(as_(name).get("/"))) is late
        assert "Fortæl forældrene til" not in text(as_("lars").get("/"))
        board = text(as_("lars").get(reverse("screening:board", args=[opened.pk])))
        assert ("Forældre, der venter på besked" in board) is late
        joint = JointAssessment.objects.get(assessment=held)
        found = {one.pk for one in queries.late_in(cast.actor("lars", at=later(days)), opened, 14)}
        assert found == ({joint.pk} if late else set())


def test_parents_who_were_told_are_no_task(cast, opened, assess, as_):
    held = assess("asta", pia=Position.RED, mads=Position.RED)
    conclude(cast, held, Position.RED, "Vi er bekymrede")
    actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)
    assert queries.late_for(cast.actor("pia", at=later(30)), 14) == []
    assert queries.late_for(Actor(id=cast.pia.pk, name="Ingen", on=TODAY), 14) == []


def test_what_came_too_fast_stands_in_a_form_to_be_sent_again(cast, opened, mother):
    link, browser, where = linked(cast, opened, mother), Client(), reverse("screening:answer")
    for _ in range(30):
        browser.post(where, {"k": "x"})
    said = browser.post(where, {"k": queries.token_of(link)} | WORDS)
    assert said.status_code == 429
    assert f'<input type="hidden" name="k" value="{queries.token_of(link)}">' in text(said)
    assert all(words in text(said) for words in WORDS.values())
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        assert browser.post(where, {"k": queries.token_of(link)} | WORDS).status_code == 302


def test_what_is_typed_when_the_link_closes_is_given_back(cast, opened, mother):
    link = linked(cast, opened, mother)
    actions.revoke_parent_link(by=cast.actor("pia"), link=link, at=NOW)
    for token in (queries.token_of(link), "vrøvl"):
        page = text(Client().post(reverse("screening:answer"), {"k": token} | WORDS))
        assert "er ikke sendt" in page
        assert all(words in page for words in WORDS.values() if words)
