"""The grown-ups: every role, the cast in its places, and one holder of a post at a time."""

from collections import defaultdict
from datetime import date
from uuid import UUID

import pytest

from samspor.access.rules import Role
from samspor.demo import rows
from samspor.demo.cast import cast
from samspor.demo.staff import Post
from tests.demo.making import TODAY, by_id, everything, held_on, in_groups


def employed(made, name):
    staff = next(one for one in made[rows.Staff] if one.name == name)
    return next(one for one in made[rows.Employment] if one.staff_id == staff.id), staff


@pytest.mark.parametrize("size", ["tiny", "small", "municipality"])
def test_all_of_the_cast_are_employed_today_in_their_role_and_unit(size, small, middle):
    made = {"small": small, "municipality": middle}.get(size) or everything(size)
    units = by_id(made, rows.Unit)
    for person in cast():
        post, staff = employed(made, person.name)
        unit = units[post.unit_id]
        assert (post.role, staff.email, staff.title) == (person.role, person.email, person.title)
        assert held_on(post, TODAY)
        named_so = {"front_team": "Frontteamet", "family": "Familieafdelingen"}
        assert person.unit in (unit.name, unit.kind) or named_so[person.unit] == unit.name


def test_the_cast_has_every_role_and_one_line_about_each():
    assert {person.role for person in cast()} == set(Role)
    assert len({person.key for person in cast()}) == len(cast()) == len({person.email for person in cast()})
    assert all(person.presentation.endswith((".", "?")) for person in cast())


@pytest.mark.parametrize("size", ["small", "municipality"])
def test_the_group_of_the_walk_is_well_filled_and_nobody_has_begun(size, small, middle):
    made = {"small": small, "municipality": middle}[size]
    unit = next(one for one in made[rows.Unit] if one.name == "Børnehuset Solsikken")
    group = next(one for one in made[rows.Group] if one.unit_id == unit.id and one.name == "Blåmejserne")
    assert 19 <= in_groups(made, TODAY)[group.id] <= 26
    open_rounds = {one.id for one in made[rows.Round] if one.opens_on <= TODAY <= one.closes_on}
    of_rounds = {one.id for one in made[rows.RoundUnit] if one.round_id in open_rounds}
    of_group = [one for one in made[rows.Assessment] if one.group_id == group.id]
    assert of_group
    assert not [one for one in of_group if one.round_unit_id in of_rounds]
    pia, mads = (employed(made, name)[1].id for name in ("Pia Holm", "Mads Ravnkilde"))
    took_part = {joint.participants for joint in made[rows.Joint]}
    assert tuple(sorted((pia, mads))) in took_part


def test_those_outside_the_house_have_children_of_their_own(small):
    children_of = defaultdict(set)
    for one in small[rows.Affiliation]:
        children_of[one.staff_id].add(one.child_id)
    for name in (
        "Karen Lyngby",
        "Samira Haddad-Juhl",
        "Nikolaj Fuglsang Dam",
        "Hanne Mosegård",
        "Jens Ulrik Steenberg",
    ):
        assert children_of[employed(small, name)[1].id], name
    left = {child.id for child in small[rows.Child] if child.left_on}
    assert not left & {one.child_id for one in small[rows.Affiliation]}
    born = {child.id: child.birth_date for child in small[rows.Child]}
    assert all(born[one.child_id] <= one.from_on <= TODAY for one in small[rows.Affiliation])


def test_posts_are_held_without_gaps():
    held = Post([(UUID(int=1), date(2020, 1, 1)), (UUID(int=2), date(2023, 6, 1))])
    assert held.holder(date(2019, 1, 1)) == held.holder(date(2023, 5, 31)) == UUID(int=1)
    assert held.holder(date(2023, 6, 1)) == UUID(int=2)


def test_an_employment_lasts_and_nobody_has_two(middle):
    of_staff = defaultdict(list)
    for one in middle[rows.Employment]:
        of_staff[one.staff_id].append(one)
        assert one.to_on is None or one.from_on < one.to_on
    assert all(len(some) == 1 for some in of_staff.values())
    assert of_staff.keys() == {one.id for one in middle[rows.Staff]}


def test_a_childminders_group_is_called_after_who_is_there_now(small):
    units, staff = by_id(small, rows.Unit), by_id(small, rows.Staff)
    now = {
        staff[one.staff_id].name for one in small[rows.Employment] if one.role == "childminder" and one.to_on is None
    }
    names = [one.name for one in small[rows.Group] if units[one.unit_id].kind == "childminding"]
    assert {name.removeprefix("Hos ") for name in names} == now
    assert "Hos Birthe Vangsø" in names
