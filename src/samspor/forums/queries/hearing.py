"""Who hears what, asked anew each time a page opens: by their work, or of the lane."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q

from samspor.access.actor import Actor
from samspor.access.among import Among
from samspor.base.clock import local_date
from samspor.forums.models import AgendaItem, Meeting, Seat, Wish
from samspor.forums.queries.around import same_keys, where_they_are, works_of
from samspor.forums.queries.seats import ON, seats_of
from samspor.forums.rules.dates import moment
from samspor.forums.rules.hearing import BY_WORK, NOBODY_NAMED, NOT_THEIRS, Heard, opens, works_with
from samspor.forums.rules.words import Ground, Hearing, ItemState
from samspor.people.api import Child, Employment, children_visible_to
from samspor.people.rules import UnitKind
from samspor.sharing.api import Way, lanes_now
from samspor.sharing.rules.lane import NOT_KNOWN, NOT_KNOWN_NEXT, Answer
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.words import Act, Purpose, Sector

_UNKNOWN = Heard(Hearing.NOT, NOT_KNOWN, NOT_KNOWN_NEXT)


@dataclass(frozen=True, slots=True)
class Listener:
    """A job at a meeting, or of somebody who does not sit in it: then it is None, and only their work counts."""

    key: UUID
    job: Employment | None


def as_listener(seat: Seat) -> Listener:
    return Listener(seat.pk, seat.job)


Pair = tuple[Listener, Wish]


def hearing(actor: Actor, wishes: Sequence[Wish], seat: Seat | None, meeting: Meeting | None) -> dict[UUID, Heard]:
    """Of whoever looks, by the key of each wish."""
    one = Listener(actor.id, seat.job if seat else None)
    pages = {_kept(wish.child).pk for wish in wishes if wish.child}
    seen = set(children_visible_to(actor).filter(Among("pk", pages)).values_list("pk", flat=True)) if pages else set()
    working = {(one.key, wish.pk) for wish in wishes if wish.child and _kept(wish.child).pk in seen}
    said = _said([(one, wish) for wish in wishes], working, actor.on, meeting, over=is_over(meeting, actor.on))
    sees_unnamed = seat is not None
    return {
        wish.pk: said[one.key, wish.pk]
        if wish.child or sees_unnamed or wish.keeper_id == actor.staff
        else NOT_THEIRS
        for wish in wishes
    }  # fmt: skip


def hearing_of(
    listeners: Sequence[Listener], wishes: Sequence[Wish], on: date, meeting: Meeting | None, *, over: bool
) -> dict[tuple[UUID, UUID], Heard]:
    """Of everybody who sits there, by who and what: in as many statements however many. `over` as `is_over` says."""
    works = works_of([one.job for one in listeners if one.job])
    where = where_they_are([wish.child for wish in wishes if wish.child], on)
    working = {
        (one.key, wish.pk)
        for one in listeners
        for wish in wishes
        if one.job and wish.child and works_with(works[one.job.pk], where[wish.child.pk])
    }
    return _said([(one, wish) for one in listeners for wish in wishes], working, on, meeting, over=over)


def is_over(meeting: Meeting | None, on: date) -> bool:
    """Ended or cancelled by somebody, or by its own day: nobody need press anything."""
    return meeting is not None and (not meeting.is_on or local_date(meeting.ends_at) < on)


def heard_by_others(wish: Wish, by: Actor, at: datetime) -> list[Heard]:
    """What is said of each who sits in the next meeting, beside who asks."""
    ahead = wish.series.meetings.filter(state__in=ON, starts_at__gt=at).order_by("starts_at", "pk").first()
    seats = seats_of(ahead.pk, by.on) if ahead else []
    others = [as_listener(one) for one in seats if one.job.staff_id != by.staff]
    return list(hearing_of(others, [wish], by.on, None, over=False).values())


def heard_beside(item: AgendaItem, by: Actor) -> list[Heard]:
    """What is said of each who sits there, beside who asks: of a wish that may be the third of its kind as well.

    As while the meeting went on: minutes may be written when it is over, and let nobody hear anything.
    """
    others = [as_listener(one) for one in seats_of(item.meeting_id, by.on) if one.job.staff_id != by.staff]
    return list(hearing_of(others, [item.wish], by.on, item.meeting, over=False).values())


def can_see_to(item: AgendaItem, on: date) -> list[Employment]:
    """Whom what was agreed can be given to: those at the table who work with the child, and the keeper."""
    seats = seats_of(item.meeting_id, on)
    said = hearing_of([as_listener(one) for one in seats], [item.wish], on, item.meeting, over=False)
    ways = (Hearing.BY_WORK, Hearing.NOBODY_NAMED)
    there = [one.job for one in seats if said[one.pk, item.wish_id].how in ways]
    own = Employment.objects.filter(staff=item.wish.keeper, period__contains=on).select_related("staff", "unit")
    return list({one.pk: one for one in (*own.order_by("pk"), *there)}.values())


def _said(
    pairs: Sequence[Pair], working: set[tuple[UUID, UUID]], on: date, meeting: Meeting | None, *, over: bool
) -> dict[tuple[UUID, UUID], Heard]:
    found = {(one.key, wish.pk): _plain(one, wish, working) for one, wish in pairs}
    asked = [(one, wish) for one, wish in pairs if found[one.key, wish.pk] is None]
    used = ssd_used([wish for _, wish in asked], meeting, on)
    ways = [_way(one, wish, used) for one, wish in asked]
    answers = iter(lanes_now([way for way in ways if way], on))
    for (one, wish), way in zip(asked, ways, strict=True):
        found[one.key, wish.pk] = _heard(next(answers), wish, over=over) if way else _UNKNOWN
    return {key: one or NOT_THEIRS for key, one in found.items()}


def _plain(one: Listener, wish: Wish, working: set[tuple[UUID, UUID]]) -> Heard | None:
    """What need not be asked of the lane."""
    if wish.child is None:
        return NOBODY_NAMED
    if (one.key, wish.pk) in working:
        return BY_WORK
    return None if one.job else NOT_THEIRS


def _way(one: Listener, wish: Wish, used: dict[UUID, int]) -> Way | None:
    job, child = one.job, wish.child
    to = sector_of(UnitKind(job.unit.kind)) if job else None
    if job is None or child is None or to is None:
        return None
    return Way(
        child=child, act=Act.AGENDA, asker=Sector(wish.sender), to=to, purpose=Purpose(wish.aim),
        topics=frozenset(wish.topics), to_unit=job.unit_id, to_person=job.staff.name, ssd_used=used.get(wish.pk),
        has_special_reason=bool(wish.special_reason),
    )  # fmt: skip


def _heard(answer: Answer, wish: Wish, *, over: bool) -> Heard:
    if opens(answer.lane, Ground(wish.series.type.ground), over=over):
        return Heard(Hearing.LANE, answer.sentence, answer.next_step, answer.basis)
    return Heard(Hearing.NOT, answer.sentence, answer.next_step, answer.basis)


def ssd_used(wishes: Iterable[Wish], meeting: Meeting | None, on: date) -> dict[UUID, int]:
    """How many SSD meetings have been held about the child of each before this one: of what is asked on other ground
    too, or the lane would say of a child that they are used up.
    """
    held = [one for one in wishes if one.child]
    if not held:
        return {}
    pages = {one.pk: set(_pages(one.child)) for one in held}
    rows = _held_about({key for each in pages.values() for key in each}, on)
    return {
        key: len({when for about, when in rows if about & mine and (meeting is None or when < meeting.starts_at)})
        for key, mine in pages.items()
    }


def _held_about(pages: set[UUID], on: date) -> list[tuple[set[UUID], datetime]]:
    """What waits in a meeting of an earlier day that nobody has ended may have been talked of: it counts till then."""
    unsaid = Q(state=ItemState.WAITING, meeting__ends_at__lt=moment(on, time.min))
    ssd = AgendaItem.objects.filter(Q(state=ItemState.DISCUSSED) | unsaid, meeting__series__type__ground=Ground.SSD)
    rows = ssd.filter(Q(Among("wish__child", pages)) | Q(Among("wish__child__merged_into", pages)))
    found = rows.values_list("wish__child", "wish__child__merged_into", "meeting__starts_at")
    return [({child, kept or child}, when) for child, kept, when in found]


def _pages(child: Child | None) -> list[UUID]:
    return same_keys(child) if child else []


def _kept(child: Child) -> Child:
    return child.merged_into or child


def ssd_meetings(child: Child, on: date) -> int:
    """How many have been held about the child."""
    return len({when for _, when in _held_about(set(same_keys(child)), on)})
