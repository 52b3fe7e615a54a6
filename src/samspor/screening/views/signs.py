"""Signs to tick for one child: a page of its own, or a part of the grid."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import Child, ChildGroup
from samspor.screening import actions, pages, queries
from samspor.screening.forms import ticked
from samspor.screening.models import OwnAssessment, RoundUnit
from samspor.screening.views.acting import my_acting
from samspor.screening.views.steps import GET_POST, group_within, round_within
from samspor.ui.answer import answer, is_htmx, show


@require_http_methods(GET_POST)
def ticks(request: Request, round_unit: UUID, group: UUID, child: UUID) -> HttpResponse:
    """Saying the same twice is the same as once, so it needs no key."""
    held, chosen = round_within(request, round_unit), group_within(request, group)
    place = queries.place_of(request.actor, held, chosen, child)
    if request.method == "POST":
        tick(request, held, child)
        if not is_htmx(request):
            messages.success(request, f"Tegnene hos {place.child.given_names} er gemt.")
        said = {"acting": my_acting(request, held, [child])}
        own = reverse("screening:own", args=[held.pk, group])
        return answer(request, "screening/_ticked.html", said, otherwise=own)
    mine = queries.my_marks(request.actor, held).get(child)
    sheet = tick_sheet(held, chosen, place.child, mine, is_done=_is_done(held, child, mine))
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=[child])
    context = {"sheet": sheet, "acting": my_acting(request, held, [child]), **_way_back(sheet)}
    context["saves_at"] = reverse("screening:ticks", args=[held.pk, group, child])
    return show(request, "screening/ticks.html", context, fragment="screening/_ticks.html")


def _is_done(held: RoundUnit, child: UUID, mine: OwnAssessment | None) -> bool:
    assessment = queries.assessments_of(held, [child]).get(child)
    opened = assessment is not None and queries.are_in(assessment)
    return opened or bool(mine and mine.handed_in_at)


def tick(request: Request, held: RoundUnit, child: UUID) -> None:
    actions.tick_signs(
        by=request.actor, round_unit=held, child=Child(pk=child), signs=ticked(request.POST, child), at=clock.now()
    )


def _way_back(sheet: pages.TickSheet) -> dict[str, object]:
    top = sheet.heading
    back = reverse("screening:own", args=[top.round_unit, sheet.group.pk])
    board = (f"{top.label}, {top.unit}", reverse("screening:board", args=[top.round_unit]))
    rounds = ("Vurderingsrunder", reverse("screening:rounds"))
    return {"back": back, "crumbs": [rounds, board, (sheet.group.name, back), (sheet.child.name, "")]}


def tick_sheet(
    held: RoundUnit, group: ChildGroup, child: Child, own: OwnAssessment | None, *, is_done: bool
) -> pages.TickSheet:
    """The signs for the child's age, with those one has ticked."""
    heading = pages.heading(held, clock.today())
    months = pages.months_of(child, heading)
    signs = queries.signs(held.round.instrument_id, months)
    waiting = queries.telling.untold(held, [child.pk], clock.today())
    return pages.TickSheet(
        heading=heading,
        group=group,
        child=child,
        instrument=held.round.instrument_id,
        months=months,
        groups=pages.tick_groups(signs, queries.my_signs(own)),
        may_tick=heading.is_open and not is_done and not waiting,
    )
