"""All that stands in a closed pathway, and whether it may be taken out."""

from typing import Any

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.pathways.models import LogEntry, Participant, Pathway, TakenOut
from samspor.pathways.queries.goals import actions_of, earlier_of, goals_of, numbers_of
from samspor.pathways.queries.levels import extents_of
from samspor.pathways.queries.promises import promises_of
from samspor.pathways.queries.whole import holds_of
from samspor.pathways.rules.together import Asked
from samspor.sharing.api import lane_for, own_unit
from samspor.sharing.rules.words import Act, Lane, Purpose, Sector


def closed_to_take_out(actor: Actor) -> QuerySet[Pathway]:
    held = Pathway.objects.filter(closed_at__isnull=False).select_related(
        "child__merged_into", "opened_by", "closed_by"
    )
    return within(actor, Permission.PATHWAY_TAKE_OUT, held)


def taken_out_by(actor: Actor) -> QuerySet[TakenOut]:
    """One's own: the package is for who took it out."""
    held = TakenOut.objects.filter(by=actor.staff).select_related(
        "pathway__child__merged_into", "pathway__opened_by", "pathway__closed_by", "by"
    )
    return within(actor, Permission.PATHWAY_TAKE_OUT, held)


def may_be_taken_out(by: Actor, pathway: Pathway) -> Asked:
    said = lane_for(
        by, pathway.child, act=Act.EXPORT, to=Sector.OWN_UNIT, to_unit=own_unit(by, pathway.child),
        purpose=Purpose.EARLY_HELP, topics=(),
    )  # fmt: skip
    return Asked(said.lane in {Lane.FREE, Lane.CONSENT}, said.sentence, said.next_step)


def written_in(pathway: Pathway) -> dict[str, Any]:
    """Each in the order it is read: the record from its beginning."""
    people = Participant.objects.filter(pathway=pathway).select_related("job__staff", "job__unit", "guardian")
    entries = LogEntry.objects.filter(pathway=pathway).select_related("by")
    return {
        "entries": list(entries.order_by("happened_on", "entered_at", "pk")),
        "promises": promises_of(pathway.pk),
        "goals": goals_of(pathway.pk),
        "numbers": numbers_of(pathway.pk),
        "actions": actions_of(pathway.pk),
        "people": list(people.order_by("entered_at", "pk")),
        "holds": holds_of(pathway.pk)[::-1],
        "earlier": earlier_of(pathway.pk),
        "extents": extents_of(pathway)[::-1],
    }
