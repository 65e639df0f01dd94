"""The description: it is true of the answers, complete in both languages, and names nothing twice."""

import inspect
import re

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from ninja import Schema

from kaohe.messages import codes
from kaohe.web.api.outline import operations, shapes
from kaohe.web.api.schema import schema_in
from kaohe.web.api.service import ROOMS
from tests.web.api.conftest import WHO, Programme, issued

CHINESE = re.compile(r"[\u4e00-\u9fff]")
OPERATIONS = tuple(operations(schema_in("en")))


@pytest.mark.django_db
@pytest.mark.parametrize("each", OPERATIONS, ids=lambda each: each.name)
def test_an_answer_is_what_its_description_says(each, frozen, zones, told, report_of, a_case):
    of = {"code": "2018", "id": report_of("gz").pk, "number": 1, "version": 1}
    if each.name == "zone":
        of["code"] = "JKQ440003"
    query = {"day": "2025-01-01"} if each.name == "zones" else {}
    reader = Programme(issued(WHO.get(each.name, "head")))
    answer = reader.get(each.path.removeprefix("/api/v1/").format(**of), query)
    assert answer.headers["Content-Type"].partition(";")[0] == (
        each.answer if each.is_file else "application/json"
    )
    if not each.is_file:
        found = answer.json()
        assert found.get("items", found.get("cells", found))
        described = {
            "$ref": f"#/components/schemas/{each.answer}",
            "components": schema_in("en")["components"],
        }
        Draft202012Validator(described).validate(found)


@pytest.mark.django_db
def test_a_refusal_is_what_its_description_says():
    found = Client().get("/api/v1/zones?x=1").json()
    described = {"$ref": "#/components/schemas/Problem", "components": schema_in("en")["components"]}
    Draft202012Validator(described).validate(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_has_words_of_the_language(lang):
    schema = schema_in(lang)
    said = [each.words for each in operations(schema)]
    said += [one.words for each in operations(schema) for one in each.parameters]
    assert all(said)
    said += [field.words for shape in shapes(schema) for field in shape.fields if field.words]
    assert not set(said) & codes()
    assert all(bool(CHINESE.search(words)) is (lang == "zh") for words in said if "such as" not in words)


def test_two_rooms_never_call_different_answers_the_same():
    """The description would keep one of them only."""
    named = {}
    for room in ROOMS.values():
        for name, shape in inspect.getmembers(
            room, lambda each: isinstance(each, type) and issubclass(each, Schema)
        ):
            if name != "Asked":
                assert named.setdefault(name, shape) is shape, name


@pytest.mark.django_db
@pytest.mark.parametrize(("asked", "found"), [("en", "The zones of a day"), ("zh-CN", "某一日的经开区名录")])
def test_it_is_served_to_anybody_in_both_languages(asked, found):
    answer = Client().get("/api/v1/openapi.json", headers={"Accept-Language": asked})
    schema = answer.json()
    assert schema["openapi"].startswith("3.1")
    assert schema["paths"]["/api/v1/zones"]["get"]["summary"] == found
    assert set(schema["paths"]["/api/v1/zones"]) == {"get"}
    assert schema["components"]["securitySchemes"]["Caller"]["scheme"] == "bearer"
    again = Client().get(
        "/api/v1/openapi.json", headers={"Accept-Language": asked, "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304
