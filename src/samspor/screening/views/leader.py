"""A round in figures: for the leader of a unit with the missing children named, for those above without a name."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samspor.access.check import demand, found
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.screening import pages, queries, rules
from samspor.screening.models import RoundUnit
from samspor.screening.pages import Figures
from samspor.ui.danish import listing
from samspor.ui.doors import about_nobody

YEAR = timedelta(days=365)


@require_GET
def overview(request: Request, round_unit: UUID) -> HttpResponse:
    held = found(queries.overview_visible_to(request.actor), round_unit)
    places = queries.children_of(request.actor, held)
    shown = [place.child.pk for place in places]
    standings = queries.standings_of(held, shown)
    waiting = queries.telling.untold(held, shown, clock.today())
    board = pages.board(pages.heading(held, clock.today()), queries.groups_of(held), places, standings, untold=waiting)
    saw(Verb.FIGURES_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=shown)
    context = {
        "heading": board.heading,
        "missing": pages.missing(board),
        "figures": _figures([held], queries.rounds_before([held]), children=len({place.child.pk for place in places})),
    }
    return render(request, "screening/overview.html", context)


@require_GET
@about_nobody
def rounds_in_figures(request: Request) -> HttpResponse:
    demand(request.actor, Permission.ROUND_TOTALS)
    visited = pages.visits_in_words(queries.visits.visits_counted(None, clock.today() - YEAR), is_far=True)
    context = {"rounds": queries.totals_visible_to(request.actor)[:60], "visited": visited}
    return render(request, "screening/rounds_in_figures.html", context)


@require_GET
def totals(request: Request, round: UUID) -> HttpResponse:
    held = found(queries.totals_visible_to(request.actor), round)
    units = list(held.units.exclude(notice_on=None).select_related("round"))
    saw(Verb.FIGURES_SEEN, by=request.actor, at=clock.now(), about=held)
    there = queries.number_there(units, clock.today())
    before = queries.rounds_before(units) if rules.may_compare(len(units)) else []
    context = {"round": held, "units": len(units), "figures": _figures(units, before, children=there)}
    context["compared"] = rules.may_compare(len(units))
    return render(request, "screening/totals.html", context)


def _figures(round_units: Sequence[RoundUnit], before: Sequence[RoundUnit], *, children: int) -> Figures:
    return pages.figures(
        rules.moved(queries.positions_in(before), queries.positions_in(round_units)),
        children=children,
        agreed=rules.agreed(queries.views_in(round_units)),
        kept=queries.keeping.kept_counts(round_units),
        alone=queries.visits.alone_in(round_units),
        before=listing(sorted({one.round.label for one in before})),
    )
