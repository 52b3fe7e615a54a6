"""How batons stand: everything the rules ask about, read in as many statements whatever the number of pathways."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import Among, among
from samspor.access.kept import Kept
from samspor.access.rules import Role
from samspor.base.refused import Refused
from samspor.pathways.models import BatonOffer, Hold, Pathway, Substitute
from samspor.pathways.queries.around import leads
from samspor.pathways.rules import may
from samspor.pathways.rules.around import LEADERS, Around, Cover, Job, Stay
from samspor.pathways.rules.baton import Baton, Offered, Responsible, Why, falls, responsible
from samspor.pathways.rules.words import State
from samspor.people.api import Child, Employment, Enrolment, StaffMember, same_child, units_above
from samspor.people.rules import Setting

# Where a child is in school and in a club as well, the school's leader is the one it falls to.
_FIRST = (Setting.SCHOOL, Setting.DAYCARE, Setting.LEISURE)


@dataclass(frozen=True, slots=True)
class Standing:
    """One open pathway's baton as it was last written down, and all that makes it fall. `people`: by employment."""

    hold: Hold
    baton: Baton
    around: Around
    people: Mapping[UUID, Employment]
    offered_to: UUID | None = None

    def now(self, at: datetime) -> Responsible:
        return responsible(self.baton, self.around, at)

    def falls(self, at: datetime) -> list[Baton]:
        return falls(self.baton, self.around, at)

    def who(self, at: datetime) -> StaffMember:
        return self.people[self.now(at).job].staff


def standing(pathways: Iterable[Pathway]) -> dict[UUID, Standing]:
    """Of those that are open."""
    children = {one.pk: one.child for one in pathways if one.closed_at is None}
    keys = frozenset(children)
    holds = _holds(keys)
    if not holds:
        return {}
    offers = {one.pathway_id: one for one in _offers(keys)}
    covers = _by_pathway(_covers(keys))
    stays = _stays(children[one.pathway_id] for one in holds)
    units = {one.unit_id for one in holds} | {one.to.unit_id for one in offers.values()}
    units |= {stay.unit for of_child in stays.values() for stay in of_child}
    staff = {one.holder.staff_id for one in holds} | {one.to.staff_id for one in offers.values()}
    above = units_above(units)
    people = _people(staff, covers, above.keys())
    jobs = {key: _job(one) for key, one in people.items()}
    return {
        one.pathway_id: Standing(
            one,
            _baton(one, offers.get(one.pathway_id)),
            Around(jobs, above, stays[children[one.pathway_id].pk], tuple(_cover(c) for c in covers[one.pathway_id])),
            people,
            offers[one.pathway_id].to.staff_id if one.pathway_id in offers else None,
        )
        for one in holds
    }


def standing_on(child: Child, pathways: Iterable[Pathway]) -> dict[UUID, Standing]:
    """The child's. Several rooms of a page ask: it is kept on the child, which is one request's own."""
    held: dict[UUID, Standing] = vars(child).setdefault("_standing", {})
    open_ = [one for one in pathways if one.closed_at is None]
    if missing := [one for one in open_ if one.pk not in held]:
        held.update(standing(missing))
    return {one.pk: held[one.pk] for one in open_ if one.pk in held}


def known_to_stand(pathway: Pathway, stands: Standing | None) -> None:
    """It was asked before the page was begun."""
    if stands:
        vars(pathway.child)["_standing"] = {pathway.pk: stands}


def standing_of(pathway: Pathway) -> Standing:
    """`pathway` was open when it was fetched; somebody may have closed it since."""
    found = standing([pathway])
    if pathway.pk not in found:
        raise Refused("Forløbet er afsluttet imens. Hent siden igen.")
    return found[pathway.pk]


def who_has_the_baton(child: Child, at: datetime) -> list[StaffMember]:
    """Of the child's open pathway, whose day they answer for: also who stands in."""
    held = Pathway.objects.filter(child__in=same_child(child), closed_at=None).select_related("child")
    return [one.who(at) for one in standing(held).values()]


def main_unit(child: Child, on: date) -> UUID | None:
    """Where the child is that day: whose leader its pathway falls to."""
    return Around({}, {}, _stays([child])[child.pk]).unit_of_child(on)


def passes_on(by: Actor, pathway: Pathway, at: datetime) -> bool:
    """`pathway` is open."""
    stands = standing_of(pathway)
    now, who = stands.now(at), stands.who(at)
    return may.passes_on(now, staff=by.staff, staff_now=who.pk, leads=leads(by, pathway))


def is_offered(stands: Standing, staff: UUID | None) -> bool:
    return stands.offered_to is not None and stands.offered_to == staff


def state_of(pathway: Pathway, now: Responsible | None) -> State:
    """`now` is None of one that is closed."""
    if now is None or pathway.closed_at:
        return State.CLOSED
    if now.baton.offer:
        return State.OFFERED
    return State.WITH_LEADER if now.baton.fell else State.HELD


@Kept
def _holds(pathways: frozenset[UUID]) -> QuerySet[Hold]:
    return Hold.objects.filter(among("pathway", pathways), period__endswith=None).select_related("holder")


@Kept
def _offers(pathways: frozenset[UUID]) -> QuerySet[BatonOffer]:
    return BatonOffer.objects.filter(among("pathway", pathways), answered_at=None).select_related("to__staff")


@Kept
def _covers(pathways: frozenset[UUID]) -> QuerySet[Substitute]:
    held = Substitute.objects.filter(among("pathway", pathways), ended_at=None).select_related("who")
    return held.order_by("period", "pk")


def _by_pathway(rows: Iterable[Substitute]) -> Mapping[UUID, list[Substitute]]:
    found: dict[UUID, list[Substitute]] = defaultdict(list)
    for one in rows:
        found[one.pathway_id].append(one)
    return found


def _people(
    staff: Collection[UUID], covers: Mapping[UUID, list[Substitute]], units: Collection[UUID]
) -> dict[UUID, Employment]:
    """All the work of who holds it or is offered it, those who stand in, and everybody it could fall to."""
    standing_in = {one.who.staff_id for held in covers.values() for one in held}
    return {one.pk: one for one in _working(frozenset({*staff, *standing_in}), frozenset(units))}


@Kept
def _working(staff: frozenset[UUID], units: frozenset[UUID]) -> QuerySet[Employment]:
    leading = Q(Among("unit", units), role__in=sorted(LEADERS)) | Q(role=Role.DIRECTOR)
    asked = Employment.objects.filter(leading | Q(Among("staff", staff)))
    return asked.select_related("staff__account", "unit")


def _stays(children: Iterable[Child]) -> dict[UUID, tuple[Stay, ...]]:
    """By the page a pathway stands on. Where a child is, is written on the page that was kept."""
    pages = {one.pk: one.merged_into_id or one.pk for one in children}
    found: dict[UUID, list[tuple[str, Stay]]] = defaultdict(list)
    for page, setting, unit, period in _main(frozenset({*pages, *pages.values()})):
        found[page].append((setting, Stay(unit, period.lower, period.upper)))
    return {page: _in_order([*found[kept], *(found[page] if page != kept else [])]) for page, kept in pages.items()}


@Kept
def _main(children: frozenset[UUID]) -> QuerySet[Enrolment, Any]:
    main = Enrolment.objects.filter(among("child", children), is_main=True).order_by("period", "pk")
    return main.values_list("child", "setting", "group__unit", "period")


def _in_order(held: Iterable[tuple[str, Stay]]) -> tuple[Stay, ...]:
    return tuple(stay for _, stay in sorted(held, key=lambda one: _FIRST.index(Setting(one[0]))))


def _job(one: Employment) -> Job:
    account = one.staff.account
    signs_in = account is not None and account.is_active
    return Job(one.pk, one.staff_id, one.unit_id, Role(one.role), one.period.lower, one.period.upper, signs_in)


def _cover(one: Substitute) -> Cover:
    return Cover(one.of_id, one.who_id, one.period.lower, one.period.upper)


def _baton(hold: Hold, offer: BatonOffer | None) -> Baton:
    offered = Offered(offer.pk, offer.to.unit_id, offer.lapses_on) if offer else None
    return Baton(
        hold.holder_id,
        hold.holder.staff_id,
        hold.unit_id,
        hold.period.lower,
        Why(hold.why),
        hold.child_unit_id,
        offered,
    )
