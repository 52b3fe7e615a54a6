"""Two pages about one child become one, and can become two again.

Enrolments, guardians and relations move to the page that is kept. What rooms above hold about the other page stays
where it is and is found through `same_child`, so that nothing that was written is ever rewritten.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.people import queries
from samspor.people.actions.covering import uncover
from samspor.people.models import Affiliation, Child, Enrolment, Guardianship, Merge
from samspor.people.queries.way_out import held_among, stopped

_NUMBERS = ("cpr", "cpr_hash", "replacement_number")
_COPIED = ("birth_date", "address")
_MOVING: dict[str, type[Any]] = {"Enrolment": Enrolment, "Guardianship": Guardianship, "Affiliation": Affiliation}


@transaction.atomic
def merge_children(*, by: Actor, kept: Child, other: Child, at: datetime) -> Merge:
    if kept.pk == other.pk:
        raise Refused("Vælg to forskellige sider.")
    keys = sorted((kept.pk, other.pk))  # always locked in the same order
    locked = {key: require(by, Permission.CHILD_MERGE, Child(pk=key)) for key in keys}
    kept, other = locked[kept.pk], locked[other.pk]
    _check(kept, other)
    queries.check_merge(other, kept, local_date(at))
    hidden = _is_covered(kept, at) or _is_covered(other, at)
    held = held_among([kept.pk, other.pk])
    moved = _move(other, kept) | {"facts": _carry(other, kept)}
    merge = Merge.objects.create(kept=kept, other=other, merged_at=at, moved=moved)
    other.merged_into = kept
    other.save(update_fields=["merged_into"])
    if hidden and not _is_covered(kept, at):
        uncover(by=by, child=kept, about=merge, at=at)
    if held:  # what was open to the parents of the page without the stop opens nothing when it is lifted
        stopped(by=by, child=Child.objects.get(pk=kept.pk), at=at)
    record(Verb.CHILDREN_MERGED, by=by, about=merge, child_ids=[kept.pk, other.pk], at=at)
    return merge


@transaction.atomic
def undo_merge(*, by: Actor, merge: Merge, at: datetime) -> Merge:
    """What came to the kept page after the merge stays there."""
    merge = require(by, Permission.CHILD_MERGE, merge)
    if merge.undone_at:
        raise Refused("De to sider er allerede delt igen. Hent siden igen, og se, hvad der står nu.")
    hidden = _is_covered(merge.kept, at)
    for name, model in _MOVING.items():
        model.objects.filter(pk__in=merge.moved[name], child=merge.kept_id).update(child=merge.other)
    Enrolment.objects.filter(pk__in=merge.moved["secondary"]).update(is_main=True)
    Guardianship.objects.filter(pk__in=merge.moved.get("known", [])).update(knows_contact=False)
    Child.objects.filter(pk__in=merge.moved["Child"], merged_into=merge.kept_id).update(merged_into=merge.other)
    Child.objects.filter(pk=merge.other_id).update(merged_into=None)
    _carry_back(merge)
    if hidden and not all(_is_covered(Child.objects.get(pk=key), at) for key in (merge.kept_id, merge.other_id)):
        uncover(by=by, child=merge.kept, about=merge, at=at, others=[merge.other_id])
    merge.undone_at = at
    merge.save(update_fields=["undone_at"])
    record(Verb.MERGE_UNDONE, by=by, about=merge, child_ids=[merge.kept_id, merge.other_id], at=at)
    return merge


def _is_covered(child: Child, at: datetime) -> bool:
    return child.pk in queries.covered_addresses(child, queries.guardianships_of(child), local_date(at))


def _check(kept: Child, other: Child) -> None:
    if kept.cpr_hash and other.cpr_hash:
        raise Refused(
            "De to børn har hver sit CPR-nummer. Så er det to børn, og siderne kan ikke samles. Er det ene nummer "
            "forkert, så ret det først."
        )
    if other.merged_into_id or kept.merged_into_id:
        raise Refused("En af siderne er allerede samlet med en anden. Søg barnet frem, og begynd igen.")


def _move(other: Child, kept: Child) -> dict[str, list[str]]:
    """What moved, by table, so that it can move back. A main group that collides becomes a secondary one.

    Pages merged into the other before now point straight at the kept one: nobody has to follow a chain.
    """
    secondary = [one.pk for one in other.enrolments.filter(is_main=True) if _collides(one, kept)]
    Enrolment.objects.filter(pk__in=secondary).update(is_main=False)
    adults = other.guardianships.exclude(guardian__in=kept.guardianships.values("guardian"))
    rows = {"Enrolment": other.enrolments.all(), "Guardianship": adults, "Affiliation": other.affiliations.all()}
    moved = {name: [str(pk) for pk in found.values_list("pk", flat=True)] for name, found in rows.items()}
    for name, model in _MOVING.items():
        model.objects.filter(pk__in=moved[name]).update(child=kept)
    moved["Child"] = [str(pk) for pk in other.merged.values_list("pk", flat=True)]
    other.merged.update(merged_into=kept)
    return moved | {"secondary": [str(pk) for pk in secondary], "known": _know(other, kept)}


def _know(other: Child, kept: Child) -> list[str]:
    """An adult on both pages: what one of them knew of how they are reached, the kept one knows."""
    known = other.guardianships.filter(knows_contact=True).values("guardian")
    ties = kept.guardianships.filter(knows_contact=False, guardian__in=known)
    keys = [str(pk) for pk in ties.values_list("pk", flat=True)]
    Guardianship.objects.filter(pk__in=keys).update(knows_contact=True)
    return keys


def _carry(other: Child, kept: Child) -> dict[str, str | None]:
    """What the kept page lacks comes from the other; only the later protection holds. Answers what stood before.

    Numbers are on one page at a time, so they move and are never written down here.
    """
    before: dict[str, str | None] = {}
    for name in _NUMBERS + _COPIED:
        if getattr(other, name) and not getattr(kept, name):
            before[name] = None
            setattr(kept, name, getattr(other, name))
    if other.protected_until and (kept.protected_until is None or kept.protected_until < other.protected_until):
        before["protected_until"] = str(kept.protected_until) if kept.protected_until else None
        kept.protected_until = other.protected_until
    for name in before.keys() & set(_NUMBERS):
        setattr(other, name, None)
    other.save()  # first, or the number would be on two pages
    kept.save()
    return before


def _carry_back(merge: Merge) -> None:
    """A number goes back as it stands now. What was corrected since the merge stays with the page that was kept."""
    kept, other = Child.objects.get(pk=merge.kept_id), Child.objects.get(pk=merge.other_id)
    for name, before in merge.moved.get("facts", {}).items():
        if name in _NUMBERS:
            setattr(other, name, getattr(kept, name))
            setattr(kept, name, None)
        elif getattr(kept, name) == getattr(other, name):
            setattr(kept, name, date.fromisoformat(before) if before else None)
    kept.save()
    other.save()


def _collides(enrolment: Enrolment, kept: Child) -> bool:
    mine = kept.enrolments.filter(setting=enrolment.setting, is_main=True)
    return mine.filter(period__overlap=enrolment.period).exists()
