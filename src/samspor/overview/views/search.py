"""Search: by name in the address, by number never."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from samspor.access.check import holds
from samspor.access.guessing import TOO_OFTEN, may_try, missed
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.cpr import masked
from samspor.base.refused import NotHere
from samspor.overview.queries import keys_by_number
from samspor.people import api as people
from samspor.people.api import Enrolment
from samspor.people.rules import holds_a_number
from samspor.ui.answer import SeeOther
from samspor.ui.doors import about_nobody

LONGEST = 200
_NOTHING_TYPED = "Skriv et navn eller et CPR-nummer i søgefeltet."
_NOT_IN_ADDRESS = "Skriv CPR-nummeret i søgefeltet, og ikke i adressen øverst. Så bliver det ikke husket af browseren."


@require_http_methods(["GET", "POST"])
@about_nobody  # the empty form is; whatever is searched for writes its own entry
def search(request: Request) -> HttpResponse:
    """What is posted goes on as a name in the address, unless it may be a number: that is answered at once."""
    if not people.may_search(request.actor):
        raise NotHere
    words = (request.POST if request.method == "POST" else request.GET).get("q", "").replace("\0", "").strip()[:LONGEST]
    here = reverse("overview:search")
    if request.method == "POST":
        return _by_number(request, words) if holds_a_number(words) else SeeOther(f"{here}?{urlencode({'q': words})}")
    if holds_a_number(words):
        messages.warning(request, _NOT_IN_ADDRESS)
        return SeeOther(here)
    if "q" in request.GET and not words:
        messages.warning(request, _NOTHING_TYPED)
        return SeeOther(here)
    return _by_name(request, words)


def _by_name(request: Request, words: str) -> HttpResponse:
    actor, at = request.actor, clock.now()
    found = people.with_enrolments(people.search(actor, words), actor.on)
    coming = people.coming_by_name(actor, words)
    if words:
        ids = [*(child.pk for child in found), *(one.key for one in coming)]
        searched(Verb.CHILDREN_SEARCHED, by=actor, at=at, words=words, child_ids=ids)
    context = {
        "words": words,
        "hits": [people.card(child, actor.on) for child in found],
        "coming": coming,
        "may_start": holds(actor, Permission.CONCERN_WRITE),
        "full": len(found) == people.SEARCH_LIMIT,
        "too_short": bool(words) and not people.searchable(words),
    }
    return _page(request, context)


def _by_number(request: Request, words: str) -> HttpResponse:
    """Exact. Unknown, protected and somebody else's without a place get the same answer, after the same questions.

    The log is told whose number it was all the same: who looks for a child out of reach is to be found there.
    """
    if not may_try(request):
        messages.warning(request, TOO_OFTEN)
        return SeeOther(reverse("overview:search"))
    actor, at = request.actor, clock.now()
    digits = people.possible_cpr(words)
    keys = keys_by_number(words)
    # An unknown number asks as well: a statement less would tell that a protected child exists.
    own = people.seen.one_of.first(actor, frozenset(keys or (UUID(int=0),)))
    elsewhere = people.known_elsewhere(actor, digits) if digits and not own else None
    covered = masked(digits or words)
    # One search is one line: what was asked, and what was told.
    verb, told = (Verb.KNOWN_ELSEWHERE_TOLD, [elsewhere.child_id]) if elsewhere else (Verb.CPR_LOOKED_UP, [])
    searched(verb, by=actor, at=at, words=covered, child_ids=[*keys, *told])
    if own:
        return SeeOther(own.href)
    if elsewhere is None:
        missed(request)
    context = {"words": "", "number": covered, "whole_number": digits is not None, **_told(request, elsewhere, digits)}
    return _page(request, context)


def _told(request: Request, elsewhere: Enrolment | None, digits: str | None) -> dict[str, object]:
    if elsewhere is None:
        return {}
    may_break = holds(request.actor, Permission.EMERGENCY_ACCESS)
    return {"unit": elsewhere.group.unit, "may_break": may_break, "digits": digits if may_break else ""}


def _page(request: Request, context: dict[str, object]) -> HttpResponse:
    empty = {
        "hits": [],
        "coming": [],
        "full": False,
        "too_short": False,
        "number": "",
        "whole_number": False,
        "unit": None,
    }
    more = {"may_create": holds(request.actor, Permission.ENROLMENT_KEEP), "may_break": False, "digits": ""}
    return render(request, "overview/search.html", empty | more | context)
