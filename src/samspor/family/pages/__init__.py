"""What the pages of the family's room show."""

from samspor.family.pages.seen import SeenPage, seen_page
from samspor.family.pages.staff import Adult, Said, adults, said

__all__ = ["Adult", "Said", "SeenPage", "adults", "said", "seen_page"]
