"""Versions: taken into use from a file, drafted, published and discarded."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from samspor.access.actor import Actor
from samspor.access.check import demand, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.guide.models import Guide, GuideStep, GuideVersion, StepAnswer
from samspor.guide.queries import answer_rows, columns_of, editors, steps_of
from samspor.guide.reading.guides import GuideFile
from samspor.guide.rules import Step, VersionState, faults
from samspor.guide.rules.versions import check_draft, check_no_draft, check_review, check_whole
from samspor.guide.rules.wording import check_times, paragraphs_typed, times_in
from samspor.people.api import StaffMember, staff_of

_UNTIL_REVIEW = timedelta(days=365)


@transaction.atomic
def adopt_guide(*, by: Actor, guide: GuideFile, at: datetime, owner: StaffMember | None = None) -> GuideVersion:
    """Takes a file into use: published when the municipality has none, else a draft. One that is there is left."""
    demand(by, Permission.GUIDE_EDIT)
    check_whole(faults(guide.steps) + paragraphs_typed(guide.steps))
    check_times(times_in(guide.steps), are_no_deadlines=False)
    held, new = Guide.objects.get_or_create(key=guide.key, defaults={"title": guide.title, "audience": guide.audience})
    found = held.versions.filter(edition=guide.edition).order_by("number").first()
    if found:
        return found
    check_no_draft(begun=held.versions.filter(state=VersionState.DRAFT).exists())
    made = _drafted(held, guide.steps, at=at, edition=guide.edition)
    if new:
        _publish(made, by=by, owner=owner, review_on=local_date(at) + _UNTIL_REVIEW, at=at)
    record(Verb.GUIDE_ADOPTED, by=by, about=made, at=at, after={"key": held.key, "edition": guide.edition})
    return made


@transaction.atomic
def draft_guide(*, by: Actor, guide: Guide, at: datetime) -> GuideVersion:
    """A copy of what holds now, to work in. The draft that is there already is the one to work in."""
    guide = require(by, Permission.GUIDE_EDIT, guide)
    begun = guide.versions.filter(state=VersionState.DRAFT).first()
    if begun:
        return begun
    published = guide.versions.get(state=VersionState.PUBLISHED)
    made = _drafted(guide, steps_of(published), at=at)
    record(Verb.GUIDE_DRAFTED, by=by, about=made, at=at, after={"number": made.number})
    return made


@transaction.atomic
def publish_guide(
    *, by: Actor, version: GuideVersion, owner: StaffMember, review_on: date, at: datetime,
    are_no_deadlines: bool = False,
) -> GuideVersion:  # fmt: skip
    """From now on the guide says this. What held before is ended, and kept.

    `are_no_deadlines`: the lengths of time that stand in its texts are none, says who publishes it.
    """
    version = require(by, Permission.GUIDE_EDIT, version)
    check_draft(VersionState(version.state))
    check_review(review_on, today=local_date(at))
    steps = steps_of(version)
    check_whole(faults(steps) + paragraphs_typed(steps))
    check_times(typed := times_in(steps), are_no_deadlines=are_no_deadlines)
    if owner not in editors(by.on):
        raise Refused("Vælg en ejer, der kan rette i vejviseren.", "owner")
    version.guide.versions.filter(state=VersionState.PUBLISHED).update(state=VersionState.SUCCEEDED, succeeded_at=at)
    _publish(version, by=by, owner=owner, review_on=review_on, at=at)
    after = {"number": version.number, "owner": str(owner.pk), "review_on": str(review_on)}
    after |= {"no_deadlines": [time for _, time in typed]} if typed else {}
    record(Verb.GUIDE_PUBLISHED, by=by, about=version, at=at, after=after)
    return version


@transaction.atomic
def discard_draft(*, by: Actor, version: GuideVersion, at: datetime) -> None:
    version = require(by, Permission.GUIDE_EDIT, version)
    check_draft(VersionState(version.state))
    record(Verb.GUIDE_DRAFT_DISCARDED, by=by, about=version, at=at, before={"number": version.number})
    version.delete()


def _drafted(guide: Guide, steps: Sequence[Step], *, at: datetime, edition: str = "") -> GuideVersion:
    last = guide.versions.aggregate(last=Max("number"))["last"] or 0
    made = GuideVersion.objects.create(guide=guide, number=last + 1, state=VersionState.DRAFT, edition=edition)
    rows = {
        step.key: GuideStep(version=made, order=order, written_at=at, **columns_of(step))
        for order, step in enumerate(steps)
    }
    GuideStep.objects.bulk_create(rows.values())
    StepAnswer.objects.bulk_create(one for step in steps for one in answer_rows(rows[step.key], step.answers, rows))
    return made


def _publish(version: GuideVersion, *, by: Actor, owner: StaffMember | None, review_on: date, at: datetime) -> None:
    version.state, version.owner, version.review_on = VersionState.PUBLISHED, owner, review_on
    version.published_at, version.published_by = at, staff_of(by.id)
    version.save(update_fields=["state", "owner", "review_on", "published_at", "published_by"])
