"""What the pages of sharing show."""

from samspor.sharing.pages.lanes import Section, sections
from samspor.sharing.pages.lines import Line, Told, line, told
from samspor.sharing.pages.picture import Picture, picture
from samspor.sharing.pages.seen_as import SeenLine, is_seen, seen_line, told_as

__all__ = [
    "Line",
    "Picture",
    "Section",
    "SeenLine",
    "Told",
    "is_seen",
    "line",
    "picture",
    "sections",
    "seen_line",
    "told",
    "told_as",
]
