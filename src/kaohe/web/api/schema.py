"""The description of the API (OpenAPI 3.1) in a language: its sentences are codes of the catalogue."""

from copy import deepcopy
from functools import cache
from typing import Any

from kaohe.messages import Lang, codes, sentence
from kaohe.web.api.answering import ROOT
from kaohe.web.api.problems import KIND, TITLES
from kaohe.web.api.service import api

_REFUSALS = (401, 403, 404, 422, 429)
_OF_QUERIES = ("Asked", "ByCode", "ByKey")
_SAID = ("summary", "description", "title")


@cache
def schema_in(lang: Lang) -> dict[str, Any]:
    """The whole description."""
    plain = deepcopy(dict(api.get_openapi_schema(path_prefix=ROOT)))
    plain["info"]["description"] = "web_api.about"
    plain["paths"] = {path: _path(item) for path, item in plain["paths"].items()}
    plain["components"]["schemas"] = _shapes(plain["components"]["schemas"]) | {"Problem": _PROBLEM}
    said: dict[str, Any] = _said(plain, lang)
    said["info"]["title"] = api.title
    return said


def _shapes(known: dict[str, Any]) -> dict[str, Any]:
    """Those of answers; a field that says nothing itself has the words of its name."""
    shapes = {name: part for name, part in known.items() if name not in _OF_QUERIES}
    for part in shapes.values():
        for name, field in part["properties"].items():
            field.setdefault("description", f"web_api.field_{name}")
    return shapes


def _path(item: dict[str, Any]) -> dict[str, Any]:
    operation = item["get"]
    operation.pop("description", None)  # the docstring, which is for whoever reads the code
    for status in _REFUSALS:
        operation["responses"][status] = {
            "description": TITLES[status],
            "content": {KIND: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    operation["responses"] = {str(status): each for status, each in operation["responses"].items()}
    operation["responses"]["200"]["description"] = "web_api.answered"
    return {"get": operation}


def _said(part: Any, lang: Lang) -> Any:
    """Codes become sentences; docstrings of schemas and made-up titles are left out."""
    if isinstance(part, dict):
        said = {}
        for name, each in part.items():
            if name not in _SAID or not isinstance(each, str):
                said[name] = _said(each, lang)
            elif each in codes():
                said[name] = sentence(each, lang)
        return said
    return [_said(each, lang) for each in part] if isinstance(part, list) else part


_PROBLEM = {
    "type": "object",
    "description": "web_api.problem_about",
    "required": ["type", "title", "status", "detail", "instance", "code", "problems"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "code": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "words", "level", "place", "found", "allowed"],
                "properties": {
                    "code": {"type": "string"},
                    "words": {"type": "string"},
                    "level": {"enum": ["hard", "soft", "note"]},
                    "place": {"type": "object"},
                    "found": {},
                    "allowed": {},
                },
            },
        },
    },
}
