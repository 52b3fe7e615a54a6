"""An item ends with what was agreed, who sees to it and by when; a meeting is over, and what was not reached waits."""

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
from samspor.forums.actions.steps import put_back, tell_staff
from samspor.forums.models import AgendaItem, DecisionRecord, Meeting, Wish
from samspor.forums.rules import hearing
from samspor.forums.rules import may as rules
from samspor.forums.rules.words import ItemState, MeetingState, Outcome, WishState
from samspor.messages.api import Template
from samspor.pathways.api import LogEntry, add_action, write_entry
from samspor.pathways.rules.words import EntryKind
from samspor.people.api import Employment


@transaction.atomic
def conclude_item(
    *, by: Actor, item: AgendaItem, outcome: Outcome, text: str, who: Employment, due_on: date, at: datetime
) -> DecisionRecord:
    """By who works with the child; of what names nobody by its keeper, or by somebody at the table."""
    wish = _heard(by=by, item=item, at=at)
    item = _anew(item)
    rules.check_item(ItemState(item.state), ItemState.DISCUSSED)
    rules.check_on(MeetingState(item.meeting.state))
    rules.check_begun(item.meeting.starts_at, at=at)
    rules.check_words(text, "text")
    rules.check_due(due_on, today=local_date(at))
    rules.check_responsible(known=who.pk in {one.pk for one in queries.can_see_to(item, by.on)})
    if wish.child:
        hearing.check_heard(queries.heard_beside(item, by))
    entry = _in_pathway(by=by, wish=wish, text=text, who=who, due_on=due_on, at=at)
    item.state, wish.state, wish.settled_at = ItemState.DISCUSSED, WishState.DISCUSSED, at
    item.save(update_fields=["state"])
    wish.save(update_fields=["state", "settled_at"])
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


def _in_pathway(  # one truth: what was agreed is read where everybody around the child reads
    *, by: Actor, wish: Wish, text: str, who: Employment, due_on: date, at: datetime
) -> LogEntry | None:
    pathway = wish.pathway
    if pathway is None or pathway.closed_at is not None:
        return None
    add_action(by=by, pathway=pathway, what=text, who=who, due_on=due_on, at=at)
    return write_entry(by=by, pathway=pathway, kind=EntryKind.AGREEMENT, text=text, happened_on=local_date(at), at=at)


def _children(wish: Wish) -> list[UUID]:
    return [wish.child_id] if wish.child_id else []


@transaction.atomic
def settle_decision(*, by: Actor, decision: DecisionRecord, words: str, at: datetime) -> DecisionRecord:
    """By who sees to it, or who works with the child."""
    named = decision.item.wish.child_id and may(by, Permission.FORUM_ASK, decision)
    decision = require(by, Permission.FORUM_ASK if named else Permission.FORUM_CONSULT, decision)
    rules.check_not_done(done=decision.done_at is not None)
    rules.check_words(words, "words")
    decision.done_at, decision.done_by, decision.done_words = at, queries.me(by), words
    decision.save(update_fields=["done_at", "done_by", "done_words"])
    record(Verb.DECISION_DONE, by=by, about=decision, child_ids=_children(decision.item.wish), at=at)
    return decision


@transaction.atomic
def hold_meeting(*, by: Actor, meeting: Meeting, at: datetime) -> Meeting:
    """It is over. What was not reached waits for another place, and whoever sees to it is told."""
    meeting = require(by, Permission.FORUM_PLAN, meeting)
    rules.check_meeting(MeetingState(meeting.state), MeetingState.HELD)
    rules.check_begun(meeting.starts_at, at=at)
    left = list(AgendaItem.objects.filter(meeting=meeting, state=ItemState.WAITING).order_by("wish"))
    for one in left:
        put_back(by=by, item=one, at=at)
    meeting.state = MeetingState.HELD
    meeting.save(update_fields=["state"])
    record(Verb.MEETING_HELD, by=by, about=meeting, at=at, after={"left": len(left)})
    return meeting
