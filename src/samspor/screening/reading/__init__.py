"""Round sheets out and in again, as Excel files."""

from samspor.screening.reading.sheets import SheetRow, made, read

__all__ = ["SheetRow", "made", "read"]
