"""What the staff see of a family's way in, and the preview from which a code is handed over."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspor.access.check import found, may, within
from samspor.access.once import once, sent
from samspor.access.request import Request
from samspor.access.rules import Permission
from samspor.audit.record import saw
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.family import actions, pages, queries
from samspor.family.forms import HandOverForm
from samspor.people.api import Child, Guardianship, check_way_out, header_of, held_among
from samspor.sharing.api import kept
from samspor.ui.answer import invalid


@require_safe
def family(request: Request, child: UUID) -> HttpResponse:
    """Who can come in, who has been in, and what they have said."""
    children = Child.objects.select_related("merged_into")
    held = kept(found(within(request.actor, Permission.FAMILY_READ, children), child))
    at = clock.now()
    ties = queries.ties_today(held, request.actor.on)
    saw(Verb.FAMILY_LISTED, by=request.actor, at=at, about=held, child_ids=[held.pk])
    context = {
        "child": held,
        "header": header_of(request, held),
        "adults": pages.adults(
            ties, queries.open_invitations(held, at), queries.visits_of(held), queries.visits_now(held, at)
        ),
        "new_key": uuid4,
        "proposals": pages.put(queries.proposals_about(request.actor, held), queries.holders(held, request.actor.on)),
        "persons": queries.persons_about(request.actor, held),
        "words": pages.said(queries.words_about(request.actor, held)),
        "is_stopped": bool(held_among([held.pk])),
        "may_invite": may(request.actor, Permission.FAMILY_INVITE, held),
    }
    return render(request, "family/family.html", context)


@require_http_methods(["GET", "POST"])
def preview(request: Request, tie: UUID) -> HttpResponse:
    """Exactly what they would see, drawn by what draws it for them. From here the code is made."""
    ties = Guardianship.objects.select_related("guardian", "child__merged_into")
    held = found(within(request.actor, Permission.FAMILY_INVITE, ties), tie)
    child = kept(held.child)
    check_way_out(request.actor, child)
    at = clock.now()
    saw(Verb.FAMILY_PREVIEWED, by=request.actor, at=at, about=held, child_ids=[child.pk])
    seen = queries.seen_by(child, held.guardian, at=at)
    sent_as = request.POST if request.method == "POST" else None
    form = HandOverForm(sent_as, initial={"seen": queries.mark_of(seen)})

    def act() -> str:
        made = actions.make_invitation(
            by=request.actor, child=child, guardian=held.guardian, seen=form.cleaned_data["seen"], at=at
        )
        return reverse("family:code", args=[made.pk])

    answered = sent(request, form, act, at=at)
    if answered:
        return answered
    looks, readable = queries.looks_at(child, seen, at=at), queries.readable_by(request.actor, child)
    drawn = pages.seen_page(seen, looks, request.actor.on, readable=readable)
    context = {"page": drawn, "is_preview": True, "child": child, "guardian": held.guardian, "form": form, "at": at}
    context["mark"] = queries.mark_of(seen)
    template = "family/preview.html"
    return invalid(request, template, context) if form.is_bound else render(request, template, context)


@require_safe
def code(request: Request, invitation: UUID) -> HttpResponse:
    """To whoever made it, while it can be used: to nobody else is it told."""
    held = found(queries.invitations_visible_to(request.actor), invitation)
    if held.made_by_id != request.actor.staff:
        raise NotHere
    at = clock.now()
    saw(Verb.FAMILY_CODE_SHOWN, by=request.actor, at=at, about=held, child_ids=[held.child_id])
    is_open = held.used_at is None and queries.is_open(held, at)
    context = {
        "held": held, "whose": held.guardian.name if held.guardian else kept(held.child).given_names,
        "child": kept(held.child), "code": queries.code_of(held) if is_open else "",
        "address": request.build_absolute_uri(reverse("family:door")), "form_key": HandOverForm()["form_key"],
    }  # fmt: skip
    return render(request, "family/code.html", context)


@require_POST
def revoke(request: Request, invitation: UUID) -> HttpResponse:
    held = found(queries.invitations_visible_to(request.actor), invitation)

    def act() -> str:
        actions.revoke_invitation(by=request.actor, invitation=held, at=clock.now())
        messages.success(request, "Koden er lukket. Er nogen inde med den, er de ude nu.")
        return reverse("family:family", args=[kept(held.child).pk])

    return once(request, act, at=clock.now())
