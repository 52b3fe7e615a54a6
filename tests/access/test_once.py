"""One effect for each form, however often it is sent and by how many at once."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from samspor.access.models import Account, Submission
from samspor.access.once import once
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
