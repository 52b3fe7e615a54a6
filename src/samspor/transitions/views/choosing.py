"""Field by field: what goes, with what is known already beside it; and the child's yes to its own page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.check import found
from samspor.access.request import Request
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.transitions import actions, pages, queries, texts
from samspor.transitions.forms import ChildForm, FieldForm, ParentsFieldForm
from samspor.transitions.instrument import shipped
from samspor.transitions.models import HandoverField
from samspor.transitions.queries import FieldNow, Suggestion
from samspor.transitions.rules.words import Choice, Kind, Whose
from samspor.transitions.views.steps import GET_POST, filled, show, write

KEPT = ("choice", "text", "purpose", "built_on", "form_key")


@require_http_methods(GET_POST)
def field(request: Request, field: UUID) -> HttpResponse:
    """A suggestion is taken in by its button, into what is typed; it is saved by nobody but the one who saves."""
    shown = _field_within(request, field)
    held = shown.field
    if shown.whose is Whose.PARENTS:
        return _parents(request, shown)
    offered = queries.suggestions_for(request.actor, held)
    page = {"line": pages.field_line(shown), "offered": offered, "source_words": texts.SOURCE}
    taken = _taken(request, offered)
    if taken is not None:
        form = FieldForm(initial=taken)
        return show(request, held.handover, form, anchor="vaelg", template="transitions/field.html", **page)
    form = filled(request, FieldForm, initial=_before(shown))
    return write(
        request, held.handover, form, lambda: _write(request, form, held), anchor="vaelg", said="Det er gemt.",
        template="transitions/field.html", **page,
    )  # fmt: skip


@require_http_methods(GET_POST)
def child(request: Request, field: UUID) -> HttpResponse:
    shown = _field_within(request, field)
    held = shown.field
    if shown.whose is not Whose.CHILD or shown.wording is None:
        raise NotHere
    form = filled(request, ChildForm, initial={"asked_on": clock.today(), "wording": shown.wording.pk})

    def act() -> object:
        given = form.cleaned_data
        return actions.hear_child(
            by=request.actor, field=held, says_yes=given["says_yes"] == "yes", words=given["words"],
            asked_on=given["asked_on"], wording=given["wording"], at=clock.now(),
        )  # fmt: skip

    return write(
        request, held.handover, form, act, anchor="vaelg", said="Barnets svar er gemt.",
        template="transitions/child.html", line=pages.field_line(shown),
    )  # fmt: skip


def _field_within(request: Request, key: UUID) -> FieldNow:
    held = found(queries.fields_visible_to(request.actor), key)
    now = queries.now(held.handover, request.actor.on)
    return next(one for one in now.fields if one.field.pk == key)


def _parents(request: Request, shown: FieldNow) -> HttpResponse:
    form = filled(request, ParentsFieldForm, initial=_before(shown))

    def act() -> object:
        return _write(request, form, shown.field)

    return write(
        request, shown.field.handover, form, act, anchor="vaelg", said="Det er gemt.",
        template="transitions/field.html", line=pages.field_line(shown), offered=[], source_words=texts.SOURCE,
    )  # fmt: skip


def _write(request: Request, form: FieldForm | ParentsFieldForm, held: HandoverField) -> HandoverField:
    given = form.cleaned_data
    return actions.write_field(
        by=request.actor, field=held, choice=Choice(given["choice"]), purpose=given["purpose"],
        text=given.get("text", ""), built_on=given.get("built_on"), at=clock.now(),
    )  # fmt: skip


def _before(shown: FieldNow) -> dict[str, Any]:
    """Nothing is chosen beforehand; the purpose is offered in the words of the template."""
    held = shown.field
    return {
        "choice": None if held.choice == Choice.UNDECIDED else held.choice,
        "purpose": held.purpose or _purpose(held),
        "text": shown.wording.text if shown.wording else "",
        "built_on": shown.wording.pk if shown.wording else None,
    }


def _purpose(held: HandoverField) -> str:
    template = shipped()[Kind(held.handover.kind)]
    return next((one.purpose for one in template.fields if one.key == held.key), "")


def _taken(request: Request, offered: list[Suggestion]) -> dict[str, Any] | None:
    """What is typed, with a suggestion below it: shown again to be read and changed, and not saved."""
    wanted = request.POST.get("take", "")
    one = next((each for each in offered if each.key == wanted), None)
    if one is None:
        return None
    typed = {name: request.POST.get(name, "") for name in KEPT}
    return typed | {"text": "\n".join(filter(None, [typed["text"].rstrip(), one.text])), "choice": Choice.CHOSEN}
