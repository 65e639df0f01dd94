"""Every operation x who calls: no token, a wrong one, expired, revoked, without scope; own and foreign."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.models import User
from kaohe.office.accounts.permissions import GRANTS, READING
from kaohe.web.api.outline import operations
from kaohe.web.api.schema import schema_in
from tests.office.reporting.conftest import NOW
from tests.web.api.conftest import WHO, Programme, issued

pytestmark = pytest.mark.django_db
OPERATIONS = {each.name: each for each in operations(schema_in("en"))}
NAMES = sorted(OPERATIONS)
STRANGERS = (("statistics", "department_officer"), ("gz", "committee_head"), ("outside", "outside_reviewer"))
OF_REPORTS = [name for name in NAMES if "{id}" in OPERATIONS[name].path]


@pytest.fixture
def path_of(frozen, report_of, zones):
    def path_of(name, code="gz"):
        of = {"code": "2018", "id": report_of(code).pk, "number": 1, "version": 1}
        if name == "zone":
            of["code"] = "JKQ440003"
        return OPERATIONS[name].path.removeprefix("/api/v1/").format(**of)

    return path_of


def problem(answer, status, code):
    assert answer.status_code == status, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json()["code"] == code
    return answer


def test_every_operation_needs_an_action_that_a_token_can_be_for():
    assert {each.action for each in OPERATIONS.values()} == READING - {"accounts.read"}


@pytest.mark.parametrize("name", NAMES)
def test_an_operation_answers_whoever_may_and_nobody_else(name, path_of):
    path, who, action = path_of(name), WHO.get(name, "head"), OPERATIONS[name].action
    assert Programme(issued(who)).get(path).status_code == 200
    assert Programme(issued(who, {action})).get(path).status_code == 200
    missing = problem(Programme("").get(path), 401, "web_api.no_token")
    assert missing.headers["WWW-Authenticate"] == 'Bearer realm="kaohe"'
    refused = [
        "kaohe_nobody_has_this",
        issued(who, until=date(2018, 3, 9)),
        issued(who, since=date(2018, 3, 11)),
        issued(who, revoked_at=NOW),
    ]
    for secret in refused:
        answer = problem(Programme(secret).get(path), 401, "web_api.token_opens_nothing")
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    problem(Programme(issued(who, READING - {action})).get(path), 403, "accounts.denied")
    roles = {role for grant in GRANTS[action] for role in grant.roles}
    if "system_admin" not in roles:
        stranger = next(name for name, role in STRANGERS if role not in roles)
        problem(Programme(issued(stranger)).get(path), 403, "accounts.denied")


@pytest.mark.parametrize("name", NAMES)
def test_a_user_who_is_no_longer_active_opens_nothing(name, path_of):
    secret = issued("head")
    User.objects.filter(username="head").update(is_active=False)
    problem(Programme(secret).get(path_of(name)), 401, "web_api.token_opens_nothing")


@pytest.mark.parametrize("name", OF_REPORTS)
@pytest.mark.parametrize(
    ("who", "code", "status"),
    [
        ("gz", "gz", 200),
        ("gz_reporter", "gz", 200),
        ("gz", "ns", 404),
        ("gz", "zj", 404),
        ("gz", "广州市", 404),
        ("guangzhou", "gz", 200),
        ("guangzhou", "ns", 200),
        ("guangzhou", "广州市", 200),
        ("guangzhou", "zj", 404),
        ("guangzhou", "湛江市", 404),
        ("officer", "zj", 200),
        ("outside", "zj", 200),
        ("auditor", "gz", 403),
        ("statistics", "gz", 403),
    ],
)
def test_a_report_is_there_for_its_own_neighbours_and_the_province(name, who, code, status, path_of):
    answer = Programme(issued(who)).get(path_of(name, code))
    assert answer.status_code == status
    if status == 404:
        nowhere = Programme(issued(who)).get("reports/987654")
        assert answer.json()["code"] == nowhere.json()["code"] == "web_api.not_found"


@pytest.mark.parametrize(
    "path",
    [
        "zones/XYZ",
        "zones/%00",
        "rounds/2019",
        "rounds/2019/scheme",
        "rounds/2019/reports",
        "rounds/2019/progress",
        "rounds/2019/progress/cities",
        "rounds/2019/snapshots",
        "rounds/2018/snapshots/2/manifest",
        "rounds/2018/snapshots/2/standings",
        "rounds/2018/snapshots/2/files",
        "reports/987654/versions",
        "",
        "nothing/at/all",
        "zones/",
    ],
)
def test_what_is_not_there_is_a_problem_and_no_page(path, frozen):
    answer = Programme(issued("head")).get(path)
    assert answer.status_code == (422 if "%00" in path else 404)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_browser_that_is_signed_in_may_read(actors, settings, round):
    client = Client()
    client.force_login(User.objects.get(username="gz"))
    assert [each["code"] for each in client.get("/api/v1/rounds/2018/reports").json()["items"]] == ["gz"]
    wrong = client.get("/api/v1/rounds", headers={"Authorization": "Bearer wrong"})
    problem(wrong, 401, "web_api.token_opens_nothing")
    problem(
        client.get("/api/v1/rounds", headers={"Authorization": "Basic eDp5"}),
        401,
        "web_api.token_opens_nothing",
    )


def test_a_browser_that_has_to_change_its_password_is_told_so_and_not_sent_to_a_page(actors):
    client = Client()
    client.force_login(User.objects.get(username="gz"))
    User.objects.filter(username="gz").update(must_change_password=True)
    problem(client.get("/api/v1/rounds"), 401, "web_api.session_incomplete")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "head", "options"])
def test_it_only_reads(method, round):
    secret = issued("head")
    ask = getattr(Client(), method)
    answer = ask("/api/v1/rounds", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 405
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "GET" in answer.headers["Allow"]


def test_no_other_site_may_read_it(round):
    answer = Programme(issued("head")).get("rounds", Origin="https://example.org")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_the_page_about_it_is_for_whoever_is_signed_in(actors):
    client = Client()
    assert client.get(reverse("api_page")).status_code == 302
    client.force_login(User.objects.get(username="gz"))
    html = client.get(reverse("api_page")).content.decode()
    assert all(f'id="op-{name}"' in html for name in NAMES)
