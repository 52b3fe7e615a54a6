"""Pages are for those who are signed in. Who was signed out while writing loses nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from samspor.project import errors
from samspor.ui.answer import is_htmx


class SignInRequired(LoginRequiredMiddleware):
    """A fragment is refused and the page stays; a form comes back to be sent again; all else goes to sign-in."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]) -> Any:
        if is_htmx(request) or "X-Autosave" in request.headers:
            return errors.with_sentence(HttpResponse(status=401), errors.SIGNED_OUT)
        if request.method == "POST" and view_func.__module__.startswith("samspor."):
            return errors.signed_out(request)
        return super().handle_no_permission(request, view_func)
