"""The lists one may see, where one may import to, and the lists that have had their time."""

from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.people.api import Unit
from samspor.people.rules import YEAR, is_over
from samspor.roster.models import ChangeSet, ImportSource
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.states import KEPT_UNDECIDED, UNDECIDED, State

SHOWN = 20


def change_sets_visible_to(actor: Actor) -> QuerySet[ChangeSet]:
    found = ChangeSet.objects.select_related("unit", "source", "uploaded_by")
    return within(actor, Permission.ROSTER_IMPORT, found).order_by("-uploaded_at", "pk")


@Kept
def waiting_lists(actor: Actor) -> QuerySet[ChangeSet]:
    """Those that wait for somebody's answer; a list that could not be read waits to be thrown away."""
    return change_sets_visible_to(actor).filter(state__in=(State.MAPPING, State.READY, State.FAILED))[:SHOWN]


def units_to_import_to(actor: Actor) -> QuerySet[Unit]:
    return within(actor, Permission.ROSTER_IMPORT, Unit.objects.filter(Unit.open_on(actor.on))).order_by("name", "pk")


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
    """And still holds what it wrote: that is let go when a later one is written, and undoing that brings none back."""
    latest = latest_applied(change_set)
    return latest is not None and latest.pk == change_set.pk and change_set.changes.exclude(after=None).exists()


def undecided(today: date) -> list[UUID]:
    """Those nobody has said yes or no to for too long."""
    waiting = ChangeSet.objects.filter(state__in=UNDECIDED, uploaded_at__date__lte=today - KEPT_UNDECIDED)
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def lists_past(today: date, years: int) -> list[UUID]:
    """Whatever became of them. One under way is left alone."""
    still = ChangeSet.objects.exclude(state__in=(State.APPLYING, State.UNDOING)).order_by("pk")
    held = still.filter(uploaded_at__date__lt=today - years * YEAR).values_list("pk", "uploaded_at")
    return [key for key, at in held if is_over(local_date(at), years=years, today=today)]
