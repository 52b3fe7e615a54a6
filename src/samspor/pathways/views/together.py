"""Who comes into a pathway, who leaves it, and the two lead roles. Who comes from elsewhere passes the lane."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Role
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.pathways import actions, queries
from samspor.pathways.forms.together import ColleagueForm, LeadsForm, LetInForm, OtherForm, WhereForm, named
from samspor.pathways.models import Participant, Pathway
from samspor.pathways.pages import address
from samspor.pathways.rules.together import Lead, may_coordinate
from samspor.pathways.views.steps import GET_POST, filled, header, maybe_one_of, one_of, writable, write
from samspor.people.api import Unit, naming
from samspor.sharing.rules.topics import topics
from samspor.sharing.rules.words import Purpose, Sector
from samspor.ui.forms import Form

_ANCHOR = "aktoerer"
_ITSELF = "barnet"


@require_http_methods(GET_POST)
def colleague(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    jobs = list(queries.around(request.actor, held))
    form = filled(request, ColleagueForm, people=named(jobs))

    def act() -> object:
        return actions.add_colleague(
            by=request.actor, pathway=held, who=one_of(jobs, form.cleaned_data["who"]), at=clock.now(), **_does(form)
        )

    page = {"heading": "Tilføj en kollega", "lead": "De, der arbejder med barnet, kan læse forløbet i forvejen."}
    return _write(request, held, form, act, **page)


@require_GET
def where(request: Request, pathway: UUID) -> HttpResponse:
    """First where they work, then who: a municipality has too many people for one list."""
    held = writable(request, pathway)
    units = {str(one.pk): one for one in queries.places(clock.today())}
    place = units.get(request.GET.get("sted", ""))
    if place:
        return redirect("pathways:let_in_from", held.pk, place.pk)
    return _where(request, held, [(key, one.name) for key, one in units.items()])


@require_http_methods(GET_POST)
def let_in(request: Request, pathway: UUID, unit: UUID) -> HttpResponse:
    """The place stands in the path: a draft is of one place, and what was typed is kept when nobody works there now."""
    held, today = writable(request, pathway), clock.today()
    place = found(Unit.objects.all(), unit)
    jobs = queries.working_at(place.pk, today)
    form = filled(request, LetInForm, people=named(jobs), topics=topics(today))

    def act() -> object:
        who = one_of(jobs, form.cleaned_data["who"])
        return actions.let_in(by=request.actor, pathway=held, who=who, at=clock.now(), **_does(form), **_about(form))

    page = {"heading": f"Luk en ind fra {place.name}", "submit": "Luk ind i forløbet", "lead": _LET_IN}
    return _write(request, held, form, act, said="Personen er lukket ind i forløbet.", **page)


_LET_IN = "Den, der lukkes ind, kan læse hele forløbet og skrive i det, så længe det må deles."


def _where(request: Request, held: Pathway, units: Sequence[tuple[str, str]]) -> HttpResponse:
    saw(Verb.PATHWAY_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    head = header(request, held.child)
    name = naming.name_as(queries.kept(held.child), is_seen=head is not None, on=request.actor.on)
    context = {"form": WhereForm(places=units), "header": head, "name": name, "back": address(held.pk, _ANCHOR)}
    return render(request, "pathways/where.html", context)


@require_http_methods(GET_POST)
def family(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    adults = {str(tie.guardian_id): tie.guardian for tie in queries.adults_of(held, request.actor.on)}
    people = [*((key, one.name) for key, one in adults.items()), (_ITSELF, "Barnet selv")]
    form = filled(request, ColleagueForm, people=people)

    def act() -> object:
        who = adults.get(form.cleaned_data["who"])
        return actions.add_family(by=request.actor, pathway=held, guardian=who, at=clock.now(), **_does(form))

    page = {"heading": "Skriv en fra familien på", "lead": "Aftal det med dem først."}
    return _write(request, held, form, act, **page)


@require_http_methods(GET_POST)
def other(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    form = filled(request, OtherForm, topics=topics(clock.today()))

    def act() -> object:
        given = form.cleaned_data
        return actions.add_other(
            by=request.actor, pathway=held, name=given["name"], service=Sector(given["service"]), at=clock.now(),
            **_does(form), **_about(form),
        )  # fmt: skip

    page = {"heading": "Skriv en anden på", "lead": "En, der ikke arbejder i kommunen. De får ikke adgang til siderne."}
    return _write(request, held, form, act, **page)


@require_http_methods(GET_POST)
def leads(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    people = queries.at_work(queries.participants_of(held.pk), request.actor.on)
    leaders = [one for one in people if one.job and may_coordinate(Role(one.job.role))]
    stand = {one.lead: str(one.pk) for one in people if one.lead}
    form = filled(request, LeadsForm, leaders=_named(leaders), people=_named(people), initial=stand)

    def act() -> object:
        chosen: dict[str, Any] = {lead: maybe_one_of(people, form.cleaned_data[lead]) for lead in Lead}
        return actions.choose_leads(by=request.actor, pathway=held, at=clock.now(), **chosen)

    page = {"heading": "Vælg tovholdere", "lead": "To opgaver, to personer. Begge står på forløbet i forvejen."}
    return _write(request, held, form, act, said="Tovholderne er valgt.", **page)


def _named(people: Sequence[Participant]) -> list[tuple[str, str]]:
    return [(str(one.pk), queries.name_and_role(one)) for one in people]


@require_POST
def end(request: Request, participant: UUID) -> HttpResponse:
    one = found(queries.participants_visible_to(request.actor), participant)

    def act() -> str:
        actions.end_participant(by=request.actor, participant=one, at=clock.now())
        return address(one.pathway_id, _ANCHOR)

    return once(request, act, at=clock.now())


def _does(form: Form) -> dict[str, Any]:
    return {"task": form.cleaned_data["task"], "contact": form.cleaned_data["contact"]}


def _about(form: Form) -> dict[str, Any]:
    return {"aim": Purpose(form.cleaned_data["aim"]), "topics": form.cleaned_data["topics"]}


def _write(
    request: Request, held: Pathway, form: Form, act: Callable[[], object], *, said: str = "Det er skrevet.",
    **page: str,
) -> HttpResponse:  # fmt: skip
    return write(request, held, form, act, anchor=_ANCHOR, said=said, **page)
