"""The log's place in the menu."""

from django.urls import reverse

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.ui import slots

Item = tuple[str, str, bool]


def nav(request: Request) -> list[Item]:
    """Without asking through `check`: to draw the menu is not to have asked for the page."""
    if not request.actor.scope(Permission.LOG_READ):
        return []
    address = reverse("audit:log")
    return [("Log", address, request.path.startswith(address))]


def register() -> None:
    slots.fill("nav", nav, order=90)
