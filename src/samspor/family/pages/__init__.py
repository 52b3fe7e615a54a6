"""What the pages of the family's room show."""

from samspor.family.pages.childs import ChildsPage, PieceLine, childs_page, pieces
from samspor.family.pages.seen import SeenPage, seen_page
from samspor.family.pages.staff import Adult, Put, Said, adults, put, said

__all__ = [
    "Adult",
    "ChildsPage",
    "PieceLine",
    "Put",
    "Said",
    "SeenPage",
    "adults",
    "childs_page",
    "pieces",
    "put",
    "said",
    "seen_page",
]
