"""A few concerns in the first group of the cast, written through the room's own verbs by the people themselves."""

from datetime import datetime, timedelta
from typing import Any

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.base.clock import local_date
from samspor.base.ics import Ics
from samspor.concerns import api as concerns
from samspor.concerns.api import Concern, Scale
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.concerns.rules.words import Audience, House, Party, Whose, WrittenBy
from samspor.demo.cast import cast
from samspor.demo.parameters import table
from samspor.people.api import Child, actor_for, children_in, groups_visible_to, staff_of


def adopt(loader: Actor, at: datetime) -> Scale:
    """The rulers we ship; the one with five steps is the one that is used."""
    made = [concerns.adopt_scale(by=loader, ruler=one, at=at) for one in concerns.shipped()]
    return next(one for one in made if one.key == "samspor-lineal")


def write(scale: Scale, at: datetime) -> None:
    told = table("concerns")["concern"]
    for entry, child in zip(told, _children(at, max(one["days_ago"] for one in told)), strict=False):
        _write(entry, child, scale, at)


def who(key: str, at: datetime) -> Actor:
    person = next(one for one in cast() if one.key == key)
    return actor_for(Account.objects.get(email=person.email), at=at)


def _children(at: datetime, days: int) -> list[Child]:
    """Those who were in the group then and are there still."""
    first = cast()[0]
    then, now = who(first.key, at - timedelta(days=days)), who(first.key, at)
    groups = groups_visible_to(now).filter(name=first.group).values_list("pk", flat=True)
    held = set(children_in(then, groups).values_list("pk", flat=True))
    return [child for child in children_in(now, groups) if child.pk in held]


def _write(entry: dict[str, Any], child: Child, scale: Scale, at: datetime) -> None:
    then = at - timedelta(days=entry["days_ago"])
    by = who(entry["by"], then)
    concern = concerns.start_concern(
        by=by, child=child, worries=entry["worries"], works=entry["works"], observed_on=local_date(then),
        ics=[Ics(word) for word in entry["ics"]], answers=dict.fromkeys(StopKind, Answer.NO), at=then,
    )  # fmt: skip
    if "wanted" in entry:
        _agree(entry, concern, by, at)
        _mark(entry, concern, scale, then)
    if "voice" in entry:
        _hear(entry, concern, scale, by, then)


def _agree(entry: dict[str, Any], concern: Concern, by: Actor, at: datetime) -> None:
    then = at - timedelta(days=entry["days_ago"])
    concerns.write_wanted(by=by, concern=concern, text=entry["wanted"], built_on=None, at=then)
    person = staff_of(who(entry["who"], at).id)
    assert person is not None  # noqa: S101 -- everybody of the cast works somewhere
    today = local_date(at)
    concerns.agree_step(
        by=by, concern=concern, what=entry["what"], who=person, where=entry["where"],
        due_on=today + timedelta(days=entry["due_in"]), review_on=today + timedelta(days=entry["review_in"]), at=then,
    )  # fmt: skip


def _mark(entry: dict[str, Any], concern: Concern, scale: Scale, at: datetime) -> None:
    axis = scale.axes.get(key="wellbeing")
    for key, value in entry["marks"].items():
        step = scale.steps.get(value=value)
        concerns.set_own_mark(by=who(key, at), concern=concern, axis=axis, step=step, said_on=local_date(at), at=at)


def _hear(entry: dict[str, Any], concern: Concern, scale: Scale, by: Actor, at: datetime) -> None:
    """The child's number and words, and what the parents said."""
    on = local_date(at)
    concerns.mark_for(
        by=by, concern=concern, whose=Whose.CHILD, name=concern.child.given_names, role_words="barnet selv",
        axis=scale.axes.get(key="wellbeing"), step=scale.steps.get(value=entry["child_says"]), said_on=on, at=at,
    )  # fmt: skip
    words = entry["parents_say"]
    concerns.involve(by=by, concern=concern, party=Party.PARENTS, involved_on=on, words=words, at=at)
    voice = concerns.keep_voice(
        by=by, concern=concern, house=House.DREAMS, text=entry["voice"], drawing=None, is_verbatim=True,
        written_by=WrittenBy.ADULT, said_on=on, at=at,
    )  # fmt: skip
    concerns.approve_voice(by=by, voice=voice, allowed=[Audience(word) for word in entry["allowed"]], at=at)
