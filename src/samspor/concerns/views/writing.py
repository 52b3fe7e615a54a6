"""What is written in a concern: factors, what must happen, next steps and whom one involved."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.concerns import actions, queries
from samspor.concerns.forms import (
    DoneForm,
    InvolveForm,
    RewordForm,
    StepForm,
    WantedForm,
    WorksForm,
    WorriesForm,
)
from samspor.concerns.models import Factor, Involvement, NextStep
from samspor.concerns.pages import address
from samspor.concerns.rules.words import Circle, FactorKind, Party
from samspor.concerns.views.steps import GET_POST, concern_within, filled, row_within, write
from samspor.people.api import StaffMember


@require_http_methods(GET_POST)
def works(request: Request, concern: UUID) -> HttpResponse:
    form = filled(request, WorksForm)
    return _factor(request, concern, FactorKind.PROTECTIVE, form, "fungerer", "Hvad fungerer?")


@require_http_methods(GET_POST)
def worries(request: Request, concern: UUID) -> HttpResponse:
    form = filled(request, WorriesForm, initial={"observed_on": clock.today()})
    return _factor(request, concern, FactorKind.STRAINING, form, "bekymrer", "Hvad bekymrer os?")


def _factor(  # noqa: PLR0917 -- only called from the two above
    request: Request, key: UUID, kind: FactorKind, form: WorksForm | WorriesForm, anchor: str, heading: str
) -> HttpResponse:
    held = concern_within(request, key)

    def act() -> Factor:
        given = form.cleaned_data
        circle = Circle(given["circle"]) if given["circle"] else None
        return actions.add_factor(
            by=request.actor, concern=held, kind=kind, circle=circle, text=given["text"],
            ics=given["ics"], observed_on=given["observed_on"], at=clock.now(),
        )  # fmt: skip

    return write(request, held, form, act, anchor=anchor, said="Det er gemt.", heading=heading)


@require_http_methods(GET_POST)
def reword(request: Request, factor: UUID) -> HttpResponse:
    rows = Factor.objects.select_related("concern__child", "by")
    held = row_within(request, Permission.CONCERN_WRITE, rows, factor)
    form = filled(request, RewordForm, initial={"text": held.text, "built_on": held.worded_at.isoformat()})

    def act() -> Factor:
        given = form.cleaned_data
        return actions.reword_factor(
            by=request.actor, factor=held, text=given["text"], built_on=given["built_on"], at=clock.now()
        )

    anchor = "fungerer" if held.kind == FactorKind.PROTECTIVE else "bekymrer"
    return write(request, held.concern, form, act, anchor=anchor, said="Dine ord er rettet.", heading="Ret dine ord")


@require_POST
def withdraw(request: Request, factor: UUID) -> HttpResponse:
    rows = Factor.objects.select_related("concern")
    held = row_within(request, Permission.CONCERN_WRITE, rows, factor)

    def act() -> str:
        actions.withdraw_factor(by=request.actor, factor=held, at=clock.now())
        messages.success(request, "Det er trukket tilbage, og bliver stående i historikken.")
        return address(held.concern_id, "fungerer" if held.kind == FactorKind.PROTECTIVE else "bekymrer")

    return once(request, act, at=clock.now())


@require_http_methods(GET_POST)
def wanted(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    latest = held.wanted.order_by("-entered_at", "-pk").first()
    before = {"text": latest.text, "built_on": latest.entered_at.isoformat()} if latest else {}
    form = filled(request, WantedForm, initial=before)

    def act() -> object:
        given = form.cleaned_data
        return actions.write_wanted(
            by=request.actor, concern=held, text=given["text"], built_on=given["built_on"], at=clock.now()
        )

    return write(request, held, form, act, anchor="skal-ske", said="Det er gemt.", heading="Hvad skal der ske?")


@require_http_methods(GET_POST)
def step(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    form = filled(request, StepForm, people=queries.staff_around(request.actor, held))

    def act() -> NextStep:
        given = form.cleaned_data
        return actions.agree_step(
            by=request.actor, concern=held, what=given["what"], who=StaffMember.objects.get(pk=given["who"]),
            where=given["where"], due_on=given["due_on"], review_on=given["review_on"], at=clock.now(),
        )  # fmt: skip

    heading = "Hvad kan vi gøre, hvor barnet allerede er?"
    return write(request, held, form, act, anchor="her", said="Det næste skridt er aftalt.", heading=heading)


@require_http_methods(GET_POST)
def finish(request: Request, next_step: UUID) -> HttpResponse:
    rows = NextStep.objects.select_related("concern__child", "who")
    held = row_within(request, Permission.CONCERN_WRITE, rows, next_step)
    form = filled(request, DoneForm, initial={"done_on": clock.today(), "outcome": held.outcome})

    def act() -> NextStep:
        given = form.cleaned_data
        return actions.finish_step(
            by=request.actor, step=held, done_on=given["done_on"], outcome=given["outcome"], at=clock.now()
        )

    heading, said = "Skridtet er gjort", "Det er skrevet, hvad der kom ud af det."
    return write(request, held.concern, form, act, anchor="her", said=said, heading=heading, lead=held.what)


@require_POST
def undo(request: Request, next_step: UUID) -> HttpResponse:
    held = row_within(request, Permission.CONCERN_WRITE, NextStep.objects.select_related("concern"), next_step)

    def act() -> str:
        actions.undo_step(by=request.actor, step=held, at=clock.now())
        messages.success(request, "Skridtet er ikke gjort endnu. Det, der var skrevet, står i skemaet næste gang.")
        return address(held.concern_id, "her")

    return once(request, act, at=clock.now())


@require_POST
def withdraw_involvement(request: Request, involvement: UUID) -> HttpResponse:
    rows = Involvement.objects.select_related("concern")
    held = row_within(request, Permission.CONCERN_WRITE, rows, involvement)

    def act() -> str:
        actions.withdraw_involvement(by=request.actor, involvement=held, at=clock.now())
        messages.success(request, "Det er trukket tilbage, og bliver stående i historikken.")
        return address(held.concern_id, "inddrag")

    return once(request, act, at=clock.now())


@require_http_methods(GET_POST)
def involve(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    form = filled(request, InvolveForm, initial={"involved_on": clock.today()})

    def act() -> object:
        given = form.cleaned_data
        return actions.involve(
            by=request.actor, concern=held, party=Party(given["party"]), involved_on=given["involved_on"],
            words=given["words"], at=clock.now(),
        )  # fmt: skip

    return write(request, held, form, act, anchor="inddrag", said="Det er gemt.", heading="Hvem har I inddraget?")
