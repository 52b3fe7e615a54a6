"""One line at the end of a view: a fragment for htmx, a page or a redirect for everyone else."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

Context = Mapping[str, Any]


class SeeOther(HttpResponseRedirect):
    """303: whatever was sent, go and look there with GET."""

    status_code = HTTPStatus.SEE_OTHER


def is_htmx(request: HttpRequest) -> bool:
    """A page that htmx restores from history must be whole, although htmx asks for it."""
    asked = request.headers.get("HX-Request") == "true"
    return asked and request.headers.get("HX-History-Restore-Request") != "true"


def answer(request: HttpRequest, fragment: str, context: Context, *, otherwise: str) -> HttpResponse:
    if is_htmx(request):
        return _varied(render(request, fragment, dict(context)))
    return SeeOther(otherwise)


def show(request: HttpRequest, page: str, context: Context, *, fragment: str) -> HttpResponse:
    """For GET: the fragment alone when htmx asks for it, else the page that includes it."""
    return _varied(render(request, fragment if is_htmx(request) else page, dict(context)))


def invalid(request: HttpRequest, page: str, context: Context, *, fragment: str | None = None) -> HttpResponse:
    """422: the same form with what was typed and what is wrong. htmx swaps it like any answer."""
    template = fragment if fragment and is_htmx(request) else page
    return _varied(render(request, template, dict(context), status=HTTPStatus.UNPROCESSABLE_ENTITY))


def too_many(request: HttpRequest, words: Mapping[str, str], keep: Callable[[str], bool]) -> HttpResponse:
    """429: what was sent stands in a form that can be sent again. `words` are what somebody wrote, by field name.

    Nothing is looked up: it says back what came, to who sent it.
    """
    sent = {name: str(said) for name, said in request.POST.items()}
    context = {
        "words": [(name, label, sent[name]) for name, label in words.items() if sent.get(name, "").strip()],
        "kept": [(name, said) for name, said in sent.items() if keep(name) and name not in words],
    }
    return _varied(render(request, "ui/too_many.html", context, status=HTTPStatus.TOO_MANY_REQUESTS))


def told(response: HttpResponse, sentence: str) -> HttpResponse:
    """A refusal that htmx does not put on the page: app.js says the sentence, the form stays as it was."""
    response["X-Sentence"] = quote(sentence)
    return response


def _varied(response: HttpResponse) -> HttpResponse:
    response["Vary"] = ", ".join(filter(None, [response.get("Vary"), "HX-Request"]))
    return response
