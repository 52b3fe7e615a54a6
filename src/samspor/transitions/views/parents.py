"""Together with the parents, as the staff write it down: answers, links, and a consent that is taken back."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from samspor.access.check import found
from samspor.access.once import once
from samspor.access.request import Request
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.concerns.api import check_childs_way_out
from samspor.concerns.rules.stops import Route
from samspor.people.api import Guardian
from samspor.transitions import actions, pages, queries
from samspor.transitions.forms import TalkForm, WithdrawForm
from samspor.transitions.pages import address
from samspor.transitions.queries import FieldNow, Now
from samspor.transitions.rules.consent import NOT_WITH, check_not_hidden_from, lasts_until
from samspor.transitions.rules.words import Way, Whose
from samspor.transitions.views.steps import GET_POST, filled, holder_within, now_within, write


@require_http_methods(GET_POST)
def answer(request: Request, handover: UUID, guardian: UUID) -> HttpResponse:
    """To be looked at together, on one screen: exactly what goes, and a yes or a no to each."""
    held = now_within(request, handover)
    tie = holder_within(held, guardian)
    check_not_hidden_from(hidden=guardian in queries.hidden_from(held.handover.child, request.actor.on))
    check_childs_way_out(request.actor, held.handover.child, Route.HANDOVER_TALK)
    today = clock.today()
    initial = {
        "said_on": today,
        "until": lasts_until(today, days=settings.PROFILE.handover_consent_days),
        "seen": held.seen,
        "words": own_words(held, guardian),
    }
    own = held.for_parents_words is not None
    form = filled(request, TalkForm, asked=held.asked, with_words=own, initial=initial | said_before(held, guardian))

    def act() -> object:
        given = form.cleaned_data
        form.look_again(held.seen)
        return actions.record_parents_answer(
            by=request.actor, handover=held.handover, guardian=tie.guardian, way=Way(given["way"]),
            said_on=given["said_on"], until=given["until"], answers=form.answers(), words=form.words(),
            longest=lasts_until(min(given["said_on"], today), days=settings.PROFILE.handover_consent_days),
            seen=given["seen"], at=clock.now(),
        )  # fmt: skip

    return write(
        request, held.handover, form, act, anchor="foraeldre", said=f"Svaret fra {tie.guardian.name} er gemt.",
        template="transitions/talk.html", lines=[pages.field_line(one) for one in held.asked], name=tie.guardian.name,
        receiver=pages.to_words(held.handover),
    )  # fmt: skip


def said_before(held: Now, guardian: UUID) -> dict[str, str]:
    """What this parent has answered to the words as they are now."""
    return {
        f"felt_{one.field.key}": said.said
        for one in held.asked
        for said in one.answers
        if said.guardian_id == guardian and one.wording and said.wording_id == one.wording.pk
    }


def own_words(held: Now, guardian: UUID) -> str:
    """Also what was written to another place: it is theirs to say again."""
    field = held.for_parents_words
    mine = [one.text or "" for one in field.standing if one.guardian_id == guardian] if field else []
    return mine[0] if mine else ""


@require_POST
def make_link(request: Request, handover: UUID, guardian: UUID) -> HttpResponse:
    held = now_within(request, handover)
    tie = holder_within(held, guardian)

    def act() -> str:
        actions.make_handover_link(by=request.actor, handover=held.handover, guardian=tie.guardian, at=clock.now())
        messages.success(request, "Linket er klar. Giv koden for sig selv, og kun til den forælder, det er lavet til.")
        return address(held.handover.pk, "foraeldre")

    return once(request, act, at=clock.now())


@require_POST
def revoke_link(request: Request, handover_link: UUID) -> HttpResponse:
    held = found(queries.links_visible_to(request.actor), handover_link)

    def act() -> str:
        actions.revoke_handover_link(by=request.actor, link=held, at=clock.now())
        messages.success(request, "Linket er lukket.")
        return address(held.handover_id, "foraeldre")

    return once(request, act, at=clock.now())


@require_http_methods(GET_POST)
def withdraw(request: Request, handover: UUID, guardian: UUID) -> HttpResponse:
    held = now_within(request, handover)
    who = _whose(held, guardian)
    holds = any(tie.guardian_id == guardian for tie in held.holders)
    offered = [one for one in held.fields if _may_be_withdrawn(one, guardian, holds=holds)]
    form = filled(request, WithdrawForm, offered=offered, initial={"said_on": clock.today()})

    def act() -> object:
        given = form.cleaned_data
        return actions.withdraw_consent(
            by=request.actor, handover=held.handover, guardian=who,
            fields=[UUID(key) for key in given["fields_chosen"]], way=Way(given["way"]), said_on=given["said_on"],
            at=clock.now(),
        )  # fmt: skip

    lead = (
        "Et samtykke kan altid trækkes tilbage. Det, modtageren ikke har åbnet, forsvinder dér, som om det aldrig har "
        "været sendt. Det, de har åbnet, kan de ikke læse igen, og de får at vide, at det ikke må bruges mere."
    )
    return write(
        request, held.handover, form, act, anchor="foraeldre", said="Samtykket er trukket tilbage.",
        heading=f"{who.name} trækker samtykke tilbage", lead=lead, submit="Gem, at det er trukket tilbage",
        nothing=not offered, nothing_words="Forælderen har ikke sagt ja til noget endnu.",
    )  # fmt: skip


def _whose(held: Now, guardian: UUID) -> Guardian:
    """One with custody today, or one whose own words stand here."""
    known = {one.pk: one for one in [*(tie.guardian for tie in held.holders), *held.others_words]}
    if guardian not in known:
        raise NotHere
    return known[guardian]


def _may_be_withdrawn(one: FieldNow, guardian: UUID, *, holds: bool) -> bool:
    if one.whose is Whose.PARENTS:
        return any(own.guardian_id == guardian for own in one.standing)
    return holds and one.state not in NOT_WITH and one.wording is not None
