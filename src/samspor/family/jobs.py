"""By night what has had its time is removed."""

from datetime import datetime
from typing import Any

import structlog
from django.db import transaction

from samspor.audit.nightly import nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.family import queries
from samspor.family.models import (
    ChildPiece,
    FamilyVisit,
    FamilyWord,
    Invitation,
    KeyPerson,
    PieceAnswer,
    Proposal,
    ProposalAnswer,
)

log = structlog.stdlib.get_logger("samspor.family")


@nightly("25 4 * * *", "family.tidy")
def tidy(at: datetime) -> None:
    log.info("family_removed", **remove_outdated(at))


@transaction.atomic
def remove_outdated(at: datetime) -> dict[str, int]:
    today = local_date(at)
    codes, words, pieces = queries.invitations_past(today), queries.words_past(today), queries.pieces_past(today)
    persons, proposals = queries.persons_past(today), queries.proposals_past(today)
    rows: dict[str, list[Any]] = {
        "codes": codes,
        "words": words,
        "pieces": pieces,
        "persons": persons,
        "proposals": proposals,
    }
    gone = {name: len(held) for name, held in rows.items()}
    if any(gone.values()):
        keys = [one.pk for one in codes]
        FamilyVisit.objects.filter(invitation__in=keys).delete()
        Invitation.objects.filter(pk__in=keys).delete()
        FamilyWord.objects.filter(pk__in=[one.pk for one in words]).delete()
        PieceAnswer.objects.filter(piece__in=[one.pk for one in pieces]).delete()
        ChildPiece.objects.filter(pk__in=[one.pk for one in pieces]).delete()
        KeyPerson.objects.filter(pk__in=[one.pk for one in persons]).delete()
        ProposalAnswer.objects.filter(proposal__in=[one.pk for one in proposals]).delete()
        Proposal.objects.filter(pk__in=[one.pk for one in proposals]).delete()
        children = {one.child_id for held in rows.values() for one in held}
        record(Verb.FAMILY_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=gone)
    return gone
