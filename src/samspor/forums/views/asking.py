"""To ask a forum to think along: about a child by name, or without one."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.check import demand, found, within
from samspor.access.drafts import brought_back, draft_answer
from samspor.access.once import sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.forums import actions, queries, texts
from samspor.forums.forms import AskForm, UnnamedForm
from samspor.forums.models import MeetingSeries
from samspor.forums.rules.words import About, Ground
from samspor.forums.views.steps import GET_POST, caught, filled, show
from samspor.pathways.api import Pathway, pathways_visible_to
from samspor.people.api import Child, drafts, header_of, same_child
from samspor.sharing.rules.topics import topics
from samspor.sharing.rules.words import Purpose

_ASKED = "Der er bedt om en drøftelse. Du får besked, når den har fået en plads."


def _child(request: Request, key: UUID) -> Child:
    return found(within(request.actor, Permission.FORUM_ASK, Child.objects.select_related("merged_into")), key)


def _series(request: Request, key: UUID) -> MeetingSeries:
    """Also when its last meeting has begun: what was typed is not lost, and the action says why not."""
    return found(queries.series_visible_to(request.actor), key)


@require_GET
def where(request: Request, child: UUID) -> HttpResponse:
    held = _child(request, child)
    saw(Verb.MEETINGS_LISTED, by=request.actor, at=clock.now(), about=held, child_ids=[held.pk])
    open_ = queries.series_to_ask(request.actor, clock.now())
    grounds = {one: texts.GROUND_SAID[one] for one in Ground}
    context = {"header": header_of(request, held), "child": held, "series": list(open_), "grounds": grounds}
    return render(request, "forums/where.html", context)


@require_http_methods(GET_POST)
def about_child(request: Request, series: UUID, child: UUID) -> HttpResponse:
    actor, held, here = request.actor, _child(request, child), _series(request, series)
    by_consent, days = here.type.ground == Ground.CONSENT, topics(clock.today())
    follow_up = here.type.ground == Ground.SSD and queries.ssd_meetings(held, actor.on) > 0
    form = filled(request, AskForm, topics=days, by_consent=by_consent, follow_up=follow_up)
    mine: dict[str, Any] = {"by": actor, "about": held, "permission": Permission.FORUM_ASK, "place": request.path}

    def act() -> str:
        given = form.cleaned_data
        made = actions.ask_about_child(
            by=actor, series=here, child=held, question=given["question"], at=clock.now(),
            pathway=_pathway(request, held), aim=Purpose(given.get("aim", Purpose.EARLY_HELP)),
            topics=given.get("topics", ()), necessity=given.get("necessity", ""),
            special_reason=given.get("special_reason", ""),
        )  # fmt: skip
        drafts.drop_form(at=clock.now(), **mine)
        return reverse("forums:wish", args=[made.pk])

    answered = draft_answer(
        request, form, drop=lambda: drafts.drop_form(at=clock.now(), **mine),
        keep=lambda typed: drafts.save_form(
            child=held.pk, typed=typed, at=clock.now(), sent_as=sent_as(request), **mine
        ),
    ) or sent(request, form, act, at=clock.now(), said=_ASKED)  # fmt: skip
    page: dict[str, Any] = {
        "heading": f"Bed om en drøftelse i {here.title}", "lead": texts.GROUND_SAID[Ground(here.type.ground)],
        "submit": "Bed om en plads", "back": reverse("forums:where", args=[held.pk]), "here": request.path,
        "header": header_of(request, held), "saved_at": brought_back(form, drafts.form_draft(actor, request.path)),
    }  # fmt: skip
    return answered or show(request, form, about=held, children=[held.pk], **page)


def _pathway(request: Request, child: Child) -> Pathway | None:
    """The open one, of who may read it: what is agreed at the meeting is written there."""
    seen = pathways_visible_to(request.actor).filter(child__in=same_child(child), closed_at=None)
    return seen.first()


@require_http_methods(GET_POST)
def unnamed(request: Request, series: UUID) -> HttpResponse:
    actor, here = request.actor, _series(request, series)
    demand(actor, Permission.FORUM_CONSULT)
    form = filled(request, UnnamedForm, caught=caught(request, "question"))
    mine: dict[str, Any] = {"by": actor, "about": here, "permission": Permission.UNIT_READ, "place": request.path}

    def act() -> str:
        given = form.cleaned_data
        made = actions.ask_unnamed(
            by=actor, series=here, about=About(given["about"]), question=given["question"],
            confirmed=given.get("confirmed", ()), smallest=settings.PROFILE.forum_smallest, at=clock.now(),
        )  # fmt: skip
        drafts.drop_form(at=clock.now(), **mine)
        return reverse("forums:wish", args=[made.pk])

    answered = draft_answer(
        request, form, drop=lambda: drafts.drop_form(at=clock.now(), **mine),
        keep=lambda typed: drafts.save_form(child=None, typed=typed, at=clock.now(), sent_as=sent_as(request), **mine),
    ) or sent(request, form, act, at=clock.now(), said=_ASKED)  # fmt: skip
    page: dict[str, Any] = {
        "heading": f"Spørg {here.title} uden navn", "lead": _UNNAMED, "submit": "Bed om en plads",
        "back": reverse("forums:series", args=[here.pk]), "here": request.path,
        "saved_at": brought_back(form, drafts.form_draft(actor, request.path)),
    }  # fmt: skip
    return answered or show(request, form, about=here, **page)


_UNNAMED = "Ingen skal kunne kendes på det, du skriver. Alle, der sidder med, kan læse det."
