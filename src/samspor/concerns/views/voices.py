"""The child's own words and drawings."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import within
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.concerns import actions, queries
from samspor.concerns.forms import ApproveForm, RewordVoiceForm, ShareForm, VoiceForm
from samspor.concerns.models import Voice
from samspor.concerns.pages import address
from samspor.concerns.reading import LARGEST_FILE, picture
from samspor.concerns.rules.words import Audience, House, WrittenBy
from samspor.concerns.views.steps import GET_POST, concern_within, filled, write
from samspor.people.api import StaffMember


@require_http_methods(GET_POST)
def keep(request: Request, concern: UUID) -> HttpResponse:
    held = concern_within(request, concern)
    form = filled(request, VoiceForm, initial={"said_on": clock.today()})

    def act() -> Voice:
        file = form.cleaned_data["drawing"]
        drawn = file.read(LARGEST_FILE + 1) if file else None
        return actions.keep_voice(by=request.actor, concern=held, drawing=drawn, **_given(form), at=clock.now())

    return write(
        request, held, form, act, anchor="stemme", said="Barnets ord er gemt. Kun du ser dem, til barnet har godkendt.",
        heading="Barnets egne ord", has_file=True,
        lead="Lad barnet vælge, hvilket hus I begynder i. Skriv det, barnet siger, og spørg, om det passer.",
    )  # fmt: skip


@require_http_methods(GET_POST)
def reword(request: Request, voice: UUID) -> HttpResponse:
    held = _mine(request, voice)
    stands = {name: getattr(held, name) for name in ("house", "text", "is_verbatim", "written_by", "said_on")}
    form = filled(request, RewordVoiceForm, initial=stands)

    def act() -> Voice:
        return actions.reword_voice(by=request.actor, voice=held, **_given(form), at=clock.now())

    return write(
        request, held.concern, form, act, anchor="stemme", said="Barnets ord er rettet.", heading="Ret barnets ord",
        lead="Det, der stod før, bliver ikke gemt.",
    )  # fmt: skip


@require_POST
def withdraw(request: Request, voice: UUID) -> HttpResponse:
    held = _mine(request, voice)

    def act() -> str:
        actions.withdraw_voice(by=request.actor, voice=held, at=clock.now())
        for place in ("concerns:reword_voice", "concerns:approve"):
            here = reverse(place, args=[held.pk])
            actions.drop_draft(by=request.actor, child=held.concern.child, place=here, at=clock.now())
        messages.success(request, "Stykket er slettet.")
        return address(held.concern_id, "stemme")

    return once(request, act, at=clock.now())


def _given(form: RewordVoiceForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "house": House(given["house"]), "text": given["text"], "is_verbatim": given["is_verbatim"],
        "written_by": WrittenBy(given["written_by"]), "said_on": given["said_on"],
    }  # fmt: skip


@require_http_methods(GET_POST)
def approve(request: Request, voice: UUID) -> HttpResponse:
    held = _mine(request, voice)
    form = filled(request, ApproveForm, initial={"allowed": held.allowed})

    def act() -> Voice:
        allowed = [Audience(word) for word in form.cleaned_data["allowed"]]
        return actions.approve_voice(by=request.actor, voice=held, allowed=allowed, at=clock.now())

    return write(
        request, held.concern, form, act, anchor="stemme", said="Barnets ord er godkendt og låst.",
        heading="Barnet bestemmer, hvem der må se det", lead=held.text or "En tegning", submit="Lås barnets ord",
    )  # fmt: skip


@require_http_methods(GET_POST)
def share(request: Request, voice: UUID) -> HttpResponse:
    held = _mine(request, voice)
    form = filled(request, ShareForm, initial={"shared_on": clock.today()})

    def act() -> Voice:
        return actions.share_voice(
            by=request.actor, voice=held, shared_on=form.cleaned_data["shared_on"], at=clock.now()
        )

    return write(
        request, held.concern, form, act, anchor="stemme", said="Det er skrevet, at forældrene har set det.",
        heading="Barnets ord er vist til forældrene", lead="Kun det, barnet har sagt ja til, må vises.",
    )  # fmt: skip


@require_POST
def not_shared(request: Request, voice: UUID) -> HttpResponse:
    held = _mine(request, voice)

    def act() -> str:
        actions.take_back_sharing(by=request.actor, voice=held, at=clock.now())
        messages.success(request, "Det er fortrudt, at forældrene har set det.")
        return address(held.concern_id, "stemme")

    return once(request, act, at=clock.now())


@require_GET
def drawing(request: Request, voice: UUID) -> HttpResponse:
    """The picture alone, to those who may see the piece."""
    actor = request.actor
    held = (
        within(actor, Permission.CONCERN_READ, Voice.objects.select_related("concern__child")).filter(pk=voice).first()
    )
    seen = [] if held is None else [one.piece for one in queries.voices_seen(actor, held.concern) if one.key == voice]
    if held is None or not any(seen) or held.drawing is None:
        raise NotHere
    saw(Verb.VOICE_SEEN, by=actor, at=clock.now(), about=held, child_ids=[held.concern.child_id])
    answer = HttpResponse(picture(held.drawing), content_type="image/jpeg")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _mine(request: Request, key: UUID) -> Voice:
    """Only its writer goes further with a piece; for everybody else it is not there."""
    rows = within(request.actor, Permission.CONCERN_WRITE, Voice.objects.select_related("concern__child"))
    held = rows.filter(pk=key, by__in=StaffMember.objects.filter(account=request.actor.id)).first()
    if held is None:
        raise NotHere
    return held
