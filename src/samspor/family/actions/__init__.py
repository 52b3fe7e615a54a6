"""Everything that can be done in the family's room."""

from samspor.family.actions.childs import answer_piece, choose_readers, say_piece
from samspor.family.actions.coming import come_in, leave_family
from samspor.family.actions.consenting import answer_own_consent
from samspor.family.actions.inviting import make_childs_invitation, make_invitation, revoke_invitation, sit_together
from samspor.family.actions.numbering import put_own_number
from samspor.family.actions.persons import answer_person, propose_person, take_back_person
from samspor.family.actions.proposals import answer_proposal, begin_proposal, put_proposal, withdraw_proposal
from samspor.family.actions.saying import write_word

__all__ = [
    "answer_own_consent",
    "answer_person",
    "answer_piece",
    "answer_proposal",
    "begin_proposal",
    "choose_readers",
    "come_in",
    "leave_family",
    "make_childs_invitation",
    "make_invitation",
    "propose_person",
    "put_own_number",
    "put_proposal",
    "revoke_invitation",
    "say_piece",
    "sit_together",
    "take_back_person",
    "withdraw_proposal",
    "write_word",
]
