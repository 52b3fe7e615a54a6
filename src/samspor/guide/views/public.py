"""The guide for everybody: no sign-in, one question a page, and the whole of it on paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from samspor.access.actor import Actor
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.guide import queries
from samspor.guide.models import GuideVersion
from samspor.guide.pages import path as shown
from samspor.ui.doors import public


@public
@login_not_required
@require_safe
def front(request: Request) -> HttpResponse:
    """Begins with the first question of the first guide; the others are one press away."""
    versions = list(queries.published())
    if not versions:
        return render(request, "guide/none.html", _signed_in(request))
    return _step(request, versions[0], "", others=versions[1:])


@public
@login_not_required
@require_safe
def start(request: Request, guide_key: str) -> HttpResponse:
    return _step(request, queries.published_by_key(guide_key), "")


@public
@login_not_required
@require_safe
def step(request: Request, guide_key: str, step_key: str) -> HttpResponse:
    return _step(request, queries.published_by_key(guide_key), step_key)


@public
@login_not_required
@require_safe
def whole(request: Request, guide_key: str) -> HttpResponse:
    version = queries.published_by_key(guide_key)
    stretches = shown.stretches(queries.steps_of(version), clock.today())
    return render(request, "guide/whole.html", {"version": version, "stretches": stretches})


def _step(request: Request, version: GuideVersion, key: str, others: list[GuideVersion] | None = None) -> HttpResponse:
    """Without a key, where everybody begins."""
    steps = shown.shown(queries.steps_of(version), clock.today())
    here = steps.get(key)
    if key and here is None and not queries.was_there(version, key):
        raise NotHere
    first = next(iter(steps.values()))
    context = {
        "version": version,
        "here": here or first,
        "others": others or [],
        "is_rewritten": bool(key) and not here,
    }
    return render(request, "guide/step.html", context | _signed_in(request))


def _signed_in(request: Request) -> dict[str, object]:
    """What somebody who is signed in can do besides reading."""
    return {
        "may_rehearse": _may(request.actor, Permission.GUIDE_REHEARSE),
        "may_edit": _may(request.actor, Permission.GUIDE_EDIT),
    }


def _may(actor: Actor | None, permission: Permission) -> bool:
    return actor is not None and bool(actor.scope(permission))
