"""Every verb of people, by whom it is about."""

from samspor.people.actions.children import correct_child, expect_child, leave_municipality, register_child
from samspor.people.actions.closing import close_unit, keep_unit_open
from samspor.people.actions.drafts import drop_form, save_form
from samspor.people.actions.emergency import end_emergency_access, open_emergency_access, review_emergency_access
from samspor.people.actions.enrolments import (
    end_enrolment,
    enrol,
    enrol_again,
    open_group,
    remove_enrolment,
    remove_mistaken_enrolment,
    rename_group,
)
from samspor.people.actions.expecting import expect_first_child, expect_sibling
from samspor.people.actions.groups import close_group
from samspor.people.actions.guardians import correct_guardian, register_guardian
from samspor.people.actions.merging import merge_children, undo_merge
from samspor.people.actions.staff import affiliate, employ, end_affiliation, end_employment, take_on
from samspor.people.actions.units import begin, take_in_units

__all__ = [
    "affiliate",
    "begin",
    "close_group",
    "close_unit",
    "correct_child",
    "correct_guardian",
    "drop_form",
    "employ",
    "end_affiliation",
    "end_emergency_access",
    "end_employment",
    "end_enrolment",
    "enrol",
    "enrol_again",
    "expect_child",
    "expect_first_child",
    "expect_sibling",
    "keep_unit_open",
    "leave_municipality",
    "merge_children",
    "open_emergency_access",
    "open_group",
    "register_child",
    "register_guardian",
    "remove_enrolment",
    "remove_mistaken_enrolment",
    "rename_group",
    "review_emergency_access",
    "save_form",
    "take_in_units",
    "take_on",
    "undo_merge",
]
