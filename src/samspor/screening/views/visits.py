"""A visit: one child looked at on any day, from the child's page or the group's."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand, found, holds, within
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import Child, StaffMember, Unit, check_way_out, children_visible_to
from samspor.screening import actions, pages, queries
from samspor.screening.forms.visits import ALONE, AloneVisitForm, NewVisitForm, VisitForm
from samspor.screening.models import Assessment, InstrumentVersion
from samspor.screening.rules import Beside, Position, Step, Way
from samspor.screening.views.steps import GET_POST, brought, drafted, name_in, show_form, spent

YEAR, MOST = timedelta(days=365), 100


@require_GET
def visits(request: Request) -> HttpResponse:
    """The visits of the units one works in, and how many there were."""
    demand(request.actor, Permission.SCREENING_READ)
    held = list(queries.visits.visits_visible_to(request.actor)[:MOST])
    names = queries.visits.names_in_visits(request.actor, [one.child_id for one in held])
    saw(Verb.VISITS_LISTED, by=request.actor, at=clock.now(), child_ids=list(names))
    context = {"lines": pages.visit_lines(held, names), "counted": _counted(request)}
    return render(request, "screening/visits.html", context)


@require_http_methods(GET_POST)
def new_visit(request: Request, child: UUID) -> HttpResponse:
    one = found(within(request.actor, Permission.VISIT_MAKE, children_visible_to(request.actor)), child)
    check_way_out(request.actor, one)
    form = NewVisitForm(
        request.POST or None,
        people=queries.visits.fellow_visitors(request.actor),
        instruments=queries.instruments(clock.today()),
        initial={"visited_on": clock.today(), "notice_on": clock.today(), "instrument": _newest()},
    )
    answered = sent(request, form, lambda: _made(request, form, one), at=clock.now())
    saw(Verb.CHILD_SEEN, by=request.actor, at=clock.now(), about=one, child_ids=[one.pk], purpose="skrive et besøg")
    return answered or show_form(request, "screening/new_visit.html", {"form": form, "child": one})


@require_http_methods(GET_POST)
def visit(request: Request, visit: UUID) -> HttpResponse:
    held = found(queries.visits.visits_visible_to(request.actor), visit)
    form = _form(request, held)
    answered = _written(request, form, held) if form else None
    if answered:
        return answered
    saw(Verb.ASSESSMENT_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    draft = brought(request, form) if form else {}
    return show_form(request, "screening/visit.html", _context(request, held) | {"form": form} | draft)


def _written(request: Request, form: VisitForm, held: Assessment) -> HttpResponse | None:
    """Kept while it is written, or sent."""
    permission = Permission.SCREENING_ASSESS
    answered = drafted(request, form, about=held, permission=permission, child=held.child_id)
    return answered or sent(request, form, lambda: _assessed(request, form, held), at=clock.now())


@require_POST
def prolong_visit(request: Request, visit: UUID) -> HttpResponse:
    held = found(queries.visits.visits_visible_to(request.actor), visit)

    def act() -> str:
        actions.prolong_visit(by=request.actor, assessment=held, at=clock.now())
        messages.success(request, "Besøget kan skrives i 14 dage mere.")
        return reverse("screening:visit", args=[held.pk])

    return once(request, act, at=clock.now())


def _newest() -> UUID | None:
    newest = queries.instruments(clock.today()).order_by("-valid_from").first()
    return newest.pk if newest else None


def _counted(request: Request) -> str:
    """To those who lead the units, as other figures are."""
    if not holds(request.actor, Permission.ROUND_OVERVIEW):
        return ""
    led = within(request.actor, Permission.ROUND_OVERVIEW, Unit.objects.all())
    return pages.visits_in_words(queries.visits.visits_counted(led, clock.today() - YEAR))


def _made(request: Request, form: NewVisitForm, child: Child) -> str:
    given = form.cleaned_data
    made = actions.make_visit(
        by=request.actor,
        child=child,
        visited_on=given["visited_on"],
        notice_on=given["notice_on"],
        way=Way(given["way"]),
        instrument=InstrumentVersion.objects.get(pk=given["instrument"]),
        second=None if given["who"] == ALONE else StaffMember.objects.get(pk=given["who"]),
        alone_because=given["alone_because"] if given["who"] == ALONE else "",
        at=clock.now(),
    )
    return reverse("screening:visit", args=[made.pk])


def _form(request: Request, held: Assessment) -> VisitForm | None:
    """Only for who has not written yet; nobody when it is one other who was there alone."""
    alone = held.alone_because is not None
    others = alone and not queries.visits.is_visitor(request.actor, held)
    written = held.own.filter(assessor=request.actor.staff, handed_in_at__isnull=False).exists()
    if written or others or queries.step_of(held) is not Step.OWN or not _heading(held).is_open:
        return None
    return (AloneVisitForm if alone else VisitForm)(request.POST or None)


def _heading(held: Assessment) -> pages.Heading:
    return pages.heading(held.round_unit, clock.today())


def _context(request: Request, held: Assessment) -> dict[str, object]:
    heading, views = _heading(held), queries.opened_views([held]).get(held.pk, [])
    step = queries.step_of(held)
    return {
        "assessment": held,
        "name": name_in(request, held),
        "heading": heading,
        "months": pages.months_of(held.child, heading),
        "views": [pages.view(own) for own in views],
        "voices": pages.said(queries.voices_of(request.actor, held.round_unit, [held.child_id])),
        "joint": pages.agreed(held, queries.worded([held])).now,
        "step": step,
        "held_back": step is Step.CONCLUDED and queries.held_back(request.actor, held.child),
        "left_unfinished": not heading.is_open and step in {Step.OWN, Step.DIALOGUE},
        "may_prolong": queries.visits.may_prolong(request.actor, held),
        "may_visit": queries.visits.may_visit(request.actor, held.child),
        "new_key": uuid4,
        "may_conclude": heading.is_open and step in {Step.DIALOGUE, Step.CONCLUDED},
    }


def _assessed(request: Request, form: VisitForm, held: Assessment) -> str:
    given = form.cleaned_data
    actions.assess_visit(
        by=request.actor,
        assessment=held,
        position=Position(given["position"]),
        words=given["words"],
        beside=[Beside(one) for one in given.get("beside", [])],
        at=clock.now(),
    )
    spent(request, about=held, permission=Permission.SCREENING_ASSESS)
    if given.get("told"):
        actions.inform_parents(
            by=request.actor, assessment=held, informed_on=clock.today(), way=Way.TALK, at=clock.now()
        )
    messages.success(request, f"Din vurdering af {name_in(request, held).given} er gemt.")
    return reverse("screening:visit", args=[held.pk])
