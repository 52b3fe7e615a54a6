"""Figures and instruments lend a place in the menu, to those who see whole rounds and those who keep instruments."""

from django.urls import reverse

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.ui import slots


def register() -> None:
    slots.fill("nav", figures_nav, order=31)
    slots.fill("nav", instruments_nav, order=33)


def figures_nav(request: Request) -> list[tuple[str, str, bool]]:
    if not request.actor.scope(Permission.ROUND_TOTALS):
        return []
    here = reverse("screening:rounds_in_figures")
    return [("Runder i tal", here, request.path.startswith(here))]


def instruments_nav(request: Request) -> list[tuple[str, str, bool]]:
    if not request.actor.scope(Permission.INSTRUMENT_ADOPT):
        return []
    here = reverse("screening:instruments")
    return [("Redskaber", here, request.path.startswith(here))]
