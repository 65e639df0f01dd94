"""The pages of offices and people: who may see and do what, what refusals look like, how long lists ask."""

from datetime import date, timedelta

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kaohe.office.accounts.actions.language import choose_language
from kaohe.office.accounts.actors import actor_of
from kaohe.office.accounts.models import Office, Post, Token, User
from kaohe.office.accounts.queries.tokens import actor_by_token
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.models import Entry
from tests.office.people import PASSWORD, office, user

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def client_of(role, code="commerce"):
    somebody = user(f"a.{role}", (role, code))
    TOTP.activate(somebody, generate_totp_secret())
    client = Client()
    client.force_login(somebody)
    return client


def acts():
    """What was done, without how the administrator came in."""
    ignored = ("accounts.sign_in", "accounts.session_ended")
    return [entry.action for entry in Entry.objects.exclude(action__in=ignored)]


GETS = ("accounts", "offices")
USER_POSTS = (
    "accounts_change_user",
    "accounts_reset_password",
    "accounts_deactivate",
    "accounts_reactivate",
    "accounts_unlock",
    "accounts_second_factor",
    "accounts_appoint",
    "accounts_end_post",
    "accounts_deputy",
    "accounts_hand_over",
    "accounts_issue_token",
    "accounts_revoke_token",
)
OFFICE_POSTS = ("office_change", "office_end", "office_succession")
PLAIN_POSTS = ("accounts_add_user", "offices_add", "offices_import")
SYSTEM = {"accounts_add_user", "offices_add", "offices_import", *OFFICE_POSTS, *USER_POSTS[:4]}


def filled(target):
    """A form with which each action could succeed."""
    post, other = target.posts.get(), user("other")
    return {
        "name": "新名",
        "username": "new.user",
        "reason": "测试",
        "role": Role.COMMITTEE_REPORTER,
        "office": office("nansha").pk,
        "since": "2026-01-01",
        "until": (TODAY() + timedelta(days=9)).isoformat(),
        "on": TODAY().isoformat(),
        "post": post.pk,
        "posts": [post.pk],
        "other": other.pk,
        "purpose": "测试",
        "scopes": ["zones.read"],
        "token": 0,
        "kind": "committee",
        "code": "new",
        "name_zh": "新",
        "name_en": "New",
        "successor": office("nansha").pk,
        "basis": "测试",
    }


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}))
def test_other_roles_do_nothing_here(role):
    target = user("target", (Role.COMMITTEE_HEAD, "gdd"))
    data, client, gdd = filled(target), client_of(role), office("gdd")
    before = (User.objects.count(), Post.objects.count(), Office.objects.count())
    expected = 200 if role is Role.AUDITOR else 403
    for name in GETS:
        assert client.get(reverse(name)).status_code == expected
    assert client.get(reverse("accounts_user", args=[target.pk])).status_code == expected
    assert client.get(reverse("office", args=[gdd.pk])).status_code == expected
    paths = [reverse(name, args=[target.pk]) for name in USER_POSTS if name != "accounts_revoke_token"]
    paths += [reverse(name, args=[gdd.pk]) for name in OFFICE_POSTS] + [reverse(name) for name in PLAIN_POSTS]
    for path in paths:
        assert client.post(path, data).status_code == 403, path
    assert acts() == []
    assert (User.objects.count(), Post.objects.count(), Office.objects.count()) == before


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN])
def test_each_administrator_does_only_the_own_part(role):
    target = user("target", (Role.COMMITTEE_HEAD, "gdd"))
    data, client, gdd = filled(target), client_of(role), office("gdd")
    for name in (*USER_POSTS, *OFFICE_POSTS, *PLAIN_POSTS):
        args = [target.pk] if name in USER_POSTS else [gdd.pk] if name in OFFICE_POSTS else []
        mine = (name in SYSTEM) is (role is Role.SYSTEM_ADMIN)
        status = client.post(reverse(name, args=args), data).status_code
        if mine:
            assert status != 403, name
        else:
            assert status in {403, 404}, name


def test_whoever_is_not_signed_in_sees_nothing():
    target = user("target", (Role.COMMITTEE_HEAD, "gdd"))
    for path in [reverse(name) for name in (*GETS, "account")] + [reverse("accounts_user", args=[target.pk])]:
        assert Client().get(path).url.startswith(reverse("account_login"))
    for name in USER_POSTS:
        assert Client().post(reverse(name, args=[target.pk])).url.startswith(reverse("account_login"))


def test_no_form_works_without_its_csrf_token():
    target, admin = user("target"), user("sys", (Role.SYSTEM_ADMIN, "commerce"))
    TOTP.activate(admin, generate_totp_secret())
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    path = reverse("accounts_deactivate", args=[target.pk])
    assert client.post(path, {"reason": "x"}).status_code == 403
    assert client.get(path).status_code == 405


def test_a_user_is_added_and_the_password_shown_once():
    client = client_of(Role.SYSTEM_ADMIN)
    data = {"username": "li.ming", "name": "李明", "lang": "en"}
    answer = client.post(reverse("accounts_add_user"), data)
    shown = answer.content.decode().split("<code>")[1].split("</code>")[0]
    assert "no-store" in answer.headers["Cache-Control"]
    li = User.objects.get(username="li.ming")
    assert li.check_password(shown)
    assert shown not in client.get(reverse("accounts_user", args=[li.pk])).content.decode()
    again = client.post(reverse("accounts_add_user"), data)
    assert again.status_code == 409
    assert "已被使用" in again.content.decode()
    assert 'value="li.ming"' in again.content.decode()
    reset = client.post(reverse("accounts_reset_password", args=[li.pk]), {"reason": "忘记"})
    li.refresh_from_db()
    assert li.check_password(reset.content.decode().split("<code>")[1].split("</code>")[0])
    assert acts() == ["accounts.add_user", "accounts.reset_password"]


def test_a_year_of_a_post_from_the_page():
    client, li, wang = client_of(Role.SECURITY_ADMIN), user("li", name="李明"), user("wang", name="王芳")
    page, today = reverse("accounts_user", args=[li.pk]), TODAY()
    gdd, tomorrow = office("gdd"), (today + timedelta(days=1)).isoformat()
    data = {"role": Role.COMMITTEE_HEAD, "office": gdd.pk, "since": today.isoformat()}
    assert client.post(reverse("accounts_appoint", args=[li.pk]), data).url == page
    post = li.posts.get()
    data = {"post": post.pk, "other": wang.pk, "since": today.isoformat(), "until": tomorrow}
    assert client.post(reverse("accounts_deputy", args=[li.pk]), data).url == page
    text = client.get(reverse("accounts")).content.decode()
    assert "代理李明" in text
    data = {"posts": [post.pk], "other": wang.pk, "on": tomorrow, "reason": "换岗"}
    assert client.post(reverse("accounts_hand_over", args=[li.pk]), data).url == page
    data = {"post": wang.posts.order_by("-pk").first().pk, "until": tomorrow, "reason": "离职"}
    client.post(reverse("accounts_end_post", args=[wang.pk]), data)
    assert {entry.reason for entry in Entry.objects.all()} == {"", "换岗", "离职"}
    assert [post.until.isoformat() for post in wang.posts.order_by("pk")] == [today.isoformat(), tomorrow]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"since": "2026-13-01"}, "开始日期“2026-13-01”不是日期"),
        ({"since": ""}, "请填写开始日期"),
        ({"until": "<script>"}, "结束日期“&lt;script&gt;”不是日期"),
        ({"role": "emperor"}, "角色“emperor”不在可选范围内"),
        ({"role": "city_officer"}, "“地市工作人员”岗位不能设在广州开发区管委会（管委会）"),
    ],
)
def test_what_cannot_be_is_told_on_the_page(changed, words):
    client, li = client_of(Role.SECURITY_ADMIN), user("li")
    data = {"role": Role.COMMITTEE_HEAD, "office": office("gdd").pk, "since": "2026-01-01", **changed}
    answer = client.post(reverse("accounts_appoint", args=[li.pk]), data)
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert acts() == []


@pytest.mark.parametrize("found", ["0", "999999", "-1", "x", "９", "9" * 30, ""])
def test_keys_that_are_nobodys_are_not_found(found):
    client, li = client_of(Role.SECURITY_ADMIN), user("li")
    data = {"role": Role.COMMITTEE_HEAD, "since": "2026-01-01", "reason": "x", "until": "2027-01-01"}
    for name, field in (
        ("accounts_appoint", "office"),
        ("accounts_end_post", "post"),
        ("accounts_deputy", "post"),
        ("accounts_revoke_token", "token"),
        ("accounts_hand_over", "other"),
    ):
        answer = client.post(reverse(name, args=[li.pk]), {**data, "on": "2027-01-01", field: found})
        assert answer.status_code == 404, name
    assert acts() == []


def test_posts_and_tokens_of_others_are_not_found_under_a_user():
    client, li = client_of(Role.SECURITY_ADMIN), user("li", (Role.COMMITTEE_HEAD, "gdd"))
    wang = user("wang", (Role.COMMITTEE_HEAD, "nansha"))
    foreign = wang.posts.get().pk
    day, token_days = TODAY().isoformat(), {"since": TODAY(), "until": TODAY()}
    token = Token.objects.create(user=wang, purpose="x", secret_hash="x", scopes=[], **token_days)
    data = {"post": foreign, "token": token.pk, "until": day, "since": day, "reason": "x", "other": wang.pk}
    for name in ("accounts_end_post", "accounts_deputy", "accounts_revoke_token"):
        assert client.post(reverse(name, args=[li.pk]), data).status_code == 404
    data |= {"posts": [foreign, "x", "9" * 40], "on": day}
    assert client.post(reverse("accounts_hand_over", args=[li.pk]), data).status_code == 409
    assert acts() == []


def test_the_security_administrator_sees_no_forms_on_the_own_page():
    client = client_of(Role.SECURITY_ADMIN)
    me = User.objects.get()
    page = client.get(reverse("accounts_user", args=[me.pk])).content.decode()
    assert reverse("accounts_appoint", args=[me.pk]) not in page
    data = {"role": Role.PROVINCE_HEAD, "office": office("commerce").pk, "since": "2026-01-01"}
    answer = client.post(reverse("accounts_appoint", args=[me.pk]), data)
    assert "不能对本人账户" in answer.content.decode()


def test_a_locked_sign_in_is_seen_and_unlocked():
    client, li = client_of(Role.SECURITY_ADMIN), user("li")
    for _ in range(5):
        Client().post(reverse("account_login"), {"login": "li", "password": "wrong"})
    path = reverse("accounts_unlock", args=[li.pk])
    assert "登录锁定至" in client.get(reverse("accounts_user", args=[li.pk])).content.decode()
    assert client.post(path, {"reason": ""}).status_code == 409
    assert client.post(path, {"reason": "本人来电"}).status_code == 302
    assert "没有被锁定" in client.post(path, {"reason": "本人来电"}).content.decode()
    again = Client()
    again.post(reverse("account_login"), {"login": "li", "password": PASSWORD})
    assert "_auth_user_id" in again.session
    assert acts()[-1] == "accounts.unlock"


def test_a_lost_second_factor_is_taken_off_by_another():
    client, li = client_of(Role.SECURITY_ADMIN), user("li", (Role.AUDITOR, "commerce"))
    TOTP.activate(li, generate_totp_secret())
    path = reverse("accounts_second_factor", args=[li.pk])
    assert client.post(path, {"reason": "手机丢失"}).status_code == 302
    assert acts() == ["accounts.reset_second_factor"]
    assert "没有设置第二验证因素" in client.post(path, {"reason": "手机丢失"}).content.decode()
    me = User.objects.get(username="a.security_admin")
    answer = client.post(reverse("accounts_second_factor", args=[me.pk]), {"reason": "x"})
    assert answer.status_code == 409


def test_a_token_is_issued_shown_once_and_revoked():
    client, li = client_of(Role.SECURITY_ADMIN), user("li", (Role.PROVINCE_HEAD, "commerce"))
    data = {"purpose": "大屏", "scopes": ["zones.read"], "until": TODAY().isoformat()}
    answer = client.post(reverse("accounts_issue_token", args=[li.pk]), data)
    secret = answer.content.decode().split("<code>")[1].split("</code>")[0]
    assert actor_by_token(secret, timezone.now()).user == li.pk
    page = client.get(reverse("accounts_user", args=[li.pk])).content.decode()
    assert secret not in page
    assert "大屏" in page
    data = {"token": Token.objects.get().pk, "reason": "停用"}
    client.post(reverse("accounts_revoke_token", args=[li.pk]), data)
    assert actor_by_token(secret, timezone.now()) is None


def test_an_office_from_its_making_to_its_end():
    client, gdd = client_of(Role.SYSTEM_ADMIN), office("gdd")
    data = {"kind": "committee", "code": "new", "name_zh": "新区管委会", "name_en": "New Area"}
    page = client.post(reverse("offices_add"), {**data, "vouches_for": "统计局、税务局, 海关"}).url
    made = Office.objects.get(code="new")
    assert made.vouches_for == ["统计局", "税务局", "海关"]
    assert client.post(reverse("offices_add"), data).status_code == 409
    form = {"successor": gdd.pk, "on": TODAY().isoformat(), "basis": "粤府〔2026〕1号"}
    assert client.post(reverse("office_succession", args=[made.pk]), form).url == page
    form = {"until": TODAY().isoformat(), "reason": "撤并"}
    assert client.post(reverse("office_end", args=[made.pk]), form).url == page
    text = client.get(page).content.decode()
    assert "粤府〔2026〕1号" in text
    form = {"name_zh": "新区", "name_en": "New", "vouches_for": ""}
    client.post(reverse("office_change", args=[made.pk]), form)
    assert "广州开发区管委会" in client.get(reverse("offices"), {"words": "新区"}).content.decode()
    client.post(reverse("offices_import"))
    text = client.get(reverse("offices"), {"kind": "department", "words": "国土"}).content.decode()
    assert "广东省自然资源厅" in text
    assert client.get(reverse("office", args=[10**9])).status_code == 404


def test_words_of_people_are_never_executed():
    client = client_of(Role.SYSTEM_ADMIN)
    client.post(reverse("accounts_add_user"), {"username": "evil", "name": "<img src=x onerror=alert(1)>"})
    text = client.get(reverse("accounts")).content.decode()
    assert "<img src=x" not in text
    assert "&lt;img src=x" in text


@pytest.mark.parametrize("name", GETS)
def test_longer_lists_ask_the_database_no_more(name):
    client = client_of(Role.AUDITOR)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name)).status_code == 200
        return len(queries)

    few = asked()
    for number in range(60):
        made = Office.objects.create(
            code=f"c{number}", kind="committee", name_zh=f"管委会{number}", name_en="C"
        )
        somebody = user(f"u{number}")
        Post.objects.create(user=somebody, office=made, role=Role.COMMITTEE_HEAD, since=date(2026, 1, 1))
    assert asked() == few
    assert "下一页" in client.get(reverse(name)).content.decode()
    second = client.get(reverse(name), {"page": 2})
    assert "上一页" in second.content.decode()
    assert client.get(reverse(name), {"page": "x", "role": "x", "kind": "x", "state": "x"}).status_code == 200


def test_the_own_page_shows_posts_in_both_languages():
    li, client = user("li", (Role.COMMITTEE_REPORTER, "gdd")), Client()
    client.force_login(li)
    text = client.get(reverse("account")).content.decode()
    assert "广州开发区管委会" in text
    assert "管委会填报人" in text
    assert choose_language(actor=actor_of(li, timezone.now()), lang="en")
    assert "Committee reporter" in client.get(reverse("account")).content.decode()
    assert not choose_language(actor=actor_of(li, timezone.now()), lang="en")
    assert acts() == ["accounts.choose_language"]
