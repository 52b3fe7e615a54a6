"""Everything that can be done in the family's room."""

from samspor.family.actions.coming import come_in, leave_family
from samspor.family.actions.consenting import answer_own_consent
from samspor.family.actions.inviting import make_invitation, revoke_invitation
from samspor.family.actions.numbering import put_own_number
from samspor.family.actions.saying import write_word

__all__ = [
    "answer_own_consent",
    "come_in",
    "leave_family",
    "make_invitation",
    "put_own_number",
    "revoke_invitation",
    "write_word",
]
