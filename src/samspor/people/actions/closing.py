"""A unit gets its last day when nothing of it lasts longer, and the day can be taken back until it is over."""

from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people import rules
from samspor.people.models import Unit
from samspor.people.queries.closing import still_there


@transaction.atomic
def close_unit(*, by: Actor, unit: Unit, closes_on: date, at: datetime) -> Unit:
    """`closes_on` is the first day it is no more. What lasts beyond it is named, and nothing is changed."""
    unit = require(by, Permission.STAFF_EDIT, unit)
    rules.check_closing(closes_on, kind=unit.kind, was=unit.closed_on, today=local_date(at))
    list(unit.groups.select_for_update().order_by("pk"))  # a child on its way in is waited for, and seen
    if left := still_there(unit, closes_on):
        raise Refused(" ".join(left))
    before, unit.closed_on = unit.closed_on, closes_on
    unit.save(update_fields=["closed_on"])
    record(Verb.UNIT_CLOSED, by=by, about=unit, at=at, before={"on": str(before or "")}, after={"on": str(closes_on)})
    return unit


@transaction.atomic
def keep_unit_open(*, by: Actor, unit: Unit, at: datetime) -> Unit:
    """It was to close, and does not. Once the day has come it is over."""
    unit = require(by, Permission.STAFF_EDIT, unit)
    rules.check_still_open(unit.closed_on, today=local_date(at))
    before, unit.closed_on = unit.closed_on, None
    unit.save(update_fields=["closed_on"])
    record(Verb.UNIT_KEPT_OPEN, by=by, about=unit, at=at, before={"on": str(before or "")})
    return unit
