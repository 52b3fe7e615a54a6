"""What somebody who was let in writes is of their service, and the lane is asked from there as well.

When they write, to the service that let them in. When it is read, to the service of who reads: nothing of the answer
is kept, so what was written is closed and opened with the family's yes, and stays where it stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.among import Among
from samspor.access.kept import Kept
from samspor.pathways.models import Participant, Pathway
from samspor.pathways.queries.around import me, places_of
from samspor.pathways.queries.names import name_and_role
from samspor.pathways.queries.together import UNANSWERED, answered, asked, at_work, participants_of
from samspor.pathways.rules.together import Asked
from samspor.people.api import Unit
from samspor.people.rules import UnitKind
from samspor.sharing.api import Way, lanes_now, own_unit
from samspor.sharing.rules.sectors import kinds_of, sector_of
from samspor.sharing.rules.words import Act, Purpose, Sector


@dataclass(frozen=True, slots=True)
class Shut:
    """What one person wrote while they were let in, and the lane's sentence why it may not be read now."""

    staff: UUID
    since: datetime
    until: datetime | None
    sentence: str

    def covers(self, staff: UUID | None, at: datetime) -> bool:
        return staff == self.staff and self.since <= at and (self.until is None or at <= self.until)


def why_shut(shut: Iterable[Shut], staff: UUID | None, at: datetime) -> str:
    """Empty when it may be read. What a guardian put themselves is nobody's of the staff."""
    return next((one.sentence for one in shut if one.covers(staff, at)), "")


@Kept
def _ever_let_in(pathway: UUID) -> QuerySet[Participant]:
    held = Participant.objects.filter(pathway=pathway, is_let_in=True, job__isnull=False).order_by("entered_at", "pk")
    return held.select_related("job__staff", "job__unit")


def withheld(by: Actor, pathway: Pathway, act: Act = Act.OPEN) -> list[Shut]:
    """From whoever works with the child. Their own words, and those of their own place, are theirs."""
    rows = [one for one in _ever_let_in(pathway.pk) if one.job and one.job.staff_id != by.staff]
    if not rows:
        return []
    here = own_unit(by, pathway.child)
    to, name = sector_of(UnitKind(here.kind)), me(by).name
    rows = [one for one in rows if one.job and one.job.unit_id != here.pk]
    ways = [replace(_back(one, pathway, to, here.pk, name), act=act) for one in rows] if to else []
    answers = [answered(*one) for one in zip(lanes_now(ways, by.on), ways, strict=True)] or [UNANSWERED] * len(rows)
    return [
        Shut(one.job.staff_id, one.entered_at, one.ended_at, said.sentence)
        for one, said in zip(rows, answers, strict=True)
        if one.job and not said.may
    ]


def onward(by: Actor, one: Participant) -> Asked:
    """What the lane says of what they would write, to the places of the child that are of who let them in."""
    pathway, to = one.pathway, Sector(one.sender)
    here = Unit.objects.filter(
        Among("pk", places_of(pathway.child, by, otherwise=pathway)), kind__in=sorted(kinds_of(to))
    )
    ways = [_back(one, pathway, to, unit, "") for unit in here.values_list("pk", flat=True)]
    ways = ways or [_back(one, pathway, to, None, "")]
    said = [answered(*each) for each in zip(lanes_now(ways, by.on), ways, strict=True)]
    return next((each for each in said if each.may), said[0])


def _back(one: Participant, pathway: Pathway, to: Sector, to_unit: UUID | None, to_person: str) -> Way:
    return Way(
        child=pathway.child, act=Act.OPEN, asker=Sector(one.service), to=to, purpose=Purpose(one.aim),
        topics=frozenset(one.topics), to_unit=to_unit, to_person=to_person,
    )  # fmt: skip


def read_along(by: Actor, pathway: Pathway) -> list[str]:
    """Who has been let in and reads what is written here today, but who asks."""
    rows = [one for one in at_work(participants_of(pathway.pk), by.on) if one.is_let_in]
    others = [one for one in rows if one.job and one.job.staff_id != by.staff]
    for one in others:
        one.pathway = pathway
    said = asked(others, by.on) if others else {}
    return [name_and_role(one) for one in others if said[one.pk].may]
