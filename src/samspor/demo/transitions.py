"""A few handovers in every state, written through the room's own verbs by the people themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.base.clock import local_date
from samspor.demo.cast import cast
from samspor.demo.parameters import table
from samspor.people.api import (
    Child,
    Employment,
    Guardianship,
    Unit,
    actor_for,
    children_in,
    groups_visible_to,
    staff_of,
)
from samspor.transitions import api as transitions
from samspor.transitions.api import Delivery, Handover
from samspor.transitions.rules.words import Choice, Kind, Said, Use, Way

LASTS = 180


def write(at: datetime) -> None:
    told = table("transitions")["handover"]
    waiting = {key: _children(key, at) for key in {entry["by"] for entry in told}}
    taken: set[Any] = set()
    for entry in told:
        for child in islice((one for one in waiting[entry["by"]] if one.pk not in taken), 1):
            taken.add(child.pk)
            _write(entry, child, at)


def who(key: str, at: datetime) -> Actor:
    person = next(one for one in cast() if one.key == key)
    return actor_for(Account.objects.get(email=person.email), at=at)


def _children(key: str, at: datetime) -> Iterator[Child]:
    """Of the person's own groups, now and when the oldest was written; with somebody to ask, and nothing covered."""
    longest = max(entry["days_ago"] for entry in table("transitions")["handover"])
    by = who(key, at)
    groups = groups_visible_to(by).filter(unit__in=[unit for grant in by.grants for unit in grant.units])
    then = set(children_in(who(key, at - timedelta(days=longest)), groups.values_list("pk", flat=True)))
    held = [child for child in children_in(by, groups.values_list("pk", flat=True)) if child in then]
    oldest_first = sorted(held, key=lambda child: (child.birth_date or local_date(at), child.pk))
    return (child for child in oldest_first if not child.protected_until and _is_simple(child))


def _is_simple(child: Child) -> bool:
    ties = list(Guardianship.objects.filter(child=child).select_related("guardian"))
    homes = all(tie.guardian.protected_until is None for tie in ties)
    return homes and any(tie.has_custody for tie in ties) and not any(tie.from_on or tie.to_on for tie in ties)


def _write(entry: dict[str, Any], child: Child, at: datetime) -> None:
    then = at - timedelta(days=entry["days_ago"])
    by = who(entry["by"], then)
    template = transitions.shipped()[Kind(entry["kind"])]
    held = transitions.begin_handover(
        by=by, child=child, template=template, to_unit=_unit(entry["to"], at) if "to" in entry else None,
        to_place=entry.get("to_place", ""), purpose=template.purpose, always_consent=False, at=then,
        starts_on=local_date(at) + timedelta(days=entry["starts_in"]),
    )  # fmt: skip
    for key, text in entry["fields"].items():
        purpose = next(one.purpose for one in template.fields if one.key == key)
        transitions.write_field(
            by=by, field=held.fields.get(key=key), choice=Choice.CHOSEN, purpose=purpose, text=text, built_on=None,
            at=then,
        )  # fmt: skip
    _ask(entry, held, by, then)
    if entry.get("sent"):
        seen = transitions.now(held, local_date(then)).stands
        _read(entry, transitions.send_handover(by=by, handover=held, seen=seen, at=then), at)


def _unit(key: str, at: datetime) -> Unit:
    staff = staff_of(who(key, at).id)
    return Employment.objects.filter(staff=staff, period__contains=local_date(at)).select_related("unit")[0].unit


def _ask(entry: dict[str, Any], held: Handover, by: Actor, at: datetime) -> None:
    """The child first, then everybody who has custody: they all say the same."""
    on = local_date(at)
    if "child_says" in entry:
        page = held.fields.get(key="child")
        transitions.hear_child(
            by=by, field=page, says_yes=True, words=entry["child_says"], asked_on=on, wording=page.wordings.get().pk,
            at=at,
        )  # fmt: skip
    for number, tie in enumerate(transitions.now(held, on).holders):
        if entry.get("link"):
            transitions.make_handover_link(by=by, handover=held, guardian=tie.guardian, at=at)
        if "says" in entry:
            words = entry.get("parents_say") if number == 0 else None
            transitions.record_parents_answer(
                by=by, handover=held, guardian=tie.guardian, way=Way.MEETING, said_on=on,
                until=on + timedelta(days=LASTS), longest=on + timedelta(days=LASTS),
                answers={held.fields.get(key=key).pk: Said(said) for key, said in entry["says"].items()},
                words=words, seen=transitions.now(held, on).seen, at=at,
            )  # fmt: skip


def _read(entry: dict[str, Any], sent: Delivery, at: datetime) -> None:
    if "reader" not in entry:
        return
    then = sent.sent_at + timedelta(days=2)
    transitions.confirm_read(by=who(entry["reader"], then), delivery=sent, at=then)
    said, words = entry["useful"], entry["useful_words"]
    uses = {one.pk: (Use(said[one.key]), words.get(one.key, "")) for one in sent.sent_fields.all()}
    later = at - timedelta(days=8)
    transitions.say_what_was_useful(by=who(entry["reader"], later), delivery=sent, uses=uses, at=later)
