"""One's own assessments of a group, mark by mark."""

from collections.abc import Collection
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.once import once
from samspor.access.request import Request
from samspor.audit.record import saw, was_seen
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.people.api import Child, ChildGroup
from samspor.screening import actions, pages, queries, texts
from samspor.screening.forms import MarkForm
from samspor.screening.models import OwnAssessment, RoundUnit
from samspor.screening.rules import Position, marks
from samspor.screening.views.acting import my_acting
from samspor.screening.views.beside import focus_here
from samspor.screening.views.signs import tick
from samspor.screening.views.steps import GET_POST, group_within, round_within, show_form
from samspor.ui.answer import answer
from samspor.ui.danish import plural
from samspor.ui.doors import says_back
from samspor.ui.forms import Form, Problem

_TAKE_WITH = "Det her er ikke gemt. Tag det med, når I taler sammen."
_CLOSED = f"Barnets række er lukket imens. {_TAKE_WITH}"


@require_http_methods(GET_POST)
def own(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    """The group on one screen. A POST is the whole grid, from a browser without script."""
    held, chosen = round_within(request, round_unit), group_within(request, group)
    page, faults = _grid(request, held, chosen), {}
    if request.method == "POST":
        faults = _faults(request, page)
        if not faults:
            return once(request, lambda: _saved(request, held, chosen), at=clock.now())
        page = _saved_but(request, held, chosen, faults)
    children = [row.child for row in page.rows]
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=children)
    context: dict[str, object] = {
        "grid": page,
        "instrument": held.round.instrument_id,
        "acting": my_acting(request, held, children),
        "form": MarkForm(),
        "focus": focus_here(request, held, chosen.pk, children),
        "faults": faults,
        "problems": [
            Problem(f"c-{row.child}", f"{row.called}: {faults[row.child]}") for row in page.rows if row.child in faults
        ],
    }
    return show_form(request, "screening/own.html", context)


@require_POST
def mark(request: Request, round_unit: UUID, group: UUID, child: UUID) -> HttpResponse:
    """One row, saved as it is chosen. Saying the same twice is the same as once, so it needs no key."""
    form = MarkForm(_row(request, child))
    if not form.is_valid() or not (any(_said(form)) or _erases(request, round_unit, child)):
        round_within(request, round_unit)
        fault = form.fault() or "Vælg først en position."
        return says_back(HttpResponse(fault, status=HTTPStatus.UNPROCESSABLE_ENTITY))
    marked = _mark(request, RoundUnit(pk=round_unit), Child(pk=child), form)  # the action fetches both, and asks
    tally = queries.tally(request.actor, round_unit, group)
    otherwise = reverse("screening:own", args=[round_unit, group])
    if not was_seen():  # said again as it stands: nothing was changed, and it is shown
        saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=marked, child_ids=[child])
    said = {"tally": tally, "child": child, "seen": pages.seen(marked)}
    return answer(request, "screening/_marked.html", said, otherwise=otherwise)


@require_http_methods(GET_POST)
def withdraw_mark(request: Request, round_unit: UUID, group: UUID, child: UUID) -> HttpResponse:
    """A page of its own, so that nobody loses a position by a slip of the hand."""
    held, chosen = round_within(request, round_unit), group_within(request, group)
    place = queries.place_of(request.actor, held, chosen, child)
    if request.method == "POST":
        return once(request, lambda: _withdrawn(request, held, chosen, place.child), at=clock.now())
    own = queries.my_marks(request.actor, held).get(child)
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=[child])
    context = {
        "heading": pages.heading(held, clock.today()),
        "group": chosen,
        "child": place.child,
        "position": own.position if own and own.handed_in_at is None else "",
        "form": Form(),
    }
    return render(request, "screening/withdraw_mark.html", context)


@require_http_methods(GET_POST)
def hand_in(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    """What is about to be sealed, and then sealing it."""
    held, chosen = round_within(request, round_unit), group_within(request, group)
    if request.method == "POST":
        return once(request, lambda: _handed_in(request, held, chosen), at=clock.now())
    page = _grid(request, held, chosen)
    children = [row.child for row in page.rows]
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=children)
    context = {"grid": page, "form": Form(), "acting": my_acting(request, held, children)}
    return render(request, "screening/hand_in.html", context)


def _grid(request: Request, held: RoundUnit, group: ChildGroup) -> pages.Grid:
    today = clock.today()
    places = queries.children_of(request.actor, held, group)
    assessments = queries.assessments_of(held, [place.child.pk for place in places])
    return pages.grid(
        top=pages.heading(held, today),
        group=group,
        places=places,
        mine=queries.my_marks(request.actor, held),
        assessments=assessments,
        untold=queries.telling.untold(held, [place.child.pk for place in places], today),
        today=today,
    )


def _row(request: Request, child: UUID) -> dict[str, str]:
    return {name: request.POST.get(f"{name}-{child}", "") for name in ("position", "comment")}


def _mark(request: Request, held: RoundUnit, child: Child, form: MarkForm) -> OwnAssessment:
    given = form.cleaned_data
    return actions.set_mark(
        by=request.actor,
        round_unit=held,
        child=child,
        position=Position(given["position"]) if given["position"] else None,
        comment=given["comment"],
        seen=request.POST.get(f"seen-{child.pk}"),
        at=clock.now(),
    )


def _saved(request: Request, held: RoundUnit, group: ChildGroup) -> str:
    changed = _mark_all(request, held, group)  # a mark may still be on its way when the button is pressed
    _tick_all(request, held, group)
    if "hand_in" in request.POST:
        return reverse("screening:hand_in", args=[held.pk, group.pk])
    messages.success(request, "Dine vurderinger er gemt." if changed else "Der var ikke noget nyt at gemme.")
    return reverse("screening:own", args=[held.pk, group.pk])


def _mark_all(request: Request, held: RoundUnit, group: ChildGroup, but: Collection[UUID] = ()) -> int:
    """Every row that was changed and can be saved; rows that were left alone are left alone."""
    changed, page = 0, _grid(request, held, group)
    for row in page.rows:
        form = MarkForm(_row(request, row.child))
        writable = page.heading.is_open and not row.shut and row.child not in but
        if writable and form.is_valid() and form.is_new(row.position, row.comment):
            _mark(request, held, Child(pk=row.child), form)
            changed += 1
    return changed


def _erases(request: Request, round_unit: UUID, child: UUID) -> bool:
    """Words alone, taken away again. An empty row beside a position is from an older page, and takes nothing."""
    own = queries.my_marks(request.actor, RoundUnit(pk=round_unit)).get(child)
    return own is not None and not own.position and bool(own.comment)


def _said(form: MarkForm) -> tuple[str, str]:
    return form.cleaned_data["position"], form.cleaned_data["comment"]


def _faults(request: Request, page: pages.Grid) -> dict[UUID, str]:
    """What can not be saved of what was sent, by child; what is typed to a row that was closed meanwhile, too."""
    found = {row.child: _fault(request, row, page.heading) for row in page.rows}
    return {child: sentence for child, sentence in found.items() if sentence}


def _fault(request: Request, row: pages.Row, heading: pages.Heading) -> str:
    typed = _row(request, row.child)
    form = MarkForm(typed)
    is_new = not form.is_valid() or form.is_new(row.position, row.comment)
    if heading.is_open and not row.shut:
        return form.fault() or (_overtaken(request, row, form) if is_new else "")
    if not any(typed.values()) or not is_new:
        return ""
    return _CLOSED if heading.is_open else f"{heading.state_words}. {_TAKE_WITH}"


def _overtaken(request: Request, row: pages.Row, form: MarkForm) -> str:
    position, comment = _said(form)
    typed, seen = (position or row.position, comment), request.POST.get(f"seen-{row.child}")
    try:
        marks.merged(typed=typed, stands=(row.position, row.comment), seen=seen)
    except Refused as refused:
        return refused.sentence
    return ""


def _saved_but(request: Request, held: RoundUnit, group: ChildGroup, faults: dict[UUID, str]) -> pages.Grid:
    """What can be saved is saved, and the rest stands as it was typed. The same twice is the same as once."""
    _mark_all(request, held, group, but=faults)
    _tick_all(request, held, group)
    typed = {child: (sent["position"], sent["comment"]) for child in faults for sent in [_row(request, child)]}
    return pages.as_typed(_grid(request, held, group), typed)


def _withdrawn(request: Request, held: RoundUnit, group: ChildGroup, child: Child) -> str:
    actions.withdraw_mark(by=request.actor, round_unit=held, child=child, at=clock.now())
    messages.success(request, f"Din position for {child.given_names} er fjernet.")
    return reverse("screening:own", args=[held.pk, group.pk])


def _handed_in(request: Request, held: RoundUnit, group: ChildGroup) -> str:
    number = actions.hand_in(by=request.actor, round_unit=held, group=group, at=clock.now())
    messages.success(request, f"Du har afleveret {plural(number, 'vurdering', 'vurderinger')}. {texts.SEALED}")
    return reverse("screening:joint", args=[held.pk, group.pk])


def _tick_all(request: Request, held: RoundUnit, group: ChildGroup) -> None:
    """Of the children whose signs were unfolded in the grid."""
    unfolded = set(request.POST.getlist("signs-of"))
    page = _grid(request, held, group) if unfolded else None
    for row in page.rows if page and page.heading.is_open else ():
        if str(row.child) in unfolded and not row.shut:
            tick(request, held, row.child)
