"""Pages to read: the manual, privacy, accessibility, words, rules, and who may do what."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspor.access.check import demand
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.law.texts import readable
from samspor.overview.pages import manual as written
from samspor.overview.pages.manual_search import LONGEST, search
from samspor.overview.pages.words import permissions, terms
from samspor.ui.doors import about_nobody, public

DOCS = settings.ROOT / "docs"
PICTURES = DOCS / "brug" / "billeder"


@require_safe
@public
@login_not_required
def manual(request: HttpRequest, page: str = written.INDEX) -> HttpResponse:
    path = written.known(DOCS).get(page)
    if path is None:
        raise Http404
    words = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    context = {
        "page": written.page(path, PICTURES),
        "is_index": page == written.INDEX,
        "words": words,
        "hits": search(DOCS, words),
    }
    return render(request, "overview/manual.html", context)


@require_safe
@public
@login_not_required
def picture(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    path = PICTURES / f"{name}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")


@require_safe
@public
@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/privacy.html", {"profile": settings.PROFILE})


@require_safe
@public
@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/accessibility.html", {"profile": settings.PROFILE})


@require_safe
@public
@login_not_required
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "overview/glossary.html", {"terms": terms(DOCS / "glossary.toml")})


@require_safe
@about_nobody
def rules(request: Request) -> HttpResponse:
    demand(request.actor, Permission.RULES_READ)
    today = clock.today()
    return render(request, "overview/rules.html", {"sections": readable(today), "today": today})


@require_safe
@about_nobody
def access(request: Request) -> HttpResponse:
    demand(request.actor, Permission.RULES_READ)
    return render(request, "overview/access.html", {"permissions": permissions()})
