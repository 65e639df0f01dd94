"""Pages of requests that are not taken: the right status, in the reader's language."""

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.test import Client, override_settings
from django.urls import path

from kaohe.messages import Place, Problem, Refused
from kaohe.office.accounts.actors import Actor
from kaohe.office.accounts.permissions import require
from kaohe.web import urls

RAISED = {
    "bad": SuspiciousOperation(),
    "big": RequestDataTooBig(),
    "denied": PermissionDenied(),
    "missing": Http404(),
    "refused": Refused(
        [
            Problem("web_style.problem_hard", {"found": "<b>12,5"}, Place("表.xlsx", "1", "E14")),
            Problem("web_style.problem_soft", {"found": "9"}, level="soft"),
        ]
    ),
}


def failing(request, kind):
    if kind == "no_permission":
        require(Actor(1, "陈明", request.actor.at), "reporting.freeze")
    raise RAISED[kind]


urlpatterns = [*urls.urlpatterns, path("fail/<str:kind>/", failing)]
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404

CASES = [
    ("bad", 400, "请求无法识别", "can&#x27;t be read"),
    ("big", 413, "提交的内容过大", "Too much was sent"),
    ("denied", 403, "没有权限", "You may not do this"),
    ("no_permission", 403, "没有这项权限：冻结数据", "may not do this: freeze the figures"),
    ("missing", 404, "找不到这个页面", "This page can&#x27;t be found"),
    ("refused", 409, "不能这样做", "This can&#x27;t be done"),
]


@pytest.fixture
def reader():
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "status", "zh", "en"), CASES, ids=[case[0] for case in CASES])
def test_a_failure_has_its_page_in_both_languages(reader, kind, status, zh, en):
    for lang, words in (("zh", zh), ("en", en)):
        reader.cookies["lang"] = lang
        response = reader.get(f"/fail/{kind}/")
        assert response.status_code == status
        assert words in response.content.decode()


@pytest.mark.django_db
def test_a_refusal_names_place_and_found_and_is_escaped(reader):
    page = reader.get("/fail/refused/").content.decode()
    assert "表.xlsx:1:E14" in page
    assert "“&lt;b&gt;12,5”" in page
    assert page.count("<tr data-problem") == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "link"),
    [
        ("http://testserver/style/?page=2", 'href="/style/?page=2"'),
        ("https://example.org/style/", None),
        ("http://testserver", None),
        ("", None),
    ],
)
def test_a_refusal_leads_back_to_where_one_was_but_to_no_other_host(reader, before, link):
    page = reader.get("/fail/missing/", headers={"referer": before, "host": "testserver"}).content.decode()
    assert link in page if link else "返回上一页" not in page


@pytest.mark.django_db
def test_a_form_that_lost_its_token_says_that_nothing_was_done():
    response = Client(enforce_csrf_checks=True).post("/language/", {"lang": "en"})
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()
