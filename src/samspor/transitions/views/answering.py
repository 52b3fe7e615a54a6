"""A parent's own page, by a link and a code: exactly what goes, their yes or no, and words of their own."""

from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.actor import Actor
from samspor.access.drafts import read, sent_by_itself
from samspor.access.request import Request
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.people.rules import is_protected
from samspor.transitions import actions, pages, queries
from samspor.transitions.forms import OWN_WORDS, AnswersForm, CodeForm
from samspor.transitions.models import HandoverLink
from samspor.transitions.queries import Now
from samspor.transitions.rules.consent import lasts_until
from samspor.transitions.views.parents import own_words, said_before
from samspor.transitions.views.steps import GET_POST, brought_back
from samspor.ui.answer import SeeOther, invalid, too_many
from samspor.ui.doors import public

NAME = "En forælder gennem sit eget link"
CLOSED = "transitions/parent_closed.html"
_WRONG_CODE = (
    "Koden passer ikke, eller linket er lukket. Se efter, om alle seks tal er rigtige, og prøv igen. "
    "Passer den stadig ikke, så bed dem, der gav dig linket, om et nyt."
)
_SALT = "samspor.transitions.code-given"
_TYPED = {"seen", "words"}
_AGAIN = {"k", "code", "seen", "form_key"}


@never_cache
@require_http_methods(GET_POST)
@public
@login_not_required
def parent(request: Request) -> HttpResponse:
    """First the code, then what goes. Whatever does not hold gets one and the same page: it tells nobody anything."""
    if not ratelimit.consume(request, action="parent_draft" if sent_by_itself(request) else "parent_link"):
        return too_many(request, {"words": OWN_WORDS}, lambda name: name in _AGAIN or name.startswith("felt_"))
    token = (request.POST if request.method == "POST" else request.GET).get("k", "")
    link = _behind(token)
    if link is None:
        return render(request, CLOSED, {"unsent": _unsent(request)})
    if request.method == "GET":
        held = _opened(request, link)
        return _answered(request, link, held, token) if held else _code(request, CodeForm(), token)
    return _posted(request, link, token)


def _posted(request: Request, link: HandoverLink, token: str) -> HttpResponse:
    """A code leads to the page by a redirect, so that one can come back to it without sending anything again."""
    asked = CodeForm(request.POST)
    if not asked.is_valid():
        return _code(request, asked, token)
    code = "".join(asked.cleaned_data["code"].split())
    if sent_by_itself(request):
        return _kept(request, link, code, asked.cleaned_data["form_key"])
    given: dict[str, Any] = {"by": _parent(link), "link": link, "code": code, "at": clock.now()}
    if "seen" in request.POST:
        held = actions.open_handover_link(**given)
        if held:
            return _answered(request, link, held, token)
    elif actions.try_handover_code(**given):
        return _remembered(_to("transitions:parent", token), link)
    asked.refuse(Refused(_WRONG_CODE, "code"))
    return _code(request, asked, token)


@never_cache
@require_GET
@public
@login_not_required
def thanks(request: Request) -> HttpResponse:
    """What one has said, while the link still works for who gave its code; else a thank-you that tells nobody more."""
    token = request.GET.get("k", "")
    link = _behind(token)
    held = link and _opened(request, link)
    if not link or not held:
        return render(request, "transitions/parent_thanks.html", {})
    context = _shown(held) | {
        "receipt": pages.receipt(held, link.guardian_id),
        "back": _to("transitions:parent", token),
    }
    return render(request, "transitions/parent_receipt.html", context)


def _to(name: str, token: str) -> str:
    return f"{reverse(name)}?{urlencode({'k': token})}"


def _cookie(link: HandoverLink) -> str:
    return f"samspor_link_{link.pk.hex}"


def _remembered(address: str, link: HandoverLink) -> HttpResponse:
    """That the code was given, in this browser, to these pages, for as long as one may be away when signed in."""
    answer = SeeOther(address)
    answer.set_signed_cookie(
        _cookie(link), queries.code_of(link), salt=_SALT, max_age=settings.SESSION_COOKIE_AGE,
        path=reverse("transitions:parent"), secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return answer


def _opened(request: Request, link: HandoverLink) -> Now | None:
    """For the browser in which its code was given a short while ago."""
    given = request.get_signed_cookie(_cookie(link), "", salt=_SALT, max_age=settings.SESSION_COOKIE_AGE)
    if given != queries.code_of(link):
        return None
    return actions.open_handover_link(by=_parent(link), link=link, code=given, at=clock.now())


def _behind(token: str) -> HandoverLink | None:
    key = queries.link_behind(token)
    held = HandoverLink.objects.select_related("handover__child", "guardian")
    return held.filter(pk=key).first() if key else None


def _unsent(request: Request) -> str:
    """The words that came with what could not be received: they are given back to who sent them."""
    return request.POST.get("words", "").strip()


def _code(request: Request, form: CodeForm, token: str) -> HttpResponse:
    context = {"form": form, "token": token, "unsent": _unsent(request)}
    page = "transitions/parent_code.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)


def _answered(request: Request, link: HandoverLink, held: Now, token: str) -> HttpResponse:
    form, code = _form(request, link, held), queries.code_of(link)
    if form.is_bound and form.is_valid() and _said(form, link, code, held.seen):
        return _remembered(_to("transitions:thanks", token), link)
    context = _shown(held) | {"form": form, "token": token, "code": code, "unsent_before": _has_draft(form, link)}
    page = "transitions/parent.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)


def _form(request: Request, link: HandoverLink, held: Now) -> AnswersForm:
    """As it was sent; else what the parent has typed and not sent, else what was said before."""
    own = held.for_parents_words is not None
    before = {"seen": held.seen, "words": own_words(held, link.guardian_id)} | said_before(held, link.guardian_id)
    form = AnswersForm(
        request.POST if "seen" in request.POST else None, asked=held.asked, with_words=own, initial=before
    )
    if link.typed:
        form.initial.update(brought_back(read(link.typed), form))
    return form


def _has_draft(form: AnswersForm, link: HandoverLink) -> bool:
    return not form.is_bound and link.typed is not None


def _shown(held: Now) -> dict[str, Any]:
    one = held.handover
    covered = is_protected(queries.kept(one.child).protected_until, clock.today())
    return {
        "first_name": "" if covered else one.child.given_names.split(" ")[0],
        "lines": [pages.field_line(each) for each in held.asked],
        "sender": one.from_unit.name,
        "receiver": pages.to_words(one),
        "purpose": one.purpose,
        "starts_on": one.starts_on,
    }


def _said(form: AnswersForm, link: HandoverLink, code: str, seen: str) -> bool:
    until = lasts_until(clock.today(), days=settings.PROFILE.handover_consent_days)
    try:
        actions.answer_handover_link(
            by=_parent(link), link=link, code=code, answers=form.answers(), words=form.words(), until=until,
            seen=form.cleaned_data["seen"], sent_key=form.cleaned_data["form_key"], at=clock.now(),
        )  # fmt: skip
    except Refused as refused:
        form.refuse(refused)
        form.look_again(seen)
        return False
    return True


def _kept(request: Request, link: HandoverLink, code: str, key: UUID | None) -> HttpResponse:
    """What the page saves by itself. Nothing is opened, and nothing is shown."""
    typed = {name: said for name, said in request.POST.items() if name in _TYPED or name.startswith("felt_")}
    kept = actions.save_link_draft(by=_parent(link), link=link, code=code, typed=typed, sent_key=key, at=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT if kept else HTTPStatus.NOT_FOUND)


def _parent(link: HandoverLink) -> Actor:
    """Somebody without role or reach."""
    return Actor(id=link.guardian_id, name=NAME, on=clock.today())
