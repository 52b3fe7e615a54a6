"""A list is handed in, and its columns are pointed at."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from samspor.access.check import demand
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.roster import actions, queries
from samspor.roster.forms import ColumnsForm, ConfirmForm, UploadForm
from samspor.roster.jobs.files import NO_ROOM
from samspor.roster.models import ChangeSet
from samspor.roster.reading import check_size
from samspor.roster.rules.columns import columns as understood
from samspor.roster.rules.rows import RosterField
from samspor.roster.rules.states import State
from samspor.roster.views.steps import FORM, fetch, review_of, sent, show_form
from samspor.ui.doors import about_nobody

SHOWN = 50


@require_safe
@about_nobody
def lists(request: Request) -> HttpResponse:
    demand(request.actor, Permission.ROSTER_IMPORT)
    return render(request, "roster/lists.html", {"lists": queries.change_sets_visible_to(request.actor)[:SHOWN]})


@require_http_methods(FORM)
@about_nobody
def hand_in(request: Request) -> HttpResponse:
    demand(request.actor, Permission.ROSTER_IMPORT)
    at, units = clock.now(), list(queries.units_to_import_to(request.actor))
    given = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    likely = {"unit": str(units[0].pk), "kind": queries.likely_kind(units)}
    form = UploadForm(*given, units=units, initial=likely)
    done = sent(request, form, lambda: _handed_in(request, form, at), at=at, said="")
    return done or show_form(request, "roster/hand_in.html", form, {})


@require_http_methods(FORM)
@about_nobody
def columns(request: Request, change_set: UUID) -> HttpResponse:
    at, held = clock.now(), fetch(request, change_set)
    if held.stage is not State.MAPPING:
        return render(request, "roster/columns_done.html", {"list": held})
    found = understood(held.headers, source=held.source.kind, saved=queries.saved_mapping(held.source))
    form = ColumnsForm(request.POST if request.method == "POST" else None, columns=found)
    done = sent(request, form, lambda: _mapped(request, held, form.said(), at), at=at, said="Kolonnerne er gemt.")
    return done or show_form(
        request, "roster/columns.html", form, {"list": held, "unknown": found.unknown, "new_key": ConfirmForm}
    )


def _handed_in(request: Request, form: UploadForm, at: datetime) -> str:
    given: Any = form.cleaned_data["file"]
    with _on_disk(given) as path:
        made = actions.upload_roster(
            by=request.actor,
            unit=form.chosen_unit(),
            kind=form.cleaned_data["kind"],
            filename=given.name or "liste",
            path=path,
            at=at,
        )
    return _next(made)


def _mapped(request: Request, held: ChangeSet, said: dict[str, RosterField], at: datetime) -> str:
    return _next(actions.map_columns(by=request.actor, change_set=held, fields=said, at=at))


def _next(made: ChangeSet) -> str:
    return reverse("roster:columns", args=[made.pk]) if made.stage is State.MAPPING else review_of(made)


@contextmanager
def _on_disk(given: Any) -> Iterator[Path]:
    """A large file lies on the disk already; a small one is put there. It is refused before that if it is too large."""
    check_size(given.size)
    if hasattr(given, "temporary_file_path"):
        yield Path(given.temporary_file_path())
        return
    with TemporaryDirectory(prefix="samspor-") as folder:
        path = Path(folder) / "list"
        try:
            path.write_bytes(given.read())
        except OSError:
            raise Refused(NO_ROOM, "file") from None
        yield path
