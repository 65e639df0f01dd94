"""Refusals as problem+json (RFC 9457): code, words in the caller's language, place, found, allowed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation.trans_real import parse_accept_lang_header

from kaohe.messages import Lang, Place, Problem, Text, sentence

KIND = "application/problem+json"
TITLES = {
    400: "web_api.bad_request",
    401: "web_api.unknown_caller",
    403: "web_api.not_allowed",
    404: "web_api.not_found",
    405: "web_api.only_reads",
    409: "web_api.not_possible_now",
    413: "web_api.too_large",
    422: "web_api.bad_parameters",
    429: "web_api.too_many",
    500: "web_api.fault",
    503: "web_api.unusable",
}
"""What each status means here."""


@dataclass(frozen=True, slots=True)
class Stopped(Exception):  # noqa: N818  a verdict on the request, as `Refused` is on an input
    """The request ends here, with a status, its reasons and headers."""

    status: int
    problems: tuple[Problem, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def language_of(request: HttpRequest) -> Lang:
    """By Accept-Language; without one of ours the reader's own, else Chinese."""
    for name, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if name.partition("-")[0] in ("zh", "en"):
            return "en" if name.startswith("en") else "zh"
    return "en" if getattr(request, "lang", "zh") == "en" else "zh"


def answer(
    request: HttpRequest,
    status: int,
    problems: Iterable[Problem] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """A refusal; without a problem of its own the status says it all."""
    lang, title = language_of(request), TITLES[status]
    told = [_told(problem, lang) for problem in problems]
    first = told[0] if told else {"code": title, "words": sentence(title, lang)}
    body = {
        "type": f"urn:kaohe:problem:{first['code']}",
        "title": sentence(title, lang),
        "status": status,
        "detail": first["words"],
        "instance": request.path,
        "code": first["code"],
        "problems": told,
    }
    content = json.dumps(body, ensure_ascii=False)
    return HttpResponse(content, content_type=KIND, status=status, headers={**(headers or {})})


def _told(problem: Problem, lang: Lang) -> dict[str, Any]:
    return {
        "code": problem.code,
        "words": problem.words(lang),
        "level": problem.level,
        "place": _place(problem.place),
        "found": _plain(problem.params.get("found"), lang),
        "allowed": _plain(problem.params.get("allowed"), lang),
    }


def _place(place: Place) -> dict[str, Any]:
    """Of a file only its name: where it lies on the server is nobody's business."""
    parts = {
        "file": PurePath(place.file).name if place.file else None,
        "sheet": place.sheet,
        "cell": place.cell,
        "line": place.line,
        "path": place.path,
    }
    return {name: part for name, part in parts.items() if part is not None}


def _plain(value: Any, lang: Lang) -> Any:
    if isinstance(value, Text):
        return value.of(lang)
    return value if value is None or isinstance(value, bool | int | float) else str(value)
