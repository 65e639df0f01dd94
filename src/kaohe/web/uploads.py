"""Forms and files that are larger than allowed, answered before they are read where that can be."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kaohe.messages import Problem
from kaohe.office.files.limits import file_limit, megabytes, request_limit
from kaohe.office.files.receiving import is_too_large
from kaohe.web.middleware import ActingRequest, Respond

_WITH_BODY = {"POST", "PUT", "PATCH"}


class limits:  # noqa: N801  a middleware, named like the others
    """413 by the announced length, before a byte is read, or by counting; 411 without a length."""

    def __init__(self, respond: Respond):
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        refused = _by_length(request) if request.method in _WITH_BODY else None
        if refused is not None:
            return refused
        answer = self.respond(request)
        return _too_large(request) if is_too_large(request) else answer

    def process_view(self, request: HttpRequest, *_: Callable[..., Any]) -> HttpResponse | None:
        """No page acts on a form of which a part was given up."""
        return _too_large(request) if is_too_large(request) else None


def _by_length(request: HttpRequest) -> HttpResponse | None:
    announced = request.META.get("CONTENT_LENGTH") or ""
    if not announced.isdecimal():
        chunked = "HTTP_TRANSFER_ENCODING" in request.META
        return _refused(request, Problem("files.length_unknown"), 411) if announced or chunked else None
    length = int(announced)
    if request.content_type == "multipart/form-data" and cast("ActingRequest", request).actor.user:
        return _too_large(request) if length > request_limit() else None
    allowed = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if length <= allowed:
        return None
    sizes = {"found": megabytes(length), "allowed": megabytes(allowed)}
    return _refused(request, Problem("files.form_too_large", sizes), 413)


def _too_large(request: HttpRequest) -> HttpResponse:
    sizes = {"file": megabytes(file_limit()), "all": megabytes(request_limit())}
    return _refused(request, Problem("files.upload_too_large", sizes), 413)


def _refused(request: HttpRequest, problem: Problem, status: int) -> HttpResponse:
    return render(request, "refused.html", {"problems": [problem]}, status=status)
