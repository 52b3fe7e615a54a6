"""The worker's part: mails go out over SMTP, and what does not arrive is seen by the one who told it."""

from datetime import datetime, timedelta
from smtplib import SMTPException
from uuid import UUID

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Model
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samspor.audit.nightly import nightly
from samspor.audit.record import record, worker
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.messages import texts
from samspor.messages.models import Message
from samspor.messages.rules import ATTEMPTS, UNCERTAIN, State, Template, may_be_tried

log = structlog.stdlib.get_logger("samspor.messages")
KEPT = timedelta(days=365)


@app.task(name="messages.send", retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=6))
def send(message: str) -> None:
    """The job may run twice, the mail may not: it is claimed before the server is asked, and settled after."""
    if not _claim(message):
        return
    problem = _mail(Message.objects.select_related("to").get(pk=message))
    _settle(message, problem)
    if problem:
        raise SMTPException(problem)


@nightly("40 3 * * *", "messages.tidy")
def tidy(at: datetime) -> None:
    log.info("messages_removed", messages=remove_outdated(at))


@transaction.atomic
def remove_outdated(at: datetime) -> int:
    """A year after it was written, whether it arrived or not: whom one told, and of what, is no record of a child."""
    number, _ = Message.objects.filter(created_at__lt=at - KEPT).delete()
    if number:
        record(Verb.MESSAGES_REMOVED, by=worker(at), about=None, at=at, after={"messages": number})
    return number


@transaction.atomic
def tell_of_itself(*, to: UUID, template: Template, about: Model, at: datetime) -> Message:
    """What came of time and not of anybody: the worker has no role, and only says what happened."""
    message = queued(sender=None, to=to, template=template, about=about, at=at)
    record(Verb.MESSAGE_QUEUED, by=worker(at), about=message, at=at, after={"template": template})
    send.defer(message=str(message.pk))
    return message


def queued(*, sender: UUID | None, to: UUID, template: Template, about: Model, at: datetime) -> Message:
    kind = about._meta.label_lower  # noqa: SLF001 -- Django's name
    return Message.objects.create(
        to_id=to, sender_id=sender, template=template, about=kind, about_id=str(about.pk), created_at=at
    )


@transaction.atomic
def _claim(key: str) -> bool:
    message = Message.objects.select_for_update().get(pk=key)
    if message.state == State.UNDERWAY:
        _write(message, State.FAILED, UNCERTAIN)
        return False
    if not may_be_tried(State(message.state), message.problem):
        return False
    message.attempts += 1
    _write(message, State.UNDERWAY, "")
    return True


@transaction.atomic
def _settle(key: str, problem: str) -> None:
    message = Message.objects.select_for_update().get(pk=key)
    _write(message, State.FAILED if problem else State.SENT, problem)


_VERBS = {State.UNDERWAY: Verb.MESSAGE_TRIED, State.FAILED: Verb.MESSAGE_FAILED, State.SENT: Verb.MESSAGE_SENT}


def _write(message: Message, state: State, problem: str) -> None:
    at = clock.now()
    message.state, message.problem, message.settled_at = state, problem, at
    message.save()
    record(_VERBS[state], by=worker(at), about=message, at=at)


def _mail(message: Message) -> str:
    """What went wrong, without personal data; nothing when it was taken."""
    body = texts.MAIL_BODY.format(municipality=settings.PROFILE.name)
    try:
        EmailMessage(texts.MAIL_SUBJECT, body, to=[message.to.email]).send()
    except (SMTPException, OSError) as problem:
        return type(problem).__name__
    return ""
