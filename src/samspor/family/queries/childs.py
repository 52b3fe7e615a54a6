"""What a child has said on its own page: to the child, to the staff it lets see it, and to a parent it chose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import may, within
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.concerns.rules.voices import Sight as Heard
from samspor.concerns.rules.voices import Viewer
from samspor.concerns.rules.voices import sight as heard_by
from samspor.concerns.rules.words import Audience
from samspor.family.models import ChildPiece, FamilyVisit
from samspor.family.queries.around import is_named, sight_of, ties_today
from samspor.family.rules.childs import has_own_page, is_shown
from samspor.family.rules.words import Sight
from samspor.people.api import Child, Enrolment, Guardianship, covered_addresses, held_among, same_child
from samspor.sharing.api import hidden_from, kept


@dataclass(frozen=True, slots=True)
class Answered:
    who: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Piece:
    """As the child, or a parent it has chosen, is shown it. `parents`: the keys of those the child has said yes to."""

    key: UUID
    kind: str
    text: str
    at: datetime
    allowed: Sequence[str]
    parents: Sequence[UUID]
    hearer: str
    answers: Sequence[Answered]


@dataclass(frozen=True, slots=True)
class OwnPage:
    """The child's own. `offered`: the parents who may be let see something, by key and name."""

    is_open: bool
    name: str
    hearer: str
    is_together: bool
    offered: Sequence[tuple[UUID, str]]
    pieces: Sequence[Piece]


def is_open_to(child: Child, on: date) -> bool:
    page = kept(child)
    return has_own_page(page.birth_date, on, has_left=page.left_on is not None and page.left_on <= on)


def own_page(visit: FamilyVisit, at: datetime) -> OwnPage:
    """By a code it is closed while there is a stop; together with an adult it is not, and no parent is offered."""
    page, on, made = kept(visit.child), local_date(at), visit.invitation
    stopped = bool(held_among([page.pk])) and not made.is_together
    if stopped or not is_open_to(page, on):
        return OwnPage(False, "", made.made_by.name, made.is_together, (), ())
    offered = _offered(page, on, is_together=made.is_together)
    adults = {one.guardian_id for one in ties_today(page, on)}
    shown = [_piece(one) for one in _pieces(page) if _is_shown(one, visit, adults)]
    name = page.given_names.split(" ")[0] if is_named(page, hidden=False) else ""
    return OwnPage(True, name, made.made_by.name, made.is_together, offered, shown)


def _is_shown(one: ChildPiece, visit: FamilyVisit, adults: Collection[UUID]) -> bool:
    return is_shown(
        together=visit.invitation.is_together, in_this_visit=one.written_at >= visit.began_at, parents=one.parents,
        adults=adults,
    )  # fmt: skip


def _offered(child: Child, on: date, *, is_together: bool) -> list[tuple[UUID, str]]:
    """Those whose whole page is open now. By a code, which may be in other hands, nobody while a home is covered."""
    ties = ties_today(child, on)
    if not is_together and covered_addresses(child, ties, on):
        return []
    return [(one.guardian_id, one.guardian.name) for one in ties if _is_told(child, one.guardian_id, ties, on)]


def _is_told(child: Child, guardian: UUID, ties: Sequence[Guardianship], on: date) -> bool:
    """A child may write where another of its adults lives: while that is covered, its words leave that home to none."""
    hidden = guardian in hidden_from(child, on)
    home = {one.guardian_id for one in ties if one.lives_with}
    covered = covered_addresses(child, ties, on) - {child.pk}
    whole = sight_of(child, guardian, ties=ties, hidden=hidden, on=on) is Sight.WHOLE
    return whole and covered <= (home if guardian in home else {guardian})


def told_by_child(child: Child, guardian: UUID, ties: Sequence[Guardianship], on: date) -> list[Piece]:
    """What this parent may read, by the child's own yes to them."""
    if not _is_told(child, guardian, ties, on):
        return []
    return [_piece(one) for one in _pieces(child) if guardian in one.parents]


def _pieces(child: Child) -> QuerySet[ChildPiece]:
    held = ChildPiece.objects.filter(child__in=same_child(child)).select_related("heard_by")
    return held.prefetch_related("answers__by")


def _piece(one: ChildPiece) -> Piece:
    answers = [Answered(each.by.name, each.text or "", each.written_at) for each in one.answers.all()]
    return Piece(
        one.pk, one.kind, one.text or "", one.written_at, tuple(one.allowed), tuple(one.parents), one.heard_by.name,
        answers,
    )  # fmt: skip


def piece_on(page: OwnPage, key: str) -> Piece | None:
    return next((one for one in page.pieces if str(one.key) == key), None)


@dataclass(frozen=True, slots=True)
class PieceSeen:
    """A piece, and how much of it one of the staff may see: `piece` is None when not the words."""

    at: datetime
    piece: Piece | None


def pieces_visible_to(actor: Actor) -> QuerySet[ChildPiece]:
    """In reach, whoever the child lets see them: `pieces_seen` asks that."""
    held = ChildPiece.objects.select_related("child__merged_into", "heard_by").prefetch_related("answers__by")
    return within(actor, Permission.FAMILY_READ, held)


def pieces_seen(actor: Actor, child: Child) -> list[PieceSeen]:
    """In the same way as what is written in a concern: by the child's own choice."""
    viewer = _viewer(actor, child)
    found = ((one, _sight(actor, viewer, one)) for one in pieces_visible_to(actor).filter(child__in=same_child(child)))
    return [
        PieceSeen(one.written_at, _piece(one) if seen is Heard.WORDS else None)
        for one, seen in found
        if seen is not Heard.NOTHING
    ]


def readable_by(actor: Actor, child: Child) -> frozenset[UUID]:
    """The pieces whose words one may read."""
    return frozenset(one.piece.key for one in pieces_seen(actor, child) if one.piece)


def _viewer(actor: Actor, child: Child) -> Viewer:
    here = Enrolment.objects.filter(child__in=same_child(child), period__contains=actor.on)
    units = set(here.values_list("group__unit", flat=True))
    return Viewer(
        is_leader=may(actor, Permission.CONCERN_OVERSEE, child), is_in_room=not units.isdisjoint(actor.own_units)
    )


def _sight(actor: Actor, viewer: Viewer, one: ChildPiece) -> Heard:
    who = Viewer(one.heard_by_id == actor.staff, viewer.is_leader, viewer.is_in_room)
    return heard_by(who, [Audience(word) for word in one.allowed], approved=True)
