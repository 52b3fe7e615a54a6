"""Pages are for those who are signed in, in both steps. Who was signed out while writing loses nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from samspor.project import errors
from samspor.project.sign_in import second_step
from samspor.ui.answer import is_htmx

View = Callable[..., HttpResponseBase]


class SignInRequired(LoginRequiredMiddleware):
    """A fragment is refused and the page stays; a form comes back to be sent again; all else goes to sign-in."""

    def process_view(self, request: HttpRequest, view_func: View, view_args: Any, view_kwargs: Any) -> Any:
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or not _asks_for_second_step(request, view_func):
            return refused
        way = reverse(second_step.page_for(request))
        asked = redirect_to_login(request.get_full_path(), way)
        return _lost_nothing(request, view_func, errors.SECOND_STEP) or asked

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> Any:
        return _lost_nothing(request, view_func, errors.SIGNED_OUT) or super().handle_no_permission(request, view_func)


def _asks_for_second_step(request: HttpRequest, view_func: View) -> bool:
    match = request.resolver_match
    is_open = match is None or match.view_name in second_step.OPEN or not getattr(view_func, "login_required", True)
    return not is_open and second_step.is_missing(request)


def _lost_nothing(request: HttpRequest, view_func: View, sentence: str) -> HttpResponse | None:
    if is_htmx(request) or "X-Autosave" in request.headers:
        return errors.with_sentence(HttpResponse(status=401), sentence)
    if request.method == "POST" and view_func.__module__.startswith("samspor."):
        return errors.signed_out(request)
    return None
