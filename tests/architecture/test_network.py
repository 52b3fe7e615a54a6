"""No test speaks with another machine: what it would hear is not the same tomorrow."""

import socket

import pytest

FAR = ("192.0.2.1", 443)  # kept for documents: nobody's


def test_another_machine_is_refused() -> None:
    """By a warning first, and warnings are errors."""
    with socket.socket() as one:
        one.settimeout(0.1)
        with pytest.raises(UserWarning, match=r"connect\(\) with host \"192\.0\.2\.1\""):
            one.connect(FAR)


@pytest.mark.parametrize(("family", "here"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")])
def test_this_machine_is_not(family: socket.AddressFamily, here: str) -> None:
    with socket.socket(family) as door, socket.socket(family) as one:
        door.bind((here, 0))
        door.listen()
        one.connect(door.getsockname())
