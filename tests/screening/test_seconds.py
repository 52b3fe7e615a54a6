"""A colleague elsewhere is asked to look as well: exactly at those children, in that round, and no longer."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import close_old_connections, connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samspor.access.check import may, within
from samspor.access.rules import Permission
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import api as people
from samspor.people.models import Child
from samspor.screening import actions, queries, rules
from samspor.screening.models import Assessment, OwnAssessment, RoundUnit, SecondAssessor, SignSeen
from samspor.screening.rules import Position
from tests import factories
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES, OPENS

DAY = timedelta(days=1)


def ask(cast, opened, **more) -> SecondAssessor:
    given_ = {"group": cast.blaamejserne, "staff": cast.karen, "from_on": TODAY, "to_on": TODAY + 3 * DAY, "at": NOW}
    return actions.choose_second(by=cast.actor("lars"), round_unit=opened, **(given_ | more))


def mark(cast, second, child="asta", by="karen", at=NOW, position=Position.YELLOW):
    return actions.mark_as_second(
        by=cast.actor(by, at), second=second, child=cast.members[child].pk, position=position, comment="Leger", at=at
    )


@given(st.integers(0, 30), st.integers(0, 30), st.integers(-5, 35), st.booleans())
def test_both_days_belong_to_it(begins, lasts, day, ended):
    from_on, to_on, on = TODAY + begins * DAY, TODAY + (begins + lasts) * DAY, TODAY + day * DAY
    asked = rules.seconds.is_asked(from_on=from_on, to_on=to_on, ended=ended, on=on)
    assert asked is (not ended and begins <= day <= begins + lasts)


@pytest.mark.parametrize(
    ("from_on", "to_on", "fine"),
    [(0, 0, True), (0, 11, True), (0, 12, False), (2, 1, False), (-5, -1, False)],
)
def test_it_ends_with_the_round_at_the_latest(from_on, to_on, fine):
    days = {"from_on": TODAY + from_on * DAY, "to_on": TODAY + to_on * DAY, "closes_on": CLOSES, "today": TODAY}
    if fine:
        rules.seconds.check_second(**days)
        return
    with pytest.raises(Refused) as refused:
        rules.seconds.check_second(**days)
    assert refused.value.field == "to_on"


@pytest.mark.parametrize(
    ("days", "reaches"), [(-1, False), (0, True), (3, True), (4, False), ((CLOSES - TODAY).days + 1, False)]
)
def test_before_during_and_after(cast, opened, days, reaches):
    second = ask(cast, opened)
    karen = cast.actor("karen", NOW + days * DAY)
    assert may(karen, Permission.SCREENING_SECOND, second) is reaches
    assert queries.seconds.asked(karen).exists() is reaches


@pytest.mark.parametrize("change", [{"notice_on": None}, {"opens_on": TODAY + DAY}])
def test_a_round_that_is_not_open_opens_nothing(cast, opened, change):
    second = ask(cast, opened)
    if "opens_on" in change:
        type(opened.round).objects.filter(pk=opened.round_id).update(opens_on=TODAY + DAY)
    else:
        RoundUnit.objects.filter(pk=opened.pk).update(notice_on=None, notice_way="")
    assert not may(cast.actor("karen"), Permission.SCREENING_SECOND, second)


def test_it_opens_nothing_else_of_the_children(cast, opened):
    ask(cast, opened)
    karen = cast.actor("karen")
    for permission in Permission:
        if karen.scope(permission).everything:
            continue  # what is everybody's, as where units are
        assert not within(karen, permission, Child.objects.filter(pk=cast.asta.pk)).exists(), permission
    for permission in (Permission.SCREENING_READ, Permission.SCREENING_ASSESS, Permission.SCREENING_CONCLUDE):
        assert not within(karen, permission, RoundUnit.objects.filter(pk=opened.pk)).exists()


def test_only_the_children_one_is_asked_about(cast, opened):
    second = ask(cast, opened, child=cast.asta)
    assert [one.child for one in queries.seconds.children_asked_about(cast.actor("karen"), second)] == [cast.asta]
    for child in ("bo", "frida", "egon"):
        with pytest.raises(NotHere):
            mark(cast, second, child)
    with pytest.raises(NotHere):
        mark(cast, second, by="else_")
    assert mark(cast, second).assessor == cast.karen
    assert not Assessment.objects.exclude(child=cast.asta).exists()


def test_another_round_is_another_matter(cast, opened):
    second = ask(cast, opened)
    made = actions.plan_round(
        by=cast.actor("lars"), label="Vinter", area="daycare", opens_on=OPENS, closes_on=CLOSES,
        instrument=opened.round.instrument, units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    mark(cast, second)
    assert not Assessment.objects.filter(round_unit__round=made).exists()
    assert [one.round_unit for one in queries.seconds.asked(cast.actor("karen"))] == [opened]


def test_the_seal_is_as_it_was(cast, opened, assess):
    """Until two are in, neither sees the other; then both are there."""
    second = ask(cast, opened)
    mark(cast, second)
    held = assess("asta", pia=Position.GREEN)
    one = queries.assessments_of(opened, [cast.asta.pk])[cast.asta.pk]
    assert queries.opened_views([one]) == {}
    assert actions.hand_in_as_second(by=cast.actor("karen"), second=second, at=NOW) == 1
    one = queries.assessments_of(opened, [cast.asta.pk])[cast.asta.pk]
    assert [own.assessor for own in queries.opened_views([one])[held.pk]] == [cast.karen, cast.pia]
    assert cast.karen in queries.colleagues(opened, held, cast.actor("lars"))
    with pytest.raises(Refused, match="har afleveret"):
        mark(cast, second)
    with pytest.raises(Refused, match="ingen vurderinger at aflevere"):
        actions.hand_in_as_second(by=cast.actor("karen"), second=second, at=NOW)


def test_what_is_ended_is_ended(cast, opened):
    second = ask(cast, opened)
    actions.end_second(by=cast.actor("lars"), second=second, at=NOW)
    actions.end_second(by=cast.actor("lars"), second=second, at=NOW)
    assert Entry.objects.filter(verb=Verb.SECOND_ENDED).count() == 1
    with pytest.raises(NotHere):
        mark(cast, second)
    ask(cast, opened)  # and can be asked anew


@pytest.mark.parametrize("name", ["pia", "vera", "karen", "jens"])
def test_only_the_leader_of_the_place_asks(cast, opened, name):
    with pytest.raises(NotHere):
        actions.choose_second(
            by=cast.actor(name), round_unit=opened, group=cast.blaamejserne, staff=cast.karen, from_on=TODAY,
            to_on=TODAY, at=NOW,
        )  # fmt: skip


def test_who_and_whom_are_checked(cast, opened):
    for wrong in ({"staff": cast.bent}, {"group": cast.alfer}, {"child": cast.frida}):
        with pytest.raises(NotHere):
            ask(cast, opened, **wrong)
    with pytest.raises(Refused, match="arbejder i enheden"):
        ask(cast, opened, staff=cast.pia)
    ask(cast, opened)
    for again in ({}, {"child": cast.asta}):
        with pytest.raises(Refused, match="allerede bedt"):
            ask(cast, opened, **again)
    ask(cast, opened, from_on=TODAY + 4 * DAY, to_on=TODAY + 5 * DAY)
    entry = Entry.objects.filter(verb=Verb.SECOND_CHOSEN).earliest("pk")
    assert entry.after["who"] == "Karen Dahl"


def test_a_round_taken_back_takes_its_second_assessors_with_it(cast, planned):
    ask(cast, planned)
    actions.withdraw_round(by=cast.actor("lars"), round_unit=planned, at=NOW)
    assert not SecondAssessor.objects.exists()


def key():
    return {"form_key": str(uuid4())}


def test_the_leader_finds_a_colleague_and_asks(cast, opened, as_):
    lars, address = as_("lars"), reverse("screening:seconds", args=[opened.pk])
    assert address in lars.get(reverse("screening:board", args=[opened.pk])).content.decode()
    assert "Valgte medvurderere" not in lars.get(address).content.decode()
    assert "Ingen kollega med det navn" in lars.get(address, {"q": "x"}).content.decode()
    page = lars.get(address, {"q": "kar"}).content.decode()
    assert "Karen Dahl" in page
    assert "Dagplejen Nord" in page
    sent = {"staff": str(cast.karen.pk), "about": f"{cast.blaamejserne.pk} {cast.asta.pk}", "from_on": str(TODAY),
            "to_on": "2027-01-01", **key()}  # fmt: skip
    wrong = lars.post(address + "?q=kar", sent)
    assert (wrong.status_code, "Runden lukker 4. december" in wrong.content.decode()) == (422, True)
    assert lars.post(address + "?q=kar", sent | {"to_on": str(CLOSES)}).status_code == 303
    second = SecondAssessor.objects.get()
    assert (second.child, second.to_on) == (cast.asta, CLOSES)
    assert lars.post(address + "?q=kar", sent | key() | {"to_on": str(CLOSES)}).status_code == 422
    page = lars.get(address).content.decode()
    assert "Asta Lindqvist-Møller" in page
    assert lars.post(reverse("screening:end_second", args=[second.pk]), key()).status_code == 303
    assert "Slut" in lars.get(address).content.decode()
    group = {"about": str(cast.blaamejserne.pk), "to_on": str(CLOSES)}
    assert lars.post(address + "?q=kar", sent | key() | group).status_code == 303


def test_who_was_searched_for_among_colleagues_and_shown_is_remembered(cast, opened, as_):
    lars, address = as_("lars"), reverse("screening:seconds", args=[opened.pk])
    assert "Karen" in lars.get(address, {"q": "kar"}).content.decode()
    entry = Entry.objects.filter(verb=Verb.STAFF_LISTED).latest("pk")
    assert (entry.kind, entry.words) == (Kind.SEARCH, "kar")
    assert str(cast.karen.pk) in entry.after["staff"]
    before = Entry.objects.filter(verb=Verb.STAFF_LISTED).count()
    lars.get(address)
    assert Entry.objects.filter(verb=Verb.STAFF_LISTED).count() == before


def test_the_second_sees_names_marks_and_hands_in(cast, opened, as_):
    second = ask(cast, opened)
    karen, address = as_("karen"), reverse("screening:second", args=[second.pk])
    assert "Giv dit blik på 4 børn i Blåmejserne" in karen.get("/").content.decode()
    page = karen.get(address).content.decode()
    assert "Carla Sofie von Bülow" in page
    assert cast.asta.href not in page
    assert "14. marts" not in page
    assert set(Entry.objects.filter(verb=Verb.SECOND_SEEN).latest("pk").child_ids) == {
        cast.asta.pk, cast.bo.pk, cast.carla.pk, cast.dilan.pk,
    }  # fmt: skip
    sent = {f"position-{cast.asta.pk}": "yellow", f"comment-{cast.asta.pk}": "Står ved hegnet"}
    assert karen.post(address, sent | key()).status_code == 303
    assert "Står ved hegnet" in karen.get(address).content.decode()
    over = reverse("screening:hand_in_second", args=[second.pk])
    assert karen.post(address, sent | key() | {"hand_in": "1"}).url == over
    assert not OwnAssessment.objects.get().handed_in_at
    look = karen.get(over).content.decode()
    assert "Du er ved at aflevere 1 vurdering." in look
    assert "Mangler din position" in look
    assert karen.post(over, key()).status_code == 303
    assert OwnAssessment.objects.get().handed_in_at
    nothing = karen.get(over).content.decode()
    assert "Du har ingen vurderinger at aflevere" in nothing
    assert karen.post(over, key()).status_code == 409
    assert "Giv dit blik på 3 børn" in karen.get("/").content.decode()
    for child in ("bo", "carla", "dilan"):
        sent[f"position-{cast.members[child].pk}"] = "green"
    karen.post(address, sent | key() | {"hand_in": "1"})
    assert "Mangler din position" not in karen.get(over).content.decode()
    karen.post(over, key())
    assert "Du har afleveret" in karen.get(address).content.decode()
    assert "Giv dit blik" not in karen.get("/").content.decode()
    for name in ("else_", "pia", "mads", "vera"):
        assert as_(name).get(address).status_code == 404
        assert as_(name).get(over).status_code == 404


def test_what_a_second_writes_saves_itself(cast, opened, as_):
    karen, address = as_("karen"), reverse("screening:second", args=[ask(cast, opened).pk])
    assert f'data-autosave="{address}"' in karen.get(address).content.decode()
    sent = {f"position-{cast.asta.pk}": "yellow", f"comment-{cast.asta.pk}": "Står ved heg"} | key()
    for words in ("Står ved heg", "Står ved hegnet"):
        sent[f"comment-{cast.asta.pk}"] = words
        answer = karen.post(address, sent, headers={"x-autosave": "true"})
        assert (answer.status_code, answer.content) == (204, b"")
    own = OwnAssessment.objects.get()
    assert (own.position, own.comment, own.handed_in_at) == ("yellow", "Står ved hegnet", None)
    too_much = {f"comment-{cast.bo.pk}": "x" * 4001}
    assert karen.post(address, sent | too_much, headers={"x-autosave": "true"}).status_code == 422


def test_a_second_is_told_no_more_than_the_name(cast, opened, as_):
    """That somebody's name is protected is the house's to know, not a guest's."""
    Child.objects.filter(pk=cast.asta.pk).update(protected_until=TODAY + timedelta(days=90))
    page = as_("karen").get(reverse("screening:second", args=[ask(cast, opened).pk])).content.decode()
    assert "Beskyttet" not in page


def test_an_empty_group_is_said(cast, opened, as_):
    second = ask(cast, opened)
    Child.objects.filter(enrolments__group=cast.blaamejserne).update(left_on=TODAY, left_reason="moved_away")
    page = as_("karen").get(reverse("screening:second", args=[second.pk])).content.decode()
    assert "ingen børn i gruppen i dag" in page


def test_the_page_asks_no_more_for_more_children(cast, opened, as_, grow, django_assert_max_num_queries):
    second, karen = ask(cast, opened), as_("karen")
    address = reverse("screening:second", args=[second.pk])
    karen.get(address)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        karen.get(address)
    grow(cast.blaamejserne, 20)
    with django_assert_max_num_queries(len(few)):
        karen.get(address)


def test_a_row_says_which_it_is(cast, opened):
    second = ask(cast, opened)
    assert str(second) == str(second.pk)


def test_words_without_a_position_are_kept(cast, opened, as_):
    karen, address = as_("karen"), reverse("screening:second", args=[ask(cast, opened).pk])
    words = {f"comment-{cast.asta.pk}": "Griner ved gyngen", "form_key": str(uuid4())}
    assert karen.post(address, words).status_code == 303
    assert "Griner ved gyngen" in karen.get(address).content.decode()
    assert OwnAssessment.objects.get().position == ""


def test_who_has_only_begun_to_write_took_no_part(cast, opened, assess):
    second = ask(cast, opened)
    mark(cast, second)
    one = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    seen = [cast.karen in queries.colleagues(opened, one, cast.actor("pia"))]
    actions.hand_in_as_second(by=cast.actor("karen"), second=second, at=NOW)
    seen.append(cast.karen in queries.colleagues(opened, one, cast.actor("pia")))
    assert seen == [False, True]


def moved(cast):
    """Asta has begun at the school in the south."""
    held = cast.asta.enrolments.get()
    factories.remembered()
    held.period = type(held.period)(held.period.lower, TODAY)
    held.save()
    factories.enrolment(cast.asta, cast.klasse_3b, starts_on=TODAY)


def test_of_one_child_that_moved_nothing_is_shown_or_written(cast, opened, assess):
    second = ask(cast, opened, child=cast.asta)
    assess("asta", pia=Position.GREEN)
    mark(cast, second)
    moved(cast)
    assert queries.seconds.children_asked_about(cast.actor("karen"), second) == []
    with pytest.raises(NotHere):
        mark(cast, second)
    with pytest.raises(Refused, match="ingen vurderinger at aflevere"):
        actions.hand_in_as_second(by=cast.actor("karen"), second=second, at=NOW)


def test_of_two_pages_that_became_one_the_kept_one_is_asked_about(cast, opened):
    twin = factories.child(cast.blaamejserne, "Asta Lindqvist", birth_date=cast.asta.birth_date)
    second = ask(cast, opened, child=twin)
    people.merge_children(by=cast.actor("lars"), kept=cast.asta, other=twin, at=NOW)
    assert [one.child for one in queries.seconds.children_asked_about(cast.actor("karen"), second)] == [cast.asta]


@pytest.mark.parametrize("how", ["concluded", "alone"])
def test_nothing_is_handed_in_when_it_is_closed(cast, opened, assess, how):
    second = ask(cast, opened)
    mark(cast, second)
    one = assess("asta", pia=Position.GREEN)
    if how == "concluded":
        assess("asta", mads=Position.GREEN)
        both = [cast.pia.pk, cast.mads.pk]
        actions.conclude(
            by=cast.actor("pia"), assessment=one, position=Position.GREEN, justification="", participants=both, at=NOW
        )
    else:
        actions.choose_single_assessor(by=cast.actor("pia"), assessment=one, reason="Kun Pia kender Asta", at=NOW)
    with pytest.raises(Refused, match="ingen vurderinger at aflevere"):
        actions.hand_in_as_second(by=cast.actor("karen"), second=second, at=NOW)
    assert {one.child: one.is_done for one in queries.seconds.children_asked_about(cast.actor("karen"), second)} == {
        cast.asta: True, cast.bo: False, cast.carla: False, cast.dilan: False,
    }  # fmt: skip


def test_too_many_words_are_told_and_kept_and_the_others_are_saved(cast, opened, as_):
    karen, address = as_("karen"), reverse("screening:second", args=[ask(cast, opened).pk])
    long = "Helt særlige ord" + "x" * 4000
    sent = {f"comment-{cast.asta.pk}": long, f"position-{cast.asta.pk}": "yellow"}
    sent |= {f"comment-{cast.bo.pk}": "Bygger", f"position-{cast.bo.pk}": "green"}
    answer = karen.post(address, sent | key() | {"hand_in": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert long in page
    assert "Asta Lindqvist-Møller: Teksten er 16 tegn for lang. Der er plads til 4.000 tegn." in page
    own = OwnAssessment.objects.get()
    assert (own.assessment.child, own.comment, own.handed_in_at) == (cast.bo, "Bygger", None)


def test_words_to_a_child_that_was_concluded_meanwhile_are_given_back(cast, opened, assess, as_):
    second = ask(cast, opened)
    one = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    actions.conclude(
        by=cast.actor("pia"), assessment=one, position=Position.GREEN, justification="",
        participants=[cast.pia.pk, cast.mads.pk], at=NOW,
    )  # fmt: skip
    karen, address = as_("karen"), reverse("screening:second", args=[second.pk])
    answer = karen.post(address, {f"comment-{cast.asta.pk}": "Helt særlige ord"} | key())
    page = answer.content.decode()
    assert (answer.status_code, "Helt særlige ord</textarea>" in page) == (422, True)
    assert "Der er skrevet færdigt om barnet imens" in page
    assert karen.post(address, key()).status_code == 303


def test_a_second_ticks_signs_and_sees_only_their_own(cast, opened, as_):
    second, karen = ask(cast, opened), as_("karen")
    address = reverse("screening:second_ticks", args=[second.pk, cast.asta.pk])
    assert address in karen.get(reverse("screening:second", args=[second.pk])).content.decode()
    page = karen.get(address).content.decode()
    assert "Tegn hos Asta Lindqvist-Møller" in page
    assert cast.asta.href not in page
    assert reverse("screening:board", args=[opened.pk]) not in page
    sign = queries.signs(opened.round.instrument_id, 55)[0]
    answer = karen.post(address, {f"sign-{cast.asta.pk}": [str(sign.pk), "vrøvl"]})
    assert (answer.status_code, answer.url) == (303, reverse("screening:second", args=[second.pk]))
    seen = SignSeen.objects.get()
    assert (seen.indicator, seen.own.assessor) == (sign, cast.karen)
    assert f'value="{sign.pk}" checked' in karen.get(address).content.decode()
    assert Entry.objects.filter(verb=Verb.SIGNS_TICKED).count() == 1
    assert "checked" not in as_("pia").get(
        reverse("screening:ticks", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])
    ).content.decode().split("app-tick-groups")[1].split("</form>")[0]  # fmt: skip
    mark(cast, second)
    actions.hand_in_as_second(by=cast.actor("karen"), second=second, at=NOW)
    assert f'value="{sign.pk}" checked disabled' in karen.get(address).content.decode()


def test_signs_are_ticked_of_those_one_is_asked_about_and_by_nobody_else(cast, opened, as_):
    second = ask(cast, opened, child=cast.asta)
    with pytest.raises(NotHere):
        actions.tick_as_second(by=cast.actor("karen"), second=second, child=cast.bo.pk, signs=[], at=NOW)
    assert as_("karen").get(reverse("screening:second_ticks", args=[second.pk, cast.bo.pk])).status_code == 404
    for name in ("else_", "pia", "vera"):
        assert as_(name).get(reverse("screening:second_ticks", args=[second.pk, cast.asta.pk])).status_code == 404


def test_a_second_and_a_colleague_who_begin_at_once_are_both_kept(committed, cast, opened):
    """Six at the same instant, three by each: the second holds what they were asked, not the child."""
    second, start, errors = ask(cast, opened), Barrier(6), []

    def work(name: str) -> None:
        try:
            start.wait()
            if name == "karen":
                mark(cast, second)
            else:
                actions.set_mark(
                    by=cast.actor(name), round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW
                )
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test shall see it
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(name,)) for name in ["karen", "pia"] * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    assert errors == []
    assert (Assessment.objects.count(), OwnAssessment.objects.count()) == (1, 2)


# One cannot


def decline(cast, second, words="Jeg er på barsel fra mandag", by="karen", at=NOW):
    return actions.decline_second(by=cast.actor(by, at), second=second, words=words, at=at)


def test_who_cannot_says_why_and_sees_the_children_no_more(cast, opened):
    second = ask(cast, opened, child=cast.asta)
    held = decline(cast, second)
    assert (held.declined_at, held.declined_because, held.ended_at) == (NOW, "Jeg er på barsel fra mandag", None)
    assert Entry.objects.get(verb=Verb.SECOND_DECLINED).child_ids == [cast.asta.pk]
    assert not queries.seconds.asked(cast.actor("karen")).exists()
    with pytest.raises(NotHere):
        mark(cast, second)


def test_why_is_said_and_what_is_handed_in_needs_no_reason(cast, opened):
    second = ask(cast, opened, child=cast.asta)
    with pytest.raises(Refused, match="Skriv kort hvorfor") as refused:
        decline(cast, second, "  ")
    assert refused.value.field == "words"
    mark(cast, second)
    actions.hand_in_as_second(by=cast.actor("karen"), second=second, at=NOW)
    with pytest.raises(Refused, match="Du har afleveret"):
        decline(cast, second)


@pytest.mark.parametrize("who", ["lars", "pia", "else_"])
def test_nobody_declines_for_another(cast, opened, who):
    with pytest.raises(NotHere):
        decline(cast, ask(cast, opened), by=who)


def test_from_the_page_to_the_leaders_day_and_to_another(cast, opened, as_):
    second, karen = ask(cast, opened), as_("karen")
    address = reverse("screening:decline_second", args=[second.pk])
    assert address in karen.get(reverse("screening:second", args=[second.pk])).content.decode()
    assert "Asta" not in karen.get(address).content.decode()
    assert "Skriv kort hvorfor" in karen.post(address, {"words": "", "form_key": uuid4()}).content.decode()
    answer = karen.post(address, {"words": "Jeg er syg", "form_key": uuid4()}, follow=True).content.decode()
    assert "har fået at vide, at du ikke kan" in answer
    assert "Giv dit blik" not in answer
    day = as_("lars").get("/").content.decode()
    assert "Find en anden, der kan se på børnene i Blåmejserne" in day
    assert "Karen Dahl kan ikke." in day
    there = as_("lars").get(reverse("screening:seconds", args=[opened.pk])).content.decode()
    assert "Jeg er syg" in there
    assert "Vi finder ikke en anden" in there
    ask(cast, opened, staff=cast.tine, at=NOW + timedelta(minutes=1))
    assert "Find en anden" not in as_("lars").get("/").content.decode()


def test_the_same_colleague_can_be_asked_again(cast, opened):
    decline(cast, ask(cast, opened))
    ask(cast, opened, at=NOW + timedelta(minutes=1))
    assert queries.seconds.asked(cast.actor("karen")).exists()


def test_the_leader_lets_it_be(cast, opened, as_):
    second = decline(cast, ask(cast, opened, child=cast.asta))
    assert "Find en anden, der kan se på Asta" in as_("lars").get("/").content.decode()
    actions.end_second(by=cast.actor("lars"), second=second, at=NOW)
    assert "Find en anden" not in as_("lars").get("/").content.decode()
    there = as_("lars").get(reverse("screening:seconds", args=[opened.pk])).content.decode()
    assert "barsel" not in there


@pytest.mark.parametrize(("days", "waits"), [(0, True), (11, True), (12, False)])
def test_it_waits_while_the_round_is_open(cast, opened, days, waits):
    decline(cast, ask(cast, opened))
    assert bool(queries.seconds.declined(cast.actor("lars", NOW + days * DAY))) is waits


@pytest.mark.parametrize("who", ["karen", "pia", "vera"])
def test_others_are_not_asked_to_find_another(cast, opened, who):
    decline(cast, ask(cast, opened))
    assert queries.seconds.declined(cast.actor(who)) == []
