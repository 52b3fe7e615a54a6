"""Two pages about one child become one, and can become two again.

Enrolments, guardians and relations move to the page that is kept. What rooms above hold about the other page stays
where it is and is found through `same_child`, so that nothing that was written is ever rewritten.
"""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people.models import Affiliation, Child, Enrolment, Guardianship, Merge


@transaction.atomic
def merge_children(*, by: Actor, kept: Child, other: Child, at: datetime) -> Merge:
    first, second = sorted((kept, other), key=lambda child: child.pk)  # always locked in the same order
    require(by, Permission.CHILD_MERGE, first)
    require(by, Permission.CHILD_MERGE, second)
    _check(kept, other)
    merge = Merge.objects.create(kept=kept, other=other, merged_at=at, moved=_move(other, kept))
    other.merged_into = kept
    other.save(update_fields=["merged_into"])
    record(Verb.CHILDREN_MERGED, by=by, about=merge, child_ids=[kept.pk, other.pk], at=at)
    return merge


@transaction.atomic
def undo_merge(*, by: Actor, merge: Merge, at: datetime) -> Merge:
    merge = require(by, Permission.CHILD_MERGE, merge)
    if merge.undone_at:
        raise Refused("De to sider er allerede delt igen.")
    for model in (Enrolment, Guardianship, Affiliation):
        model.objects.filter(pk__in=merge.moved[model.__name__]).update(child=merge.other)
    Enrolment.objects.filter(pk__in=merge.moved["secondary"]).update(is_main=True)
    Child.objects.filter(pk=merge.other_id).update(merged_into=None)
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    record(Verb.MERGE_UNDONE, by=by, about=merge, child_ids=[merge.kept_id, merge.other_id], at=at)
    return merge


def _check(kept: Child, other: Child) -> None:
    if kept.pk == other.pk:
        raise Refused("Vælg to forskellige sider.")
    if kept.cpr_hash and other.cpr_hash:
        raise Refused("De to børn har hver sit CPR-nummer. Så er det to børn, og siderne kan ikke samles.")
    if other.merged_into_id or kept.merged_into_id:
        raise Refused("En af siderne er allerede samlet med en anden.")


def _move(other: Child, kept: Child) -> dict[str, list[str]]:
    """What moved, by table, so that it can move back. A main group that collides becomes a secondary one."""
    secondary = [one.pk for one in other.enrolments.filter(is_main=True) if _collides(one, kept)]
    Enrolment.objects.filter(pk__in=secondary).update(is_main=False)
    adults = other.guardianships.exclude(guardian__in=kept.guardianships.values("guardian"))
    moved = {
        "Enrolment": list(other.enrolments.values_list("pk", flat=True)),
        "Guardianship": list(adults.values_list("pk", flat=True)),
        "Affiliation": list(other.affiliations.values_list("pk", flat=True)),
    }
    for model in (Enrolment, Guardianship, Affiliation):
        model.objects.filter(pk__in=moved[model.__name__]).update(child=kept)
    return {name: [str(pk) for pk in keys] for name, keys in (moved | {"secondary": secondary}).items()}


def _collides(enrolment: Enrolment, kept: Child) -> bool:
    return kept.enrolments.filter(setting=enrolment.setting, is_main=True, period__overlap=enrolment.period).exists()
