"""A few consents in every state, an effort and a notice, written through the room's own verbs by people themselves."""

from datetime import datetime, timedelta
from typing import Any

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.base.clock import local_date
from samspor.demo.cast import cast
from samspor.demo.parameters import table
from samspor.people.api import Child, Guardianship, actor_for, children_in, groups_visible_to, held_among
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Purpose, Said, Sector, Way

YEAR = timedelta(days=365)


def write(at: datetime) -> None:
    """A child of two homes for each of those who ask; what is `same` is about the child of the one before."""
    told = table("sharing")
    child_of: dict[str, Child] = {}
    for entry in told["consent"]:
        child_of.setdefault(entry["by"], _child(entry["by"], at, [one.pk for one in child_of.values()]))
        _exchange(entry, child_of[entry["by"]], at)
    for entry in told["effort"]:
        _effort(entry, child_of[entry["by"]], at)
    for entry in told["notice"]:
        _notice(entry, child_of[entry["by"]], at)


def _who(key: str, at: datetime) -> Actor:
    person = next(one for one in cast() if one.key == key)
    return actor_for(Account.objects.get(email=person.email), at=at)


def _child(key: str, at: datetime, taken: list[Any]) -> Child:
    """The youngest of the person's own groups, then and now, whom two have custody of and nothing is covered for."""
    by, then = _who(key, at), _who(key, at - YEAR)
    groups = groups_visible_to(by).filter(unit__in=[unit for grant in by.grants for unit in grant.units])
    keys = groups.values_list("pk", flat=True)
    before = {one.pk for one in children_in(then, keys)}
    held = sorted(children_in(by, keys), key=lambda one: (one.birth_date or local_date(at), one.pk), reverse=True)
    return next(one for one in held if one.pk in before and one.pk not in taken and _is_simple(one))


def _is_simple(child: Child) -> bool:
    ties = list(Guardianship.objects.filter(child=child).select_related("guardian"))
    plain = all(tie.guardian.protected_until is None and not tie.from_on and not tie.to_on for tie in ties)
    plain = plain and not child.protected_until and not held_among([child.pk])
    return plain and sum(tie.has_custody for tie in ties) > 1


def _exchange(entry: dict[str, Any], child: Child, at: datetime) -> None:
    then = at - timedelta(days=entry["days_ago"])
    by, days = _who(entry["by"], then), _days(entry, then)
    made = sharing.ask_exchange(
        by=by, child=child, topics=entry["topics"], sender=Sector(entry["from"]), recipient=Sector(entry["to"]),
        to_unit=None, to_person=entry.get("person", ""), aim=Purpose(entry["aim"]), purpose=entry["purpose"], at=then,
        **days,
    )  # fmt: skip
    _answered(entry, made, by, then)


def _effort(entry: dict[str, Any], child: Child, at: datetime) -> None:
    then = at - timedelta(days=entry["days_ago"])
    by = _who(entry["by"], then)
    made = sharing.ask_effort(
        by=by, child=child, effort=entry["effort"], purpose=entry["purpose"], at=then, **_days(entry, then)
    )
    _answered(entry, made, by, then)


def _days(entry: dict[str, Any], then: datetime) -> dict[str, Any]:
    on = local_date(then)
    return {"from_on": on, "until": on + timedelta(days=entry["lasts"]), "longest": on + YEAR}


def _answered(entry: dict[str, Any], made: Any, by: Actor, then: datetime) -> None:
    """A day later, in a talk; what is taken back was given first."""
    later = then + timedelta(days=1)
    on = local_date(later)
    of = {"by": by, "consent": made, "way": Way.MEETING, "said_on": on, "at": later}
    until = {"until": made.expires_on, "longest": on + YEAR}
    holders = sharing.family(made.child, on).holders
    for tie, said in zip(holders, entry["says"], strict=False):
        first = Said.NO if said == Said.NO else Said.YES
        sharing.answer_consent(guardian=tie.guardian, said=first, **of, **until)
        if said == Said.WITHDRAWN:
            sharing.withdraw_consent(guardian=tie.guardian, **of)


def _notice(entry: dict[str, Any], child: Child, at: datetime) -> None:
    then = at - timedelta(days=entry["days_ago"])
    on = local_date(then)
    for tie in sharing.family(child, on).holders:
        sharing.give_notice(
            by=_who(entry["by"], then), child=child, guardian=tie.guardian, what=entry["what"], way=Way.MEETING,
            given_on=on, at=then,
        )  # fmt: skip
