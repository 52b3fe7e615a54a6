"""To have the log walked from end to end, and what was found remembered."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.audit import chain
from samspor.audit.chain import Verdict
from samspor.audit.record import record
from samspor.audit.verbs import Verb


@transaction.atomic
def verify_log(*, by: Actor, at: datetime, newest: int | None = None) -> Verdict:
    """`newest`: only so many of the last links, when somebody is waiting for the answer."""
    demand(by, Permission.LOG_READ)
    return note(chain.verify(newest), by=by, at=at)


def note(verdict: Verdict, *, by: Actor, at: datetime) -> Verdict:
    record(Verb.LOG_VERIFIED, by=by, about=None, at=at, after=asdict(verdict))
    return verdict
