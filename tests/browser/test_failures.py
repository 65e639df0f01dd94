"""Pages of failures and the head with every room in it, looked at as any other page."""

import pytest
from django.shortcuts import render
from django.test import override_settings
from django.urls import path

from kaohe.office.accounts.roles import Role
from kaohe.web.navigation import ROOMS
from kaohe.web.pages.home import home
from tests.browser.looking import DESKTOP, PHONE, axe, shoot
from tests.web import test_failures
from tests.web.everybody import person


def plain(request, name):
    return render(request, f"{name}.html", {"lang": request.lang}, status=int(name))


rooms = [path(f"room-{room.url}/", home, name=room.url) for room in ROOMS if room.url != "home"]
notices = [path("room-notices/", home, name="notices")]
urlpatterns = [*test_failures.urlpatterns, *rooms, *notices, path("plain/<str:name>/", plain)]
handler400, handler403, handler404 = (
    test_failures.handler400,
    test_failures.handler403,
    test_failures.handler404,
)


@pytest.fixture(autouse=True)
def addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_of_failures_have_no_barrier(open_as, lang):
    page = open_as(person(Role.CITY_OFFICER), lang=lang)
    page.watch.expected = ["Failed to load resource: the server responded with a status of"]
    for kind, *_ in test_failures.CASES:
        page.goto(f"/fail/{kind}/")
        axe(page)
        shoot(page, f"fail-{kind}-{lang}")
    for name in ("500", "503"):
        page.goto(f"/plain/{name}/")
        axe(page)
        shoot(page, f"fail-{name}-{lang}")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_head_holds_every_room(open_as, monkeypatch, lang, size):
    monkeypatch.setattr("kaohe.web.navigation.may_somewhere", lambda actor, action: True)
    page = open_as(person(Role.CITY_OFFICER), lang=lang, size=size)
    page.goto("/room-review/")
    axe(page)
    assert page.locator(".rooms [aria-current]").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    shoot(page, f"rooms-{size['width']}-{lang}")
