"""The lane, with everything gathered that the pure function asks for."""

from collections.abc import Collection, Iterable
from datetime import date

from samspor.access.actor import Actor
from samspor.people.api import Child, Unit, held_among
from samspor.people.rules import age_months
from samspor.sharing.models import ExchangeConsent
from samspor.sharing.queries.around import kept, own_sector
from samspor.sharing.queries.lists import exchanges_of
from samspor.sharing.rules.lane import Agreed, Answer, Asked, lane
from samspor.sharing.rules.words import Act, Purpose, Sector


def consents_of(child: Child, on: date) -> list[ExchangeConsent]:
    """The consents to exchange that are in force that day. Asked anew each time: one taken back is not there."""
    return [
        one.consent for one in exchanges_of(child, on) if one.is_in_force and isinstance(one.consent, ExchangeConsent)
    ]


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
    is_own_school: bool,
    to_unit: Unit | None = None,
    to_person: str = "",
    asker: Sector | None = None,
    ssd_used: int = 0,
    has_special_reason: bool = False,
    has_notification: bool = False,
    is_named: bool = True,
) -> Answer:
    """May this be shared with them? `asker` is the service that has it; the actor's own when it is not said."""
    page = kept(child)
    agreed = _agreed(consents_of(child, actor.on), to_unit, to_person)
    asked = Asked(
        act=act, asker=asker or own_sector(actor, child), recipient=to, purpose=purpose, topics=frozenset(topics),
        age=age_months(page.birth_date, actor.on) // 12 if page.birth_date else None, consents=frozenset(agreed),
        ssd_used=ssd_used, has_special_reason=has_special_reason, has_notification=has_notification,
        is_named=is_named, has_stop=bool(held_among([page.pk])), is_own_school=is_own_school,
    )  # fmt: skip
    return lane(asked, on=actor.on)


def _agreed(consents: Iterable[ExchangeConsent], to_unit: Unit | None, to_person: str) -> Iterable[Agreed]:
    """A consent to one place or one person is not one to the whole service."""
    for one in consents:
        place = one.to_unit_id is None or (to_unit is not None and one.to_unit_id == to_unit.pk)
        person = not one.to_person or one.to_person.strip().casefold() == to_person.strip().casefold()
        if place and person:
            yield Agreed(frozenset(one.topics), Sector(one.sender), Sector(one.recipient), Purpose(one.aim))
