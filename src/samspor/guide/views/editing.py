"""The editor's pages: drafts, steps, the path as it would be walked, and publishing."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand, found, within
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.guide import actions, queries
from samspor.guide.forms import PublishForm, SituationForm, StepForm, filled
from samspor.guide.models import Guide, GuideStep, GuideVersion
from samspor.guide.pages import editing as shown
from samspor.guide.pages import path
from samspor.guide.reading.scenarios import scenarios
from samspor.guide.rules import Audience, Step, VersionState, faults, reading, steps_for
from samspor.guide.rules.drawing import drawn
from samspor.guide.rules.versions import key_of
from samspor.guide.rules.wording import all_of, paragraphs_typed, times_in
from samspor.guide.texts import TRACK
from samspor.guide.views.steps import GET_POST, show_form, step_within, version_within
from samspor.people.api import StaffMember
from samspor.ui.doors import about_nobody
from samspor.ui.forms import Form


@require_GET
@about_nobody
def editor(request: Request) -> HttpResponse:
    demand(request.actor, Permission.GUIDE_EDIT)
    context = {"guides": shown.guide_lines(queries.guides(), clock.today()), "form": Form()}
    return render(request, "guide/editor.html", context)


@require_POST
def draft(request: Request, guide: UUID) -> HttpResponse:
    held = found(within(request.actor, Permission.GUIDE_EDIT, Guide.objects.all()), guide)

    def act() -> str:
        made = actions.draft_guide(by=request.actor, guide=held, at=clock.now())
        return reverse("guide:version", args=[made.pk])

    return once(request, act, at=clock.now())


@require_GET
@about_nobody
def version(request: Request, version: UUID) -> HttpResponse:
    held, today = version_within(request, version), clock.today()
    rows = list(queries.step_rows(held))
    steps = [queries.step_of(row) for row in rows]
    published = held.guide.versions.filter(state=VersionState.PUBLISHED).first()
    figures = queries.figures_of(published) if published else {}
    context = {
        "version": held,
        "line": shown.version_line(held, today),
        "outline": shown.outline(rows, Audience(held.guide.audience), figures, today),
        "faults": faults(steps) + paragraphs_typed(steps),
        "picture": drawn(steps),
        "tracks": TRACK,
        "stories": _stories(held, steps),
        "form": Form(),
    }
    return render(request, "guide/version.html", context)


def _stories(held: GuideVersion, steps: Iterable[Step]) -> list[shown.Story]:
    """Those of the staff's guide, which are the ones there are."""
    staffs = held.guide.audience == Audience.STAFF
    return shown.stories(scenarios(), {step.key for step in steps}) if staffs else []


@require_http_methods(GET_POST)
@about_nobody
def new_step(request: Request, version: UUID) -> HttpResponse:
    held = version_within(request, version)
    form = _step_form(request, held, None, {"after": _last(held)})
    answered = sent(request, form, lambda: _written(request, form, held, ""), at=clock.now())
    return answered or _step_page(request, form, held, None)


@require_http_methods(GET_POST)
@about_nobody
def step(request: Request, step: UUID) -> HttpResponse:
    row = step_within(request, step)
    form = _step_form(request, row.version, row.key, _values(row))
    answered = sent(request, form, lambda: _written(request, form, row.version, row.key), at=clock.now())
    return answered or _step_page(request, form, row.version, row)


@require_POST
def remove(request: Request, step: UUID) -> HttpResponse:
    row = step_within(request, step)

    def act() -> str:
        actions.remove_step(by=request.actor, step=row, at=clock.now())
        messages.success(request, f"»{row.title}« er taget ud af kladden.")
        return reverse("guide:version", args=[row.version_id])

    return once(request, act, at=clock.now())


@require_GET
@about_nobody
def preview(request: Request, version: UUID) -> HttpResponse:
    held, form = version_within(request, version), SituationForm(request.GET or None)
    steps, today = queries.steps_of(held), clock.today()
    found = faults(steps)
    walked = [] if found else steps_for(steps, form.situation())
    ready = path.shown(steps, today)
    context = {"version": held, "form": form, "steps": [ready[one.key] for one in walked], "faults": found}
    return render(request, "guide/preview.html", context)


@require_http_methods(GET_POST)
@about_nobody
def publish(request: Request, version: UUID) -> HttpResponse:
    held = version_within(request, version)
    times, owners = times_in(queries.steps_of(held)), queries.editors(request.actor.on)
    form = PublishForm(request.POST or None, owners=owners, has_times=bool(times), initial=_owner(request))
    answered = sent(request, form, lambda: _published(request, form, held), at=clock.now())
    return answered or show_form(request, "guide/publish.html", {"form": form, "version": held, "times": times})


@require_POST
def discard(request: Request, version: UUID) -> HttpResponse:
    held = version_within(request, version)

    def act() -> str:
        actions.discard_draft(by=request.actor, version=held, at=clock.now())
        messages.success(request, "Kladden er kasseret. Det, der er udgivet, står, som det gjorde.")
        return reverse("guide:editor")

    return once(request, act, at=clock.now())


def _step_form(request: Request, held: GuideVersion, key: str | None, initial: dict[str, object]) -> StepForm:
    others = [(row.key, row.title) for row in held.steps.order_by("order") if row.key != key]
    return StepForm(request.POST or None, steps=others, rules=shown.rule_choices(clock.today()), initial=initial)


def _step_page(request: Request, form: StepForm, held: GuideVersion, row: GuideStep | None) -> HttpResponse:
    audience = Audience(held.guide.audience)
    said = {name: str(form[name].value() or "") for name in form.READ}
    readings = {name: reading(said[name], audience) for name in ("do", "question", "basis")}
    readings["whole"] = reading(all_of(said.values()), audience)
    return show_form(
        request,
        "guide/edit_step.html",
        {"form": form, "version": held, "row": row, "readings": readings, "new_key": uuid4},
    )


def _values(row: GuideStep) -> dict[str, object]:
    before = row.version.steps.filter(order__lt=row.order).order_by("-order").first()
    return filled(queries.step_of(row), after=before.key if before else "", built_on=row.written_at.isoformat())


def _last(held: GuideVersion) -> str:
    last = held.steps.order_by("-order").first()
    return last.key if last else ""


def _written(request: Request, form: StepForm, held: GuideVersion, key: str) -> str:
    given = form.cleaned_data
    taken = set(held.steps.values_list("key", flat=True))
    written: Step = form.step(key or key_of(given["title"], taken))
    row = actions.write_step(
        by=request.actor, version=held, step=written, after=given["after"], built_on=given["built_on"], at=clock.now()
    )
    messages.success(request, f"»{row.title}« er gemt i kladden.")
    return f"{reverse('guide:version', args=[held.pk])}#{row.key}"


def _owner(request: Request) -> dict[str, object]:
    """Who publishes owns, unless they say otherwise."""
    mine = queries.editors(request.actor.on).filter(account=request.actor.id).first()
    return {"owner": str(mine.pk)} if mine else {}


def _published(request: Request, form: PublishForm, held: GuideVersion) -> str:
    given = form.cleaned_data
    owner = StaffMember.objects.get(pk=given["owner"])
    actions.publish_guide(
        by=request.actor, version=held, owner=owner, review_on=given["review_on"], at=clock.now(),
        are_no_deadlines=given.get("no_deadlines", False),
    )  # fmt: skip
    messages.success(request, f"»{held.guide.title}« er udgivet. Alle kan læse den nu.")
    return reverse("guide:editor")
