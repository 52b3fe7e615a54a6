"""The child's own page in words: to the child, and to those of the staff it lets read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from samspor.base.clock import local_date
from samspor.concerns.rules.words import Audience
from samspor.family import texts
from samspor.family.queries import OwnPage, Piece, PieceSeen
from samspor.family.rules.childs import PLACES, PieceKind
from samspor.people.api import Guardianship
from samspor.ui.danish import long_date

HOUSES, KINDS = (PieceKind.GOOD, PieceKind.WORRIES, PieceKind.DREAMS), tuple(PLACES.items())


@dataclass(frozen=True, slots=True)
class PieceLine:
    """`text` is empty where only that it is there is told. `readers`: in the order they are asked about."""

    key: UUID | None
    heading: str
    text: str
    on: str
    hearer: str
    readers: Sequence[str]
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Room:
    """One of the places on the child's page. `place` is how it is called in an address."""

    kind: str
    place: str
    heading: str
    is_house: bool
    lines: Sequence[PieceLine]


@dataclass(frozen=True, slots=True)
class ChildsPage:
    name: str
    hearer: str
    is_together: bool
    rooms: Sequence[Room]
    changed: Sequence[PieceLine]


def childs_page(page: OwnPage) -> ChildsPage:
    names = dict(page.offered)
    lines = {one.key: _line(one, names) for one in page.pieces}
    rooms = [_room(kind, place, [lines[one.key] for one in page.pieces if one.kind == kind]) for place, kind in KINDS]
    changed = [one for one in lines.values() if one.answers]
    return ChildsPage(page.name, page.hearer, page.is_together, rooms, changed)


def _room(kind: PieceKind, place: str, lines: Sequence[PieceLine]) -> Room:
    return Room(kind, place, texts.PIECE[kind], kind in HOUSES, lines)


def pieces(seen: Iterable[PieceSeen], ties: Iterable[Guardianship]) -> list[PieceLine]:
    """For the staff."""
    names = {one.guardian_id: one.guardian.name for one in ties}
    return [
        _line(one.piece, names) if one.piece else PieceLine(None, "", "", long_date(local_date(one.at)), "", (), ())
        for one in seen
    ]


def _line(one: Piece, names: Mapping[UUID, str]) -> PieceLine:
    """Of a parent who is not shown the page now, not the name either."""
    staff = [texts.READER[Audience(word)] for word in one.allowed]
    answers = [(f"{each.who}, {long_date(local_date(each.at))}", each.text) for each in one.answers]
    return PieceLine(
        one.key, texts.PIECE[PieceKind(one.kind)], one.text, long_date(local_date(one.at)), one.hearer,
        [*staff, *(names[key] for key in one.parents if key in names)], answers,
    )  # fmt: skip
