"""Whatever is asked: an answer or a problem that names place, found and allowed; never a fault."""

import string
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.web.api import callers
from kaohe.web.api.outline import operations
from kaohe.web.api.schema import schema_in
from tests.web.api.conftest import WHO, Programme, issued

pytestmark = pytest.mark.django_db
OPERATIONS = tuple(operations(schema_in("en")))
QUERIES = sorted({one.name for each in OPERATIONS for one in each.parameters if one.where == "query"})


@pytest.mark.parametrize(
    ("path", "where", "found", "allowed"),
    [
        ("zones?limit=0", "query.limit", "0", "≥ 1"),
        ("zones?limit=501", "query.limit", "501", "≤ 500"),
        ("zones?limit=ten", "query.limit", "ten", "a whole number"),
        ("zones?limit=1&limit=1.5", "query.limit", "1.5", "a whole number"),
        ("zones?day=2018-02-30", "query.day", "2018-02-30", "a date such as 2018-03-31"),
        ("zones?day=0001-01-01", "query.day", "0001-01-01", "≥ 1900-01-01"),
        ("journal?day=9999-12-31", "query.day", "9999-12-31", "≤ 2199-12-31"),
        ("zones?level=county", "query.level", "county", "national, provincial"),
        ("zones?text=a%00b", "query.text", "a\x00b", "a text of no more than 200 characters without NUL"),
        ("rounds/a%00b", "path.code", "a\x00b", "a text of no more than 200 characters without NUL"),
        ("journal?after=-1", "query.after", "-1", "≥ 0"),
        (f"journal?after={2**64}", "query.after", str(2**64), f"≤ {2**53 - 1}"),
        (f"reports/{2**64}", "path.id", str(2**64), f"≤ {2**53 - 1}"),
        ("reports/x", "path.id", "x", "a whole number"),
        ("rounds/2018/reports?stage=gone", "query.stage", "gone", "reporting, city, province, accepted"),
    ],
)
def test_a_parameter_that_cannot_be_used_is_named(actors, path, where, found, allowed):
    who = "auditor" if path.startswith("journal") else "gz"
    answer = Programme(issued(who)).get(path)
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["code"] == "web_api.parameter_wrong"
    assert problem["place"] == {"path": where}
    assert (problem["found"], problem["allowed"]) == (found, allowed)
    assert found[:20] in problem["words"]


def test_a_misspelt_filter_does_not_give_everything(actors):
    answer = Programme(issued("gz"), lang="zh").get("zones?citty=湛江市&limit=5")
    assert answer.status_code == 422
    (problem,) = answer.json()["problems"]
    assert problem["code"] == "web_api.parameter_unknown"
    assert problem["found"] == "citty"
    assert "city" in problem["allowed"]
    assert "citty" in problem["words"]


RAW = st.one_of(
    st.text(max_size=30),
    st.integers().map(str),
    st.floats().map(str),
    st.dates().map(str),
    st.text(string.printable, max_size=30),
    st.sampled_from(
        ["", "0", "-1", "1e9", "null", "true", "%", "_", "'", '"', "\x00", "../..", "2018", "gz"]
    ),
)
NEAR = st.one_of(st.sampled_from(["2018", "1", "2", "JKQ440003"]), RAW)


@pytest.fixture
def readers(frozen, zones, monkeypatch):
    """Who may do everything between them, as often as they like."""
    monkeypatch.setattr(callers, "A_MINUTE", 10**6)
    return {name: Programme(issued(name)) for name in ("head", *WHO.values())}


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_that_is_asked_is_a_fault(readers, data):
    each = data.draw(st.sampled_from(OPERATIONS))
    names = [part.partition("}")[0] for part in each.path.split("{")[1:]]
    values = {name: quote(data.draw(NEAR, name), safe="") for name in names}
    own = [one.name for one in each.parameters if one.where == "query"]
    known = st.sampled_from(own or QUERIES)
    query = data.draw(st.dictionaries(st.one_of(known, known, st.sampled_from(QUERIES)), RAW, max_size=3))
    reader = readers[WHO.get(each.name, "head")]
    answer = reader.get(each.path.removeprefix("/api/v1/").format(**values), query)
    assert answer.status_code in {200, 404, 422}, (each.path, values, query)
    if answer.status_code != 200:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code
    elif not each.is_file:
        answer.json(parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
