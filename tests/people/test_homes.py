"""Who lives together has one address, and one of them protected covers it: on every page it could be read from."""

from datetime import timedelta

import pytest

from samspor.access.secret import ring
from samspor.people import api as people
from samspor.people.models import Child, Enrolment, Guardian, Guardianship
from samspor.people.queries import covered_addresses, guardianships_of, is_guarded, reaches_all
from samspor.people.rules import Relation
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import text

PER = {"name": "Per Lind", "relation": Relation.FATHER, "has_custody": True}


@pytest.fixture
def mona(cast: Cast) -> Guardian:
    """At home with Hassan, who is protected, in another unit."""
    return make.guardian(cast.hassan, "Mona Lind", address="Skjulvej 3", phone="99 99 99 99")


def covered(child: Child) -> frozenset[object]:
    return covered_addresses(child, guardianships_of(child), TODAY)


def test_a_protected_childs_home_is_covered_on_a_siblings_page(cast: Cast, as_, mona: Guardian) -> None:
    assert covered(cast.asta) == frozenset()
    make.tie(cast.asta, mona)
    father = make.guardian(cast.asta, "Per Lind", address="Åben vej 3", home=False)
    assert covered(cast.asta) == {cast.asta.pk, mona.pk}
    page = text(as_("lars").get(cast.asta.href))
    assert "Skjulvej" not in page
    assert "Åben vej 3" in page
    assert father.pk not in covered(cast.asta)


def test_and_on_the_page_of_a_child_she_expects(cast: Cast, as_, mona: Guardian) -> None:
    unborn = make.child(cast.spurvene, "Ventet Lind", birth_date=None, due_date=TODAY, mother=mona)
    make.tie(unborn, mona)
    assert covered(unborn) == {unborn.pk, mona.pk}
    assert "Skjulvej" not in text(as_("lars").get(unborn.href))


def test_and_where_it_is_another_adult_of_the_home_who_is_protected(cast: Cast) -> None:
    """Per and the protected Kim live with Frida; Asta is Per's as well."""
    per = make.guardian(cast.frida, "Per Lind", address="Skjulvej 3")
    make.guardian(cast.frida, "Kim Lind", protected_until=TODAY)
    make.tie(cast.asta, per)
    assert covered(cast.asta) == {cast.asta.pk, per.pk}


@pytest.mark.parametrize("how", ["apart", "over", "other_apart"])
def test_a_home_nobody_protected_lives_in_stands_open(cast: Cast, how: str) -> None:
    adult = make.guardian(cast.hassan if how != "other_apart" else cast.frida, "Mona Lind", home=how != "apart")
    if how == "over":
        Child.objects.filter(pk=cast.hassan.pk).update(protected_until=TODAY - timedelta(days=1))
    if how == "other_apart":
        make.guardian(cast.frida, "Kim Lind", protected_until=TODAY, home=False)
    make.tie(cast.asta, adult)
    make.remembered()
    assert covered(cast.asta) == frozenset()
    assert not is_guarded(adult, TODAY)


def test_nobody_gets_at_a_protected_childs_adult_by_typing_a_number(cast: Cast, mona: Guardian) -> None:
    Guardian.objects.filter(pk=mona.pk).update(cpr_hash=ring().digest("6101804001"))
    facts = PER | {"name": "Mona Lind", "cpr": "6101804001"}
    made = people.register_guardian(by=cast.actor("lars"), child=cast.asta, at=NOW, **facts)
    assert (made == mona, made.phone, made.cpr) == (False, "", None)
    assert is_guarded(mona, TODAY)


def test_a_long_row_of_siblings_costs_no_more_to_cover(cast: Cast, django_assert_num_queries) -> None:
    mona = make.guardian(cast.asta, "Mona Lind")
    for each in range(5):
        make.tie(make.child(cast.alfer, f"Barn{each} Lind", protected_until=TODAY), mona)
    with django_assert_num_queries(1):
        assert mona.pk in covered(cast.asta)


def test_a_household_is_as_long_as_its_chain(cast: Cast) -> None:
    """Asta lives with Per, he with Bo, Bo with Kim, Kim with Frida, and Frida with the protected Liv."""
    per, kim = make.guardian(cast.asta, "Per Lind"), make.guardian(cast.bo, "Kim Lind")
    make.tie(cast.bo, per)
    make.tie(cast.frida, kim)
    assert covered(cast.asta) == frozenset()
    make.guardian(cast.frida, "Liv Lind", protected_until=TODAY)
    assert covered(cast.asta) == {cast.asta.pk, per.pk}
    assert {per.pk, kim.pk} <= covered(cast.bo)
    assert is_guarded(per, TODAY)


def test_a_chain_ends_where_somebody_does_not_live(cast: Cast) -> None:
    per, kim = make.guardian(cast.asta, "Per Lind"), make.guardian(cast.bo, "Kim Lind", protected_until=TODAY)
    make.tie(cast.bo, per, home=False)
    assert covered(cast.asta) == frozenset()
    assert covered(cast.bo) - {cast.mor.pk} == {cast.bo.pk, kim.pk}


def test_a_long_chain_costs_no_more_to_cover(cast: Cast, django_assert_num_queries) -> None:
    adult = first = make.guardian(cast.asta, "Voksen")
    for number in range(12):
        link = make.child(cast.alfer, f"Barn{number} Lind")
        make.tie(link, adult)
        adult = make.guardian(link, f"Voksen{number} Lind")
    Child.objects.filter(pk=link.pk).update(protected_until=TODAY)
    make.remembered()
    with django_assert_num_queries(1):
        assert covered(cast.asta) == {cast.asta.pk, first.pk}


def test_who_shares_a_home_with_somebody_protected_is_not_told_of(cast: Cast) -> None:
    """Egon and Bo live with the same mother, and Bo is protected: Egon's unit would be where Bo's home is."""
    vera, tine = cast.actor("vera"), cast.actor("tine")
    assert people.known_elsewhere(vera, "6112234005")
    december = TODAY + timedelta(days=30)
    make.remembered()
    Enrolment.objects.filter(child=cast.egon).update(period=(TODAY - timedelta(days=300), december))
    make.enrolment(cast.egon, cast.klasse_0a, december)
    Child.objects.filter(pk=cast.bo.pk).update(protected_until=TODAY)
    assert people.known_elsewhere(vera, "6112234005") is None
    assert [one.name for one in people.coming_to(tine, [cast.klasse_0a.pk])] == ["Et barn med beskyttelse"]
    assert people.coming_by_name(tine, "Egon") == []
    Guardianship.objects.filter(child=cast.egon).update(lives_with=False)
    assert people.known_elsewhere(vera, "6112234005")
    assert [one.name for one in people.coming_by_name(tine, "Egon")] == ["Egon Øster"]


def test_what_one_of_two_pages_knew_of_an_adult_is_known_on_the_one_kept(cast: Cast) -> None:
    lars = cast.actor("lars")
    twin = make.child(cast.blaamejserne, "Bo Øster")
    make.tie(twin, cast.mor)
    Guardianship.objects.filter(child=cast.bo).update(knows_contact=False)
    merge = people.merge_children(by=lars, kept=cast.bo, other=twin, at=NOW)
    assert reaches_all(lars, cast.mor)
    assert Guardianship.objects.get(child=cast.bo).knows_contact
    people.undo_merge(by=lars, merge=merge, at=NOW)
    assert not Guardianship.objects.get(child=cast.bo).knows_contact
    assert Guardianship.objects.get(child=twin).knows_contact
