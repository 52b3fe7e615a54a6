"""Ports: kept when free, refused in a sentence when not."""

import socket
from collections.abc import Iterator

import pytest

from tools import ports
from tools.shell import Trouble


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as held:
        held.bind((ports.LOOPBACK, 0))
        held.listen()
        yield held.getsockname()[1]


def test_a_taken_port_is_not_free(taken):
    assert not ports.is_free(taken)
    assert ports.is_free(ports.any_free())


def test_the_wished_port_is_kept_while_it_is_free(taken):
    free = ports.any_free()
    assert ports.same_or_free(free) == free
    assert ports.same_or_free(taken) != taken
    assert ports.same_or_free(None) > 0


def test_unasked_the_next_free_port_is_taken(taken):
    assert ports.for_web(None, first=taken) > taken


def test_an_asked_port_that_is_taken_is_refused(taken):
    with pytest.raises(Trouble, match=f"Port {taken} er optaget"):
        ports.for_web(taken)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_an_impossible_port_is_refused(port):
    with pytest.raises(Trouble, match="mellem 1 og 65535"):
        ports.for_web(port)


@pytest.mark.enable_socket
def test_a_listening_port_answers(taken):
    assert ports.answers(taken)
    assert not ports.answers(ports.any_free())
