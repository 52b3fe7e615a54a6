"""What the sender sees: the list, beginning one, one on its page, and sending it."""

from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand, found, holds
from samspor.access.drafts import draft_answer
from samspor.access.once import once, sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.concerns.api import check_childs_way_out
from samspor.concerns.rules.stops import Route
from samspor.people.api import Child, Unit, header_of, naming
from samspor.people.rules import UnitKind
from samspor.transitions import actions, pages, queries
from samspor.transitions.forms import AimForm, BeginForm, EndForm, GiveForm, SendForm
from samspor.transitions.instrument import shipped
from samspor.transitions.pages import address
from samspor.transitions.rules.sending import kinds_from
from samspor.transitions.rules.words import RECEIVERS, GivenBy, Kind
from samspor.transitions.views.steps import GET_POST, filled, header, named, now_within, stop_of, write
from samspor.ui.answer import invalid


@require_GET
def listed(request: Request) -> HttpResponse:
    """What is to be begun, what one's unit prepares and has sent, and what it has received."""
    actor = request.actor
    if not holds(actor, Permission.HANDOVER_RECEIVE):
        demand(actor, Permission.HANDOVER_PREPARE)
    ours, came = queries.sent_from(actor), queries.received_by(actor)
    names = naming.names_of(actor, [*(one.handover.child_id for one in ours), *(one.handover.child_id for one in came)])
    lines = [pages.line(one, names[one.handover.child_id].whole) for one in ours]
    received = pages.received(came, names)
    coming = queries.soon_elsewhere(actor, days=settings.PROFILE.handover_ahead_days)
    ids = [*(one.child_id for one in lines), *(one.child_id for one in received), *(one.child_id for one in coming)]
    saw(Verb.HANDOVERS_LISTED, by=actor, at=clock.now(), child_ids=ids, purpose="se overleveringer")
    context = {"lines": lines, "received": received, "coming": coming, "tab": _tab(request)}
    return render(request, "transitions/list.html", context)


def _tab(request: Request) -> str:
    return next((one for one in ("sendt", "modtaget") if one in request.GET), "")


@require_http_methods(GET_POST)
def begin(request: Request, child: UUID) -> HttpResponse:
    actor = request.actor
    held = found(queries.children_to_begin_with(actor), child)
    kinds = kinds_from(UnitKind(queries.sending_unit(actor, held).kind))
    units = list(queries.receiving_units(actor, kinds))
    draft = queries.draft_to_begin(actor, held)
    before = _next_place(request, held, kinds) | (draft.values if draft else {})
    form = filled(request, BeginForm, kinds=kinds, units=units, initial=before)
    answered = _drafted(request, form, held)
    answered = answered or sent(request, form, lambda: _begun(request, form, held, units), at=clock.now())
    if answered:
        return answered
    saw(Verb.CHILD_SEEN, by=actor, at=clock.now(), about=held, child_ids=[held.pk])
    context = {"form": form, "child": held, "header": header_of(request, held), "kinds": kinds, "here": request.path}
    context |= {"saved_at": draft.saved_at if draft and not form.is_bound else None}
    context |= {"begun": _begun_before(request, form, held, units)}
    page = "transitions/begin.html"
    return invalid(request, page, context) if form.is_bound else render(request, page, context)


def _drafted(request: Request, form: BeginForm, child: Child) -> HttpResponse | None:
    mine: dict[str, Any] = {"by": request.actor, "child": child, "at": clock.now()}
    kept = mine | {"place": request.path, "sent_as": sent_as(request)}
    return draft_answer(
        request, form, drop=lambda: actions.drop_draft_to_begin(**mine),
        keep=lambda typed: actions.save_draft_to_begin(typed=typed, **kept),
    )  # fmt: skip


def _begun(request: Request, form: BeginForm, child: Child, units: list[Unit]) -> str:
    template = shipped()[Kind(form.cleaned_data["kind"])]
    made = actions.begin_handover(
        by=request.actor, child=child, template=template, always_consent=settings.PROFILE.handover_always_consent,
        at=clock.now(), **_aim(form, units, template.purpose),
    )  # fmt: skip
    actions.drop_draft_to_begin(by=request.actor, child=child, at=clock.now())
    return address(made.pk)


def _begun_before(request: Request, form: BeginForm, child: Child, units: list[Unit]) -> str:
    """When it was refused because a colleague has begun the same: where one goes on with that."""
    given = form.cleaned_data if form.is_bound else {}
    to_unit = next((one for one in units if str(one.pk) == given.get("to_unit")), None)
    place: str = given.get("to_place", "")
    if not to_unit and not place:
        return ""
    one = queries.begun_already(child, queries.sending_unit(request.actor, child), to_unit, place)
    return address(one.pk) if one else ""


def _aim(form: AimForm, units: list[Unit], purpose: str) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "to_unit": next((one for one in units if str(one.pk) == given["to_unit"]), None),
        "to_place": given["to_place"],
        "purpose": given["purpose"].strip() or purpose,
        "starts_on": given["starts_on"],
    }


def _next_place(request: Request, child: Child, kinds: list[Kind]) -> dict[str, Any]:
    """Where the child is to begin next, when it is known: the day and the place are there to be changed."""
    later = child.enrolments.filter(period__startswith__gt=request.actor.on).select_related("group__unit")
    coming = later.order_by("period", "pk").first()
    if coming is None:
        return {}
    kind = next((one for one in kinds if coming.group.unit.kind in RECEIVERS[one]), None)
    return {"kind": kind, "to_unit": str(coming.group.unit_id), "starts_on": coming.period.lower}


@require_GET
def handover(request: Request, handover: UUID) -> HttpResponse:
    actor = request.actor
    held = now_within(request, handover)
    one = held.handover
    saw(Verb.HANDOVER_SEEN, by=actor, at=clock.now(), about=one, child_ids=[one.child_id])
    head = header(request, one.child)
    name, is_ours = named(request, one.child, head), queries.is_ours(actor, one)
    page = pages.page(held, queries.hidden_from(one.child, actor.on), child=name.whole, is_ours=is_ours)
    context = {
        "page": page,
        "handover": one,
        "header": head,
        "name": name,
        "stop": stop_of(request, one.child) if head or page.line.is_open else "",  # who has a way to the parents
        "steps": pages.STEPS,
        "token_of": queries.token_of,
        "code_of": queries.code_of,
        "address_of": lambda link: request.build_absolute_uri(
            f"{reverse('transitions:parent')}?k={queries.token_of(link)}"
        ),
        "new_key": uuid4,
    }
    return render(request, "transitions/handover.html", context)


@require_http_methods(GET_POST)
def aim(request: Request, handover: UUID) -> HttpResponse:
    held = now_within(request, handover).handover
    kind = Kind(held.kind)
    units = list(queries.receivers_of(request.actor, kind))
    before = {"to_unit": str(held.to_unit_id or ""), "to_place": held.to_place or "", "purpose": held.purpose}
    form = filled(request, AimForm, units=units, initial=before | {"starts_on": held.starts_on})

    def act() -> object:
        template = shipped()[kind]
        return actions.aim_handover(
            by=request.actor, handover=held, template=template, at=clock.now(), **_aim(form, units, template.purpose)
        )

    return write(
        request, held, form, act, anchor="", said="Det er rettet.", heading="Ret sted, dag og formål",
        lead="Retter du stedet eller formålet, skal forældrene spørges igen. De sagde ja til noget andet.",
    )  # fmt: skip


@require_http_methods(GET_POST)
def preview(request: Request, handover: UUID) -> HttpResponse:
    """Exactly what goes, and the button that sends it; for a place outside Samspor, how it was handed over."""
    held = now_within(request, handover)
    page = pages.page(held, frozenset(), child="")
    initial = {"seen": page.stands, "given_on": clock.today()}
    form = filled(request, GiveForm if page.on_paper else SendForm, initial=initial)

    def act() -> object:
        by, seen, at = request.actor, form.cleaned_data["seen"], clock.now()
        if not page.on_paper:
            return actions.send_handover(by=by, handover=held.handover, seen=seen, at=at)
        given = form.cleaned_data
        return actions.give_handover(
            by=by, handover=held.handover, seen=seen, given_by=GivenBy(given["given_by"]), given_on=given["given_on"],
            at=at,
        )  # fmt: skip

    said = "Det er skrevet, at den er afleveret." if page.on_paper else f"Den er sendt til {page.line.receiver}."
    return write(
        request, held.handover, form, act, anchor="", said=said, template="transitions/preview.html", page=page,
        stop=stop_of(request, held.handover.child, Route.HANDOVER_PRINT if page.on_paper else Route.HANDOVER_TALK),
    )  # fmt: skip


@require_GET
def printed(request: Request, handover: UUID) -> HttpResponse:
    """What is agreed to, on paper: for the parents' table, or for a place outside Samspor."""
    held = now_within(request, handover)
    one = held.handover
    check_childs_way_out(request.actor, one.child, Route.HANDOVER_PRINT)
    saw(Verb.HANDOVER_PRINTED, by=request.actor, at=clock.now(), about=one, child_ids=[one.child_id])
    name = named(request, one.child, header(request, one.child))
    page = pages.page(held, frozenset(), child=name.whole)
    context = {"page": page if page.on_paper else page.for_the_table, "handover": one, "name": name}
    return render(request, "transitions/print.html", context | {"today": clock.today()})


@require_POST
def take_back(request: Request, handover: UUID) -> HttpResponse:
    held = now_within(request, handover).handover

    def act() -> str:
        actions.take_back(by=request.actor, handover=held, at=clock.now())
        messages.success(request, "Overleveringen er taget tilbage. Ingen har åbnet den.")
        return address(held.pk)

    return once(request, act, at=clock.now())


@require_http_methods(GET_POST)
def end(request: Request, handover: UUID) -> HttpResponse:
    held = now_within(request, handover).handover
    form = filled(request, EndForm)

    def act() -> object:
        reason = form.cleaned_data["reason"]
        return actions.end_handover(by=request.actor, handover=held, reason=reason, at=clock.now())

    return write(
        request, held, form, act, anchor="", said="Overleveringen er lukket. Der er ikke sendt noget.",
        heading="Luk uden at sende", lead="Intet af det, I har skrevet, går videre.", submit="Luk uden at sende",
    )  # fmt: skip
