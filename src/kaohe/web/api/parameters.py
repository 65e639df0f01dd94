"""Parameters that can't be used: where, what was found, what is allowed."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from ninja.errors import ValidationError

from kaohe.messages import Place, Problem, Text, sentence

_LONGEST_SHOWN = 80
_KINDS = {
    "date": "web_api.allowed_date",
    "int": "web_api.allowed_integer",
    "string": "web_api.allowed_text",
}
"""By what pydantic's names of errors begin with."""


def problems_of(request: HttpRequest, error: ValidationError) -> Iterator[Problem]:
    """One for each parameter."""
    for each in error.errors:
        where, name = each["loc"][0], str(each["loc"][-1])
        words = {"name": name, "found": _found(request, where, name), "allowed": _allowed(each)}
        yield Problem("web_api.parameter_wrong", words, Place(path=f"{where}.{name}"))


def _found(request: HttpRequest, where: str, name: str) -> str:
    match = request.resolver_match
    path = match.kwargs if match else {}
    return str(request.GET.get(name, "") if where == "query" else path.get(name, ""))[:_LONGEST_SHOWN]


def _allowed(error: dict[str, Any]) -> str | Text:
    limits = error.get("ctx", {})
    if "expected" in limits:
        return str(limits["expected"]).replace("'", "").replace(" or ", ", ")
    if "ge" in limits:
        return f"≥ {limits['ge']}"
    if "le" in limits:
        return f"≤ {limits['le']}"
    kind = _KINDS.get(error["type"].partition("_")[0], "web_api.allowed_text")
    return Text(sentence(kind, "zh"), sentence(kind, "en"))
