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
from samspor.people.api import held_among, naming
from samspor.screening import actions, pages, queries
from samspor.screening.forms.telling import CorrectLateNoticeForm, LateNoticeForm
from samspor.screening.models import LateNotice, RoundUnit
from samspor.screening.rules import Way
from samspor.screening.views.steps import GET_POST, show_form


@require_http_methods(GET_POST)
def latecomers(request: Request, round_unit: UUID) -> HttpResponse:
    rounds = RoundUnit.objects.select_related("round", "unit")
    held = found(within(request.actor, Permission.ROUND_NOTICE, rounds), round_unit)
    places = queries.telling.latecomers(request.actor, held)
    to_tell, not_now = pages.may_be_told(places, held_among([place.child.pk for place in places]))
    form = LateNoticeForm(request.POST or None, children=pages.to_tell(to_tell), initial={"notice_on": clock.today()})
    answered = sent(request, form, lambda: _told(request, form, held), at=clock.now())
    if answered:
        return answered
    children = [place.child.pk for place in places]
    notices = list(queries.telling.late_notices_visible_to(request.actor).filter(round_unit=held))
    names = naming.names_of(request.actor, [one.child_id for one in notices])
    saw(Verb.ROUND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[*children, *names])
    context = {"form": form, "heading": pages.heading(held, clock.today()), "children": to_tell, "not_now": not_now}
    context["told"] = pages.late_told(notices, names)
    return show_form(request, "screening/latecomers.html", context)


@require_http_methods(GET_POST)
def late_notice(request: Request, late_notice: UUID) -> HttpResponse:
    """Where one of them is put right."""
    held = found(queries.telling.late_notices_visible_to(request.actor), late_notice)
    stands = {"notice_on": held.notice_on, "way": held.notice_way, "built_on": held.recorded_at.isoformat()}
    form = CorrectLateNoticeForm(request.POST or None, initial=stands)
    answered = sent(request, form, lambda: _corrected(request, form, held), at=clock.now(), said="Det er rettet.")
    if answered:
        return answered
    saw(Verb.ROUND_SEEN, by=request.actor, at=clock.now(), about=held.round_unit, child_ids=[held.child_id])
    context: dict[str, object] = {
        "form": form,
        "name": naming.name_of(request.actor, held.child_id),
        "heading": pages.heading(held.round_unit, clock.today()),
        "tellings": pages.of_latecomer(held),
    }
    return show_form(request, "screening/late_notice.html", context)


def _corrected(request: Request, form: CorrectLateNoticeForm, held: LateNotice) -> str:
    given = form.cleaned_data
    actions.correct_late_notice(
        by=request.actor, late_notice=held, notice_on=given["notice_on"], way=Way(given["way"]),
        built_on=given["built_on"], at=clock.now(),
    )  # fmt: skip
    return reverse("screening:latecomers", args=[held.round_unit_id])


def _told(request: Request, form: LateNoticeForm, held: RoundUnit) -> str:
    given = form.cleaned_data
    actions.record_late_notice(
        by=request.actor, round_unit=held, children=[UUID(one) for one in given["children"]],
        notice_on=given["notice_on"], way=Way(given["way"]), at=clock.now(),
    )  # fmt: skip
    messages.success(request, "Det er registreret. Nu kan I se på børnene i runden.")
    return reverse("screening:board", args=[held.pk])
