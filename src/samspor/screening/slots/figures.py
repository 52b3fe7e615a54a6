"""Figures lend a place in the menu to those who see whole rounds."""

from django.urls import reverse

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.ui import slots


def register() -> None:
    slots.fill("nav", figures_nav, order=31)


def figures_nav(request: Request) -> list[tuple[str, str, bool]]:
    if not request.actor.scope(Permission.ROUND_TOTALS):
        return []
    here = reverse("screening:rounds_in_figures")
    return [("Runder i tal", here, request.path.startswith(here))]
