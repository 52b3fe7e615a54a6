"""The entrance of the demo: the cast, and to go in as one of them. Not there outside the demo."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from samspor.demo import cast as people
from samspor.ui.doors import public

_BACKEND = "django.contrib.auth.backends.ModelBackend"


def _only_in_the_demo(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def guarded(request: HttpRequest, **named: str) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **named)

    return guarded


@public
@login_not_required
@_only_in_the_demo
@require_GET
def cast(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/cast.html", {"people": people.cast()})


@public
@login_not_required
@_only_in_the_demo
@require_POST
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Signs in as one of the cast, without a password: they are invented, and so is everything they see."""
    person = next((one for one in people.cast() if one.key == key), None)
    if person is None:
        raise Http404
    account = get_object_or_404(get_user_model(), email=person.email)
    login(request, account, backend=_BACKEND)
    return HttpResponseRedirect(settings.LOGIN_REDIRECT_URL, status=303)
