"""The gallery: every component on one page. It shows nothing about anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspor.ui.doors import public
from samspor.ui.pages import Gallery


@public
@login_not_required
@require_safe
def show_gallery(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", {"gallery": Gallery()})
