"""The same map as one parent sees it: their own answers, and of the other parent nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.sharing import texts
from samspor.sharing.models import ExchangeConsent
from samspor.sharing.pages.lines import aim_of, inside, title_of, topics_of
from samspor.sharing.pages.lines import between as between_names
from samspor.sharing.queries import AnyConsent, Now
from samspor.sharing.rules.words import Said, Sector, State
from samspor.ui.danish import long_date


@dataclass(frozen=True, slots=True)
class SeenLine:
    number: int
    is_effort: bool
    title: str
    sender: str
    recipient: str
    topics: Sequence[str]
    aim: str
    purpose: str
    state: State
    state_words: str
    tone: str
    own: str
    last_day: date


def seen_line(found: Now, number: int, guardian: UUID, *, hidden: bool) -> SeenLine:
    """`hidden`: this parent may not read where the child is. Then no place and no free words are shown."""
    held = found.consent
    sender, recipient = _between(held, hidden=hidden)
    title = f"{sender} til {inside(recipient)}" if sender else "En indsats" if hidden else title_of(held)
    stands = State.GIVEN if found.is_in_force else State.ASKED
    words = f"Gælder til og med {long_date(found.last_day)}" if found.is_in_force else "Gælder ikke"
    return SeenLine(
        number, not sender, title, sender, recipient, topics_of(held), aim_of(held),
        "" if hidden else held.purpose or "", stands, words, "done" if found.is_in_force else "neutral",
        _own(found, guardian), found.last_day,
    )  # fmt: skip


def _between(held: AnyConsent, *, hidden: bool) -> tuple[str, str]:
    if hidden and isinstance(held, ExchangeConsent):
        return texts.SECTOR[Sector(held.sender)], texts.SECTOR[Sector(held.recipient)]
    return between_names(held)


def _own(found: Now, guardian: UUID) -> str:
    """Their own answer. That somebody else is waited for is said, and not who or what they said."""
    one = found.standing.get(guardian)
    if one is None:
        return "Du har ikke svaret endnu."
    said = Said(one.said)
    own = f"Dit svar: {texts.SAID[said].lower()}, {long_date(one.said_on)}."
    alone = found.is_in_force or said is not Said.YES or found.state is State.EXPIRED
    return own if alone else f"{own} Det gælder først, når alle, der skal svare, har sagt ja."
