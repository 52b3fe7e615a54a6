"""The family's own pages: the door, the page, what they write, and the way out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
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
from samspor.family.models import FamilyVisit
from samspor.family.rules.words import PATHS
from samspor.family.views.steps import Here, another, anybody, entered, gone, here, left, let_in, let_out, shut
from samspor.pathways.api import Goal
from samspor.sharing.rules.words import Said
from samspor.ui.answer import invalid, too_many
from samspor.ui.doors import guests
from samspor.ui.forms import Problem

GET_POST = ("GET", "POST")
_TYPED = {"code": "Din kode", "text": "Det, du har skrevet"}
_SAID = {
    "skrevet": texts.SENT, "svaret": texts.ANSWERED, "tal": texts.PUT, "foreslaaet": texts.PROPOSED,
    "taget": texts.PERSON_TAKEN_BACK, "sagt": texts.PROPOSAL_SAID,
}  # fmt: skip
_WRONG = "Koden virker ikke. Se efter, om alle tegn er rigtige. Virker den stadig ikke, så bed om en ny."


@never_cache
@require_http_methods(GET_POST)
@guests
@login_not_required
def door(request: Request) -> HttpResponse:
    """Where a code is written. It says nothing of anybody, whatever is written; what was left unsent goes along."""
    if request.method == "GET":
        return render(request, "family/door.html", {"form": CodeForm(), "unsent": left(request)})
    if not ratelimit.consume(request, action="family_code"):
        return too_many(request, _TYPED, {"form_key", "said", "about", "whose"}.__contains__)
    form, at = CodeForm(request.POST), clock.now()
    if form.is_valid():
        visit = actions.come_in(by=queries.at_the_door(at), at=at, **form.cleaned_data)
        if visit:
            return let_in(request, visit, _after_door(request, visit, at))
        form.refuse(Refused(_WRONG, "code"))
    return invalid(request, "family/door.html", {"form": form, "unsent": left(request)})


def _after_door(request: Request, visit: FamilyVisit, at: datetime) -> HttpResponse:
    """What was left unsent stands in its form again, for who wrote it: it is sent by pressing once more."""
    words, held = left(request), entered(request, visit, at)
    if held is None:  # the child's own: what somebody else wrote is no part of it
        return another(request) if words.text else redirect("family:childs_page")
    if not words.text:
        return redirect("family:page")
    if held.is_closed:
        return shut(request)
    if not held.sent(request):
        return another(request)
    said = words.said if words.said in PATHS else "mit-syn"
    again = WordForm(initial={"about": words.about, "text": words.text}, kind=PATHS[said])
    return _form(request, again, held, said)


@never_cache
@require_safe
@guests
@login_not_required
def page(request: Request) -> HttpResponse:
    at = clock.now()
    held = here(request, at)
    if held is None:
        return gone(request)
    return _drawn(request, held, at)


def _drawn(request: Request, held: Here, at: datetime, problems: Sequence[Problem] = ()) -> HttpResponse:
    saw(Verb.FAMILY_LOOKED, by=held.by, at=at, about=held.visit, child_ids=[held.visit.child_id])
    if held.is_closed:
        return shut(request)
    looks = queries.looks_at(held.visit.child, held.seen, at=at)
    context = {
        "page": pages.seen_page(held.seen, looks, held.by.on), "is_preview": False,
        "said": next((text for word, text in _SAID.items() if word in request.GET), ""),
        "new_key": uuid4, "problems": problems, "whose": held.whose,
    }  # fmt: skip
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "family/page.html", context, status=status)


@never_cache
@require_POST
@guests
@login_not_required
def answer(request: Request) -> HttpResponse:
    """A yes, a no, or a yes taken back."""
    at = clock.now()
    held = here(request, at)
    if held is None:
        return gone(request)
    if not held.sent(request):
        return another(request)
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
@guests
@login_not_required
def write(request: Request, said: str) -> HttpResponse:
    kind = PATHS.get(said)
    if kind is None:
        raise NotHere
    at = clock.now()
    held = here(request, at)
    if held is None:
        return gone(request, said)
    if held.is_closed:
        return shut(request)
    if request.method == "POST" and not held.sent(request):
        return another(request)
    form = WordForm(request.POST if request.method == "POST" else None, kind=kind)

    def act() -> str:
        actions.write_word(by=held.by, visit=held.visit, kind=kind, at=at, **form.said())
        return f"{reverse('family:page')}?skrevet=ja#dine-ord"

    try:
        return sent(request, form, act, at=at) or _form(request, form, held, said)
    except NotHere:  # it was closed in the midst of this
        return gone(request, said)


@never_cache
@require_http_methods(GET_POST)
@guests
@login_not_required
def number(request: Request) -> HttpResponse:
    """On the goal that `maal` in the address says."""
    at = clock.now()
    held = here(request, at)
    if held is None:
        return gone(request)
    if held.is_closed:
        return shut(request)
    if request.method == "POST" and not held.sent(request):
        return another(request)
    one = queries.goal_on(held.seen, request.GET.get("maal", ""))
    if one is None:
        raise NotHere
    steps = {str(step.pk): step for step in one.scale.steps.order_by("value")}
    form = NumberForm(request.POST if request.method == "POST" else None, steps=steps.values())

    def act() -> str:
        step = steps[form.cleaned_data["step"]]
        actions.put_own_number(by=held.by, visit=held.visit, goal=str(one.pk), step=step, at=at)
        return f"{reverse('family:page')}?tal=ja#maal"

    return sent(request, form, act, at=at) or _number(request, form, held, one)


def _number(request: Request, form: NumberForm, held: Here, goal: Goal) -> HttpResponse:
    saw(Verb.FAMILY_LOOKED, by=held.by, at=clock.now(), about=held.visit, child_ids=[held.visit.child_id])
    context = {"form": form, "goal": goal, "whose": held.whose}
    template = "family/number.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


def _form(request: Request, form: WordForm, held: Here, said: str) -> HttpResponse:
    saw(Verb.FAMILY_LOOKED, by=held.by, at=clock.now(), about=held.visit, child_ids=[held.visit.child_id])
    kind = PATHS[said]
    context = {
        "form": form, "seen": held.seen, "whose": held.whose, "said": said, "heading": texts.WORD_KIND[kind],
        "lead": texts.LEAD[kind],
    }  # fmt: skip
    template = "family/write.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


@never_cache
@require_POST
@guests
@login_not_required
def leave(request: Request) -> HttpResponse:
    at = clock.now()
    held = anybody(request, at)
    if held:
        actions.leave_family(by=held.by, visit=held.visit, at=at)
    return let_out()
