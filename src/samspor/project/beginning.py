"""What ships with Samspor is taken into use: the instrument, the scales, the guides and the kinds of meeting."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from samspor.access.actor import Actor, Grant
from samspor.access.rules import Role
from samspor.audit.record import worker
from samspor.concerns import api as concerns
from samspor.forums import api as forums
from samspor.guide import api as guide
from samspor.screening import api as screening
from samspor.ui import slots
from samspor.ui.danish import plural


def connect() -> None:
    slots.fill("beginning", begin)


def begin(*, at: datetime) -> list[str]:
    """By the background work, which for this once may do what a project leader may: nobody else is there yet."""
    grant = Grant(Role.PROJECT_LEADER, units=frozenset(), district=frozenset())
    return adopt_shipped(by=replace(worker(at), grants=(grant,)), at=at)


@transaction.atomic
def adopt_shipped(*, by: Actor, at: datetime) -> list[str]:
    """Through the door of each room; what is there already is left, whatever its version. Says what is new."""
    made = (
        (_instrument(by, at), "udgave af vurderingsredskabet", "udgaver af vurderingsredskabet"),
        (_scales(by, at), "skala", "skalaer"),
        (_guides(by, at), "vejviser", "vejvisere"),
        (_kinds_of_meeting(by, at), "slags møde", "slags møder"),
    )
    return [plural(number, one, many) for number, one, many in made if number]


def _instrument(by: Actor, at: datetime) -> int:
    """Every version of the one the municipality has chosen. Whoever has begun with it takes a new one in themselves."""
    key = settings.PROFILE.instrument
    if screening.InstrumentVersion.objects.filter(key=key).exists():
        return 0
    versions = [one for one in screening.shipped() if one.key == key]
    return len([screening.adopt_instrument(by=by, instrument=one, at=at) for one in versions])


def _scales(by: Actor, at: datetime) -> int:
    held = set(concerns.Scale.objects.values_list("key", flat=True))
    new = [one for one in concerns.shipped() if one.key not in held]
    return len([concerns.adopt_scale(by=by, ruler=one, at=at) for one in new])


def _guides(by: Actor, at: datetime) -> int:
    held = set(guide.Guide.objects.values_list("key", flat=True))
    new = [one for one in guide.shipped() if one.key not in held]
    return len([guide.adopt_guide(by=by, guide=one, at=at) for one in new])


def _kinds_of_meeting(by: Actor, at: datetime) -> int:
    held = set(forums.ForumType.objects.values_list("key", flat=True))
    new = [one for one in forums.shipped() if one.key not in held]
    return len([forums.adopt_type(by=by, written=one, at=at) for one in new])
