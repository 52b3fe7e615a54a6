"""Instruments: which there are, where they are used, and a new one from a file."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand, found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.screening import actions, pages, reading
from samspor.screening.forms.instruments import AdoptForm, InstrumentForm
from samspor.screening.instrument import Instrument, drafted_of, of, packed, shipped, unpacked
from samspor.screening.models import InstrumentVersion
from samspor.screening.queries.versions import instrument_versions, versions_of
from samspor.screening.rules.instruments import Fault, faults, of_succession
from samspor.screening.views.sheet import XLSX
from samspor.screening.views.steps import GET_POST, show_form
from samspor.ui.doors import about_nobody

_SALT, _KEPT = "samspor.screening.instrument", timedelta(hours=2)
_TOO_OLD = "Gennemsynet er for gammelt. Læg filen op igen."


@require_http_methods(GET_POST)
@about_nobody
def instruments(request: Request) -> HttpResponse:
    """A POST reads a file and shows what it becomes; nothing is written."""
    demand(request.actor, Permission.INSTRUMENT_ADOPT)
    form = InstrumentForm(request.POST or None, request.FILES or None)
    wrong: list[Fault] = []
    if request.method == "POST" and form.is_valid():
        try:
            drafted = reading.drafted(form.cleaned_data["file"].read())
        except Refused as refused:
            form.refuse(refused)
        else:
            wrong = faults(drafted) or of_succession(drafted, versions_of(drafted.key))
            if not wrong:
                return _review(request, of(drafted))
    context = {"form": form, "faults": wrong, "versions": instrument_versions(), "today": clock.today()}
    return show_form(request, "screening/instruments.html", context)


@require_GET
@about_nobody
def template(request: Request) -> HttpResponse:
    """The one we ship, to begin from."""
    demand(request.actor, Permission.INSTRUMENT_ADOPT)
    return _file(shipped()[-1])


@require_GET
@about_nobody
def instrument(request: Request, instrument: UUID) -> HttpResponse:
    return render(request, "screening/instrument.html", {"laid": pages.laid(_held(request, instrument)), "form": None})


@require_GET
@about_nobody
def fetch(request: Request, instrument: UUID) -> HttpResponse:
    return _file(_held(request, instrument))


@require_POST
@about_nobody
def adopt(request: Request) -> HttpResponse:
    demand(request.actor, Permission.INSTRUMENT_ADOPT)
    return once(request, lambda: _adopted(request), at=clock.now())


def _held(request: Request, key: UUID) -> Instrument:
    demand(request.actor, Permission.INSTRUMENT_ADOPT)
    version = found(InstrumentVersion.objects.all(), key)
    return pages.of_version(version, list(version.indicators.all()))


def _file(held: Instrument) -> HttpResponse:
    data = reading.template(drafted_of(held))
    name = slugify(f"{held.key} {held.version}")
    return HttpResponse(data, XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})


def _review(request: Request, held: Instrument) -> HttpResponse:
    staged = signing.dumps({"by": str(request.actor.id), "held": packed(held)}, salt=_SALT, compress=True)
    context = {"laid": pages.laid(held), "form": AdoptForm(initial={"staged": staged})}
    return render(request, "screening/instrument.html", context)


def _adopted(request: Request) -> str:
    try:
        sealed = signing.loads(request.POST.get("staged", ""), salt=_SALT, max_age=_KEPT)
    except signing.BadSignature:
        raise Refused(_TOO_OLD) from None
    if sealed["by"] != str(request.actor.id):
        raise Refused(_TOO_OLD)
    made = actions.adopt_instrument(by=request.actor, instrument=unpacked(sealed["held"]), at=clock.now())
    messages.success(request, f"{made} er taget i brug. Nye runder kan bruge den fra den dag, den gælder.")
    return reverse("screening:instruments")
