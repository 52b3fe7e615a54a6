"""Whether anybody asked for access during this request. In tests and development a page that did not ask fails."""

from contextvars import ContextVar

_asked: ContextVar[bool] = ContextVar("asked", default=False)


def start() -> None:
    _asked.set(False)


def note() -> None:
    _asked.set(True)


def was_asked() -> bool:
    return _asked.get()
