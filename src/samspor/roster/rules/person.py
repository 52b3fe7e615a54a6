"""What a list says about a child itself, beside what is known. A blank cell changes nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from samspor.people.rules import is_protected
from samspor.roster.rules.changes import Diff
from samspor.roster.rules.known import Keyed, KnownChild, KnownGuardian
from samspor.roster.rules.rows import RosterGuardian, RosterRow

_MERGED: Final = ("cpr", "replacement_number", "birth_date", "protected", "protected_until", "address")


def same_text(one: str, other: str) -> bool:
    """Systems shout names in capitals or not: that is no change."""
    return one.casefold() == other.casefold()


def contradict(one: RosterRow, other: RosterRow) -> bool:
    """Two rows say different things about the child itself."""
    said = ((getattr(one, name), getattr(other, name)) for name in _MERGED)
    return (
        not same_text(one.name, other.name)
        or any(a is not None and b is not None and a != b for a, b in said)
        or bool(one.guardians and other.guardians and one.guardians != other.guardians)
    )


def facts(rows: tuple[RosterRow, ...], on: date) -> dict[str, Any]:
    """What a child is registered with: the first row that says it. The rows agree."""

    def first(name: str) -> Any:
        return next((said for row in rows if (said := getattr(row, name)) is not None), None)

    protected = next((row for row in rows if row.protected), None)
    until = (protected.protected_until or a_year_from(on)) if protected else None
    named = ("given_names", "family_name", "cpr", "replacement_number", "address")
    return {name: first(name) for name in named} | {"birth_date": first("born_on"), "protected_until": until}


def guardians(rows: tuple[RosterRow, ...]) -> tuple[RosterGuardian, ...]:
    return next((row.guardians for row in rows if row.guardians), ())


def diffs(rows: tuple[RosterRow, ...], child: KnownChild, *, keyed: Keyed, on: date, lift: bool) -> tuple[Diff, ...]:
    """The rows agree. `lift`: a person has said that protection may end."""
    found: dict[tuple[str, str], Diff] = {}
    for row in rows:
        for diff in _row_diffs(row, child, keyed=keyed, on=on, lift=lift):
            found.setdefault((diff.field, diff.of), diff)
    return tuple(found.values())


def _row_diffs(row: RosterRow, child: KnownChild, *, keyed: Keyed, on: date, lift: bool) -> Iterator[Diff]:
    for name in ("given_names", "family_name", "address"):
        before, after = getattr(child, name), getattr(row, name)
        if after is not None and not same_text(before, after):
            yield Diff(name, before, after)
    if row.cpr and not child.cpr_key:
        yield Diff("cpr", "", row.cpr)
    if row.replacement_number and row.replacement_number != child.replacement_number:
        yield Diff("replacement_number", child.replacement_number or "", row.replacement_number)
    born = row.birth_date or (None if child.birth_date else row.born_on)
    if born and born != child.birth_date:
        yield Diff("birth_date", str(child.birth_date or ""), str(born))
    until = protected_until(row, child, on=on, lift=lift)
    if until != child.protected_until:
        yield Diff("protected_until", str(child.protected_until or ""), str(until or ""))
    for guardian in row.guardians:
        yield from _guardian_diffs(guardian, child, keyed)


def lifts(row: RosterRow, child: KnownChild, on: date) -> bool:
    """The list would end the protection, or end it sooner: only a person may."""
    sooner = row.protected_until and child.protected_until and on <= row.protected_until < child.protected_until
    return is_protected(child.protected_until, on) and (row.protected is False or bool(sooner))


def protected_until(row: RosterRow, child: KnownChild, *, on: date, lift: bool) -> date | None:
    """A list can begin and prolong protection. Without a last day it lasts a year (CPR-loven § 28)."""
    now = child.protected_until
    if lifts(row, child, on):
        return (row.protected_until if row.protected else None) if lift else now
    if row.protected and row.protected_until:
        return max(row.protected_until, now or row.protected_until)
    return a_year_from(on) if row.protected and not is_protected(now, on) else now


def a_year_from(on: date) -> date:
    return date(on.year + 1, on.month, 28 if (on.month, on.day) == (2, 29) else on.day)


def _guardian_diffs(guardian: RosterGuardian, child: KnownChild, keyed: Keyed) -> Iterator[Diff]:
    known = _known(guardian, child, keyed)
    if known is None:
        yield Diff("guardian", "", guardian.name, of=guardian.name)
        return
    for name in ("name", "email", "phone") if known.knows_contact else ():
        before, after = getattr(known, name), getattr(guardian, name)
        if after and not same_text(before, after):
            yield Diff(f"guardian_{name}", before, after, of=guardian.name, guardian_id=known.id)
    if guardian.cpr and not known.cpr_key and known.knows_contact:
        yield Diff("guardian_cpr", "", guardian.cpr, of=guardian.name, guardian_id=known.id)
    if guardian.has_custody is not None and guardian.has_custody != known.has_custody:
        yield Diff("guardian_custody", _YES_NO[known.has_custody], _YES_NO[guardian.has_custody],
                   of=guardian.name, guardian_id=known.id)  # fmt: skip


_YES_NO = {True: "ja", False: "nej"}


def _known(guardian: RosterGuardian, child: KnownChild, keyed: Keyed) -> KnownGuardian | None:
    """One of this child's adults: by number, or by the exact name when not both have a number."""
    key = keyed(guardian.cpr) if guardian.cpr else None
    by_number = next((known for known in child.guardians if key and known.cpr_key == key), None)
    return by_number or next(
        (known for known in child.guardians if same_text(known.name, guardian.name) and not (key and known.cpr_key)),
        None,
    )
