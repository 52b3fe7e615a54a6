"""Marks on the ruler: one's own, and those that others say."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.concerns import actions, queries
from samspor.concerns.forms import MarkForm, OthersMarkForm
from samspor.concerns.models import Concern, RulerMark, ScaleAxis, ScaleStep
from samspor.concerns.pages import address, drawn_steps
from samspor.concerns.rules.words import Whose
from samspor.concerns.views.steps import GET_POST, concern_within, filled, row_within, write
from samspor.people.api import naming
from samspor.people.rules import age_months


@require_http_methods(GET_POST)
def own(request: Request, concern: UUID, axis: UUID) -> HttpResponse:
    held, on = concern_within(request, concern), found(ScaleAxis.objects.select_related("scale"), axis)
    form = filled(request, MarkForm, steps=_steps(held, on), initial={"said_on": clock.today()})

    def act() -> RulerMark:
        return actions.set_own_mark(by=request.actor, concern=held, axis=on, **_given(form), at=clock.now())

    lead = "Sæt dit eget mærke. De andre ser det først, når to har sat deres, eller når du selv viser det."
    return write(
        request, held, form, act, anchor="lineal", said="Dit mærke er sat.", heading=f"{on.label}: mit mærke",
        lead=f"{on.help} {lead}",
    )  # fmt: skip


@require_http_methods(GET_POST)
def others(request: Request, concern: UUID, axis: UUID) -> HttpResponse:
    held, on = concern_within(request, concern), found(ScaleAxis.objects.select_related("scale"), axis)
    form = filled(request, OthersMarkForm, steps=_steps(held, on), initial={"said_on": clock.today()})

    def act() -> RulerMark:
        said = form.cleaned_data
        name, role_words = _named(request, held, said)
        return actions.mark_for(
            by=request.actor, concern=held, whose=Whose(said["whose"]), name=name, role_words=role_words, axis=on,
            **_given(form), at=clock.now(),
        )  # fmt: skip

    return write(
        request, held, form, act, anchor="hver-for-sig", said="Mærket er sat.", heading=f"{on.label}: en andens mærke",
        lead=f"{on.help} Skriv det, personen selv siger. Tallet er deres, og det bliver stående med deres navn.",
    )  # fmt: skip


@require_POST
def show(request: Request, mark: UUID) -> HttpResponse:
    held = row_within(request, Permission.CONCERN_WRITE, RulerMark.objects.select_related("concern"), mark)

    def act() -> str:
        actions.open_mark(by=request.actor, mark=held, at=clock.now())
        return address(held.concern_id, "lineal")

    return once(request, act, at=clock.now())


@require_POST
def withdraw(request: Request, mark: UUID) -> HttpResponse:
    held = row_within(request, Permission.CONCERN_WRITE, RulerMark.objects.select_related("concern"), mark)

    def act() -> str:
        actions.withdraw_mark(by=request.actor, mark=held, at=clock.now())
        messages.success(request, "Mærket er trukket tilbage.")
        return address(held.concern_id, "lineal")

    return once(request, act, at=clock.now())


def _steps(concern: Concern, axis: ScaleAxis) -> list[tuple[ScaleStep, str]]:
    """Each step with what it can look like at the child's age; for a child not born yet, as for the youngest."""
    born = concern.child.birth_date
    held = queries.descriptions([axis.pk], age_months(born, clock.today()) if born else 0)
    words = {one.step_id: one.text for one in held.get(axis.pk, ())}
    return [(one, words.get(one.pk, "")) for one in drawn_steps(axis.scale)]


def _named(request: Request, concern: Concern, said: dict[str, Any]) -> tuple[str, str]:
    """Who the child is, is known already."""
    name, role_words = said["name"], said["role_words"]
    if said["whose"] == Whose.CHILD:
        name, role_words = (
            name.strip() or naming.name_of(request.actor, concern.child_id).whole,
            role_words.strip() or "barnet selv",
        )
    return name, role_words


def _given(form: MarkForm) -> dict[str, Any]:
    given = form.cleaned_data
    step = ScaleStep.objects.filter(pk=given["step"]).first()
    if step is None:
        raise Refused("Det trin er ikke på linealen. Vælg et af dem, der vises.", "step")
    return {"step": step, "said_on": given["said_on"], "note": given["note"]}
