"""The steps the views share: fetch what one may write in, and show a form about a concern again when it was refused."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from samspor.access.check import found, within
from samspor.access.drafts import Typed, draft_answer
from samspor.access.once import sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.concerns import actions, pages, queries, texts
from samspor.concerns.models import Concern
from samspor.concerns.pages import address
from samspor.concerns.rules.stops import StopKind
from samspor.people.api import header_of
from samspor.ui.answer import invalid
from samspor.ui.forms import Form
from samspor.ui.tasks import Task

GET_POST = ("GET", "POST")
SURE, AGAIN = "sure", "again"  # the two buttons of the page before a yes
ABOUT_STAFF = "about_staff"  # and what is asked there
M = TypeVar("M", bound=Model)
F = TypeVar("F", bound=Form)


def concern_within(request: Request, key: UUID) -> Concern:
    return found(within(request.actor, Permission.CONCERN_WRITE, queries.concerns_visible_to(request.actor)), key)


def row_within(request: Request, permission: Permission, rows: QuerySet[M], key: UUID) -> M:
    return found(within(request.actor, permission, rows), key)


def filled(request: Request, kind: type[F], **more: Any) -> F:
    """The form as it was sent, or as it is first shown."""
    files = request.FILES if request.method == "POST" else None
    return kind(request.POST if request.method == "POST" else None, files, **more)


def write(
    request: Request, concern: Concern, form: Form, act: Callable[[], object], *, anchor: str, said: str, **page: Any
) -> HttpResponse:
    """One form about one concern: acted on once, and back to where on the page it belongs; else shown with why not."""

    def acted() -> str:
        act()
        actions.drop_draft(by=request.actor, child=concern.child, place=request.path, at=clock.now())
        return address(concern.pk, anchor)

    answered = drafted(request, concern, form, page["heading"])
    answered = answered or sent(request, form, acted, at=clock.now(), said=said)
    return answered or show(request, concern, form, anchor=anchor, **page)


def drafted(request: Request, concern: Concern, form: Form, heading: str) -> HttpResponse | None:
    """What a form about a concern sends by itself, under the form's own heading."""
    mine: dict[str, Any] = {"by": request.actor, "place": request.path, "at": clock.now()}

    def keep(typed: Typed) -> object:
        named = {**typed, "heading": heading}
        return actions.save_form_draft(concern=concern, typed=named, sent_as=sent_as(request), **mine)

    return draft_answer(request, form, keep=keep, drop=lambda: actions.drop_draft(child=concern.child, **mine))


def own_steps(request: Request, concern: Concern) -> Iterator[Task]:
    """What comes next in the concern itself: its pages say nothing of other rooms' steps."""
    stops, steps = queries.ahead_of_child(request.actor, concern.child)
    return pages.next_steps(
        [one for one in stops if one.concern_id == concern.pk], [one for one in steps if one.concern_id == concern.pk]
    )


def review(request: Request, kinds: Iterable[StopKind], context: Mapping[str, Any]) -> HttpResponse | None:
    """Before a yes is saved, one page says what it does: it cannot be taken back by who said it."""
    asked = [texts.QUESTION[kind] for kind in kinds]
    if not asked or SURE in request.POST:
        return None
    sent = [(name, one) for name, said in request.POST.lists() for one in said if name != "csrfmiddlewaretoken"]
    return render(request, "concerns/sure.html", {"questions": asked, "sent": sent, **context})


def show(
    request: Request, concern: Concern, form: Form, *, anchor: str, template: str = "concerns/form.html", **page: Any
) -> HttpResponse:
    actor = request.actor
    saw(Verb.CONCERN_SEEN, by=actor, at=clock.now(), about=concern, child_ids=[concern.child_id])
    draft = None if form.is_bound else queries.draft_of(actor, concern.child, request.path)
    form.initial = {**form.initial, **(draft.values if draft else {})}
    context = {
        "form": form,
        "concern": concern,
        "header": header_of(request, concern.child, steps=own_steps(request, concern)),
        "back": address(concern.pk, anchor),
        "here": request.path,
        "saved_at": draft.saved_at if draft else None,
        **page,
    }
    return invalid(request, template, context) if form.is_bound else render(request, template, context)
