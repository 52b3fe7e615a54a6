"""One change carried out through the actions of people, which ask, check and remember as always."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from samspor.access.actor import Actor
from samspor.access.secret import ring
from samspor.base.clock import local_date
from samspor.people.api import (
    Child,
    ChildGroup,
    Enrolment,
    Guardian,
    Guardianship,
    correct_child,
    correct_guardian,
    end_enrolment,
    enrol,
    open_group,
    register_child,
    register_guardian,
    remove_enrolment,
    remove_mistaken_enrolment,
)
from samspor.people.rules import Relation
from samspor.roster.rules import person
from samspor.roster.rules.changes import Diff, EnrolmentStep, Place, Staged, Step
from samspor.roster.rules.rows import RosterGuardian
from samspor.roster.rules.values import fold

Listed = Mapping[str, RosterGuardian]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes, when, and the groups that were opened on the way."""

    by: Actor
    at: datetime
    opened: dict[tuple[UUID, str], ChildGroup]

    @property
    def today(self) -> date:
        return local_date(self.at)

    def carry_out(self, staged: Staged) -> UUID:
        if staged.child_id is None:
            return self._register(staged)
        child = Child.objects.get(pk=staged.child_id)
        for step in staged.steps:
            self._take(child, step)
        self._correct(child, staged)
        return child.pk

    def _register(self, staged: Staged) -> UUID:
        first, *more = staged.steps
        facts = person.facts(staged.rows, self.today)
        begins = first.starts_on or self.today
        child = register_child(by=self.by, group=self._group(first), starts_on=begins, at=self.at, **facts)
        if first.ends_on:
            end_enrolment(by=self.by, enrolment=child.enrolments.get(), ends_on=first.ends_on, at=self.at)
        for step in more:
            self._take(child, step)
        self._add_guardians(child, person.guardians(staged.rows))
        return child.pk

    def _take(self, child: Child, step: EnrolmentStep) -> None:
        old = Enrolment.objects.get(pk=step.enrolment_id) if step.enrolment_id else None
        if old and step.step is Step.END:
            self._end(old, step.ends_on or self.today)
            return
        begins = step.starts_on or self.today
        if old and (step.step is Step.ADJUST or old.period.lower >= begins):
            remove_enrolment(by=self.by, enrolment=old, at=self.at)
        enrol(
            by=self.by, child=child, group=self._group(step), starts_on=begins, ends_on=step.ends_on, at=self.at,
            instead_of=old,
        )  # fmt: skip

    def _end(self, enrolment: Enrolment, ends_on: date) -> None:
        """A place that ends before it has begun never was; but no list leaves a child that never had any."""
        if ends_on <= enrolment.period.lower:
            remove_mistaken_enrolment(by=self.by, enrolment=enrolment, at=self.at)
        else:
            end_enrolment(by=self.by, enrolment=enrolment, ends_on=ends_on, at=self.at)

    def _group(self, step: EnrolmentStep) -> ChildGroup:
        place: Any = step.place
        if place.group_id:
            return ChildGroup.objects.get(pk=place.group_id)
        key = (place.unit_id, fold(place.group_name))
        if key not in self.opened:
            self.opened[key] = self._opened(place)
        return self.opened[key]

    def _opened(self, place: Place) -> ChildGroup:
        new = ChildGroup(unit_id=place.unit_id, name=place.group_name, setting=place.setting, opened_on=self.today)
        return open_group(by=self.by, group=new, at=self.at)

    def _correct(self, child: Child, staged: Staged) -> None:
        own = {diff.field: _value(diff) for diff in staged.diffs if not diff.field.startswith("guardian")}
        if own:
            correct_child(by=self.by, child=child, at=self.at, **own)
        listed = {guardian.name: guardian for row in staged.rows for guardian in row.guardians}
        self._add_guardians(child, [listed[diff.of] for diff in staged.diffs if diff.field == "guardian"])
        known: dict[UUID, list[Diff]] = {}
        for diff in staged.diffs:
            if diff.guardian_id:
                known.setdefault(diff.guardian_id, []).append(diff)
        for guardian, diffs in known.items():
            self._correct_guardian(child, guardian, diffs, listed)

    def _add_guardians(self, child: Child, guardians: Iterable[RosterGuardian]) -> None:
        for one in guardians:
            register_guardian(
                by=replace(self.by, entrusted=self.by.entrusted | {child.pk}),
                child=child,
                at=self.at,
                name=one.name,
                relation=one.relation or Relation.OTHER,
                has_custody=bool(one.has_custody),  # not said is not held: nobody is let in by a blank cell
                cpr=one.cpr,
                phone=one.phone or "",
                email=one.email or "",
            )

    def _correct_guardian(self, child: Child, guardian: UUID, diffs: list[Diff], listed: Listed) -> None:
        tie = Guardianship.objects.get(child=child, guardian=guardian)
        said: dict[str, Any] = {diff.field.removeprefix("guardian_"): diff.after for diff in diffs}
        custody = said.pop("custody", None)
        digest = ring().digest(said["cpr"]) if "cpr" in said else None
        if digest and Guardian.objects.filter(cpr_hash=digest).exists():
            del said["cpr"]  # the number is another adult's, who is tied to the child as well
            self._add_guardians(child, [listed[diffs[0].of]])
        elif digest:
            said["cpr_hash"] = digest
        correct_guardian(
            by=self.by,
            guardianship=tie,
            at=self.at,
            relation=Relation(tie.relation),
            has_custody=tie.has_custody if custody is None else custody == "ja",
            lives_with=tie.lives_with,
            **said,
        )


def _value(diff: Diff) -> Any:
    if diff.field in {"birth_date", "protected_until"}:
        return date.fromisoformat(diff.after) if diff.after else None
    return diff.after
