"""The read API, as its OpenAPI description tells it in English."""

import os
from collections.abc import Iterator
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.apps import apps

from docs.generators.markdown import made_from, page, table
from kaohe.messages import sentence


def text() -> str:
    # The installation's key, which settings look for, is of no use here.
    with TemporaryDirectory() as home:
        if not apps.ready:
            os.environ.setdefault("KAOHE_HOME", home)
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kaohe.web.settings")
            django.setup()
        return page("# The read API", made_from("the API itself"), *_parts())


def _parts() -> Iterator[str]:
    from kaohe.web.api.callers import A_MINUTE  # noqa: PLC0415  once Django is set up
    from kaohe.web.api.outline import operations, shapes  # noqa: PLC0415
    from kaohe.web.api.schema import schema_in  # noqa: PLC0415

    schema = schema_in("en")
    yield sentence("web_api.about", "en")
    yield sentence("web_api.rules", "en", a_minute=A_MINUTE)
    yield "Programmes find this description at `/api/v1/openapi.json`, people in both languages at `/api/`."
    yield "## Operations"
    for each in operations(schema):
        answer = f"`{each.answer}`" if each.is_file else f"[{each.answer}](#{each.answer.lower()})"
        about = f"{each.words}. Needs `{each.action}`. Answers {answer}."
        rows = [
            (f"`{one.name}`", one.where, _code(one.kind), _code(one.default), one.words)
            for one in each.parameters
        ]
        heads = ("parameter", "in", "type", "default", "meaning")
        yield page(f"### GET {each.path}", about, table(heads, rows) if rows else "").strip()
    yield "## Objects in answers"
    for shape in shapes(schema):
        fields: list[tuple[Any, ...]] = [
            (f"`{one.name}`", _code(one.kind), one.words) for one in shape.fields
        ]
        yield page(f"### {shape.name}", table(("field", "type", "meaning"), fields)).strip()


def _code(said: str) -> str:
    return f"`{said}`" if said else ""
