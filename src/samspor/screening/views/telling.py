"""The children who came after the parents were told of a round, and telling theirs."""

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
from samspor.screening import actions, pages, queries
from samspor.screening.forms.telling import LateNoticeForm
from samspor.screening.models import RoundUnit
from samspor.screening.rules import Way
from samspor.screening.views.steps import GET_POST, show_form


@require_http_methods(GET_POST)
def latecomers(request: Request, round_unit: UUID) -> HttpResponse:
    rounds = RoundUnit.objects.select_related("round", "unit")
    held = found(within(request.actor, Permission.ROUND_NOTICE, rounds), round_unit)
    places = queries.telling.latecomers(request.actor, held)
    form = LateNoticeForm(request.POST or None, children=pages.to_tell(places), initial={"notice_on": clock.today()})
    answered = sent(request, form, lambda: _told(request, form, held), at=clock.now())
    if answered:
        return answered
    children = [place.child.pk for place in places]
    saw(Verb.ROUND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=children)
    context = {"form": form, "heading": pages.heading(held, clock.today()), "children": children}
    return show_form(request, "screening/latecomers.html", context)


def _told(request: Request, form: LateNoticeForm, held: RoundUnit) -> str:
    given = form.cleaned_data
    actions.record_late_notice(
        by=request.actor, round_unit=held, children=[UUID(one) for one in given["children"]],
        notice_on=given["notice_on"], way=Way(given["way"]), at=clock.now(),
    )  # fmt: skip
    messages.success(request, "Det er registreret. Nu kan I se på børnene i runden.")
    return reverse("screening:board", args=[held.pk])
