"""Beginning a concern."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.ics import Ics
from samspor.base.refused import NotHere
from samspor.concerns import queries
from samspor.concerns.actions.factors import put_factor
from samspor.concerns.actions.stops import put_answer
from samspor.concerns.models import Concern
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Circle, FactorKind
from samspor.people.api import Child
from samspor.screening.api import Assessment


@transaction.atomic
def start_concern(
    *,
    by: Actor,
    child: Child,
    worries: str,
    observed_on: date,
    at: datetime,
    works: str = "",
    circle: Circle | None = None,
    ics: Collection[Ics] = (),
    answers: Mapping[StopKind, Answer] | None = None,
    about_staff: bool = False,
    assessment: Assessment | None = None,
) -> Concern:
    """What was seen, and what works. The draft is spent."""
    child = require(by, Permission.CONCERN_WRITE, child)
    if assessment and not (may(by, Permission.SCREENING_READ, assessment) and assessment.child_id == child.pk):
        raise NotHere
    unit, group = queries.place_of(by, child)
    concern = Concern.objects.create(
        child=child, unit=unit, group=group, started_by=queries.me(by), started_at=at, assessment=assessment
    )
    for kind, answer in (answers or {}).items():
        put_answer(by=by, concern=concern, kind=kind, answer=answer, at=at, about_staff=about_staff)
    if works.strip():
        put_factor(
            by=by, concern=concern, kind=FactorKind.PROTECTIVE, circle=None, text=works, ics=ics,
            observed_on=None, at=at,
        )  # fmt: skip
    put_factor(
        by=by, concern=concern, kind=FactorKind.STRAINING, circle=circle, text=worries, ics=ics,
        observed_on=observed_on, at=at,
    )  # fmt: skip
    spent = queries.draft_of(by, child)
    if spent:
        spent.delete()
    record(Verb.CONCERN_STARTED, by=by, about=concern, child_ids=[child.pk], at=at, after={"unit": str(unit.pk)})
    return concern
