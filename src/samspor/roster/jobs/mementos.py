"""A child as it stands in the tables, and put back: exactly, and only while nobody has built on what came after."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, Model

from samspor.access.secret import ring
from samspor.audit.models import Entry
from samspor.audit.texts import VERB
from samspor.audit.verbs import Kind, Verb
from samspor.base.refused import Refused
from samspor.people.api import Child, Enrolment, Guardian, Guardianship
from samspor.people.rules import search_name
from samspor.roster.models import Change

Memento = dict[str, Any]
_CHILD = ("given_names", "family_name", "birth_date", "cpr", "replacement_number", "address", "protected_until",
          "left_on", "left_reason", "merged_into_id")  # fmt: skip
_GUARDIAN = ("name", "cpr", "phone", "email", "address", "protected_until")
_TIE = ("relation", "has_custody", "lives_with", "knows_contact", "from_on", "to_on")
_BY_LIST = (Verb.ROSTER_APPLIED, Verb.ROSTER_UNDONE, Verb.DEMO_LOADED)
_DATES = frozenset({"birth_date", "protected_until", "left_on", "from_on", "to_on"})
BUILT_ON = (
    "{who} har arbejdet videre med {child}, siden listen blev skrevet{what}. Derfor kan listen ikke fortrydes samlet. "
    "Ret i stedet det, der er forkert, på barnets side."
)


def mementos(children: Iterable[UUID]) -> dict[UUID, Memento]:
    """As JSON would hold it. `around` counts what other rooms and people have tied to the child."""
    keys = list(children)
    found: dict[UUID, Memento] = {
        child.pk: {"child": _fields(child, _CHILD), "enrolments": {}, "ties": {}, "adults": {}, "around": {}}
        for child in Child.objects.filter(pk__in=keys)
    }
    for one in Enrolment.objects.filter(child__in=keys):
        found[one.child_id]["enrolments"][str(one.pk)] = _enrolment(one)
    for tie in Guardianship.objects.filter(child__in=keys).select_related("guardian"):
        found[tie.child_id]["ties"][str(tie.pk)] = _fields(tie, _TIE) | {"guardian": str(tie.guardian_id)}
        found[tie.child_id]["adults"][str(tie.guardian_id)] = _fields(tie.guardian, _GUARDIAN)
    for name, child, number in _around(keys):
        found[child]["around"][name] = number
    return {key: json.loads(json.dumps(memento, default=str)) for key, memento in found.items()}


def check_unchanged(after: dict[UUID, Memento]) -> None:
    """Locks the children, and refuses when one of them is not as it was left."""
    list(Child.objects.select_for_update().filter(pk__in=after).order_by("pk"))
    now = mementos(after)
    for key, left in after.items():
        if now.get(key) != left:
            raise _built_on(key, left)


def put_back(key: UUID, before: Memento | None, after: Memento) -> None:
    """`before` None: the child was not there. `after` is what is there now: somebody has looked."""
    was = before or {"enrolments": {}, "ties": {}, "adults": {}}
    Enrolment.objects.filter(child=key).exclude(pk__in=was["enrolments"]).delete()
    Guardianship.objects.filter(child=key).exclude(pk__in=was["ties"]).delete()
    _adults(was["adults"], after["adults"])
    _child(key, before)


def _built_on(key: UUID, after: Memento) -> Refused:
    """Says who it was and what was done, so that one knows whom to ask. What was seen of the child is not said."""
    child = after["child"]
    written = Entry.objects.filter(kind=Kind.CHANGE, child_ids__contains=[key]).exclude(verb__in=_BY_LIST)
    last = written.order_by("-at", "-pk").first()
    who, what = (last.actor_name, f": {VERB[Verb(last.verb)]}") if last else ("Nogen", "")
    return Refused(BUILT_ON.format(who=who, what=what, child=f"{child['given_names']} {child['family_name']}"))


def _child(key: UUID, before: Memento | None) -> None:
    if before is None:
        Child.objects.filter(pk=key).delete()
        return
    child = _given(Child.objects.get(pk=key), before["child"])
    child.search_name = search_name(child.given_names, child.family_name)
    child.save()
    # Places are emptied before they are filled: two of them may have swapped.
    Enrolment.objects.filter(child=key).exclude(pk__in=_same(key, before)).delete()
    for one, facts in before["enrolments"].items():
        Enrolment.objects.update_or_create(pk=one, child_id=key, defaults=_kept_enrolment(facts))
    for tie, facts in before["ties"].items():
        more = {name: _value(name, facts[name]) for name in _TIE} | {"guardian_id": facts["guardian"]}
        Guardianship.objects.update_or_create(pk=tie, child_id=key, defaults=more)


def _same(key: UUID, before: Memento) -> list[str]:
    kept = {str(one.pk): json.loads(json.dumps(_enrolment(one))) for one in Enrolment.objects.filter(child=key)}
    return [one for one, facts in kept.items() if before["enrolments"].get(one) == facts]


def _adults(before: dict[str, Memento], after: dict[str, Memento]) -> None:
    """An adult who came with the list goes with it, unless somebody else's child has come to have them too."""
    for one in after.keys() - before.keys():
        adult = Guardian.objects.filter(pk=one, guardianships=None, unborn=None)
        adult.delete()
    for one, facts in before.items():
        _given(Guardian.objects.get(pk=one), facts).save()


def _given(row: Any, facts: Memento) -> Any:
    for name, value in facts.items():
        setattr(row, name, _value(name, value))
    row.cpr_hash = ring().digest(row.cpr) if row.cpr else None
    return row


def _fields(row: Model, names: Iterable[str]) -> Memento:
    return {name: getattr(row, name) for name in names}


def _value(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name in _DATES and value else value


def _enrolment(one: Enrolment) -> Memento:
    upper = str(one.period.upper) if one.period.upper else None
    entered = {"entered_at": one.entered_at.isoformat()} if one.entered_at else {}
    return {"group": str(one.group_id), "setting": str(one.setting), "is_main": one.is_main,
            "period": [str(one.period.lower), upper]} | entered  # fmt: skip


def _kept_enrolment(facts: Memento) -> Memento:
    lower, upper = (date.fromisoformat(day) if day else None for day in facts["period"])
    entered = datetime.fromisoformat(facts["entered_at"]) if "entered_at" in facts else None
    return {"group_id": facts["group"], "setting": facts["setting"], "is_main": facts["is_main"],
            "period": DateRange(lower, upper), "entered_at": entered}  # fmt: skip


def _around(children: list[UUID]) -> Iterable[tuple[str, UUID, int]]:
    """How many rows of every other table point at each child, whatever room they are in."""
    own = {Enrolment, Guardianship, Change}
    every = Child._meta.get_fields(include_hidden=True)  # noqa: SLF001 -- Django's name
    for relation in (field for field in every if field.auto_created and not field.concrete):
        model: Any = relation.related_model
        if model in own:
            continue
        field = relation.field.name  # type: ignore[union-attr]  # -- what others point with
        rows = model._base_manager.filter(**{f"{field}__in": children})  # noqa: SLF001 -- Django's name
        for child, number in rows.values_list(field).annotate(rows=Count("pk")).values_list(field, "rows"):
            yield f"{model._meta.label_lower}.{field}", child, number  # noqa: SLF001 -- Django's name
