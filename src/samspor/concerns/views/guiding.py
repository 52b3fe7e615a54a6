"""The guide's steps inside a concern: which of them apply here, kept as a checklist."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.base import clock
from samspor.concerns import actions
from samspor.concerns.forms import GuideForm
from samspor.concerns.views.steps import GET_POST, concern_within, filled, write
from samspor.guide.rules import Track


@require_http_methods(GET_POST)
def guide(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    form = filled(request, GuideForm)

    def act() -> object:
        given = form.cleaned_data
        about = Track(given["about"]) if given["about"] else None
        degree = int(given["degree"]) if given["degree"] else None
        return actions.ask_guide(
            by=request.actor, concern=held, about=about, degree=degree, acute=given["acute"], at=clock.now()
        )

    return write(
        request, held, form, act, anchor="vejviser", said="Tjeklisten er lavet.", heading="Hvad siger vejviseren?",
        lead="Barnets alder, jeres område og svarene på de to første spørgsmål kender Samspor. Sig kun resten.",
        submit="Vis skridtene",
    )  # fmt: skip
