"""No address is uncovered unseen: whatever takes the cover off is a reveal, for those who may and in the log as one."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from samspor.access import actor
from samspor.access.actor import Actor
from samspor.access.rules import POLICY, Permission
from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.base.refused import Refused
from samspor.people import api as people
from samspor.people.models import Child, Guardian, Guardianship, Merge
from samspor.people.queries import covered_addresses, guardianships_of
from samspor.people.rules import Relation, eases_protection
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import send, text

UNTIL = date(2027, 6, 1)
Act = Callable[[], object]


@pytest.fixture
def lars(cast: Cast) -> Actor:
    return cast.actor("lars")


@pytest.fixture
def nobody_reveals(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A municipality's table may part the two: who edits a child, and who sees a protected address."""
    table = MappingProxyType({**POLICY, Permission.ADDRESS_REVEAL: {}})
    monkeypatch.setattr(actor, "POLICY", table)
    return


@pytest.fixture
def mona(cast: Cast) -> Guardian:
    """Protected, at home with Asta; Frida in another house is hers too."""
    made = make.guardian(cast.asta, "Mona Lind", protected_until=UNTIL, address="Skjulvej 3")
    Guardianship.objects.create(child=cast.frida, guardian=made, relation=Relation.MOTHER, has_custody=True)
    make.remembered()
    return made


def revealed() -> list[Entry]:
    return list(Entry.objects.filter(verb=Verb.ADDRESS_REVEALED).order_by("pk"))


def tie_of(child: Child, adult: Guardian) -> Guardianship:
    return Guardianship.objects.get(child=child, guardian=adult)


def correct(lars: Actor, tie: Guardianship, *, home: bool = True, **changes: Any) -> Guardian:
    facts = {"relation": Relation.MOTHER, "has_custody": True, "lives_with": home}
    return people.correct_guardian(by=lars, guardianship=tie, at=NOW, **facts, **changes)


def is_covered(child: Child, person: Child | Guardian) -> bool:
    fresh = Child.objects.get(pk=child.pk)
    return person.pk in covered_addresses(fresh, guardianships_of(fresh), TODAY)


def is_refused(act: Act) -> None:
    with pytest.raises(Refused, match="Adressen er beskyttet"):
        act()
    assert revealed() == []


@pytest.mark.parametrize(
    ("before", "after", "eased"),
    [
        (None, None, False),
        (None, UNTIL, False),
        (UNTIL, UNTIL, False),
        (UNTIL, UNTIL + timedelta(days=1), False),
        (UNTIL, UNTIL - timedelta(days=1), True),
        (UNTIL, None, True),
        (TODAY, None, True),
        (TODAY - timedelta(days=1), None, False),
    ],
)
def test_what_eases_protection(before: date | None, after: date | None, eased: bool) -> None:
    assert eases_protection(before, after, TODAY) is eased


@pytest.mark.parametrize("until", [None, TODAY - timedelta(days=1), UNTIL - timedelta(days=1)])
def test_a_childs_protection_taken_off_or_shortened_is_a_reveal(cast: Cast, lars: Actor, until: date | None) -> None:
    people.correct_child(by=lars, child=cast.dilan, at=NOW, protected_until=until)
    assert [(one.kind, one.actor_name, one.child_ids, one.about_id) for one in revealed()] == [
        (Kind.READ, "Lars Brandt", [cast.dilan.pk], str(cast.dilan.pk))
    ]


@pytest.mark.parametrize("until", [None, UNTIL - timedelta(days=1)])
@pytest.mark.usefixtures("nobody_reveals")
def test_who_may_not_see_it_does_not_uncover_a_child(cast: Cast, lars: Actor, until: date | None) -> None:
    is_refused(lambda: people.correct_child(by=lars, child=cast.dilan, at=NOW, protected_until=until))
    assert is_covered(cast.dilan, cast.dilan)


@pytest.mark.usefixtures("nobody_reveals")
def test_longer_protection_and_other_facts_are_no_reveal(cast: Cast, lars: Actor) -> None:
    people.correct_child(by=lars, child=cast.dilan, at=NOW, protected_until=UNTIL + timedelta(days=1), given_names="Di")
    people.correct_child(by=lars, child=cast.asta, at=NOW, protected_until=None)
    assert revealed() == []


@pytest.mark.parametrize("until", [None, UNTIL - timedelta(days=1)])
def test_an_adults_protection_taken_off_is_a_reveal_for_every_child(
    cast: Cast, lars: Actor, mona: Guardian, until: date | None
) -> None:
    correct(lars, tie_of(cast.asta, mona), protected_until=until)
    found = revealed()[0]
    assert (set(found.child_ids), found.about_id) == ({cast.asta.pk, cast.frida.pk}, str(mona.pk))


@pytest.mark.usefixtures("nobody_reveals")
def test_who_may_not_see_it_does_not_uncover_an_adult(cast: Cast, lars: Actor, mona: Guardian) -> None:
    tie = tie_of(cast.asta, mona)
    is_refused(lambda: correct(lars, tie, protected_until=None))
    is_refused(lambda: correct(lars, tie, home=False))
    assert is_covered(cast.asta, mona)
    assert is_covered(cast.asta, cast.asta)
    correct(lars, tie, phone="12 34 56 78")


def test_to_part_a_covered_home_is_a_reveal(cast: Cast, lars: Actor, mona: Guardian) -> None:
    correct(lars, tie_of(cast.asta, mona), home=False)
    assert [one.child_ids for one in revealed()] == [[cast.asta.pk]]
    assert not is_covered(cast.asta, cast.asta)
    correct(lars, tie_of(cast.asta, mona), home=False)  # no longer at home: nothing more is shown
    assert len(revealed()) == 1


def test_to_take_an_adult_from_a_protected_childs_home_is_a_reveal(cast: Cast, lars: Actor) -> None:
    adult = make.guardian(cast.dilan, "Per Lind", address="Åvej 1")
    correct(lars, tie_of(cast.dilan, adult), home=False)
    assert len(revealed()) == 1


def test_to_part_an_open_home_is_none(cast: Cast, lars: Actor) -> None:
    correct(lars, tie_of(cast.bo, cast.mor), home=False)
    assert revealed() == []


@pytest.mark.usefixtures("nobody_reveals")
def test_tying_the_same_adult_once_more_does_not_part_the_home(cast: Cast, lars: Actor) -> None:
    facts = {"name": "Mona", "relation": Relation.MOTHER, "has_custody": True, "cpr": "6101804001"}
    made = people.register_guardian(by=lars, child=cast.asta, at=NOW, **facts, protected_until=UNTIL)
    is_refused(
        lambda: people.register_guardian(by=lars, child=cast.asta, at=NOW, **facts, lives_with=False)
    )  # fmt: skip
    assert is_covered(cast.asta, made)


def test_a_merge_that_loses_the_home_is_a_reveal(cast: Cast, lars: Actor, mona: Guardian) -> None:
    """Carla's page says that Mona lives elsewhere: Asta's covered address would stand open on it."""
    Guardianship.objects.create(
        child=cast.carla, guardian=mona, relation=Relation.MOTHER, has_custody=True, lives_with=False
    )
    make.remembered()
    people.merge_children(by=lars, kept=cast.carla, other=cast.asta, at=NOW)
    assert [one.child_ids for one in revealed()] == [[cast.carla.pk]]


@pytest.mark.usefixtures("nobody_reveals")
def test_a_merge_and_its_undoing_by_who_may_not_see_it(cast: Cast, lars: Actor) -> None:
    people.merge_children(by=lars, kept=cast.carla, other=cast.dilan, at=NOW)
    assert is_covered(cast.carla, cast.carla)
    is_refused(lambda: people.undo_merge(by=lars, merge=Merge.objects.get(), at=NOW))


def test_an_undone_merge_that_uncovers_is_a_reveal(cast: Cast, lars: Actor) -> None:
    people.undo_merge(
        by=lars, merge=people.merge_children(by=lars, kept=cast.carla, other=cast.dilan, at=NOW), at=NOW
    )  # fmt: skip
    assert [set(one.child_ids) for one in revealed()] == [{cast.carla.pk, cast.dilan.pk}]


def test_an_undone_merge_of_open_pages_is_none(cast: Cast, lars: Actor) -> None:
    people.undo_merge(
        by=lars, merge=people.merge_children(by=lars, kept=cast.carla, other=cast.asta, at=NOW), at=NOW
    )  # fmt: skip
    assert revealed() == []


def test_the_form_says_what_it_means(cast: Cast, as_: Any, mona: Guardian) -> None:
    client, says = as_("lars"), "kan alle omkring barnet se adressen"
    assert says in text(client.get(f"/barn/{cast.dilan.pk}/ret/"))
    assert says not in text(client.get(f"/barn/{cast.bo.pk}/ret/"))
    address = f"/barn/voksen/{tie_of(cast.asta, mona).pk}/"
    assert says in text(client.get(address))
    assert send(client, address, name="Mona Lind", relation="mother", protected_until=str(UNTIL)).status_code == 303
    assert len(revealed()) == 1  # »Barnet bor her« was not ticked
