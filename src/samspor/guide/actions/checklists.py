"""Checklists: made for something another room keeps, and ticked step by step."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.guide.models import Checklist, ChecklistLine
from samspor.guide.queries import published_for, steps_of
from samspor.guide.rules import Audience, Situation, steps_to_do
from samspor.people.api import Child, Unit, staff_of


@transaction.atomic
def make_checklist(
    *,
    by: Actor,
    about_type: str,
    about_id: UUID,
    unit: Unit,
    situation: Situation,
    at: datetime,
    child: Child | None = None,
) -> Checklist:
    """The staff guide's steps in the situation. Made again when that has changed: what is ticked stays.

    A page that was merged away is reached through the one that was kept; what is made is about the page it is of.
    """
    require(by, Permission.CHECKLIST_KEEP, (child.merged_into or child) if child else unit)
    held = Checklist.objects.filter(about_type=about_type, about_id=about_id).first()
    if held:
        held = require(by, Permission.CHECKLIST_KEEP, held)
    checklist = held or _begun(about_type, about_id, unit, child, at)
    wanted = {step.key for step in steps_to_do(steps_of(checklist.version), situation)}
    _fit(checklist, wanted)
    record(
        Verb.CHECKLIST_MADE,
        by=by,
        about=checklist,
        child_ids=[child.pk] if child else [],
        at=at,
        after={"steps": sorted(wanted)},
    )
    return checklist


@transaction.atomic
def tick_step(*, by: Actor, line: ChecklistLine, done: bool, at: datetime) -> ChecklistLine:
    """Saying the same twice is the same as once: the first who did it stands."""
    line = require(by, Permission.CHECKLIST_KEEP, line)
    me = staff_of(by.id)
    if me is None:
        raise NotHere
    if done != (line.ticked_at is not None):
        line.ticked_at, line.ticked_by = (at, me) if done else (None, None)
        line.save(update_fields=["ticked_at", "ticked_by"])
    child = line.checklist.child_id
    record(
        Verb.CHECKLIST_TICKED,
        by=by,
        about=line,
        child_ids=[child] if child else [],
        at=at,
        after={"step": line.step.key, "done": done},
    )
    return line


def _begun(about_type: str, about_id: UUID, unit: Unit, child: Child | None, at: datetime) -> Checklist:
    version = published_for(Audience.STAFF)
    if version is None:
        raise Refused("Kommunen har ikke taget en vejviser i brug endnu. Spørg den, der er redaktør.")
    return Checklist.objects.create(
        version=version, about_type=about_type, about_id=about_id, unit=unit, child=child, made_at=at
    )


def _fit(checklist: Checklist, wanted: set[str]) -> None:
    checklist.lines.filter(ticked_at=None).exclude(step__key__in=wanted).delete()
    there = set(checklist.lines.values_list("step", flat=True))
    new = checklist.version.steps.filter(key__in=wanted).exclude(pk__in=there)
    ChecklistLine.objects.bulk_create(ChecklistLine(checklist=checklist, step=step) for step in new)
