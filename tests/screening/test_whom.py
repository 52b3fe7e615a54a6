"""Which of a child's adults were told: said by who talked with them, put right, and told to nobody it is not for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.base.refused import Refused
from samspor.people import api as people
from samspor.people.models import Child, Guardianship
from samspor.screening import actions
from samspor.screening.models import EarlierInformed, ParentsInformed
from samspor.screening.rules import Position, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude, last
from tests.screening.test_lost import lost
from tests.screening.test_telling import correct, seen, text

ASKED = "Hvem fik det at vide?"


@pytest.fixture
def mor(cast):
    return factories.guardian(cast.asta, "Lise Møller")


@pytest.fixture
def far(cast):
    return factories.guardian(cast.asta, "Ole Lindqvist", home=False, protected_until=TODAY + timedelta(days=9))


@pytest.fixture
def held(cast, assess, mor, far):
    one = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, one, Position.YELLOW, "Trækker sig")
    return one


def inform(cast, held, *adults, who="pia"):
    return actions.inform_parents(
        by=cast.actor(who), assessment=held, informed_on=TODAY, way=Way.TALK, told=[one.pk for one in adults], at=NOW
    )


def address(held):
    return reverse("screening:inform", args=[held.pk])


def sent(page, *adults, **more):
    given = {"informed_on": str(TODAY), "way": "talk", "built_on": seen(page), "form_key": str(uuid4())}
    return given | {"told": [str(one.pk) for one in adults]} | more


def test_nobody_is_chosen_beforehand_and_who_is_chosen_stands_there(as_, cast, held, mor, far):
    pia, way = as_("pia"), address(held)
    page = text(pia.get(way))
    assert ASKED in page
    assert "Lise Møller" in page
    assert "Ole Lindqvist" in page
    assert 'name="told"' in page
    assert "checked" not in page
    assert pia.post(way, sent(page, mor)).status_code == 303
    assert ParentsInformed.objects.get().told == [mor.pk]
    page = text(pia.get(way))
    assert "Det var Lise Møller, der fik det at vide." in page
    assert f'value="{mor.pk}" checked' in page.replace('id="id_told_0" ', "").replace('id="id_told_1" ', "")


def test_it_need_not_be_said(as_, held, mor):
    pia, way = as_("pia"), address(held)
    assert pia.post(way, sent(text(pia.get(way)))).status_code == 303
    assert ParentsInformed.objects.get().told == []
    assert "der fik det at vide" not in text(pia.get(way))


def test_it_is_put_right_and_what_stood_is_kept(as_, cast, held, mor, far):
    inform(cast, held, mor)
    assert last().after == {"on": str(TODAY), "way": "talk", "told": [str(mor.pk)]}
    pia, way = as_("mads"), address(held)
    assert pia.post(way, sent(text(pia.get(way)), mor, far)).status_code == 303
    now, before = ParentsInformed.objects.get(), EarlierInformed.objects.get()
    assert (now.told, before.told) == (sorted([mor.pk, far.pk]), [mor.pk])
    page = text(pia.get(way))
    assert "Det var Lise Møller og Ole Lindqvist, der fik det at vide." in page
    assert "Det var Lise Møller. Registreret af Pia Holm." in page


def test_correcting_the_day_alone_leaves_whom(cast, held, mor):
    inform(cast, held, mor)
    correct(cast, held, built_on=NOW)
    assert ParentsInformed.objects.get().told == [mor.pk]


def test_who_was_told_stays_to_be_seen_when_custody_has_gone(as_, cast, held, mor, far):
    inform(cast, held, far)
    factories.remembered()
    Guardianship.objects.filter(guardian=far).update(has_custody=False)
    page = text(as_("pia").get(address(held)))
    assert "Det var Ole Lindqvist, der fik det at vide." in page


def test_only_those_with_custody_can_be_said_to_have_been_told(as_, cast, held, mor):
    other = factories.guardian(cast.asta, "Bonus Far", custody=False)
    stranger = factories.guardian(cast.bo, "En Anden")
    for one in (other, stranger):
        with pytest.raises(Refused, match="Vælg blandt dem"):
            inform(cast, held, one)
    page = text(as_("pia").get(address(held)))
    assert "Bonus Far" not in page
    assert as_("pia").post(address(held), sent(page, stranger)).status_code == 422
    assert not ParentsInformed.objects.exists()


def test_of_a_merged_page_it_is_the_adults_of_the_one_that_was_kept(as_, cast, held, mor, far):
    kept = factories.child(cast.spurvene, "Asta Lind")
    new = factories.guardian(kept, "Mor Påny")
    inform(cast, held)
    later = NOW + timedelta(days=100)  # the round is long closed
    people.merge_children(by=cast.actor("lars", later), kept=kept, other=cast.asta, at=later)
    assert "Mor Påny" in text(as_("pia").get(address(held)))
    fresh = type(held).objects.get(pk=held.pk)
    correct(cast, fresh, built_on=NOW, told=[new.pk])
    assert ParentsInformed.objects.get().told == [new.pk]


def test_who_lost_the_child_is_told_of_none_of_its_adults(as_, cast, held, mor, far):
    """Neither new ones, nor what those are called now whom they talked with."""
    inform(cast, held, mor)
    lost(cast)
    factories.guardian(cast.asta, "Plejemor Ny")
    page = text(as_("pia").get(address(held)))
    for name in ("Lise Møller", "Ole Lindqvist", "Plejemor", ASKED):
        assert name not in page
    with pytest.raises(Refused, match="Vælg blandt dem"):
        correct(cast, held, built_on=NOW, told=[mor.pk])
    assert as_("pia").post(address(held), sent(page)).status_code == 303  # day and way are put right all the same
    assert ParentsInformed.objects.get().told == [mor.pk]
    assert Child.objects.get(pk=cast.asta.pk).family_name == "Hemmelig"


def test_where_nobody_has_custody_nobody_is_asked_for(as_, cast, assess):
    one = assess("carla", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, one, Position.GREEN, "")
    assert ASKED not in text(as_("pia").get(address(one)))
