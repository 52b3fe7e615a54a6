"""One effect for each form, however often it is sent and by how many at once."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.test import RequestFactory

from samspor.access.models import Account, Submission
from samspor.access.once import SentBefore, once, sent
from samspor.base.refused import Refused
from tests.cast import NOW, Cast


def send(account: Account, key: str, made: list[str]) -> HttpResponse:
    request = RequestFactory().post("/", {"form_key": key})
    request.user = account

    def act() -> str:
        made.append(key)
        return f"/gemt/{len(made)}/"

    with transaction.atomic():
        return once(request, act, at=NOW)


def test_the_second_gets_the_answer_of_the_first(cast: Cast) -> None:
    key, made = str(uuid4()), []
    first, second = (send(cast.pia.account, key, made) for _ in range(2))
    assert (first.status_code, first["Location"]) == (303, "/gemt/1/")
    assert second["Location"] == "/gemt/1/"
    assert len(made) == 1


def test_two_forms_are_two(cast: Cast) -> None:
    made: list[str] = []
    for _ in range(2):
        send(cast.pia.account, str(uuid4()), made)
    assert len(made) == 2


def test_a_corrected_file_of_the_same_name_and_length_is_another(cast: Cast) -> None:
    key, made = str(uuid4()), []

    def sent(content: bytes) -> HttpResponse:
        file = SimpleUploadedFile("liste.csv", content)
        request = RequestFactory().post("/", {"form_key": key, "file": file})
        request.user = cast.pia.account

        def act() -> str:
            made.append(request.FILES["file"].read())  # as if nobody had read it before
            return "/gemt/"

        with transaction.atomic():
            return once(request, act, at=NOW)

    assert sent(b"Anna;1")["Location"] == sent(b"Anna;1")["Location"] == "/gemt/"
    with pytest.raises(SentBefore):
        sent(b"Bent;1")
    assert made == [b"Anna;1"]


def test_another_persons_key_opens_nothing(cast: Cast) -> None:
    key, made = str(uuid4()), []
    send(cast.pia.account, key, made)
    with pytest.raises(Refused, match="hent siden igen"):
        send(cast.mads.account, key, made)
    assert len(made) == 1


@pytest.mark.parametrize("key", ["", "rettet-i-hånden", "1", "\x00", "🙂", "' OR 1=1"])
def test_a_tampered_key_is_refused_in_a_sentence(cast: Cast, key: str) -> None:
    with pytest.raises(Refused, match="Kopiér det, du har skrevet"):
        send(cast.pia.account, key, [])


def test_what_was_refused_may_be_sent_again(cast: Cast) -> None:
    key = str(uuid4())
    request = RequestFactory().post("/", {"form_key": key})
    request.user = cast.pia.account

    def refuse() -> str:
        raise Refused("Vælg en dato.")

    with pytest.raises(Refused), transaction.atomic():
        once(request, refuse, at=NOW)
    made: list[str] = []
    send(cast.pia.account, key, made)
    assert made == [key]


def test_two_at_the_same_moment_have_one_effect(committed: str, cast: Cast) -> None:
    key, made, answers, together = str(uuid4()), [], [], Barrier(2)

    def press() -> None:
        together.wait()
        try:
            answers.append(send(cast.pia.account, key, made)["Location"])
        finally:
            connection.close()

    threads = [Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [key]
    assert answers == ["/gemt/1/", "/gemt/1/"]
    assert Submission.objects.filter(key=key).count() == 1


class Asked:
    """A form as `sent` sees it: right or wrong, and able to be told what a rule refused."""

    def __init__(self, right: bool = True) -> None:
        self.right = right
        self.refusals: list[str] = []

    def is_valid(self) -> bool:
        return self.right

    def refuse(self, refused: Refused) -> None:
        self.refusals.append(refused.sentence)


def posted(account: Account, method: str = "POST") -> HttpRequest:
    request = RequestFactory().generic(method, "/")
    request.POST = QueryDict(f"form_key={uuid4()}")
    request.user, request._messages = account, CookieStorage(request)
    return request


def test_a_form_that_was_sent_and_right_acts_and_says_so(cast: Cast) -> None:
    request = posted(cast.pia.account)
    answer = sent(request, Asked(), lambda: "/gemt/", at=NOW, said="Det er gemt.")
    assert answer is not None
    assert answer["Location"] == "/gemt/"
    assert [str(message) for message in request._messages] == ["Det er gemt."]


def test_nothing_is_said_when_there_is_nothing_to_say(cast: Cast) -> None:
    request = posted(cast.pia.account)
    assert sent(request, Asked(), lambda: "/gemt/", at=NOW)
    assert not list(request._messages)


@pytest.mark.parametrize(("method", "right"), [("GET", True), ("POST", False)])
def test_a_form_that_is_only_shown_or_is_wrong_does_nothing(cast: Cast, method: str, right: bool) -> None:
    made: list[str] = []
    assert sent(posted(cast.pia.account, method), Asked(right), lambda: made.append("") or "/", at=NOW) is None
    assert not made


def test_what_a_rule_refused_is_told_to_the_form_and_leaves_no_key(cast: Cast) -> None:
    def refuse() -> str:
        raise Refused("Vælg en dato.")

    form = Asked()
    assert sent(posted(cast.pia.account), form, refuse, at=NOW) is None
    assert form.refusals == ["Vælg en dato."]
    assert not Submission.objects.exists()
