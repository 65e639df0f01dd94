"""The second factor with real codes: set up, asked for, locked, removed, kept encrypted."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from kaohe.office.accounts.permissions import GRANTS
from kaohe.office.accounts.roles import SECOND_FACTOR, Role
from kaohe.web.signing_in import SecondFactor
from tests.office.people import PASSWORD, user
from tests.web.signing import code, journal, sign_in, signed_in, with_second_factor

pytestmark = pytest.mark.django_db


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
    li, _ = with_second_factor("li", (Role.COMMITTEE_REPORTER, "gdd"))
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


def test_nobody_known_has_no_second_factor():
    assert not SecondFactor().is_mfa_enabled(AnonymousUser())


@pytest.mark.parametrize("role", Role)
def test_whoever_submits_decides_or_administers_needs_one(role):
    writing = (
        "submit",
        "review",
        "vouch",
        "freeze",
        "reopen",
        "manage",
        "appoint",
        "unlock",
        "journal",
        "sign",
    )
    holder = {
        action
        for action, grants in GRANTS.items()
        if any(role in grant.roles for grant in grants) and any(word in action for word in writing)
    }
    assert bool(holder) == (role in SECOND_FACTOR)
