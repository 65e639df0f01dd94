"""The grid in Chromium: keys, paste, two people in a cell, a lost connection, an answer that never came."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from kaohe.office.reporting.models import Draft

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's package chromium is not installed"),
]
PASTE = """([id, text]) => {
  const field = document.getElementById(id), data = new DataTransfer();
  data.setData("text/plain", text);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def today():
    """The browser's cookies live by the real clock, and so does the session here."""


@pytest.fixture
def open_round(round):
    """The round is open today."""
    round.windows.update(closes_at="2199-12-31T00:00:00Z")
    return round


@pytest.fixture
def browser(monkeypatch):
    sync_api = pytest.importorskip("playwright.sync_api")
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_api.sync_playwright() as started:
        args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=args)
        yield opened
        opened.close()


@pytest.fixture
def page_of(browser, live_server, sign_in, open_round, report_of):
    """The grid of gz as somebody sees it."""

    def page_of(name):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        cookie = sign_in(name).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(live_server.url + reverse("report", args=[report_of("gz").pk]))
        return page

    return page_of


def types(page, item, text):
    page.fill(f"#cell-{item}", text)
    page.press(f"#cell-{item}", "Enter")


def wait(page, item, state):
    page.wait_for_selector(f'#row-{item}[data-state="{state}"]')


def test_typed_pasted_contested_cut_off_and_nothing_lost(page_of):
    page, other = page_of("gz_reporter"), page_of("gz")
    types(page, "gdp", "1000")
    wait(page, "gdp", "saved")
    assert page.evaluate("document.activeElement.id") == "cell-tax"
    page.evaluate(PASTE, ["cell-tax", '120\t"两\n行"\n10\t台账\n'])
    wait(page, "firms", "saved")
    assert list(Draft.objects.order_by("item").values_list("item", "typed", "note")) == [
        ("firms", "10", "台账"),
        ("gdp", "1000", ""),
        ("tax", "120", "两\n行"),
    ]
    types(page, "tax", "八千")
    wait(page, "tax", "wrong")
    page.press("#cell-tax", "Escape")
    wait(page, "tax", "saved")

    other.reload()
    types(other, "gdp", "2000")
    wait(other, "gdp", "saved")
    types(page, "gdp", "3000")
    wait(page, "gdp", "conflict")
    page.reload()
    assert "2000" in page.text_content("#row-gdp .conflict") and "3000" in page.text_content(
        "#row-gdp .conflict"
    )
    assert Draft.objects.get(item="gdp").typed == "2000"
    page.click("#row-gdp [data-take=mine]")
    wait(page, "gdp", "saved")
    assert Draft.objects.get(item="gdp").typed == "3000"

    page.context.set_offline(True)
    types(page, "gdp", "4000")
    wait(page, "gdp", "offline")
    types(page, "gdp", "5000")
    page.context.set_offline(False)
    wait(page, "gdp", "saved")
    assert Draft.objects.get(item="gdp").typed == "5000"

    def lose(route):
        route.fetch()
        route.abort()

    revision = Draft.objects.get(item="gdp").revision
    page.route("**/cells", lose)
    types(page, "gdp", "6000")
    wait(page, "gdp", "offline")
    page.unroute("**/cells")
    page.reload()
    wait(page, "gdp", "saved")
    saved = Draft.objects.get(item="gdp")
    assert (saved.typed, saved.revision) == ("6000", revision + 1), "sent twice, done once"
    assert page.evaluate("Object.keys(localStorage).length") == 0
