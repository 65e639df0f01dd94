"""The catalogue with all its zones, a zone with a history, notices and mails: no barrier, on any screen."""

from datetime import UTC, date, datetime

import pytest

from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import Role
from kaohe.office.notices.models import Mail, State
from kaohe.office.notices.telling import tell
from kaohe.office.zones.actions import record_event
from kaohe.office.zones.facts import Change
from kaohe.office.zones.importing import import_zones
from kaohe.office.zones.models import Event
from kaohe.packs import pack_file
from tests.browser.looking import PHONE, axe, shoot
from tests.office.acting import HEAD
from tests.web.everybody import person

CODE = "JKQ440003"
PAGES = {
    "catalogue": "/zones/?province=广东",
    "zone": f"/zones/of/{CODE}/",
    "zone-event": f"/zones/of/{CODE}/event/",
    "notices-mine": "/notices/",
    "notices-mails": "/notices/mails/",
}


@pytest.fixture
def head(db) -> User:
    user = person(Role.PROVINCE_HEAD)
    user.email = "head@example.cn"
    import_zones(actor=HEAD, file=pack_file("zones", "national-2024.csv"))
    happened = {"actor": HEAD, "code": CODE, "basis": "国办函〔2025〕1号"}
    record_event(
        event=Event.RENAMING,
        since=date(2025, 3, 1),
        change=Change(name_zh="湛江东海岛经济技术开发区", name_en="Zhanjiang Donghai Island ETDZ"),
        **happened,
    )
    record_event(event=Event.CORRECTION, since=date(2025, 3, 1), change=Change(city="茂名市"), **happened)
    for number, state in enumerate(State):
        at = datetime(2026, 3, 2, 1, number, tzinfo=UTC)
        tell(to_users=[user], key=state, code="zones.unknown", params={"code": CODE}, link="/zones/", at=at)
        Mail.objects.filter(notice__key=state).update(state=state, attempt=number)
    Mail.objects.filter(state="failed").update(error="SMTPRecipientsRefused: 550 no such user")
    return user


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pages_have_no_barrier(open_as, head, lang):
    page = open_as(head, lang=lang)
    for name, path in PAGES.items():
        page.goto(path)
        axe(page)
        shoot(page, f"{name}-{lang}")
    page.set_viewport_size(PHONE)
    for name, path in PAGES.items():
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        shoot(page, f"{name}-phone-{lang}")


def test_a_bad_list_is_answered_beside_the_form(open_as, head, tmp_path):
    file = tmp_path / "名录.csv"
    file.write_text("unit,name,level,province,since\nA1,湛江开发区,county,广东,never\n", encoding="utf-8")
    page = open_as(head)
    page.watch.expected = ["422"]
    page.goto("/zones/import/")
    page.set_input_files("input[type=file]", file)
    page.click("main form[enctype] button")
    assert page.locator("[data-problem]").count() == 2
    axe(page)
    shoot(page, "import-refused-zh")


def test_a_zone_is_found_and_its_event_recorded_by_keyboard(open_as, head):
    page = open_as(head)
    page.goto("/zones/")
    page.focus("#text")
    page.keyboard.type("湛江经济")
    page.keyboard.press("Enter")
    page.click("tbody a")
    page.click("main .actions a.primary")
    page.select_option("#id_event", "demotion")
    page.fill("#id_since", "2026-01-01")
    page.fill("#id_basis", "国办函〔2025〕99号")
    page.focus("#id_basis")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.success")
    assert "国办函〔2025〕99号" in page.inner_text(".timeline")
    assert page.locator(".timeline .now").count() == 1
