"""A round before a transition is about the children who are chosen for it, on every page and in every count."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import api as people
from samspor.screening import actions, queries
from samspor.screening.jobs import remove_outdated
from samspor.screening.models import RoundChild, RoundUnit
from samspor.screening.queries import waiting
from samspor.screening.queries.assessments import everybody_in
from samspor.screening.rules import Position, RoundKind, Way
from tests import factories as make
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES, NOTICE, OPENS

DAY = timedelta(days=1)


def text(response) -> str:
    return response.content.decode()


def key(**more):
    return {"form_key": str(uuid4()), **more}


@pytest.fixture
def before(cast, opened) -> RoundUnit:
    """A round before a transition, beside the one that is open."""
    lars = cast.actor("lars")
    made = actions.plan_round(
        by=lars, label="Før skolestart", area="daycare", opens_on=OPENS, closes_on=CLOSES, kind=RoundKind.TRANSITION,
        instrument=opened.round.instrument, units=[cast.solsikken], at=NOW,
    )  # fmt: skip
    notice = {"notice_on": NOTICE, "way": Way.DIGITAL, "at": NOW}
    return actions.record_notice(by=lars, round_unit=made.units.get(), **notice)


def choose(cast, round_unit, *names, by="lars", at=NOW):
    children = [cast.members[name].pk for name in names]
    return actions.choose_children(by=cast.actor(by, at), round_unit=round_unit, children=children, at=at)


def there(cast, round_unit, who="pia"):
    return {place.child for place in queries.children_of(cast.actor(who), round_unit)}


def test_nobody_is_in_it_before_somebody_is_chosen(cast, before, opened):
    assert there(cast, before) == set()
    chosen = choose(cast, before, "asta", "bo")
    assert there(cast, before) == {cast.asta, cast.bo}
    assert len(there(cast, opened)) > 2
    told = Entry.objects.get(verb=Verb.ROUND_CHILDREN_CHOSEN)
    assert (set(told.child_ids), told.after) == (set(chosen), {"number": 2})
    assert str(RoundChild.objects.first())


def test_all_of_it_counts_only_those(cast, before, opened):
    choose(cast, before, "asta", "bo")
    pia = cast.actor("pia")
    ours = {one.round_unit: one for one in waiting.waiting_for(pia) if one.group == cast.blaamejserne.pk}
    assert (ours[before.pk].mine, ours[opened.pk].mine) == (2, 4)
    tally = [queries.tally(pia, one.pk, cast.blaamejserne.pk).children for one in (before, opened)]
    assert tally == [2, 4]
    whole = queries.number_there([opened], TODAY)
    assert [queries.number_there([before], TODAY), queries.number_there([before, opened], TODAY)] == [2, whole]


def test_whoever_is_not_chosen_is_not_written_of(cast, before):
    choose(cast, before, "asta")
    said = {"by": cast.actor("pia"), "round_unit": before, "position": Position.GREEN, "at": NOW}
    actions.set_mark(child=cast.asta, **said)
    with pytest.raises(Refused, match="ikke valgt til runden"):
        actions.set_mark(child=cast.bo, **said)


def test_a_second_is_asked_about_those_alone(cast, before):
    choose(cast, before, "asta")
    second = actions.choose_second(
        by=cast.actor("lars"), round_unit=before, group=cast.blaamejserne, staff=cast.karen, from_on=TODAY,
        to_on=CLOSES, at=NOW,
    )  # fmt: skip
    asked = queries.seconds.children_asked_about(cast.actor("karen"), second)
    assert [one.child for one in asked] == [cast.asta]


def test_whoever_has_been_written_of_stays(cast, before):
    choose(cast, before, "asta", "bo")
    actions.set_mark(by=cast.actor("pia"), round_unit=before, child=cast.asta, position=Position.GREEN, at=NOW)
    with pytest.raises(Refused, match="Lad barnet blive"):
        choose(cast, before, "bo")
    choose(cast, before, "asta", "carla")
    assert there(cast, before) == {cast.asta, cast.carla}


def test_two_pages_about_one_child_are_one(cast, before):
    twin = make.child(cast.blaamejserne, "Asta Lindqvist", birth_date=cast.asta.birth_date)
    actions.choose_children(by=cast.actor("lars"), round_unit=before, children=[twin.pk], at=NOW)
    people.merge_children(by=cast.actor("lars"), kept=cast.asta, other=twin, at=NOW)
    assert there(cast, before) == {cast.asta}
    pia = cast.actor("pia")
    assert queries.tally(pia, before.pk, cast.blaamejserne.pk).children
    assert [one.round_unit for one in waiting.waiting_for(pia) if one.mine and one.round_unit == before.pk] == [
        before.pk
    ]


@pytest.mark.parametrize("name", ["pia", "else_", "vera", "jens"])
def test_the_leader_of_the_place_chooses(cast, before, name):
    with pytest.raises(NotHere):
        choose(cast, before, "asta", by=name)


def test_only_children_who_are_there_in_a_round_of_some_that_is_open(cast, before, opened):
    with pytest.raises(NotHere):
        choose(cast, before, "hassan")
    with pytest.raises(NotHere):
        choose(cast, opened, "asta")
    with pytest.raises(Refused, match="mindst ét barn"):
        choose(cast, before)
    with pytest.raises(Refused, match="lukket"):
        choose(cast, before, "asta", at=NOW + timedelta(days=60))
    assert not RoundChild.objects.exists()


def test_the_leader_is_led_to_it_and_those_who_move_on_are_ticked(as_, cast, opened):
    version, lars = opened.round.instrument, as_("lars")
    made = actions.plan_round(
        by=cast.actor("lars"), label="Før skolestart", area="daycare", opens_on=OPENS, closes_on=CLOSES,
        kind=RoundKind.TRANSITION, instrument=version, units=[cast.solsikken], at=NOW,
    ).units.get()  # fmt: skip
    make.enrolment(cast.bo, cast.klasse_3b, starts_on=TODAY + 60 * DAY)
    page = reverse("screening:children", args=[made.pk])
    notice = key(notice_on=str(NOTICE), way="digital")
    assert lars.post(reverse("screening:notice", args=[made.pk]), notice).url == page
    board = reverse("screening:board", args=[made.pk])
    assert "Ingen er valgt endnu" in text(lars.get(board))
    assert page not in text(as_("pia").get(board))
    shown = text(lars.get(page))

    assert re.search(rf'value="{cast.bo.pk}"[^>]* checked', shown)
    assert shown.count(" checked") == 1
    assert lars.post(page, key()).status_code == 422
    done = text(lars.post(page, key(children=[str(cast.asta.pk), str(cast.bo.pk)]), follow=True))
    assert "Runden handler om 2 børn" in done
    assert "Vælg børnene om" in done
    again = text(lars.get(page))
    assert (again.count(" checked"), "på forhånd" in again) == (2, False)
    assert (
        lars.post(reverse("screening:notice", args=[made.pk]), notice | key(built_on=f"{NOTICE} digital")).url == board
    )


def test_every_other_round_is_about_all(as_, cast, opened):
    lars = as_("lars")
    assert "Runden handler om alle børnene" in text(lars.get(reverse("screening:children", args=[opened.pk])))
    assert as_("pia").get(reverse("screening:children", args=[opened.pk])).status_code == 404


def test_a_place_without_children_says_so(as_, cast, before):
    make.remembered()
    for child in there(cast, before, "lars") | {place.child for place in everybody_in(cast.actor("lars"), before)}:
        child.left_on, child.left_reason = TODAY, "moved_away"
        child.save(update_fields=["left_on", "left_reason"])
    assert "ingen børn at vælge imellem" in text(as_("lars").get(reverse("screening:children", args=[before.pk])))


def test_the_choice_goes_with_the_round(committed, cast, before):
    choose(cast, before, "asta")
    remove_outdated(NOW + timedelta(days=366 * 7), years=5)
    assert not RoundChild.objects.exists()


def test_a_round_taken_back_takes_its_choice_with_it(cast, opened):
    made = actions.plan_round(
        by=cast.actor("lars"), label="Fejl", area="daycare", opens_on=date(2026, 12, 10), closes_on=date(2026, 12, 20),
        kind=RoundKind.TRANSITION, instrument=opened.round.instrument, units=[cast.solsikken], at=NOW,
    ).units.get()  # fmt: skip
    choose(cast, made, "asta")
    actions.withdraw_round(by=cast.actor("lars"), round_unit=made, at=NOW)
    assert not RoundChild.objects.exists()
