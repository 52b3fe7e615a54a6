"""A parent's own page, by a link and a code: exactly what goes, their yes or no, and words of their own."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.actor import Actor
from samspor.access.request import Request
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.people.rules import is_protected
from samspor.transitions import actions, pages, queries
from samspor.transitions.forms import AnswersForm, CodeForm
from samspor.transitions.models import HandoverLink
from samspor.transitions.queries import Now
from samspor.transitions.rules.consent import lasts_until
from samspor.transitions.views.parents import own_words, said_before
from samspor.transitions.views.steps import GET_POST
from samspor.ui.answer import invalid
from samspor.ui.doors import public

NAME = "En forælder gennem sit eget link"
CLOSED = "transitions/parent_closed.html"


@never_cache
@require_http_methods(GET_POST)
@public
@login_not_required
def parent(request: Request) -> HttpResponse:
    """First the code, then what goes. Whatever does not hold gets one and the same page: it tells nobody anything."""
    if not ratelimit.consume(request, action="parent_link"):
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    token = (request.POST if request.method == "POST" else request.GET).get("k", "")
    link = _behind(token)
    if link is None:
        return render(request, CLOSED, {})
    asked = CodeForm(request.POST if request.method == "POST" else None)
    if not asked.is_valid():
        return _code(request, asked, token)
    code = "".join(asked.cleaned_data["code"].split())
    held = actions.open_handover_link(by=_parent(link), link=link, code=code, at=clock.now())
    if held is None:
        asked.refuse(Refused("Koden passer ikke, eller linket er lukket. Tal med dem, der gav dig linket.", "code"))
        return _code(request, asked, token)
    return _answered(request, link, held, token, code)


@require_GET
@public
@login_not_required
def thanks(request: Request) -> HttpResponse:
    return render(request, "transitions/parent_thanks.html", {})


def _behind(token: str) -> HandoverLink | None:
    key = queries.link_behind(token)
    held = HandoverLink.objects.select_related("handover__child", "guardian")
    return held.filter(pk=key).first() if key else None


def _code(request: Request, form: CodeForm, token: str) -> HttpResponse:
    context = {"form": form, "token": token}
    page = "transitions/parent_code.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)


def _answered(request: Request, link: HandoverLink, held: Now, token: str, code: str) -> HttpResponse:
    own = held.for_parents_words is not None
    sent = "seen" in request.POST
    before = {"seen": held.seen, "words": own_words(held, link.guardian_id)} | said_before(held, link.guardian_id)
    form = AnswersForm(request.POST if sent else None, asked=held.asked, with_words=own, initial=before)
    if sent and form.is_valid() and _said(form, link, code):
        return redirect("transitions:thanks")
    covered = is_protected(held.handover.child.protected_until, clock.today())
    context = {
        "form": form,
        "token": token,
        "code": code,
        "first_name": "" if covered else held.handover.child.given_names.split(" ")[0],
        "lines": [pages.field_line(one) for one in held.asked],
        "sender": held.handover.from_unit.name,
        "receiver": pages.to_words(held.handover),
        "purpose": held.handover.purpose,
        "starts_on": held.handover.starts_on,
    }
    page = "transitions/parent.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)


def _said(form: AnswersForm, link: HandoverLink, code: str) -> bool:
    until = lasts_until(clock.today(), days=settings.PROFILE.handover_consent_days)
    try:
        actions.answer_handover_link(
            by=_parent(link), link=link, code=code, answers=form.answers(), words=form.words(), until=until,
            seen=form.cleaned_data["seen"], at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def _parent(link: HandoverLink) -> Actor:
    """Somebody without role or reach."""
    return Actor(id=link.guardian_id, name=NAME, on=clock.today())
