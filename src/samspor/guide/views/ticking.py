"""A step of a checklist is ticked, wherever the checklist stands."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from samspor.access.check import found, within
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.guide import actions
from samspor.guide.forms import TickForm
from samspor.guide.models import ChecklistLine


@require_POST
def tick(request: Request, line: UUID) -> HttpResponse:
    held = found(within(request.actor, Permission.CHECKLIST_KEEP, ChecklistLine.objects.all()), line)
    form = TickForm(request.POST)
    form.is_valid()  # nothing in it can be wrong: what is not there is a no, and a strange way back is not taken
    given = form.cleaned_data

    def act() -> str:
        actions.tick_step(by=request.actor, line=held, done=given.get("done", False), at=clock.now())
        back = given.get("back", "")
        return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else reverse("guide:front")

    return once(request, act, at=clock.now())
