"""What the product answers when something may not happen, is not there, or went wrong."""

from collections.abc import Callable
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from samspor.audit.record import denied
from samspor.base import clock
from samspor.base.refused import NotHere, Refused


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
            return not_here(request)
        if isinstance(exception, OperationalError | InterfaceError):
            return out_of_order(request)
        return None


def refused(request: HttpRequest, exception: Refused) -> HttpResponse:
    return render(request, "project/refused.html", {"sentence": exception.sentence}, status=HTTPStatus.CONFLICT, using="jinja2")


def not_here(request: HttpRequest) -> HttpResponse:
    """Not yours and not there are the same page, and the attempt is remembered."""
    actor = getattr(request, "actor", None)
    if actor:
        denied(by=actor, at=clock.now(), path=request.path)
    return not_found(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    return render(request, "project/not_found.html", status=HTTPStatus.NOT_FOUND, using="jinja2")


def out_of_order(request: HttpRequest) -> HttpResponse:
    """The database is away: nothing was half done, and what was typed is still in the browser."""
    return render(request, "project/out_of_order.html", status=HTTPStatus.SERVICE_UNAVAILABLE, using="jinja2")


def failed(request: HttpRequest) -> HttpResponse:
    return render(request, "project/failed.html", status=HTTPStatus.INTERNAL_SERVER_ERROR, using="jinja2")


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """A form without a valid key against forgery."""
    return render(request, "project/too_old.html", status=HTTPStatus.FORBIDDEN, using="jinja2")
