"""The steps the views share: fetch what one may go on with, and show a form about a pathway again when refused."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspor.access.check import found, may, within
from samspor.access.drafts import draft_answer
from samspor.access.once import sent, sent_as
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.pathways import actions, queries
from samspor.pathways.jobs import write_down
from samspor.pathways.models import Pathway, PathwayDraft
from samspor.pathways.pages import address
from samspor.pathways.queries.lists import one_open, one_to_pass_on, one_visible_to
from samspor.pathways.queries.standing import known_to_stand
from samspor.pathways.queries.together import joined_as
from samspor.pathways.queries.withheld import onward, read_along
from samspor.pathways.rules.together import ToBeAsked
from samspor.people.api import Child, Employment, header_of, naming
from samspor.ui.answer import invalid
from samspor.ui.danish import listing
from samspor.ui.forms import Form

_LIST = "pathways:list"
GET_POST = ("GET", "POST")
ALL_READ = "Alle, der arbejder med barnet, kan læse det, du skriver."
F = TypeVar("F", bound=Form)
M = TypeVar("M", bound=Model)


def written_down(key: UUID) -> queries.Standing | None:
    """What time has done to the baton, before anybody is shown who has it or told that they may not look: how it stands
    then, or None of one that is closed.
    """
    held = one_open.first(key)
    if held is None:
        return None
    stands = queries.standing_of(held)
    if not stands.falls(clock.now()):
        return stands
    write_down(held, clock.now())
    return queries.standing_of(held)


def writable(request: Request, key: UUID) -> Pathway:
    written_down(key)
    return found(within(request.actor, Permission.PATHWAY_WRITE, queries.pathways_visible_to(request.actor)), key)


def within_reach(request: Request, key: UUID) -> Pathway:
    """What one may read, or has to pass on, or has been let into."""
    return as_it_stands(request, key)[0]


def as_it_stands(request: Request, key: UUID) -> tuple[Pathway, queries.Standing | None]:
    stands = written_down(key)
    mine = one_to_pass_on.first(request.actor, key) or one_visible_to.first(request.actor, key)
    held = mine or _joined(request, key)
    known_to_stand(held, stands)
    return held, stands


def enterable(request: Request, key: UUID) -> Pathway:
    """What one may write in by one's work, or has been let into."""
    written_down(key)
    held = within(request.actor, Permission.PATHWAY_WRITE, queries.pathways_visible_to(request.actor))
    return held.filter(pk=key).first() or _joined(request, key)


def _joined(request: Request, key: UUID) -> Pathway:
    """Asked last: most are let into nothing."""
    mine = next((one for one in queries.let_in(request.actor) if one.pk == key), None)
    if mine is None:
        raise NotHere
    return mine


def closable(request: Request, key: UUID) -> Pathway:
    """What one may write in; and of a child in no place, what one has to see to."""
    held = within_reach(request, key)
    writes = may(request.actor, Permission.PATHWAY_WRITE, held)
    if not (writes or queries.is_unplaced(held.child, request.actor.on)):
        raise NotHere
    return held


def header(request: Request, child: Child) -> object:
    """As long as the child is one's own to see: whoever only passes a baton on is told the name they knew."""
    seen = may(request.actor, Permission.CHILD_READ, queries.kept(child))
    return header_of(request, child) if seen else None


def filled(request: Request, kind: type[F], **more: Any) -> F:
    """The form as it was sent, or as it is first shown."""
    return kind(request.POST if request.method == "POST" else None, **more)


def around(request: Request, pathway: Pathway, *, but: UUID) -> list[Employment]:
    """Whom the baton can go to, but who has it."""
    return [one for one in queries.around(request.actor, pathway) if one.staff_id != but]


def chosen(people: list[Employment], key: str) -> Employment:
    """The form has seen to it that it is one of them."""
    return one_of(people, key)


def one_of(rows: Iterable[M], key: str) -> M:
    return next(one for one in rows if str(one.pk) == key)


def maybe_one_of(rows: Iterable[M], key: str) -> M | None:
    return one_of(rows, key) if key else None


def write(
    request: Request, pathway: Pathway, form: Form, act: Callable[[], object], *, anchor: str, said: str, **page: Any
) -> HttpResponse:
    """One form about one pathway: acted on once, and back to where on the page it belongs; else shown with why not."""

    def acted() -> str:
        try:
            act()
        except ToBeAsked:
            page["ask"] = way_to_ask(request, pathway.child)
            raise
        actions.drop_pathway_draft(by=request.actor, child=pathway.child, place=request.path, at=clock.now())
        return _back(request, pathway, anchor)

    answered = _drafted(request, pathway, form) or sent(request, form, acted, at=clock.now(), said=said)
    return answered or show(request, pathway.child, form, back=address(pathway.pk, anchor), about=pathway, **page)


def way_to_ask(request: Request, child: Child) -> str:
    asks = may(request.actor, Permission.CONSENT_ASK, queries.kept(child))
    return reverse("sharing:ask", args=[child.pk]) if asks else ""


def _back(request: Request, pathway: Pathway, anchor: str) -> str:
    """Who ended what they could not read has nothing more to see there."""
    stays = queries.pathways_to_pass_on(request.actor).filter(pk=pathway.pk).exists()
    return address(pathway.pk, anchor) if stays or queries.read_among(request.actor, [pathway]) else reverse(_LIST)


def _drafted(request: Request, pathway: Pathway, form: Form) -> HttpResponse | None:
    mine: dict[str, Any] = {"by": request.actor, "place": request.path, "at": clock.now()}
    return draft_answer(
        request, form, drop=lambda: actions.drop_pathway_draft(child=pathway.child, **mine),
        keep=lambda typed: actions.save_pathway_draft(pathway=pathway, typed=typed, sent_as=sent_as(request), **mine),
    )  # fmt: skip


def show(request: Request, child: Child, form: Form, *, back: str, about: Pathway | Child, **page: Any) -> HttpResponse:
    saw(Verb.PATHWAY_SEEN, by=request.actor, at=clock.now(), about=about, child_ids=[child.pk])
    draft = queries.draft_of(request.actor, request.path) if request.method == "GET" else None
    form.initial = {**form.initial, **(_typed(form, draft.values) if draft else {})}
    head = header(request, child)
    context = {
        "form": form,
        "header": head,
        "name": naming.name_as(queries.kept(child), is_seen=head is not None, on=request.actor.on),
        "back": back,
        "here": request.path,
        "saved_at": draft.saved_at if draft else None,
        "came_after": _came_after(request, about, draft) if draft else False,
        "along": _read_along(request, about) if isinstance(about, Pathway) else [],
        **page,
    }
    template = "pathways/form.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


def _read_along(request: Request, held: Pathway) -> list[str]:
    """Whom one writes to, but for the family: and why one can not, when one has been let in and the lane is shut."""
    others = read_along(request.actor, held)
    said = [f"{listing(others)} læser med."] if others else []
    joined = None if may(request.actor, Permission.PATHWAY_READ, held) else joined_as(request.actor, held)
    if joined is None:
        return said
    back = onward(request.actor, joined)
    return [ALL_READ, *said] if back.may else [f"Du kan ikke skrive her nu. {back.sentence} {back.next_step}"]


def _came_after(request: Request, about: Pathway | Child, draft: PathwayDraft) -> bool:
    """Whether a colleague has written since: what one is about to say may have been said."""
    return isinstance(about, Pathway) and queries.others_wrote(about, request.actor.staff, draft.saved_at)


def _typed(form: Form, kept: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, and nothing hidden: what it was built on is what stands on the page now."""
    return {name: value for name, value in kept.items() if name in form.fields and not form[name].is_hidden}
