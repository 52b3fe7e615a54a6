"""To ask a forum to think along: about a child by name, or about somebody and something without one."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.forums import queries
from samspor.forums.actions.steps import drop, mine, name_nobody, tell_staff
from samspor.forums.models import AgendaItem, MeetingSeries, Wish
from samspor.forums.rules import hearing
from samspor.forums.rules import may as rules
from samspor.forums.rules.words import About, Ground, ItemState, WishState
from samspor.messages.api import Template
from samspor.pathways.api import Pathway, pathways_visible_to
from samspor.people.api import Child, same_child
from samspor.people.rules import UnitKind
from samspor.sharing.rules.sectors import sector_of
from samspor.sharing.rules.words import Purpose


@transaction.atomic
def ask_about_child(
    *, by: Actor, series: MeetingSeries, child: Child, question: str, aim: Purpose, topics: Collection[str],
    at: datetime, necessity: str = "", special_reason: str = "", pathway: Pathway | None = None,
) -> Wish:  # fmt: skip
    """Somebody who sits there beside who asks must be let to hear it, by the lane or by their work."""
    child = require(by, Permission.FORUM_ASK, child)
    series = _open_to(by, series, at)
    _check_pathway(by, pathway, child)
    rules.check_words(question, "question")
    ground = Ground(series.type.ground)
    rules.check_ground(ground, About.CHILD, necessity=necessity)
    waiting = Wish.objects.filter(series=series, child__in=same_child(child), settled_at=None).exists()
    rules.check_first_wish(waiting=waiting)
    job = queries.own_job(by, child)
    me = queries.me(by)
    made = Wish(
        series=series, about=About.CHILD, child=child, pathway=pathway, unit=job.unit, question=question,
        sender=sector_of(UnitKind(job.unit.kind)) or "", aim=hearing.AIMS.get(ground, aim), topics=sorted(topics),
        necessity=necessity or None, special_reason=special_reason or None, asked_by=me, asked_at=at, keeper=me,
    )  # fmt: skip
    hearing.check_heard(queries.heard_by_others(made, by, at))
    made.save(force_insert=True)
    return _made(by, made, at)


@transaction.atomic
def ask_unnamed(
    *, by: Actor, series: MeetingSeries, about: About, question: str, confirmed: Collection[str], smallest: int,
    at: datetime,
) -> Wish:  # fmt: skip
    """`confirmed`: words that are a child's name elsewhere, says who writes. `smallest`: how few could be known."""
    demand(by, Permission.FORUM_CONSULT)
    series = _open_to(by, series, at)
    rules.check_words(question, "question")
    rules.check_ground(Ground(series.type.ground), about, necessity="")
    name_nobody(by=by, said={"question": question}, confirmed=confirmed, at=at)
    job, me = queries.own_job(by, None), queries.me(by)
    made = Wish.objects.create(
        series=series, about=about, unit_id=queries.place_for(job, by.on, smallest=smallest), question=question,
        asked_by=me, asked_at=at, keeper=me,
    )  # fmt: skip
    return _made(by, made, at)


def _open_to(by: Actor, series: MeetingSeries, at: datetime) -> MeetingSeries:
    found = queries.series_visible_to(by).filter(pk=series.pk).first()
    if found is None:
        raise NotHere
    rules.check_meetings_ahead(any_=found.meetings.filter(state__in=queries.ON, starts_at__gt=at).exists())
    return found


def _check_pathway(by: Actor, pathway: Pathway | None, child: Child) -> None:
    if pathway is None:
        return
    there = pathways_visible_to(by).filter(pk=pathway.pk, child__in=same_child(child), closed_at=None)
    if not there.exists():
        raise NotHere


def _made(by: Actor, wish: Wish, at: datetime) -> Wish:
    children = [wish.child_id] if wish.child_id else []
    said = {"about": wish.about, "series": str(wish.series_id), "topics": wish.topics}
    record(Verb.WISH_MADE, by=by, about=wish, child_ids=children, at=at, after=said)
    tell_staff(by=by, to=[wish.series.planned_by], template=Template.WISH_MADE, about=wish, at=at)
    return wish


@transaction.atomic
def withdraw_wish(*, by: Actor, wish: Wish, at: datetime) -> Wish:
    """Also when it has a place: then the place is free. Whoever sees to it is told, and whoever plans the meeting."""
    return _withdrawn(by, mine(by=by, wish=wish, at=at), at)


@transaction.atomic
def close_wish(*, by: Actor, wish: Wish, at: datetime) -> Wish:
    """By who plans, unread: what has no name is nobody's when its keeper works here no longer."""
    require(by, Permission.FORUM_PLAN, wish.series)
    wish = Wish.objects.select_for_update(of=("self",), no_key=True).get(pk=wish.pk)
    rules.check_left_behind(left=wish.child_id is None and not queries.works(wish.keeper_id, by.on))
    return _withdrawn(by, wish, at)


def _withdrawn(by: Actor, wish: Wish, at: datetime) -> Wish:
    rules.check_wish(WishState(wish.state), WishState.WITHDRAWN)
    item = AgendaItem.objects.filter(wish=wish, state=ItemState.WAITING).first()
    if item:
        drop(by=by, item=item, at=at)
    wish.state, wish.settled_at = WishState.WITHDRAWN, at
    wish.save(update_fields=["state", "settled_at"])
    children = [wish.child_id] if wish.child_id else []
    record(Verb.WISH_WITHDRAWN, by=by, about=wish, child_ids=children, at=at)
    told = [wish.keeper, *([wish.series.planned_by] if item else [])]
    tell_staff(by=by, to=told, template=Template.WISH_WITHDRAWN, about=wish, at=at)
    return wish


@transaction.atomic
def take_over(*, by: Actor, wish: Wish, at: datetime) -> Wish:
    """A leader sees to it from now: whoever asked may be ill, or gone."""
    wish = require(by, Permission.FORUM_OVERSEE, wish)
    rules.check_wish(WishState(wish.state), WishState.WITHDRAWN)  # it is not over
    rules.check_new_keeper(same=wish.keeper_id == by.staff)
    before, was = {"keeper": str(wish.keeper_id)}, wish.keeper
    wish.keeper = queries.me(by)
    wish.save(update_fields=["keeper"])
    children, after = [wish.child_id] if wish.child_id else [], {"keeper": str(wish.keeper_id)}
    record(Verb.WISH_TAKEN_OVER, by=by, about=wish, child_ids=children, at=at, before=before, after=after)
    tell_staff(by=by, to=[was], template=Template.WISH_TAKEN_OVER, about=wish, at=at)
    return wish
