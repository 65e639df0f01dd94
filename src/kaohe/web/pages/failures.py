"""What a reader sees when a request fails: what happened, whether anything was lost, what to do now."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
GONE = (OperationalError, InterfaceError)
RETRY_AFTER = "30"
"""Seconds after which a browser or programme may try again."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 where more was sent than is taken."""
    if isinstance(exception, TOO_MUCH):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 without an action that could be named."""
    return render(request, "403.html", status=403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that lost its token: mostly a page left open across a sign-out."""
    return render(request, "403_csrf.html", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, and the same for what the reader may not know of."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500, or 503 where the database is gone; neither page may ask the database anything."""
    gone = isinstance(sys.exception(), GONE)
    page = loader.get_template("503.html" if gone else "500.html")
    response = HttpResponse(page.render({"lang": _language(request)}), status=503 if gone else 500)
    if gone:
        response.headers["Retry-After"] = RETRY_AFTER
    return response


def _language(request: HttpRequest) -> str:
    """By the cookie, else by the browser: the account can't be asked."""
    accepted = request.META.get("HTTP_ACCEPT_LANGUAGE", "").lower()
    return request.COOKIES.get("lang") or ("en" if accepted.startswith("en") else "zh")
