"""What was handed over on paper and is not heard of yet: nobody there can write it, so one of the senders asks."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.api import Employment
from samspor.transitions.models import Delivery, Handover, SentField
from samspor.transitions.queries.around import has_died
from samspor.transitions.rules.sending import useful_on


def unread_there(actor: Actor, *, days: int) -> list[Delivery]:
    """Handed over so many days ago, and nobody has said that it is read."""
    last = actor.on - timedelta(days=days)
    return [one for one in _on_paper(actor) if one.read_at is None and one.given_on and one.given_on <= last]


def unheard_there(actor: Actor, *, weeks: int) -> list[Delivery]:
    """Read and begun so many weeks ago: now they know what was useful."""
    return [one for one in _on_paper(actor) if _asked_on(one, weeks) <= actor.on and not has_died(one.handover.child)]


def _asked_on(one: Delivery, weeks: int) -> date:
    if one.read_there_on is None:
        return date.max
    return useful_on(one.read_there_on, starts_on=one.handover.starts_on, weeks=weeks)


@Kept
def _on_paper(actor: Actor) -> QuerySet[Delivery]:
    """One's own, and for who leads those of a colleague who has left."""
    there = Employment.objects.filter(
        staff=OuterRef("prepared_by"), unit=OuterRef("from_unit"), period__contains=actor.on
    )
    left = within(actor, Permission.HANDOVER_OVERSEE, Handover.objects.filter(~Exists(there)))
    held = Handover.objects.filter(Q(prepared_by=actor.staff) | Q(pk__in=left.values("pk")))
    mine = within(actor, Permission.HANDOVER_PREPARE, held)
    kept = SentField.objects.filter(delivery=OuterRef("pk"), withdrawn_at=None)
    found = Delivery.objects.filter(Exists(kept), handover__in=mine.values("pk"), unit=None, answered_at=None)
    return found.select_related("handover__child__merged_into", "handover__from_unit").order_by("given_on", "pk")
