"""By which lane something about a child may be shared: one question, one answer, from one table."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from samspor.law.table import rule
from samspor.law.texts import paragraph_words
from samspor.sharing.rules.table import Line, lines
from samspor.sharing.rules.words import Act, Ages, Lane, Purpose, Sector


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent in force, as plain values: which information, from whom, to whom, and what for."""

    topics: frozenset[str]
    sender: Sector
    recipient: Sector
    purpose: Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """May this be done? `None` where something is not known: then the answer is no.

    `asker` is the service that has the information. `ssd_used` counts the meetings held without consent about the child
    in this matter. `age` is in whole years. `is_own_school`: the municipality counts folkeskolen as its own authority.
    `has_custody`: of the parent it is for. `is_refused`: somebody has said no to it, or taken it back.
    """

    act: Act
    asker: Sector | None
    recipient: Sector | None
    purpose: Purpose | None
    age: int | None = None
    topics: frozenset[str] = frozenset()
    consents: frozenset[Agreed] = frozenset()
    ssd_used: int | None = None
    has_special_reason: bool = False
    has_notification: bool = False
    is_named: bool = True
    has_stop: bool = False
    is_own_school: bool = False
    has_custody: bool = False
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The lane, why in a sentence, on what basis in law, and what to do next. `row` is its row of the table."""

    lane: Lane
    sentence: str
    basis: str
    next_step: str
    row: str


def lane(asked: Asked, *, on: date) -> Answer:
    """The first row that fits. Where none does, it may not be done."""
    row = next((one for one in lines(on) if _fits(one, asked, on)), None)
    if row is None:
        next_step = STOP_NEXT if asked.has_stop else NOT_KNOWN_NEXT
        return Answer(Lane.BLOCKED, NOT_KNOWN, basis_words("only_what_is_needed", on), next_step, "not_known")
    next_step = STOP_NEXT if asked.has_stop and not row.stop else row.next_step
    return Answer(row.lane, row.sentence, basis_words(row.basis, on), next_step, row.id)


# While a stop stands a row that does not know of it must send nobody to the parents.
STOP_NEXT = "Tal med familieafdelingen eller din leder nu. Sig ikke noget til forældre eller netværk først."
NOT_KNOWN = "Vi ved ikke nok til at sige, om det må deles. Så må det ikke."
NOT_KNOWN_NEXT = "Skriv, hvem der skal have hvad til hvilket formål, eller spørg din leder."


def basis_words(rule_id: str, on: date) -> str:
    """»forvaltningsloven § 28, stk. 2«, or what the rule table says where it knows no paragraph."""
    law = rule(rule_id, on)
    if law.paragraph:
        return f"{law.law} {paragraph_words(law)}"
    return f"{law.title}{f', tidligere {law.old_ref}' if law.old_ref else ''}. {law.unplaced}"


def is_covered(asked: Asked) -> bool:
    """Whether the consents together say yes to all of it, from here, to them, for this. Nothing asked is not all."""
    way = asked.asker, asked.recipient, asked.purpose
    agreed = [one.topics for one in asked.consents if (one.sender, one.recipient, one.purpose) == way]
    return bool(asked.topics) and asked.topics <= frozenset().union(*agreed)


def ages(age: int | None, on: date) -> Ages:
    if age is None:
        return Ages.UNKNOWN
    grown = rule("turns_18", on).length or 0
    return Ages.OF_AGE if age >= grown else Ages.UNDER_18


def _fits(row: Line, asked: Asked, on: date) -> bool:
    if asked.asker is None or asked.recipient is None or asked.purpose is None:
        return False
    placed = (
        (row.acts, asked.act),
        (row.askers, asked.asker),
        (row.recipients, asked.recipient),
        (row.purposes, asked.purpose),
        (row.ages, ages(asked.age, on)),
        (row.ssd, _meetings(asked, on)),
    )
    said = (
        (row.named, asked.is_named),
        (row.stop, asked.has_stop),
        (row.notification, asked.has_notification),
        (row.own_school, asked.is_own_school),
        (row.custody, asked.has_custody),
        (row.refused, asked.is_refused),
    )
    return (
        all(value in wanted for wanted, value in placed if wanted)
        and all(wanted is value for wanted, value in said if wanted is not None)
        and (row.consent is None or row.consent is is_covered(asked))
        and (not row.topics or _are_among(asked.topics, row.topics))
    )


def _are_among(topics: frozenset[str], known: Collection[str]) -> bool:
    return bool(topics) and topics <= set(known)


def _meetings(asked: Asked, on: date) -> str:
    """Where one is with SSD: as many first meetings as the rule gives, then as many to follow up, then no more."""
    first = rule("ssd_meeting", on).length or 0
    follow_up = rule("ssd_follow_up_meeting", on).length or 0
    if asked.ssd_used is None or asked.ssd_used >= first + follow_up:
        return "used_up"
    if asked.ssd_used < first:
        return "first"
    return "follow_up" if asked.has_special_reason else "no_reason"
