"""The first entries of the menu and the last, and the way from a number to a child that the log borrows."""

from django.urls import reverse

from samspor.access.request import Request
from samspor.access.rules import POLICY, Permission
from samspor.audit import children
from samspor.overview.queries import initials, meant, pages_of
from samspor.people.api import may_search
from samspor.ui import slots


def register() -> None:
    slots.fill("nav", nav, order=10)
    slots.fill("nav", last, order=100)
    children.lend(meant, initials, pages_of)


def nav(request: Request) -> list[tuple[str, str, bool]]:
    here, actor = request.path, request.actor
    entries = [("Min dag", reverse("overview:day"), here == reverse("overview:day"))]
    if not actor.roles.isdisjoint(POLICY[Permission.CHILD_READ]):
        entries.append(("Mine grupper", reverse("overview:groups"), here.startswith(reverse("overview:groups"))))
    if may_search(actor):
        entries.append(("Søg", reverse("overview:search"), here.startswith(reverse("overview:search"))))
    return entries


def last(request: Request) -> list[tuple[str, str, bool]]:
    address = reverse("overview:help")
    return [("Hjælp", address, request.path.startswith(address))]
