"""What every page is told: who is here, where one can go, and how long until one is signed out."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from samspor.access import texts
from samspor.project.sign_in import second_step
from samspor.ui import slots
from samspor.ui.doors import is_for_guests


def everywhere(request: HttpRequest) -> dict[str, Any]:
    guest = is_for_guests(request)
    actor = None if guest else getattr(request, "actor", None)
    outside = not guest and second_step.is_missing(request)
    return {
        "request": request,
        "actor": actor,
        "guest": guest,
        "home": reverse("family:door") if guest else "/",
        "role_words": ", ".join(texts.ROLE[role] for role in sorted(actor.roles)) if actor else "",
        "nav": _menu(request) if actor and not outside else [],
        "second_step_missing": outside,
        "municipality_name": settings.PROFILE.name,
        "intake_phone": settings.PROFILE.intake_phone,
        "duty_phone": settings.PROFILE.duty_phone,
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "idle_ping": reverse("stay"),
        "demo": settings.DEMO,
    }


def _menu(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """One is in one place: the nearest, where one address lies under another."""
    items = [item for fill in slots.filled("nav") for item in fill(request)]
    nearest = max((len(href) for _, href, here in items if here), default=0)
    return [(label, href, here and len(href) == nearest) for label, href, here in items]
