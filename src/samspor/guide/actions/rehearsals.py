"""Rehearsals: opened for a group, and played turn by turn."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.guide.models import Rehearsal, RehearsalChoice
from samspor.guide.queries import played, published_for
from samspor.guide.rules import Audience, Scenario
from samspor.guide.rules.rehearsals import check_choice, check_turn
from samspor.people.api import Unit


@transaction.atomic
def open_rehearsal(*, by: Actor, unit: Unit, scenario: Scenario, at: datetime) -> Rehearsal:
    unit = require(by, Permission.GUIDE_REHEARSE, unit)
    version = published_for(Audience.STAFF)
    if version is None:
        raise Refused("Kommunen har ikke taget en vejviser i brug endnu. Spørg den, der er redaktør.")
    made = Rehearsal.objects.create(version=version, scenario=scenario.key, unit=unit, opened_at=at)
    record(Verb.REHEARSAL_OPENED, by=by, about=made, at=at, after={"scenario": scenario.key})
    return made


@transaction.atomic
def choose_step(*, by: Actor, rehearsal: Rehearsal, number: int, chosen: str, at: datetime) -> RehearsalChoice:
    """What the group would do at that turn. It is chosen once: afterwards they have seen what the guide says."""
    rehearsal = require(by, Permission.GUIDE_REHEARSE, rehearsal)
    turns = played(rehearsal)
    check_turn(number=number, chosen=rehearsal.choices.count(), turns=len(turns))
    turn = turns[number - 1]
    check_choice(chosen, turn)
    made = RehearsalChoice.objects.create(rehearsal=rehearsal, turn=number, step=turn.step, chosen=chosen)
    record(Verb.REHEARSAL_CHOSEN, by=by, about=rehearsal, at=at, after={"turn": number, "chosen": chosen})
    return made
