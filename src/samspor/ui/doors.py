"""Marks a view can carry.

Open to everybody, for guests, about nobody (no personal data, so no read entry), or asked for by the page itself.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    view.samspor_public = True  # type: ignore[attr-defined]  # -- the mark
    return view


def guests(view: View) -> View:
    """Open to everybody, and for who has no account: whoever is signed in in that browser is no part of it."""
    view.samspor_guests = True  # type: ignore[attr-defined]  # -- the mark
    return public(view)


def about_nobody(view: View) -> View:
    view.samspor_about_nobody = True  # type: ignore[attr-defined]  # -- the mark
    return view


def by_itself(view: View) -> View:
    """What a page asks for while nobody touches it: no sign that anybody is there, so the idle time goes on."""
    view.samspor_by_itself = True  # type: ignore[attr-defined]  # -- the mark
    return view


R = TypeVar("R", bound=HttpResponse)


def says_back(answer: R) -> R:
    """An answer that says one sentence, or gives back what was sent, and shows nobody: there is nothing to remember."""
    answer.samspor_says_back = True  # type: ignore[attr-defined]  # -- the mark
    return answer


def is_said_back(answer: HttpResponse) -> bool:
    return getattr(answer, "samspor_says_back", False)


def is_public(view: Callable[..., Any]) -> bool:
    return getattr(view, "samspor_public", False)


def is_about_nobody(view: Callable[..., Any]) -> bool:
    return getattr(view, "samspor_about_nobody", False)


def is_by_itself(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "samspor_by_itself", False)


def is_for_guests(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and getattr(match.func, "samspor_guests", False)
