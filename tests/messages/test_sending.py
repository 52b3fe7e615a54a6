"""Mails through a real server: taken once, tried again when refused, and never saying more than "log in"."""

import contextlib
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from smtplib import SMTPException
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from django.db import connection, transaction
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.messages import jobs
from samspor.messages.api import Message, State, Template, lay_aside, mark_read, received_by, tell, undelivered_from
from samspor.messages.rules import ATTEMPTS, TRANSITIONS, UNCERTAIN, may_be_tried
from samspor.people.api import Child
from tests.cast import NOW, Cast

if TYPE_CHECKING:
    from email.message import EmailMessage


class Postbox:
    """A server that keeps what it takes. `refusal` is what it answers instead, when it is set."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refusal = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's name
        if self.refusal:
            return self.refusal
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    box = Postbox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    yield box
    server.stop()


@pytest.fixture
def told(cast: Cast) -> Message:
    """Pia has broken the glass to a child, and its leader is told."""
    lars = cast.lars.account
    return tell(by=cast.actor("pia"), to=lars.pk, template=Template.EMERGENCY_OPENED, about=cast.asta, at=NOW)


def again(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def queued(message: Message) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args FROM procrastinate_jobs WHERE args->>'message' = %s", [str(message.pk)])
        return cursor.fetchall()


def verbs(message: Message) -> list[str]:
    return list(Entry.objects.filter(about_id=str(message.pk)).order_by("pk").values_list("verb", flat=True))


def test_telling_queues_the_sending_in_the_same_transaction(told: Message, cast: Cast) -> None:
    assert [name for name, _ in queued(told)] == ["messages.send"]
    assert (told.state, told.about, told.about_id) == (State.WAITING, "people.child", str(cast.asta.pk))
    assert verbs(told) == [Verb.MESSAGE_QUEUED]
    assert str(told) == str(told.pk)


def test_the_server_takes_it_and_it_is_sent(told: Message, postbox: Postbox) -> None:
    jobs.send(str(told.pk))
    message = again(told)
    assert (message.state, message.attempts, message.problem) == (State.SENT, 1, "")
    assert message.settled_at is not None
    assert verbs(told) == [Verb.MESSAGE_QUEUED, Verb.MESSAGE_TRIED, Verb.MESSAGE_SENT]
    (mail,) = postbox.taken
    assert mail["To"] == "lars@fjordby.example"
    assert mail["Subject"] == "Der er nyt til dig i Samspor"


def test_a_mail_says_no_more_than_log_in(told: Message, postbox: Postbox, cast: Cast) -> None:
    jobs.send(str(told.pk))
    (mail,) = postbox.taken
    said = f"{mail['Subject']}\n{mail['From']}\n{mail.get_content()}"
    assert "Log ind" in said
    people = [cast.members[name] for name in ("pia", "lars", "mor")]
    children = [part for child in Child.objects.all() for part in (child.given_names, child.family_name, child.cpr)]
    units = ["Solsikken", "Blåmejserne", "nødadgang"]
    for word in [*(person.name for person in people), *children, *units, str(cast.asta.pk), "http"]:
        assert word is None or word.casefold() not in said.casefold()
    assert not any(character.isdigit() for character in mail.get_content())
    assert len(list(mail.walk())) == 1


def test_the_job_may_run_twice_and_the_mail_goes_once(told: Message, postbox: Postbox) -> None:
    for _ in range(3):
        jobs.send(str(told.pk))
    assert len(postbox.taken) == 1
    assert again(told).attempts == 1


def test_a_refusal_is_tried_again_and_seen_by_the_one_who_told(told: Message, postbox: Postbox, cast: Cast) -> None:
    postbox.refusal = "451 Prøv igen senere, lars@fjordby.example"
    with pytest.raises(SMTPException, match="SMTPDataError"):
        jobs.send(str(told.pk))
    message = again(told)
    assert (message.state, message.problem, message.attempts) == (State.FAILED, "SMTPDataError", 1)
    assert list(undelivered_from(cast.actor("pia"))) == [message]
    assert not undelivered_from(cast.actor("mads"))
    postbox.refusal = ""
    jobs.send(str(told.pk))
    assert again(told).state == State.SENT
    assert not undelivered_from(cast.actor("pia"))
    assert len(postbox.taken) == 1


def test_a_server_that_is_not_there_is_a_refusal_too(told: Message, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises(SMTPException, match="ConnectionRefusedError"):
        jobs.send(str(told.pk))
    assert again(told).state == State.FAILED


def test_a_worker_that_fell_while_sending_does_not_send_again(told: Message, postbox: Postbox, cast: Cast) -> None:
    assert jobs._claim(str(told.pk))
    jobs.send(str(told.pk))
    message = again(told)
    assert (message.state, message.problem) == (State.FAILED, UNCERTAIN)
    jobs.send(str(told.pk))
    assert not postbox.taken
    assert list(undelivered_from(cast.actor("pia"))) == [message]


@pytest.mark.parametrize(("attempts", "said"), [(ATTEMPTS, "Vi prøver igen."), (ATTEMPTS + 1, "Vi er holdt op")])
def test_what_did_not_arrive_says_whether_it_is_tried_again(
    told: Message, cast: Cast, as_: Any, attempts: int, said: str
) -> None:
    Message.objects.filter(pk=told.pk).update(state=State.FAILED, problem="SMTPDataError", attempts=attempts)
    assert said in as_("pia").get("/").content.decode()


def test_who_told_it_rings_and_it_is_laid_aside(told: Message, cast: Cast, as_: Any) -> None:
    there = reverse("overview:called", args=[told.pk])
    assert as_("pia").post(there, {"form_key": str(uuid4())}).status_code == 404  # it is on its way
    Message.objects.filter(pk=told.pk).update(state=State.FAILED, problem=UNCERTAIN)
    for name in ("mads", "lars"):
        assert as_(name).post(there, {"form_key": str(uuid4())}).status_code == 404
    pia = as_("pia")
    assert "Jeg har ringet" in pia.get("/").content.decode()
    for _ in range(2):
        assert pia.post(there, {"form_key": str(uuid4())}).status_code == 303
    assert "Jeg har ringet" not in pia.get("/").content.decode()
    assert verbs(told).count(Verb.MESSAGE_LAID_ASIDE) == 1
    with pytest.raises(NotHere):
        lay_aside(by=cast.actor("mads"), message=told, at=NOW)


def test_what_was_read_all_the_same_did_arrive(told: Message, cast: Cast) -> None:
    Message.objects.filter(pk=told.pk).update(state=State.FAILED, problem="SMTPDataError")
    assert undelivered_from(cast.actor("pia"))
    Message.objects.filter(pk=told.pk).update(read_at=NOW)
    assert not undelivered_from(cast.actor("pia"))


def test_it_is_tried_a_few_times_with_longer_and_longer_waits() -> None:
    retry = jobs.send.retry_strategy
    assert retry.max_attempts == ATTEMPTS
    assert retry.exponential_wait == 6


@pytest.mark.parametrize(
    ("state", "problem", "may"),
    [
        (State.WAITING, "", True), (State.FAILED, "SMTPDataError", True), (State.FAILED, UNCERTAIN, False),
        (State.SENT, "", False), (State.UNDERWAY, "", False),
    ],
)  # fmt: skip
def test_what_may_be_tried(state: State, problem: str, may: bool) -> None:
    assert may_be_tried(state, problem) is may
    assert set(TRANSITIONS) == set(State)


def test_everybody_reads_what_was_told_to_them_and_only_that(told: Message, cast: Cast) -> None:
    lars, mads = cast.actor("lars"), cast.actor("mads")
    assert list(received_by(lars)) == [told]
    assert not received_by(mads).exists()
    with pytest.raises(NotHere):
        mark_read(by=mads, message=told, at=NOW)
    mark_read(by=lars, message=told, at=NOW)
    mark_read(by=lars, message=told, at=NOW)
    assert again(told).read_at == NOW
    assert verbs(told).count(Verb.MESSAGE_READ) == 1


def test_what_is_rolled_back_is_told_to_nobody(committed: str, cast: Cast) -> None:
    key = uuid4()
    with contextlib.suppress(RuntimeError), transaction.atomic():
        message = tell(
            by=cast.actor("pia"), to=cast.lars.account.pk, template=Template.ROSTER_READY, about=cast.asta, at=NOW
        )
        key = message.pk
        raise RuntimeError
    assert not Message.objects.filter(pk=key).exists()
    assert not queued(Message(pk=key))
