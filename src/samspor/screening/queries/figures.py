"""Reads for the figures of a round: positions by child then and now, whether two saw alike, how many there are."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.people.api import Enrolment
from samspor.screening.models import AssessmentRound, JointAssessment, OwnAssessment, RoundUnit
from samspor.screening.queries.chosen import chosen_in, is_of_some
from samspor.screening.queries.there import staying
from samspor.screening.rules import RoundKind


def overview_visible_to(actor: Actor) -> QuerySet[RoundUnit]:
    """Rounds of the units one leads. Visits are counted by themselves."""
    held = RoundUnit.objects.exclude(round__kind=RoundKind.VISIT)
    return within(actor, Permission.ROUND_OVERVIEW, held.select_related("round", "unit"))


def totals_visible_to(actor: Actor) -> QuerySet[AssessmentRound]:
    """Whole rounds, newest first, that have opened somewhere."""
    held = AssessmentRound.objects.filter(units__notice_on__isnull=False, opens_on__lte=actor.on).distinct()
    held = held.exclude(kind=RoundKind.VISIT)
    return within(actor, Permission.ROUND_TOTALS, held).order_by("-opens_on", "label", "pk")


def rounds_before(round_units: Iterable[RoundUnit]) -> list[RoundUnit]:
    """In each of the units, the round of the same area and kind that opened last before."""
    asked = Q(pk__in=[])
    for one in round_units:
        same = Q(unit=one.unit_id, round__area=one.round.area, round__kind=one.round.kind)
        asked |= same & Q(round__opens_on__lt=one.round.opens_on)
    held = RoundUnit.objects.filter(asked, notice_on__isnull=False).select_related("round")
    return list(held.order_by("unit", "-round__opens_on", "pk").distinct("unit"))


def positions_in(round_units: Sequence[RoundUnit]) -> dict[UUID, str]:
    """What was concluded, by child; a child with two pages is one."""
    held = JointAssessment.objects.filter(assessment__round_unit__in=round_units)
    rows = held.values_list("assessment__child", "assessment__child__merged_into", "position")
    return {kept or child: word for child, kept, word in rows.order_by("concluded_at")}


def views_in(round_units: Sequence[RoundUnit]) -> dict[UUID, list[str]]:
    """Positions handed in, by assessment and without anybody's name: counted where two are in, and nowhere shown."""
    held = OwnAssessment.objects.filter(assessment__round_unit__in=round_units).exclude(handed_in_at=None)
    found: dict[UUID, list[str]] = {}
    for assessment, word in held.values_list("assessment", "position"):
        found.setdefault(assessment, []).append(word)
    return found


def number_there(round_units: Sequence[RoundUnit], on: date) -> int:
    """How many children are in those units today, as far as the rounds are about them."""
    some = [one for one in round_units if is_of_some(one)]
    units, of_some = [one.unit_id for one in round_units if one not in some], [one.unit_id for one in some]
    about = Q(group__unit__in=units) | Q(group__unit__in=of_some, child__in=chosen_in(some) if some else ())
    there = Enrolment.objects.filter(staying(on), about, period__contains=on, child__birth_date__lte=on)
    return there.values("child").distinct().count()
