"""What the reader sees when something fails that is no fault of theirs."""

import errno
import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kaohe.messages import Lang

_log = logging.getLogger("kaohe.trouble")
_SECONDS_TO_WAIT = "10"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def fault(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`, called while the error is handled: 503 where database or disk can't be used
    now, so that trying again helps; else 500. Neither page asks the database anything."""
    error = sys.exception()
    if not unusable(error):
        return HttpResponse(render_to_string("500.html", {"lang": _lang(request)}), status=500)
    _log.error("%s: %s", type(error).__name__, " ".join(str(error).split()))
    text = render_to_string("503.html", {"lang": _lang(request)})
    return HttpResponse(text, status=503, headers={"Retry-After": _SECONDS_TO_WAIT})


def unusable(error: BaseException | None) -> bool:
    """Whether an error says that the database can't be reached or written, or that the disk is full."""
    full = isinstance(error, OSError) and error.errno in _FULL
    return full or isinstance(error, OperationalError | InterfaceError)


def _lang(request: HttpRequest) -> Lang:
    """By the cookie, else by the browser: what the user's own is, only the database knows."""
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "").lower()
    chosen = request.COOKIES.get("lang") or ("en" if accepted.startswith("en") else "zh")
    return "en" if chosen == "en" else "zh"
