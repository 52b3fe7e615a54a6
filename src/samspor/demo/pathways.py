"""A few pathways in every state, written through the room's own verbs by the people themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from samspor.base.clock import local_date
from samspor.base.ics import Ics
from samspor.demo import pathway_goals as goals
from samspor.demo.parameters import table
from samspor.demo.pathway_goals import job
from samspor.demo.transitions import who
from samspor.pathways import api as pathways
from samspor.pathways.api import Pathway
from samspor.pathways.rules.promises import Outcome, Whom
from samspor.pathways.rules.words import Absence, Closing, EntryKind, Origin
from samspor.people.api import Child, children_in, groups_visible_to

_LONGEST = timedelta(days=200)


def write(at: datetime) -> None:
    children = list(_children(at))
    for entry, child in zip(table("pathways")["pathway"], children, strict=False):
        _write(entry, child, at)


def open_pathways() -> list[Pathway]:
    """The oldest first."""
    return list(Pathway.objects.filter(closed_at=None).select_related("child").order_by("opened_at"))


def _children(at: datetime) -> Iterator[Child]:
    """Of Pia's own group, then and now; the youngest first, for the oldest are on their way to school."""
    by, then = who("pia", at), who("pia", at - _LONGEST)
    units = [unit for grant in by.grants for unit in grant.units]
    groups = groups_visible_to(by).filter(unit__in=units, name="Blåmejserne")
    keys = list(groups.values_list("pk", flat=True))
    before = set(children_in(then, keys))
    held = [child for child in children_in(by, keys) if child in before and not child.protected_until]
    return iter(sorted(held, key=lambda child: (child.birth_date or local_date(at), child.pk), reverse=True))


def _write(entry: dict[str, Any], child: Child, at: datetime) -> None:
    began = at - timedelta(days=entry["days_ago"])
    held = pathways.open_pathway(
        by=who(entry["by"], began), child=child, origin=Origin(entry["origin"]), purpose=entry["purpose"],
        what="Vi taler sammen med forældrene.", on=local_date(began), level=entry.get("level", ""), at=began,
    )  # fmt: skip
    _entries(entry, held, at)
    for one in entry.get("promises", ()):
        _promise(one, held, at)
    goals.write(entry, held, at)
    if "covered_by" in entry:
        _cover(entry, held, at)
    if "offered_to" in entry:
        _offer(entry, held, at)
    if "closed_ago" in entry:
        then = at - timedelta(days=entry["closed_ago"])
        because = Closing(entry["closed_because"])
        pathways.close_pathway(
            by=who(entry["by"], then), pathway=held, because=because, words=entry["closed_words"], at=then
        )


def _entries(entry: dict[str, Any], held: Pathway, at: datetime) -> None:
    for one in entry["entries"]:
        then = at - timedelta(days=one["days_ago"])
        pathways.write_entry(
            by=who(one["by"], then), pathway=held, kind=EntryKind(one["kind"]), text=one["text"],
            ics=[Ics(tag) for tag in one.get("ics", ())], happened_on=local_date(then), at=then,
        )  # fmt: skip
    then = at - timedelta(days=max(entry["entries"][-1]["days_ago"], -entry["next_in"] + 1))
    stands = held.nexts.get(replaced_at=None)
    pathways.set_next(
        by=who(entry["by"], then), pathway=held, what=entry["next"], built_on=stands.entered_at,
        on=local_date(at) + timedelta(days=entry["next_in"]), at=then,
    )  # fmt: skip


def _promise(one: dict[str, Any], held: Pathway, at: datetime) -> None:
    then = at - timedelta(days=one["days_ago"])
    made = pathways.make_promise(
        by=who(one["by"], then), pathway=held, what=one["what"], whom=Whom(one["whom"]),
        keeper=job(one["keeper"], then), on=local_date(at) + timedelta(days=one["due_in"]), at=then,
    )  # fmt: skip
    if "outcome" in one:
        said = at - timedelta(days=one["settled_ago"])
        keeper = who(one["keeper"], said)
        pathways.settle_promise(by=keeper, promise=made, outcome=Outcome(one["outcome"]), words="", at=said)


def _cover(entry: dict[str, Any], held: Pathway, at: datetime) -> None:
    first = local_date(at) + timedelta(days=entry["covered_in"])
    pathways.give_substitute(
        by=who(entry["by"], at), pathway=held, who=job(entry["covered_by"], at), from_on=first,
        to_on=first + timedelta(days=entry["covered_days"]), why=Absence.HOLIDAY, at=at,
    )  # fmt: skip


def _offer(entry: dict[str, Any], held: Pathway, at: datetime) -> None:
    then = at - timedelta(days=entry["offered_ago"])
    pathways.offer_baton(
        by=who(entry["by"], then), pathway=held, to=job(entry["offered_to"], then), words=entry["offer_words"],
        days=settings.PROFILE.baton_accept_days, at=then,
    )  # fmt: skip
