"""The tables of people."""

from samspor.people.models.children import Child, Enrolment, Guardian, Guardianship, Merge
from samspor.people.models.drafts import FormDraft
from samspor.people.models.places import ChildGroup, Unit
from samspor.people.models.staff import Affiliation, EmergencyAccess, Employment, StaffMember

__all__ = [
    "Affiliation",
    "Child",
    "ChildGroup",
    "EmergencyAccess",
    "Employment",
    "Enrolment",
    "FormDraft",
    "Guardian",
    "Guardianship",
    "Merge",
    "StaffMember",
    "Unit",
]
