"""Taking an instrument into use."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.access.turns import wait_for_turn
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.screening.instrument import Instrument
from samspor.screening.models import Indicator, InstrumentVersion
from samspor.screening.rules.instruments import is_newer


@transaction.atomic
def adopt_instrument(*, by: Actor, instrument: Instrument, at: datetime) -> InstrumentVersion:
    """Takes a version into use from its own day; one that is there already is left as it is.

    It succeeds the one before it: rounds that were planned with that keep it.
    """
    demand(by, Permission.INSTRUMENT_ADOPT)
    wait_for_turn(f"instrument.{instrument.key}")  # two at once would each succeed none
    made, new = InstrumentVersion.objects.get_or_create(
        key=instrument.key,
        version=instrument.version,
        defaults={"title": instrument.title, "valid_from": instrument.valid_from},
    )
    if new:
        _succeed(made)
        Indicator.objects.bulk_create(
            Indicator(instrument=made, order=order, **asdict(sign)) for order, sign in enumerate(instrument.signs)
        )
        record(Verb.INSTRUMENT_ADOPTED, by=by, about=made, at=at, after={"key": made.key, "version": made.version})
    return made


def _succeed(made: InstrumentVersion) -> None:
    """The ones before it are offered to new rounds until the day it begins, and not after."""
    before = InstrumentVersion.objects.select_for_update().filter(key=made.key).exclude(pk=made.pk)
    held = list(before)
    if not is_newer(made.version, [one.version for one in held]):
        raise Refused(f"Version {made.version} er ikke højere end den, I har. Giv filen et højere versionsnummer.")
    if any(made.valid_from <= one.valid_from for one in held):
        raise Refused("Den nye version skal gælde fra en senere dag end den, I har. Ret dagen i filen.")
    for one in held:
        if one.valid_to is None or one.valid_to > made.valid_from:
            one.valid_to = made.valid_from
            one.save(update_fields=["valid_to"])
