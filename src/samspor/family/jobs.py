"""By night what has had its time is removed."""

from datetime import datetime

import structlog
from django.db import transaction

from samspor.audit.nightly import nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.family import queries
from samspor.family.models import ChildPiece, FamilyVisit, FamilyWord, Invitation, KeyPerson, PieceAnswer

log = structlog.stdlib.get_logger("samspor.family")


@nightly("25 4 * * *", "family.tidy")
def tidy(at: datetime) -> None:
    log.info("family_removed", **remove_outdated(at))


@transaction.atomic
def remove_outdated(at: datetime) -> dict[str, int]:
    today = local_date(at)
    codes, words, pieces = queries.invitations_past(today), queries.words_past(today), queries.pieces_past(today)
    persons = queries.persons_past(today)
    gone = {"codes": len(codes), "words": len(words), "pieces": len(pieces), "persons": len(persons)}
    if any(gone.values()):
        keys = [one.pk for one in codes]
        FamilyVisit.objects.filter(invitation__in=keys).delete()
        Invitation.objects.filter(pk__in=keys).delete()
        FamilyWord.objects.filter(pk__in=[one.pk for one in words]).delete()
        PieceAnswer.objects.filter(piece__in=[one.pk for one in pieces]).delete()
        ChildPiece.objects.filter(pk__in=[one.pk for one in pieces]).delete()
        KeyPerson.objects.filter(pk__in=[one.pk for one in persons]).delete()
        children = {one.child_id for one in (*codes, *words, *pieces, *persons)}
        record(Verb.FAMILY_REMOVED, by=worker(at), about=None, child_ids=children, at=at, after=gone)
    return gone
