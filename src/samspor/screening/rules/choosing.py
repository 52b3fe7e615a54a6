"""Which children a round before a transition may be about."""

from collections.abc import Collection
from uuid import UUID

from samspor.base.refused import NotHere, Refused

NOT_CHOSEN = "Barnet er ikke valgt til runden. Din leder kan vælge barnet til."


def check_chosen(
    *, of_some: bool, closed: bool, chosen: Collection[UUID], there: Collection[UUID], left_out: Collection[UUID]
) -> None:
    if not of_some or not set(chosen) <= set(there):
        raise NotHere
    if closed:
        raise Refused("Runden er lukket. Der kan ikke vælges flere børn. Vælg dem i den næste.")
    if not chosen:
        raise Refused("Vælg mindst ét barn.", "children")
    if left_out:
        raise Refused(
            "Der er allerede skrevet om et af de børn, du har fjernet. Lad barnet blive i runden.", "children"
        )


def check_is_chosen(*, chosen: bool) -> None:
    if not chosen:
        raise Refused(NOT_CHOSEN)
