"""What the pages of screening show: frozen, with nothing left to ask a database for."""

from samspor.screening.pages.assessments import (
    Board,
    Grid,
    GroupLine,
    Heading,
    Line,
    Row,
    SignGroup,
    Together,
    View,
    board,
    grid,
    heading,
    line,
    sign_groups,
    together,
)
from samspor.screening.pages.focus import (
    Focus,
    Looked,
    focus_point,
    focus_points,
    whose,
)

__all__ = [
    "Board",
    "Focus",
    "Grid",
    "GroupLine",
    "Heading",
    "Line",
    "Looked",
    "Row",
    "SignGroup",
    "Together",
    "View",
    "board",
    "focus_point",
    "focus_points",
    "grid",
    "heading",
    "line",
    "sign_groups",
    "together",
    "whose",
]
