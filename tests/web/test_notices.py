"""Everybody reads their own notices; officers of the province see the mails."""

from datetime import timedelta

import pytest
from django.test import Client

from kaohe.office.accounts.models import User
from kaohe.office.accounts.permissions import PROVINCE
from kaohe.office.accounts.roles import Role
from kaohe.office.notices.models import Mail, Notice, State
from kaohe.office.notices.queries import PAGE, unread
from kaohe.office.notices.telling import tell
from tests.office.acting import AT
from tests.web.everybody import person

pytestmark = pytest.mark.django_db


def signed_in(role):
    user = person(role)
    client = Client()
    client.force_login(user)
    return client, user


def owe(user, count=1, link="/zones/", **params):
    user.email = f"{user.username}@example.cn"
    for number in range(count):
        at = AT + timedelta(minutes=number)
        told = {"code": f"A{number}", **params}
        tell(to_users=[user], key=f"k{number}", code="zones.unknown", params=told, link=link, at=at)


def test_my_notices_are_mine_and_escaped():
    client, user = signed_in(Role.COMMITTEE_REPORTER)
    owe(user, code="<script>alert(1)</script>")
    owe(User.objects.create_user("other"), code="SECRET")
    html = client.get("/notices/").content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "SECRET" not in html
    assert "1 条未读" in html
    assert "/notices/mails/" not in html


def test_a_page_of_notices_takes_few_queries(django_assert_max_num_queries):
    client, user = signed_in(Role.COMMITTEE_REPORTER)
    owe(user, PAGE + 5)
    client.get("/notices/")
    with django_assert_max_num_queries(11):
        html = client.get("/notices/?page=2").content.decode()
    assert html.count("<tr>") == 6


def test_opening_a_notice_reads_it_and_goes_where_it_points():
    client, user = signed_in(Role.COMMITTEE_REPORTER)
    owe(user)
    notice = Notice.objects.get()
    assert client.get(f"/notices/{notice.pk}/open/").status_code == 405
    assert client.post(f"/notices/{notice.pk}/open/")["Location"] == "/zones/"
    assert unread(user.pk) == 0


@pytest.mark.parametrize("link", ["", "https://elsewhere.example/", "//elsewhere.example/", "javascript:1"])
def test_a_notice_never_leads_elsewhere(link):
    client, user = signed_in(Role.COMMITTEE_REPORTER)
    owe(user, link=link)
    assert client.post(f"/notices/{Notice.objects.get().pk}/open/")["Location"] == "/notices/"


def test_others_notices_do_not_exist_for_me():
    client, _ = signed_in(Role.PROVINCE_HEAD)
    other = User.objects.create_user("other")
    owe(other)
    assert client.post(f"/notices/{Notice.objects.get().pk}/open/").status_code == 404
    client.post("/notices/read/")
    assert unread(other.pk) == 1


def test_all_are_read_at_once():
    client, user = signed_in(Role.AUDITOR)
    owe(user, 3)
    assert client.post("/notices/read/").status_code == 302
    assert unread(user.pk) == 0


def mails_of(user):
    owe(user, 5)
    for mail, state in zip(Mail.objects.order_by("pk"), State, strict=True):
        Mail.objects.filter(pk=mail.pk).update(state=state, error="(550, b'no such user')")


def test_officers_see_states_in_words_and_shapes_and_send_again():
    client, user = signed_in(Role.PROVINCE_OFFICER)
    mails_of(user)
    html = client.get("/notices/mails/").content.decode()
    for words in ("待发送", "发送中", "已发送", "发送失败", "不明", "no such user"):
        assert words in html
    assert html.count('class="lamp') == 10
    only = client.get("/notices/mails/?state=unknown").content.decode()
    assert only.count("<tr>") == 2
    assert client.get("/notices/mails/?state=nonsense&page=9").status_code == 200
    keys = list(Mail.objects.filter(state__in=("failed", "unknown")).values_list("pk", flat=True))
    answer = client.post("/notices/mails/resend/", {"mail": keys}, follow=True)
    assert "2 封邮件将重新发送" in answer.content.decode()
    assert Mail.objects.filter(state="owed").count() == 3
    assert client.post("/notices/mails/resend/", {"mail": keys}).status_code == 409
    assert client.post("/notices/mails/resend/", {"mail": ["x", "-1"]}).status_code == 302


def test_a_page_of_mails_takes_few_queries(django_assert_max_num_queries):
    client, user = signed_in(Role.PROVINCE_HEAD)
    owe(user, PAGE)
    client.get("/notices/mails/")
    with django_assert_max_num_queries(10):
        client.get("/notices/mails/")


@pytest.mark.parametrize("role", [None, *(role for role in Role if role not in PROVINCE)])
def test_others_see_no_mails_and_send_none_again(role):
    client, user = signed_in(role)
    mails_of(user)
    assert client.get("/notices/mails/").status_code == 403
    failed = Mail.objects.get(state="failed").pk
    assert client.post("/notices/mails/resend/", {"mail": failed}).status_code == 403
    assert Mail.objects.get(pk=failed).state == "failed"


@pytest.mark.parametrize("address", ["/notices/", "/notices/mails/"])
def test_who_has_not_signed_in_is_sent_there(address):
    assert Client().get(address).status_code == 302
