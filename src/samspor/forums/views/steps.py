"""The steps the views share: a form as it was sent, and a form shown again with why not."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render

from samspor.access.once import sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.concerns.api import names_in_reach
from samspor.concerns.rules.anonymous import names_in
from samspor.ui.answer import invalid
from samspor.ui.forms import Form

GET_POST = ("GET", "POST")
F = TypeVar("F", bound=Form)
M = TypeVar("M", bound=Model)


def filled(request: Request, kind: type[F], **more: Any) -> F:
    """The form as it was sent, or as it is first shown."""
    return kind(request.POST if request.method == "POST" else None, **more)


def caught(request: Request, *fields: str) -> list[str]:
    """Words in what was sent that are the name of a child within reach."""
    typed = " ".join(request.POST.get(name, "") for name in fields)
    return names_in(typed, names_in_reach(request.actor)) if typed.strip() else []


def one_of(rows: Iterable[M], key: str) -> M:
    """The form has seen to it that it is one of them."""
    return next(one for one in rows if str(one.pk) == key)


def write(
    request: Request, form: Form, act: Callable[[], str], *, about: Model | None, said: str, **page: Any
) -> HttpResponse:
    """Acted on once, and on to where `act` says; else shown with why not."""
    return sent(request, form, act, at=clock.now(), said=said) or show(request, form, about=about, **page)


def show(
    request: Request, form: Form, *, about: Model | None, children: Iterable[Any] = (), **page: Any
) -> HttpResponse:
    saw(Verb.MEETING_SEEN, by=request.actor, at=clock.now(), about=about, child_ids=children)
    context = {"form": form, "here": "", "saved_at": None, **page}
    template = "forums/form_child.html" if page.get("header") else "forums/form.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)
