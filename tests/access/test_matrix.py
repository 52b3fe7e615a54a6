"""Who may do what, for which: written by hand from what each role is for, and held against what the product answers.

U: the unit one works in. D: the district. C: children one has a relation to, by name. M: the whole municipality.
S: what oneself is asked to do, by name, and nothing else.
Every other letter but a dot also opens the children one has a relation to.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models

from samspor.access.check import demand, holds, may, require, within
from samspor.access.models import Account
from samspor.access.rules import Permission, Role
from samspor.base.refused import NotHere
from samspor.people import api as people
from samspor.people.models import Child, EmergencyAccess, Employment
from samspor.people.queries import actor_for, children_visible_to
from samspor.people.rules import LeftReason
from tests.access.world import BY_NAME, COLUMNS, PERSONAL, PLACES, RELATED, ROLE_OF, World, units_of
from tests.architecture.house import ours
from tests.cast import NOW, PEOPLE, TODAY, Cast, key

GRID = """
                       pia karen tine anna peter lars fatma sara henrik olga dorte jens rikke bent mette ali
child_read              U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
child_known_elsewhere   .    .    .    D    C     U     C    C     C     .     .    .     .    .     .    .
child_edit              .    .    .    D    .     U     .    .     .     .     .    .     .    .     .    .
enrolment_keep          .    .    .    U    .     U     .    .     .     .     .    .     .    .     .    .
child_merge             .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
address_reveal          .    .    .    D    C     U     C    C     C     .     .    .     .    .     .    .
emergency_access        .    .    .    M    .     M     M    M     M     .     .    .     .    .     .    .
emergency_review        .    .    .    .    .     U     .    .     M     .     .    .     .    M     .    .
unit_read               M    M    M    M    M     M     M    M     M     M     M    M     M    M     M    M
staff_read              .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    M
staff_edit              .    .    .    .    .     .     .    .     .     .     .    .     .    .     .    M
roster_import           .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
instrument_adopt        .    .    .    .    .     .     .    .     .     .     .    M     .    .     .    .
round_plan              .    .    .    .    .     U     .    .     .     .     .    M     .    .     .    .
round_notice            .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
screening_read          U    U    U    D    .     U     .    .     .     .     .    .     .    .     .    .
screening_assess        U    U    U    D    .     U     .    .     .     .     .    .     .    .     .    .
screening_conclude      U    U    U    D    .     U     .    .     .     .     .    .     .    .     .    .
screening_inform        U    U    U    D    .     U     .    .     .     .     .    .     .    .     .    .
screening_second        S    S    S    S    S     S     .    .     .     .     .    .     .    .     .    .
second_choose           .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
visit_make              .    .    .    D    .     .     .    .     .     .     .    .     .    .     .    .
focus_set               U    U    U    D    .     U     .    .     .     .     .    .     .    .     .    .
parents_hear            U    U    U    D    .     U     .    .     .     .     .    .     .    .     .    .
round_overview          .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
round_totals            .    .    .    .    .     .     .    .     .     .     M    M     .    .     .    .
scale_adopt             .    .    .    .    .     .     .    .     .     .     .    M     .    .     .    .
concern_read            U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
concern_write           U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
concern_oversee         .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
concern_lift_stop       .    .    .    .    .     .     .    C     C     .     .    .     .    .     .    .
suspicion_hear          .    .    .    .    .     U     .    .     .     .     M    .     .    .     .    .
consult_anonymously     M    M    M    M    M     M     M    M     M     .     .    .     .    .     .    .
handover_begin          U    U    U    D    .     U     .    .     .     .     .    .     .    .     .    .
handover_prepare        U    U    U    U    .     U     .    .     .     .     .    .     .    .     .    .
handover_receive        U    U    U    .    .     U     .    .     .     .     .    .     .    .     .    .
handover_oversee        .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
consent_read            U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
consent_ask             U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
pathway_read            U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
pathway_write           U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
pathway_take_out        U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
pathway_hold            S    S    S    S    S     S     S    S     S     .     S    .     .    .     .    .
pathway_join            S    S    S    S    S     S     S    S     S     .     .    .     .    .     .    .
pathway_oversee         .    .    .    .    .     U     .    .     .     .     .    .     .    .     .    .
family_read             U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
family_invite           U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
forum_type_adopt        .    .    .    .    .     .     .    .     .     .     .    M     .    .     .    .
forum_plan              .    .    .    .    .     U     .    .     U     U     .    .     .    .     .    .
forum_sit               S    S    S    S    S     S     S    S     S     S     .    .     .    .     .    .
forum_ask               U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
forum_consult           S    S    S    S    S     S     S    S     S     .     .    .     .    .     .    .
forum_oversee           .    .    .    .    .     U     .    .     U     .     .    .     .    .     .    .
guide_edit              .    .    .    .    .     .     .    .     .     .     .    M     M    .     .    .
guide_rehearse          .    .    .    .    .     U     .    .     U     .     .    U     .    .     .    .
checklist_keep          U    U    U    D    C     U     C    C     C     .     .    .     .    .     .    .
log_read                .    .    .    .    .     .     .    .     .     .     .    .     .    M     M    .
worker_watch            .    .    .    .    .     M     .    .     M     .     M    .     .    .     .    M
rules_read              M    M    M    M    M     M     M    M     M     M     M    M     M    M     M    M
messages_read           M    M    M    M    M     M     M    M     M     M     M    M     M    M     M    M
"""
ROWS = {line.split()[0]: line.split()[1:] for line in GRID.strip().splitlines()[1:]}
LETTER = {(name, row): letter for row, letters in ROWS.items() for name, letter in zip(COLUMNS, letters, strict=True)}
# Permissions about children: none of them is ever held by those who only run, steer or watch the house.
_OF_CHILDREN = (
    "child_",
    "enrolment_",
    "address_",
    "screening_",
    "second_",
    "visit_",
    "concern_",
    "consult_",
    "roster_",
    "checklist_",
    "focus_",
    "parents_",
    "handover_",
    "consent_",
    "pathway_read",
    "pathway_write",
    "pathway_take",
    "pathway_oversee",
    "family_",
    "forum_ask",
    "forum_consult",
    "forum_oversee",
)
ABOUT_CHILDREN = {row for row in ROWS if row.startswith(_OF_CHILDREN)} | {"emergency_access"}
WITHOUT_CHILDREN = ("olga", "dorte", "jens", "rikke", "bent", "mette", "ali")
REACHABLE = [model for model in ours() if any(hasattr(model, way) for way in ("UNIT", "CHILD", "reached"))]


def expected(world: World, name: str, permission: Permission, model: type[models.Model]) -> set[Any]:
    """The keys that the grid says are reached."""
    letter = LETTER[name, permission]
    everything = world.rows(model)
    if letter == ".":
        return set()
    if letter == "M":
        return {one.pk for one in everything}
    if letter == "S":
        return {one.pk for one in everything if model in BY_NAME and key(name) in BY_NAME[model](one)}
    units = units_of(name, letter)
    children = {key(child) for child in RELATED.get(name, ())}
    if permission == "child_read" and name == "fatma":
        children = children | {key("carla")}  # she has broken the glass
    return {pk for pk, (at, about) in world.places(model, PLACES[model]) if at & units or about & children}


def test_the_grid_has_every_permission_and_every_role() -> None:
    assert set(ROWS) == {str(permission) for permission in Permission}
    assert set(ROLE_OF.values()) == set(Role)
    assert all(PEOPLE[name][1] is role for name, role in ROLE_OF.items())


def test_everything_that_can_be_reached_stands_somewhere() -> None:
    assert {model.__name__ for model in REACHABLE} == {model.__name__ for model in PLACES}
    assert not PERSONAL & set(PLACES)


@pytest.mark.parametrize("name", COLUMNS)
def test_lists_and_single_things_are_what_the_grid_says(world: World, name: str) -> None:
    """Asked of the database once a scope: `within` and `may` know nothing else of a permission (access/check.py)."""
    by = world.cast.actor(name)
    answers: dict[tuple[object, ...], tuple[set[Any], set[Any]]] = {}
    for permission in Permission:
        assert holds(by, permission) == (LETTER[name, permission] != "." and _has_somewhere(name, permission)), (
            permission
        )
        for model in REACHABLE:
            wanted = expected(world, name, permission, model)
            asked = by.scope(permission), model
            if asked not in answers:
                found = set(within(by, permission, model._default_manager.all()).values_list("pk", flat=True))
                answers[asked] = found, {one.pk for one in world.rows(model) if may(by, permission, one)}
            assert answers[asked] == (wanted, wanted), f"{name} {permission} {model.__name__}"


def _has_somewhere(name: str, permission: Permission) -> bool:
    """Who reaches by relation only, and has none, reaches nothing; glass that is broken counts while it is."""
    if LETTER[name, permission] != "C":
        return LETTER[name, permission] != "."
    return name in RELATED or (name == "fatma" and permission == "child_read")


def test_there_is_something_of_everything_to_reach(world: World) -> None:
    assert [model.__name__ for model in PLACES if not model._default_manager.exists()] == []


@pytest.mark.parametrize("name", COLUMNS)
def test_require_answers_or_is_not_here(world: World, name: str) -> None:
    by = world.cast.actor(name)
    for permission in Permission:
        for child in ("asta", "hassan"):
            thing = world.cast.members[child]
            if thing.pk in expected(world, name, permission, Child):
                assert require(by, permission, thing) == thing
            else:
                with pytest.raises(NotHere):
                    require(by, permission, thing)


@pytest.mark.parametrize("name", WITHOUT_CHILDREN)
def test_who_runs_steers_or_watches_the_house_sees_no_child(cast: Cast, name: str) -> None:
    by = cast.actor(name)
    assert [one for one in ABOUT_CHILDREN if by.scope(Permission(one))] == []
    assert not children_visible_to(by).exists()
    with pytest.raises(NotHere):
        demand(by, Permission.CHILD_READ)


def test_a_person_is_what_all_their_employments_make_them(cast: Cast) -> None:
    """Pia also substitutes in Elverhøj: she sees both houses, and no third."""
    _employ(cast, "pia", "elverhoej", Role.PEDAGOGUE, TODAY)
    seen = set(children_visible_to(cast.actor("pia")).values_list("pk", flat=True))
    assert {key("asta"), key("frida")} <= seen
    assert key("gustav") not in seen


def test_one_role_does_not_lend_its_unit_to_another(cast: Cast) -> None:
    """Lars leads Solsikken and is a pædagog in Elverhøj: he edits at home only."""
    _employ(cast, "lars", "elverhoej", Role.PEDAGOGUE, TODAY)
    lars = cast.actor("lars")
    assert may(lars, Permission.CHILD_READ, cast.frida)
    assert not may(lars, Permission.CHILD_EDIT, cast.frida)
    assert may(lars, Permission.CHILD_EDIT, cast.asta)


@pytest.mark.parametrize(("days", "sees"), [(-1, False), (0, True), (6, True), (7, False), (8, False)])
def test_an_employment_opens_on_its_first_day_and_closes_on_its_last(cast: Cast, days: int, *, sees: bool) -> None:
    _employ(cast, "rikke", "solsikken", Role.PEDAGOGUE, TODAY, TODAY + timedelta(days=7))
    then = cast.actor("rikke", at=NOW + timedelta(days=days))
    assert may(then, Permission.CHILD_READ, cast.asta) is sees


def test_who_has_left_sees_nothing_from_that_day(cast: Cast) -> None:
    last = TODAY + timedelta(days=1)
    people.end_employment(by=cast.actor("ali"), employment=Employment.objects.get(staff=cast.pia), ends_on=last, at=NOW)
    assert may(cast.actor("pia"), Permission.SCREENING_ASSESS, cast.asta)
    gone = cast.actor("pia", at=NOW + timedelta(days=1))
    assert gone.grants == ()
    assert [permission for permission in Permission if holds(gone, permission)] == []


@pytest.mark.parametrize(("days", "sees"), [(-1, False), (0, True), (29, True), (30, False)])
def test_a_relation_to_a_child_opens_and_closes_by_itself(cast: Cast, days: int, *, sees: bool) -> None:
    people.affiliate(
        by=cast.actor("lars"), child=cast.bo, staff=cast.fatma, reason="Samtale om sprog", starts_on=TODAY,
        ends_on=TODAY + timedelta(days=30), at=NOW,
    )  # fmt: skip
    then = cast.actor("fatma", at=NOW + timedelta(days=days))
    assert may(then, Permission.CHILD_READ, cast.bo) is sees
    assert not may(then, Permission.CHILD_EDIT, cast.bo)


TWO_HOURS = timedelta(hours=2)


@pytest.mark.parametrize(
    ("after", "sees"),
    [
        (timedelta(seconds=-1), False), (timedelta(0), True), (TWO_HOURS - timedelta(seconds=1), True),
        (TWO_HOURS, False), (TWO_HOURS + timedelta(seconds=1), False),
    ],
)  # fmt: skip
def test_broken_glass_opens_reading_of_one_child_for_two_hours(cast: Cast, after: timedelta, *, sees: bool) -> None:
    people.open_emergency_access(
        by=cast.actor("sara"), child=cast.hassan, reason="Skolen har ringet om ham nu.", at=NOW
    )
    then = cast.actor("sara", at=NOW + after)
    opened = {permission for permission in Permission if may(then, permission, cast.hassan)}
    always = {Permission(row) for row in ROWS if LETTER["sara", row] == "M"}
    assert opened - always == ({Permission.CHILD_READ} if sees else set())
    assert not may(then, Permission.CHILD_READ, cast.frida)
    assert may(then, Permission.CHILD_READ, cast.asta)  # the ordinary way is as it was


def test_broken_glass_is_for_the_one_who_broke_it(cast: Cast) -> None:
    people.open_emergency_access(
        by=cast.actor("sara"), child=cast.hassan, reason="Skolen har ringet om ham nu.", at=NOW
    )
    assert not may(cast.actor("henrik"), Permission.CHILD_READ, cast.hassan)
    assert not may(cast.actor("fatma"), Permission.CHILD_READ, cast.hassan)


@pytest.mark.parametrize("name", [name for name in COLUMNS if LETTER[name, "emergency_access"] == "."])
def test_not_everybody_may_break_the_glass(cast: Cast, name: str) -> None:
    with pytest.raises(NotHere):
        people.open_emergency_access(by=cast.actor(name), child=cast.hassan, reason="Jeg vil gerne se ham.", at=NOW)
    assert not EmergencyAccess.objects.exists()


def test_of_two_pages_that_became_one_only_the_kept_is_there(world: World) -> None:
    merged = world.things["merge"].other
    for name in COLUMNS:
        assert merged not in children_visible_to(world.cast.actor(name))
    assert world.cast.egon in children_visible_to(world.cast.actor("lars"))


@pytest.mark.parametrize(("days", "sees"), [(-1, True), (0, False), (1, False)])
def test_a_child_that_has_left_is_out_of_the_units_reach_that_day(cast: Cast, days: int, *, sees: bool) -> None:
    gone_on = TODAY + timedelta(days=10)
    people.leave_municipality(by=cast.actor("lars"), child=cast.asta, on=gone_on, reason=LeftReason.MOVED_AWAY, at=NOW)
    at = NOW + timedelta(days=10 + days)
    for name in ("pia", "lars", "anna"):
        assert may(cast.actor(name, at=at), Permission.CHILD_READ, cast.asta) is sees


def test_a_child_follows_its_group(cast: Cast) -> None:
    """Frida moves to Solsikken: Pia sees her from that day, Else does not."""
    people.enrol(by=cast.actor("lars"), child=cast.frida, group=cast.blaamejserne, starts_on=TODAY, at=NOW)
    assert may(cast.actor("pia"), Permission.CHILD_READ, cast.frida)
    assert not may(cast.actor("else_"), Permission.CHILD_READ, cast.frida)


def test_an_account_without_a_person_may_nothing(db: None) -> None:
    nobody = actor_for(Account.objects.create(email="nobody@fjordby.example", name="Ingen"), at=NOW)
    assert [permission for permission in Permission if holds(nobody, permission)] == []


def _employ(cast: Cast, name: str, unit: str, role: Role, starts_on: date, ends_on: date | None = None) -> None:
    people.employ(
        by=cast.actor("ali"), staff=cast.members[name], unit=cast.members[unit], role=role, starts_on=starts_on,
        ends_on=ends_on, at=NOW,
    )  # fmt: skip
