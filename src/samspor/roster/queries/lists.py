"""The lists one may see, and where one may import to."""

from django.db.models import Count, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import Unit
from samspor.roster.models import ChangeSet, ImportSource
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.states import State

SHOWN = 20


def change_sets_visible_to(actor: Actor) -> QuerySet[ChangeSet]:
    found = ChangeSet.objects.select_related("unit", "source", "uploaded_by")
    return within(actor, Permission.ROSTER_IMPORT, found).order_by("-uploaded_at", "pk")


@Kept
def waiting_lists(actor: Actor) -> QuerySet[ChangeSet]:
    """Those that wait for somebody's answer; a list that could not be read waits to be thrown away."""
    return change_sets_visible_to(actor).filter(state__in=(State.MAPPING, State.READY, State.FAILED))[:SHOWN]


def units_to_import_to(actor: Actor) -> QuerySet[Unit]:
    return within(actor, Permission.ROSTER_IMPORT, Unit.objects.filter(closed_on=None)).order_by("name", "pk")


def saved_mapping(source: ImportSource) -> dict[str, RosterField]:
    return {header: RosterField(field) for header, field in source.mapping.items()}


def counts_of(change_set: ChangeSet) -> dict[str, int]:
    """How many changes there are in each bucket; what was counted when it was written, once the changes are gone."""
    found = change_set.changes.values_list("bucket").annotate(Count("pk"))
    return dict(found) or dict(change_set.counts)


def latest_applied(change_set: ChangeSet) -> ChangeSet | None:
    applied = ChangeSet.objects.filter(unit=change_set.unit_id, state=State.APPLIED)
    return applied.order_by("-applied_at").first()


def is_last(change_set: ChangeSet) -> bool:
    latest = latest_applied(change_set)
    return latest is not None and latest.pk == change_set.pk
