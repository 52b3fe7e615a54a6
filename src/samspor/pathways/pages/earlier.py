"""What had been said before something was opened again, as sentences under it."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from samspor.base.clock import local_date
from samspor.pathways.models import EarlierOutcome
from samspor.pathways.queries.withheld import Shut, why_shut
from samspor.ui.danish import long_date

Earlier = Mapping[UUID, Sequence[str]]
NONE: Earlier = {}


def earlier_lines(rows: Iterable[EarlierOutcome], shut: Sequence[Shut]) -> Earlier:
    """By the key of the goal, the action or the promise, oldest first."""
    found: dict[UUID, list[str]] = {}
    for one in rows:
        key = one.goal_id or one.action_id or one.promise_id
        assert key is not None  # noqa: S101 -- a constraint says so
        found.setdefault(key, []).append(_said(one, why_shut(shut, one.said_by_id, one.said_at)))
    return found


def _said(one: EarlierOutcome, why: str) -> str:
    quoted = f" »{one.words}«" if one.words else ""
    words = f" Du kan ikke læse resten nu. {why}" if why else quoted
    said = f"{one.said_by.name} skrev det {long_date(local_date(one.said_at))}: {one.get_became_display()}."
    return f"{said}{words} {one.by.name} åbnede det igen {long_date(local_date(one.entered_at))}."
