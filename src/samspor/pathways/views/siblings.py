"""A sibling's pathway is linked, and linked no longer."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.base import clock
from samspor.pathways import actions, queries
from samspor.pathways.forms.siblings import SiblingForm
from samspor.pathways.models import Pathway
from samspor.pathways.pages import address
from samspor.pathways.queries.siblings import links_visible_to, to_link
from samspor.pathways.views.steps import GET_POST, filled, one_of, writable, write
from samspor.people.api import naming

_ANCHOR = "soeskende"


@require_http_methods(GET_POST)
def link(request: Request, pathway: UUID) -> HttpResponse:
    held = writable(request, pathway)
    others = to_link(request.actor, held)
    form = filled(request, SiblingForm, others=_named(request, others))

    def act() -> object:
        other = one_of(others, form.cleaned_data["other"])
        return actions.link_siblings(by=request.actor, pathway=held, other=other, at=clock.now())

    page = {"heading": "Knyt til en søskendes forløb", "lead": _LEAD, "submit": "Knyt sammen"}
    return write(request, held, form, act, anchor=_ANCHOR, said="De to forløb er knyttet sammen.", **page)


_LEAD = (
    "Så står de ved siden af hinanden for dem, der arbejder med begge børn, og for en forælder, der bestemmer over "
    "begge. Ingen får mere at læse af det."
)


def _named(request: Request, others: list[Pathway]) -> list[tuple[str, str]]:
    names = naming.names_of(request.actor, [queries.kept(one.child).pk for one in others])
    return [(str(one.pk), names[queries.kept(one.child).pk].whole) for one in others]


@require_POST
def unlink(request: Request, pathway: UUID, siblings: UUID) -> HttpResponse:
    """`pathway`: the one whose page one pressed on."""
    one = found(links_visible_to(request.actor, pathway), siblings)

    def act() -> str:
        actions.unlink_siblings(by=request.actor, link=one, at=clock.now())
        return address(pathway, _ANCHOR)

    return once(request, act, at=clock.now())
