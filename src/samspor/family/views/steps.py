"""What the family's own pages share: whose visit it is, and what is shown when there is none."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from samspor.access.actor import Actor
from samspor.access.request import Request
from samspor.family import queries
from samspor.family.models import FamilyVisit
from samspor.family.queries import Seen
from samspor.family.rules.codes import VISIT_LASTS
from samspor.family.rules.words import Sight
from samspor.people.api import Guardian

_COOKIE, _SALT = "samspor_familie", "samspor.family.visit"


class Here(NamedTuple):
    """A visit that goes on, who acts in it, and what they are shown this moment."""

    visit: FamilyVisit
    guardian: Guardian
    by: Actor
    seen: Seen

    @property
    def is_closed(self) -> bool:
        return self.seen.sight is Sight.CLOSED


def here(request: Request, at: datetime) -> Here | None:
    """Asked anew by every page. What is sent in it is sent by the visit, whoever else is signed in in this browser."""
    visit = queries.visit_now(_key(request), at) if _COOKIE in request.COOKIES else None
    if visit is None or visit.guardian is None:
        return None
    request.visit = visit.pk  # type: ignore[attr-defined]  # our own attribute: see access.once
    return Here(
        visit, visit.guardian, queries.of_family(visit, at), queries.seen_by(visit.child, visit.guardian, at=at)
    )


def _key(request: Request) -> UUID:
    held = request.get_signed_cookie(_COOKIE, "", salt=_SALT, max_age=int(VISIT_LASTS.total_seconds()))
    return UUID(held) if held else UUID(int=0)


def let_in(visit: FamilyVisit) -> HttpResponse:
    """In this browser, to these pages, for as long as the visit lasts."""
    answer = redirect("family:page")
    answer.set_signed_cookie(
        _COOKIE, str(visit.pk), salt=_SALT, max_age=int(VISIT_LASTS.total_seconds()), path=_path(),
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return answer


def let_out() -> HttpResponse:
    """Nothing is left on a computer somebody else uses next."""
    answer = redirect("family:door")
    answer.delete_cookie(_COOKIE, path=_path(), samesite="Lax")
    answer["Clear-Site-Data"] = '"cache"'
    return answer


def _path() -> str:
    return reverse("family:door")


def shut(request: Request) -> HttpResponse:
    """One sentence, whatever closed the page."""
    return render(request, "family/closed.html", {"unsent": unsent(request)})


def unsent(request: Request) -> str:
    """The words that came with what could not be received: they are given back to who sent them."""
    return request.POST.get("text", "").strip()
