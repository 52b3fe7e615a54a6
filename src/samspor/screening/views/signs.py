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
from samspor.screening.models import RoundUnit
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
        return answer(request, "screening/_ticked.html", {}, otherwise=reverse("screening:own", args=[held.pk, group]))
    sheet = _sheet(request, held, chosen, place)
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=[child])
    return show(request, "screening/ticks.html", {"sheet": sheet}, fragment="screening/_ticks.html")


def tick(request: Request, held: RoundUnit, child: UUID) -> None:
    actions.tick_signs(
        by=request.actor, round_unit=held, child=Child(pk=child), signs=ticked(request.POST, child), at=clock.now()
    )


def _sheet(request: Request, held: RoundUnit, group: ChildGroup, place: queries.Place) -> pages.TickSheet:
    heading = pages.heading(held, clock.today())
    own = queries.my_marks(request.actor, held).get(place.child.pk)
    months = pages.months_of(place.child, heading)
    signs = queries.signs(held.round.instrument_id, months)
    waiting = queries.telling.untold(held, [place.child.pk], clock.today())
    return pages.TickSheet(
        heading=heading,
        group=group,
        child=place.child,
        instrument=held.round.instrument_id,
        months=months,
        groups=pages.tick_groups(signs, queries.my_signs(own)),
        may_tick=heading.is_open and not (own and own.handed_in_at) and not waiting,
    )
