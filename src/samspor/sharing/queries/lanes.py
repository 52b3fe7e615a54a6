"""The lane, with everything gathered that the pure function asks for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from samspor.access.actor import Actor
from samspor.people.api import Child, Guardian, Unit, held_among
from samspor.people.rules import UnitKind, age_months
from samspor.sharing.models import ExchangeConsent
from samspor.sharing.queries.around import family, kept, own_unit
from samspor.sharing.queries.lists import exchanges_among, exchanges_of
from samspor.sharing.queries.now import AnyConsent, Now
from samspor.sharing.rules.lane import Agreed, Answer, Asked, lane
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.words import Act, Purpose, Sector


def consents_of(child: Child, on: date) -> list[ExchangeConsent]:
    """The consents to exchange that are in force that day. Asked anew each time: one taken back is not there."""
    return _in_force(exchanges_of(child, on))


def _in_force(every: Iterable[Now]) -> list[ExchangeConsent]:
    return [one.consent for one in every if one.is_in_force and isinstance(one.consent, ExchangeConsent)]


def in_force(child: Child, topic: str, to: Sector, on: date) -> list[ExchangeConsent]:
    """Those that let the service have that information."""
    return [one for one in consents_of(child, on) if one.recipient == to and topic in one.topics]


def lane_for(
    actor: Actor,
    child: Child,
    *,
    act: Act,
    to: Sector | None,
    purpose: Purpose | None,
    topics: Collection[str],
    to_unit: Unit | None = None,
    to_person: str = "",
    to_guardian: Guardian | None = None,
    asker: Sector | None = None,
    ssd_used: int | None = None,
    has_special_reason: bool = False,
    has_notification: bool = False,
    is_named: bool = True,
) -> Answer:
    """May this be shared with them? `asker` is the service that has it; the actor's own when it is not said.

    What is not said is answered as narrowly as it can be: own unit without which, a parent without a name, SSD without
    how many meetings have been held.
    """
    page = kept(child)
    every = exchanges_of(child, actor.on)
    agreed = _agreed(_in_force(every), to_unit.pk if to_unit else None, to_person)
    here = own_unit(actor, child)
    asker = asker or sector_of(UnitKind(here.kind))
    recipient = None if to is Sector.OWN_UNIT and to_unit != here else to
    asked = Asked(
        act=act, asker=asker, recipient=recipient, purpose=purpose, topics=frozenset(topics),
        age=age_months(page.birth_date, actor.on) // 12 if page.birth_date else None, consents=frozenset(agreed),
        ssd_used=ssd_used, has_special_reason=has_special_reason, has_notification=has_notification,
        is_named=is_named, has_stop=bool(held_among([page.pk])),
        is_own_school=settings.PROFILE.school_is_own_authority, has_custody=_has_custody(page, to_guardian, actor.on),
        is_refused=_is_refused(every, (asker, recipient, purpose)),
    )  # fmt: skip
    return lane(asked, on=actor.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Something that goes on being shared, as it was asked about the first time: it is asked again each time."""

    child: Child
    act: Act
    asker: Sector
    to: Sector
    purpose: Purpose
    topics: frozenset[str]
    to_unit: UUID | None = None
    to_person: str = ""
    ssd_used: int | None = None
    has_special_reason: bool = False


def lanes_now(ways: Sequence[Way], on: date) -> list[Answer]:
    """What `lane_for` says of each, in as many statements however many they are."""
    pages = {kept(one.child).pk for one in ways}
    every, stopped = exchanges_among(frozenset(pages), on), held_among(pages)
    return [_lane_now(one, every.get(kept(one.child).pk, []), stopped, on) for one in ways]


def _lane_now(way: Way, every: list[Now], stopped: frozenset[UUID], on: date) -> Answer:
    page = kept(way.child)
    asked = Asked(
        act=way.act, asker=way.asker, recipient=way.to, purpose=way.purpose, topics=way.topics,
        age=age_months(page.birth_date, on) // 12 if page.birth_date else None,
        consents=frozenset(_agreed(_in_force(every), way.to_unit, way.to_person)), has_stop=page.pk in stopped,
        is_own_school=settings.PROFILE.school_is_own_authority,
        is_refused=_is_refused(every, (way.asker, way.to, way.purpose)),
        ssd_used=way.ssd_used, has_special_reason=way.has_special_reason,
    )  # fmt: skip
    return lane(asked, on=on)


def _has_custody(child: Child, guardian: Guardian | None, on: date) -> bool:
    return guardian is not None and guardian.pk in {tie.guardian_id for tie in family(child, on).holders}


def _is_refused(every: Iterable[Now], way: tuple[object, ...]) -> bool:
    """Somebody has said no to just that way, whatever it was about."""
    ways = [_way(one.consent) for one in every if one.is_refused]
    return way in ways


def _way(consent: AnyConsent) -> tuple[object, ...]:
    held = consent if isinstance(consent, ExchangeConsent) else None
    return (held.sender, held.recipient, held.aim) if held else ()


def _agreed(consents: Iterable[ExchangeConsent], to_unit: UUID | None, to_person: str) -> Iterable[Agreed]:
    """A consent to one place or one person is not one to the whole service."""
    for one in consents:
        place = one.to_unit_id is None or one.to_unit_id == to_unit
        person = not one.to_person or one.to_person.strip().casefold() == to_person.strip().casefold()
        if place and person:
            yield Agreed(frozenset(one.topics), Sector(one.sender), Sector(one.recipient), Purpose(one.aim))
