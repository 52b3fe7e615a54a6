"""What is being written together is kept; and that a quiet child was looked at."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.screening import rules
from samspor.screening.models import Assessment, JointDraft, LookedTogether
from samspor.screening.queries import me, window_of
from samspor.screening.queries.quiet import may_take_back
from samspor.screening.rules.dialogue import check_look_taken_back

_WORDS = ("position", "justification", "dissent")


@transaction.atomic
def keep_draft(
    *, by: Actor, assessment: Assessment, written: Mapping[str, object], built_on: datetime | None, at: datetime
) -> JointDraft | None:
    """What one is writing, kept for oneself. None when nothing is written, or one has saved the whole of it since."""
    assessment = require(by, Permission.SCREENING_CONCLUDE, assessment)
    rules.check_open(window_of(assessment.round_unit), today=local_date(at))
    rules.check_not_told(informed=hasattr(assessment, "informed"))
    joint = getattr(assessment, "joint", None)
    saved_since = joint and joint.concluded_by_id == me(by) and joint.concluded_at != built_on
    if saved_since or not any(written.get(name) for name in _WORDS):
        if assessment.drafts.filter(writer=me(by)).delete()[0]:
            record(Verb.JOINT_DRAFT_KEPT, by=by, about=assessment, child_ids=[assessment.child_id], at=at)
        return None
    draft = assessment.drafts.filter(writer=me(by)).first() or JointDraft(assessment=assessment, writer_id=me(by))
    draft.written = json.dumps({**written, "built_on": built_on.isoformat() if built_on else ""})
    draft.kept_at = at
    draft.save()
    record(Verb.JOINT_DRAFT_KEPT, by=by, about=draft, child_ids=[assessment.child_id], at=at)
    return draft


@transaction.atomic
def look_together(*, by: Actor, assessment: Assessment, words: str, at: datetime) -> LookedTogether:
    """That a quiet child has been talked of. Once a round; it may be written while the round is open and after."""
    assessment = require(by, Permission.SCREENING_CONCLUDE, assessment)
    rules.check_looked(concluded=hasattr(assessment, "joint"), looked=hasattr(assessment, "looked"))
    made = LookedTogether.objects.create(
        assessment=assessment, words=words.strip() or None, looked_at=at, looked_by_id=me(by)
    )
    record(Verb.LOOKED_TOGETHER, by=by, about=made, child_ids=[assessment.child_id], at=at)
    return made


@transaction.atomic
def take_back_look(*, by: Actor, assessment: Assessment, at: datetime) -> None:
    """It was pressed by a slip: by who pressed, the same day. What was written with it goes too."""
    assessment = require(by, Permission.SCREENING_CONCLUDE, assessment)
    held = LookedTogether.objects.filter(assessment=assessment).first()
    check_look_taken_back(may=may_take_back(by, held, today=local_date(at)))
    LookedTogether.objects.filter(assessment=assessment).delete()
    record(Verb.LOOK_TAKEN_BACK, by=by, about=assessment, child_ids=[assessment.child_id], at=at)
