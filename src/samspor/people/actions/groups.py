"""A group closes when nobody is in it any more."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people.models import ChildGroup

_NOT_EMPTY = "Der går børn i gruppen, eller nogen skal begynde i den. Flyt dem, eller afslut deres indmeldelser først."
_CLOSED = "Gruppen er allerede lukket. Hent siden igen, og se, hvad der står nu."


@transaction.atomic
def close_group(*, by: Actor, group: ChildGroup, at: datetime) -> ChildGroup:
    """Who was in it, and what was written there, stays."""
    group, today = require(by, Permission.ENROLMENT_KEEP, group), local_date(at)
    if group.closed_on:
        raise Refused(_CLOSED)
    if group.enrolments.filter(Q(period__endswith=None) | Q(period__endswith__gt=today)).exists():
        raise Refused(_NOT_EMPTY)
    group.closed_on = today
    group.save(update_fields=["closed_on"])
    record(Verb.GROUP_CLOSED, by=by, about=group, at=at, after={"name": group.name, "on": str(today)})
    return group
