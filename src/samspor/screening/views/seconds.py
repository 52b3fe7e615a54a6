"""Second assessors: chosen by the leader; and the children one is asked to look at."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import demand, found, within
from samspor.access.drafts import sent_by_itself
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw, searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.people.api import Child, ChildGroup, StaffMember, naming
from samspor.screening import actions, pages, queries
from samspor.screening.forms import MarkForm, ticked
from samspor.screening.forms.seconds import DeclineForm, FindColleagueForm, SecondForm
from samspor.screening.models import RoundUnit, SecondAssessor
from samspor.screening.rules import Position
from samspor.screening.views.acting import my_acting
from samspor.screening.views.signs import tick_sheet
from samspor.screening.views.steps import GET_POST, show_form
from samspor.ui.answer import SeeOther
from samspor.ui.danish import plural
from samspor.ui.doors import says_back
from samspor.ui.forms import Form, Problem

_CLOSED = "Der er skrevet færdigt om barnet imens. Tag det, du har skrevet, med, når I taler sammen."


@require_http_methods(GET_POST)
def seconds(request: Request, round_unit: UUID) -> HttpResponse:
    """Who is chosen in the round; a colleague is found by name and asked."""
    held = found(queries.seconds.rounds_to_choose_in(request.actor), round_unit)
    words = request.GET.get("q", "")[:100]
    colleagues = queries.seconds.colleagues_named(request.actor, words)
    works_in = queries.seconds.places_of_staff(colleagues, request.actor.on)
    places = queries.children_of(request.actor, held)
    groups = [(one.pk, one.name) for one in queries.groups_of(held)]
    form = SecondForm(
        request.POST or None,
        people=pages.who_can_be_asked(colleagues, works_in),
        about=pages.about(groups, places),
        initial={"from_on": max(clock.today(), held.round.opens_on), "to_on": held.round.closes_on},
    )
    answered = sent(request, form, lambda: _chosen(request, form, held), at=clock.now())
    children = [place.child.pk for place in places]
    asked = list(queries.seconds.seconds_chosen(request.actor, held))
    names = naming.names_of(request.actor, [one.child_id for one in asked if one.child_id])
    saw(Verb.ROUND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=children, purpose="vælge medvurderer")
    if words:
        searched(Verb.STAFF_LISTED, by=request.actor, at=clock.now(), words=words, staff_ids=[c.pk for c in colleagues])
    context = {
        "heading": pages.heading(held, clock.today()),
        "chosen": pages.chosen(asked, clock.today(), names),
        "find": FindColleagueForm(initial={"q": words}),
        "words": words,
        "form": form if colleagues else None,
        "new_form": Form,
    }
    return answered or show_form(request, "screening/seconds.html", context)


@require_POST
def end(request: Request, second: UUID) -> HttpResponse:
    chosen = within(request.actor, Permission.SECOND_CHOOSE, SecondAssessor.objects.select_related("staff"))
    held = found(chosen, second)

    def act() -> str:
        actions.end_second(by=request.actor, second=held, at=clock.now())
        messages.success(request, f"{held.staff.name} kan ikke længere se børnenes navne her.")
        return reverse("screening:seconds", args=[held.round_unit_id])

    return once(request, act, at=clock.now())


@require_http_methods(GET_POST)
def second(request: Request, second: UUID) -> HttpResponse:
    """The children one is asked to look at. A POST is the whole list, as it is without script."""
    demand(request.actor, Permission.SCREENING_SECOND)
    held = queries.seconds.asked(request.actor).filter(pk=second).first()
    if held is None:
        return _ended(request, second)
    rows, faults = _rows(request, held), {}
    if request.method == "POST":
        faults = _faults(request, rows)
        _mark_all(request, held)
        if not faults:
            return _kept(request, held)
        rows = pages.as_second_typed(_rows(request, held), {child: _typed(request, child) for child in faults})
    saw(Verb.SECOND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[row.child for row in rows])
    context = {
        "second": held,
        "heading": pages.heading(held.round_unit, clock.today()),
        "rows": rows,
        "acting": my_acting(request, held.round_unit, [row.child for row in rows]),
        "left": sum(not row.locked for row in rows),
        "form": Form(),
        "faults": faults,
        "problems": [
            Problem(f"c-{row.child}", f"{row.name}: {faults[row.child]}") for row in rows if row.child in faults
        ],
    }
    return show_form(request, "screening/second.html", context)


def _kept(request: Request, held: SecondAssessor) -> HttpResponse:
    """What is new is saved already, also when the page sent itself. It is looked at before it is handed in."""
    if sent_by_itself(request):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if "hand_in" in request.POST:
        return SeeOther(reverse("screening:hand_in_second", args=[held.pk]))
    messages.success(request, "Dine vurderinger er gemt.")
    return SeeOther(reverse("screening:second", args=[held.pk]))


@require_http_methods(GET_POST)
def hand_in(request: Request, second: UUID) -> HttpResponse:
    """What is about to be sealed, and then sealing it."""
    demand(request.actor, Permission.SCREENING_SECOND)
    held = found(queries.seconds.asked(request.actor), second)
    if request.method == "POST":
        return once(request, lambda: _handed_in(request, held), at=clock.now())
    rows = _rows(request, held)
    children = [row.child for row in rows]
    saw(Verb.SECOND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=children)
    going = pages.about_to_go(rows)
    context = {
        "second": held, "heading": pages.heading(held.round_unit, clock.today()), "form": Form(), "going": going,
        "number": sum(len(names) for _, names in going), "unmarked": pages.without_position(rows),
        "acting": my_acting(request, held.round_unit, children),
    }  # fmt: skip
    return render(request, "screening/hand_in_second.html", context)


@require_http_methods(GET_POST)
def decline(request: Request, second: UUID) -> HttpResponse:
    """One cannot, and says why. No child is named here."""
    demand(request.actor, Permission.SCREENING_SECOND)
    held = found(queries.seconds.asked(request.actor), second)
    form = DeclineForm(request.POST or None)

    def act() -> str:
        words = form.cleaned_data["words"]
        actions.decline_second(by=request.actor, second=held, words=words, at=clock.now())
        return "/"

    said = f"{held.round_unit.unit.name} har fået at vide, at du ikke kan."
    answered = sent(request, form, act, at=clock.now(), said=said)
    saw(Verb.SECOND_SEEN, by=request.actor, at=clock.now(), about=held)
    context = {"second": held, "heading": pages.heading(held.round_unit, clock.today()), "form": form}
    return answered or show_form(request, "screening/decline_second.html", context)


def _handed_in(request: Request, held: SecondAssessor) -> str:
    number = actions.hand_in_as_second(by=request.actor, second=held, at=clock.now())
    messages.success(request, f"Du har afleveret {plural(number, 'vurdering', 'vurderinger')}.")
    return reverse("screening:second", args=[held.pk])


def _ended(request: Request, second: UUID) -> HttpResponse:
    """What somebody typed before it ended is given back to them. The page names no child, and nobody else gets it."""
    words = [str(said) for name, said in request.POST.items() if name.startswith("comment-") and str(said).strip()]
    mine = SecondAssessor.objects.filter(pk=second, staff=request.actor.staff).exists()
    if not words or not mine:
        raise NotHere
    return says_back(show_form(request, "screening/second_ended.html", {"words": words}))


@require_http_methods(GET_POST)
def second_ticks(request: Request, second: UUID, looked_at: UUID) -> HttpResponse:
    """Signs to tick for one of them. Saying the same twice is the same as once, so it needs no key."""
    demand(request.actor, Permission.SCREENING_SECOND)
    held = found(queries.seconds.asked(request.actor), second)
    asked = {one.child.pk: one for one in queries.seconds.children_asked_about(request.actor, held)}
    if looked_at not in asked:
        raise NotHere
    one = asked[looked_at]
    back = reverse("screening:second", args=[held.pk])
    if request.method == "POST":
        signs = ticked(request.POST, looked_at)
        actions.tick_as_second(by=request.actor, second=held, child=looked_at, signs=signs, at=clock.now())
        messages.success(request, f"Tegnene hos {one.child.given_names} er gemt.")
        return SeeOther(back)
    sheet = tick_sheet(held.round_unit, held.group, one.child, one.own, is_done=one.is_done)
    saw(Verb.SECOND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[looked_at])
    crumbs = [("Min dag", "/"), ("Medvurdering", back), (one.child.name, "")]
    acting = my_acting(request, held.round_unit, [looked_at])
    context = {"sheet": sheet, "acting": acting, "back": back, "crumbs": crumbs, "saves_at": ""}
    return render(request, "screening/ticks.html", context)


def _chosen(request: Request, form: SecondForm, held: RoundUnit) -> str:
    given = form.cleaned_data
    group, _, child = given["about"].partition(" ")
    made = actions.choose_second(
        by=request.actor,
        round_unit=held,
        group=ChildGroup.objects.get(pk=group),
        child=Child.objects.get(pk=child) if child else None,
        staff=StaffMember.objects.get(pk=given["staff"]),
        from_on=given["from_on"],
        to_on=given["to_on"],
        at=clock.now(),
    )
    messages.success(request, f"{made.staff.name} er bedt om at se på børnene. Det står i »Min dag« hos kollegaen.")
    return reverse("screening:seconds", args=[held.pk])


def _rows(request: Request, held: SecondAssessor) -> list[pages.Asked]:
    children = queries.seconds.children_asked_about(request.actor, held)
    return pages.asked(children, held.round_unit.round.opens_on)


def _typed(request: Request, child: UUID) -> tuple[str, str]:
    return request.POST.get(f"position-{child}", ""), request.POST.get(f"comment-{child}", "")


def _form(request: Request, child: UUID) -> MarkForm:
    position, comment = _typed(request, child)
    return MarkForm({"position": position, "comment": comment})


def _faults(request: Request, rows: list[pages.Asked]) -> dict[UUID, str]:
    """What can not be saved of what was sent, by child; what is typed to a row that was closed meanwhile, too."""
    found = {}
    for row in rows:
        sent, form = _typed(request, row.child), _form(request, row.child)
        if row.locked and any(sent) and sent != (row.position, row.comment):
            found[row.child] = _CLOSED
        elif not row.locked and form.fault():
            found[row.child] = form.fault()
    return found


def _mark_all(request: Request, held: SecondAssessor) -> None:
    """Every row that was changed and can be saved."""
    for row in _rows(request, held):
        form = _form(request, row.child)
        if not row.locked and form.is_valid() and form.is_new(row.position, row.comment):
            given = form.cleaned_data
            actions.mark_as_second(
                by=request.actor, second=held, child=row.child, comment=given["comment"], at=clock.now(),
                position=Position(given["position"]) if given["position"] else None,
            )  # fmt: skip
