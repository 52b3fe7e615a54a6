"""What children are called to somebody: whoever no longer has a child is told no new name of it."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from samspor.access.actor import Actor, Scope
from samspor.access.among import Among
from samspor.access.kept import Kept
from samspor.people.models import Child
from samspor.people.queries.lists import children_visible_to
from samspor.people.rules import is_protected
from samspor.ui.danish import long_date

Alike = TypeVar("Alike", bound=Hashable)
LOST = "Et barn, I har haft"  # a new name is what protects it, and its given names may be new as well


@dataclass(frozen=True, slots=True)
class Name:
    """`whole` stands by itself. Without `is_told` not even the given names are; `is_seen`: whether its page is."""

    whole: str
    given: str
    is_told: bool = True
    is_seen: bool = True

    @property
    def inside(self) -> str:
        """In the middle of a sentence."""
        return self.whole if self.is_told else LOST[0].lower() + LOST[1:]

    @property
    def near(self) -> str:
        """Given names, in the middle of a sentence."""
        return self.given if self.is_told else self.inside


def as_seen(children: Iterable[Child]) -> dict[UUID, Name]:
    """Of children that were found where one has them today: nobody need ask again."""
    return {one.pk: Name(one.name, one.given_names) for one in children}


def name_as(child: Child, *, is_seen: bool, on: date) -> Name:
    """`child` is the page that was kept; `is_seen` whether one sees it today."""
    if is_seen:
        return Name(child.name, child.given_names)
    if is_protected(child.protected_until, on):
        return Name(LOST, "barnet", is_told=False, is_seen=False)
    return Name(child.given_names, child.given_names, is_seen=False)


_FIELDS = "given_names", "family_name", "protected_until"
_NEEDED = (*_FIELDS, *(f"merged_into__{field}" for field in _FIELDS))


def names_of(actor: Actor, pages: Iterable[UUID], *, also: frozenset[UUID] = frozenset()) -> dict[UUID, Name]:
    """By page, of one merged away as the one that was kept is called: one statement, however many, none for none.

    `also`: units whose children are told by name to this reader here, whoever sees their pages.
    """
    asked = frozenset(pages)
    return {one.pk: _named(one, actor.on) for one in _pages(actor, asked, also)} if asked else {}


@Kept
def _pages(actor: Actor, asked: frozenset[UUID], also: frozenset[UUID]) -> QuerySet[Child]:
    near = Child.objects.filter(Child.reached(Scope(units=also), actor.on))
    seen, told = (Exists(found.filter(pk=OuterRef("kept"))) for found in (children_visible_to(actor), near))
    held = Child.objects.filter(Among("pk", asked)).annotate(kept=Coalesce("merged_into", "pk")).annotate(is_seen=seen)
    return (held.annotate(is_near=told) if also else held).select_related("merged_into").only(*_NEEDED)


def _named(one: Child, on: date) -> Name:
    kept, known = one.merged_into or one, vars(one)
    if known.get("is_near") and not known["is_seen"]:
        return Name(kept.name, kept.given_names, is_seen=False)
    return name_as(kept, is_seen=known["is_seen"], on=on)


def name_of(actor: Actor, page: UUID) -> Name:
    return names_of(actor, [page])[page]


# Several of the same name in one list, told apart: by their birth, by when they began, and else by a number.


class Listed(NamedTuple):
    """A child as a list has it. `since`: the day it began there, where that may be said."""

    key: UUID
    name: str
    born: date | None
    since: date | None = None


def told_apart(children: Iterable[Listed]) -> dict[UUID, str]:
    """By child, what is said beside the name of those who share it; the others need nothing."""
    held = _once(children)
    more = told_apart_by_more(held)
    return {
        one.key: ", ".join(filter(None, [f"født {long_date(one.born)}" if one.born else "", more.get(one.key, "")]))
        for same in _shared(held, [one.name for one in held])
        for one in same
    }


def told_apart_by_more(children: Iterable[Listed]) -> dict[UUID, str]:
    """Of those who share the birth as well: for a list that says every birth already."""
    held = _once(children)
    return {key: words for same in _shared(held, [(one.name, one.born) for one in held]) for key, words in _more(same)}


def _more(same: Sequence[Listed]) -> list[tuple[UUID, str]]:
    """The number is by the page's own key, so that it is the same in every list that holds them all."""
    days = {one.since for one in same}
    if None not in days and len(days) == len(same):
        return [(one.key, f"begyndte {long_date(one.since)}") for one in same if one.since]
    ordered = sorted(same, key=lambda one: one.key)
    return [(one.key, f"nummer {place} af {len(same)}") for place, one in enumerate(ordered, start=1)]


def _once(children: Iterable[Listed]) -> list[Listed]:
    """One that is in two groups is one child."""
    return list({one.key: one for one in children}.values())


def _shared(held: Sequence[Listed], said: Sequence[Alike]) -> list[list[Listed]]:
    by: dict[Alike, list[Listed]] = {}
    for one, word in zip(held, said, strict=True):
        by.setdefault(word, []).append(one)
    return [same for same in by.values() if len(same) > 1]
