"""The joint assessment: the dialogue, its conclusion, and telling the parents."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.once import sent
from samspor.access.request import Request
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.people.api import check_way_out, held_among
from samspor.screening import actions, pages, queries
from samspor.screening.forms import AloneForm, ConcludeForm
from samspor.screening.forms.telling import InformForm, NotToldForm
from samspor.screening.models import Assessment
from samspor.screening.queries.acting import opened_acting
from samspor.screening.rules import Beside, Position, Step, Way
from samspor.screening.views.acting import acting, ways_to_worry
from samspor.screening.views.beside import focus_here
from samspor.screening.views.steps import (
    GET_POST,
    assessment_within,
    group_within,
    name_in,
    round_or_visit_within,
    seen_as_visit,
    show_form,
)

_NOBODY: Mapping[UUID, str] = MappingProxyType({})


@require_GET
def joint(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    held, chosen = round_or_visit_within(request, round_unit), group_within(request, group)
    if visit := queries.visits.visit_behind(held):
        return seen_as_visit(visit)
    places = queries.children_of(request.actor, held, chosen)
    assessments = queries.assessments_of(held, [place.child.pk for place in places])
    views, worded = queries.opened_views(assessments.values()), queries.worded(assessments.values())
    waiting = queries.telling.untold(held, [place.child.pk for place in places], clock.today())
    signs = queries.opened_signs(views)
    mine = {child for child, own in queries.my_marks(request.actor, held).items() if own.handed_in_at}
    held_back = held_among(assessments)
    rows = pages.together(places, assessments, views, worded, waiting, signs=signs, held_back=held_back, mine=mine)
    rows = pages.beside(
        rows,
        answers=queries.parents.answers_of(request.actor, held, list(assessments)),
        ways=lambda children: ways_to_worry(request, children),
    )
    to_talk_of = [one for one in assessments.values() if queries.step_of(one) is Step.DIALOGUE]
    saw(Verb.ASSESSMENT_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=[row.child for row in rows])
    context = {
        "heading": pages.heading(held, clock.today()),
        "group": chosen,
        "parts": pages.parts(rows),
        "acting": acting(request, opened_acting(to_talk_of, views, signs)),
        "focus": focus_here(request, held, chosen.pk, [row.child for row in rows]),
    }
    return render(request, "screening/joint.html", context)


@require_http_methods(GET_POST)
def conclude(request: Request, assessment: UUID) -> HttpResponse:
    held = assessment_within(request, assessment)
    people = list(queries.colleagues(held.round_unit, held, request.actor))
    assessors = [str(own.assessor_id) for own in queries.opened_views([held]).get(held.pk, [])]
    kept = queries.my_draft(request.actor, held)
    typed = begun(held, assessors, kept.written if kept else "")
    form = ConcludeForm(request.POST or None, people=people, initial=typed)
    answered = sent(request, form, lambda: concluded(request, form, held, _group(held)), at=clock.now())
    beaten = bool(kept) and typed["built_on"] != typed["draft_built_on"]
    return answered or _about(request, "screening/conclude.html", held, form, is_beaten=beaten)


@require_http_methods(GET_POST)
def alone(request: Request, assessment: UUID) -> HttpResponse:
    held = assessment_within(request, assessment)
    form = AloneForm(request.POST or None)
    answered = sent(request, form, lambda: _alone(request, form, held), at=clock.now())
    return answered or _about(request, "screening/alone.html", held, form)


@require_http_methods(GET_POST)
def inform(request: Request, assessment: UUID) -> HttpResponse:
    held = assessment_within(request, assessment)
    if not hasattr(
        held, "informed"
    ):  # what is wrongly recorded is put right also under a stop: nobody is told anything
        check_way_out(request.actor, held.child)
    among = _among(request, held)
    form = InformForm(request.POST or None, among=among, initial=_told(held))
    answered = sent(request, form, lambda: _informed(request, form, held), at=clock.now())
    return answered or _about(request, "screening/inform.html", held, form, among=among)


def _among(request: Request, held: Assessment) -> dict[UUID, str]:
    """The adults one may say were told: none to who no longer has the child, whose adults may be others now."""
    return queries.may_be_told(held, clock.today()) if name_in(request, held).is_seen else {}


@require_http_methods(GET_POST)
def not_informed(request: Request, assessment: UUID) -> HttpResponse:
    """What was written down and is not so, is taken back; also under a stop, for nobody is told anything."""
    held = assessment_within(request, assessment)
    form = NotToldForm(request.POST or None, initial=_told(held))
    answered = sent(request, form, lambda: _not_told(request, form, held), at=clock.now())
    return answered or _about(request, "screening/not_informed.html", held, form)


def _not_told(request: Request, form: NotToldForm, held: Assessment) -> str:
    given = form.cleaned_data
    actions.take_back_informed(
        by=request.actor, assessment=held, because=given["because"], built_on=given["built_on"], at=clock.now()
    )
    messages.success(request, "Det er taget tilbage. Forældrene skal have det at vide.")
    return _group(held)


def _told(held: Assessment) -> dict[str, object]:
    """What stands, when it is corrected."""
    informed = getattr(held, "informed", None)
    if informed is None:
        return {"informed_on": clock.today()}
    built_on = informed.recorded_at.isoformat()
    told = [str(one) for one in informed.told]
    return {"informed_on": informed.informed_on, "way": informed.way, "told": told, "built_on": built_on}


def _about(
    request: Request,
    template: str,
    held: Assessment,
    form: object,
    *,
    among: Mapping[UUID, str] = _NOBODY,
    is_beaten: bool = False,
) -> HttpResponse:
    """`is_beaten`: a colleague saved while one's own draft lay there."""
    opened = queries.opened_views([held])
    views, signs = opened.get(held.pk, []), queries.opened_signs(opened)
    voices = queries.voices_of(request.actor, held.round_unit, [held.child_id]) if views else []
    saw(Verb.ASSESSMENT_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    context = {
        "form": form,
        "assessment": held,
        "name": name_in(request, held),
        "heading": pages.heading(held.round_unit, clock.today()),
        "voices": pages.said(voices),
        "tellings": pages.of_child(held, queries.earlier_informed(held), among),
        "agreed": pages.agreed(held, queries.worded([held])),
        "step": queries.step_of(held),
        "is_beaten": is_beaten,
        "is_told": hasattr(held, "informed"),
        "overtaken": was_overtaken(request, held),
        "views": [pages.view(own, signs[own.pk]) for own in views],
        "acting": acting(request, opened_acting([held], opened, signs)),
    }
    return show_form(request, template, context)


def was_overtaken(request: Request, held: Assessment) -> bool:
    """Whether a colleague wrote the joint assessment while one was writing it oneself."""
    return request.method == "POST" and request.POST.get("built_on", "") != written(held).get("built_on", "")


def _group(held: Assessment) -> str:
    return reverse("screening:joint", args=[held.round_unit_id, held.group_id])


def concluded(request: Request, form: ConcludeForm, held: Assessment, onwards: str) -> str:
    """Saves the joint assessment, and answers with where to go on."""
    given = form.cleaned_data
    actions.conclude(
        by=request.actor,
        assessment=held,
        position=Position(given["position"]),
        justification=given["justification"],
        participants=[UUID(one) for one in given["participants"]],
        dissent=given["dissent"],
        dissent_by=UUID(given["dissent_by"]) if given["dissent_by"] else None,
        beside=[Beside(one) for one in given["beside"]],
        built_on=given["built_on"],
        at=clock.now(),
    )
    messages.success(request, f"Den fælles vurdering af {name_in(request, held).given} er gemt.")
    return onwards


def _alone(request: Request, form: AloneForm, held: Assessment) -> str:
    actions.choose_single_assessor(
        by=request.actor, assessment=held, reason=form.cleaned_data["reason"], at=clock.now()
    )
    return reverse("screening:conclude", args=[held.pk])


def _informed(request: Request, form: InformForm, held: Assessment) -> str:
    given = form.cleaned_data
    by, on, way, at = request.actor, given["informed_on"], Way(given["way"]), clock.now()
    told = [UUID(one) for one in given["told"]] if "told" in given else None
    if hasattr(held, "informed"):
        built_on = given["built_on"]
        actions.correct_informed(by=by, assessment=held, informed_on=on, way=way, told=told, built_on=built_on, at=at)
    else:
        actions.inform_parents(by=by, assessment=held, informed_on=on, way=way, told=told or (), at=at)
    messages.success(request, f"Det er registreret, at {name_in(request, held).given}s forældre er orienteret.")
    return _group(held)


def begun(held: Assessment, assessors: list[str], kept: str) -> dict[str, object]:
    """What stands in the fields: what one was writing, else what was saved, else who assessed."""
    saved = {"built_on": "", "participants": assessors, **written(held)}
    if not kept:
        return saved
    own = json.loads(kept)
    return {**saved, **own, "built_on": saved["built_on"], "draft_built_on": own["built_on"]}


def written(held: Assessment) -> dict[str, object]:
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
        "beside": joint.beside,
        "dissent_by": str(joint.dissent_by_id or ""),
    }
