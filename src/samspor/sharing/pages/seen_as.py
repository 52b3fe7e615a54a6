"""The same map as one parent sees it: their own answers, and of the other parent nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from samspor.people.api import Child
from samspor.sharing import texts
from samspor.sharing.models import Answer, Notice
from samspor.sharing.pages.lines import Told, aim_of, title_of, told, topics_of
from samspor.sharing.pages.lines import between as between_names
from samspor.sharing.queries import Now
from samspor.sharing.rules.words import Said, State
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
    """`hidden`: this parent may not read where the child is. Then no place and no free words are shown.

    Until when is their own: the last day they said yes to, never the other's.
    """
    held, own = found.consent, found.standing.get(guardian)
    sender, recipient = between_names(held, hidden=hidden)
    title = title_of(held, hidden=hidden)
    stands = State.GIVEN if found.is_in_force else State.ASKED
    words = "Gælder" if found.is_in_force else "Det er ikke i kraft endnu"
    last_day = own.expires_on if own and own.said == Said.YES else held.expires_on
    return SeenLine(
        number, not sender, title, sender, recipient, topics_of(held), aim_of(held),
        "" if hidden else held.purpose or "", stands, words, "done" if found.is_in_force else "neutral",
        _own(own), last_day,
    )  # fmt: skip


def is_seen(found: Now, guardian: UUID) -> bool:
    """Whether a line is shown hangs on one's own answer alone: a line that goes would tell what the other said.

    What was asked by mistake is shown to nobody: no parent has answered it.
    """
    if found.state is State.TAKEN_BACK:
        return False
    own = found.standing.get(guardian)
    return max(found.consent.expires_on, own.expires_on if own else found.consent.expires_on) >= found.on


def _own(one: Answer | None) -> str:
    if one is None:
        return "Du har ikke svaret endnu."
    said = Said(one.said)
    if said is not Said.YES:
        return f"Dit svar: {texts.SAID[said].lower()}, {long_date(one.said_on)}."
    until = f"Dit svar: ja, {long_date(one.said_on)}, til og med {long_date(one.expires_on)}."
    return f"{until} Det gælder, så længe alle, der skal svare, siger ja."


def told_as(one: Notice, child: Child, *, hidden: bool) -> Told:
    """What this parent was told; where the home is covered only when and how."""
    found = told(one, child, may_read=True)
    return replace(found, what=_WITHOUT_WORDS) if hidden else found


_WITHOUT_WORDS = "Du har fået en besked"
