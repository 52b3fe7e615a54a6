"""What the verbs share: who may go on with a wish, a wish that waits anew, and to tell people."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.forums.models import AgendaItem, Wish
from samspor.forums.rules.may import check_wish
from samspor.forums.rules.words import ItemState, WishState
from samspor.messages.api import Template, tell
from samspor.people.api import StaffMember


def mine(*, by: Actor, wish: Wish, at: datetime) -> Wish:  # noqa: ARG001 -- as every step
    """The wish anew and locked, to who works with the child; of what names nobody, to who sees to it."""
    return require(by, Permission.FORUM_ASK if wish.child_id else Permission.FORUM_CONSULT, wish)


def put_back(*, by: Actor, item: AgendaItem, at: datetime) -> Wish:
    """Off the agenda, and waiting for another place: whoever sees to it is told."""
    wish = Wish.objects.select_for_update(of=("self",), no_key=True).select_related("keeper").get(pk=item.wish_id)
    check_wish(WishState(wish.state), WishState.ASKED)
    drop(by=by, item=item, at=at)
    wish.state = WishState.ASKED
    wish.save(update_fields=["state"])
    tell_staff(by=by, to=[wish.keeper], template=Template.WISH_WAITS, about=wish, at=at)
    return wish


def drop(*, by: Actor, item: AgendaItem, at: datetime) -> None:  # noqa: ARG001 -- as every step
    item.state = ItemState.DROPPED
    item.save(update_fields=["state"])


def tell_staff(*, by: Actor, to: Iterable[StaffMember], template: Template, about: Model, at: datetime) -> None:
    """Once each, but not to who did it, nor to whose account has gone since."""
    for account in dict.fromkeys(one.account_id for one in to):
        if account and account != by.id:
            tell(by=by, to=account, template=template, about=about, at=at)
