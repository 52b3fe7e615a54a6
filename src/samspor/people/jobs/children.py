"""A child's page that has had its time is removed with what belongs to it, and adults who then have no child here."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from samspor.audit.nightly import erase, one_by_one
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.people import queries
from samspor.people.models import (
    Affiliation,
    Child,
    EmergencyAccess,
    Enrolment,
    FormDraft,
    Guardian,
    Guardianship,
    Merge,
)

_INSIDE = (Enrolment, Guardianship, Affiliation, EmergencyAccess, FormDraft)


def remove_children(at: datetime, *, years: int) -> int:
    """How many. Each is a transaction of its own, with one entry that holds keys only."""
    return one_by_one(queries.children_past(local_date(at), years), lambda key: _remove(key, at))


@transaction.atomic
def _remove(key: UUID, at: datetime) -> bool:
    """With the pages that were merged into it. Whoever writes about the child meanwhile waits, and finds it gone."""
    pages = Child.objects.select_for_update().filter(Q(pk=key) | Q(merged_into=key)).order_by("pk")
    children = [one.pk for one in pages]
    if queries.is_held(Child, children):
        return False
    adults = _adults_of(children)
    erase(_INSIDE, child__in=children)
    Merge.objects.filter(Q(kept__in=children) | Q(other__in=children)).delete()
    Child.objects.filter(merged_into=key).delete()
    Child.objects.filter(pk=key).delete()
    after = {"guardians": [str(one) for one in adults if _is_gone(one)]}
    record(Verb.CHILD_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=after)
    return True


def _adults_of(children: list[UUID]) -> list[UUID]:
    """Locked, so that nobody is tied to one of them meanwhile."""
    theirs = Q(guardianships__child__in=children) | Q(unborn__in=children)
    keys = list(Guardian.objects.filter(theirs).values_list("pk", flat=True).distinct())
    found = Guardian.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return [one.pk for one in found]


def _is_gone(adult: UUID) -> bool:
    """Whoever has another child here stays, and whoever something else is kept about."""
    here = Guardianship.objects.filter(guardian=adult).exists() or Child.objects.filter(mother=adult).exists()
    if here or queries.is_held(Guardian, [adult]):
        return False
    Guardian.objects.filter(pk=adult).delete()
    return True
