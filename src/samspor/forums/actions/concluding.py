"""An item ends with what was agreed, who sees to it and by when; a meeting is over, and what was not reached waits."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import may, require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.forums import queries
from samspor.forums.actions.steps import name_nobody, put_back, tell_staff
from samspor.forums.models import AgendaItem, DecisionRecord, Meeting, Wish
from samspor.forums.rules import hearing
from samspor.forums.rules import may as rules
from samspor.forums.rules.words import Ground, ItemState, MeetingState, Outcome, WishState
from samspor.messages.api import Template
from samspor.pathways.api import LogEntry, add_action, write_entry
from samspor.pathways.rules.words import EntryKind
from samspor.people.api import Employment, held_among, same_child


@transaction.atomic
def conclude_item(
    *, by: Actor, item: AgendaItem, outcome: Outcome, text: str, who: Employment, due_on: date, at: datetime,
    confirmed: Collection[str] = (), days: int = 0,
) -> DecisionRecord:  # fmt: skip
    """By who works with the child; of what names nobody by its keeper, or by somebody at the table.

    `confirmed`: as when it was asked without a name. `days`: how long after the meeting it may still be written.
    """
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=item.meeting_id)
    wish = _heard(by=by, item=item, at=at)
    item = _anew(item)
    _check_now(item, meeting, wish, at, days)
    rules.check_words(text, "text")
    rules.check_due(due_on, today=local_date(at))
    rules.check_responsible(known=who.pk in {one.pk for one in queries.can_see_to(item, by.on)})
    if wish.child:
        hearing.check_heard(queries.heard_beside(item, by))
    else:
        name_nobody(by=by, said={"text": text}, confirmed=confirmed, at=at)
    entry = _in_pathway(by=by, item=item, outcome=outcome, text=text, who=who, due_on=due_on, at=at)
    _settled(item, wish, at)
    made = DecisionRecord.objects.create(
        item=item, outcome=outcome, text=None if entry else text, entry=entry, responsible=who, due_on=due_on,
        by=queries.me(by), entered_at=at,
    )  # fmt: skip
    said = {"outcome": outcome, "who": str(who.staff_id), "due_on": str(due_on)}
    record(Verb.ITEM_CONCLUDED, by=by, about=made, child_ids=_children(wish), at=at, after=said)
    tell_staff(by=by, to=[who.staff], template=Template.DECISION_YOURS, about=made, at=at)
    return made


def _heard(*, by: Actor, item: AgendaItem, at: datetime) -> Wish:  # noqa: ARG001 -- as every step
    if item.wish.child_id:
        return require(by, Permission.FORUM_ASK, item.wish)
    if may(by, Permission.FORUM_CONSULT, item.wish):
        return require(by, Permission.FORUM_CONSULT, item.wish)
    require(by, Permission.FORUM_SIT, item.meeting)
    return Wish.objects.select_for_update(of=("self",), no_key=True).get(pk=item.wish_id)


def _anew(item: AgendaItem) -> AgendaItem:
    held = AgendaItem.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("meeting__series__type", "wish__child__merged_into", "wish__keeper").get(pk=item.pk)


def _check_now(item: AgendaItem, meeting: Meeting, wish: Wish, at: datetime, days: int) -> None:
    late = rules.is_late(meeting.ends_at, days=days, at=at)
    can = rules.can_write(ItemState(item.state), MeetingState(meeting.state), WishState(wish.state), late=late)
    rules.check_writing(can=can)
    rules.check_begun(meeting.starts_at, at=at)


def _settled(item: AgendaItem, wish: Wish, at: datetime) -> None:
    item.state, wish.state, wish.settled_at = ItemState.DISCUSSED, WishState.DISCUSSED, at
    item.save(update_fields=["state"])
    wish.save(update_fields=["state", "settled_at"])


def _in_pathway(  # one truth: what was agreed is read where everybody around the child reads
    *, by: Actor, item: AgendaItem, outcome: Outcome, text: str, who: Employment, due_on: date, at: datetime
) -> LogEntry | None:
    """Not what the family must not read there: it reads what was agreed at once."""
    pathway, child = item.wish.pathway, item.wish.child
    if pathway is None or child is None or pathway.closed_at is not None:
        return None
    stopped = bool(held_among(same_child(child)))
    if not rules.is_for_family(outcome, Ground(item.meeting.series.type.ground), stopped=stopped):
        return None
    add_action(by=by, pathway=pathway, what=text, who=who, due_on=due_on, at=at)
    return write_entry(by=by, pathway=pathway, kind=EntryKind.AGREEMENT, text=text, happened_on=local_date(at), at=at)


def _children(wish: Wish) -> list[UUID]:
    return [wish.child_id] if wish.child_id else []


@transaction.atomic
def settle_decision(
    *, by: Actor, decision: DecisionRecord, words: str, at: datetime, confirmed: Collection[str] = ()
) -> DecisionRecord:
    """By who sees to it, or who works with the child."""
    child = decision.item.wish.child_id
    named = child and may(by, Permission.FORUM_ASK, decision)
    decision = require(by, Permission.FORUM_ASK if named else Permission.FORUM_CONSULT, decision)
    rules.check_not_done(done=decision.done_at is not None)
    rules.check_words(words, "words")
    if child is None:
        name_nobody(by=by, said={"words": words}, confirmed=confirmed, at=at)
    decision.done_at, decision.done_by, decision.done_words = at, queries.me(by), words
    decision.save(update_fields=["done_at", "done_by", "done_words"])
    record(Verb.DECISION_DONE, by=by, about=decision, child_ids=_children(decision.item.wish), at=at)
    return decision


@transaction.atomic
def hold_meeting(*, by: Actor, meeting: Meeting, at: datetime, talked: Collection[UUID] = ()) -> Meeting:
    """It is over. What has no minutes waits, and whoever sees to it is told: they may still be written for a while.

    `talked`: the items somebody did talk of. They count as such, and wait for their minutes.
    """
    meeting = require(by, Permission.FORUM_PLAN, meeting)
    rules.check_meeting(MeetingState(meeting.state), MeetingState.HELD)
    rules.check_begun(meeting.starts_at, at=at)
    waiting = AgendaItem.objects.filter(meeting=meeting, state=ItemState.WAITING).order_by("wish")
    left = list(waiting.select_related("wish"))
    for one in left:
        put_back(by=by, item=one, at=at, as_=ItemState.DISCUSSED if one.pk in talked else ItemState.LEFT)
    meeting.state = MeetingState.HELD
    meeting.save(update_fields=["state"])
    children = [key for one in left for key in _children(one.wish)]
    said = {"left": len(left), "talked_of": sum(one.pk in talked for one in left)}
    record(Verb.MEETING_HELD, by=by, about=meeting, child_ids=children, at=at, after=said)
    return meeting
