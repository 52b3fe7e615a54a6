"""A pathway on one page, the list of them, and the form that opens one."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from samspor.access.actor import Actor
from samspor.access.check import demand, found, may, within
from samspor.access.drafts import draft_answer
from samspor.access.once import sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.concerns.api import Concern, concerns_visible_to
from samspor.pathways import actions, pages, queries
from samspor.pathways.forms import OpenForm
from samspor.pathways.models import Pathway
from samspor.pathways.pages import address
from samspor.pathways.pages.doing import action_line
from samspor.pathways.pages.earlier import Earlier, earlier_lines
from samspor.pathways.pages.entries import entry_lines
from samspor.pathways.pages.goals import GoalLine, goal_lines
from samspor.pathways.pages.levels import LevelPart, level_part
from samspor.pathways.pages.promises import promise_line
from samspor.pathways.pages.siblings import Sibling, sibling
from samspor.pathways.pages.together import Person, as_told_to_one_let_in, leads, people
from samspor.pathways.queries.goals import earlier_of
from samspor.pathways.queries.levels import extents_of, lacks_of
from samspor.pathways.queries.siblings import linked, to_link
from samspor.pathways.queries.together import joined_as, working_among
from samspor.pathways.queries.withheld import Shut, onward, withheld
from samspor.pathways.rules.levels import default_level, levels
from samspor.pathways.rules.words import Origin
from samspor.pathways.views.steps import GET_POST, as_it_stands, filled, header, show, way_to_ask
from samspor.people.api import Child, children_visible_to, naming, same_child
from samspor.ui.slots import gather

TABS = ("", "alle", "afsluttede")


@require_GET
def listed(request: Request) -> HttpResponse:
    """Those one answers for, those one may read, and those that are closed."""
    actor, now = request.actor, clock.now()
    demand(actor, Permission.PATHWAY_HOLD)
    tab = next((one for one in TABS[1:] if one in request.GET), "")
    joined = queries.let_in(actor)
    held = queries.listed(actor, closed=tab == "afsluttede") if tab else _own(actor, joined)
    stands, nexts = queries.standing(held), queries.nexts_of(queries.read_among(actor, held))
    names = naming.names_of(actor, [one.child_id for one in held])
    asked = frozenset(one.pk for one in held if one.pk in stands and queries.is_offered(stands[one.pk], actor.staff))
    lines = pages.lines(
        held, {key: one.whole for key, one in names.items()}, nexts, stands, staff=actor.staff, at=now, today=actor.on,
        asked=asked,
    )  # fmt: skip
    theirs = {one.pk for one in joined}
    mine = [one for one in lines if one.mine or one.asked or one.key in theirs]
    saw(Verb.PATHWAYS_LISTED, by=actor, at=now, child_ids=[one.child_id for one in held], purpose="se forløb")
    context = {"lines": lines if tab else mine, "tab": tab, "mine": len(mine)}
    return render(request, "pathways/list.html", context)


def _own(actor: Actor, joined: Sequence[Pathway]) -> list[Pathway]:
    """What one can have to answer for, and what one was let into: a fraction of what one may read."""
    return list({one.pk: one for one in [*queries.near(actor), *joined]}.values())


@require_GET
def pathway(request: Request, pathway: UUID) -> HttpResponse:
    """What comes next first. Who only has to pass the baton on is shown the baton and nothing that is written."""
    actor = request.actor
    held, stands = as_it_stands(request, pathway)
    saw(Verb.PATHWAY_SEEN, by=actor, at=clock.now(), about=held, child_ids=[held.child_id])
    by_work, head = may(actor, Permission.PATHWAY_READ, held), header(request, held.child)
    joined = None if by_work else joined_as(actor, held)
    reads, back = by_work or joined is not None, onward(actor, joined) if joined else None
    writes = by_work and held.closed_at is None and may(actor, Permission.PATHWAY_WRITE, held)
    context = {
        "pathway": held,
        "header": head,
        "name": naming.name_as(queries.kept(held.child), is_seen=head is not None, on=actor.on),
        "reads": reads,
        "by_work": by_work,
        "may_write": writes,
        "may_enter": writes or (back is not None and back.may),
        "not_now": f"Du kan ikke skrive her nu. {back.sentence} {back.next_step}" if back and not back.may else "",
        "may_take_out": held.closed_at is not None and may(actor, Permission.PATHWAY_TAKE_OUT, held),
        "today": actor.on,
        "new_key": uuid4,
        "unplaced": not reads and held.closed_at is None and queries.is_unplaced(held.child, actor.on),
        "panels": list(gather("pathway.panels", request, held)) if held.closed_at is None else [],
        **_baton(request, held, stands, reads=by_work),
    }
    context["may_link"] = writes and context["passes_on"] and bool(to_link(actor, held))
    return render(
        request, "pathways/pathway.html", context | (_record(request, held, by_work=by_work) if reads else {})
    )


def _baton(request: Request, held: Pathway, stands: queries.Standing | None, *, reads: bool) -> dict[str, Any]:
    holds = queries.holds_of(held.pk)
    if stands is None:
        return {"baton": None, "history": [pages.hold_line(one) for one in holds], "passes_on": False}
    actor, now = request.actor, clock.now()
    offers, covers = queries.offers_of(held.pk, answered=reads), queries.substitutes_of(held.pk, actor.on)
    shown = pages.baton(stands, holds, offers, covers, staff=actor.staff, at=now)
    mine = actor.staff in {stands.baton.staff, stands.who(now).pk}
    return {"baton": shown, "history": shown.history, "passes_on": mine or queries.leads(actor, held)}


def _record(request: Request, held: Pathway, *, by_work: bool) -> dict[str, Any]:
    together, actor = _people(request, held, by_work=by_work), request.actor
    shut = withheld(actor, held) if by_work else []
    earlier = earlier_lines(earlier_of(held.pk), shut)
    entries = queries.entries_of(held, request.GET.get("side", "1"))
    return {
        "next": queries.nexts_of([held]).get(held.pk),
        "entries": entries,
        "lines": entry_lines(entries, shut),
        "promises": [promise_line(one, actor.on, earlier) for one in queries.promises_of(held.pk)],
        "actions": [action_line(one, actor.on, shut, actor.staff, earlier) for one in queries.actions_of(held.pk)],
        "goals": _goals(held, shut, earlier),
        "extent": _extent(request, held, by_work=by_work),
        "siblings": _siblings(request, held) if by_work else [],
        "people": together,
        "leads": leads(together),
    }


def _goals(held: Pathway, shut: Sequence[Shut], earlier: Earlier) -> list[GoalLine]:
    found = queries.goals_of(held.pk)
    if not found:
        return []
    steps = queries.steps_of(frozenset(one.scale_id for one in found))
    return goal_lines(found, queries.numbers_of(held.pk), steps, shut, earlier)


def _siblings(request: Request, held: Pathway) -> list[Sibling]:
    found = linked(request.actor, held)
    names = naming.names_of(request.actor, [queries.kept(other.child).pk for _, other in found])
    return [sibling(link, other, names[queries.kept(other.child).pk].whole) for link, other in found]


def _extent(request: Request, held: Pathway, *, by_work: bool) -> LevelPart:
    """What is missing is told to who works with the child: it says what the family has been asked."""
    stands = extents_of(held)
    asked = by_work and held.closed_at is None
    lacks = lacks_of(held, stands[0], request.actor.on) if asked else None
    return level_part(stands, lacks, way_to_ask(request, held.child))


def _people(request: Request, held: Pathway, *, by_work: bool) -> list[Person]:
    """With what the lane says today of each who had to pass it: to who works with the child, and of oneself."""
    actor = request.actor
    rows = queries.participants_of(held.pk)
    passed = [one for one in rows if one.service]
    for one in passed:
        one.pathway = held
    said = queries.asked(passed, actor.on) if passed else {}
    if by_work:
        return people(rows, said, working_among(actor, held, rows))
    own = {one.pk for one in rows if one.job and one.job.staff_id == actor.staff}
    working = {one.job.staff_id for one in rows if one.job}
    return [as_told_to_one_let_in(one, own=one.key in own) for one in people(rows, said, working)]


@require_http_methods(GET_POST)
def open_(request: Request, child: UUID) -> HttpResponse:
    actor = request.actor
    held = found(within(actor, Permission.PATHWAY_WRITE, children_visible_to(actor)), child)
    concern = _concern(request, held)
    form = filled(request, OpenForm, levels=levels(actor.on), initial=_first(actor.on, concern))
    mine: dict[str, Any] = {"by": actor, "child": held, "at": clock.now()}
    drafted = draft_answer(
        request, form, drop=lambda: actions.drop_pathway_draft(place=request.path, **mine),
        keep=lambda typed: actions.save_draft_to_open(
            place=request.path, typed=typed, sent_as=sent_as(request), **mine
        ),
    )  # fmt: skip

    def opened() -> str:
        given = form.cleaned_data
        made = actions.open_pathway(
            origin=Origin(given["origin"]), purpose=given["purpose"], what=given["what"], on=given["on"],
            concern=concern, level=given["level"], **mine,
        )  # fmt: skip
        actions.drop_pathway_draft(place=request.path, **mine)
        return address(made.pk)

    answered = drafted or sent(request, form, opened, at=clock.now(), said="Forløbet er åbnet. Du har stafetten.")
    page = {"heading": "Åbn et forløb", "submit": "Åbn forløbet", "lead": _LEAD}
    return answered or show(request, held, form, back=held.href, about=held, **page)


def _first(on: date, concern: Concern | None) -> dict[str, str]:
    return {"level": default_level(on)} | ({"origin": str(Origin.CONCERN)} if concern else {})


_LEAD = "Ét sted for alle, der er sammen om barnet. Den, der åbner forløbet, har stafetten, til en anden tager imod."


def _concern(request: Request, child: Child) -> Concern | None:
    """The one it grows from, when the address says so."""
    key = request.GET.get("bekymring", "")
    seen = concerns_visible_to(request.actor).filter(child__in=same_child(child))
    return next((one for one in seen if str(one.pk) == key), None) if key else None


def way_to_open(child: UUID, concern: UUID | None = None) -> str:
    return reverse("pathways:open", args=[child]) + (f"?bekymring={concern}" if concern else "")
