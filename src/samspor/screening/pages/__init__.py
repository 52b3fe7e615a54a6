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

__all__ = [
    "Board",
    "Grid",
    "GroupLine",
    "Heading",
    "Line",
    "Row",
    "SignGroup",
    "Together",
    "View",
    "board",
    "grid",
    "heading",
    "line",
    "sign_groups",
    "together",
]
