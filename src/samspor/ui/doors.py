"""Two marks a view can carry: open to everybody, or about nobody (no personal data, so no read entry)."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    view.samspor_public = True  # type: ignore[attr-defined]  # -- the mark
    return view


def about_nobody(view: View) -> View:
    view.samspor_about_nobody = True  # type: ignore[attr-defined]  # -- the mark
    return view


def is_public(view: Callable[..., Any]) -> bool:
    return getattr(view, "samspor_public", False)


def is_about_nobody(view: Callable[..., Any]) -> bool:
    return getattr(view, "samspor_about_nobody", False)
