"""What the product answers when something may not happen, is not there, or went wrong."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.backends.utils import csrf_input
from django.template.loader import render_to_string
from django.urls import reverse

from samspor.access.guessing import missed
from samspor.audit.record import denied, searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.project import lines
from samspor.ui.doors import is_for_guests, is_public

AWAY = (OperationalError, InterfaceError)
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
SIGNED_OUT = "Du er logget ud. Log ind i et nyt faneblad, og prøv så igen her. Det, du har skrevet, står her stadig."
SECOND_STEP = "Dit login mangler et trin. Åbn Samspor i et nyt faneblad, gør det færdigt, og prøv så igen her."
TOO_OLD = "Siden er blevet for gammel. Hent den igen i et nyt faneblad, og flyt det, du har skrevet, derover."
NOT_REPEATED = frozenset({"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword"})
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
DRAINED = 256 * 1024 * 1024


class Answers:
    """Turns refusals into sentences, after the view's transaction has been rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return refused(request, exception)
        if isinstance(exception, NotHere):
            return not_here(request, exception)
        if isinstance(exception, AWAY):
            return out_of_order(request)
        if isinstance(exception, DataError):
            return unreadable()
        return None


def with_sentence(response: HttpResponse, sentence: str) -> HttpResponse:
    """For a page that asked by script: it shows the sentence and stays as it is."""
    response["X-Sentence"] = quote(sentence)
    return response


def _page(request: HttpRequest, name: str, status: int, **context: Any) -> HttpResponse:
    return render(request, f"project/{name}.html", context, status=status, using="jinja2")


def _bare(name: str, status: int, **context: Any) -> HttpResponse:
    """Drawn without the request: no session, no menu, nothing that would ask the database."""
    context["municipality_name"] = settings.PROFILE.name
    return HttpResponse(render_to_string(f"project/{name}.html", context, using="jinja2"), status=status)


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    page = _page(request, "refused", HTTPStatus.CONFLICT, sentence=exception.sentence, written=request.method == "POST")
    return with_sentence(page, exception.sentence)


def not_here(request: HttpRequest, exception: NotHere) -> HttpResponse:
    """Not yours and not there are the same page, and the attempt is remembered."""
    actor = None if is_for_guests(request) else getattr(request, "actor", None)
    if actor:
        denied(by=actor, at=clock.now(), path=request.path)
    if actor and exception.tried:
        searched(Verb.CPR_LOOKED_UP, by=actor, at=clock.now(), words=exception.tried, child_ids=exception.whose)
        missed(request)
    return not_found(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return _page(request, "not_found", HTTPStatus.NOT_FOUND)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return _page(request, "not_allowed", HTTPStatus.FORBIDDEN)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return _page(request, "too_many", HTTPStatus.TOO_MANY_REQUESTS)


def bad(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django would not read what was sent. Browsers show no answer before all of it has been taken, so we take it."""
    if isinstance(exception, TOO_BIG):
        _drain(request)
        return _bare("too_big", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return unreadable()


def _drain(request: HttpRequest) -> None:
    left = DRAINED
    while left > 0 and (taken := request.read(64 * 1024)):
        left -= len(taken)


def unreadable() -> HttpResponse:
    """A null byte, or a number no column can hold."""
    return _bare("unreadable", HTTPStatus.BAD_REQUEST)


def out_of_order(request: HttpRequest) -> HttpResponse:
    """The database is away: nothing was half done, and what was typed is still in the browser.

    The pages that anybody may open are mostly kept by no browser: there it comes back.
    """
    match = request.resolver_match
    typed = list(_typed(request)) if match and is_public(match.func) else []
    context = {"typed": typed, "address": request.get_full_path(), "csrf_input": csrf_input(request)}
    return _bare("out_of_order", HTTPStatus.SERVICE_UNAVAILABLE, **context)


def failed(request: HttpRequest) -> HttpResponse:
    """Also when the database went away, or the disk was full, before there was a view to catch it in."""
    fault = sys.exception()
    if isinstance(fault, AWAY):
        return out_of_order(request)
    if isinstance(fault, OSError) and fault.errno in NO_ROOM:
        _let_go(request)
        return _bare("no_room", HTTPStatus.INSUFFICIENT_STORAGE)
    return _bare("failed", HTTPStatus.INTERNAL_SERVER_ERROR, number=lines.current())


def _let_go(request: HttpRequest) -> None:
    """What had been received of a file is thrown away at once: it is part of what fills the disk."""
    for handler in request.upload_handlers:
        with suppress(OSError):  # the last of it can not be written either
            handler.upload_interrupted()


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A form without a valid key against forgery: mostly one that was open while its owner was signed out and in again.

    It may be sent again with a new key only when it came from a page of ours; another site's form could look the same.
    """
    again = list(_typed(request)) if _is_from_here(request) else []
    page = _page(request, "too_old", HTTPStatus.FORBIDDEN, typed=list(_typed(request)), again=again)
    return with_sentence(page, TOO_OLD)


def signed_out(request: HttpRequest) -> HttpResponse:
    """What was typed comes back, to be sent again after signing in in another tab."""
    typed = list(_typed(request))
    sign_in = reverse("account_login")
    return _page(request, "signed_out", HTTPStatus.UNAUTHORIZED, typed=typed, again=typed, sign_in=sign_in)


def _typed(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in NOT_REPEATED:
            yield from ((name, str(value)) for value in values)


def _is_from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
