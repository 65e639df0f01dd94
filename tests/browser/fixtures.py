"""A Chromium, the office in front of it, and somebody signed in."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

from kaohe.office.accounts.models import User
from tests.browser.looking import DESKTOP, Watch
from tests.browser.serving import served

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OpenAs = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("these tests look at pages in a browser, and there is none: apt install chromium")
    # playwright's sync API runs a loop in this thread, and Django would take the test for async code
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def server(db: None) -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture
def open_as(chromium: Browser, server: str) -> Iterator[OpenAs]:
    """`open_as(user, lang="zh", size=DESKTOP)`: a page where the user (None: nobody) is signed in.

    `page.watch.expected` may name console messages that a test provokes. At the end of the test no page may
    have asked another host, broken the content policy, or met an error in a script.
    """
    opened: list[tuple[Page, Watch]] = []

    def opening(user: User | None, lang: str = "zh", size: dict[str, int] = DESKTOP) -> Page:
        context = chromium.new_context(base_url=server, viewport=size, locale="zh-CN")
        cookies = {"lang": lang}
        if user:
            client = Client()
            client.force_login(user)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies(
            [{"name": name, "value": value, "url": server} for name, value in cookies.items()]
        )
        page = context.new_page()
        page.watch = Watch(page, server)
        opened.append((page, page.watch))
        return page

    yield opening
    for page, _ in opened:
        page.context.close()
    found = [line for _, watch in opened for line in watch.found]
    assert not found, "\n".join(found)
