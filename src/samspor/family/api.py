"""The door to the family's room."""

from samspor.family.actions import (
    answer_own_consent,
    come_in,
    leave_family,
    make_invitation,
    put_own_number,
    revoke_invitation,
    write_word,
)
from samspor.family.models import FamilyVisit, FamilyWord, Invitation
from samspor.family.queries import Seen, at_the_door, code_of, mark_of, of_family, seen_by

__all__ = [
    "FamilyVisit",
    "FamilyWord",
    "Invitation",
    "Seen",
    "answer_own_consent",
    "at_the_door",
    "code_of",
    "come_in",
    "leave_family",
    "make_invitation",
    "mark_of",
    "of_family",
    "put_own_number",
    "revoke_invitation",
    "seen_by",
    "write_word",
]
