"""Lays out what a measurement needs and the demo has not: a round nobody has handed anything in for, long concerns."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from bench.crew import IN_A_SCHOOL, Member, crew
from samspor.access.actor import Actor, Grant
from samspor.access.check import within
from samspor.access.rules import Permission, Role
from samspor.base import clock
from samspor.concerns.api import Concern, add_factor, start_concern
from samspor.concerns.rules.words import Circle, FactorKind
from samspor.people.api import Child, Unit, children_visible_to
from samspor.people.models import Enrolment
from samspor.people.rules import UnitKind
from samspor.screening.api import plan_round, record_notice
from samspor.screening.models import InstrumentVersion, RoundUnit
from samspor.screening.rules import Way
from samspor.transitions.api import (
    Delivery,
    Handover,
    begin_handover,
    now,
    record_parents_answer,
    send_handover,
    shipped,
    write_field,
)
from samspor.transitions.rules.words import Choice, Kind, Said, Whose
from samspor.transitions.rules.words import Way as Told

OURS = "Måling"
ENTRIES = 200
FIELDS = 5
SEEN = "Finder hen til de andre, når en voksen går med, og bliver i legen et godt stykke tid."


def open_a_round(members: Iterable[Member]) -> None:
    """In the houses of those who are to save marks, through the product's own actions; once for each house."""
    at = clock.now()
    houses = {unit for member in members for unit in member.units()}
    there = RoundUnit.objects.filter(round__label=OURS, round__closes_on__gt=at.date()).values("unit")
    missing = list(Unit.objects.filter(pk__in=houses).exclude(pk__in=there))
    if not missing:
        return
    (leader,) = crew({Role.UNIT_LEADER: 1}, 1)
    # One leader for all the houses: what is measured comes after.
    by = replace(leader.actor, grants=(Grant(Role.UNIT_LEADER, frozenset(unit.pk for unit in missing), frozenset()),))
    for area in {unit.area for unit in missing}:
        _open(by, area, [unit for unit in missing if unit.area == area], at)


def _open(by: Actor, area: str, units: Sequence[Unit], at: datetime) -> None:
    today = clock.local_date(at)
    made = plan_round(
        by=by, label=OURS, area=area, opens_on=today, closes_on=today + timedelta(days=180),
        instrument=InstrumentVersion.objects.order_by("valid_from")[0], units=units, at=at,
    )  # fmt: skip
    for round_unit in made.units.all():
        record_notice(by=by, round_unit=round_unit, notice_on=today, way=Way.TALK, at=at)


def long_concerns(actor: Actor) -> QuerySet[Concern]:
    """Those of one's own houses with as many entries as a page is to bear."""
    units = [unit for grant in actor.grants for unit in grant.units]
    return Concern.objects.filter(unit__in=units).annotate(entries=Count("factors")).filter(entries__gte=ENTRIES)


def write_long_concerns(members: Iterable[Member]) -> None:
    """One for each of a few people, through the product's own actions; once."""
    for member in members:
        child = within(member.actor, Permission.CONCERN_WRITE, children_visible_to(member.actor)).first()
        if child and not long_concerns(member.actor).exists():
            _write_one(member.actor, child, clock.now())


def sent_handovers(actor: Actor) -> QuerySet[Delivery]:
    """Those that lie in one's own units, with every field a page is to bear."""
    units = [unit for grant in actor.grants for unit in grant.units]
    held = Delivery.objects.filter(unit__in=units, taken_back_at=None).annotate(fields=Count("sent_fields"))
    return held.filter(fields__gte=FIELDS)


def full_handovers(actor: Actor) -> QuerySet[Handover]:
    """Those of one's own houses in which every field the staff write is written and answered."""
    units = [unit for grant in actor.grants for unit in grant.units]
    held = Handover.objects.filter(from_unit__in=units, ended_at=None).annotate(
        written=Count("fields", filter=Q(fields__choice=Choice.CHOSEN))
    )
    return held.filter(written__gte=FIELDS)


def write_handovers(members: Iterable[Member]) -> None:
    """Two for each of a few people, one of them sent to the school of a teacher we measure as; once."""
    (teacher,) = crew(IN_A_SCHOOL, 1)
    school = Unit.objects.get(pk=teacher.units()[0])
    for member in members:
        sent = Delivery.objects.filter(unit=school, handover__from_unit__in=member.units())
        if not (sent.exists() and full_handovers(member.actor).exists()):
            children = within(member.actor, Permission.HANDOVER_BEGIN, children_visible_to(member.actor))
            for child, sends in zip(_with_a_parent(children, member.actor), (False, True), strict=False):
                _hand_over(member.actor, child, school, clock.now(), sends=sends)


def _with_a_parent(children: QuerySet[Child], actor: Actor) -> Iterable[Child]:
    """Of a day-care one works in: the mix of a house has after-school centres too, and they send nobody to school."""
    units = [unit for grant in actor.grants for unit in grant.units]
    here = Enrolment.objects.filter(
        group__unit__in=units, group__unit__kind=UnitKind.DAYCARE, period__contains=actor.on, is_main=True
    )
    found = children.filter(guardianships__has_custody=True, left_on=None, pk__in=here.values("child"))
    found = found.exclude(pk__in=Handover.objects.filter(ended_at=None).values("child"))
    return found.distinct().order_by("pk")[:2]


def _hand_over(by: Actor, child: Child, school: Unit, at: datetime, *, sends: bool) -> None:
    today, template = clock.local_date(at), shipped()[Kind.DAYCARE_TO_SCHOOL]
    held = begin_handover(
        by=by, child=child, template=template, to_unit=school, to_place="", purpose=template.purpose,
        starts_on=today + timedelta(days=40), always_consent=True, at=at,
    )  # fmt: skip
    ours = [field for field in held.fields.all() if field.whose == Whose.STAFF]
    for field in ours:
        write_field(
            by=by, field=field, choice=Choice.CHOSEN, purpose="At det gode fortsætter.", text=SEEN, built_on=None, at=at
        )
    for tie in now(held, today).holders:
        record_parents_answer(
            by=by, handover=held, guardian=tie.guardian, way=Told.MEETING, said_on=today, until=today, longest=today,
            answers={field.pk: Said.YES for field in ours}, words=None, seen=now(held, today).seen, at=at,
        )  # fmt: skip
    if sends:
        send_handover(by=by, handover=held, seen=now(held, today).stands, at=at)


def _write_one(by: Actor, child: Child, at: datetime) -> None:
    today = clock.local_date(at)
    concern = start_concern(by=by, child=child, worries=SEEN, observed_on=today, at=at)
    for turn in range(1, ENTRIES):
        add_factor(
            by=by, concern=concern, kind=list(FactorKind)[turn % 2], circle=list(Circle)[turn % len(Circle)],
            text=SEEN, ics=[], observed_on=today, at=at,
        )  # fmt: skip
