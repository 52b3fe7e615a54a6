"""A child begins in a group, moves, and ends."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.people import actions, queries, rules
from samspor.people.forms import EndEnrolmentForm, EnrolForm
from samspor.people.models import Enrolment
from samspor.people.views.steps import FORM, about_child, fetch, fetch_child, fill, pressed, sent, show_form
from samspor.ui.danish import in_group, long_date


@require_http_methods(FORM)
def enrol(request: Request, child: UUID) -> HttpResponse:
    at = clock.now()
    found = fetch_child(request, Permission.ENROLMENT_KEEP, child)
    groups = queries.groups_to_enrol_in(request.actor)
    form = fill(request, EnrolForm, groups=groups, initial={"starts_on": clock.local_date(at)})

    def act() -> str:
        starts_on = form.cleaned_data["starts_on"]
        actions.enrol(by=request.actor, child=found, group=form.chosen_group(), starts_on=starts_on, at=at)
        return found.href

    done = sent(request, form, act, at=at, said=f"{found.name} er indmeldt i gruppen.")
    if done:
        return done
    return show_form(request, "people/enrol.html", form, about_child(request, found, at=at, purpose="flytte barnet"))


@require_http_methods(FORM)
def end(request: Request, enrolment: UUID) -> HttpResponse:
    at = clock.now()
    rows = Enrolment.objects.select_related("child", "group__unit")
    found = fetch(request, Permission.ENROLMENT_KEEP, rows, enrolment)
    fetch_child(request, Permission.CHILD_EDIT, found.child_id)  # one led the group: the child may have left it since
    form = fill(request, EndEnrolmentForm, initial={"ends_on": clock.local_date(at)})

    def act() -> str:
        actions.end_enrolment(by=request.actor, enrolment=found, ends_on=form.cleaned_data["ends_on"], at=at)
        return found.group.href  # the child may be out of reach from now on

    done = sent(request, form, act, at=at, said=_ended(found, form))
    if done:
        return done
    shown = about_child(request, found.child, at=at, purpose="afslutte en indmeldelse")
    what = f"Afslut indmeldelsen {in_group(found.group.name)}"
    return show_form(request, "people/end.html", form, {**shown, "what": what})


def _ended(found: Enrolment, form: EndEnrolmentForm) -> str:
    return f"Indmeldelsen af {found.child.name} {in_group(found.group.name)} er afsluttet.{_last(form)}"


def _last(form: EndEnrolmentForm) -> str:
    day = form.cleaned_data.get("ends_on") if form.is_bound and form.is_valid() else None
    return f" Sidste dag er {long_date(rules.last_day(day))}." if day else ""


@require_POST
def remove(request: Request, enrolment: UUID) -> HttpResponse:
    """For one made by mistake: as if it had never been, except in the log."""
    at = clock.now()
    rows = Enrolment.objects.select_related("child", "group__unit")
    found = fetch(request, Permission.ENROLMENT_KEEP, rows, enrolment)
    fetch_child(request, Permission.CHILD_EDIT, found.child_id)
    group, name = found.group, found.child.name

    def act() -> str:
        actions.remove_mistaken_enrolment(by=request.actor, enrolment=found, at=at)
        return group.href

    return pressed(request, act, at=at, said=f"Indmeldelsen af {name} {in_group(group.name)} er fjernet.")
