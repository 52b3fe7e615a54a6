"""A free port on this machine's own address."""

import socket

from tools.shell import Trouble

LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def same_or_free(wished: int | None) -> int:
    return wished if wished and is_free(wished) else any_free()


def for_web(asked: int | None, first: int = 8000) -> int:
    """The port asked for or a sentence; unasked, the first free from the usual one on."""
    if asked is None:
        return next((port for port in range(first, first + 200) if is_free(port)), None) or any_free()
    if not 1 <= asked <= 65535:
        raise Trouble("Porten skal være et tal mellem 1 og 65535.")
    if not is_free(asked):
        raise Trouble(f"Port {asked} er optaget. Vælg en anden med --port, eller udelad --port.")
    return asked


def answers(port: int) -> bool:
    try:
        socket.create_connection((LOOPBACK, port), 2).close()
    except OSError:
        return False
    return True
