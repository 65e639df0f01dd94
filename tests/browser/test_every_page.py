"""Every page as every role, found from the addresses: no barrier, no other host, no broken policy."""

import re

import pytest
from django.test import Client

from kaohe.office.accounts.roles import Role
from tests.browser.looking import DESKTOP, PHONE, axe, print_out, shoot
from tests.web.addresses import pages
from tests.web.everybody import person

CHANGING = re.compile(r'(?:value|content)="[^"]*"|<p class="printed.*?</p>|\d{4}-\d\d-\d\d \d\d:\d\d')
seen: set[str] = set()
"""What is inside <main> of pages already looked at: other roles often see the very same."""


def own_part(html: str) -> str:
    return CHANGING.sub("", html[html.find("<main") : html.find("</main>")])


def name_of(path: str) -> str:
    return path.strip("/").replace("/", "-") or "home"


@pytest.mark.parametrize("role", [None, *Role])
def test_no_page_has_a_barrier(open_as, role):
    user = person(role)
    client = Client()
    client.force_login(user)
    narrow = {"width": 320, "height": 640}  # 1280 pixels at 400 % (WCAG 1.4.10)
    for path, status, html in pages(client):
        part = "no permission" if status == 403 else own_part(html)
        if status not in {200, 403} or part in seen:
            continue
        seen.add(part)
        page = open_as(user)
        page.watch.expected = ["403 (Forbidden)"]
        page.goto(path)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]
        shoot(page, f"{name_of(path)}-{role.value if role else 'nobody'}-zh")
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], f"{path} on a phone"
        shoot(page, f"{name_of(path)}-{role.value if role else 'nobody'}-phone-zh")
        page.set_viewport_size(narrow)
        assert page.evaluate("document.documentElement.scrollWidth") <= narrow["width"], f"{path} at 400 %"


def test_pages_have_no_barrier_in_english_on_a_phone_and_print(open_as):
    user = person(Role.PROVINCE_HEAD)
    client = Client()
    client.force_login(user)
    page = open_as(user, lang="en", size=PHONE)
    page.watch.expected = ["403 (Forbidden)"]
    for path, status, _ in pages(client):
        if status == 200:
            page.set_viewport_size(PHONE)
            page.goto(path)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
            shoot(page, f"{name_of(path)}-phone-en")
            page.set_viewport_size(DESKTOP)
            shoot(page, f"{name_of(path)}-en")
            print_out(page, f"{name_of(path)}-en")


def test_who_is_not_signed_in_meets_no_barrier(open_as):
    page = open_as(None)
    page.watch.expected = ["404 (Not Found)"]
    page.goto("/no-such-page/")
    axe(page)
    shoot(page, "missing-anonymous")
