"""Ending a concern, and opening it again."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.base import clock
from samspor.concerns import actions
from samspor.concerns.forms import CloseForm, ReopenForm
from samspor.concerns.views.steps import GET_POST, concern_within, filled, write

_SAID = ("outcome", "childs_room", "childs_way", "childs_hearers", "childs_words")


@require_http_methods(GET_POST)
def close(request: Request, concern: UUID) -> HttpResponse:
    """What stood when it was closed before is where one begins."""
    held = concern_within(request, concern)
    form = filled(request, CloseForm, initial={name: getattr(held, name) for name in _SAID})

    def act() -> object:
        words = {name: form.cleaned_data[name] for name in _SAID}
        return actions.close_concern(by=request.actor, concern=held, **words, at=clock.now())

    return write(
        request, held, form, act, anchor="", said="Bekymringen er afsluttet.", heading="Afslut bekymringen",
        lead="Barnet har ret til, at dets ord får betydning. Derfor spørger vi til sidst, hvad de ændrede.",
        submit="Afslut bekymringen",
    )  # fmt: skip


@require_http_methods(GET_POST)
def reopen(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    form = filled(request, ReopenForm)

    def act() -> object:
        return actions.reopen_concern(
            by=request.actor, concern=held, reason=form.cleaned_data["reason"], at=clock.now()
        )

    return write(
        request, held, form, act, anchor="", said="Bekymringen er åben igen.", heading="Åbn bekymringen igen",
        submit="Åbn den igen",
    )  # fmt: skip
