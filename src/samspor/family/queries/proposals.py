"""Proposals: to those who work with the child, with everybody's answer; to a guardian, with their own and no other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.family.models import Proposal, ProposalAnswer
from samspor.family.queries.around import ties_today
from samspor.family.queries.keeping import WORDS
from samspor.family.rules.proposals import Said
from samspor.people.api import Child, same_child
from samspor.people.rules import has_custody_on


@dataclass(frozen=True, slots=True)
class Asked:
    """What one guardian is asked. Whether it was begun is not here: beside one's own yes it would tell the other's."""

    key: UUID
    text: str
    said: Said | None
    is_open: bool


def asked_of(child: Child, guardian: UUID, *, hidden: bool) -> list[Asked]:
    """`hidden`: no free words. Of what is over, only what one has answered oneself."""
    held = list(Proposal.objects.filter(child__in=same_child(child)))
    own = latest(ProposalAnswer.objects.filter(proposal__in=held, guardian=guardian))
    lines = [
        Asked(one.pk, "" if hidden else one.text or "", own[one.pk].get(guardian), one.ended_at is None) for one in held
    ]
    return [one for one in lines if one.is_open or one.said]


def latest(answers: Iterable[ProposalAnswer]) -> Mapping[UUID, dict[UUID, Said]]:
    """By proposal and guardian: the last that each has said."""
    found: dict[UUID, dict[UUID, Said]] = defaultdict(dict)
    for one in answers:
        found[one.proposal_id][one.guardian_id] = Said(one.said)
    return found


def holders(child: Child, on: date) -> list[tuple[UUID, str]]:
    """Those who have custody today, by key and name."""
    held = [
        (one.guardian_id, one.guardian.name)
        for one in ties_today(child, on)
        if has_custody_on(has_custody=one.has_custody, from_on=one.from_on, to_on=one.to_on, on=on)
    ]
    return sorted(held, key=lambda one: one[1])


def proposals_visible_to(actor: Actor) -> QuerySet[Proposal]:
    held = Proposal.objects.select_related("child__merged_into", "by", "ended_by").prefetch_related("answers__guardian")
    return within(actor, Permission.FAMILY_READ, held)


def answers_visible_to(actor: Actor) -> QuerySet[ProposalAnswer]:
    return within(actor, Permission.FAMILY_READ, ProposalAnswer.objects.select_related("proposal__child__merged_into"))


def proposals_about(actor: Actor, child: Child) -> Sequence[Proposal]:
    return list(proposals_visible_to(actor).filter(child__in=same_child(child)))


def proposals_past(today: date) -> list[Proposal]:
    """With their answers: a proposal stays as long as the youngest of them."""
    held = Proposal.objects.filter(proposed_at__date__lt=today - WORDS)
    return list(held.exclude(answers__written_at__date__gte=today - WORDS).order_by("pk"))
