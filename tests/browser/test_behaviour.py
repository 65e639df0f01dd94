"""What kaohe.js does, as a reader meets it: with the keyboard, without a network, without a script."""

import pytest
from playwright.sync_api import expect

from kaohe.office.accounts.roles import Role
from kaohe.web.pages import home
from kaohe.web.waiting import Waiting
from tests.browser.looking import PHONE, axe, shoot
from tests.web.everybody import person

NAME = "#id_name"


@pytest.fixture
def page(open_as):
    opened = open_as(person(Role.CITY_OFFICER))
    opened.goto("/style/")
    return opened


def test_the_first_key_leads_to_the_content(page):
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_errors_take_the_focus_and_lead_to_their_fields(page):
    expect(page.locator(".summary")).to_be_focused()
    page.locator(".summary a").first.click()
    expect(page.locator(NAME)).to_be_focused()
    assert "id_name_error" in (page.locator(NAME).get_attribute("aria-describedby") or "")


def test_a_risky_step_asks_first_and_can_be_left(page):
    asked = page.locator("#ask")
    page.get_by_role("button", name="作废").click()
    expect(asked).to_be_visible()
    expect(asked).to_contain_text("确定作废这份报表吗")
    axe(page)
    shoot(page, "asking")
    page.keyboard.press("Escape")
    expect(asked).to_be_hidden()
    assert page.url.endswith("/style/")
    page.get_by_role("button", name="作废").click()
    asked.get_by_role("button", name="确定").click()
    page.wait_for_url("**/style/?**")


def test_leaving_with_unsaved_changes_is_warned_of(page):
    warned = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    page.locator(NAME).press_sequentially("x")
    page.evaluate("location.href = '/'")
    page.wait_for_timeout(300)
    assert warned == ["beforeunload"]
    assert page.url.endswith("/style/")
    page.evaluate(
        "document.querySelector('[data-unsaved]').dispatchEvent(new Event('kaohe:saved', {bubbles: true}))"
    )
    page.goto("/")
    assert warned == ["beforeunload"]


def test_sending_a_form_is_not_leaving_it(page):
    page.on("dialog", lambda dialog: pytest.fail("no warning is wanted"))
    page.locator(NAME).press_sequentially("x")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/style/?**")


def test_a_lost_network_is_told_and_nothing_typed_is_lost(page):
    page.watch.expected = ["ERR_INTERNET_DISCONNECTED", "htmx:"]
    page.locator(NAME).fill("湛江")
    page.context.set_offline(True)
    page.evaluate("htmx.ajax('POST', '/money/', {swap: 'none'}).catch(() => {})")
    expect(page.locator(".toast")).to_contain_text("网络中断")
    shoot(page, "offline")
    axe(page)
    assert page.locator(NAME).input_value() == "湛江"
    page.locator(".toast button").click()
    expect(page.locator(".toast")).to_have_count(0)


def test_a_refusal_to_htmx_is_told_in_its_own_words(page):
    page.watch.expected = ["409", "Response Status Error"]
    refusal = "<table><tr data-problem><td>E14</td> <td>  应为数值 </td></tr></table>"
    page.route("**/money/", lambda route: route.fulfill(status=409, content_type="text/html", body=refusal))
    page.evaluate("htmx.ajax('POST', '/money/', {swap: 'none'}).catch(() => {})")
    expect(page.locator(".toast")).to_contain_text("E14 应为数值")


def test_keys_are_listed_and_do_what_they_say(page):
    page.get_by_role("button", name="键盘操作").click()
    expect(page.locator("#keys kbd")).to_have_text("Alt + P")
    page.keyboard.press("Escape")
    expect(page.locator("#more")).to_be_hidden()
    page.keyboard.press("Alt+p")
    expect(page.locator("#more")).to_be_visible()
    expect(page.locator("[data-opens=more]")).to_have_attribute("aria-expanded", "true")


def test_the_menu_closes_by_escape_and_by_a_click_elsewhere(page):
    menu = page.locator("details.menu")
    page.locator("details.menu summary").click()
    expect(menu).to_have_attribute("open", "")
    axe(page)
    shoot(page, "menu")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    page.locator("details.menu summary").click()
    page.locator("h1").click()
    expect(menu).not_to_have_attribute("open", "")


def test_a_wide_table_says_so_on_a_phone_only(page):
    hint = page.locator(".scroll-hint").first
    expect(hint).to_be_hidden()
    page.set_viewport_size(PHONE)
    expect(hint).to_be_visible()


def test_language_and_money_are_switched_and_the_page_stays(page):
    page.goto("/style/?page=2")
    page.get_by_role("button", name="亿元").click()
    expect(page.get_by_role("button", name="亿元")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("thead .unit").first).to_have_text("亿元")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("thead .unit").first).to_have_text("CNY 100 m")
    assert page.url.endswith("/style/?page=2")


def test_it_works_without_a_script(open_as, chromium, server):
    context = chromium.new_context(base_url=server, java_script_enabled=False)
    page = context.new_page()
    page.goto("/no-such-page/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    context.close()


def test_what_waits_is_one_key_away(open_as, monkeypatch):
    monkeypatch.setattr(
        home, "PROVIDERS", [lambda actor: [Waiting("web_style.waiting_report", "/style/", 1)]]
    )
    page = open_as(person(Role.COMMITTEE_REPORTER))
    page.goto("/")
    axe(page)
    shoot(page, "home-waiting")
    page.get_by_role("link", name="份报表尚未提交").press("Enter")
    page.wait_for_url("**/style/")
