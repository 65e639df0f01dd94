"""On SQLite a process answers one request at a time; its other threads wait for slow clients only.

Threads that all work would hold each other up: whoever holds the database's one lock for writing waits for
the interpreter, and everybody else for them. One at a time answers more requests, and each in its turn.
"""

from collections.abc import Callable
from threading import Lock

from django.core.exceptions import RequestDataTooBig
from django.db import connection
from django.http import HttpRequest, HttpResponse

_TURN = Lock()
_SMALL = 256 * 1024
"""Bytes of a body that is read before its turn comes; what is larger is an upload and waits for nobody."""


def one_at_a_time(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers wait for their turn with the whole request in hand, so that nobody waits for a slow client."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if connection.vendor != "sqlite" or not _read(request):
            return respond(request)
        with _TURN:
            return respond(request)

    return middleware


def _read(request: HttpRequest) -> bool:
    """Whether the body, if there is one, is here now."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > _SMALL:
        return False
    try:
        return request.body is not None
    except (OSError, RequestDataTooBig):  # the client is gone: the page meets the same
        return False
