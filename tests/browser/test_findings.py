"""Findings and zone files in a browser: no barrier at any width; two people settle what was found."""

import pytest
from django.urls import reverse

from kaohe.office.accounts.models import User
from kaohe.office.cases.models import Case, Dossier
from kaohe.office.cases.queries.findings import findings_of
from kaohe.office.cases.sweep import judge_owed
from tests.browser.looking import DESKTOP, axe, print_out, shoot
from tests.office.cases.places import catalogue, provincial
from tests.office.people import AT
from tests.web.findings.conftest import client_of, published, today
from tests.web.findings.test_findings import KEY, deciding, proposing, set_front

__all__ = ["client_of", "published", "today"]
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_of_findings_has_a_barrier(open_as, client_of, published, lang):
    catalogue("GD51", "GD52", "GD53")
    places = {"GD51": 1, "GD52": 2, "GD53": 3}
    ours = provincial(2025, {"index": places, "index/a": places, "index/b": places})
    set_front(client_of, "2")
    judge_owed(AT)
    proposing(client_of("officer"), published, ["admonitory_talk", "rectification_order"])
    deciding(client_of("head"), published)
    proposing(client_of("officer"), published, ["talk_by_provincial_government"], key=KEY[::-1])
    one = findings_of(published.pk)[-1].row.pk
    pages = {
        "findings": reverse("findings"),
        "open": reverse("findings_of", args=[published.pk]) + "?tab=open&ticked=1",
        "proposed": reverse("findings_of", args=[published.pk]),
        "one": reverse("finding", args=[published.pk, one]),
        "order": reverse("findings_order", args=[ours.pk]),
        "settings": reverse("findings_settings"),
        "setting": reverse("findings_setting", args=["guangdong-2016", "single_indicators"]),
        "dossiers": reverse("dossiers"),
        "dossier": reverse("dossier", args=[Dossier.objects.get().pk]),
        "start": reverse("case_start", args=[published.pk, "GD02"]),
    }
    page = open_as(User.objects.get(username="head"), lang=lang)
    for name, path in pages.items():
        page.set_viewport_size(DESKTOP)
        page.goto(path)
        axe(page)
        shoot(page, f"findings-{name}-{lang}")
        for size in (DESKTOP, NARROW):
            page.set_viewport_size(size)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], (path, size)
        shoot(page, f"findings-{name}-phone-{lang}")
    print_out(page, f"findings-{lang}")


def test_an_officer_ticks_and_proposes_and_a_head_agrees(open_as, client_of, published):
    client_of("officer"), client_of("head")
    page = open_as(User.objects.get(username="officer"))
    page.goto(reverse("findings_of", args=[published.pk]))
    page.get_by_role("link", name="勾选本页全部").click()
    page.get_by_role("button", name="提出意见").click()
    page.get_by_text("待另一人同意").first.wait_for()
    page = open_as(User.objects.get(username="head"))
    page.goto(reverse("findings_of", args=[published.pk]))
    page.get_by_label("约谈").first.check()
    page.get_by_role("button", name="同意", exact=True).click()
    page.get_by_text("已同意1项").wait_for()
    assert Case.objects.count() == 1
