"""Hearing parents: what they said, on paper, in a talk or by a link of their own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samspor.access.check import demand, found
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.people.api import Child, Guardian, check_way_out, guardianships_of, naming
from samspor.screening import actions, pages, queries
from samspor.screening.forms.parents import HeardForm, TakenBackForm
from samspor.screening.models import ParentLink, ParentVoice, RoundUnit
from samspor.screening.queries.parents import voices_visible_to
from samspor.screening.rules import Heard, Way
from samspor.screening.views.steps import GET_POST, brought, drafted, round_or_visit_within, show_form, spent
from samspor.ui.forms import Form


@require_http_methods(GET_POST)
def parents(request: Request, round_unit: UUID, child: UUID) -> HttpResponse:
    """What the child's parents said in this round. A POST is words that a colleague types."""
    held, one = _fetched(request, round_unit, child)
    ties = list(guardianships_of(one))
    form = HeardForm(request.POST or None, ties=ties, initial={"said_on": clock.today(), "is_verbatim": True})
    answered = drafted(request, form, about=held, permission=Permission.PARENTS_HEAR, child=one.pk)
    answered = answered or sent(request, form, lambda: _heard(request, form, held, one), at=clock.now())
    saw(Verb.PARENTS_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[one.pk])
    links = {link.guardian_id: link for link in queries.links_of(request.actor, held, one.pk)}
    context: dict[str, object] = {
        "form": form,
        "child": one,
        "name": naming.name_of(request.actor, one.pk),
        "heading": pages.heading(held, clock.today()),
        "held_back": queries.held_back(request.actor, one),
        "voices": pages.said(queries.voices_of(request.actor, held, [one.pk])),
        "ties": ties,
        "holders": [(tie, links.get(tie.guardian_id)) for tie in queries.custody_holders(one.pk, clock.today())],
        "address_of": lambda link: request.build_absolute_uri(_address(link)),
        "new_form": Form,
        **brought(request, form),
    }
    return answered or show_form(request, "screening/parents.html", context)


@require_http_methods(GET_POST)
def take_back(request: Request, words: UUID) -> HttpResponse:
    held = found(voices_visible_to(request.actor), words)
    form = TakenBackForm(request.POST or None, initial={"taken_back_on": clock.today()})
    answered = sent(request, form, lambda: _taken_back(request, form, held), at=clock.now())
    saw(Verb.PARENTS_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[held.child_id])
    context: dict[str, object] = {
        "form": form if form.is_bound or held.taken_back_at is None else None,
        "child": held.child,
        "name": naming.name_of(request.actor, held.child_id),
        "heading": pages.heading(held.round_unit, clock.today()),
        "voice": held,
        "voices": pages.said([held]),
    }
    return answered or show_form(request, "screening/take_back_words.html", context)


def _taken_back(request: Request, form: TakenBackForm, held: ParentVoice) -> str:
    given = form.cleaned_data
    actions.take_back_parents_words(
        by=request.actor, voice=held, taken_back_on=given["taken_back_on"], way=Way(given["way"]), at=clock.now()
    )
    messages.success(request, "Svaret er taget tilbage. Forælderen kan svare igen.")
    return reverse("screening:parents", args=[held.round_unit_id, held.child_id])


@require_GET
def paper(request: Request, round_unit: UUID, child: UUID) -> HttpResponse:
    """To print: the child's name is written by hand, and a reference says which child and round it is."""
    held, one = _fetched(request, round_unit, child)
    check_way_out(request.actor, one)
    saw(Verb.PARENTS_SEEN, by=request.actor, at=clock.now(), about=held, child_ids=[one.pk], purpose="print en blanket")
    context = {
        "heading": pages.heading(held, clock.today()),
        "reference": queries.reference_of(held.pk, one.pk),
        "questions": pages.questions(),
        "child": one,
    }
    return render(request, "screening/parents_paper.html", context)


@require_POST
def make_link(request: Request, round_unit: UUID, child: UUID, guardian: UUID) -> HttpResponse:
    held, one = _fetched(request, round_unit, child)
    return once(request, lambda: _linked(request, held, one, guardian), at=clock.now())


@require_POST
def revoke_link(request: Request, link: UUID) -> HttpResponse:
    held = found(queries.links_visible_to(request.actor), link)

    def act() -> str:
        actions.revoke_parent_link(by=request.actor, link=held, at=clock.now())
        messages.success(request, "Linket er lukket.")
        return reverse("screening:parents", args=[held.round_unit_id, held.child_id])

    return once(request, act, at=clock.now())


def _fetched(request: Request, round_unit: UUID, child: UUID) -> tuple[RoundUnit, Child]:
    demand(request.actor, Permission.PARENTS_HEAR)
    held = round_or_visit_within(request, round_unit)
    one = queries.child_of_round(request.actor, held, child)
    if one is None:
        raise NotHere
    return held, one


def _heard(request: Request, form: HeardForm, held: RoundUnit, child: Child) -> str:
    given = form.cleaned_data
    actions.record_parents_words(
        by=request.actor, round_unit=held, child=child, guardian=Guardian(pk=UUID(given["guardian"])),
        way=Heard(given["way"]), is_verbatim=given["is_verbatim"], said_on=given["said_on"], words=form.words(),
        at=clock.now(),
    )  # fmt: skip
    spent(request, about=held, permission=Permission.PARENTS_HEAR)
    messages.success(request, "Forælderens ord er gemt.")
    return reverse("screening:parents", args=[held.pk, child.pk])


def _linked(request: Request, held: RoundUnit, child: Child, guardian: UUID) -> str:
    actions.make_parent_link(
        by=request.actor, round_unit=held, child=child, guardian=Guardian(pk=guardian), at=clock.now()
    )
    messages.success(request, "Linket er klar. Giv det kun til den forælder, det er lavet til.")
    return reverse("screening:parents", args=[held.pk, child.pk])


def _address(link: ParentLink) -> str:
    """The key stands behind the question mark: our log lines hold routes, never what comes with them."""
    return f"{reverse('screening:answer')}?k={queries.token_of(link)}"
