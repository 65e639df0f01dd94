"""Language and unit of money are remembered; nobody is led to another host."""

import pytest
from django.test import Client

from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import Role
from kaohe.office.journal.models import Entry
from tests.web.everybody import person

pytestmark = pytest.mark.django_db


def choices():
    return Entry.objects.filter(action="accounts.choose_language")


def test_the_language_is_kept_with_the_browser_and_the_account(client):
    user = person(Role.AUDITOR)
    client.force_login(user)
    page = client.post("/language/", {"lang": "en", "next": "/style/?page=2"}, follow=True)
    assert page.redirect_chain == [("/style/?page=2", 302)]
    assert 'lang="en"' in page.content.decode()
    assert User.objects.get(pk=user.pk).lang == "en"
    entry = choices().get()
    assert (entry.action, entry.before, entry.after) == (
        "accounts.choose_language",
        {"lang": "zh"},
        {"lang": "en"},
    )
    elsewhere = Client()
    elsewhere.force_login(User.objects.get(pk=user.pk))
    assert 'lang="en"' in elsewhere.get("/").content.decode()


def test_choosing_the_same_again_writes_nothing(client):
    client.force_login(person(Role.AUDITOR))
    client.post("/language/", {"lang": "zh"})
    assert not choices().exists()


def test_who_is_not_signed_in_can_choose_a_language_too(client):
    assert client.post("/language/", {"lang": "en"}).cookies["lang"].value == "en"
    assert not choices().exists()


@pytest.mark.parametrize(("given", "kept"), [("en", "en"), ("zh", "zh"), ("fr", "zh"), ("", "zh")])
def test_other_languages_are_chinese(client, given, kept):
    assert client.post("/language/", {"lang": given}).cookies["lang"].value == kept


@pytest.mark.parametrize(
    ("given", "kept", "shown"),
    [("yi", "yi", "4,286.39"), ("wan", "wan", "42,863,900"), ("x", "wan", "42,863,900")],
)
def test_the_unit_of_money_is_remembered(client, given, kept, shown):
    client.force_login(person(Role.AUDITOR))
    assert client.post("/money/", {"money": given}).cookies["money"].value == kept
    assert shown in client.get("/style/").content.decode()


@pytest.mark.parametrize(
    "page", ["https://example.org/", "//example.org", "javascript:alert(1)", "\\\\example.org", ""]
)
@pytest.mark.parametrize("address", ["/language/", "/money/"])
def test_nobody_is_led_elsewhere(client, address, page):
    assert client.post(address, {"next": page}).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/language/", "/money/"])
def test_a_link_changes_nothing(client, address):
    assert client.get(address).status_code == 405
