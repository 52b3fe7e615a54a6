"""Two at once on one agenda: the meeting is locked first by everybody, so that one waits and none is thrown out."""

from threading import Thread

from django.db import connection, connections, transaction

from samspor.access.rules import Permission
from samspor.base.refused import Refused
from samspor.forums import actions
from samspor.forums.models import AgendaItem
from samspor.forums.rules.words import ItemState
from samspor.people.api import drafts
from tests.cast import NOW

WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def alone(verb, told):
    """On a connection of its own; what it was refused is told, and any other end as well."""

    def go():
        try:
            verb()
        except Exception as ended:  # noqa: BLE001 -- the test says which it may be
            told.append(ended)
        finally:
            connections.close_all()

    thread = Thread(target=go)
    thread.start()
    return thread


def until_it_waits(thread):
    """The other is as far as it comes: it waits for a lock of ours, or is done."""
    waiting = 0
    while thread.is_alive() and not waiting:
        with connection.cursor() as cursor:
            cursor.execute(WAITS)
            ((waiting,),) = cursor.fetchall()


def conclude_and_drop(cast, item, conclude):
    """As the page does: what was typed goes in the same transaction, by the lock on the meeting."""
    with transaction.atomic():
        made = conclude(item, days=14)
        drafts.drop_form(
            by=cast.actor("pia"), about=item.meeting, permission=Permission.UNIT_READ, place="/her/", at=made.entered_at
        )


def test_whoever_writes_waits_for_whoever_ends_the_meeting(committed, cast, item, conclude):
    meeting, told = item.meeting, []
    with transaction.atomic():
        held = type(meeting).objects.select_for_update(no_key=True).get(pk=meeting.pk)
        writing = alone(lambda: conclude_and_drop(cast, item, conclude), told)
        until_it_waits(writing)
        actions.hold_meeting(by=cast.actor("lars", meeting.ends_at), meeting=held, at=meeting.ends_at)
    writing.join()
    assert told == []  # the minutes are not lost: they are written after the end
    assert AgendaItem.objects.get().state == ItemState.DISCUSSED


def test_taking_off_and_taking_back_never_wait_for_each_other(committed, cast, item):
    """Whoever has the wish gets its item too."""
    told, wish = [], item.wish
    with transaction.atomic():
        type(wish).objects.select_for_update(no_key=True).get(pk=wish.pk)
        taking = alone(lambda: actions.take_off(by=cast.actor("lars"), item=item, at=NOW), told)
        until_it_waits(taking)
        actions.withdraw_wish(by=cast.actor("pia"), wish=wish, at=NOW)
    taking.join()
    assert [type(one) for one in told] == [Refused]
    assert AgendaItem.objects.get().state == ItemState.DROPPED
