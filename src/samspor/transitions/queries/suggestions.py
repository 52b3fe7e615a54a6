"""What is known already and may be offered beside a field. Nothing of it goes anywhere until a person takes it in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from samspor.access.actor import Actor
from samspor.access.check import holds, within
from samspor.access.rules import Permission
from samspor.base.clock import local_date
from samspor.concerns.api import Concern, Factor, NextStep, Voice, concerns_visible_to, voices_seen
from samspor.concerns.rules.voices import may_be_shown_to_parents
from samspor.concerns.rules.words import Audience, FactorKind
from samspor.people.api import Child, same_child
from samspor.screening.api import FocusPoint, JointAssessment
from samspor.transitions.models import HandoverField
from samspor.transitions.rules.words import Source

MOST_OF_A_KIND = 6


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`key` says which, in the button that takes it in. A position, a number or a mark is never in it."""

    key: str
    source: Source
    text: str
    on: date


def suggestions_for(actor: Actor, field: HandoverField) -> list[Suggestion]:
    """As far as the one who asks may read where they stand."""
    child = field.handover.child
    return [one for word in field.sources for one in _OFFERS[Source(word)](actor, child)]


def _joint(actor: Actor, child: Child) -> Iterator[Suggestion]:
    """The words of the latest conclusions, without the position: that belongs to its round."""
    held = JointAssessment.objects.filter(assessment__child__in=same_child(child), justification__isnull=False)
    for one in within(actor, Permission.SCREENING_READ, held).order_by("-concluded_at", "pk")[:2]:
        yield Suggestion(f"joint-{one.pk}", Source.JOINT, one.justification or "", local_date(one.concluded_at))


def _factors(kind: FactorKind, source: Source) -> Callable[[Actor, Child], Iterator[Suggestion]]:
    def offered(actor: Actor, child: Child) -> Iterator[Suggestion]:
        held = Factor.objects.filter(concern__in=_concerns(actor, child), kind=kind, withdrawn_at=None)
        for one in held.order_by("-worded_at", "pk")[:MOST_OF_A_KIND]:
            yield Suggestion(f"factor-{one.pk}", source, one.text, one.observed_on or local_date(one.entered_at))

    return offered


def _steps(actor: Actor, child: Child) -> Iterator[Suggestion]:
    held = NextStep.objects.filter(concern__in=_concerns(actor, child)).order_by("-entered_at", "pk")
    for one in held[:MOST_OF_A_KIND]:
        yield Suggestion(f"step-{one.pk}", Source.STEPS, _with(one.what, one.outcome), local_date(one.entered_at))


def _focus(actor: Actor, child: Child) -> Iterator[Suggestion]:
    held = FocusPoint.objects.filter(child__in=same_child(child)).prefetch_related("reviews")
    for one in within(actor, Permission.SCREENING_READ, held).order_by("-set_at", "pk")[:MOST_OF_A_KIND]:
        reviews = list(one.reviews.all())
        text = _with(f"{one.aim}: {one.action}", reviews[-1].words if reviews else None)
        yield Suggestion(f"focus-{one.pk}", Source.FOCUS, text, local_date(one.set_at))


def _voices(actor: Actor, child: Child) -> Iterator[Suggestion]:
    """Only what one may read oneself, and the child has let its parents see: they see what goes."""
    for concern in _concerns(actor, child):
        for seen in voices_seen(actor, concern):
            piece = seen.piece
            if piece and piece.text and _is_for_parents(piece):
                yield Suggestion(f"voice-{piece.pk}", Source.VOICE, piece.text, piece.said_on)


def _is_for_parents(piece: Voice) -> bool:
    allowed = [Audience(word) for word in piece.allowed]
    return may_be_shown_to_parents(allowed, approved=piece.approved_at is not None)


def _concerns(actor: Actor, child: Child) -> list[Concern]:
    if not holds(actor, Permission.CONCERN_READ):
        return []
    return list(concerns_visible_to(actor).filter(child__in=same_child(child)).order_by("-started_at", "pk"))


def _with(what: str, outcome: str | None) -> str:
    return f"{what}\n{outcome}" if outcome else what


_OFFERS: Mapping[Source, Callable[[Actor, Child], Iterator[Suggestion]]] = {
    Source.JOINT: _joint,
    Source.WORKS: _factors(FactorKind.PROTECTIVE, Source.WORKS),
    Source.WORRIES: _factors(FactorKind.STRAINING, Source.WORRIES),
    Source.STEPS: _steps,
    Source.FOCUS: _focus,
    Source.VOICE: _voices,
}
