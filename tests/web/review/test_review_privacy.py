"""Counts of 1 and 2: no page, note, word or file tells them to an outside reviewer; others see them."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kaohe.office.accounts.models import Post, User
from kaohe.office.accounts.roles import Role
from kaohe.office.reporting.actions.evidence import attach
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.reviewing import Word, decide
from kaohe.office.reporting.models import Decision, Evidence, Figure
from tests.office.reporting.conftest import NOW

pytestmark = pytest.mark.django_db
NOTE, REASON, REPLY = "两家企业", "应为两家", "确为两家"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def small(hand_in, report_of, fill, actors):
    """Last year zj had one firm, now two: the note, the files and the reviewers say so."""
    fill("zj", gdp="100", tax="9")
    fill("zj", note=NOTE, firms="2")
    report = report_of("zj")
    for item in ("firms", "gdp"):
        file = SimpleUploadedFile("名单.txt", f"{item} 甲、乙".encode())
        attach(actor=actors.zj, report=report, item=item, file=file, key=f"attach-{item}")
    hand_in("zj", gdp="100", tax="9")
    word = Word("firms", "query", REASON)
    decide(actor=actors.zhanjiang, report=report, level="city", words=[word], seen=1, key="word")
    Decision.objects.get().replies.create(text=REPLY, by="zj", at=NOW)
    reopen(actor=actors.head, report=report, item="firms", until=NOW.replace(month=4), reason=REASON)
    return report_of("zj")


def pages(client, report):
    addresses = [
        reverse("review_report", args=[report.pk]) + "?show=all",
        reverse("review_versions", args=[report.pk, 1, 1]) + "?all=1",
        reverse("review_moves", args=[report.pk]),
        reverse("review_sample"),
        reverse("review_reopenings"),
    ]
    answers = [client.get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    return [answer.content.decode() for answer in answers]


def status_of(client, report, file):
    """Of a file looked at to its end, which closes it."""
    answer = client.get(reverse("report_evidence", args=[report.pk, file.pk]))
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def test_whoever_decides_reads_all(client_of, small):
    content = "".join(pages(client_of("officer"), small))
    assert all(words in content for words in (NOTE, REASON, REPLY, "名单.txt"))


def test_an_outside_reviewer_reads_none_of_it(client_of, small):
    for content in pages(client_of("outside"), small):
        assert "两家" not in content
    first = pages(client_of("outside"), small)[0]
    assert first.count("名单.txt") == 1, "the file of the gross product is no secret"


def test_another_post_elsewhere_opens_nothing(client_of, small, actors):
    """A sample told who had the role of an outside reviewer and any other that counts are theirs to see."""
    user = User.objects.get(username="outside")
    Post.objects.create(
        user=user, office=actors.offices["statistics"], role=Role.DEPARTMENT_OFFICER, since=date(2018, 1, 1)
    )
    assert all("两家" not in content for content in pages(client_of("outside"), small))


@pytest.mark.parametrize(
    ("name", "firms", "gdp"),
    [
        ("officer", 200, 200),
        ("zhanjiang", 200, 200),
        ("zj", 200, 200),
        ("outside", 404, 200),
        ("statistics", 404, 200),
        ("ns", 404, 404),
        ("guangzhou", 404, 404),
        ("auditor", 404, 404),
    ],
)
def test_who_reads_which_file(client_of, small, name, firms, gdp):
    client = client_of(name)
    for item, status in (("firms", firms), ("gdp", gdp)):
        file = Evidence.objects.get(item=item)
        assert status_of(client, small, file) == status


def test_a_file_that_told_a_small_count_before_is_withheld_too(client_of, small):
    Figure.objects.create(report=small, item="firms", version=2, value=30)
    file = Evidence.objects.get(item="firms")
    assert status_of(client_of("outside"), small, file) == 404


def test_a_draft_is_nobodys_to_review(client_of, fill, report_of, actors):
    fill("gz")
    file = SimpleUploadedFile("a.txt", "甲".encode())
    shown = attach(actor=actors.gz, report=report_of("gz"), item="gdp", file=file, key="attach")
    assert status_of(client_of("outside"), report_of("gz"), shown) == 404
    assert status_of(client_of("gz"), report_of("gz"), shown) == 200
    assert client_of("outside").get(reverse("report", args=[report_of("gz").pk])).status_code == 403
