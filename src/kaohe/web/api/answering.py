"""What holds for every answer of the API: problems instead of pages, ETags, no shared caches."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.http import parse_http_date_safe

from kaohe.messages import Problem
from kaohe.web.api.problems import KIND, TITLES, answer, language_of

ROOT = "/api/v1/"


def answering(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Stands outside of what answers with pages, so that a programme never gets one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        return _dressed(request, response) if request.path.startswith(ROOT) else response

    return middleware


def _dressed(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    told = _as_problem(request, response)
    told.headers.setdefault("Content-Language", "zh-Hans" if language_of(request) == "zh" else "en")
    patch_vary_headers(told, ("Authorization", "Cookie", "Accept-Language"))
    if told.status_code != 200:
        told.headers["Cache-Control"] = "no-store"
        return told
    told.headers["Cache-Control"] = "private, no-cache"
    set_response_etag(told)
    changed = parse_http_date_safe(told.headers.get("Last-Modified", ""))
    known = get_conditional_response(request, told.headers.get("ETag"), changed, told)
    return cast("HttpResponseBase", known or told)


def _as_problem(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page that tells of an error or leads to signing in says the same as a problem."""
    status = response.status_code
    if status in (301, 302) and response.headers.get("Location", "").startswith("/"):
        return answer(request, 401, [Problem("web_api.session_incomplete")])
    if status not in TITLES or response.headers.get("Content-Type") == KIND:
        return response
    kept = {name: response.headers[name] for name in ("Allow", "Retry-After") if name in response.headers}
    return answer(request, status, headers=kept)
