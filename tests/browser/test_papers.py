"""A paper on its way, looked at: drafted, filled, edited, signed by many, taken; on a phone and on paper."""

import pytest

from kaohe.office.papers.actions.incoming import take_delivery
from kaohe.office.papers.models import Delivery, Incoming, Paper
from kaohe.office.papers.rendering import render_owed
from tests.browser.looking import DESKTOP, PHONE, axe, print_out, shoot
from tests.office.people import AT
from tests.web.papers.conftest import drafted, go, issued, people, ready, today

__all__ = ["drafted", "go", "issued", "people", "today"]


@pytest.fixture
def look(open_as):
    def look(name, path, as_picture):
        page = open_as(ready(name))
        page.goto(path)
        axe(page)
        shoot(page, as_picture)
        page.set_viewport_size(PHONE)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
        page.set_viewport_size({"width": 320, "height": 640})
        shoot(page, f"{as_picture}-320")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        return page

    return look


def test_pages_of_a_paper_have_no_barrier(look, people, drafted, go, issued):
    draft, order = drafted(), drafted("rectification_order", cosigners=["statistics"])
    minutes, request = drafted("talk_minutes"), drafted("request_for_talk", to="government")
    paper = issued()
    render_owed(AT)
    go(order, "hand_in", "check")
    for pk, name in (
        (draft.pk, "letter"),
        (order.pk, "order"),
        (minutes.pk, "minutes"),
        (request.pk, "request"),
    ):
        look("checker", f"/papers/{pk}/", f"papers-{name}")
    look("checker", f"/papers/{draft.pk}/fields/", "papers-fields")
    look("checker", f"/papers/{order.pk}/", "papers-cosigning")
    look("checker", f"/papers/{draft.pk}/wording/", "papers-wording")
    look("checker", f"/papers/{draft.pk}/parties/", "papers-parties")
    page = look("head", f"/papers/{paper.pk}/", "papers-issued")
    page.set_viewport_size(DESKTOP)
    print_out(page, "papers-issued")
    look("head", "/papers/register/", "papers-register")
    look("head", "/papers/out/", "papers-out")
    look("committee", "/papers/", "papers-to-take")
    came = take_delivery(actor=people.committee, delivery=Delivery.objects.get())
    look("committee", f"/papers/in/{came.pk}/", "papers-incoming")
    assert Incoming.objects.count() == 1


def test_many_are_signed_in_one_go_and_the_page_tells_how_far_it_is(open_as, people, drafted, go):
    for _ in range(45):
        go(drafted(), "hand_in", "check")
    page = open_as(ready("head"))
    page.goto("/papers/?tab=signing")
    axe(page)
    shoot(page, "papers-to-sign")
    page.click("button[name=everything]")
    page.click("#ask [value=yes]")
    page.wait_for_selector("#run a.button")
    axe(page)
    shoot(page, "papers-run")
    assert page.locator(".outcomes li").count() == 45
    assert Paper.objects.filter(state=Paper.State.ISSUED).count() == 45
