"""Taking an instrument into use."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.screening.instrument import Instrument
from samspor.screening.models import (
    Indicator,
    InstrumentVersion,
)


@transaction.atomic
def adopt_instrument(*, by: Actor, instrument: Instrument, at: datetime) -> InstrumentVersion:
    """Takes a version into use from its own day; one that is there already is left as it is."""
    demand(by, Permission.INSTRUMENT_ADOPT)
    made, new = InstrumentVersion.objects.get_or_create(
        key=instrument.key,
        version=instrument.version,
        defaults={"title": instrument.title, "valid_from": instrument.valid_from},
    )
    if new:
        Indicator.objects.bulk_create(
            Indicator(
                instrument=made,
                dimension=sign.dimension,
                dimension_label=sign.dimension_label,
                min_months=sign.min_months,
                max_months=sign.max_months,
                position=sign.position,
                kind=sign.kind,
                text=sign.text,
                order=order,
            )
            for order, sign in enumerate(instrument.signs)
        )
        record(Verb.INSTRUMENT_ADOPTED, by=by, about=made, at=at, after={"key": made.key, "version": made.version})
    return made
