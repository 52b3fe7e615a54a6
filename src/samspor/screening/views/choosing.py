"""The children a round before a transition is about, chosen by who leads the unit."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from samspor.access.check import found, within
from samspor.access.once import sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.screening import actions, pages
from samspor.screening.forms.rounds import ChooseChildrenForm
from samspor.screening.models import RoundUnit
from samspor.screening.queries import chosen
from samspor.screening.queries.assessments import everybody_in
from samspor.screening.views.steps import GET_POST, show_form
from samspor.ui.danish import plural


@require_http_methods(GET_POST)
def children(request: Request, round_unit: UUID) -> HttpResponse:
    held = found(
        within(request.actor, Permission.ROUND_NOTICE, RoundUnit.objects.select_related("round", "unit")), round_unit
    )
    places = {place.child.pk: place for place in everybody_in(request.actor, held)}
    before = chosen.chosen_in([held])
    ticked = before & set(places) or chosen.moving_on(request.actor, held, places)
    form = ChooseChildrenForm(
        request.POST or None, children=pages.to_tell(places.values()),
        initial={"children": [str(child) for child in ticked]},
    )  # fmt: skip
    answered = sent(request, form, lambda: _chosen(request, form, held), at=clock.now())
    saw(Verb.ROUND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=list(places))
    context = {"form": form, "heading": pages.heading(held, clock.today()), "is_new": not before, "any": bool(places)}
    context["of_some"] = chosen.is_of_some(held)
    return answered or show_form(request, "screening/children.html", context)


def _chosen(request: Request, form: ChooseChildrenForm, held: RoundUnit) -> str:
    keys = [UUID(one) for one in form.cleaned_data["children"]]
    actions.choose_children(by=request.actor, round_unit=held, children=keys, at=clock.now())
    messages.success(request, f"Runden handler om {plural(len(keys), 'barn', 'børn')}.")
    return reverse("screening:board", args=[held.pk])
