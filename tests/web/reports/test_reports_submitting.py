"""Handing in: who may, what keeps a report back, what is named, versions and their differences."""

from datetime import timedelta

import pytest

from kaohe.office.accounts.models import Post
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.models import Report, Submission

pytestmark = pytest.mark.django_db

FORM = {"principal": "陈一", "statistician": "李二", "filler": "王三", "filler_phone": "020-123", "seen": "0"}


def test_only_the_head_sees_submit_and_a_reporter_sees_who_can(sign_in, at, fill):
    fill("gz")
    head = sign_in("gz").get(at("report_submit", "gz")).content.decode()
    assert "data-confirm" in head and "第1版" not in head
    page = sign_in("gz_reporter").get(at("report_submit", "gz")).content.decode()
    assert "data-confirm" not in page and "提交由以下人员办理：gz" in page
    refused = sign_in("gz_reporter").post(at("report_submit", "gz"), FORM | {"key": "key-0001"})
    assert refused.status_code == 403 and "提交报表" in refused.content.decode()
    Post.objects.filter(user__username="gz").update(until="2018-02-01")
    assert "没有可以提交的人员" in sign_in("gz_reporter").get(at("report_submit", "gz")).content.decode()


def test_a_report_is_handed_in_once_with_its_people(sign_in, at, fill):
    fill("gz")
    client = sign_in("gz")
    for _ in range(2):
        answer = client.post(at("report_submit", "gz"), FORM | {"key": "key-0001"}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200 and "市级初审中" in page and "正在市级初审" in page
    submission = Submission.objects.get()
    assert submission.people == {
        "principal": "陈一",
        "statistician": "李二",
        "filler": "王三",
        "filler_phone": "020-123",
    }
    assert Entry.objects.filter(action="reporting.submit").count() == 1


def test_what_keeps_it_back_leads_to_the_cells(sign_in, at, fill):
    fill("gz", gdp="100", tax="200", note="")
    answer = sign_in("gz").post(at("report_submit", "gz"), FORM | {"filler": " ", "key": "key-0001"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert (
        "税收超过生产总值" in page and '#row-firms"' in page and 'href="#filler"' in page and "填表人" in page
    )
    assert Report.objects.get(code="gz").version == 0


def test_handed_in_meanwhile(sign_in, at, hand_in):
    hand_in("gz")
    answer = sign_in("gz").post(at("report_submit", "gz"), FORM | {"key": "key-0001"})
    assert answer.status_code == 409 and "现为第1版" in answer.content.decode()


@pytest.mark.parametrize("seen", ["", "x", "一", "-1"])
def test_a_form_of_another_shape(sign_in, at, round, seen):
    answer = sign_in("gz").post(at("report_submit", "gz"), FORM | {"seen": seen, "key": "key-0001"})
    assert answer.status_code == 409


def test_a_reporter_names_people_for_the_head(sign_in, at, fill):
    fill("gz")
    client = sign_in("gz_reporter")
    for _ in range(2):
        client.post(at("report_people", "gz"), FORM | {"key": "key-0001"})
    assert 'value="陈一"' in sign_in("gz").get(at("report_submit", "gz")).content.decode()
    assert Entry.objects.filter(action="reporting.name_people").count() == 1
    long = client.post(at("report_people", "gz"), FORM | {"filler": "王" * 41, "key": "key-0002"})
    assert long.status_code == 409 and "最多40字" in long.content.decode()
    odd = client.post(at("report_people", "gz"), FORM | {"filler": "a\u2028b", "key": "key-0003"})
    assert odd.status_code == 409


def test_people_are_not_changed_under_review(sign_in, at, hand_in):
    hand_in("gz")
    answer = sign_in("gz").post(at("report_people", "gz"), FORM | {"key": "key-0001"})
    assert answer.status_code == 409 and "正在市级初审" in answer.content.decode()


def test_versions_and_what_differs(sign_in, at, hand_in, actors, report_of):
    hand_in("gz")
    until = actors.head.at + timedelta(days=3)
    reopen(actor=actors.head, report=report_of("gz"), item="tax", until=until, reason="笔误")
    hand_in("gz", tax="150")
    client = sign_in("gz_reporter")
    page = client.get(at("report_versions", "gz")).content.decode()
    assert "第2版" in page and "陈一" in page
    assert "<del>120</del>" in page and "<ins>150</ins>" in page and "地区生产总值" not in page
    first = client.get(at("report_versions", "gz") + "?from=0&to=1").content.decode()
    assert "地区生产总值" in first
    odd = client.get(at("report_versions", "gz") + "?from=99999999999999999999&to=x")
    assert odd.status_code == 200


def test_no_version_yet(sign_in, at, round):
    assert "还没有提交过" in sign_in("gz").get(at("report_versions", "gz")).content.decode()
