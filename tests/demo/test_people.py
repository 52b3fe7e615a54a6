"""Children, families and the places they spend their days: like the figures, and without contradictions."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from samspor.demo import rows
from samspor.demo.families import sibling_groups
from samspor.demo.ids import Stream
from samspor.demo.parameters import of
from samspor.demo.plan import SIZES, daycare_name, district_name, districts
from tests.demo.making import TODAY, by_id, everything, held_on, in_groups


def age(child, on=TODAY):
    return on.year - child.birth_date.year - ((on.month, on.day) < (child.birth_date.month, child.birth_date.day))


def here(made):
    return [child for child in made[rows.Child] if child.birth_date and not child.left_on]


def test_the_same_seed_gives_the_same_municipality_and_another_seed_another():
    assert everything("tiny") == everything("tiny")
    one, other = everything("tiny"), everything("tiny", seed=2)
    assert {child.id for child in one[rows.Child]}.isdisjoint(child.id for child in other[rows.Child])


@pytest.mark.parametrize("size", ["tiny", "small", "municipality"])
def test_a_size_has_its_number_of_children(size, small, middle):
    made = {"small": small, "municipality": middle}.get(size) or everything(size)
    assert len(here(made)) == SIZES[size].children
    assert all(0 <= age(child) <= 17 for child in here(made))


def test_ages_are_shared_as_in_the_population(middle):
    children = here(middle)
    shares = of("children", "per_1000_by_age")
    total = sum(share for *_, share in shares)
    for youngest, oldest, share in shares:
        found = sum(youngest <= age(child) <= oldest for child in children) / len(children)
        assert found == pytest.approx(share / total, abs=0.01)


def test_shares_of_sex_protection_homes_and_departures_are_those_of_the_parameters(middle):
    children = here(middle)
    boys = sum(int(child.cpr[-1]) % 2 for child in children if child.cpr) / len(children)
    assert boys == pytest.approx(of("children", "boys_share"), abs=0.02)
    protected = sum(child.protected_until is not None for child in children) / len(children)
    assert protected == pytest.approx(of("children", "protected_address_share"), abs=0.006)
    assert all(child.protected_until > TODAY for child in children if child.protected_until)
    left = [child for child in middle[rows.Child] if child.left_on]
    assert len(left) / len(children) == pytest.approx(of("children", "moved_away_share"), abs=0.003)
    assert all(child.left_reason == "moved_away" and child.birth_date <= child.left_on <= TODAY for child in left)


def test_every_child_has_an_adult_with_custody_and_some_live_in_two_homes(middle):
    of_child = defaultdict(list)
    for tie in middle[rows.Guardianship]:
        of_child[tie.child_id].append(tie)
    guardians = by_id(middle, rows.Guardian)
    assert of_child.keys() == {child.id for child in middle[rows.Child]}
    assert all(
        1 <= len(ties) <= 2 and any(tie.has_custody and tie.lives_with for tie in ties) for ties in of_child.values()
    )
    pairs = [ties for ties in of_child.values() if len(ties) == 2]
    apart = sum(len({guardians[tie.guardian_id].address for tie in ties}) == 2 for ties in pairs)
    assert apart / len(of_child) == pytest.approx(of("family", "two_homes_share") * 0.89, abs=0.03)
    assert {tie.relation for tie in middle[rows.Guardianship]} == {"mother", "father", "co_parent"}
    assert any(not tie.has_custody for tie in middle[rows.Guardianship])


def test_siblings_share_their_adults_and_are_spaced_believably_or_twins(middle):
    born = {child.id: child.birth_date for child in here(middle)}
    of_mother = defaultdict(list)
    for tie in middle[rows.Guardianship]:
        if tie.relation == "mother" and tie.child_id in born:
            of_mother[tie.guardian_id].append(born[tie.child_id])
    sizes = Counter(map(len, of_mother.values()))
    assert sizes[2] > sizes[3] > sizes[4]
    gaps = [(later - one).days for dates in of_mother.values() for one, later in pairwise(sorted(dates))]
    assert 10 < gaps.count(0) < 200
    assert all(gap == 0 or gap > 400 for gap in gaps)


def test_a_child_that_is_expected_is_tied_to_its_mother(middle):
    expected = [child for child in middle[rows.Child] if not child.birth_date]
    mothers = {(tie.child_id, tie.guardian_id) for tie in middle[rows.Guardianship] if tie.relation == "mother"}
    assert len(expected) == pytest.approx(35, abs=8)
    assert all(child.due_date > TODAY and (child.id, child.mother_id) in mothers for child in expected)


def test_nobody_is_in_two_groups_of_one_setting_at_a_time(middle):
    of_setting = defaultdict(list)
    for one in middle[rows.Enrolment]:
        of_setting[one.child_id, one.setting].append((one.from_on, one.to_on or date.max))
    for periods in of_setting.values():
        assert all(begins < ends for begins, ends in periods)
        assert all(first[1] <= second[0] for first, second in pairwise(sorted(periods)))


def test_nobody_is_enrolled_before_birth_after_leaving_or_at_the_wrong_age(middle):
    children, groups = by_id(middle, rows.Child), by_id(middle, rows.Group)
    for one in middle[rows.Enrolment]:
        child, group = children[one.child_id], groups[one.group_id]
        at_home = group.name.startswith("Spædbørn")  # the health visitors', in the first year
        ages = {"daycare": (9, 81), "school": (66, 204), "leisure": (56, 204)}
        youngest, oldest = (0, 12) if at_home else ages[one.setting]
        for day in (one.from_on, (one.to_on or TODAY) - timedelta(days=1)):
            months = (day.year - child.birth_date.year) * 12 + day.month - child.birth_date.month
            assert youngest <= months <= oldest
        assert child.left_on is None or (one.to_on and one.to_on <= child.left_on)
        assert group.setting == one.setting
        assert group.opened_on <= one.from_on
        assert group.closed_on is None or (one.to_on and one.to_on <= group.closed_on)


def test_groups_are_as_large_as_groups_are(middle):
    groups, units = by_id(middle, rows.Group), by_id(middle, rows.Unit)
    sizes = defaultdict(list)
    for key, count in in_groups(middle, TODAY).items():
        sizes[units[groups[key].unit_id].kind].append(count)
    classes = sizes["school"]
    assert sum(classes) / len(classes) == pytest.approx(of("units", "class_mean"), abs=1.5)
    assert max(classes) <= of("units", "class_max")
    assert max(sizes["childminding"]) <= 6
    assert max(sizes["daycare"]) <= 28


def test_some_children_are_in_day_care_and_leisure_at_once_and_some_move(middle):
    now = defaultdict(set)
    units = defaultdict(set)
    groups = by_id(middle, rows.Group)
    for one in middle[rows.Enrolment]:
        if one.setting == "daycare":
            units[one.child_id].add(groups[one.group_id].unit_id)
        if held_on(one, TODAY):
            now[one.child_id].add(one.setting)
    assert {"daycare", "leisure"} in now.values()
    assert {"school", "leisure"} in now.values()
    assert sum(len(one) > 2 for one in units.values()) > 20


@pytest.mark.parametrize("size", SIZES)
def test_a_size_parts_into_districts_with_names_of_their_own(size):
    made = list(districts(SIZES[size]))
    assert sum(one.children for one in made) == SIZES[size].children
    assert sum(one.daycare for one in made) == SIZES[size].daycare
    assert sum(one.childminders for one in made) == SIZES[size].childminders
    assert len({one.name for one in made}) == len(made)
    assert {district_name(n) for n in range(len(made))} == {one.name for one in made}
    assert max(one.daycare for one in made) <= 7  # their numbers must leave room for school, SFO and club
    assert len({daycare_name(n) for n in range(SIZES[size].daycare)}) == SIZES[size].daycare


def test_units_have_names_numbers_and_a_place_in_the_tree(middle):
    units = by_id(middle, rows.Unit)
    assert len({one.name for one in units.values()}) == len(units)
    numbers = [one.stil_number for one in units.values() if one.stil_number]
    assert len(set(numbers)) == len(numbers)
    assert [one.name for one in units.values() if one.parent_id is None] == ["Fjordby Kommune"]
    assert all(one.parent_id in units for one in units.values() if one.parent_id)
    open_groups = Counter((one.unit_id, one.name) for one in middle[rows.Group] if one.closed_on is None)
    assert set(open_groups.values()) == {1}


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2027, 8, 1), date(2028, 2, 29), date(2026, 6, 30)])
def test_any_day_will_do(today):
    made = everything("tiny", today=today)
    assert len(here(made)) == 60
    assert all(one.from_on <= today for one in made[rows.Enrolment])


class Always(Stream):
    """Chance that never says no."""

    def chance(self, share):
        return True


def test_a_twin_takes_the_place_of_the_next_child_and_the_last_child_has_none():
    far_apart = [date(2010, 5, 1), date(2018, 5, 1), date(2026, 5, 1)]
    assert list(sibling_groups(Always(1), far_apart)) == [[far_apart[0]] * 2, [far_apart[2]]]
