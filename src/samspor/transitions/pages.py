"""What the pages of handovers show: frozen, with nothing left to ask a database for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from samspor.base.clock import local_date
from samspor.law.table import rule
from samspor.people.rules import is_protected
from samspor.transitions import texts
from samspor.transitions.models import Delivery, Handover, HandoverLink, ParentAnswer, SentField
from samspor.transitions.queries import FieldNow, Now
from samspor.transitions.rules.consent import FieldState
from samspor.transitions.rules.sending import OPEN, State
from samspor.transitions.rules.words import Basis, Kind, Said, Use, Way, Whose, leaves_samspor
from samspor.ui.danish import long_date

STEPS = ("Vælg, hvad der skal med", "Sammen med forældrene", "Se det igennem, og send", "Læst og brugt")
_STEP = {State.PREPARING: 1, State.WITH_PARENTS: 2, State.EXPIRED: 2, State.REFUSED: 2, State.READY: 3, State.PARTLY: 3}
GIVEN = "Afleveret på papir"


def address(handover: UUID, anchor: str = "") -> str:
    return reverse("transitions:handover", args=[handover]) + (f"#{anchor}" if anchor else "")


def to_words(handover: Handover) -> str:
    return handover.to_unit.name if handover.to_unit else handover.to_place or ""


@dataclass(frozen=True, slots=True)
class Words:
    """Somebody's words, with whose they are."""

    name: str
    text: str
    guardian: UUID | None = None


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field, as the sender sees it."""

    key: UUID
    name: str
    heading: str
    help: str
    whose: Whose
    whose_words: str
    basis: str
    basis_words: str
    basis_why: str
    purpose: str
    state: FieldState
    state_words: str
    tone: str
    words: Sequence[Words]
    answers: Sequence[str]
    child_answer: str
    is_chosen: bool
    goes: bool
    needs_consent: bool


def field_line(one: FieldNow) -> FieldLine:
    field = one.field
    return FieldLine(
        field.pk, f"felt_{field.key}", field.heading, field.help, one.whose, texts.WHOSE[one.whose],
        _basis(Basis(field.basis), field.handover.begun_at), texts.BASIS[Basis(field.basis)],
        texts.BASIS_WHY[Basis(field.basis)], field.purpose or "",
        one.state, _state_words(one), texts.FIELD_TONE[one.state], _words(one), [_answer(said) for said in one.answers],
        _child_answer(one), field.choice == "chosen", one.state is FieldState.AGREED,
        field.basis == Basis.CONSENT,
    )  # fmt: skip


def _basis(basis: Basis, at: datetime) -> str:
    """With the paragraph when there is one, from the rule table."""
    words = texts.BASIS[basis]
    if basis is not Basis.CONSENT:
        return words
    law = rule("consent_ended", local_date(at))
    return f"{words} ({law.law} {law.paragraph})"


def _state_words(one: FieldNow) -> str:
    if one.whose is Whose.PARENTS and one.state is FieldState.UNWRITTEN:
        return "Forældrene kan skrive"
    return texts.FIELD_STATE[one.state]


def _words(one: FieldNow) -> list[Words]:
    if one.whose is Whose.PARENTS:
        return [Words(own.guardian.name, own.text or "", own.guardian_id) for own in one.own_words if own.guardian]
    return [Words("", one.wording.text or "")] if one.wording and one.wording.text else []


def _answer(one: ParentAnswer) -> str:
    said = f"{one.guardian.name}: {texts.SAID[Said(one.said)].lower()}, {texts.WAY[Way(one.way)].lower()}"
    until = f", gælder til og med {long_date(one.expires_on)}" if one.said == Said.YES else ""
    return f"{said} {long_date(one.said_on)}{until}"


def _child_answer(one: FieldNow) -> str:
    said = one.child_answer
    if said is None:
        return ""
    yes = "ja" if said.says_yes else "nej"
    return f"»{said.words}« ({yes}, spurgt af {said.asked_by.name} {long_date(said.asked_on)})"


@dataclass(frozen=True, slots=True)
class Line:
    """One handover in a list."""

    key: UUID
    child: str
    child_id: UUID
    sender: str
    receiver: str
    kind: str
    starts_on: date
    state: State
    state_words: str
    tone: str
    prepared_by: str
    is_open: bool


def line(found: Now) -> Line:
    held = found.handover
    return Line(
        held.pk, held.child.name, held.child_id, held.from_unit.name, to_words(held), texts.KIND[Kind(held.kind)],
        held.starts_on, found.state, _said_of(found), texts.TONE[found.state], held.prepared_by.name,
        found.state in OPEN,
    )  # fmt: skip


def _said_of(found: Now) -> str:
    on_paper = found.delivery is not None and found.delivery.unit_id is None
    return GIVEN if on_paper and found.state is State.SENT else texts.STATE[found.state]


@dataclass(frozen=True, slots=True)
class Holder:
    """One who has custody, what there is to do with them, and the way they have been given."""

    key: UUID
    name: str
    answered: int
    asked: int
    hidden: bool
    link: HandoverLink | None

    @property
    def words(self) -> str:
        if not self.asked:
            return "Der er ikke noget at svare på endnu"
        return f"Har svaret på {self.answered} af {self.asked}" if self.answered else "Har ikke svaret endnu"


@dataclass(frozen=True, slots=True)
class Page:
    line: Line
    fields: Sequence[FieldLine]
    holders: Sequence[Holder]
    purpose: str
    next_words: str
    step: int
    on_paper: bool
    stands: str
    seen: str
    sent: "Sent | None"
    ended: str

    @property
    def goes(self) -> list[FieldLine]:
        return [one for one in self.fields if one.goes]

    @property
    def chosen(self) -> list[FieldLine]:
        return [one for one in self.fields if one.is_chosen]

    @property
    def stays(self) -> list[FieldLine]:
        """What was chosen and does not go as it stands."""
        return [one for one in self.fields if one.is_chosen and not one.goes]

    @property
    def may_send(self) -> bool:
        return self.line.is_open and bool(self.goes)


def page(found: Now, hidden: frozenset[UUID]) -> Page:
    held = found.handover
    holders = [_holder(found, tie.guardian_id, tie.guardian.name, hidden) for tie in found.holders]
    return Page(
        line(found), [field_line(one) for one in found.fields], holders, held.purpose, _next(found),
        _STEP.get(found.state, 4), leaves_samspor(Kind(held.kind)), found.stands, found.seen,
        sent(found.delivery) if found.delivery else None, held.ended_because or "",
    )  # fmt: skip


def _next(found: Now) -> str:
    if found.state is State.SENT and _said_of(found) == GIVEN:
        return "Den er afleveret. Det, der stod på papiret, er gemt her, som det var."
    return texts.NEXT[found.state]


def _holder(found: Now, key: UUID, name: str, hidden: frozenset[UUID]) -> Holder:
    asked = found.asked
    answered = sum(any(said.guardian_id == key for said in one.answers) for one in asked)
    links = [one for one in found.handover.links.all() if one.guardian_id == key and one.revoked_at is None]
    return Holder(key, name, answered, len(asked), key in hidden, links[0] if links else None)


@dataclass(frozen=True, slots=True)
class SentLine:
    key: UUID
    heading: str
    name: str
    purpose: str
    text: str
    is_quote: bool
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


def sent(one: Delivery) -> Sent:
    held = one.handover
    order = {key: number for number, key in enumerate(held.field_keys)}
    fields = sorted(one.sent_fields.all(), key=lambda each: order[each.key])
    day = local_date(one.sent_at)
    return Sent(
        one.pk, held.child.name, held.child_id, is_protected(held.child.protected_until, day), held.from_unit.name,
        one.unit.name if one.unit else "", held.purpose, held.starts_on, day, one.sent_by.name,
        _by(one.read_by.name if one.read_by else "", one.read_at), _by(
            one.answered_by.name if one.answered_by else "", one.answered_at
        ), one.read_at is not None, one.answered_at is not None,
        [_sent_line(each) for each in fields if each.withdrawn_at is None],
        [_sent_line(each) for each in fields if _was_seen(one, each)],
    )  # fmt: skip


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
        one.whose != Whose.STAFF, texts.USE[Use(one.use)] if one.use else "", one.use_words or "", withdrawn_on,
    )  # fmt: skip


def received(deliveries: Iterable[Delivery]) -> list[Sent]:
    return [sent(one) for one in deliveries]
