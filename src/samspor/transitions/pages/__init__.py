"""What the pages of handovers show: frozen, with nothing left to ask a database for."""

from samspor.transitions.pages.handover import STEPS, Holder, Line, Page, address, field_line, line, page, to_words
from samspor.transitions.pages.receipt import Receipt, receipt
from samspor.transitions.pages.received import Further, Sent, further, received, received_as, sent

__all__ = [
    "STEPS",
    "Further",
    "Holder",
    "Line",
    "Page",
    "Receipt",
    "Sent",
    "address",
    "field_line",
    "further",
    "line",
    "page",
    "receipt",
    "received",
    "received_as",
    "sent",
    "to_words",
]
