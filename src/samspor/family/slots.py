"""What the family's room lends: a panel, where a message about its words leads, and doors that close at a stop."""

from collections.abc import Mapping
from uuid import UUID

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from samspor.access.actor import Actor
from samspor.access.check import may
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.family import queries
from samspor.family.actions.inviting import close_ways_in
from samspor.family.models import KeyPerson
from samspor.messages.api import Template
from samspor.pathways.api import Pathway
from samspor.people.api import Child, held_among, way_out
from samspor.sharing.api import kept
from samspor.ui import slots
from samspor.ui.tasks import Task


def register() -> None:
    slots.fill("child.panels", panel, order=6)
    slots.fill("pathway.panels", pathway_panel, order=6)
    slots.fill("day.ways", ways)
    slots.fill("day.tasks", tasks, order=16)
    way_out.when_stopped(close_ways_in)


def panel(request: Request, child: Child) -> SafeString | None:
    if not may(request.actor, Permission.FAMILY_READ, child):
        return None
    drawn = render_to_string("family/_panel.html", {"child": child}, using="jinja2")
    return SafeString(drawn)  # a template of ours, which has escaped what people wrote


def pathway_panel(request: Request, pathway: Pathway) -> SafeString | None:
    return panel(request, kept(pathway.child))


def ways(actor: Actor, about: Mapping[str, set[str]]) -> dict[str, str]:
    """To the page of the child they are about, for who may read them."""
    words, pieces = about.get(Template.FAMILY_WROTE), about.get(Template.CHILD_WROTE)
    said_to = about.get(Template.PROPOSAL_ANSWERED)
    held = queries.words_visible_to(actor).filter(pk__in=words) if words else ()
    said = queries.pieces_visible_to(actor).filter(pk__in=pieces) if pieces else ()
    answered = queries.answers_visible_to(actor).filter(pk__in=said_to) if said_to else ()
    return {
        **{str(one.pk): reverse("family:family", args=[kept(one.child).pk]) for one in held},
        **{str(one.pk): reverse("family:family", args=[kept(one.proposal.child).pk]) for one in answered},
        **{str(one.pk): reverse("family:child", args=[kept(one.child).pk]) for one in said},
    }


def tasks(request: Request) -> list[Task]:
    """Somebody the family has asked for, to whoever has the baton. While there is a stop nobody is answered."""
    waiting = queries.persons_to_answer(request.actor, clock.now())
    held_back = held_among({kept(one.child).pk for one in waiting})
    return [_to_answer(one, kept(one.child).pk) for one in waiting if kept(one.child).pk not in held_back]


def _to_answer(one: KeyPerson, child: UUID) -> Task:
    why = f"{one.guardian.name} vil gerne have en med, som familien kender."
    here = reverse("family:answer_person", args=[one.pk])
    return Task(title="Svar på et forslag fra familien om {given}", why=why, href=here, child_ids=(child,), about=child)
