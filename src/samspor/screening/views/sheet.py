"""A round sheet: fetched, printed, handed in, looked through row by row, and written as one's own assessment."""

from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.people.api import ChildGroup
from samspor.screening import actions, pages, queries, reading, rules
from samspor.screening.forms.sheets import SheetForm, StagedForm
from samspor.screening.models import RoundUnit
from samspor.screening.rules import Here, Judged, Verdict
from samspor.screening.views.steps import GET_POST, group_within, round_within, show_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SALT, _KEPT = "samspor.screening.staged", timedelta(hours=1)
_TOO_OLD = "Gennemsynet er for gammelt. Læg arket op igen."


@require_http_methods(GET_POST)
def sheet(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    """Where the sheet is fetched and handed in. A POST shows what each row would become, and writes nothing."""
    held, chosen, here = _fetched(request, round_unit, group)
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            judged = rules.judge(queries.sheets.lines_of(reading.read(form.cleaned_data["file"].read())), here)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _review(request, held, chosen, judged)
    saw(Verb.GROUP_SEEN, by=request.actor, at=clock.now(), about=chosen, child_ids=here.children)
    return show_form(request, "screening/sheet.html", _context(held, chosen) | {"form": form})


@require_GET
def fetch(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    held, chosen, here = _fetched(request, round_unit, group)
    title = f"{held.round.label} · {held.unit.name} · {chosen.name}"
    data = reading.made(title, queries.sheets.sheet_rows(request.actor, held, chosen))
    saw(Verb.SHEET_MADE, by=request.actor, at=clock.now(), about=chosen, child_ids=here.children)
    name = slugify(f"rundeark {held.round.label} {chosen.name}")
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})


@require_GET
def fetch_pdf(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    """The same names to print, as a file."""
    held, chosen, here = _fetched(request, round_unit, group)
    title = f"{held.round.label} · {held.unit.name} · {chosen.name}"
    data = reading.printed(title, [now.name for now in here.children.values()])
    saw(Verb.SHEET_MADE, by=request.actor, at=clock.now(), about=chosen, child_ids=here.children)
    name = slugify(f"rundeark {held.round.label} {chosen.name}")
    return HttpResponse(data, "application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}.pdf"'})


@require_GET
def paper(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    """To print and fill in by hand."""
    held, chosen, here = _fetched(request, round_unit, group)
    saw(Verb.SHEET_MADE, by=request.actor, at=clock.now(), about=chosen, child_ids=here.children)
    names = [now.name for now in here.children.values()]
    return render(request, "screening/sheet_paper.html", _context(held, chosen) | {"names": names})


@require_POST
def write(request: Request, round_unit: UUID, group: UUID) -> HttpResponse:
    held, chosen, _ = _fetched(request, round_unit, group)
    return once(request, lambda: _written(request, held, chosen), at=clock.now())


def _fetched(request: Request, round_unit: UUID, group: UUID) -> tuple[RoundUnit, ChildGroup, Here]:
    demand(request.actor, Permission.SCREENING_ASSESS)
    held, chosen = round_within(request, round_unit), group_within(request, group)
    return held, chosen, queries.sheets.standing(request.actor, held, chosen)


def _context(held: RoundUnit, group: ChildGroup) -> dict[str, object]:
    return {"heading": pages.heading(held, clock.today()), "group": group}


def _review(request: Request, held: RoundUnit, group: ChildGroup, judged: list[Judged]) -> HttpResponse:
    children = [row.child for row in judged if row.child]
    saw(Verb.SHEET_READ, by=request.actor, at=clock.now(), about=group, child_ids=children)
    context = _context(held, group) | {
        "rows": judged,
        "to_write": sum(row.verdict is Verdict.WRITE for row in judged),
        "form": StagedForm(initial={"staged": _staged(request, held, group, judged)}),
    }
    return render(request, "screening/sheet_review.html", context)


def _staged(request: Request, held: RoundUnit, group: ChildGroup, judged: list[Judged]) -> str:
    rows = [asdict(row) | {"child": str(row.child)} for row in judged if row.verdict is Verdict.WRITE]
    return signing.dumps(_place(request, held, group) | {"rows": rows}, salt=_SALT, compress=True)


def _place(request: Request, held: RoundUnit, group: ChildGroup) -> dict[str, object]:
    return {"by": str(request.actor.id), "round_unit": str(held.pk), "group": str(group.pk)}


def _unstaged(request: Request, held: RoundUnit, group: ChildGroup) -> list[Judged]:
    try:
        found = signing.loads(request.POST.get("staged", ""), salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        raise Refused(_TOO_OLD) from None
    rows = found.pop("rows")
    if found != _place(request, held, group):
        raise Refused(_TOO_OLD)
    return [Judged(**(row | {"child": UUID(row["child"]), "verdict": Verdict(row["verdict"])})) for row in rows]


def _written(request: Request, held: RoundUnit, group: ChildGroup) -> str:
    rows = _unstaged(request, held, group)
    number = actions.write_sheet(by=request.actor, round_unit=held, group=group, rows=rows, at=clock.now())
    messages.success(request, f"{number} {'række' if number == 1 else 'rækker'} fra arket er gemt som din vurdering.")
    return reverse("screening:own", args=[held.pk, group.pk])
