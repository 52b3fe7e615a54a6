"""What is written in a pathway: an entry, what comes next, and its end."""

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from samspor.access.check import may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.pathways import actions, queries
from samspor.pathways.forms import CloseForm, EntryForm, NextForm
from samspor.pathways.queries.goals import open_actions_of, open_goals_of
from samspor.pathways.rules.words import Closing, EntryKind
from samspor.pathways.views.steps import GET_POST, closable, enterable, filled, writable, write


@require_http_methods(GET_POST)
def entry(request: Request, pathway: UUID) -> HttpResponse:
    held = enterable(request, pathway)
    form = filled(request, EntryForm, initial={"happened_on": clock.today()})

    def act() -> object:
        given = form.cleaned_data
        return actions.write_entry(
            by=request.actor, pathway=held, kind=EntryKind(given["kind"]), text=given["text"],
            happened_on=given["happened_on"], ics=given["ics"], at=clock.now(),
        )  # fmt: skip

    page = {"heading": "Skriv i forløbet"}
    return write(request, held, form, act, anchor="loggen", said="Det er skrevet i forløbet.", **page)


@require_http_methods(GET_POST)
def next_(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    stands = queries.nexts_of([held])[held.pk]
    seen = {"built_on": stands.entered_at.isoformat(), "on": clock.today() + timedelta(days=14)}
    form = filled(request, NextForm, initial=seen)

    def act() -> object:
        given = form.cleaned_data
        return actions.set_next(
            by=request.actor, pathway=held, what=given["what"], on=given["on"], built_on=given["built_on"],
            at=clock.now(),
        )  # fmt: skip

    page = {"heading": "Hvad er det næste?", "lead": f"Nu står der: {stands.what}"}
    return write(request, held, form, act, anchor="naeste", said="Det næste er skrevet.", **page)


@require_http_methods(GET_POST)
def close(request: Request, pathway: UUID) -> HttpResponse:
    held = closable(request, pathway)
    asked = may(request.actor, Permission.PATHWAY_WRITE, held)
    goals, doing = (open_goals_of(held), open_actions_of(held)) if asked else ([], [])
    form = filled(request, CloseForm, goals=goals, actions=doing)

    def act() -> object:
        given = form.cleaned_data
        return actions.close_pathway(
            by=request.actor,
            pathway=held,
            because=Closing(given["because"]),
            words=given["words"],
            became=form.became(),
            at=clock.now(),
        )

    page = {"heading": "Afslut forløbet", "submit": "Afslut forløbet", "lead": "Derefter kan der ikke skrives i det."}
    return write(request, held, form, act, anchor="", said="Forløbet er afsluttet.", **page)
