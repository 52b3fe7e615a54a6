"""The Jinja2 environment of our pages, for Django's template backend."""

from functools import cache
from typing import Any
from uuid import UUID

import jinja2
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse

from samspor.ui import danish, slots
from samspor.ui.doors import is_for_guests

FILTERS = {
    "long_date": danish.long_date,
    "short_date": danish.short_date,
    "dated": danish.dated,
    "span": danish.span,
    "in_group": danish.in_group,
    "weekday_date": danish.weekday_date,
    "time_of_day": danish.time_of_day,
    "moment": danish.moment,
    "age": danish.age,
    "days_until": danish.days_until,
    "plural": danish.plural,
    "number": danish.number,
    "listing": danish.listing,
}


VARIANTS = {"success": "success", "warning": "warning", "error": "error"}


def url(name: str, *args: Any) -> str:
    """A row of a page has several addresses, and looking one up takes longer than drawing it: keys are put in later."""
    if not all(isinstance(arg, UUID) for arg in args):
        return reverse(name, args=args)
    path = _with_marks(name, len(args))
    for mark, arg in enumerate(args):
        path = path.replace(str(UUID(int=mark)), str(arg))
    return path


@cache
def _with_marks(name: str, number: int) -> str:
    return reverse(name, args=[UUID(int=mark) for mark in range(number)])


def toasts(request: HttpRequest) -> list[dict[str, str]]:
    """What the last actions said, each sentence once; nothing to a guest, or without the message middleware."""
    if not hasattr(request, "_messages") or is_for_guests(request):
        return []
    said = dict.fromkeys((VARIANTS.get(one.level_tag, "info"), str(one)) for one in get_messages(request))
    return [{"variant": variant, "text": text} for variant, text in said]


def environment(**options: Any) -> jinja2.Environment:
    """A misspelt name stops the page instead of leaving a hole in it."""
    house = {"undefined": jinja2.StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = jinja2.Environment(**{**options, **house, "autoescape": True})  # noqa: S701 -- it is on
    made.globals.update(url=url, static=static, slot=slots.gather, toasts=toasts)
    made.filters.update(FILTERS)
    return made
