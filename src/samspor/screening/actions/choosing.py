"""Which children a round before a transition is about."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.screening import rules
from samspor.screening.models import Assessment, RoundChild, RoundUnit
from samspor.screening.queries.assessments import everybody_in, me
from samspor.screening.queries.chosen import chosen_in, is_of_some


@transaction.atomic
def choose_children(*, by: Actor, round_unit: RoundUnit, children: Collection[UUID], at: datetime) -> list[UUID]:
    """All of them each time. Whoever somebody has written about stays in the round."""
    round_unit = require(by, Permission.ROUND_NOTICE, round_unit)
    before, there = chosen_in([round_unit]), {place.child.pk for place in everybody_in(by, round_unit)}
    written = set(Assessment.objects.filter(round_unit=round_unit).values_list("child", flat=True))
    rules.choosing.check_chosen(
        of_some=is_of_some(round_unit), closed=local_date(at) > round_unit.round.closes_on, chosen=children,
        there=there, left_out=(before & written) - set(children),
    )  # fmt: skip
    chosen = sorted(set(children))
    RoundChild.objects.filter(round_unit=round_unit).exclude(child__in=chosen).delete()
    RoundChild.objects.bulk_create(
        RoundChild(round_unit=round_unit, child_id=child, chosen_at=at, chosen_by_id=me(by))
        for child in chosen if child not in before
    )  # fmt: skip
    record(Verb.ROUND_CHILDREN_CHOSEN, by=by, about=round_unit, child_ids=chosen, at=at, after={"number": len(chosen)})
    return chosen
