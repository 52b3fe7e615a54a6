"""The door to the family's room."""

from samspor.family.actions import (
    answer_own_consent,
    answer_piece,
    choose_readers,
    come_in,
    leave_family,
    make_childs_invitation,
    make_invitation,
    put_own_number,
    revoke_invitation,
    say_piece,
    sit_together,
    write_word,
)
from samspor.family.models import ChildPiece, FamilyVisit, FamilyWord, Invitation, PieceAnswer
from samspor.family.queries import Seen, at_the_door, code_of, mark_of, of_family, seen_by

__all__ = [
    "ChildPiece",
    "FamilyVisit",
    "FamilyWord",
    "Invitation",
    "PieceAnswer",
    "Seen",
    "answer_own_consent",
    "answer_piece",
    "at_the_door",
    "choose_readers",
    "code_of",
    "come_in",
    "leave_family",
    "make_childs_invitation",
    "make_invitation",
    "mark_of",
    "of_family",
    "put_own_number",
    "revoke_invitation",
    "say_piece",
    "seen_by",
    "sit_together",
    "write_word",
]
