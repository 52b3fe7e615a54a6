"""A guardian's own consents and what they have been told: theirs, and nothing of what another has answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.people.api import Child, same_child
from samspor.sharing import texts
from samspor.sharing.api import EffortConsent, ExchangeConsent, Notice, Now, efforts_of, exchanges_of
from samspor.sharing.rules.topics import every_topic
from samspor.sharing.rules.words import Said, Sector, State, Way


@dataclass(frozen=True, slots=True)
class Consented:
    """One thing this guardian is asked about. `said` and `last_day` are their own; None: they have not answered.

    Whether it is in force is not here: beside one's own yes that would tell what another has said.
    """

    key: UUID
    what: str
    topics: Sequence[str]
    purpose: str
    said: Said | None
    said_on: date | None
    last_day: date


@dataclass(frozen=True, slots=True)
class Heard:
    """Something they have been told. Without `what`: the words are left out."""

    what: str
    way: Way
    on: date


def consented(child: Child, guardian: UUID, on: date, *, hidden: bool) -> list[Consented]:
    """`hidden`: no place and no free words."""
    every = [*exchanges_of(child, on), *efforts_of(child, on)]
    return [_line(one, guardian, hidden=hidden) for one in every if _is_asked(one, guardian)]


def _is_asked(found: Now, guardian: UUID) -> bool:
    """Whether a line is there hangs on one's own answer alone: a line that goes would tell what another said."""
    if found.state is State.TAKEN_BACK or guardian not in found.family.voices:
        return False
    own = found.standing.get(guardian)
    return max(found.consent.expires_on, own.expires_on if own else found.consent.expires_on) >= found.on


def _line(found: Now, guardian: UUID, *, hidden: bool) -> Consented:
    held, own = found.consent, found.standing.get(guardian)
    said = Said(own.said) if own else None
    known = every_topic()
    topics = [one.title for one in known.values() if one.id in held.topics] if isinstance(held, ExchangeConsent) else []
    return Consented(
        held.pk, _what(found, hidden=hidden), topics, "" if hidden else held.purpose or "", said,
        own.said_on if own else None, own.expires_on if own and said is Said.YES else held.expires_on,
    )  # fmt: skip


def _what(found: Now, *, hidden: bool) -> str:
    held = found.consent
    if not isinstance(held, ExchangeConsent):
        return "En indsats" if hidden else held.effort or ""
    sender, recipient = texts.SECTOR[Sector(held.sender)], texts.SECTOR[Sector(held.recipient)]
    place = held.to_unit.name if held.to_unit and not hidden else recipient
    return f"{sender} må tale med: {place}"


def heard(child: Child, guardian: UUID, *, hidden: bool) -> list[Heard]:
    held = Notice.objects.filter(child__in=same_child(child), guardian=guardian).order_by("-given_on", "pk")
    return [Heard("" if hidden else one.what or "", Way(one.way), one.given_on) for one in held]


def consent_of(child: Child, key: UUID) -> EffortConsent | ExchangeConsent:
    about = {"child__in": same_child(child), "pk": key}
    return ExchangeConsent.objects.filter(**about).first() or EffortConsent.objects.get(**about)
