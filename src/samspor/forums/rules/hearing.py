"""Who hears an item: by their work with the child, or because the lane is open to them in such a meeting."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from samspor.access.rules import POLICY, Permission, Reach, Role
from samspor.base.refused import Refused
from samspor.forums.rules.words import Ground, Hearing
from samspor.sharing.rules.words import Lane, Purpose

_MEETING_LANES = {Ground.SSD: Lane.SSD, Ground.SSP: Lane.SSP}
# The aim follows from the ground; what rests on consent says its own.
AIMS: Mapping[Ground, Purpose] = {Ground.SSD: Purpose.EARLY_HELP, Ground.SSP: Purpose.CRIME_PREVENTION}
BASIS: Mapping[Ground, str] = {Ground.SSD: "ssd_meeting", Ground.SSP: "ssp_exchange"}  # names of rules of the law


@dataclass(frozen=True, slots=True)
class Heard:
    """Whether somebody hears an item, by what, and the lane's own sentences when it was asked."""

    how: Hearing
    sentence: str = ""
    next_step: str = ""
    basis: str = ""

    @property
    def may(self) -> bool:
        return self.how is not Hearing.NOT


BY_WORK = Heard(Hearing.BY_WORK)
NOBODY_NAMED = Heard(Hearing.NOBODY_NAMED)
NOT_THEIRS = Heard(Hearing.NOT)


def opens(lane: Lane, ground: Ground, *, over: bool) -> bool:
    """SSD and SSP are meetings of their own kind: they let nobody hear in another, nor when the meeting is over."""
    if lane in {Lane.FREE, Lane.CONSENT}:
        return True
    return not over and lane is _MEETING_LANES.get(ground)


@dataclass(frozen=True, slots=True)
class Work:
    """A job as it reaches children: its places are its unit and those below, or every unit of its district."""

    role: Role
    staff: UUID
    places: frozenset[UUID] = frozenset()
    district: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a child is today, and who is related to it by name."""

    units: Collection[UUID] = field(default_factory=frozenset)
    related: Collection[UUID] = field(default_factory=frozenset)


def works_with(work: Work, child: Whereabouts) -> bool:
    """As the table of access says of who may see the child's page."""
    reach = POLICY[Permission.CHILD_READ].get(work.role)
    if reach is Reach.CHILD:
        return work.staff in child.related
    near = {Reach.UNIT: work.places, Reach.DISTRICT: work.places | work.district}.get(reach or Reach.SELF, frozenset())
    return bool(near & frozenset(child.units))


def check_heard(found: Iterable[Heard]) -> None:
    """A child is not put before a forum where nobody else may hear of it."""
    said = list(found)
    if not any(one.may for one in said):
        nobody = "Der er ingen i forummet endnu. Giv nogen en plads først."
        why = next((f"{one.sentence} {one.next_step}" for one in said if one.sentence), nobody)
        raise Refused(f"Ingen i forummet må høre om barnet nu. {why}")


def below(unit: UUID, above: Mapping[UUID, UUID | None]) -> frozenset[UUID]:
    """The unit and everything under it."""
    return frozenset(one for one in above if unit in set(up_from(one, above)))


def up_from(unit: UUID, above: Mapping[UUID, UUID | None]) -> list[UUID]:
    found, place = list[UUID](), unit
    while place is not None:
        found.append(place)
        place = above.get(place)  # type: ignore[assignment]  # None ends it
    return found
