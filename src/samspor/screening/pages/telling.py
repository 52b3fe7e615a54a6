"""That parents were told, as it is recorded, and as it was before somebody corrected it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from samspor.base.clock import local_date
from samspor.people.api import StaffMember, naming
from samspor.screening import texts
from samspor.screening.models import (
    Assessment,
    EarlierInformed,
    EarlierLateNotice,
    EarlierNotice,
    LateNotice,
    ParentsInformed,
    RoundUnit,
)
from samspor.screening.queries import Place
from samspor.screening.rules import Way
from samspor.ui.danish import listing, long_date


@dataclass(frozen=True, slots=True)
class Telling:
    told_on: date
    way: str
    by: str
    whom: str = ""
    taken_back: str = ""


@dataclass(frozen=True, slots=True)
class Tellings:
    """What stands, and what stood before, oldest first."""

    now: Telling | None
    earlier: Sequence[Telling]


def of_round(held: RoundUnit, earlier: Iterable[EarlierNotice]) -> Tellings | None:
    """The notice to the parents of a unit."""
    if held.notice_on is None:
        return None
    return Tellings(
        _telling(held.notice_on, held.notice_way, held.notice_by),
        [_telling(one.notice_on, one.notice_way, one.notice_by) for one in earlier],
    )


@dataclass(frozen=True, slots=True)
class LateTold:
    """That the parents of one child were told after the others."""

    key: UUID
    name: str
    tellings: Tellings


def late_told(found: Iterable[LateNotice], names: Mapping[UUID, naming.Name]) -> list[LateTold]:
    """`names`: what the children are called to who reads."""
    return [LateTold(one.pk, names[one.child_id].whole, of_latecomer(one)) for one in found]


def of_latecomer(held: LateNotice) -> Tellings:
    """`held` comes from `late_notices_visible_to`."""
    every: list[LateNotice | EarlierLateNotice] = [held, *held.earlier.all()]
    now, *earlier = [_telling(one.notice_on, one.notice_way, one.recorded_by) for one in every]
    return Tellings(now, earlier)


def of_child(held: Assessment, earlier: Iterable[EarlierInformed], names: Mapping[UUID, str]) -> Tellings | None:
    """What the parents of one child heard of the joint assessment. `names`: by adult; who is not there is not named."""
    now, before = getattr(held, "informed", None), list(earlier)
    if now is None and not before:
        return None
    was = [replace(_to_some(one, names), taken_back=_why(one)) for one in before]
    return Tellings(_to_some(now, names) if now else None, was)


def _to_some(one: ParentsInformed | EarlierInformed, names: Mapping[UUID, str]) -> Telling:
    whom = sorted(names[key] for key in one.told if key in names)
    return replace(_telling(one.informed_on, one.way, one.recorded_by), whom=listing(whom))


def _why(one: EarlierInformed) -> str:
    """Who took it back, when and why; nothing when it was only corrected."""
    if one.taken_back_at is None:
        return ""
    assert one.taken_back_by is not None  # noqa: S101 -- written with the moment
    on = long_date(local_date(one.taken_back_at))
    return f"Taget tilbage {on} af {one.taken_back_by.name}: {one.taken_back_because}"


def may_be_told(places: Sequence[Place], held: Collection[UUID]) -> tuple[list[Place], list[str]]:
    """Those one can tell, and the names of those nothing may reach the parents of now."""
    left = [place for place in places if place.child.pk not in held]
    return left, [_named(place) for place in places if place.child.pk in held]


def to_tell(places: Iterable[Place]) -> list[tuple[str, str]]:
    """The children whose parents are told after the others, to choose among: of the same name by their day of birth."""
    return [(str(place.child.pk), _named(place)) for place in places]


def _named(place: Place) -> str:
    born = place.child.birth_date
    return f"{place.child.name}, født {long_date(born)}" if born else place.child.name


def _telling(told_on: date, way: str, by: StaffMember | None, taken_back: str = "") -> Telling:
    return Telling(told_on, texts.WAY[Way(way)].lower() if way else "", by.name if by else "", taken_back)
