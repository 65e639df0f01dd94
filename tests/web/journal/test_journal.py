import pytest
from django.db import transaction
from django.urls import reverse

from kaohe.office.accounts.roles import Role
from kaohe.office.journal.actions import Who, record
from kaohe.office.journal.queries import PAGE
from tests.office.journal.writing import AT, write
from tests.web.everybody import person

QUERIES = 9
"""Session, user, its row among ours, posts, offices of posts, unread notices; entries, actions, kinds."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client):
    client.force_login(person(Role.AUDITOR))
    return client


def page(client, **query):
    answer = client.get("/journal/", query)
    assert answer.status_code == 200
    return answer.content.decode()


def positions(client, **query):
    """Where the entries stand after the first, which is the auditor's own sign-in."""
    lines = client.get("/journal/", query).context["lines"]
    return [shown.line.position - 1 for shown in lines if shown.line.position > 1]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_nobody_but_the_auditor_reads_it(client, role):
    client.force_login(person(role))
    assert client.get(reverse("journal")).status_code == 403


def test_whoever_has_not_signed_in_is_sent_to_sign_in(client):
    assert client.get("/journal/").headers["Location"].startswith(reverse("account_login"))


def test_an_entry_is_shown_in_words_with_before_and_after(auditor):
    write(1)
    text = page(auditor)
    assert "维护经开区名录" in text
    assert "<del>旧</del>" in text
    assert "<ins>新</ins>" in text
    assert "2026-03-01 08:00:01" in text
    assert "10.0.0.1" in text
    auditor.cookies["lang"] = "en"
    assert "keep the catalogue of zones" in page(auditor)


def test_what_somebody_wrote_is_text_and_never_markup(auditor):
    with transaction.atomic():
        record(Who(1, "<b>", AT), "old.code", None, after={"<i>": "<script>"}, reason="<u>")
    text = page(auditor)
    assert "old.code" in text
    for wrong in ("<b>", "<i>", "<script>", "<u>"):
        assert wrong not in text.partition("<main")[2]


def test_the_journal_is_read_in_pages_from_the_newest_on(auditor, django_assert_num_queries):
    write(PAGE + 3)
    with django_assert_num_queries(QUERIES):
        answer = auditor.get("/journal/")
    assert answer.context["older"] == "below=5"
    assert positions(auditor, below=5) == [3, 2, 1]
    assert auditor.get("/journal/", {"below": 5}).context["older"] == ""


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"person": "li m"}, [3, 1]),
        ({"person": "王"}, [4, 2]),
        ({"action": "accounts.appoint"}, [4, 2]),
        ({"day": "2026-03-01"}, [4, 3, 2, 1]),
        ({"day": "2026-02-28"}, []),
        ({"kind": "zones.zone"}, []),
        ({"key": "5"}, []),
        ({"person": "王", "action": "zones.manage"}, []),
        ({"person": "%"}, []),
    ],
)
def test_filters_narrow_it(auditor, query, found):
    write(4)
    assert positions(auditor, **query) == found


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"day": "gestern"}, "日期“gestern”无法识别"),
        ({"day": "2026-02-30"}, "日期“2026-02-30”无法识别"),
        ({"day": "0001-01-01"}, "日期“0001-01-01”无法识别"),
        ({"day": "9999-12-31"}, "日期“9999-12-31”无法识别"),
        ({"below": "x"}, "翻页位置“x”无法识别"),
        ({"below": "²"}, "翻页位置“²”无法识别"),
        ({"below": "9" * 40}, "无法识别"),
    ],
)
def test_a_query_that_cannot_be_understood_is_told(auditor, query, words):
    assert words in page(auditor, **query)


def test_it_is_read_only(auditor):
    assert auditor.post("/journal/").status_code == 405
