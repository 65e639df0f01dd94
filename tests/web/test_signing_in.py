"""Signing in: passwords, locks and their clock, the second factor with real codes, sessions, the journal."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, get_resolver, reverse

from kaohe.office.accounts.models import Session, User
from kaohe.office.accounts.roles import SECOND_FACTOR, Role
from kaohe.office.journal.models import Entry
from kaohe.web.signing_in import SecondFactor, address
from tests.office.people import PASSWORD, user

pytestmark = pytest.mark.django_db
NEW = "a much better password 1"


def sign_in(client, username="li", password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": username, "password": password}, **extra)


def signed_in(client):
    return "_auth_user_id" in client.session


def journal():
    return [entry.action.removeprefix("accounts.") for entry in Entry.objects.all()]


def code(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def with_second_factor(username="li", *posts):
    somebody, secret = user(username, *posts), generate_totp_secret()
    TOTP.activate(somebody, secret)
    return somebody, secret


def test_whoever_knows_name_and_password_is_in_and_it_is_journaled():
    li, client = user("li"), Client(REMOTE_ADDR="192.0.2.7")
    assert client.get(reverse("account")).url.startswith(reverse("account_login"))
    assert sign_in(client, "LI ").status_code == 302
    assert signed_in(client)
    entry = Entry.objects.get()
    assert (entry.action, entry.actor_id, entry.source) == ("accounts.sign_in", li.pk, "192.0.2.7")
    assert client.get(reverse("account")).status_code == 200
    assert client.get(reverse("account_logout")).status_code == 200
    client.post(reverse("account_logout"))
    assert not signed_in(client)
    assert journal() == ["sign_in", "sign_out"]
    assert not Session.objects.exists()


@pytest.mark.parametrize(("lang", "words"), [("zh", "用户名或密码不正确"), ("en", "the password is wrong")])
def test_a_wrong_password_is_told_and_journaled_without_it(lang, words):
    li, client = user("li"), Client()
    client.cookies["lang"] = lang
    answer = sign_in(client, password="wrong horse")
    assert words in answer.content.decode()
    assert "wrong horse" not in answer.content.decode()
    entry = Entry.objects.get()
    assert (entry.action, entry.key, entry.actor_id) == ("accounts.sign_in_failed", str(li.pk), None)
    assert "wrong horse" not in str(entry.__dict__)


def test_a_name_that_nobody_has_is_not_kept():
    sign_in(Client(), "my-Password-typed-here")
    entry = Entry.objects.get()
    assert (entry.action, entry.key) == ("accounts.sign_in_failed", "")
    assert "typed-here" not in str(entry.__dict__).lower()


def test_five_failures_lock_the_name_for_a_quarter_of_an_hour(clock):
    user("li")
    for number in range(5):
        sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), "Li" if number % 2 else "li", "wrong")
    assert journal() == ["sign_in_failed"] * 5 + ["locked_out"]
    client = Client(REMOTE_ADDR="192.0.2.99")
    for _ in range(3):
        assert "失败次数过多" in sign_in(client).content.decode()
    assert not signed_in(client)
    assert len(journal()) == 6
    clock.ahead(minutes=14, seconds=50)
    sign_in(client)
    assert not signed_in(client)
    clock.ahead(seconds=20)
    sign_in(client)
    assert signed_in(client)


def test_a_name_is_locked_whatever_host_is_asked(settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    user("li")
    for number in range(5):
        sign_in(Client(), password="wrong", headers={"host": f"{('one', 'two')[number % 2]}.example"})
    client = Client()
    sign_in(client, headers={"host": "two.example"})
    assert not signed_in(client)


def test_success_between_failures_does_not_start_the_count_anew():
    user("li")
    for _ in range(4):
        sign_in(Client(), password="wrong")
    inside = Client()
    sign_in(inside)
    assert signed_in(inside)
    sign_in(Client(), password="wrong")
    client = Client()
    sign_in(client)
    assert not signed_in(client)


@pytest.mark.parametrize("header", ["x-forwarded-for", "x-real-ip", "forwarded", "client-ip"])
def test_twenty_failures_a_minute_lock_the_address_whatever_it_says_of_itself(clock, header):
    user("li")
    for number in range(20):
        sign_in(Client(), f"guess{number}", "wrong", headers={header: f"198.51.100.{number}"})
    assert journal() == ["sign_in_failed"] * 20 + ["locked_out"]
    assert Entry.objects.order_by("position").last().after["per"] == "ip"
    client = Client()
    sign_in(client, headers={header: "198.51.100.200"})
    assert not signed_in(client)
    elsewhere = Client(REMOTE_ADDR="203.0.113.5")
    sign_in(elsewhere)
    assert signed_in(elsewhere)
    clock.ahead(seconds=61)
    sign_in(client)
    assert signed_in(client)


def test_an_own_proxy_is_believed_and_nothing_before_it(settings):
    request = RequestFactory().get("/", headers={"x-forwarded-for": "1.2.3.4, 192.0.2.7"})
    assert address(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert address(request) == "192.0.2.7"


def test_a_deactivated_user_is_told_so_and_not_let_in():
    user("li", is_active=False)
    client = Client()
    answer = client.post(reverse("account_login"), {"login": "li", "password": PASSWORD}, follow=True)
    assert "账户已停用" in answer.content.decode()
    assert not signed_in(client)


def test_whoever_is_deactivated_meanwhile_is_out():
    li, client = user("li"), Client()
    sign_in(client)
    User.objects.filter(pk=li.pk).update(is_active=False)
    assert client.get(reverse("account")).status_code == 302


# sessions


def test_of_more_than_three_sessions_the_oldest_ends(clock):
    user("li")
    clients = [Client() for _ in range(4)]
    for client in clients:
        sign_in(client)
        clock.ahead(minutes=1)
    assert Session.objects.count() == 3
    assert [client.get(reverse("account")).status_code for client in clients] == [302, 200, 200, 200]
    ended = Entry.objects.get(action="accounts.session_ended")
    assert ended.after == {"cause": "limit"}


def test_half_an_hour_without_a_request_ends_a_session(clock):
    user("li")
    client = Client()
    sign_in(client)
    for _ in range(3):
        clock.ahead(minutes=29)
        assert client.get(reverse("account")).status_code == 200
    clock.ahead(minutes=31)
    assert client.get(reverse("account")).status_code == 302
    assert not signed_in(client)
    assert Entry.objects.order_by("position").last().after == {"cause": "idle"}
    assert journal().count("sign_out") == 0


def test_eight_hours_end_a_session(clock):
    user("li")
    client = Client()
    sign_in(client)
    for _ in range(19):
        clock.ahead(minutes=25)
        assert client.get(reverse("account")).status_code == 200
    clock.ahead(minutes=10)
    assert client.get(reverse("account")).status_code == 302


def test_a_request_of_htmx_is_told_to_go_as_a_whole_page(clock):
    user("li")
    client = Client()
    sign_in(client)
    clock.ahead(minutes=31)
    answer = client.get(reverse("account"), headers={"hx-request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("account_login")


def test_a_session_of_another_user_is_no_session():
    li, wang = user("li"), user("wang")
    mine, other = Client(), Client()
    sign_in(mine)
    sign_in(other, "wang")
    session = mine.session
    session["kaohe_session"] = Session.objects.get(user=wang).pk
    session.save()
    assert mine.get(reverse("account")).status_code == 302
    assert Session.objects.filter(user=li).exists()


# passwords


def change(client, old=PASSWORD, new=NEW, again=None):
    data = {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    return client.post(reverse("account_change_password"), data)


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


# the second factor


@pytest.mark.parametrize("role", sorted(SECOND_FACTOR))
def test_whoever_needs_a_second_factor_sets_it_up_before_any_page(role):
    user("li", (role, "commerce"))
    client = Client()
    sign_in(client)
    for name in ("account", "home", "accounts", "offices", "mfa_index", "accounts_add_user"):
        assert client.get(reverse(name)).url == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r"<code>([A-Z2-7]{32})</code>", page).group(1)
    assert "验证码不正确" in client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    answer = client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    assert answer.url == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("account")).status_code == 200
    assert journal() == ["sign_in", "second_factor_added", "recovery_codes_made"]


def test_recovery_codes_are_shown_once_and_work_once():
    li, _ = with_second_factor()
    client = Client()
    client.force_login(li)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("mfa_generate_recovery_codes"))
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    shown = re.findall(r"<code>(\d{8})</code>", page)
    assert len(shown) == 10
    again = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert not any(each in again for each in shown)
    for expected in (True, False):
        other = Client()
        sign_in(other)
        other.post(reverse("mfa_authenticate"), {"code": shown[0]})
        assert signed_in(other) is expected


def test_signing_in_takes_the_code_of_the_moment_once():
    _, secret = with_second_factor()
    client, other = Client(), Client()
    assert sign_in(client).url == reverse("mfa_authenticate")
    assert not signed_in(client)
    assert client.get(reverse("account")).status_code == 302
    now = code(secret)
    client.post(reverse("mfa_authenticate"), {"code": now})
    assert signed_in(client)
    sign_in(other)
    again = other.post(reverse("mfa_authenticate"), {"code": now})
    assert "验证码不正确或已使用过" in again.content.decode()
    assert journal() == ["second_factor_used", "sign_in", "second_factor_failed"]


def test_five_wrong_codes_lock_the_second_factor(clock):
    _, secret = with_second_factor()
    client = Client()
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert journal() == ["second_factor_failed"] * 5 + ["locked_out"]
    assert "失败次数过多" in client.post(reverse("mfa_authenticate"), {"code": code(secret)}).content.decode()
    clock.ahead(minutes=15, seconds=1)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert signed_in(client)


def test_a_second_factor_that_the_post_needs_stays():
    li, _ = with_second_factor("li", (Role.AUDITOR, "commerce"))
    client = Client()
    client.force_login(li)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "不能移除" in client.get(reverse("mfa_deactivate_totp")).content.decode()
    client.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=li).exists()


def test_whoever_may_removes_it_after_showing_again_who_it_is():
    li, _ = with_second_factor("li", (Role.COMMITTEE_HEAD, "gdd"))
    client = Client()
    client.force_login(li)
    again = client.post(reverse("mfa_deactivate_totp"))
    assert again.url.startswith(reverse("account_reauthenticate"))
    assert "密码不正确" in client.post(again.url, {"password": "wrong"}).content.decode()
    client.post(again.url, {"password": PASSWORD})
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert "second_factor_removed" in journal()


def test_the_secret_lies_encrypted_in_the_database(settings):
    _, secret = with_second_factor()
    kept = Authenticator.objects.get().data["secret"]
    assert secret not in kept
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert SecondFactor().decrypt(kept) == secret


# what is not used, and how pages look


def test_addresses_that_are_not_used_do_not_exist():
    unused = ("account_signup", "account_email", "account_reset_password", "account_set_password")
    for name in (*unused, "mfa_download_recovery_codes", "account_email_verification_sent"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in ("signup", "email", "password/reset", "password/set", "social/signup", "login/code"):
        assert Client().get(f"/account/{path}/").status_code == 404
    assert not [name for name in get_resolver().reverse_dict if "social" in str(name)]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_has_words_of_allauth_or_scripts_of_its_own(lang):
    li, _ = with_second_factor()
    client = Client()
    client.cookies["lang"] = lang
    pages = [client.get(reverse("account_login")), client.get(reverse("account_inactive"))]
    sign_in(client)
    pages.append(client.get(reverse("mfa_authenticate")))
    client.force_login(li)
    pages += [client.get(reverse(name)) for name in ("account_reauthenticate", "account_change_password")]
    pages += [client.get(reverse("mfa_reauthenticate")), client.get(reverse("account_logout"))]
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    names = ("mfa_index", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "account")
    pages += [client.get(reverse(name)) for name in names]
    for page in pages:
        assert page.status_code == 200
        text = page.content.decode()
        main = text[text.index("<main") : text.index("</main>")].replace("简体中文", "")
        assert re.search(r"<h1", main)
        assert "<script" not in main
        assert 'class="summary"' not in main
        assert "style=" not in main
        assert bool(re.search(r"[\u4e00-\u9fff]", main)) is (lang == "zh")
        assert "default-src 'self'" in page.headers["Content-Security-Policy"]


def test_too_many_changes_are_told_so():
    user("li")
    client = Client()
    sign_in(client)
    for _ in range(5):
        change(client, new="short")
    answer = change(client)
    assert answer.status_code == 429
    assert "操作过于频繁" in answer.content.decode()


def test_nobody_known_has_no_second_factor():
    assert not SecondFactor().is_mfa_enabled(AnonymousUser())
