"""The grid in Chromium: keys, paste, two people in a cell, a lost connection, an answer that never came."""

import pytest
from django.urls import reverse

from kaohe.office.accounts.models import User
from kaohe.office.reporting.models import Draft
from tests.browser.looking import axe, shoot
from tests.office.reporting.conftest import actors, home, report_of, round, scheme  # noqa: F401

pytestmark = pytest.mark.django_db
PASTE = """([id, text]) => {
  const field = document.getElementById(id), data = new DataTransfer();
  data.setData("text/plain", text);
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def page_of(open_as, round, report_of):  # noqa: F811
    """The grid of gz as somebody sees it, in a round that is open today."""
    round.windows.update(closes_at="2199-12-31T00:00:00Z")

    def page_of(name):
        page = open_as(User.objects.get(username=name))
        page.watch.expected += ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"]
        page.goto(reverse("report", args=[report_of("gz").pk]))
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
    axe(page)
    shoot(page, "report-conflict")
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
