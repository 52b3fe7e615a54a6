"""A parent's own page: three questions and a thank-you. No sign-in, and nothing about the child but a first name."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.actor import Actor
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.people.rules import is_protected
from samspor.screening import actions, queries, texts
from samspor.screening.forms.parents import ParentForm
from samspor.screening.models import ParentLink
from samspor.screening.views.steps import GET_POST, show_form
from samspor.ui.answer import too_many
from samspor.ui.doors import public

NAME = "En forælder gennem sit eget link"


@never_cache
@require_http_methods(GET_POST)
@public
@login_not_required
def answer(request: Request) -> HttpResponse:
    """A key that is wrong, worn out, closed or used gets one and the same page: it tells nobody anything."""
    if not ratelimit.consume(request, action="parent_link"):
        return too_many(request, texts.QUESTION, {"k", "form_key"}.__contains__)
    token = (request.POST if request.method == "POST" else request.GET).get("k", "")
    link = _behind(token)
    if link is None:
        return _closed(request)
    form = ParentForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and (done := _answered(form, link)):
        return done
    if queries.is_open(_parent(link), link, clock.today()):
        return _asked(request, form, link, token)
    return _closed(request)


def _closed(request: Request) -> HttpResponse:
    """With the words that came with what could not be received: they are given back to who sent them."""
    words = [request.POST.get(name, "").strip() for name in texts.QUESTION]
    return render(request, "screening/answer_closed.html", {"unsent": "\n\n".join(filter(None, words))})


@require_GET
@public
@login_not_required
def thanks(request: Request) -> HttpResponse:
    return render(request, "screening/answer_thanks.html", {})


def _behind(token: str) -> ParentLink | None:
    key = queries.link_behind(token)
    held = ParentLink.objects.select_related("round_unit__round", "child")
    return held.filter(pk=key).first() if key else None


def _answered(form: ParentForm, link: ParentLink) -> HttpResponse | None:
    try:
        actions.answer_parent_link(by=_parent(link), link=link, words=form.words(), at=clock.now())
    except Refused as refused:
        form.refuse(refused)
        return None
    except NotHere:
        return None
    return redirect("screening:thanks")


def _asked(request: Request, form: ParentForm, link: ParentLink, token: str) -> HttpResponse:
    saw(Verb.PARENT_LINK_OPENED, by=_parent(link), at=clock.now(), about=link, child_ids=[link.child_id])
    covered = is_protected(link.child.protected_until, clock.today())
    first_name = "" if covered else link.child.given_names.split(" ")[0]
    context: dict[str, object] = {"form": form, "first_name": first_name, "token": token}
    return show_form(request, "screening/answer.html", context)


def _parent(link: ParentLink) -> Actor:
    """Somebody without role or reach."""
    return Actor(id=link.guardian_id, name=NAME, on=clock.today())
