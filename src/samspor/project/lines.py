"""Our log lines for operations: one JSON object a line, and nothing about anybody in any of them.

What a library says is kept without what it says it about (the arguments of a log call, the words of an exception):
an address, a name or a row's contents may be among them. Who did what is in the audit log.
"""

import logging
import time
import traceback
from collections.abc import Callable, MutableMapping
from typing import Any
from uuid import uuid4

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware
from structlog.stdlib import ProcessorFormatter

Line = MutableMapping[str, Any]
Next = Callable[[HttpRequest], HttpResponse]
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"})

NAMED = [structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name]
structlog.configure(
    processors=[*NAMED, ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
log = structlog.stdlib.get_logger("samspor.request")


def formatter() -> logging.Formatter:
    return ProcessorFormatter(
        foreign_pre_chain=NAMED,
        use_get_message=False,
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _fault,
            _suspicious,
            ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _fault(_: Any, __: str, line: Line) -> Line:
    """The kind of the exception and where it was raised, instead of what it said."""
    exc_info = line.pop("exc_info", None)
    if exc_info:
        kind, _raised, frames = exc_info
        line["fault"] = kind.__name__
        line["where"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(frames)]
    return line


def _suspicious(_: Any, __: str, line: Line) -> Line:
    """What Django finds suspicious it quotes as it was sent: a host, a cookie, a name."""
    if str(line.get("logger")).startswith("django.security"):
        line["event"] = "suspicious"
    return line


def current() -> str:
    """The number of the request under way, which the person is shown when something went wrong."""
    return str(structlog.contextvars.get_contextvars().get("request", ""))


@sync_only_middleware
def requests(get_response: Next) -> Next:
    """One line a request. The route, never the address: a key or a name may stand in that."""

    def middleware(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request=uuid4().hex[:12]):
            response = get_response(request)
            response["X-Request-ID"] = current()
            log.info("request", **_about(request, response), ms=round((time.perf_counter() - began) * 1000, 1))
        return response

    return middleware


def _about(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    match = request.resolver_match
    return {
        "method": request.method if request.method in METHODS else "?",
        "route": match.view_name if match else "",
        "status": response.status_code,
    }
