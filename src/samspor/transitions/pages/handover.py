"""What the sender sees of a handover."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from samspor.base.clock import local_date
from samspor.law.table import rule
from samspor.people.api import Guardian
from samspor.transitions import texts
from samspor.transitions.models import Handover, HandoverLink, ParentAnswer
from samspor.transitions.pages.received import Sent, sent
from samspor.transitions.queries import FieldNow, Now, noes_by_link
from samspor.transitions.rules.consent import FieldState
from samspor.transitions.rules.sending import MOST_MISSES, OPEN, State
from samspor.transitions.rules.words import Basis, Kind, Said, Way, Whose, leaves_samspor
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


def line(found: Now, child: str) -> Line:
    """`child` is what it is called to who reads."""
    held = found.handover
    return Line(
        held.pk, child, held.child_id, held.from_unit.name, to_words(held),
        texts.KIND[Kind(held.kind)], held.starts_on, found.state, _said_of(found), texts.TONE[found.state],
        held.prepared_by.name,
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
    holds: bool
    has_words: bool
    took_words_out: bool
    link: HandoverLink | None
    link_ended: str

    @property
    def may_withdraw(self) -> bool:
        return self.holds or self.has_words

    @property
    def words(self) -> str:
        if not self.holds:
            words = " Egne ord kan stadig trækkes tilbage." if self.has_words else ""
            return f"Har ikke forældremyndigheden i dag.{words}"
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
    sent: Sent | None
    ended: str
    is_ours: bool
    noes: Sequence[str]

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
    def undecided(self) -> list[FieldLine]:
        """What nobody has said yes or no to: it stays too, and should not be forgotten."""
        return [one for one in self.fields if one.state is FieldState.UNDECIDED]

    @property
    def for_the_table(self) -> "Page":
        """Without parents' own words: no parent is shown another's."""
        ours = [one for one in self.fields if one.whose != Whose.PARENTS]
        went = replace(self.sent, fields=[one for one in self.sent.fields if not one.name]) if self.sent else None
        return replace(self, fields=ours, sent=went)

    @property
    def may_send(self) -> bool:
        return self.line.is_open and self.is_ours and bool(self.goes)


def page(found: Now, hidden: frozenset[UUID], *, child: str, is_ours: bool = True) -> Page:
    """`hidden`: whom the address is covered from. Who came to a child that has gone elsewhere is not shown."""
    held = found.handover
    today = [_holder(found, tie.guardian_id, tie.guardian.name, hidden) for tie in found.holders if is_ours]
    said = {one.pk: one.name for one in _have_said(found, is_ours=is_ours)}
    others = [_holder(found, key, name, hidden) for key, name in said.items()]
    holders = [*today, *(one for one in others if one.key not in {each.key for each in today})]
    return Page(
        line(found, child), [field_line(one) for one in found.fields], holders, held.purpose, _next(found),
        _STEP.get(found.state, 4), leaves_samspor(Kind(held.kind)), found.stands, found.seen,
        sent(found.delivery, child) if found.delivery else None, held.ended_because or "", is_ours,
        _noes(found) if is_ours else (),
    )  # fmt: skip


def _noes(found: Now) -> list[str]:
    headings = {one.field.pk: one.field.heading for one in found.fields}
    return [
        f"{one.guardian.name} sagde nej til »{headings[one.field_id]}« {long_date(one.said_on)}"
        for one in noes_by_link(found)
    ]


def _have_said(found: Now, *, is_ours: bool) -> list[Guardian]:
    """Where the child has gone elsewhere, those who answered then are all that is shown, and only of what was sent."""
    if is_ours:
        return found.have_written
    return [*found.have_written, *found.have_answered] if found.delivery else []


_NEXT_ON_PAPER = {
    State.SENT: "Den er afleveret. Det, der stod på papiret, er gemt her. Ring, og hør, om de har læst den.",
    State.READ: "De har læst den. Efter nogle uger beder Samspor jer ringe og høre, hvad der var nyttigt.",
}


def _next(found: Now) -> str:
    if found.delivery is not None and found.delivery.unit_id is None and found.state in _NEXT_ON_PAPER:
        return _NEXT_ON_PAPER[found.state]
    return texts.NEXT[found.state]


def _holder(found: Now, key: UUID, name: str, hidden: frozenset[UUID]) -> Holder:
    asked = found.asked
    answered = sum(any(said.guardian_id == key for said in one.answers) for one in asked)
    holds = any(tie.guardian_id == key for tie in found.holders)
    link = next((one for one in found.handover.links.all() if one.guardian_id == key and one.revoked_at is None), None)
    works = link is not None and found.opens(link)
    ended = "" if link is None or works else _link_ended(link)
    has_words = key in {one.pk for one in found.others_words}
    took_out = any(one.guardian_id == key for field in found.fields for one in field.taken_out)
    return Holder(
        key, name, answered, len(asked), key in hidden, holds, has_words, took_out, link if works else None, ended,
    )  # fmt: skip


def _link_ended(link: HandoverLink) -> str:
    if len(link.missed_at) >= MOST_MISSES:
        return (
            "Linket er lukket, fordi koden er skrevet forkert fem gange. Hør, om det var forælderen selv, før du laver "
            "et nyt."
        )
    return f"Linket virkede til og med {long_date(link.expires_on)}."
