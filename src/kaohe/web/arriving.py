"""The outermost layers of every request: its line in the log, and where it really comes from."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import iri_to_uri

Respond = Callable[[HttpRequest], HttpResponse]
_log = logging.getLogger("kaohe.requests")


def logged(respond: Respond) -> Respond:
    """One line a request on stderr: address, user, method, path, status, milliseconds.

    Neither query nor body: they may hold what only the reader should see.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        response = respond(request)
        actor = getattr(request, "actor", None)
        _log.info(
            "%s %s %s %s %d %d",
            request.META.get("REMOTE_ADDR") or "-",
            actor.user if actor and actor.user else "-",
            request.method,
            iri_to_uri(request.path),
            response.status_code,
            (perf_counter() - began) * 1000,
        )
        return response

    return middleware


def behind_proxy(respond: Respond) -> Respond:
    """With KAOHE_HTTPS=1 our proxy tells where a request comes from; else that may be anybody's word.

    Of several addresses the last counts: it is the one that our proxy itself saw.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        told = request.META.pop("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if settings.HTTPS and told:
            request.META["REMOTE_ADDR"] = told
        return respond(request)

    return middleware
