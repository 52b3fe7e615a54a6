"""Two pages about one child: found, laid side by side, made one, and parted again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspor.access.check import within
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw, searched
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people import actions, pages, queries, rules
from samspor.people.models import Child, Merge
from samspor.people.views.steps import FORM, about_child, fetch, fetch_child, fill, pressed, sent, show_form
from samspor.ui.answer import SeeOther
from samspor.ui.forms import Form


@require_safe
def choose(request: Request, child: UUID) -> HttpResponse:
    """Children it might be: alike by name or birth date, or by the words somebody searches for."""
    at, on = clock.now(), request.actor.on
    kept = fetch_child(request, Permission.CHILD_MERGE, child)
    words = request.GET.get("q", "")[:200].replace("\0", "")
    if rules.holds_a_number(words):
        return SeeOther(request.path)
    found = queries.search(request.actor, words) if words else _alike(request, kept)
    reached = within(request.actor, Permission.CHILD_MERGE, Child.objects.filter(pk__in=[one.pk for one in found]))
    shown = queries.with_enrolments(reached.exclude(pk=kept.pk).order_by("search_name", "pk"), on)
    others = [queries.card(one, on) for one in shown]
    keys = [kept.pk, *(one.key for one in others)]
    if words:
        searched(Verb.CHILDREN_LISTED, by=request.actor, at=at, words=words, child_ids=keys)
    else:
        saw(Verb.CHILDREN_LISTED, by=request.actor, at=at, child_ids=keys, purpose="samle to sider om samme barn")
    context = {"child": kept, "header": queries.header_of(request, kept), "others": others, "words": words}
    return render(request, "people/choose_other.html", context)


@require_http_methods(FORM)
def merge(request: Request, child: UUID, other: UUID) -> HttpResponse:
    at = clock.now()
    kept = fetch_child(request, Permission.CHILD_MERGE, child)
    gone = fetch_child(request, Permission.CHILD_MERGE, other)
    form = fill(request, Form)

    def act() -> str:
        actions.merge_children(by=request.actor, kept=kept, other=gone, at=at)
        return kept.href

    done = sent(request, form, act, at=at, said="De to sider er samlet. Det kan fortrydes på barnets side.")
    if done:
        return done
    about_child(request, gone, at=at, purpose="sammenligne to sider")
    shown = about_child(request, kept, at=at, purpose="sammenligne to sider")
    return show_form(
        request,
        "people/merge.html",
        form,
        {**shown, "other": gone, "lines": pages.side_by_side(kept, gone, request.actor.on)},
    )


@require_POST
def undo(request: Request, merge: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch(request, Permission.CHILD_MERGE, Merge.objects.select_related("kept"), merge)

    def act() -> str:
        actions.undo_merge(by=request.actor, merge=found, at=at)
        return found.kept.href

    return pressed(request, act, at=at, said="De to sider er delt igen.")


def _alike(request: Request, child: Child) -> list[Child]:
    names = {name: getattr(child, name) for name in ("given_names", "family_name", "birth_date")}
    return list(queries.similar(request.actor, **names, besides=child.pk))
