"""The tables of the family's room."""

from samspor.family.models.childs import ChildPiece, PieceAnswer
from samspor.family.models.persons import KeyPerson
from samspor.family.models.proposals import Proposal, ProposalAnswer
from samspor.family.models.visits import FamilyVisit, Invitation
from samspor.family.models.words import FamilyWord

__all__ = [
    "ChildPiece",
    "FamilyVisit",
    "FamilyWord",
    "Invitation",
    "KeyPerson",
    "PieceAnswer",
    "Proposal",
    "ProposalAnswer",
]
