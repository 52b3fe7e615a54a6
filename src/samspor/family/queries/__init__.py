"""Reads of the family's room: what one of them is shown, and what they have said."""

from samspor.family.queries.agreed import Consented, Heard, consent_of
from samspor.family.queries.around import at_the_door, me, of_family, tie_of, ties_today
from samspor.family.queries.childs import (
    OwnPage,
    Piece,
    PieceSeen,
    is_open_to,
    own_page,
    piece_on,
    pieces_seen,
    pieces_visible_to,
    readable_by,
)
from samspor.family.queries.keeping import invitations_past, pieces_past, words_past
from samspor.family.queries.readers import Look, looks_at
from samspor.family.queries.sees import Own, Seen, goal_on, mark_of, seen_by
from samspor.family.queries.visits import (
    code_of,
    invitations_visible_to,
    is_open,
    meant_by,
    open_invitations,
    opens,
    usable,
    visit_now,
    visits_now,
    visits_of,
    was_closed,
)
from samspor.family.queries.words import who_hears, words_about, words_visible_to

__all__ = [
    "Consented",
    "Heard",
    "Look",
    "Own",
    "OwnPage",
    "Piece",
    "PieceSeen",
    "Seen",
    "at_the_door",
    "code_of",
    "consent_of",
    "goal_on",
    "invitations_past",
    "invitations_visible_to",
    "is_open",
    "is_open_to",
    "looks_at",
    "mark_of",
    "me",
    "meant_by",
    "of_family",
    "open_invitations",
    "opens",
    "own_page",
    "piece_on",
    "pieces_past",
    "pieces_seen",
    "pieces_visible_to",
    "readable_by",
    "seen_by",
    "tie_of",
    "ties_today",
    "usable",
    "visit_now",
    "visits_now",
    "visits_of",
    "was_closed",
    "who_hears",
    "words_about",
    "words_past",
    "words_visible_to",
]
