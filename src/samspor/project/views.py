"""The addresses without a page: is the house standing, I am still here, and forget what I was shown."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from samspor.ui.doors import public


@public
@login_not_required
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@public
def stay(request: HttpRequest) -> HttpResponse:
    """Asked by the page when the person says they are still there: the session is renewed by being used.

    The key against forgery is told as well, so that a page from before a new sign-in can be sent after it.
    """
    return HttpResponse(status=204, headers={"X-CSRF-Token": get_token(request)})


@require_safe
@public
@login_not_required
def forget(request: HttpRequest) -> HttpResponse:
    """Fetched by the sign-in page, as a style sheet without any style, so that it works without script.

    The page one signs out from is kept for Back only when the next page is there: what clears must come after that.
    """
    headers = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":  # no other site may empty our pages
        headers["Clear-Site-Data"] = '"cache"'
    return HttpResponse(content_type="text/css", headers=headers)
