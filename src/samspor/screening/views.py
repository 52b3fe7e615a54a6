"""Pages of screening: fetch, parse, act, answer."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand, found, may, within
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import Child, ChildGroup, Unit
from samspor.screening import actions, pages, queries
from samspor.screening.forms import AloneForm, ConcludeForm, InformForm, MarkForm, NoticeForm, PlanForm
from samspor.screening.models import Assessment, InstrumentVersion, RoundUnit
from samspor.screening.rules import Position, Way
from samspor.ui.answer import answer, invalid
from samspor.ui.doors import about_nobody
from samspor.ui.forms import Form

GET_POST = ("GET", "POST")


@require_GET
@about_nobody
def rounds(request: Request) -> HttpResponse:
    today = clock.today()
    held = queries.rounds_visible_to(request.actor)[:60]
    return render(
        request,
        "screening/rounds.html",
        {"rounds": [pages.heading(one, today) for one in held], "may_plan": _may_plan(request)},
    )


@require_http_methods(GET_POST)
@about_nobody
def plan(request: Request) -> HttpResponse:
    demand(request.actor, Permission.ROUND_PLAN)
    units = list(
        within(request.actor, Permission.ROUND_PLAN, Unit.objects.filter(closed_on=None, groups__isnull=False))
        .distinct()
        .order_by("name")
    )
    form = PlanForm(request.POST or None, units=units, instruments=queries.instruments())
    answered = sent(request, form, lambda: _planned(request, form, units), at=clock.now())
    return answered or _form(request, "screening/plan.html", {"form": form})


@require_GET
@about_nobody
def signs(request: Request, instrument: UUID, months: int) -> HttpResponse:
    demand(request.actor, Permission.SCREENING_ASSESS)
    version = found(InstrumentVersion.objects.all(), instrument)
    return render(
        request,
        "screening/signs.html",
        {"instrument": version, "groups": pages.sign_groups(queries.signs(version, months)), "months": months},
    )


@require_GET
def board(request: Request, round_unit: UUID) -> HttpResponse:
    held = _round(request, round_unit)
    places = queries.children_of(request.actor, held)
    assessments = queries.assessments_of(held, [place.child.pk for place in places])
    saw(Verb.ROUND_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[place.child.pk for place in places])
    page = pages.board(pages.heading(held, clock.today()), queries.groups_of(held), places, assessments)
    may_notice = may(request.actor, Permission.ROUND_NOTICE, held)
    withdrawal = Form() if held.notice_on is None and may(request.actor, Permission.ROUND_PLAN, held) else None
    context = {"board": page, "may_notice": may_notice, "withdrawal": withdrawal}
    return render(request, "screening/board.html", context)


@require_POST
def withdraw(request: Request, round_unit: UUID) -> HttpResponse:
    held = found(
        within(request.actor, Permission.ROUND_PLAN, RoundUnit.objects.select_related("round", "unit")), round_unit
    )
    return once(request, lambda: _withdrawn(request, held), at=clock.now())


@require_http_methods(GET_POST)
@about_nobody
def notice(request: Request, round_unit: UUID) -> HttpResponse:
    held = found(
        within(request.actor, Permission.ROUND_NOTICE, RoundUnit.objects.select_related("round", "unit")), round_unit
    )
    form = NoticeForm(request.POST or None, initial={"notice_on": clock.today()})
    answered = sent(request, form, lambda: _noticed(request, form, held), at=clock.now())
    return answered or _form(
        request, "screening/notice.html", {"form": form, "heading": pages.heading(held, clock.today())}
    )


@require_http_methods(GET_POST)
def own(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    """The group on one screen. A POST is the whole grid, from a browser without script."""
    held, chosen = _round(request, round_unit), _group(request, group)
    if request.method == "POST":
        return once(request, lambda: _saved(request, held, chosen), at=clock.now())
    page = _grid(request, held, chosen)
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=[row.child for row in page.rows])
    return render(
        request,
        "screening/own.html",
        {"grid": page, "instrument": held.round.instrument_id, "form": MarkForm()},
    )


@require_POST
def mark(request: Request, round_unit: UUID, group: UUID, child: UUID) -> HttpResponse:
    """One row, saved as it is chosen. Saying the same twice is the same as once, so it needs no key."""
    held, chosen = _round(request, round_unit), _group(request, group)
    form = MarkForm(_row(request, child))
    if not form.is_valid():
        return HttpResponse("Vælg først en position.", status=HTTPStatus.UNPROCESSABLE_ENTITY)
    _mark(request, held, found(Child.objects.all(), child), form)
    tally = queries.tally(request.actor, held, chosen)
    otherwise = reverse("screening:own", args=[held.pk, chosen.pk])
    return answer(request, "screening/_marked.html", {"tally": tally}, otherwise=otherwise)


@require_POST
def hand_in(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    held, chosen = _round(request, round_unit), _group(request, group)
    return once(request, lambda: _handed_in(request, held, chosen), at=clock.now())


@require_GET
def joint(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    held, chosen = _round(request, round_unit), _group(request, group)
    places = queries.children_of(request.actor, held, chosen)
    assessments = queries.assessments_of(held, [place.child.pk for place in places])
    rows = pages.together(places, assessments, queries.opened_views(assessments.values()))
    saw(Verb.ASSESSMENT_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=[row.child for row in rows])
    return render(
        request, "screening/joint.html", {"heading": pages.heading(held, clock.today()), "group": chosen, "rows": rows}
    )


@require_http_methods(GET_POST)
def conclude(request: Request, assessment: UUID) -> HttpResponse:
    held = _assessment(request, assessment)
    people = list(queries.colleagues(held.round_unit, held, request.actor))
    form = ConcludeForm(request.POST or None, people=people, initial=_written(held))
    answered = sent(request, form, lambda: _concluded(request, form, held), at=clock.now())
    return answered or _about(request, "screening/conclude.html", held, form)


@require_http_methods(GET_POST)
def alone(request: Request, assessment: UUID) -> HttpResponse:
    held = _assessment(request, assessment)
    form = AloneForm(request.POST or None)
    answered = sent(request, form, lambda: _alone(request, form, held), at=clock.now())
    return answered or _about(request, "screening/alone.html", held, form)


@require_http_methods(GET_POST)
def inform(request: Request, assessment: UUID) -> HttpResponse:
    held = _assessment(request, assessment)
    form = InformForm(request.POST or None, initial={"informed_on": clock.today()})
    answered = sent(request, form, lambda: _informed(request, form, held), at=clock.now())
    return answered or _about(request, "screening/inform.html", held, form)


def _round(request: Request, key: UUID) -> RoundUnit:
    return found(queries.rounds_visible_to(request.actor), key)


def _group(request: Request, key: UUID) -> ChildGroup:
    return found(within(request.actor, Permission.SCREENING_READ, ChildGroup.objects.select_related("unit")), key)


def _assessment(request: Request, key: UUID) -> Assessment:
    return found(queries.assessments_visible_to(request.actor), key)


def _may_plan(request: Request) -> bool:
    return bool(request.actor.scope(Permission.ROUND_PLAN))


def _grid(request: Request, held: RoundUnit, group: ChildGroup) -> pages.Grid:
    today = clock.today()
    places = queries.children_of(request.actor, held, group)
    assessments = queries.assessments_of(held, [place.child.pk for place in places])
    return pages.grid(
        top=pages.heading(held, today),
        group=group,
        places=places,
        mine=queries.my_marks(request.actor, held),
        assessments=assessments,
        today=today,
    )


def _form(request: Request, template: str, context: dict[str, object]) -> HttpResponse:
    return invalid(request, template, context) if request.method == "POST" else render(request, template, context)


def _about(request: Request, template: str, held: Assessment, form: object) -> HttpResponse:
    views = queries.opened_views([held]).get(held.pk, [])
    saw(Verb.ASSESSMENT_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    context = {
        "form": form,
        "assessment": held,
        "heading": pages.heading(held.round_unit, clock.today()),
        "step": queries.step_of(held),
        "views": [pages.View(own.assessor.name, own.position, own.comment or "") for own in views],
    }
    return _form(request, template, context)


def _row(request: Request, child: UUID) -> dict[str, str]:
    return {name: request.POST.get(f"{name}-{child}", "") for name in ("position", "comment")}


def _mark(request: Request, held: RoundUnit, child: Child, form: MarkForm) -> None:
    given = form.cleaned_data
    actions.set_mark(
        by=request.actor,
        round_unit=held,
        child=child,
        position=Position(given["position"]),
        comment=given["comment"],
        at=clock.now(),
    )


def _saved(request: Request, held: RoundUnit, group: ChildGroup) -> str:
    changed = _mark_all(request, held, group)
    messages.success(request, "Dine vurderinger er gemt." if changed else "Der var ikke noget nyt at gemme.")
    return reverse("screening:own", args=[held.pk, group.pk])


def _mark_all(request: Request, held: RoundUnit, group: ChildGroup) -> int:
    """Every row that was changed; rows that were left alone are left alone."""
    changed = 0
    for row in _grid(request, held, group).rows:
        form = MarkForm(_row(request, row.child))
        if not row.locked and form.is_valid() and _said(form) != (row.position, row.comment):
            _mark(request, held, Child(pk=row.child), form)
            changed += 1
    return changed


def _said(form: MarkForm) -> tuple[str, str]:
    return form.cleaned_data["position"], form.cleaned_data["comment"]


def _handed_in(request: Request, held: RoundUnit, group: ChildGroup) -> str:
    _mark_all(request, held, group)  # a mark may still be on its way when the button is pressed
    number = actions.hand_in(by=request.actor, round_unit=held, group=group, at=clock.now())
    messages.success(request, f"Du har afleveret {number} {'vurdering' if number == 1 else 'vurderinger'}.")
    return reverse("screening:joint", args=[held.pk, group.pk])


def _planned(request: Request, form: PlanForm, units: list[Unit]) -> str:
    given = form.cleaned_data
    actions.plan_round(
        by=request.actor,
        label=given["label"],
        area=given["area"],
        opens_on=given["opens_on"],
        closes_on=given["closes_on"],
        instrument=InstrumentVersion.objects.get(pk=given["instrument"]),
        at=clock.now(),
        units=[unit for unit in units if str(unit.pk) in given["units"]],
    )
    messages.success(request, "Runden er planlagt. Den åbner i hver enhed, når forældrene er orienteret.")
    return reverse("screening:rounds")


def _withdrawn(request: Request, held: RoundUnit) -> str:
    actions.withdraw_round(by=request.actor, round_unit=held, at=clock.now())
    messages.success(request, f"{held.round.label} er taget tilbage for {held.unit.name}.")
    return reverse("screening:rounds")


def _noticed(request: Request, form: NoticeForm, held: RoundUnit) -> str:
    given = form.cleaned_data
    actions.record_notice(
        by=request.actor, round_unit=held, notice_on=given["notice_on"], way=Way(given["way"]), at=clock.now()
    )
    messages.success(request, "Det er registreret, at forældrene er orienteret.")
    return reverse("screening:board", args=[held.pk])


def _concluded(request: Request, form: ConcludeForm, held: Assessment) -> str:
    given = form.cleaned_data
    actions.conclude(
        by=request.actor,
        assessment=held,
        position=Position(given["position"]),
        justification=given["justification"],
        participants=[UUID(one) for one in given["participants"]],
        dissent=given["dissent"],
        dissent_by=UUID(given["dissent_by"]) if given["dissent_by"] else None,
        built_on=given["built_on"],
        at=clock.now(),
    )
    messages.success(request, f"Den fælles vurdering af {held.child.given_names} er gemt.")
    return reverse("screening:joint", args=[held.round_unit_id, held.group_id])


def _alone(request: Request, form: AloneForm, held: Assessment) -> str:
    actions.choose_single_assessor(
        by=request.actor, assessment=held, reason=form.cleaned_data["reason"], at=clock.now()
    )
    return reverse("screening:conclude", args=[held.pk])


def _informed(request: Request, form: InformForm, held: Assessment) -> str:
    given = form.cleaned_data
    actions.inform_parents(
        by=request.actor, assessment=held, informed_on=given["informed_on"], way=Way(given["way"]), at=clock.now()
    )
    messages.success(request, f"Det er registreret, at {held.child.given_names}s forældre er orienteret.")
    return reverse("screening:joint", args=[held.round_unit_id, held.group_id])


def _written(held: Assessment) -> dict[str, object]:
    """What was written before, when the joint assessment is written anew."""
    joint = getattr(held, "joint", None)
    if joint is None:
        return {}
    return {
        "built_on": joint.concluded_at.isoformat(),
        "position": joint.position,
        "justification": joint.justification,
        "dissent": joint.dissent,
        "participants": [str(one) for one in joint.participants],
        "dissent_by": str(joint.dissent_by_id or ""),
    }
