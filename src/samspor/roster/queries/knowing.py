"""What is known of the people a list may be about, a batch at a time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.rules import Permission
from samspor.access.secret import ring
from samspor.people.api import Child, ChildGroup, Enrolment, Guardianship, Unit, guarded
from samspor.people.rules import Setting, UnitKind, search_name
from samspor.roster.models import ChangeSet, RosterAnswer
from samspor.roster.queries.lists import units_to_import_to
from samspor.roster.rules.changes import Bucket, Staged
from samspor.roster.rules.clusters import AnyRow, Repeats
from samspor.roster.rules.columns import sources
from samspor.roster.rules.ground import Ground, contested
from samspor.roster.rules.known import Known, KnownChild, KnownEnrolment, KnownGroup, KnownGuardian, KnownUnit, Places
from samspor.roster.rules.questions import REMEMBERED, Answer, Answers, Say
from samspor.roster.rules.rows import RosterRow
from samspor.roster.rules.states import State
from samspor.roster.rules.who import who_key

# A school holds classes and, in many places, its own SFO: only the list can tell.
SETTINGS = {
    UnitKind.DAYCARE: Setting.DAYCARE,
    UnitKind.CHILDMINDING: Setting.DAYCARE,
    UnitKind.AFTER_SCHOOL: Setting.LEISURE,
    UnitKind.CLUB: Setting.LEISURE,
    UnitKind.SCHOOL: None,
}


def likely_kind(units: Sequence[Unit]) -> str:
    """What somebody with one unit hands in: what its last list was, else what such a place has. Otherwise nothing."""
    if len(units) != 1:
        return ""
    last = ChangeSet.objects.filter(unit=units[0]).order_by("-uploaded_at").values_list("source__kind", flat=True)
    setting = SETTINGS.get(UnitKind(units[0].kind))
    such = (one.key for one in sources().values() if setting and one.setting is setting)
    return last.first() or next(such, "")


def keyed(text: str) -> str:
    return ring().digest(text).hex()


def answers_for(change_set: ChangeSet) -> dict[str, Answer]:
    """What has been answered in earlier lists of the source that were written, and in this one."""
    earlier = RosterAnswer.objects.filter(
        change_set__source=change_set.source_id, change_set__state=State.APPLIED, say__in=REMEMBERED
    ).exclude(change_set=change_set)
    rows = [*earlier.order_by("change_set__applied_at"), *change_set.answers.all()]
    return {row.key: Answer(Say(row.say), row.target) for row in rows}


def places(by: Actor, change_set: ChangeSet) -> Places:
    units = [unit for unit in units_to_import_to(by) if unit.kind in SETTINGS]
    groups = ChildGroup.objects.filter(unit__in=units, closed_on=None)
    return Places(
        [KnownUnit(id=u.pk, name=u.name, number=u.stil_number, setting=SETTINGS[UnitKind(u.kind)]) for u in units],
        [KnownGroup(id=g.pk, unit_id=g.unit_id, name=g.name, setting=Setting(g.setting)) for g in groups],
        home=change_set.unit_id if any(unit.pk == change_set.unit_id for unit in units) else None,
        setting=sources()[change_set.source.kind].setting,
    )


def ground(
    by: Actor, rows: Iterable[AnyRow], *, places: Places, answers: Answers, repeats: Repeats, on: date
) -> Ground:
    """What just these rows are compared with."""
    read = [row for row in rows if isinstance(row, RosterRow)]
    return Ground(
        known=Known(_known(by, read, rows, answers=answers, places=places, on=on)),
        places=places,
        answers=answers,
        keyed=keyed,
        on=on,
        repeats=repeats,
        contested=contested(answers),
    )


def _known(
    by: Actor, rows: list[RosterRow], every: Iterable[AnyRow], *, answers: Answers, places: Places, on: date
) -> Iterator[KnownChild]:
    numbers = _by_number({row.cpr for row in every if row.cpr})
    replaced = Q(replacement_number__in={row.replacement_number for row in rows if row.replacement_number})
    exact = Child.objects.filter(Q(pk__in=numbers) | replaced | Q(pk__in=_linked(rows, answers)), merged_into=None)
    alike = _candidates(by, rows).filter(merged_into=None, left_on=None)
    near = _near(by, rows, places, on).filter(merged_into=None, left_on=None)
    found = {child.pk: child for child in [*_with_all(exact, on), *_with_all(alike, on), *_with_all(near, on)]}
    mine = in_reach(by, found, on)
    return (_child(child, numbers.get(child.pk), elsewhere=child.pk not in mine) for child in found.values())


def _by_number(numbers: set[str]) -> dict[UUID, str]:
    """The number on a page that was merged away is the kept page's."""
    hashes = [ring().digest(number) for number in numbers]
    rows = Child.objects.filter(cpr_hash__in=hashes).values_list(Coalesce("merged_into", "pk"), "cpr_hash")
    return {key: bytes(digest).hex() for key, digest in rows}


def _linked(rows: list[RosterRow], answers: Answers) -> set[str]:
    found = (answers.get(who_key(row, keyed)) for row in rows if not row.cpr)
    return {answer.target for answer in found if answer and answer.say is Say.SAME}


def _candidates(by: Actor, rows: list[RosterRow]) -> QuerySet[Child]:
    """Only within reach: nobody can find out by a list who lives elsewhere. Two numbers are two children."""
    plain = [row for row in rows if not row.cpr]
    alike = _born_or_named(plain) | (_born_or_named(rows) & Q(cpr_hash=None))
    return within(by, Permission.ROSTER_IMPORT, Child.objects.filter(alike))


def _born_or_named(rows: list[RosterRow]) -> Q:
    named = Q(search_name__in={search_name(row.given_names, row.family_name) for row in rows})
    return Q(birth_date__in={row.born_on for row in rows} - {None}) | named


def _near(by: Actor, rows: list[RosterRow], places: Places, on: date) -> QuerySet[Child]:
    """Those a row that says only a name could mean: who has a place where it says, so that one can be pointed at."""
    groups, units = set(), set()
    for row in rows:
        found = places.units_for(row) if row.is_bare else []
        group = places.group_of(row) if found else None
        groups |= {group.id} if group else set()
        units |= {found[0].id} if len(found) == 1 and not group else set()
    here = _lasting(on).filter(Q(group__in=groups) | Q(group__unit__in=units)).values("child")
    return within(by, Permission.ROSTER_IMPORT, Child.objects.filter(pk__in=here))


def _with_all(children: QuerySet[Child], on: date) -> QuerySet[Child]:
    lasting = _lasting(on)
    adults = Guardianship.objects.select_related("guardian").order_by("guardian__name", "pk")
    asked = children.annotate(guarded=ExpressionWrapper(guarded(on), BooleanField()))
    return asked.prefetch_related(
        Prefetch("enrolments", queryset=lasting.select_related("group").order_by("period"), to_attr="lasting"),
        Prefetch("guardianships", queryset=adults, to_attr="adults"),
    )


def in_reach(by: Actor, children: Iterable[UUID], on: date) -> set[UUID]:
    """Children of today, and those who have a place here from a later day."""
    keys, units = list(children), by.scope(Permission.ROSTER_IMPORT).units
    today = within(by, Permission.ROSTER_IMPORT, Child.objects.filter(pk__in=keys)).values_list("pk", flat=True)
    here = _lasting(on).filter(child__in=keys, group__unit__in=units).values_list("child", flat=True)
    return {*today, *here}


def _lasting(on: date) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(Q(period__endswith=None) | Q(period__endswith__gt=on), is_main=True)


def _child(child: Any, number: str | None, *, elsewhere: bool) -> KnownChild:
    return KnownChild(
        id=child.pk,
        given_names=child.given_names,
        family_name=child.family_name,
        birth_date=child.birth_date,
        cpr_key=number or (bytes(child.cpr_hash).hex() if child.cpr_hash else None),
        replacement_number=child.replacement_number,
        protected_until=child.protected_until,
        address=child.address or "",
        guardians=tuple(_guardian(tie) for tie in child.adults),
        enrolments=tuple(_enrolment(one) for one in child.lasting),
        elsewhere=elsewhere,
        guarded=child.guarded,
    )


def _guardian(tie: Guardianship) -> KnownGuardian:
    adult = tie.guardian
    return KnownGuardian(
        id=adult.pk,
        name=adult.name,
        cpr_key=bytes(adult.cpr_hash).hex() if adult.cpr_hash else None,
        email=adult.email,
        phone=adult.phone,
        has_custody=tie.has_custody,
        knows_contact=tie.knows_contact,
    )


def _enrolment(one: Enrolment) -> KnownEnrolment:
    return KnownEnrolment(
        id=one.pk,
        unit_id=one.group.unit_id,
        group_id=one.group_id,
        setting=Setting(one.setting),
        starts_on=one.period.lower,
        ends_on=one.period.upper,
    )


def whose_numbers(rows: Iterable[RosterRow]) -> set[UUID]:
    """The children who have a number that one of the rows says, wherever they are."""
    held = list(rows)
    replaced = {row.replacement_number for row in held if row.replacement_number}
    by_replacement = Child.objects.filter(replacement_number__in=replaced).values_list("pk", flat=True)
    return {*_by_number({row.cpr for row in held if row.cpr}), *by_replacement}


def people_on_their_way_out(units: Iterable[UUID], on: date) -> Known:
    """Children with a place without an end in these units today: no more of them than their places."""
    open_ended = Q(period__endswith=None, period__startswith__lte=on, is_main=True)
    rows = Enrolment.objects.filter(open_ended, group__unit__in=list(units)).select_related("group", "child")
    by_child: dict[UUID, list[Enrolment]] = {}
    for row in rows.order_by("child_id", "pk"):
        by_child.setdefault(row.child_id, []).append(row)
    return Known(
        KnownChild(id=key, given_names="", family_name="", birth_date=None, enrolments=tuple(map(_enrolment, held)))
        for key, held in by_child.items()
    )


def left_nowhere(changes: Iterable[Staged], on: date) -> set[UUID]:
    """Children who have no place at all from today, if these changes are made: nobody would be responsible for them."""
    ended = {
        step.enrolment_id: staged.child_id
        for staged in changes
        if staged.bucket is Bucket.ENDED and staged.child_id
        for step in staged.steps
        if step.enrolment_id and (step.ends_on or on) <= on
    }
    rest = _lasting(on).filter(child__in=ended.values()).exclude(pk__in=ended)
    return set(ended.values()) - set(rest.values_list("child", flat=True)) if ended else set()
