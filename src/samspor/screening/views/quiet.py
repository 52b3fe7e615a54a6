"""The quiet children of a group after a round."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.screening import actions, pages, queries
from samspor.screening.forms import LookedForm
from samspor.screening.models import Assessment
from samspor.screening.queries.quiet import may_take_back, not_talked_of
from samspor.screening.views.steps import GET_POST, assessment_within, group_within, name_in, round_within, show_form


@require_GET
def quiet(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    held, chosen = round_within(request, round_unit), group_within(request, group)
    seen = queries.quiet_in(request.actor, held, chosen)
    mine = {one.assessment.pk for one in seen if may_take_back(request.actor, one.looked, today=clock.today())}
    lines = pages.quiet_lines(seen, mine)
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=[line.child for line in lines])
    left, children = not_talked_of(request.actor, held, chosen)
    context: dict[str, object] = {
        "heading": pages.heading(held, clock.today()),
        "group": chosen,
        "lines": lines,
        "new_key": uuid4,
    }
    context |= {"left": left, "children": children}
    return render(request, "screening/quiet.html", context)


@require_http_methods(GET_POST)
def looked(request: Request, assessment: UUID) -> HttpResponse:
    held = assessment_within(request, assessment)
    form = LookedForm(request.POST or None)
    name = name_in(request, held)
    said = f"Det er skrevet, at I har set på {name.given} sammen."
    answered = sent(request, form, lambda: _looked(request, form, held), at=clock.now(), said=said)
    if answered:
        return answered
    saw(Verb.ASSESSMENT_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    heading = pages.heading(held.round_unit, clock.today())
    context = {"form": form, "assessment": held, "name": name, "heading": heading}
    return show_form(request, "screening/looked.html", context)


def _looked(request: Request, form: LookedForm, held: Assessment) -> str:
    actions.look_together(by=request.actor, assessment=held, words=form.cleaned_data["words"], at=clock.now())
    return reverse("screening:quiet", args=[held.round_unit_id, held.group_id])


@require_POST
def not_looked(request: Request, assessment: UUID) -> HttpResponse:
    held = assessment_within(request, assessment)

    def act() -> str:
        actions.take_back_look(by=request.actor, assessment=held, at=clock.now())
        messages.success(request, "Det er fortrudt. Barnet står igen blandt dem, I ikke har set på.")
        return reverse("screening:quiet", args=[held.round_unit_id, held.group_id])

    return once(request, act, at=clock.now())
