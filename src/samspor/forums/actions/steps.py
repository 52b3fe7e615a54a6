"""What the verbs share: who may go on with a wish, a wish that waits anew, and to tell people."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Model

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.concerns.api import names_in_reach
from samspor.forums.models import AgendaItem, MeetingSeries, Wish
from samspor.forums.rules.may import check_item, check_nobody, check_wish
from samspor.forums.rules.words import ItemState, WishState
from samspor.messages.api import Template, tell
from samspor.people.api import StaffMember, Unit
from samspor.people.rules import check_not_past_closing, day_after


def mine(*, by: Actor, wish: Wish, at: datetime) -> Wish:  # noqa: ARG001 -- as every step
    """The wish anew and locked, to who works with the child; of what names nobody, to who sees to it."""
    return require(by, Permission.FORUM_ASK if wish.child_id else Permission.FORUM_CONSULT, wish)


def put_back(*, by: Actor, item: AgendaItem, at: datetime, as_: ItemState = ItemState.DROPPED) -> Wish:
    """Off the agenda, and waiting for another place, or for its minutes: whoever sees to it is told.

    Locks are taken in one order everywhere: the meeting, by who calls; then the wish; then its item.
    """
    wish = Wish.objects.select_for_update(of=("self",), no_key=True).select_related("keeper").get(pk=item.wish_id)
    now = AgendaItem.objects.select_for_update(of=("self",), no_key=True).get(pk=item.pk)
    check_item(ItemState(now.state), as_)
    check_wish(WishState(wish.state), WishState.ASKED)
    item.state = as_
    item.save(update_fields=["state"])
    wish.state = WishState.ASKED
    wish.save(update_fields=["state"])
    template = Template.MINUTES_LACK if as_ is ItemState.DISCUSSED else Template.WISH_WAITS
    tell_staff(by=by, to=[wish.keeper], template=template, about=wish, at=at)
    return wish


def check_lasts(*, by: Actor, series: MeetingSeries, last: date, field: str, at: datetime) -> None:  # noqa: ARG001 -- as every step
    """No meeting lies after the last day of its place. Who gives the place its last day meanwhile is waited for."""
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=series.unit_id)
    check_not_past_closing(day_after(last), name=unit.name, closed_on=unit.closed_on, field=field)


def drop(*, by: Actor, item: AgendaItem, at: datetime) -> None:  # noqa: ARG001 -- as every step
    item.state = ItemState.DROPPED
    item.save(update_fields=["state"])


def name_nobody(
    *,
    by: Actor,
    said: Mapping[str, str],
    confirmed: Iterable[str],
    at: datetime,  # noqa: ARG001 -- as every step
) -> None:
    """By field: what others read who may not hear of the child. `confirmed`: words its writer says are no child's."""
    names, words = names_in_reach(by), set(confirmed)
    for field, text in said.items():
        check_nobody(text, names, confirmed=words, field=field)


def tell_staff(*, by: Actor, to: Iterable[StaffMember], template: Template, about: Model, at: datetime) -> None:
    """Once each, but not to who did it, nor to whose account has gone since."""
    for account in dict.fromkeys(one.account_id for one in to):
        if account and account != by.id:
            tell(by=by, to=account, template=template, about=about, at=at)
