"""Who has read about a child, as its family is told: when, as what, and why. By name only those who are with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from samspor.audit.models import Entry
from samspor.audit.verbs import Kind
from samspor.base.clock import local_date
from samspor.concerns.api import HardStop
from samspor.family.queries.sees import Seen
from samspor.family.rules.words import Sight
from samspor.pathways.api import Participant
from samspor.people.api import Child, Employment, same_child

BACK, READ, MOST = timedelta(days=365), 500, 40
_TOLD = frozenset({Sight.WHOLE, Sight.NO_PLACES})


@dataclass(frozen=True, slots=True)
class Look:
    """One person's looks of one kind on one day. `name` and `place` are empty where they are not told."""

    on: date
    roles: Sequence[str]
    place: str
    name: str
    verb: str
    why: str


def looks_at(child: Child, seen: Seen, *, at: datetime) -> list[Look]:
    """The newest first. Of no other guardian, and of nobody while a stop stood: the page says so."""
    if seen.sight not in _TOLD:
        return []
    pages = same_child(child)
    held = Entry.objects.filter(kind__in=[Kind.READ, Kind.SEARCH], child_ids__overlap=pages, at__gte=at - BACK)
    entries = _outside(held.exclude(roles=[]).order_by("-at", "-id")[:READ], _stops(pages))
    first = {(local_date(one.at), one.actor_id, one.verb): one for one in reversed(entries)}
    shown = sorted(first.values(), key=lambda one: (one.at, one.pk), reverse=True)[:MOST]
    hidden = seen.sight is Sight.NO_PLACES
    actors = {one.actor_id for one in shown if one.actor_id}
    places = {} if hidden else _places(actors)
    names = frozenset() if hidden else _with_it(pages)
    return [_look(one, places, names) for one in shown]


def _stops(pages: Iterable[UUID]) -> list[tuple[datetime, datetime | None]]:
    held = HardStop.objects.filter(concern__child__in=pages).values_list("entered_at", "lifted_at")
    return list(held)


def _outside(entries: Iterable[Entry], stops: Sequence[tuple[datetime, datetime | None]]) -> list[Entry]:
    def stood(then: datetime) -> bool:
        return any(begun <= then and (ended is None or then <= ended) for begun, ended in stops)

    return [one for one in entries if not stood(one.at)]


def _places(actors: Iterable[UUID]) -> dict[UUID | None, list[Employment]]:
    found: dict[UUID | None, list[Employment]] = {}
    for one in Employment.objects.filter(staff__account__in=actors).select_related("unit", "staff").order_by("pk"):
        found.setdefault(one.staff.account_id, []).append(one)
    return found


def _with_it(pages: Iterable[UUID]) -> frozenset[UUID]:
    """The accounts of the staff who are shown as taking part."""
    held = Participant.objects.filter(pathway__child__in=pages, pathway__closed_at=None, ended_at=None, kind="staff")
    return frozenset(held.values_list("job__staff__account", flat=True))


def _look(one: Entry, places: Mapping[UUID | None, list[Employment]], names: frozenset[UUID]) -> Look:
    day = local_date(one.at)
    jobs = places.get(one.actor_id, [])
    place = next((job.unit.name for job in jobs if day in job.period), "")
    name = one.actor_name if one.actor_id in names else ""
    return Look(day, tuple(one.roles), place, name, one.verb, one.purpose)
