"""Departments confirm, dispute, and hold their own list against the figures; the province settles."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaohe.office.reporting.models import Decision, Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports(hand_in, report_of):
    for code, gdp in (("gz", "1000"), ("ns", "600"), ("zj", "90")):
        hand_in(code, gdp=gdp, tax="20", firms="10")
    return {code: report_of(code) for code in ("gz", "ns", "zj")}


def said():
    return sorted(Decision.objects.values_list("figure__report__code", "level", "outcome", "value"))


def post(client, address="vouch_say", **form):
    return client.post(reverse(address), {"key": "key-0001", **form})


def test_all_that_are_shown_are_confirmed_at_once(client_of, reports):
    client = client_of("statistics")
    cells = [f"{report.pk}@gdp@1@0" for report in reports.values()]
    answer = post(client, cell=cells, outcome="accept", item=".gdp")
    assert "item=.gdp" in answer.headers["Location"]
    assert said() == [(code, "department", "accept", None) for code in reports]
    page = client.get(answer.headers["Location"]).content.decode()
    assert "已处理3个数" in page
    assert page.count("已确认") == 1 + 3


def test_a_report_that_moved_meanwhile_is_named_and_the_others_are_confirmed(client_of, reports):
    Report.objects.filter(code="ns").update(version=2)
    client = client_of("statistics")
    cells = [f"{report.pk}@gdp@1@0" for report in reports.values()]
    page = client.get(post(client, cell=cells, outcome="accept").headers["Location"]).content.decode()
    assert [code for code, *_ in said()] == ["gz", "zj"]
    assert "ns经开区：报表现为第2版" in page


def test_a_dispute_needs_a_value_and_a_reason(client_of, reports):
    client, one = client_of("statistics"), f"{reports['gz'].pk}@gdp@1@0"
    for form in ({"reason": "x"}, {"value": "九百", "reason": "x"}, {"value": "-", "reason": "x"}):
        assert post(client, one=one, outcome="dispute", **form).status_code == 409
    post(client, one=one, outcome="dispute", value="980")
    assert said() == []
    post(client, one=one, outcome="dispute", value="9.8e2", reason="快报口径")
    assert said() == [("gz", "department", "dispute", 980)]


def test_two_of_a_department_at_once(client_of, reports):
    client, one = client_of("statistics"), f"{reports['gz'].pk}@gdp@1@0"
    post(client, one=one, outcome="dispute", value="980", reason="口径")
    page = client.get(post(client, cell=[one], outcome="accept").headers["Location"]).content.decode()
    assert "刚刚给出了新的意见" in page
    assert said() == [("gz", "department", "dispute", 980)]


def test_the_province_sees_what_is_to_settle_and_settles_with_a_reason(client_of, reports):
    report = reports["gz"]
    post(client_of("statistics"), one=f"{report.pk}@gdp@1@0", outcome="dispute", value="980", reason="口径")
    Report.objects.filter(pk=report.pk).update(stage="province")
    client = client_of("officer")
    page = client.get(reverse("review_report", args=[report.pk]), {"show": "asked"}).content.decode()
    assert "待裁定" in page
    assert "980" in page
    form = {"seen": 1, "after": 0, "outcome": "accept", "key": "key-0001"}
    address = reverse("review_say", args=[report.pk, "gdp"])
    assert client.post(address, form).status_code == 409
    assert client.post(address, form | {"reason": "采用管委会数"}).status_code == 302
    assert "已裁定" in client_of("statistics").get(reverse("vouch")).content.decode()


LIST = '单位,数值\ngz,1000\nns经开区,"6,01"\nzj,90.5\nns,600\nxx,5\ngz,7\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_list_is_held_against_the_figures_and_said_only_when_agreed_to(client_of, reports, encoding):
    client = client_of("statistics")
    file = SimpleUploadedFile("gdp.csv", LIST.encode(encoding), "text/csv")
    answer = post(client, "vouch_list", item=".gdp", list=file)
    assert said() == []
    compared, context = answer.context["compared"], answer.context
    assert [each.vouched.report.code for each in compared.equal] == ["gz", "ns"]
    assert [(each.vouched.report.code, each.value) for each in compared.different] == [("zj", 90.5)]
    assert [(problem.code, problem.place.line) for problem in compared.problems] == [
        ("workbooks.not_a_number", 3),
        ("reporting.list_twice", 7),
        ("reporting.list_unknown", None),
    ]
    form = {name: context[name] for name in ("content", "key")} | {"cell": context["cells"], "item": ".gdp"}
    post(client, "vouch_list", agreed="1", reason="快报口径", **form)
    assert said() == [
        ("gz", "department", "accept", None),
        ("ns", "department", "accept", None),
        ("zj", "department", "dispute", 90.5),
    ]


@pytest.mark.parametrize(
    "content", [b"\xff\xff\xff\xff", b"gz,1\n" * 5001, b"x" * 1_000_001], ids=["no text", "rows", "bytes"]
)
def test_a_list_that_is_none_is_refused(client_of, reports, content):
    file = SimpleUploadedFile("gdp.csv", content, "text/csv")
    answer = post(client_of("statistics"), "vouch_list", item=".gdp", list=file)
    assert answer.status_code == 409


def test_a_list_of_an_item_of_others_is_not_there(client_of, reports):
    file = SimpleUploadedFile("tax.csv", b"gz,1", "text/csv")
    assert post(client_of("statistics"), "vouch_list", item=".tax", list=file).status_code == 404
    assert post(client_of("officer"), "vouch_list", item=".gdp", list=file).status_code == 403


def test_an_empty_or_binary_list_says_what_is_wrong(client_of, reports):
    for content in (b"", b"PK\x03\x04\x00\x00"):
        file = SimpleUploadedFile("gdp.csv", content or b"\n", "text/csv")
        answer = post(client_of("statistics"), "vouch_list", item=".gdp", list=file)
        assert answer.status_code == 200
        assert not answer.context["cells"]
