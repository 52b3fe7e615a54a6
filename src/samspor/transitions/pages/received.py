"""What the receiver has, and the sender of it: frozen as it was sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.people.api import naming
from samspor.people.rules import is_protected
from samspor.transitions import texts
from samspor.transitions.models import Delivery, FurtherReader, SentField
from samspor.transitions.rules.words import Use, Whose
from samspor.ui.danish import long_date


@dataclass(frozen=True, slots=True)
class SentLine:
    key: UUID
    heading: str
    name: str
    purpose: str
    text: str
    is_quote: bool
    is_childs: bool
    use: str
    use_words: str
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True)
class Sent:
    """What the receiver has. `fields` are those that may be read; `withdrawn` only says that something was there."""

    key: UUID
    child: str
    child_id: UUID
    protected: bool
    sender: str
    senders_phone: str
    receiver: str
    purpose: str
    starts_on: date
    sent_on: date
    sent_by: str
    read: str
    answered: str
    is_read: bool
    is_answered: bool
    fields: Sequence[SentLine]
    withdrawn: Sequence[SentLine]
    useful_words: str

    @property
    def has_childs_page(self) -> bool:
        """The child's own words are still there to be read, and to be taken back."""
        return any(one.is_childs for one in self.fields)

    @property
    def has_own_words(self) -> bool:
        """A parent's own: no other parent was shown them."""
        return any(one.name for one in self.fields)


def sent(one: Delivery, child: str) -> Sent:
    """`child` is what it is called to who reads."""
    held = one.handover
    order = {key: number for number, key in enumerate(held.field_keys)}
    fields = sorted(one.sent_fields.all(), key=lambda each: order[each.key])
    day = local_date(one.sent_at)
    return Sent(
        one.pk, child, held.child_id, is_protected(held.child.protected_until, day),
        held.from_unit.name, held.from_unit.phone,
        one.unit.name if one.unit else "", held.purpose, held.starts_on, day, one.sent_by.name,
        _read(one), _answered(one), one.read_at is not None, one.answered_at is not None,
        [_sent_line(each) for each in fields if each.withdrawn_at is None],
        [_sent_line(each) for each in fields if _was_seen(one, each)], one.useful_words or "",
    )  # fmt: skip


def _read(one: Delivery) -> str:
    writer = one.read_by.name if one.read_by else ""
    if one.read_there_on is None:
        return _by(writer, one.read_at)
    return f"{one.read_there} {long_date(one.read_there_on)}, skrevet ned af {writer}"


def _answered(one: Delivery) -> str:
    writer = one.answered_by.name if one.answered_by else ""
    if one.useful_there_on is None:
        return _by(writer, one.answered_at)
    return f"{one.useful_there} sagde {long_date(one.useful_there_on)}, skrevet ned af {writer}"


def received_as(one: Delivery, name: naming.Name) -> str:
    """The receiver knows the name from what was sent, until it has the child. A protection may have come since."""
    child = one.handover.child.merged_into or one.handover.child
    if not is_protected(child.protected_until, local_date(one.sent_at)):
        return child.name
    return name.whole if name.is_told else f"Et barn fra {one.handover.from_unit.name}"


def _was_seen(delivery: Delivery, one: SentField) -> bool:
    """It was opened before it was withdrawn: then it is told that it may no longer be used. Else it was never there."""
    opened = delivery.opened_at
    return one.withdrawn_at is not None and opened is not None and opened <= one.withdrawn_at


def _by(name: str, at: datetime | None) -> str:
    return f"{name} {long_date(at)}" if at else ""


def _sent_line(one: SentField) -> SentLine:
    name = one.guardian.name if one.guardian else ""
    withdrawn_on = local_date(one.withdrawn_at) if one.withdrawn_at else None
    return SentLine(
        one.pk, one.heading, name, one.purpose, "" if withdrawn_on else one.text,
        one.whose != Whose.STAFF, one.whose == Whose.CHILD,
        texts.USE[Use(one.use)] if one.use else "", one.use_words or "", withdrawn_on,
    )  # fmt: skip


def received(deliveries: Iterable[Delivery], names: Mapping[UUID, naming.Name]) -> list[Sent]:
    return [sent(one, received_as(one, names[one.handover.child_id])) for one in deliveries]


@dataclass(frozen=True, slots=True)
class Further:
    """Who else shall read it. `asks_me`: one is asked oneself, and has not said that one has read it."""

    lines: Sequence[tuple[str, bool]]
    asks_me: bool
    may_name: bool


def further(one: Delivery, actor: Actor, *, leads: bool) -> Further:
    held = list(one.further_readers.select_related("staff", "named_by"))
    return Further(
        [(_further(each), each.read_at is not None) for each in held],
        any(each.staff_id == actor.staff and each.read_at is None for each in held),
        leads or actor.staff in {one.read_by_id, *(each.staff_id for each in held)},
    )


def _further(one: FurtherReader) -> str:
    if one.read_at:
        return f"Læst af {_by(one.staff.name, one.read_at)}"
    return f"{one.staff.name} er bedt om at læse den af {_by(one.named_by.name, one.named_at)}"
