"""What the staff propose to a family: nobody begins it before everybody who has custody has said yes."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from uuid import UUID

from samspor.base.refused import Refused


class Said(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_NOW = "not_now"


class Ending(StrEnum):
    BEGUN = "begun"
    WITHDRAWN = "withdrawn"


def check_text(text: str) -> None:
    if not text.strip():
        raise Refused("Skriv, hvad I foreslår.", "text")


def check_pathway(*, is_there: bool) -> None:
    if not is_there:
        raise Refused("Der er ikke et åbent forløb. Åbn et, før I foreslår familien noget.")


def check_waits(*, ended: bool) -> None:
    if ended:
        raise Refused("Forslaget er ikke åbent længere. Hent siden igen.")


def may_begin(said: Mapping[UUID, Said], holders: Collection[UUID]) -> bool:
    """A yes of everybody who has custody today: also of who has got it since it was proposed."""
    return bool(holders) and all(said.get(one) is Said.YES for one in holders)


def check_may_begin(said: Mapping[UUID, Said], holders: Collection[UUID]) -> None:
    if not holders:
        raise Refused("Der står ingen med forældremyndighed på barnet. Ret det på barnets side, før I begynder.")
    if not may_begin(said, holders):
        raise Refused(
            "Der mangler et ja. Tal med dem, der ikke har sagt ja, og giv dem en kode, så de kan svare. Begynd først, "
            "når alle med forældremyndighed har sagt ja."
        )
