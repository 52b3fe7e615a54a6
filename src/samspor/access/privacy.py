"""What every model says of the personal data it holds: the record of processing, and terms the night keeps."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """Every field of the model is named in exactly one of the four tuples (a test holds it)."""

    purpose: str
    basis: str
    retention: str
    erasure: str
    none: tuple[str, ...] = ()
    ordinary: tuple[str, ...] = ()
    sensitive: tuple[str, ...] = ()
    cpr: tuple[str, ...] = ()
