"""What one parent has said, as that parent may keep it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspor.transitions import texts
from samspor.transitions.models import Wording
from samspor.transitions.queries import FieldNow, Now
from samspor.transitions.rules.words import Said


@dataclass(frozen=True, slots=True)
class Given:
    """A yes or a no to one field. `until`: how long a yes can be used."""

    heading: str
    said: str
    at: datetime
    until: date | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """`unanswered`: what goes nowhere before it is answered."""

    given: Sequence[Given]
    unanswered: Sequence[str]
    words: str
    words_at: datetime | None


def receipt(found: Now, guardian: UUID) -> Receipt:
    """Of the words as they are now: what was said to others is to be said again, and stands as unanswered."""
    given = {one.field.pk: _given(found, one, guardian) for one in found.asked}
    own = _own(found, guardian)
    return Receipt(
        [one for one in given.values() if one],
        [f"»{one.field.heading}«" for one in found.asked if not given[one.field.pk]],
        own.text or "" if own else "", own.entered_at if own else None,
    )  # fmt: skip


def _given(found: Now, one: FieldNow, guardian: UUID) -> Given | None:
    for said in one.answers:
        is_current = said.wording_id == one.wording_key and said.entered_at >= found.handover.aimed_at
        if said.guardian_id == guardian and is_current:
            until = said.expires_on if said.said == Said.YES else None
            return Given(one.field.heading, texts.SAID[Said(said.said)], said.entered_at, until)
    return None


def _own(found: Now, guardian: UUID) -> Wording | None:
    field = found.for_parents_words
    return next((one for one in field.own_words if one.guardian_id == guardian), None) if field else None
