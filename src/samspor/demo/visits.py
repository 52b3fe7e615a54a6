"""Visits of the cast's health visitor; and focus points and parents' words in the first group, by their own verbs."""

from datetime import datetime, timedelta
from typing import Any

from samspor.access.actor import Actor
from samspor.base.clock import local_date
from samspor.demo.cast import cast
from samspor.demo.concerns import who
from samspor.demo.parameters import table
from samspor.people.api import Child, children_in, groups_visible_to, guardianships_of
from samspor.screening import api as screening
from samspor.screening.api import InstrumentVersion, RoundUnit
from samspor.screening.rules import Beside, Heard, Position, Way

_WHY = "Vi er én på besøg i barnets første år. Jeg taler med en kollega, når jeg er i tvivl."


def write(instrument: InstrumentVersion, at: datetime) -> None:
    told = table("visits")
    visitor = next(one for one in cast() if one.role == "health_visitor")
    homes = groups_visible_to(who(visitor.key, at)).filter(unit__kind="health").values_list("pk", flat=True)
    infants = children_in(who(visitor.key, at), homes)
    for entry, child in zip(told["visit"], infants, strict=False):
        _visit(entry, child, visitor.key, instrument, at - timedelta(days=entry["days_ago"]))
    _in_the_group(told, at)


def _visit(entry: dict[str, Any], child: Child, key: str, instrument: InstrumentVersion, at: datetime) -> None:
    by, on = who(key, at), local_date(at)
    held = screening.make_visit(
        by=by, child=child, visited_on=on, instrument=instrument, notice_on=on, way=Way.TALK, alone_because=_WHY, at=at
    )
    if "position" not in entry:
        return
    screening.assess_visit(
        by=by, assessment=held, position=Position(entry["position"]), words=entry["words"],
        beside=[Beside(word) for word in entry["beside"]], at=at,
    )  # fmt: skip
    for way in entry["told"]:
        screening.inform_parents(by=by, assessment=held, informed_on=on, way=Way(way), at=at)


def _in_the_group(told: dict[str, Any], at: datetime) -> None:
    first = cast()[0]
    by = who(first.key, at)
    group = groups_visible_to(by).select_related("unit").get(name=first.group)
    assert by.staff  # noqa: S101 -- the cast is employed
    children = list(children_in(by, [group.pk]))
    for entry in told["focus"]:
        child = children[entry["child"]] if "child" in entry else None
        screening.set_focus(
            by=by, unit=group.unit, group=group, child=child, aim=entry["aim"], action=entry["action"],
            responsible=by.staff, review_on=by.on + timedelta(days=entry["review_in"]), at=at,
        )  # fmt: skip
    for here in RoundUnit.objects.filter(unit=group.unit, round__opens_on__lte=by.on, round__closes_on__gte=by.on)[:1]:
        for entry in told["said"]:
            _said(entry, by, here, children[entry["child"]], at)


def _said(entry: dict[str, Any], by: Actor, here: RoundUnit, child: Child, at: datetime) -> None:
    words = {name: entry.get(name, "") for name in ("goes_well", "thinks_about", "helps")}
    for tie in guardianships_of(child)[:1]:
        screening.record_parents_words(
            by=by, round_unit=here, child=child, guardian=tie.guardian, way=Heard.TALK, is_verbatim=True,
            said_on=by.on, words=words, at=at,
        )  # fmt: skip
