"""What a round sheet holds, and what stands in Samspor when it comes back."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.core.signing import BadSignature, Signer

from samspor.access.actor import Actor
from samspor.people.api import ChildGroup
from samspor.screening import texts
from samspor.screening.models import OwnAssessment, RoundUnit
from samspor.screening.queries.assessments import assessments_of, children_of, handed_in, me, my_marks
from samspor.screening.queries.telling import untold
from samspor.screening.reading import SheetRow
from samspor.screening.rules import ASSESSORS, Here, Position, SheetKey, SheetLine, Standing

_SALT = "samspor.screening.sheet"


def sealed(key: SheetKey) -> str:
    parts = [key.round_unit.hex, key.group.hex, key.child.hex, key.staff.hex, key.marked]
    return Signer(salt=_SALT).sign("|".join(parts))


def unsealed(text: str) -> SheetKey | None:
    try:
        round_unit, group, child, staff, marked = Signer(salt=_SALT).unsign(text).split("|")
    except BadSignature:
        return None
    return SheetKey(UUID(round_unit), UUID(group), UUID(child), UUID(staff), marked)


def marked_word(own: OwnAssessment | None) -> str:
    """When one's own was last saved: a sheet that knows another moment is stale."""
    return own.marked_at.isoformat() if own else ""


def standing(actor: Actor, round_unit: RoundUnit, group: ChildGroup) -> Here:
    places = children_of(actor, round_unit, group)
    mine = my_marks(actor, round_unit)
    assessments = assessments_of(round_unit, [place.child.pk for place in places])
    waiting = untold(round_unit, [place.child.pk for place in places], actor.on)
    children: dict[UUID, Standing] = {}
    for place in places:
        own = mine.get(place.child.pk)
        assessment = assessments.get(place.child.pk)
        concluded = assessment is not None and hasattr(assessment, "joint")
        opened = assessment is not None and handed_in(assessment) >= ASSESSORS
        children[place.child.pk] = Standing(
            name=place.called,
            position=own.position if own else "",
            comment=(own.comment or "") if own else "",
            marked=marked_word(own),
            locked=concluded or opened or bool(own and own.handed_in_at),
            is_told=place.child.pk not in waiting,
        )
    return Here(round_unit.pk, group.pk, me(actor), children)


def sheet_rows(actor: Actor, round_unit: RoundUnit, group: ChildGroup) -> Iterator[SheetRow]:
    here = standing(actor, round_unit, group)
    born = {place.child.pk: place.child.birth_date for place in children_of(actor, round_unit, group)}
    for number, (child, now) in enumerate(here.children.items()):
        key = sealed(SheetKey(here.round_unit, here.group, child, here.staff, now.marked))
        day = born[child]
        word = texts.POSITION_SHORT[Position(now.position)] if now.position else ""
        yield SheetRow(number, now.name, f"{day:%d.%m.%Y}" if day else "", word, now.comment, key)


def lines_of(rows: Iterable[SheetRow]) -> list[SheetLine]:
    return [
        SheetLine(row.number, row.name, row.position, row.comment, row.has_formula, unsealed(row.key)) for row in rows
    ]
