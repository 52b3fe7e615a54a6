"""A round sheet's rows become one's own assessment: all of them or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people.api import Child, ChildGroup
from samspor.screening.actions.marks import set_mark
from samspor.screening.models import OwnAssessment, RoundUnit
from samspor.screening.queries import me
from samspor.screening.queries.sheets import marked_word
from samspor.screening.rules import Judged, Position, Verdict


@transaction.atomic
def write_sheet(*, by: Actor, round_unit: RoundUnit, group: ChildGroup, rows: Sequence[Judged], at: datetime) -> int:
    """The rows that were judged to be written. The round is locked, so that two sheets at once come one by one."""
    round_unit = require(by, Permission.SCREENING_ASSESS, round_unit)
    group = require(by, Permission.SCREENING_ASSESS, group)
    chosen = [row for row in rows if row.verdict is Verdict.WRITE and row.child]
    if not chosen:
        raise Refused("Der er ingen rækker at gemme. Skriv i mindst én.")
    mine = OwnAssessment.objects.filter(assessment__round_unit=round_unit, assessor=me(by))
    now = {own.assessment.child_id: own for own in mine.select_related("assessment")}
    for row in chosen:
        if row.child and marked_word(now.get(row.child)) != row.marked:
            raise Refused(f"Vurderingen af {row.name} er ændret imens. Ingen rækker er gemt. Hent arket igen.")
        set_mark(
            by=by, round_unit=round_unit, child=Child(pk=row.child), position=Position(row.position),
            comment=row.comment, at=at,
        )  # fmt: skip
    children = [row.child for row in chosen if row.child]
    record(Verb.SHEET_WRITTEN, by=by, about=group, child_ids=children, at=at, after={"number": len(children)})
    return len(children)
