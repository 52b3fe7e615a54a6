"""Who is asking (once a request), and the guard that fails a page which asked nobody for access."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

from samspor.access import asked
from samspor.audit import record
from samspor.base import clock
from samspor.people.api import actor_for
from samspor.ui.doors import is_about_nobody, is_by_itself, is_for_guests, is_public, is_said_back

Next = Callable[[HttpRequest], HttpResponse]
_SHOWN = {200, 422}  # a form that is drawn anew shows what the page showed


@sync_only_middleware
def actor(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        at = clock.now()
        request.actor = actor_for(request.user, at=at) if request.user.is_authenticated else None  # type: ignore[attr-defined]  # our own attribute
        response = get_response(request)
        if request.user.is_authenticated:
            if not is_for_guests(request) and not is_by_itself(request):
                _renew(request, at)
            response.headers.setdefault("Cache-Control", "private, no-cache")
        elif request.actor:  # type: ignore[attr-defined]  # our own attribute
            # Signed out by this very request: nothing is left on a shared computer. For Back, see views.forget.
            response.headers["Clear-Site-Data"] = '"cache"'
        return response

    return middleware


def _renew(request: HttpRequest, at: datetime) -> None:
    """The idle time begins anew with every page somebody asks for, written down at most once a minute."""
    if at.timestamp() - request.session.get("renewed", 0) >= settings.SESSION_RENEWED_EVERY:
        request.session["renewed"] = at.timestamp()


@sync_only_middleware
def guard(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        asked.start()
        record.start()
        response = get_response(request)
        if settings.STRICT and response.status_code in _SHOWN:
            _insist(request, response)
        return response

    return middleware


def _insist(request: HttpRequest, response: HttpResponse) -> None:
    match = request.resolver_match
    if match is None or not (match.func.__module__ or "").startswith("samspor.") or is_public(match.func):
        return
    if not asked.was_asked():
        raise ImproperlyConfigured(f"{match.view_name}: no view may answer without asking for access")
    if not (is_about_nobody(match.func) or is_said_back(response) or record.was_seen()):
        raise ImproperlyConfigured(f"{match.view_name}: what was shown has not been remembered")
