"""What every verb about a handover begins with: may they, is it open, and is the child still here."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.people.api import Guardian, Guardianship
from samspor.transitions import queries
from samspor.transitions.models import Handover
from samspor.transitions.queries import Now
from samspor.transitions.rules import consent, sending


def writable(*, by: Actor, handover: Handover, at: datetime, also_gone: bool = False) -> Now:
    """The handover anew and locked: two who send at once wait for each other, and so does a yes that is taken back.

    `also_gone`: what may be done when the child has gone elsewhere, too.
    """
    handover = require(by, Permission.HANDOVER_PREPARE, handover)
    found = queries.now(handover, local_date(at))
    sending.check_open(found.state)
    if not also_gone:
        sending.check_still_ours(is_ours=queries.is_ours(by, found.handover))
    return found


def replaced(*, by: Actor, rows: QuerySet[Any], at: datetime) -> None:  # noqa: ARG001 -- the shape of shared steps
    """What stood until now is kept, and stands no longer."""
    rows.filter(replaced_at=None).update(replaced_at=at)


def holder(*, by: Actor, found: Now, guardian: Guardian, at: datetime) -> Guardianship:  # noqa: ARG001 -- the shape of shared steps
    """One who has custody today, and may read where the child will be."""
    ties = [tie for tie in found.holders if tie.guardian_id == guardian.pk]
    consent.check_holds_custody(holds=bool(ties))
    hidden = queries.hidden_from(found.handover.child, local_date(at))
    consent.check_not_hidden_from(hidden=guardian.pk in hidden)
    return ties[0]
