"""The worker's part: mails go out over SMTP, and what does not arrive is seen by the one who told it."""

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.messages import texts
from samspor.messages.models import Message
from samspor.messages.rules import ATTEMPTS, State


@app.task(name="messages.send", retry=RetryStrategy(max_attempts=ATTEMPTS, exponential_wait=6))
def send(message: str) -> None:
    """A message that is sent already is left alone: the job may run twice, the mail may not."""
    failure = _attempt(message)
    if failure:
        raise SMTPException(failure)


@transaction.atomic
def _attempt(key: str) -> str:
    message = Message.objects.select_for_update(of=("self",)).select_related("to").get(pk=key)
    if message.state == State.SENT:
        return ""
    at = clock.now()
    message.problem = _mail(message)
    message.state, message.settled_at = (State.FAILED if message.problem else State.SENT), at
    message.attempts += 1
    message.save()
    worker = Actor(id=message.pk, name="Samspor (udsendelse)", on=clock.local_date(at))
    record(Verb.MESSAGE_FAILED if message.problem else Verb.MESSAGE_SENT, by=worker, about=message, at=at)
    return message.problem


def _mail(message: Message) -> str:
    """What went wrong, without personal data; nothing when it was taken."""
    body = texts.MAIL_BODY.format(name=message.to.name, municipality=settings.PROFILE.name)
    try:
        EmailMessage(texts.MAIL_SUBJECT, body, to=[message.to.email]).send()
    except (SMTPException, OSError) as problem:
        return type(problem).__name__
    return ""
