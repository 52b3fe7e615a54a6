"""The door to people."""

from samspor.people.actions import (
    affiliate,
    correct_child,
    employ,
    end_affiliation,
    end_employment,
    end_enrolment,
    enrol,
    expect_child,
    leave_municipality,
    merge_children,
    open_emergency_access,
    open_group,
    register_child,
    register_guardian,
    remove_enrolment,
    rename_group,
    review_emergency_access,
    undo_merge,
)
from samspor.people.models import (
    Affiliation,
    Child,
    ChildGroup,
    EmergencyAccess,
    Employment,
    Enrolment,
    Guardian,
    Guardianship,
    StaffMember,
    Unit,
)
from samspor.people.queries import (
    actor_for,
    by_cpr,
    children_in,
    children_visible_to,
    emergencies_to_review,
    groups_visible_to,
    possible_cpr,
    same_child,
    search,
    staff_of,
    unit_that_knows,
    units_visible_to,
    with_enrolments,
)

__all__ = [
    "Affiliation", "Child", "ChildGroup", "EmergencyAccess", "Employment", "Enrolment", "Guardian", "Guardianship",
    "StaffMember", "Unit", "actor_for", "affiliate", "by_cpr", "children_in", "children_visible_to", "correct_child",
    "emergencies_to_review", "employ", "end_affiliation", "end_employment", "end_enrolment", "enrol", "expect_child",
    "groups_visible_to", "leave_municipality", "merge_children", "open_emergency_access", "open_group", "possible_cpr",
    "register_child", "register_guardian", "remove_enrolment", "rename_group", "review_emergency_access", "same_child",
    "search", "staff_of", "undo_merge", "unit_that_knows", "units_visible_to", "with_enrolments",
]  # fmt: skip
