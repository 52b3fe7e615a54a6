"""The guide's steps in a concern, kept as its checklist."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.concerns import queries
from samspor.concerns.actions.steps import writable
from samspor.concerns.models import Concern
from samspor.concerns.rules.words import CHECKED
from samspor.guide.api import Checklist, make_checklist
from samspor.guide.rules import Track


@transaction.atomic
def ask_guide(
    *, by: Actor, concern: Concern, about: Track | None, acute: bool, at: datetime, degree: int | None = None
) -> Checklist:
    concern = writable(by=by, concern=concern, at=at, also_gone=True)
    situation = queries.situation(concern, about=about, degree=degree, acute=acute, today=local_date(at))
    return make_checklist(
        by=by, about_type=CHECKED, about_id=concern.pk, unit=concern.unit, child=concern.child, situation=situation,
        at=at,
    )  # fmt: skip
