"""The two addresses without a page: is the house standing, and I am still here."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse

from samspor.ui.doors import public


@public
@login_not_required
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@public
def stay(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    """Asked by the page when the person says they are still there: the session is renewed by being used."""
    return HttpResponse(status=204)
