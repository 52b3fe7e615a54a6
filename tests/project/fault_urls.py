"""The addresses of the product, and beside them pages that go wrong in every way we know."""

import psycopg
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from samspor.access.check import holds
from samspor.access.models import Account
from samspor.access.rules import Permission
from samspor.base.refused import NotHere, Refused
from samspor.project.urls import handler400, handler403, handler404, handler429, handler500
from samspor.ui.doors import about_nobody, public, says_back
from tests.conftest import OWNER

__all__ = ["handler400", "handler403", "handler404", "handler429", "handler500", "urlpatterns"]
SECRET = "Asta Lindqvist-Møller 010120-1234"


def kill(pid: int) -> None:
    """What a restart of the database does to whoever is using it."""
    with psycopg.connect(OWNER._replace(path="/postgres").geturl(), autocommit=True) as owner:
        owner.execute("SELECT pg_terminate_backend(%s)", [pid])


@public
def restarted(request: HttpRequest) -> HttpResponse:
    """The database goes away after half of the saving."""
    Account.objects.create(email="halv@fjordby.example", name="Halv")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        kill(cursor.fetchone()[0])
    Account.objects.create(email="hel@fjordby.example", name="Hel")
    return HttpResponse("gemt")


@public
def broken(request: HttpRequest, name: str = "") -> HttpResponse:
    raise RuntimeError(SECRET)


@public
def null(request: HttpRequest) -> HttpResponse:
    return HttpResponse(Account.objects.filter(name=request.POST.get("name") or request.GET["name"]).exists())


@public
def refused(request: HttpRequest) -> HttpResponse:
    Account.objects.create(email="halv@fjordby.example", name="Halv")
    raise Refused("Runden er lukket. Tal med din leder.")


@public
@login_not_required
def not_here_for_all(request: HttpRequest) -> HttpResponse:
    raise NotHere


@public
def not_here(request: HttpRequest) -> HttpResponse:
    raise NotHere


@public
def received(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("note", ""))


def silent(request: HttpRequest) -> HttpResponse:
    """Shows something without having asked for access."""
    return HttpResponse("alt")


def forgetful(request: HttpRequest) -> HttpResponse:
    """Asked for access, and does not remember what it showed."""
    holds(request.actor, Permission.CHILD_READ)
    return HttpResponse("alt")


def redrawn(request: HttpRequest) -> HttpResponse:
    """The same, with a form that was not filled in: 422 shows whom the page is about as well."""
    return HttpResponse(forgetful(request).content, status=422)


def said_back(request: HttpRequest) -> HttpResponse:
    """One sentence, about nobody."""
    return says_back(redrawn(request))


@about_nobody
def menu(request: HttpRequest) -> HttpResponse:
    """Asked for access, and shows nothing about anybody."""
    return forgetful(request)


forgetful.__module__ = redrawn.__module__ = said_back.__module__ = menu.__module__ = silent.__module__ = (
    "samspor.overview.views"  # only our own pages are guarded
)


urlpatterns = [
    path("fejl/genstart/", restarted, name="restarted"),
    path("fejl/brud/<str:name>/", broken, name="broken"),
    path("fejl/nul/", null, name="null"),
    path("fejl/afvist/", refused, name="refused"),
    path("fejl/ikke-her/", not_here, name="not_here"),
    path("fejl/ikke-her-for-alle/", not_here_for_all, name="not_here_for_all"),
    path("fejl/modtaget/", received, name="received"),
    path("fejl/tavs/", silent, name="silent"),
    path("fejl/glemsom/", forgetful, name="forgetful"),
    path("fejl/gentegnet/", redrawn, name="redrawn"),
    path("fejl/sagt-igen/", said_back, name="said_back"),
    path("fejl/menu/", menu, name="menu"),
    path("", include("samspor.project.urls")),
]
