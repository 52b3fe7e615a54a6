"""A child comes into the house, is corrected, begins and ends in groups, and leaves."""

from datetime import date, timedelta

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import api as people
from samspor.people.actions import enrol_again
from samspor.people.models import Child, ChildGroup, Enrolment
from samspor.people.rules import LeftReason
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY, Cast

TOMORROW = TODAY + timedelta(days=1)
NORA = {"given_names": "Nora", "family_name": "Holm", "birth_date": date(2023, 3, 3)}


def entries(*verbs: Verb) -> list[Entry]:
    return list(Entry.objects.filter(verb__in=verbs).order_by("pk"))


def counts() -> tuple[int, ...]:
    return Child.objects.count(), Enrolment.objects.count(), Entry.objects.count()


def test_registering_a_child_enrols_it_and_is_remembered(cast: Cast) -> None:
    made = people.register_child(
        by=cast.actor("lars"), group=cast.spurvene, starts_on=TODAY, at=NOW, cpr="6303234900", address="Åvej 2", **NORA
    )
    found = Child.objects.get(pk=made.pk)
    assert (found.name, found.cpr, found.address, found.search_name) == (
        "Nora Holm",
        "6303234900",
        "Åvej 2",
        " nora holm",
    )
    assert found.enrolments.get().group == cast.spurvene
    registered, enrolled = entries(Verb.CHILD_REGISTERED, Verb.ENROLLED)
    assert (registered.actor_name, registered.child_ids, registered.about_id) == (
        "Lars Brandt",
        [made.pk],
        str(made.pk),
    )
    assert registered.after["given_names"] == "Nora"
    assert "6303234900" not in str(registered.after)
    assert "Åvej" not in str(registered.after)
    assert enrolled.after == {"group": str(cast.spurvene.pk), "from": str(TODAY)}


@pytest.mark.parametrize("who", ["pia", "else_", "vera", "sara", "ali", "dorte"])
def test_only_who_leads_the_group_registers(cast: Cast, who: str) -> None:
    before = counts()
    with pytest.raises(NotHere):
        people.register_child(by=cast.actor(who), group=cast.spurvene, starts_on=TODAY, at=NOW, **NORA)
    assert counts() == before


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"birth_date": None}, "birth_date"),
        ({"birth_date": TOMORROW}, "birth_date"),
        ({"cpr": "7403224001"}, "cpr"),
        ({"replacement_number": "X1"}, "replacement_number"),
    ],
)
def test_a_refused_registration_leaves_nothing(cast: Cast, facts: dict[str, object], field: str) -> None:
    make.child(cast.alfer, "Kaj Holm", replacement_number="X1")
    before = counts()
    with pytest.raises(Refused) as refused:
        people.register_child(by=cast.actor("lars"), group=cast.spurvene, starts_on=TODAY, at=NOW, **(NORA | facts))
    assert refused.value.field == field
    assert counts() == before


def test_a_child_is_expected_with_its_mother(cast: Cast) -> None:
    made = people.expect_child(
        by=cast.actor("lars"),
        group=cast.spurvene,
        mother=cast.mor,
        due_date=date(2027, 2, 1),
        starts_on=date(2027, 2, 1),
        at=NOW,
    )
    assert (made.name, made.birth_date, made.mother, made.search_name) == (
        "Ventet barn Øster",
        None,
        cast.mor,
        " ventet barn lone oster oester",
    )
    assert entries(Verb.CHILD_REGISTERED)[0].after["due_date"] == "2027-02-01"


def test_an_expected_child_is_named_when_it_is_born(cast: Cast) -> None:
    by = cast.actor("lars")
    made = people.expect_child(
        by=by, group=cast.spurvene, mother=cast.mor, due_date=date(2027, 2, 1), starts_on=date(2027, 2, 1), at=NOW
    )
    named = people.correct_child(by=by, child=made, at=NOW, given_names="Vilja")
    assert named.birth_date is None
    born = people.correct_child(by=by, child=made, at=NOW, birth_date=TODAY)
    assert (born.given_names, born.birth_date) == ("Vilja", TODAY)


def test_correcting_keeps_what_stood_there_and_hides_what_is_secret(cast: Cast) -> None:
    people.correct_child(
        by=cast.actor("lars"), child=cast.carla, at=NOW, cpr="9007224998", given_names="Karla", address="Ny vej 3"
    )
    found = Child.objects.get(pk=cast.carla.pk)
    assert (found.given_names, found.search_name, found.address) == ("Karla", " karla von bulow", "Ny vej 3")
    assert people.by_cpr(cast.actor("lars"), "9007224998") == found
    (entry,) = entries(Verb.CHILD_CORRECTED)
    assert (entry.before["given_names"], entry.after["given_names"]) == ("Carla Sofie", "Karla")
    assert (entry.after["address"], entry.after["cpr"]) == ("•", "•")


@pytest.mark.parametrize(("changes", "field"), [({"birth_date": None}, "birth_date"), ({"cpr": "7403224001"}, "cpr")])
def test_a_refused_correction_changes_nothing(cast: Cast, changes: dict[str, object], field: str) -> None:
    before = counts()
    with pytest.raises(Refused) as refused:
        people.correct_child(by=cast.actor("lars"), child=cast.bo, at=NOW, given_names="Bob", **changes)
    assert refused.value.field == field
    assert Child.objects.get(pk=cast.bo.pk).given_names == "Bo"
    assert counts() == before


@pytest.mark.parametrize("who", ["pia", "else_", "vera", "sara"])
def test_only_editors_correct(cast: Cast, who: str) -> None:
    with pytest.raises(NotHere):
        people.correct_child(by=cast.actor(who), child=cast.bo, at=NOW, given_names="Bob")


def test_moving_ends_the_group_one_comes_from_the_same_day(cast: Cast) -> None:
    made = people.enrol(by=cast.actor("lars"), child=cast.bo, group=cast.spurvene, starts_on=TODAY, at=NOW)
    earlier = cast.bo.enrolments.get(group=cast.blaamejserne)
    assert (earlier.period.upper, made.period.lower, made.period.upper) == (TODAY, TODAY, None)
    ended, enrolled = entries(Verb.ENROLMENT_ENDED, Verb.ENROLLED)
    assert (ended.before, ended.after, ended.child_ids) == ({"to": ""}, {"to": str(TODAY)}, [cast.bo.pk])
    assert enrolled.about_id == str(made.pk)


def test_a_child_that_comes_is_ended_where_it_came_from(cast: Cast) -> None:
    """Also when the new leader cannot see that group."""
    school = ChildGroup.objects.get(pk=cast.klasse_3b.pk)
    people.enrol(by=cast.actor("vera"), child=cast.gustav, group=school, starts_on=TODAY, at=NOW)
    assert cast.gustav.enrolments.get(group=cast.klasse_0a).period.upper == TODAY


def test_a_day_group_and_a_school_go_together(cast: Cast) -> None:
    people.enrol(by=cast.actor("vera"), child=cast.bo, group=cast.klasse_3b, starts_on=TODAY, at=NOW)
    assert cast.bo.enrolments.filter(period__contains=TODAY).count() == 2


def test_somebody_who_comes_back_has_not_left(cast: Cast) -> None:
    by = cast.actor("lars")
    people.leave_municipality(by=by, child=cast.bo, on=TODAY, reason=LeftReason.MOVED_AWAY, at=NOW)
    people.enrol(by=by, child=Child.objects.get(pk=cast.bo.pk), group=cast.spurvene, starts_on=TOMORROW, at=NOW)
    found = Child.objects.get(pk=cast.bo.pk)
    assert (found.left_on, found.left_reason) == (None, "")
    assert entries(Verb.CHILD_CORRECTED)[0].before == {"left_on": str(TODAY), "left_reason": "moved_away"}


def test_somebody_who_is_to_leave_later_still_leaves(cast: Cast) -> None:
    leaving = make.child(cast.blaamejserne, "Tora Holm", left_on=TOMORROW, left_reason="moved_away")
    people.enrol(by=cast.actor("lars"), child=leaving, group=cast.spurvene, starts_on=TODAY, at=NOW)
    assert Child.objects.get(pk=leaving.pk).left_on == TOMORROW


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [(TODAY, TODAY, "ends_on"), (BEGAN - timedelta(days=9), None, "group"), (date(2021, 12, 1), None, "starts_on")],
)
def test_refused_enrolments(cast: Cast, starts_on: date, ends_on: date | None, field: str) -> None:
    before = counts()
    with pytest.raises(Refused) as refused:
        people.enrol(
            by=cast.actor("lars"), child=cast.bo, group=cast.spurvene, starts_on=starts_on, ends_on=ends_on, at=NOW
        )
    assert refused.value.field == field
    assert counts() == before


def test_nobody_begins_in_a_closed_group(cast: Cast) -> None:
    ChildGroup.objects.filter(pk=cast.spurvene.pk).update(closed_on=TODAY)
    make.remembered()
    with pytest.raises(Refused, match="lukket"):
        people.enrol(by=cast.actor("lars"), child=cast.bo, group=cast.spurvene, starts_on=TODAY, at=NOW)


def test_ending_an_enrolment(cast: Cast) -> None:
    enrolment = cast.bo.enrolments.get()
    people.end_enrolment(by=cast.actor("lars"), enrolment=enrolment, ends_on=TOMORROW, at=NOW)
    assert cast.bo.enrolments.get().period.upper == TOMORROW
    assert entries(Verb.ENROLMENT_ENDED)[0].after == {"to": str(TOMORROW)}


def test_an_enrolment_cannot_end_before_it_began(cast: Cast) -> None:
    with pytest.raises(Refused):
        people.end_enrolment(by=cast.actor("lars"), enrolment=cast.bo.enrolments.get(), ends_on=BEGAN, at=NOW)
    assert entries(Verb.ENROLMENT_ENDED) == []


def test_removing_an_enrolment_made_by_mistake(cast: Cast) -> None:
    enrolment = cast.bo.enrolments.get()
    people.remove_enrolment(by=cast.actor("lars"), enrolment=enrolment, at=NOW)
    assert not cast.bo.enrolments.exists()
    assert entries(Verb.ENROLMENT_REMOVED)[0].before == {"group": str(cast.blaamejserne.pk), "from": "2021-12-01"}


def test_the_only_enrolment_is_never_removed_by_mistake(cast: Cast) -> None:
    by, first = cast.actor("lars"), cast.bo.enrolments.get()
    with pytest.raises(Refused, match="eneste indmeldelse"):
        people.remove_mistaken_enrolment(by=by, enrolment=first, at=NOW)
    people.enrol(by=by, child=cast.bo, group=cast.spurvene, starts_on=TODAY, at=NOW)
    people.remove_mistaken_enrolment(by=by, enrolment=first, at=NOW)
    assert cast.bo.enrolments.get().group == cast.spurvene


def test_only_a_child_nobody_has_is_enrolled_again(cast: Cast) -> None:
    with pytest.raises(Refused, match="har fået en plads"):
        enrol_again(by=cast.actor("lars"), child=cast.frida, group=cast.spurvene, starts_on=TODAY, at=NOW)
    cast.frida.enrolments.update(period=(date(2022, 8, 1), TODAY))
    make.remembered()
    with pytest.raises(NotHere):
        enrol_again(by=cast.actor("pia"), child=cast.frida, group=cast.spurvene, starts_on=TODAY, at=NOW)
    enrol_again(by=cast.actor("lars"), child=cast.frida, group=cast.spurvene, starts_on=TODAY, at=NOW)
    assert cast.frida.enrolments.filter(group=cast.spurvene).exists()


def test_who_leaves_a_group_leaves_it_whole(cast: Cast) -> None:
    double = make.enrolment(cast.bo, cast.blaamejserne, is_main=False)
    main = cast.bo.enrolments.get(is_main=True)
    people.end_enrolment(by=cast.actor("lars"), enrolment=main, ends_on=TOMORROW, at=NOW)
    double.refresh_from_db()
    assert double.period.upper == TOMORROW


@pytest.mark.parametrize("who", ["pia", "else_", "vera"])
def test_only_editors_end_and_remove(cast: Cast, who: str) -> None:
    enrolment = cast.bo.enrolments.get()
    with pytest.raises(NotHere):
        people.end_enrolment(by=cast.actor(who), enrolment=enrolment, ends_on=TODAY, at=NOW)
    with pytest.raises(NotHere):
        people.remove_enrolment(by=cast.actor(who), enrolment=enrolment, at=NOW)


def test_opening_and_renaming_a_group(cast: Cast) -> None:
    group = ChildGroup(unit=cast.solsikken, name="Svalerne", setting="daycare", opened_on=TODAY)
    people.open_group(by=cast.actor("lars"), group=group, at=NOW)
    people.rename_group(by=cast.actor("lars"), group=group, name="Storkene", at=NOW)
    assert ChildGroup.objects.get(pk=group.pk).name == "Storkene"
    opened, renamed = entries(Verb.GROUP_OPENED, Verb.GROUP_RENAMED)
    assert opened.after == {"unit": str(cast.solsikken.pk), "name": "Svalerne"}
    assert (renamed.before, renamed.after) == ({"name": "Svalerne"}, {"name": "Storkene"})


def test_others_open_no_groups(cast: Cast) -> None:
    group = ChildGroup(unit=cast.solsikken, name="Svalerne", setting="daycare", opened_on=TODAY)
    with pytest.raises(NotHere):
        people.open_group(by=cast.actor("vera"), group=group, at=NOW)
    with pytest.raises(NotHere):
        people.rename_group(by=cast.actor("pia"), group=cast.spurvene, name="Storkene", at=NOW)


def test_who_leaves_ends_everywhere(cast: Cast) -> None:
    """Also in a unit the leader cannot see; what had not begun never will."""
    elsewhere = make.enrolment(cast.bo, cast.klasse_3b)
    later = make.enrolment(cast.bo, cast.klasse_0a, TODAY + timedelta(days=9), is_main=False)
    over = make.enrolment(cast.bo, cast.spurvene, date(2021, 8, 1), date(2021, 10, 1))
    people.leave_municipality(by=cast.actor("lars"), child=cast.bo, on=TODAY, reason=LeftReason.MOVED_AWAY, at=NOW)
    ends = dict(cast.bo.enrolments.values_list("pk", "period"))
    assert later.pk not in ends
    assert ends[elsewhere.pk].upper == TODAY
    assert ends[over.pk].upper == date(2021, 10, 1)
    found = Child.objects.get(pk=cast.bo.pk)
    assert (found.left_on, found.left_reason) == (TODAY, "moved_away")
    assert entries(Verb.CHILD_LEFT)[0].after == {"on": str(TODAY), "reason": "moved_away"}
    assert len(entries(Verb.ENROLMENT_ENDED)) == 2
    assert len(entries(Verb.ENROLMENT_REMOVED)) == 1


def test_nobody_leaves_before_being_born(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        people.leave_municipality(
            by=cast.actor("lars"), child=cast.bo, on=date(2020, 1, 1), reason=LeftReason.DEAD, at=NOW
        )
    assert refused.value.field == "on"
    assert cast.bo.enrolments.get().period.upper is None


def test_a_child_not_yet_born_can_move_away(cast: Cast) -> None:
    unborn = make.child(cast.spurvene, "Ventet Øster", birth_date=None, due_date=date(2027, 2, 1), mother=cast.mor)
    people.leave_municipality(by=cast.actor("lars"), child=unborn, on=TODAY, reason=LeftReason.MOVED_AWAY, at=NOW)
    assert Child.objects.get(pk=unborn.pk).left_on == TODAY


def test_only_editors_report_that_a_child_left(cast: Cast) -> None:
    with pytest.raises(NotHere):
        people.leave_municipality(by=cast.actor("vera"), child=cast.bo, on=TODAY, reason=LeftReason.DEAD, at=NOW)
