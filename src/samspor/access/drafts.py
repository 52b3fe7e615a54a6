"""A form that saves itself while it is written: what came is kept for its writer alone, or thrown away."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from samspor.access.secret import SecretText

Typed = Mapping[str, object]


class Draft(models.Model):
    """What every draft has. A room says of what, and who else must be gone before it goes."""

    typed = SecretText()
    saved_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def values(self) -> dict[str, Any]:
        """By the names of the form's fields."""
        return read(self.typed)


class Form(Protocol):
    @property
    def is_bound(self) -> bool: ...

    def typed(self) -> dict[str, object]: ...


def draft_answer(
    request: HttpRequest, form: Form, *, keep: Callable[[Typed], object], drop: Callable[[], object]
) -> HttpResponse | None:
    """The answer to what a form sends by itself, and to the button that throws the draft away; else None."""
    if "discard" in request.POST:
        drop()
        return HttpResponseRedirect(request.path, status=HTTPStatus.SEE_OTHER)
    if not (form.is_bound and sent_by_itself(request)):
        return None
    keep(form.typed())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def brought_back(form: Any, draft: Draft | None) -> datetime | None:
    """What was typed stands in the form anew, and nothing hidden: what it was built on is what stands on the page now.

    Answers when it was saved, or nothing where the form is sent and holds words of its own.
    """
    if form.is_bound or draft is None:
        return None
    kept = {name: one for name, one in draft.values.items() if name in form.fields and not form[name].is_hidden}
    form.initial = {**form.initial, **kept}
    return draft.saved_at


def sent_by_itself(request: HttpRequest) -> bool:
    return "X-Autosave" in request.headers


def written(typed: Typed) -> str:
    return json.dumps(typed, ensure_ascii=False)


def read(typed: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(typed)
    return held
