"""Whatever takes the cover off an address is a reveal: only for those who may, and remembered as one."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from samspor.access.actor import Actor
from samspor.access.check import may
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people.models import Child

_COVERED = "Adressen er beskyttet. Kun den, der må se en beskyttet adresse, kan tage beskyttelsen af. Tal med lederen."
_PURPOSE = "beskyttelsen er taget af eller gjort kortere"


def uncover(*, by: Actor, child: Child, about: Model, at: datetime, others: Iterable[UUID] = ()) -> None:
    """`others` are the children whose pages it shows on as well."""
    if not may(by, Permission.ADDRESS_REVEAL, child):
        raise Refused(_COVERED)
    saw(Verb.ADDRESS_REVEALED, by=by, at=at, about=about, child_ids=[child.pk, *others], purpose=_PURPOSE)
