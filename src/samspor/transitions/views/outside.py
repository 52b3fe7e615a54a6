"""What a place outside Samspor has said of a handover on paper, written down by one of the senders."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.base import clock
from samspor.transitions import actions
from samspor.transitions.forms import ThereForm, UsefulThereForm
from samspor.transitions.queries import Now
from samspor.transitions.views.steps import GET_POST, filled, now_within, write

_NOT_GIVEN = "Den er ikke afleveret på papir. Er den sendt fra Samspor, skriver modtageren det selv."


@require_http_methods(GET_POST)
def read(request: Request, handover: UUID) -> HttpResponse:
    held = now_within(request, handover)
    form = filled(request, ThereForm, initial={"said_on": clock.today()})

    def act() -> object:
        given = form.cleaned_data
        return actions.note_read(
            by=request.actor, handover=held.handover, who=given["who"], said_on=given["said_on"], at=clock.now()
        )

    return write(
        request, held.handover, form, act, anchor="modtager", said="Det er skrevet, at den er læst.",
        heading="De har læst den", lead="Ring til dem. Skriv, hvem der har læst den og ved, hvad de gør først.",
        nothing=not _is_given(held), nothing_heading="Der er ikke noget at skrive her", nothing_words=_NOT_GIVEN,
    )  # fmt: skip


@require_http_methods(GET_POST)
def useful(request: Request, handover: UUID) -> HttpResponse:
    held = now_within(request, handover)
    form = filled(request, UsefulThereForm, initial={"said_on": clock.today()})

    def act() -> object:
        given = form.cleaned_data
        return actions.note_useful(
            by=request.actor, handover=held.handover, who=given["who"], words=given["words"],
            said_on=given["said_on"], at=clock.now(),
        )  # fmt: skip

    return write(
        request, held.handover, form, act, anchor="modtager", said="Det er skrevet, hvad de fandt nyttigt.",
        heading="Hvad fandt de nyttigt?", lead="Ring til dem, når barnet har været der i nogle uger.",
        nothing=not _is_given(held), nothing_heading="Der er ikke noget at skrive her", nothing_words=_NOT_GIVEN,
    )  # fmt: skip


def _is_given(held: Now) -> bool:
    return held.delivery is not None and held.delivery.unit_id is None
