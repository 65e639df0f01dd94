"""Requests that nobody sends by mistake: none breaks a page or leads to another host."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import Role
from tests.office.people import user

pytestmark = pytest.mark.django_db


def client_of(role, lang="zh"):
    somebody = user(f"a.{role}", (role, "commerce"))
    TOTP.activate(somebody, generate_totp_secret())
    client = Client()
    client.force_login(somebody)
    client.cookies["lang"] = lang
    return client


@pytest.mark.parametrize("page", ["//evil.example/x", "/\\evil.example"])
def test_the_way_back_leads_to_no_other_host(page):
    content = (
        Client()
        .get("/nothing/", headers={"host": "testserver", "referer": f"http://testserver{page}"})
        .content.decode()
    )
    assert "evil.example" not in content


def test_the_way_back_leads_back():
    answer = Client().get(
        "/nothing/", headers={"host": "testserver", "referer": "http://testserver/rounds/?a=1"}
    )
    assert 'href="/rounds/?a=1"' in answer.content.decode()


@pytest.mark.parametrize(("lang", "words"), [("zh", "空字符"), ("en", "NUL character")])
@pytest.mark.parametrize(
    "address", ["/accounts/?words=%00", "/accounts/offices/?words=a%00", "/zones/of/%00/"]
)
def test_an_address_with_a_nul_is_refused(address, lang, words):
    answer = client_of(Role.SYSTEM_ADMIN, lang).get(address)
    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_a_form_with_a_nul_is_refused():
    client = client_of(Role.SYSTEM_ADMIN)
    form = {"username": "abc", "name": "李\0敏"}
    assert client.post("/accounts/users/add/", form).status_code == 400
    assert not User.objects.filter(username="abc").exists()
    assert Client().post("/account/sign-in/", {"login": "a\0", "password": "b"}).status_code == 400


@pytest.mark.parametrize("address", ["/accounts/", "/accounts/offices/"])
def test_a_page_beyond_all_counting_is_empty(address):
    assert client_of(Role.SYSTEM_ADMIN).get(address, {"page": "9" * 18}).status_code == 200


MANY = "9" * 5000
"""Python refuses to read so many digits."""


@pytest.mark.parametrize(
    ("role", "address", "form"),
    [
        (
            Role.SECURITY_ADMIN,
            "/accounts/users/{}/hand-over/",
            {"posts": MANY, "on": "2999-01-01", "reason": "x"},
        ),
        (Role.PROVINCE_HEAD, "/notices/mails/resend/", {"mail": MANY}),
    ],
)
def test_a_number_beyond_all_reading_is_none(role, address, form):
    other = user("other")
    answer = client_of(role).post(address.format(other.pk), form | {"other": other.pk})
    assert answer.status_code in (302, 404, 409)
