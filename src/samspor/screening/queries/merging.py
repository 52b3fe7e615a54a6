"""Before a page gives way to another about the same child."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samspor.base.refused import Refused
from samspor.people.api import Child
from samspor.screening.models import Assessment, ParentLink, ParentVoice
from samspor.screening.rules import NEEDS_WORDS
from samspor.screening.rules.assessments import REOPENED_WITHIN

_WAIT = "eller vent, til runden har været lukket i en måned."


def check_finished(child: Child, _kept: Child, today: date) -> None:
    """What hangs on a page that is gone would be seen by nobody, while its round counts the child as not looked at."""
    for what, rows, otherwise in _hanging(child, today):
        held = rows.select_related("round_unit__round").order_by("round_unit__round__closes_on").first()
        if held:
            label = held.round_unit.round.label
            raise Refused(f"På den side, der forsvinder, {what} i runden {label}. Behold den side i stedet{otherwise}")


def _hanging(child: Child, today: date) -> Iterator[tuple[str, QuerySet[Any], str]]:
    """A round that has closed can be prolonged for a while. That parents are told has no end."""
    recent = {"child": child, "round_unit__round__closes_on__gte": today - REOPENED_WITHIN}
    running = {"child": child, "round_unit__round__closes_on__gte": today}
    links = ParentLink.objects.filter(**running, revoked_at=None, answered_at=None)
    untold = Assessment.objects.filter(child=child, joint__position__in=sorted(NEEDS_WORDS), informed=None)
    yield "er en vurdering i gang", Assessment.objects.filter(**recent, joint=None), f", {_WAIT}"
    yield "er barnet vurderet", Assessment.objects.filter(**recent), f", {_WAIT}"
    yield "har en forælder sagt noget", ParentVoice.objects.filter(**recent), f", {_WAIT}"
    yield "har en forælder et link til at svare", links, ", eller luk linket først."
    yield "er forældrene ikke orienteret om det, I så", untold, "."
