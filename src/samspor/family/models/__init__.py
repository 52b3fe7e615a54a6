"""The tables of the family's room."""

from samspor.family.models.visits import FamilyVisit, Invitation
from samspor.family.models.words import FamilyWord

__all__ = ["FamilyVisit", "FamilyWord", "Invitation"]
