"""What the baton depends on: who works where when, which unit stands above which, and where the child is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.access.rules import POLICY, Permission, Role

LEADERS = frozenset({Role.UNIT_LEADER, Role.SOCIAL_LEADER, Role.DIRECTOR})
# A job of another role is shown no baton, and so can hold none.
CARRIES = frozenset(POLICY[Permission.PATHWAY_HOLD])


@dataclass(frozen=True, slots=True)
class Job:
    """An employment. `to_on` is the first day it no longer holds. A director leads the whole municipality.

    `signs_in`: who has it has an account that is open; nothing falls to somebody who can not see it.
    """

    key: UUID
    staff: UUID
    unit: UUID
    role: Role
    from_on: date
    to_on: date | None = None
    signs_in: bool = True

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)

    def carries_on(self, day: date) -> bool:
        return self.role in CARRIES and self.holds_on(day)


@dataclass(frozen=True, slots=True)
class Stay:
    """A time the child has its main group in a unit; times that overlap stand in the order they count."""

    unit: UUID
    from_on: date
    to_on: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody who stands in for a holder from one day to another."""

    of: UUID
    job: UUID
    from_on: date
    to_on: date

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day < self.to_on


@dataclass(frozen=True, slots=True)
class Around:
    """`above`: the unit over each unit, None over the municipality."""

    jobs: Mapping[UUID, Job]
    above: Mapping[UUID, UUID | None]
    stays: tuple[Stay, ...] = ()
    covers: tuple[Cover, ...] = ()

    def works(self, job: UUID, day: date) -> bool:
        return job in self.jobs and self.jobs[job].carries_on(day)

    def unit_of_child(self, day: date) -> UUID | None:
        return next((stay.unit for stay in self.stays if stay.holds_on(day)), None)

    def first_unit(self, day: date) -> UUID | None:
        """Where the child is that day, or, when it is nowhere, where it is first after."""
        coming = sorted((stay for stay in self.stays if stay.from_on > day), key=lambda stay: stay.from_on)
        return self.unit_of_child(day) or next((stay.unit for stay in coming), None)

    def leader(self, unit: UUID, day: date, *, keep: UUID | None = None) -> UUID | None:
        """Who leads the unit; where nobody does, the unit above. `keep`: who has it already, when they are one."""
        for place in self.up_from(unit):
            leading = [job for job in self.jobs.values() if job.holds_on(day) and self._leads(job, place)]
            if leading:
                longest = min(leading, key=lambda job: (job.from_on, job.key)).key
                return keep if keep in {job.key for job in leading} else longest
        return None

    def up_from(self, unit: UUID) -> Iterator[UUID]:
        place: UUID | None = unit
        while place is not None:
            yield place
            place = self.above.get(place)

    def _leads(self, job: Job, place: UUID) -> bool:
        if not job.signs_in:
            return False
        if job.role is Role.DIRECTOR:
            return self.above.get(place) is None
        return job.role in LEADERS and job.unit == place

    def same_work(self, job: UUID, day: date) -> UUID | None:
        """That job, or another of the same person in the same unit: a new contract is no change of hands."""
        held = self.jobs.get(job)
        others = [one for one in self.jobs.values() if held and (one.staff, one.unit) == (held.staff, held.unit)]
        first = sorted(others, key=lambda one: (one.key != job, one.key))
        return next((one.key for one in first if one.carries_on(day)), None)

    def days(self) -> set[date]:
        """Every day on which something of this begins or ends."""
        spans = [(one.from_on, one.to_on) for one in self.jobs.values()]
        spans += [(one.from_on, one.to_on) for one in self.stays]
        return {begins for begins, _ in spans} | {ends for _, ends in spans if ends}
