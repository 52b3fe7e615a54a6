"""The log and its proof, for those who look after it. To read the log is itself remembered."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspor.access.check import demand
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.actions import verify_log
from samspor.audit.children import Meant, meant, told
from samspor.audit.forms import Filter, FindChild
from samspor.audit.pages import LogPage, log_page, verification_page, who_page
from samspor.audit.record import saw, searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.ui.answer import SeeOther, invalid
from samspor.ui.forms import Form

NEWEST = 20_000  # links walked while somebody waits; the night walks them all

_UNREAD = "det, der blev spurgt om, kunne ikke læses"
_NOT_BY_NAME = " Skriv et CPR-nummer, ikke et navn."
_MANY = "Flere børn har en nøgle, der begynder sådan. Skriv mere af nøglen."
_NOBODY = "Intet barn har det nummer eller den nøgle. Se efter, om alle tegn er rigtige."


@require_safe
def show_log(request: Request) -> HttpResponse:
    actor = request.actor
    demand(actor, Permission.LOG_READ)
    form = Filter(request.GET)
    if not form.is_valid():
        saw(Verb.LOG_READ, by=actor, at=clock.now(), purpose=_UNREAD)
        return invalid(request, "audit/log.html", {"form": form, "find": FindChild(), "page": None})
    wanted = form.wanted()
    page = log_page(actor, wanted)
    asked = ", ".join(filter(None, [wanted.words(), page.shown]))
    searched(Verb.LOG_READ, by=actor, at=clock.now(), words=asked, child_ids=filter(None, [wanted.child]))
    shown = {"form": form, "find": FindChild(), "page": page, "older": _older(request, page)}
    shown |= {"child": wanted.child, "told": told(wanted.child) if wanted.child else ""}
    return render(request, "audit/log.html", shown)


@require_POST
def find_child(request: Request) -> HttpResponse:
    """From a number or the beginning of a key to the log of that child, whose address holds the key alone."""
    demand(request.actor, Permission.LOG_READ)
    find = FindChild(request.POST)
    if find.is_valid():
        found = meant(find.cleaned_data["hvem"])
        _remember(request, found)
        if len(found.keys) == 1:
            return SeeOther(f"{reverse('audit:log')}?barn={found.keys[0]}")
        typed = find.cleaned_data["hvem"]
        by_name = "" if any(sign.isdigit() for sign in typed) else _NOT_BY_NAME
        find.add_error("hvem", _MANY if found.keys else f"{_NOBODY}{by_name}")
    else:
        saw(Verb.LOG_READ, by=request.actor, at=clock.now(), purpose=_UNREAD)
    return invalid(request, "audit/log.html", {"form": Filter(), "find": find, "page": None})


@require_safe
def who(request: Request, child: UUID) -> HttpResponse:
    """The answer to a parent who asks who has seen their child: people and days, to be printed."""
    found = who_page(request.actor, child)
    if not found:
        raise NotHere
    saw(Verb.LOG_READ, by=request.actor, at=clock.now(), child_ids=[child], purpose="hvem har set barnet")
    return render(
        request, "audit/who.html", {"child": child, "told": told(child), "lines": found, "on": request.actor.on}
    )


def _remember(request: Request, found: Meant) -> None:
    verb, words = (Verb.CPR_LOOKED_UP, found.number) if found.number else (Verb.LOG_READ, "barnets nøgle")
    searched(verb, by=request.actor, at=clock.now(), words=words, child_ids=found.keys)


def _older(request: Request, page: LogPage) -> str:
    query = request.GET.copy()
    query["efter"] = str(page.keys[-1]) if page.keys else ""
    return f"?{query.urlencode()}"


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: Request) -> HttpResponse:
    actor, at = request.actor, clock.now()
    demand(actor, Permission.LOG_READ)
    if request.method == "POST":
        return once(request, lambda: _verify_newest(request), at=at)
    saw(Verb.LOG_READ, by=actor, at=at, purpose="Efterprøvninger")
    shown = {"verifications": verification_page(actor), "newest": NEWEST, "form": Form()}
    return render(request, "audit/verify.html", shown)


def _verify_newest(request: Request) -> str:
    verify_log(by=request.actor, at=clock.now(), newest=NEWEST)
    return reverse("audit:verify")
