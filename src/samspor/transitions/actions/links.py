"""A parent's own way: a link with a code beside it, to see exactly what goes, to write, and to answer."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.drafts import Typed, written
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.concerns.api import check_childs_way_out
from samspor.concerns.rules.stops import Route
from samspor.people.api import Guardian
from samspor.transitions import queries
from samspor.transitions.actions.parents import answered
from samspor.transitions.actions.steps import holder, writable
from samspor.transitions.models import Handover, HandoverLink
from samspor.transitions.queries import Now
from samspor.transitions.rules import sending
from samspor.transitions.rules.words import Said, Way


@transaction.atomic
def make_handover_link(*, by: Actor, handover: Handover, guardian: Guardian, at: datetime) -> HandoverLink:
    """For one who has custody. A colleague hands it over, and tells the code; the one before it stops working."""
    found = writable(by=by, handover=handover, at=at)
    tie = holder(by=by, found=found, guardian=guardian, at=at)
    check_childs_way_out(by, found.handover.child, Route.HANDOVER_LINK)
    if not found.asked and not found.for_parents_words:
        raise Refused("Der er ikke noget at vise endnu. Vælg først det, der skal med.")
    earlier = HandoverLink.objects.select_for_update().filter(
        handover=found.handover, guardian=tie.guardian, revoked_at=None
    )
    for one in earlier:
        _revoke(one, by=by, at=at)
    expires_on = local_date(at) + timedelta(days=sending.LINK_DAYS)
    made = HandoverLink.objects.create(
        handover=found.handover, guardian=tie.guardian, made_by=queries.me(by), made_at=at, expires_on=expires_on
    )
    record(Verb.HANDOVER_LINK_MADE, by=by, about=made, child_ids=[found.handover.child_id], at=at)
    return made


@transaction.atomic
def revoke_handover_link(*, by: Actor, link: HandoverLink, at: datetime) -> HandoverLink:
    link = require(by, Permission.HANDOVER_PREPARE, link)
    if link.revoked_at is None:
        _revoke(link, by=by, at=at)
    return link


def _revoke(link: HandoverLink, *, by: Actor, at: datetime) -> None:
    link.revoked_at, link.typed = at, None
    link.save(update_fields=["revoked_at", "typed"])
    record(Verb.HANDOVER_LINK_REVOKED, by=by, about=link, child_ids=[link.handover.child_id], at=at)


@transaction.atomic
def open_handover_link(*, by: Actor, link: HandoverLink, code: str, at: datetime) -> Now | None:
    """What the parent sees, when the link and the code hold; a wrong code is counted against it."""
    link = _locked(link)
    found = _within(by, link, code, at)
    if found:
        record(Verb.HANDOVER_LINK_OPENED, by=by, about=link, child_ids=[found.handover.child_id], at=at)
    return found


@transaction.atomic
def try_handover_code(*, by: Actor, link: HandoverLink, code: str, at: datetime) -> bool:
    """Whether the page may be gone to. A wrong code is counted; nothing is opened yet."""
    return _within(by, _locked(link), code, at) is not None


@transaction.atomic
def save_link_draft(
    *, by: Actor, link: HandoverLink, code: str, typed: Typed, sent_key: UUID | None, at: datetime
) -> bool:
    """What a parent has typed and not sent: theirs, and nobody else is shown it. False when the link does not hold.

    `sent_key`: of the form it stands in. What comes after that form was sent is no draft of anything.
    """
    link = _locked(link)
    found = _within(by, link, code, at)
    if found and (sent_key is None or sent_key != link.sent_key):
        link.typed = written(typed)
        link.save(update_fields=["typed"])
        record(Verb.HANDOVER_DRAFTED, by=by, about=link, child_ids=[found.handover.child_id], at=at)
    return found is not None


def _locked(link: HandoverLink) -> HandoverLink:
    """The handover first, as everybody does: who saves waits for who answers."""
    Handover.objects.select_for_update(no_key=True).get(pk=link.handover_id)
    held = HandoverLink.objects.select_for_update(of=("self",), no_key=True)
    return held.select_related("handover__child").get(pk=link.pk)


def _within(by: Actor, link: HandoverLink, code: str, at: datetime) -> Now | None:
    found = _open(by, link, at)
    if found and code != queries.code_of(link):
        link.missed_at = [*link.missed_at, at]
        link.save(update_fields=["missed_at"])
        record(Verb.HANDOVER_CODE_MISSED, by=by, about=link, child_ids=[found.handover.child_id], at=at)
        return None
    return found


@transaction.atomic
def answer_handover_link(
    *,
    by: Actor,
    link: HandoverLink,
    code: str,
    answers: Mapping[UUID, Said],
    words: str | None,
    until: date,
    seen: str,
    at: datetime,
    sent_key: UUID | None = None,
) -> Handover:
    """A parent's own answer. The link and its code are all the access there is, so they are looked at anew.

    `sent_key` is the key of the form.
    """
    link = _locked(link)
    found = _open(by, link, at)
    if found is None or code != queries.code_of(link):
        raise Refused("Linket er lukket imens. Kopiér det, du har skrevet, og tal med dem, der gav dig linket.")
    tie = holder(by=by, found=found, guardian=link.guardian, at=at)
    link.typed, link.sent_key = None, sent_key
    link.save(update_fields=["typed", "sent_key"])
    return answered(
        by=by, found=found, tie=tie, way=Way.LINK, said_on=local_date(at), until=until, answers=answers, words=words,
        seen=seen, at=at,
    )  # fmt: skip


def _open(by: Actor, link: HandoverLink, at: datetime) -> Now | None:
    """Nobody is told why it does not open, least of all that there is a stop."""
    today = local_date(at)
    found = queries.now(link.handover, today)
    holders = {tie.guardian_id for tie in found.holders} - queries.hidden_from(found.handover.child, today)
    if not sending.is_link_open(
        misses=len(link.missed_at), revoked=link.revoked_at is not None, expires_on=link.expires_on,
        holds=link.guardian_id in holders, is_open=found.state in sending.OPEN, today=today,
    ):  # fmt: skip
        return None
    if queries.has_left(found.handover.child, today):
        return None
    try:
        check_childs_way_out(by, found.handover.child, Route.HANDOVER_LINK)
    except Refused:
        return None
    return found
