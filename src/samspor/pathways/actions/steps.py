"""What every verb about a baton begins with: what time has done is written down, may they, and how does it stand."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.base.refused import NotHere
from samspor.pathways import queries
from samspor.pathways.jobs import put_hold, write_down
from samspor.pathways.models import BatonOffer, Hold, Pathway
from samspor.pathways.queries import Standing
from samspor.pathways.queries.together import joined_as
from samspor.pathways.queries.withheld import onward
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.baton import Why, after
from samspor.pathways.rules.together import check_lane
from samspor.people.api import Employment


def writable(*, by: Actor, pathway: Pathway, at: datetime) -> Pathway:
    """The pathway anew and locked."""
    write_down(pathway, at)
    pathway = require(by, Permission.PATHWAY_WRITE, pathway)
    rules.check_open(closed=pathway.closed_at is not None)
    return pathway


def written_in(*, by: Actor, pathway: Pathway, at: datetime) -> Pathway:
    """As `writable`; whoever has been let in writes too, as long as the lane is open both ways."""
    if may(by, Permission.PATHWAY_WRITE, pathway):
        return writable(by=by, pathway=pathway, at=at)
    write_down(pathway, at)
    locked = Pathway.objects.select_for_update(of=("self",), no_key=True).get(pk=pathway.pk)
    one = joined_as(by, locked)
    if one is None:
        raise NotHere
    one.pathway = locked
    check_lane(onward(by, one))
    return locked


def passing_on(*, by: Actor, pathway: Pathway, at: datetime) -> tuple[Pathway, Standing]:
    """The pathway locked, and its baton, to whoever may pass it on: who answers for it now, the holder, the leader."""
    write_down(pathway, at)
    leading, reads = queries.leads(by, pathway), may(by, Permission.PATHWAY_READ, pathway)
    pathway = require(by, Permission.PATHWAY_READ if reads else Permission.PATHWAY_HOLD, pathway)
    rules.check_open(closed=pathway.closed_at is not None)
    standing = queries.standing_of(pathway)
    now, who = standing.now(at), standing.who(at)
    rules.check_passes_on(now, staff=by.staff, staff_now=who.pk, leads=leading)
    return pathway, standing


def closing(*, by: Actor, pathway: Pathway, at: datetime) -> tuple[Pathway, Standing, bool]:
    """As passing on, to who writes too. A child in no place is reached by nobody: then who has the baton ends it."""
    pathway, standing = passing_on(by=by, pathway=pathway, at=at)
    writes = may(by, Permission.PATHWAY_WRITE, pathway)
    if not (writes or queries.is_unplaced(pathway.child, local_date(at))):
        raise NotHere
    return pathway, standing, writes


def answering(*, by: Actor, offer: BatonOffer, at: datetime) -> tuple[BatonOffer, Standing]:
    """The offer anew, behind the lock of its pathway: who answers, who takes it back and who writes down wait in turn.

    Of a closed pathway there is no baton to stand anywhere: its offers are answered, and the rule says so.
    """
    write_down(offer.pathway, at)
    reads = may(by, Permission.PATHWAY_READ, offer.pathway)
    require(by, Permission.PATHWAY_READ if reads else Permission.PATHWAY_HOLD, offer.pathway)
    offer = BatonOffer.objects.select_related("to", "pathway").get(pk=offer.pk)
    rules.check_open(closed=offer.pathway.closed_at is not None)
    return offer, queries.standing_of(offer.pathway)


def hand_over(*, by: Actor, standing: Standing, to: Employment, at: datetime) -> Hold:  # noqa: ARG001 -- as every step
    moment = after(standing.baton.since, at)
    taken = replace(
        standing.baton, job=to.pk, staff=to.staff_id, unit=to.unit_id, since=moment, why=Why.HANDED_OVER, offer=None,
        child_unit=_child_unit(standing, to, local_date(moment)),
    )  # fmt: skip
    return put_hold(standing.hold, taken)


def _child_unit(standing: Standing, to: Employment, day: date) -> UUID | None:
    """Between two places it is still the old one, but to who takes it in the coming."""
    here, coming = standing.around.unit_of_child(day), standing.around.first_unit(day)
    return here or (coming if coming == to.unit_id else standing.baton.child_unit)
