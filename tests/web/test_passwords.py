"""Own passwords: when they have to be changed, which will do."""

import pytest
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.models import User
from tests.office.people import PASSWORD, user
from tests.web.signing import NEW, change, journal, sign_in

pytestmark = pytest.mark.django_db


def test_a_password_to_be_changed_comes_before_every_page():
    user("li", must_change_password=True)
    client = Client()
    sign_in(client)
    for name in ("account", "home", "accounts", "offices"):
        assert client.get(reverse(name)).url == reverse("account_change_password")
    assert change(client).status_code == 302
    assert client.get(reverse("account")).status_code == 200
    li = User.objects.get()
    assert li.check_password(NEW)
    assert li.password_changed_at
    assert not li.must_change_password
    assert journal() == ["sign_in", "change_password"]


def test_whoever_has_no_password_has_no_page_to_change_it():
    nobody, client = User.objects.create_user("li"), Client()
    client.force_login(nobody)
    assert client.get(reverse("account_change_password")).status_code == 404
    assert client.get(reverse("account_reauthenticate")).status_code == 403


def test_a_changed_password_ends_the_other_sessions():
    user("li")
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    change(here)
    assert here.get(reverse("account")).status_code == 200
    assert there.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        ("short", None, "至少需要12个字符"),
        ("123456789012345", None, "全为数字"),
        ("administrator", None, "太常见"),
        ("liming.guangzhou", None, "太相近"),
        (NEW, "another password 12", "不一致"),
        (PASSWORD, None, "最近5次"),
        ("", None, "没有填写"),
    ],
)
def test_a_password_that_will_not_do_is_told_why(new, again, words):
    user("liming.guangzhou")
    client = Client()
    sign_in(client, "liming.guangzhou")
    answer = change(client, new=new, again=again)
    assert words in answer.content.decode()
    assert User.objects.get().check_password(PASSWORD)


def test_the_old_password_cannot_be_guessed_here(clock):
    user("li")
    client = Client()
    sign_in(client)
    for _ in range(5):
        assert "密码不正确" in change(client, old="wrong").content.decode()
    clock.ahead(minutes=2)
    assert "失败次数过多" in change(client).content.decode()
    assert journal() == ["sign_in"] + ["sign_in_failed"] * 5 + ["locked_out"]


def test_too_many_changes_are_told_so():
    user("li")
    client = Client()
    sign_in(client)
    for _ in range(5):
        change(client, new="short")
    answer = change(client)
    assert answer.status_code == 429
    assert "操作过于频繁" in answer.content.decode()
