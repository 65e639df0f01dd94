"""Deadlines in a browser: the list, one with all its history, forms, a year's notice before it is loaded."""

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse

from kaohe.law import Citation
from kaohe.office.accounts.models import User
from kaohe.office.accounts.roles import SECOND_FACTOR
from tests.browser.looking import DESKTOP, PHONE, axe, print_out, shoot
from tests.office.clocks.conftest import actors, begin
from tests.office.clocks.test_history import lived
from tests.web.deadlines.test_calendars import CHANGED
from tests.web.deadlines.test_reading import all_kinds

__all__ = ["actors", "begin", "lived"]

NARROW = {"width": 320, "height": 640}
SENTENCE = Citation(
    instrument="guangdong-2016", chapter="二", clause="四", sentence=2, quote="由省商务厅进行书面提醒。"
)


@pytest.fixture
def person(actors):
    """A user by name, with the second factor that some roles need."""

    def person(name):
        user = User.objects.get(username=name)
        if getattr(actors, name).roles & SECOND_FACTOR and not user.authenticator_set.exists():
            TOTP.activate(user, generate_totp_secret())
        return user

    return person


@pytest.fixture
def look(open_as, person):
    """Looks at an address at three widths, in a language, for barriers and sideways scrolling."""

    def look(name, address, picture, lang="zh"):
        page = open_as(person(name), lang=lang)
        page.goto(address)
        for size in (DESKTOP, PHONE, NARROW):
            page.set_viewport_size(size)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
            shoot(page, f"{picture}-{size['width']}-{lang}")
        return page

    return look


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_deadlines_meet_no_barrier_and_print(actors, begin, lived, look, lang):
    all_kinds(actors, begin)
    running = begin(cites=SENTENCE, start=date.today())
    look("head", reverse("deadlines"), "deadlines", lang)
    page = look("officer", reverse("deadline", args=[lived.pk]), "deadline-lived", lang)
    print_out(page, f"deadline-lived-{lang}")
    look("gdd", reverse("deadline", args=[running.pk]), "deadline-running", lang)
    for act in ("pause", "resume", "extend"):
        look("head", reverse(f"deadline_{act}", args=[running.pk]), f"deadline-{act}", lang)
    look("head", reverse("calendars"), "calendars", lang)


def test_a_notice_is_looked_at_and_then_loaded(begin, person, open_as, tmp_path):
    begin(start=date(2026, 6, 1))
    file = tmp_path / "2026.csv"
    file.write_text(CHANGED, encoding="utf-8")
    page = open_as(person("head"))
    page.goto(reverse("calendar_load"))
    page.fill("#id_year", "2026")
    page.fill("#id_document", "国办发明电〔2026〕1号")
    page.set_input_files("#id_file", file)
    axe(page)
    page.click("main form button.primary")
    axe(page)
    shoot(page, "calendar-preview-zh")
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    shoot(page, "calendar-preview-phone-zh")
    page.click("button[name=load]")
    page.wait_for_url(f"**{reverse('calendars')}")
    assert "国办发明电〔2026〕1号" in page.inner_text("main")
