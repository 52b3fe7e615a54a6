"""Two siblings' pathways are linked, and linked no longer."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.pathways import queries
from samspor.pathways.jobs import write_down
from samspor.pathways.models import Pathway, SiblingLink
from samspor.pathways.queries.siblings import to_link
from samspor.pathways.rules import may as rules


@transaction.atomic
def link_siblings(*, by: Actor, pathway: Pathway, other: Pathway, at: datetime) -> SiblingLink:
    """By who writes in both and answers for one of them, or leads. It opens neither to anybody."""
    held = _both(by=by, pathways=(pathway, other), at=at)
    for one in held:
        rules.check_open(closed=one.closed_at is not None)
    rules.check_sibling(known=other.pk in {one.pk for one in to_link(by, pathway)})
    made = SiblingLink.objects.create(one=held[0], other=held[1], by=queries.me(by), entered_at=at)
    record(Verb.SIBLINGS_LINKED, by=by, about=made, child_ids=[one.child_id for one in held], at=at)
    return made


@transaction.atomic
def unlink_siblings(*, by: Actor, link: SiblingLink, at: datetime) -> SiblingLink:
    held = _both(by=by, pathways=(link.one, link.other), at=at)
    link = require(by, Permission.PATHWAY_WRITE, link)
    rules.check_linked(ended=link.ended_at is not None)
    link.ended_at, link.ended_by = at, queries.me(by)
    link.save(update_fields=["ended_at", "ended_by"])
    record(Verb.SIBLINGS_UNLINKED, by=by, about=link, child_ids=[one.child_id for one in held], at=at)
    return link


def _both(*, by: Actor, pathways: tuple[Pathway, Pathway], at: datetime) -> list[Pathway]:
    """Both anew and locked, always in the same order."""
    held = []
    for one in sorted(pathways, key=lambda one: one.pk):
        write_down(one, at)
        held.append(require(by, Permission.PATHWAY_WRITE, one))
    rules.check_answers(any_=any(one.closed_at is None and queries.passes_on(by, one, at) for one in held))
    return held
