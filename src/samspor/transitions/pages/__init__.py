"""What the pages of handovers show: frozen, with nothing left to ask a database for."""

from samspor.transitions.pages.handover import STEPS, Holder, Line, Page, address, field_line, line, page, to_words
from samspor.transitions.pages.received import Sent, received, received_as, sent

__all__ = [
    "STEPS",
    "Holder",
    "Line",
    "Page",
    "Sent",
    "address",
    "field_line",
    "line",
    "page",
    "received",
    "received_as",
    "sent",
    "to_words",
]
