"""The family's own pages: the door, the page, what they write, and the way out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspor.access.once import sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.family import actions, pages, queries, texts
from samspor.family.forms import AnswerForm, CodeForm, NumberForm, WordForm
from samspor.family.rules.words import PATHS
from samspor.family.views.steps import Here, here, let_in, let_out, shut, unsent
from samspor.sharing.rules.words import Said
from samspor.ui.answer import invalid, too_many
from samspor.ui.doors import public
from samspor.ui.forms import Form, Problem

GET_POST = ("GET", "POST")
_WRONG = "Koden virker ikke. Se efter, om alle tegn er rigtige. Virker den stadig ikke, så bed om en ny."


@never_cache
@require_http_methods(GET_POST)
@public
@login_not_required
def door(request: Request) -> HttpResponse:
    """Where a code is written. It says nothing of anybody, whatever is written."""
    if request.method == "GET":
        return render(request, "family/door.html", {"form": CodeForm(), "unsent": ""})
    if not ratelimit.consume(request, action="family_code"):
        return too_many(request, {}, lambda name: name == "form_key")
    form, at = CodeForm(request.POST), clock.now()
    if form.is_valid():
        visit = actions.come_in(by=queries.at_the_door(at), at=at, **form.cleaned_data)
        if visit:
            return let_in(visit)
        form.refuse(Refused(_WRONG, "code"))
    return invalid(request, "family/door.html", {"form": form, "unsent": ""})


@never_cache
@require_safe
@public
@login_not_required
def page(request: Request) -> HttpResponse:
    at = clock.now()
    held = here(request, at)
    if held is None:
        return redirect("family:door")
    return _drawn(request, held, at)


def _drawn(request: Request, held: Here, at: datetime, problems: Sequence[Problem] = ()) -> HttpResponse:
    saw(Verb.FAMILY_LOOKED, by=held.by, at=at, about=held.visit, child_ids=[held.visit.child_id])
    if held.is_closed:
        return shut(request)
    looks = queries.looks_at(held.visit.child, held.seen, at=at)
    context = {
        "page": pages.seen_page(held.seen, looks, held.by.on), "is_written": "skrevet" in request.GET,
        "is_answered": "svaret" in request.GET, "is_put": "tal" in request.GET, "sent": texts.SENT,
        "answered": texts.ANSWERED, "put": texts.PUT, "is_preview": False,
        "new_key": uuid4, "problems": problems,
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "family/page.html", context, status=status)


@never_cache
@require_POST
@public
@login_not_required
def answer(request: Request) -> HttpResponse:
    """A yes, a no, or a yes taken back."""
    at = clock.now()
    held = here(request, at)
    if held is None:
        return redirect("family:door")
    form = AnswerForm(request.POST)

    def act() -> str:
        said, longest = Said(form.cleaned_data["said"]), timedelta(days=settings.PROFILE.sharing_longest_days)
        actions.answer_own_consent(
            by=held.by, visit=held.visit, consent=form.cleaned_data["consent"], said=said, longest=longest, at=at
        )
        return f"{reverse('family:page')}?svaret=ja#samtykker"

    return sent(request, form, act, at=at) or _drawn(request, held, at, form.problems())


@never_cache
@require_http_methods(GET_POST)
@public
@login_not_required
def write(request: Request, said: str) -> HttpResponse:
    kind = PATHS.get(said)
    if kind is None:
        raise NotHere
    at = clock.now()
    held = here(request, at)
    if held is None:
        return _out(request)
    if held.is_closed:
        return shut(request)
    form = WordForm(request.POST if request.method == "POST" else None, kind=kind)

    def act() -> str:
        actions.write_word(by=held.by, visit=held.visit, kind=kind, at=at, **form.said())
        return f"{reverse('family:page')}?skrevet=ja#dine-ord"

    words = {"heading": texts.WORD_KIND[kind], "lead": texts.LEAD[kind]}
    return sent(request, form, act, at=at) or _form(request, form, held, "family/write.html", **words)


@never_cache
@require_http_methods(GET_POST)
@public
@login_not_required
def number(request: Request) -> HttpResponse:
    """On the goal that `maal` in the address says."""
    at = clock.now()
    held = here(request, at)
    if held is None:
        return redirect("family:door")
    if held.is_closed:
        return shut(request)
    one = queries.goal_on(held.seen, request.GET.get("maal", ""))
    if one is None:
        raise NotHere
    steps = {str(step.pk): step for step in one.scale.steps.order_by("value")}
    form = NumberForm(request.POST if request.method == "POST" else None, steps=steps.values())

    def act() -> str:
        step = steps[form.cleaned_data["step"]]
        actions.put_own_number(by=held.by, visit=held.visit, goal=str(one.pk), step=step, at=at)
        return f"{reverse('family:page')}?tal=ja#maal"

    return sent(request, form, act, at=at) or _form(request, form, held, "family/number.html", goal=one)


def _form(request: Request, form: Form, held: Here, template: str, **words: Any) -> HttpResponse:
    saw(Verb.FAMILY_LOOKED, by=held.by, at=clock.now(), about=held.visit, child_ids=[held.visit.child_id])
    context = {"form": form, **words}
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


def _out(request: Request) -> HttpResponse:
    """The hour is over. What was written is given back, to be copied and sent when there is a new code."""
    if request.method == "GET":
        return redirect("family:door")
    return render(request, "family/door.html", {"form": CodeForm(), "unsent": unsent(request)})


@never_cache
@require_POST
@public
@login_not_required
def leave(request: Request) -> HttpResponse:
    at = clock.now()
    held = here(request, at)
    if held:
        actions.leave_family(by=held.by, visit=held.visit, at=at)
    return let_out()
