"""The child's own page: what it has said, what it says now, and who may see it."""

from datetime import datetime
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspor.access.once import sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.family import actions, pages, queries, texts
from samspor.family.forms import PieceForm, ReadersForm
from samspor.family.rules.childs import PLACES, PieceKind
from samspor.family.views.steps import Mine, another, mine, over, shut
from samspor.ui.doors import guests

GET_POST = ("GET", "POST")


@never_cache
@require_safe
@guests
@login_not_required
def page(request: Request) -> HttpResponse:
    held = _held(request, clock.now())
    if isinstance(held, HttpResponse):
        return held
    _looked(held)
    said = texts.PIECE_KEPT if "gemt" in request.GET else texts.PIECE_CHOSEN if "valgt" in request.GET else ""
    return render(request, "family/childs.html", {"page": pages.childs_page(held.page), "said": said})


@never_cache
@require_http_methods(GET_POST)
@guests
@login_not_required
def say(request: Request, place: str) -> HttpResponse:
    kind = PLACES.get(place)
    if kind is None:
        raise NotHere
    at = clock.now()
    held = _held(request, at)
    if isinstance(held, HttpResponse):
        return held
    form = PieceForm(request.POST if request.method == "POST" else None, kind=kind, offered=held.page.offered)

    def act() -> str:
        said = form.cleaned_data["text"]
        actions.say_piece(by=held.by, visit=held.visit, kind=kind, text=said, at=at, **form.chosen())
        return f"{reverse('family:childs_page')}?gemt=ja#{kind}"

    context = {"heading": texts.PIECE[kind], "lead": texts.PIECE_LEAD[kind], "words": ""}
    try:
        return sent(request, form, act, at=at) or _form(request, form, held, context)
    except NotHere:  # it was closed in the midst of this
        return over(request)


@never_cache
@require_http_methods(GET_POST)
@guests
@login_not_required
def readers(request: Request) -> HttpResponse:
    """Of the piece that `stykke` in the address says."""
    at = clock.now()
    held = _held(request, at)
    if isinstance(held, HttpResponse):
        return held
    one = queries.piece_on(held.page, request.GET.get("stykke", ""))
    if one is None:
        raise NotHere
    stands = {"readers": [*one.allowed, *(str(key) for key in one.parents)]}
    given = request.POST if request.method == "POST" else None
    form = ReadersForm(given, offered=held.page.offered, initial=stands)

    def act() -> str:
        actions.choose_readers(by=held.by, visit=held.visit, piece=one.key, at=at, **form.chosen())
        return f"{reverse('family:childs_page')}?valgt=ja#{one.kind}"

    context = {"heading": "Hvem må se det?", "lead": texts.PIECE[PieceKind(one.kind)], "words": one.text}
    return sent(request, form, act, at=at) or _form(request, form, held, context)


def _held(request: Request, at: datetime) -> Mine | HttpResponse:
    """The visit; or what is answered when nobody is in, the page has closed, or somebody else is in by now."""
    held = mine(request, at)
    if held is None:
        return over(request)
    if not held.page.is_open:
        return shut(request)
    return another(request) if request.method == "POST" and not held.sent(request) else held


def _form(request: Request, form: ReadersForm, held: Mine, context: dict[str, str]) -> HttpResponse:
    _looked(held)
    given = {"form": form, "hearer": held.page.hearer, "whose": held.whose, **context}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "family/say.html", given, status=status)


def _looked(held: Mine) -> None:
    saw(Verb.FAMILY_LOOKED, by=held.by, at=clock.now(), about=held.visit, child_ids=[held.visit.child_id])
