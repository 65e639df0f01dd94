"""Signing in: passwords, locks and their clock, the journal, what is not used, how the pages look."""

import re

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from kaohe.office.accounts.models import Session, User
from kaohe.office.journal.models import Entry
from tests.office.people import PASSWORD, user
from tests.web.signing import journal, sign_in, signed_in, with_second_factor

pytestmark = pytest.mark.django_db


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
        assert "script-src 'self'" in page.headers["Content-Security-Policy"]
