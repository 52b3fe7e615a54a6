"""A closed pathway for the records of the place: taken out by a press, and fetched as one file."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.pathways import actions, queries
from samspor.pathways.models import TakenOut
from samspor.pathways.pages.journal import Journal, Written, left_out, sections
from samspor.pathways.pages.package import packed
from samspor.pathways.queries.journal import closed_to_take_out, taken_out_by, written_in
from samspor.pathways.queries.withheld import withheld
from samspor.sharing.rules.words import Act


@require_POST
def take_out(request: Request, ended: UUID) -> HttpResponse:
    held = found(closed_to_take_out(request.actor), ended)

    def act() -> str:
        made = actions.take_out(by=request.actor, pathway=held, at=clock.now())
        return reverse("pathways:package", args=[made.pk])

    return once(request, act, at=clock.now())


@require_GET
def package(request: Request, taken: UUID) -> HttpResponse:
    """Made anew each time: a yes that was taken back meanwhile is taken back here too."""
    one = found(taken_out_by(request.actor), taken)
    child = one.pathway.child_id
    saw(Verb.PATHWAY_PACKAGE_MADE, by=request.actor, at=clock.now(), about=one.pathway, child_ids=[child])
    held = _journal(request, one)
    data = packed(held, render_to_string("pathways/_journal.html", {"journal": held}, using="jinja2"))
    name = f"forloeb-{one.entered_at:%Y-%m-%d}.zip"
    return HttpResponse(data, "application/zip", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _journal(request: Request, one: TakenOut) -> Journal:
    pathway, shut = one.pathway, withheld(request.actor, one.pathway, Act.EXPORT)
    assert pathway.closed_at  # noqa: S101 -- only what has ended is taken out
    child, rows = queries.kept(pathway.child), written_in(pathway)
    return Journal(
        key=str(pathway.pk), municipality=settings.PROFILE.name, child=child.name, born=child.birth_date,
        opened=pathway.opened_at, closed=pathway.closed_at, made_at=one.entered_at, made_by=one.by.name,
        sections=sections(pathway, Written(**rows), shut), left_out=left_out(shut),
    )  # fmt: skip
