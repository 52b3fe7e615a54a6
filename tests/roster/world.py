"""A small world in memory: children, places, and what applying a change does to them."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from samspor.people.rules import Setting
from samspor.roster.rules.changes import Diff, Staged, Step
from samspor.roster.rules.clusters import AnyRow, repeats
from samspor.roster.rules.ground import Ground, contested
from samspor.roster.rules.known import (
    Known,
    KnownChild,
    KnownEnrolment,
    KnownGroup,
    KnownGuardian,
    KnownUnit,
    Places,
)
from samspor.roster.rules.questions import Answer, Say
from samspor.roster.rules.rows import RosterGuardian, RosterRow
from samspor.roster.rules.values import fold
from samspor.roster.rules.whole_list import stage

TODAY = date(2026, 11, 23)
BEGAN = date(2024, 8, 1)


def keyed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def an_id(name: str) -> UUID:
    return uuid5(NAMESPACE_URL, name)


SUN = KnownUnit(id=an_id("sun"), name="Solsikken", number="G1001", setting=Setting.DAYCARE)
CLUB = KnownUnit(id=an_id("club"), name="Klubben", setting=Setting.LEISURE)
SCHOOL = KnownUnit(id=an_id("school"), name="Åskolen")
BLUE = KnownGroup(id=an_id("blue"), unit_id=SUN.id, name="Blå", setting=Setting.DAYCARE)
RED = KnownGroup(id=an_id("red"), unit_id=SUN.id, name="Rød", setting=Setting.DAYCARE)
TEAM = KnownGroup(id=an_id("team"), unit_id=CLUB.id, name="Hold 1", setting=Setting.LEISURE)
UNITS, GROUPS = (SUN, CLUB, SCHOOL), (BLUE, RED, TEAM)


def enrolment(group: KnownGroup, **more: object) -> KnownEnrolment:
    facts = {
        "id": an_id(f"enrolment {group.id}"),
        "unit_id": group.unit_id,
        "group_id": group.id,
        "setting": group.setting,
        "starts_on": BEGAN,
    }
    return KnownEnrolment(**facts | more)


def child(given: str = "Anna", family: str = "Holm", **more: object) -> KnownChild:
    facts = {
        "id": an_id(given + family),
        "given_names": given,
        "family_name": family,
        "birth_date": date(2022, 3, 11),
        "cpr_key": keyed("7103224001"),
        "enrolments": (enrolment(BLUE),),
    }
    return KnownChild(**facts | more)


def row(number: int = 2, **more: object) -> RosterRow:
    facts = {
        "given_names": "Anna",
        "family_name": "Holm",
        "cpr": "7103224001",
        "unit_name": "Solsikken",
        "group_name": "Blå",
    }
    return RosterRow(number=number, **facts | more)


def plain(number: int = 2, **more: object) -> RosterRow:
    """A row with a birth date and no number."""
    return row(number, **{"cpr": None, "birth_date": date(2022, 3, 11)} | more)


class World:
    def __init__(
        self, *children: KnownChild, units: Iterable[KnownUnit] = UNITS, groups: Iterable[KnownGroup] = GROUPS
    ) -> None:
        self.children = {known.id: known for known in children}
        self.units, self.groups = tuple(units), {group.id: group for group in groups}
        self.answers: dict[str, Answer] = {}

    def stage(self, *rows: AnyRow, complete_for: Iterable[UUID] = (), **places: object) -> list[Staged]:
        ground = Ground(
            known=Known(self.children.values()),
            places=Places(self.units, self.groups.values(), **places),
            answers=self.answers,
            keyed=keyed,
            on=TODAY,
            repeats=repeats(rows, keyed),
            contested=contested(self.answers),
        )
        return list(stage(lambda: rows, ground, complete_for=frozenset(complete_for)))

    def one(self, *rows: AnyRow, **more: object) -> Staged:
        staged = self.stage(*rows, **more)
        assert len(staged) == 1, staged
        return staged[0]

    def answer(self, staged: Staged, say: Say, target: object = "", *, nth: int = 0) -> None:
        self.answers[staged.questions[nth].key] = Answer(say, str(target))

    def apply(self, changes: Iterable[Staged]) -> None:
        for change in changes:
            if change.places and not change.rows:
                place = change.places[0]
                self.groups[place.group_id] = replace(self.groups[place.group_id], name=place.group_name)
            elif not change.questions and not change.reasons:
                self._apply(change)

    def _apply(self, change: Staged) -> None:
        known = self.children.get(change.child_id) or self._born(change)
        for diff in change.diffs:
            known = _set(known, diff, change)
        for step in change.steps:
            known = self._step(known, step)
        self.children[known.id] = known
        self.answers |= {link: Answer(Say.SAME, str(known.id)) for link in change.links}

    def _born(self, change: Staged) -> KnownChild:
        said = {
            name: next((value for r in change.rows if (value := getattr(r, name)) is not None), None)
            for name in ("given_names", "family_name", "cpr", "replacement_number", "born_on", "address")
        }
        bare = KnownChild(
            id=an_id(f"new {change.rows} {len(self.children)}"),
            given_names=said["given_names"],
            family_name=said["family_name"],
            birth_date=said["born_on"],
            cpr_key=said["cpr"] and keyed(said["cpr"]),
            replacement_number=said["replacement_number"],
            address=said["address"] or "",
        )
        first = next((r for r in change.rows if r.guardians), None)
        guardians = tuple(_guardian(g, bare) for g in (first.guardians if first else ()))
        protected = next((r.protected_until or date(2027, 11, 23) for r in change.rows if r.protected), None)
        return replace(bare, guardians=guardians, protected_until=protected)

    def _step(self, known: KnownChild, step: object) -> KnownChild:
        kept = {e.id: e for e in known.enrolments}
        begins = step.starts_on or TODAY
        old = kept.get(step.enrolment_id)
        if step.step is Step.END:
            kept[old.id] = replace(old, ends_on=step.ends_on or TODAY)
        elif step.step is Step.ADJUST:
            kept[old.id] = replace(old, starts_on=begins, ends_on=step.ends_on)
        else:
            if old:
                kept[old.id] = replace(old, ends_on=begins)
            group = self._group(step.place)
            new = enrolment(group, id=an_id(f"{known.id} {group.id} {begins}"), starts_on=begins, ends_on=step.ends_on)
            kept[new.id] = new
        lasting = (e for e in kept.values() if e.ends_on is None or (e.ends_on > TODAY and e.ends_on > e.starts_on))
        return replace(known, enrolments=tuple(lasting))

    def _group(self, place: object) -> KnownGroup:
        if place.group_id:
            return self.groups[place.group_id]
        new = KnownGroup(
            id=an_id(f"{place.unit_id} {fold(place.group_name)}"),
            unit_id=place.unit_id,
            name=place.group_name,
            setting=place.setting,
        )
        return self.groups.setdefault(new.id, new)


def _guardian(said: RosterGuardian, of: KnownChild) -> KnownGuardian:
    return KnownGuardian(
        id=an_id(f"{of.id} {said.name}"),
        name=said.name,
        cpr_key=said.cpr and keyed(said.cpr),
        email=said.email or "",
        phone=said.phone or "",
        has_custody=bool(said.has_custody),
    )


def _set(known: KnownChild, diff: Diff, change: Staged) -> KnownChild:
    if diff.field == "cpr":
        return replace(known, cpr_key=keyed(diff.after))
    if diff.field in {"birth_date", "protected_until"}:
        return replace(known, **{diff.field: date.fromisoformat(diff.after) if diff.after else None})
    if not diff.field.startswith("guardian"):
        return replace(known, **{diff.field: diff.after})
    said = next(g for r in change.rows for g in r.guardians if g.name == diff.of)
    if diff.field == "guardian":
        return replace(known, guardians=(*known.guardians, _guardian(said, known)))
    field, value = diff.field.removeprefix("guardian_"), diff.after
    put: Mapping[str, object] = {"cpr": {"cpr_key": keyed(value)}, "custody": {"has_custody": value == "ja"}}.get(
        field, {field: value}
    )
    guardians = tuple(replace(g, **put) if g.id == diff.guardian_id else g for g in known.guardians)
    return replace(known, guardians=guardians)
