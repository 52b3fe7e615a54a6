"""What the family's own pages share: whose visit it is, and what is shown when there is none."""

from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from samspor.access.actor import Actor
from samspor.access.request import Request
from samspor.family import queries
from samspor.family.forms import CodeForm
from samspor.family.models import FamilyVisit
from samspor.family.queries import OwnPage, Seen
from samspor.family.rules.codes import VISIT_LASTS
from samspor.family.rules.words import Sight
from samspor.people.api import Guardian
from samspor.sharing.api import kept

_COOKIE, _SALT, _WHOSE = "samspor_familie", "samspor.family.visit", "samspor.family.whose"


_OF_A_PERSON = ("name", "relation", "contact", "why")


class Left(NamedTuple):
    """What somebody has written that could not be received, and where: it goes along through the door, and is kept
    nowhere.
    """

    said: str
    about: str
    text: str
    whose: str


def left(request: Request, said: str = "") -> Left:
    typed = {name: request.POST.get(name, "") for name in Left._fields}
    words = typed["text"] or "\n".join(filter(None, (request.POST.get(name, "") for name in _OF_A_PERSON)))
    return Left(**typed | {"said": said or typed["said"], "text": words.strip()})


class Here(NamedTuple):
    """A visit that goes on, who acts in it, and what they are shown this moment."""

    visit: FamilyVisit
    guardian: Guardian
    by: Actor
    seen: Seen

    @property
    def is_closed(self) -> bool:
        return self.seen.sight is Sight.CLOSED

    @property
    def whose(self) -> str:
        return whose(self.visit, self.by)

    def sent(self, request: Request) -> bool:
        """Whether what is sent was written by who is in now, about this child."""
        return constant_time_compare(request.POST.get("whose", ""), self.whose)


class Mine(NamedTuple):
    """The child's own visit, who acts in it, and what it is shown this moment."""

    visit: FamilyVisit
    by: Actor
    page: OwnPage

    @property
    def whose(self) -> str:
        return whose(self.visit, self.by)

    def sent(self, request: Request) -> bool:
        return constant_time_compare(request.POST.get("whose", ""), self.whose)


def whose(visit: FamilyVisit, by: Actor) -> str:
    """Stands in each form. A code typed in another tab changes who is in, and not whose words stand in this one."""
    return salted_hmac(_WHOSE, f"{by.id}:{kept(visit.child).pk}", algorithm="sha256").hexdigest()


def mine(request: Request, at: datetime) -> Mine | None:
    """As `here`, on the child's own page."""
    return childs_visit(request, _visit(request, at), at)


def childs_visit(request: Request, visit: FamilyVisit | None, at: datetime) -> Mine | None:
    if visit is None or visit.guardian is not None:
        return None
    request.visit = visit.pk  # type: ignore[attr-defined]  # our own attribute: see access.once
    return Mine(visit, queries.of_family(visit, at), queries.own_page(visit, at))


def anybody(request: Request, at: datetime) -> Here | Mine | None:
    visit = _visit(request, at)
    return entered(request, visit, at) or childs_visit(request, visit, at)


def _visit(request: Request, at: datetime) -> FamilyVisit | None:
    return queries.visit_now(_key(request), at) if _COOKIE in request.COOKIES else None


def here(request: Request, at: datetime) -> Here | None:
    """Asked anew by every page. What is sent in it is sent by the visit, whoever else is signed in in this browser."""
    return entered(request, _visit(request, at), at)


def entered(request: Request, visit: FamilyVisit | None, at: datetime) -> Here | None:
    if visit is None or visit.guardian is None:
        return None
    request.visit = visit.pk  # type: ignore[attr-defined]  # our own attribute: see access.once
    return Here(
        visit, visit.guardian, queries.of_family(visit, at), queries.seen_by(visit.child, visit.guardian, at=at)
    )


def gone(request: Request, said: str = "") -> HttpResponse:
    """Nobody is in any more. Who was shut out is told where to ring, and who went or stayed too long is at the door."""
    if _COOKIE in request.COOKIES and queries.was_closed(_key(request)):
        return shut(request)
    if not said or request.method == "GET":
        return redirect("family:door")
    return render(request, "family/door.html", {"form": CodeForm(), "unsent": left(request, said)})


def over(request: Request) -> HttpResponse:
    """The visit has ended: what was being written is given back, and goes through no door."""
    if request.method == "GET" or (_COOKIE in request.COOKIES and queries.was_closed(_key(request))):
        return gone(request)
    return render(request, "family/over.html", {"unsent": left(request).text})


def _key(request: Request) -> UUID:
    held = request.get_signed_cookie(_COOKIE, "", salt=_SALT, max_age=int(VISIT_LASTS.total_seconds()))
    return UUID(held) if held else UUID(int=0)


def let_in(request: Request, visit: FamilyVisit, answer: HttpResponse) -> HttpResponse:
    """In this browser, to these pages, until the visit is over or the browser is closed.

    Who handed over the code in their own browser is signed out of it: it is in a parent's hands now.
    """
    if request.user.is_authenticated:
        logout(request)
    answer.set_signed_cookie(
        _COOKIE, str(visit.pk), salt=_SALT, path=_path(), secure=settings.SESSION_COOKIE_SECURE, httponly=True,
        samesite="Lax",
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


def another(request: Request) -> HttpResponse:
    """Somebody else is in by now, or about another child: nothing is said for them, and the words are given back."""
    return render(request, "family/another.html", {"unsent": left(request).text}, status=HTTPStatus.CONFLICT)


def shut(request: Request) -> HttpResponse:
    """One sentence, whatever closed the page."""
    return render(request, "family/closed.html", {"unsent": left(request).text})
