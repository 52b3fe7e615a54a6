"""Writing the steps of a draft."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.built_on import check_built_on
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.guide.models import GuideStep, GuideVersion, StepAnswer
from samspor.guide.queries import answer_rows, columns_of
from samspor.guide.rules import Step, VersionState, check_within
from samspor.guide.rules.times import check_ground
from samspor.guide.rules.versions import check_draft, check_link, check_removable


@transaction.atomic
def write_step(
    *, by: Actor, version: GuideVersion, step: Step, at: datetime, after: str = "", built_on: str = ""
) -> GuideStep:
    """A step of a draft, new or anew by its key. `after` it follows; `built_on` is when what one saw was saved."""
    version = require(by, Permission.GUIDE_EDIT, version)
    check_draft(VersionState(version.state))
    check_within(rule=step.rule, days=step.days, days_basis=step.days_basis, on=local_date(at))
    check_ground(step.ground, local_date(at))
    check_link(step.template_link)
    rows = {row.key: row for row in version.steps.all()}
    if {one.to for one in step.answers} - (rows.keys() - {step.key}):
        raise Refused(
            "Et svar fører til et trin, der ikke er i kladden. Vælg et andet, eller skriv trinnet først.", "answers"
        )
    held = rows.get(step.key)
    if held:
        written_at = held.written_at.isoformat()
        check_built_on(stands=written_at, built_on=built_on, said="En anden har gemt trinnet imens")
    row = held or GuideStep(version=version, order=len(rows))
    for name, value in columns_of(step).items():
        setattr(row, name, value)
    row.written_at = at
    row.save()
    row.answers.all().delete()
    StepAnswer.objects.bulk_create(answer_rows(row, step.answers, rows))
    _place(version, row, after)
    record(Verb.GUIDE_STEP_WRITTEN, by=by, about=row, at=at, after={"key": step.key, "title": step.title})
    return row


@transaction.atomic
def remove_step(*, by: Actor, step: GuideStep, at: datetime) -> None:
    version = require(by, Permission.GUIDE_EDIT, step.version)  # locked, so that nobody publishes it meanwhile
    check_draft(VersionState(version.state))
    step = require(by, Permission.GUIDE_EDIT, step)
    check_removable(set(step.reached_by.values_list("step__title", flat=True)))
    record(Verb.GUIDE_STEP_REMOVED, by=by, about=step, at=at, before={"key": step.key, "title": step.title})
    step.delete()


def _place(version: GuideVersion, row: GuideStep, after: str) -> None:
    """Behind the step it follows; first when it follows none. The others keep their order."""
    others = [one for one in version.steps.order_by("order") if one.pk != row.pk]
    place = next((number for number, one in enumerate(others, start=1) if one.key == after), 0)
    for order, one in enumerate([*others[:place], row, *others[place:]]):
        one.order = order
    GuideStep.objects.bulk_update([*others, row], ["order"])
