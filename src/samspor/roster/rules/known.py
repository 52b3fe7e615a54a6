"""What is known already, as compactly as the comparison needs it: children, their adults, and places."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.people.rules import Setting, search_words
from samspor.roster.rules.rows import RosterRow
from samspor.roster.rules.values import fold

Keyed = Callable[[str], str]  # a keyed hash: nothing that is kept or compared can be turned back into a CPR number


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGuardian:
    id: UUID
    name: str
    cpr_key: str | None = None
    email: str = ""
    phone: str = ""
    has_custody: bool = True
    knows_contact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEnrolment:
    """One that has not ended: it runs now, or will begin."""

    id: UUID
    unit_id: UUID
    group_id: UUID
    setting: Setting
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChild:
    """`elsewhere`: known by its number alone, out of reach of who imports. It can be enrolled, and not corrected.

    `guarded`: protected, or with an adult who is. Elsewhere, a list must not even tell that there is such a child.
    """

    id: UUID
    given_names: str
    family_name: str
    birth_date: date | None
    cpr_key: str | None = None
    replacement_number: str | None = None
    protected_until: date | None = None
    address: str = ""
    guardians: tuple[KnownGuardian, ...] = ()
    enrolments: tuple[KnownEnrolment, ...] = ()
    elsewhere: bool = False
    guarded: bool = False

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownUnit:
    id: UUID
    name: str
    number: str = ""
    setting: Setting | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGroup:
    id: UUID
    unit_id: UUID
    name: str
    setting: Setting


class Known:
    """Children one batch of rows may be about."""

    def __init__(self, children: Iterable[KnownChild] = ()) -> None:
        self.by_id = {child.id: child for child in children}
        self.by_cpr = {child.cpr_key: child for child in self.by_id.values() if child.cpr_key}
        self.by_replacement = {c.replacement_number: c for c in self.by_id.values() if c.replacement_number}
        self._by_birth: dict[date | None, list[KnownChild]] = defaultdict(list)
        self._in_group: dict[UUID, list[KnownChild]] = defaultdict(list)
        for child in self.by_id.values():
            self._by_birth[child.birth_date].append(child)
            for group in {one.group_id for one in child.enrolments}:
                self._in_group[group].append(child)

    def without(self, child: KnownChild) -> "Known":
        return Known(one for one in self.by_id.values() if one.id != child.id)

    def candidates(self, row: RosterRow) -> tuple[KnownChild, ...]:
        """Born the same day with the same family name, and not both with a CPR number: a reason to ask.

        It finds the same child under a longer name, and a twin; only a person can tell which. Children elsewhere
        are never among them: a list must not tell who lives where.
        """
        family = search_words(row.family_name)
        found = (
            child
            for child in self._by_birth.get(row.born_on, ())
            if search_words(child.family_name) == family and not (row.cpr and child.cpr_key) and not child.elsewhere
        )
        return tuple(sorted(found, key=lambda child: (child.name, str(child.id))))

    def named(self, row: RosterRow) -> tuple[KnownChild, ...]:
        """Everybody with the name of a row that says nothing more."""
        name = search_words(row.name)
        found = (child for child in self.by_id.values() if search_words(child.name) == name and not child.elsewhere)
        return tuple(sorted(found, key=lambda child: str(child.id)))

    def at(self, unit_id: UUID, group: KnownGroup | None) -> tuple[KnownChild, ...]:
        """Everybody with a place in the group, or in the unit when no group is known."""
        here = (
            child
            for child in self.by_id.values()
            if not child.elsewhere
            and any(e.group_id == group.id if group else e.unit_id == unit_id for e in child.enrolments)
        )
        return tuple(sorted(here, key=lambda child: (child.name, str(child.id))))

    def alike(self, row: RosterRow, group_id: UUID) -> tuple[KnownChild, ...]:
        """In the same group with the same name, and another birth date or none: perhaps a slip of the pen."""
        name = search_words(row.name)
        found = (
            child
            for child in self._in_group.get(group_id, ())
            if search_words(child.name) == name
            and child.birth_date != row.born_on
            and not (row.cpr and child.cpr_key)
            and not child.elsewhere
        )
        return tuple(sorted(found, key=lambda child: str(child.id)))


class Places:
    """Units and groups the list may fill. `home` is the unit of a list that does not name any."""

    def __init__(
        self, units: Iterable[KnownUnit], groups: Iterable[KnownGroup] = (), *,
        home: UUID | None = None, setting: Setting | None = None,
    ) -> None:  # fmt: skip
        self.units = {unit.id: unit for unit in units}
        self.groups = {group.id: group for group in groups}
        self.home, self.setting = home, setting
        self._numbers = {fold(unit.number): unit for unit in self.units.values() if unit.number}
        self._named = defaultdict[str, list[KnownUnit]](list)
        self._groups = defaultdict[UUID, list[KnownGroup]](list)
        for unit in self.units.values():
            self._named[fold(unit.name)].append(unit)
        for group in self.groups.values():
            self._groups[group.unit_id].append(group)

    def units_for(self, row: RosterRow) -> list[KnownUnit]:
        """By number when the list has one, else by exact name; a list without either is about its home."""
        if row.unit_number:
            found = self._numbers.get(fold(row.unit_number))
            return [found] if found else []
        if row.unit_name:
            return self._named.get(fold(row.unit_name), [])
        return [self.units[self.home]] if self.home else []

    def groups_in(self, unit_id: UUID) -> list[KnownGroup]:
        return sorted(self._groups.get(unit_id, []), key=lambda group: group.name)

    def group_of(self, row: RosterRow) -> KnownGroup | None:
        """The group a row names, when it is known."""
        units = self.units_for(row)
        return self.group_named(units[0].id, row.group_name) if len(units) == 1 and row.group_name else None

    def group_named(self, unit_id: UUID, name: str) -> KnownGroup | None:
        """Names are unique in a unit, so the name is exact whatever the setting."""
        return next((g for g in self._groups.get(unit_id, []) if fold(g.name) == fold(name)), None)
