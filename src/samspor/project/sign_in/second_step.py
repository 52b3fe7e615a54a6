"""The second step is demanded of everybody who holds a role: until this session has passed one, little is open."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_used
from django.conf import settings
from django.http import HttpRequest

PASSED = "second_step"
SET_UP, SAY_CODE = "mfa_activate_totp", "mfa_reauthenticate"
OPEN = frozenset(
    {SET_UP, SAY_CODE, "account_reauthenticate", "account_logout", "stay", "overview:help", "overview:manual",
     "overview:picture", "overview:privacy", "overview:accessibility"}
)  # fmt: skip


def connect() -> None:
    authenticator_added.connect(_passed, dispatch_uid="samspor.second_step.added")
    authenticator_used.connect(_passed, dispatch_uid="samspor.second_step.used")
    authenticator_removed.connect(_gone, dispatch_uid="samspor.second_step.removed")


def is_missing(request: HttpRequest) -> bool:
    """The session passes, never the account: who came by a password alone stays outside, whoever adds an app."""
    actor = getattr(request, "actor", None)
    return bool(settings.SECOND_STEP and actor and actor.roles) and PASSED not in request.session


def page_for(request: HttpRequest) -> str:
    has_app = Authenticator.objects.filter(user=request.user.pk, type=Authenticator.Type.TOTP).exists()
    return SAY_CODE if has_app else SET_UP


def _passed(*, request: HttpRequest, **_: Any) -> None:
    request.session[PASSED] = True


def _gone(*, request: HttpRequest, **_: Any) -> None:
    request.session.pop(PASSED, None)
