"""Round sheets and instruments, out and in again, as files."""

from samspor.screening.reading.instruments import drafted, template
from samspor.screening.reading.paper import printed
from samspor.screening.reading.sheets import SheetRow, made, read

__all__ = [
    "SheetRow",
    "drafted",
    "made",
    "printed",
    "read",
    "template",
]
