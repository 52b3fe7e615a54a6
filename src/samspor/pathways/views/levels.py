"""How many are together about a pathway: chosen anew, with why."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.request import Request
from samspor.base import clock
from samspor.pathways import actions
from samspor.pathways.forms.levels import LevelForm
from samspor.pathways.queries.levels import extents_of
from samspor.pathways.rules.levels import levels
from samspor.pathways.views.steps import GET_POST, filled, writable, write


@require_http_methods(GET_POST)
def level(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    stands = extents_of(held)[0]
    seen = {"built_on": stands.entered_at.isoformat(), "level": stands.level}
    form = filled(request, LevelForm, levels=levels(clock.today()), initial=seen)

    def act() -> object:
        given = form.cleaned_data
        return actions.choose_level(
            by=request.actor, pathway=held, level=given["level"], why=given["why"], built_on=given["built_on"],
            at=clock.now(),
        )  # fmt: skip

    page = {"heading": "Hvor mange er I om det?", "lead": _LEAD}
    return write(request, held, form, act, anchor="omfang", said="Det er skrevet.", **page)


_LEAD = (
    "Det handler om, hvor mange der hjælper, og ikke om barnet. Det spærrer ikke for noget. Familien får en sætning om "
    "det på sin side, men ikke det, du skriver her."
)
