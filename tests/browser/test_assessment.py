"""From a scoring to published places in a browser: no barrier, no sideways scroll on a phone, printable."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from kaohe.office.accounts.roles import Role
from kaohe.office.assessment.actions.events import Decided, record_outside_event
from kaohe.office.assessment.actions.objecting import object_to
from kaohe.office.assessment.actions.official import look_at, propose_official
from kaohe.office.assessment.actions.publishing import Proposal, approve, propose
from kaohe.office.assessment.actions.trying import ask_alternative
from kaohe.office.assessment.sweep import try_owed
from tests.browser.looking import DESKTOP, axe, print_out, shoot
from tests.office.assessment.conftest import (
    acts,
    catalogue,
    committee,
    head,
    home,
    officer,
    owed,
    scheme,
    scored,
    snapshot,
)
from tests.office.assessment.test_official import csv, upload
from tests.office.assessment.test_trying import FIRMS_ONLY, changed
from tests.web.everybody import person

__all__ = [
    "acts",
    "catalogue",
    "committee",
    "head",
    "home",
    "officer",
    "owed",
    "scheme",
    "scored",
    "snapshot",
]
NARROW = {"width": 320, "height": 640}
OF = (2018, "nation", "computed")


@pytest.fixture
def everything(scored, officer, head, committee, catalogue):
    """A publication, a notice with an objection, the ministry's places, an event, a proposal that waits."""
    ours = Proposal(scored, "nation", "2018年度考核结果（模拟数据）", "粤商务函〔2018〕1号")
    approve(actor=head, publication=propose(actor=officer, proposal=ours, key="o"))
    until = timezone.now() + timedelta(days=7)
    shown = Proposal(
        scored, "province", "2018年度评估结果公示（模拟数据）", "粤商务函〔2018〕2号", notice_until=until
    )
    notice = approve(actor=head, publication=propose(actor=officer, proposal=shown, key="n"))
    objection = object_to(actor=committee("z6"), publication=notice, unit="z6", text="产值漏报", key="x")
    places = csv(*(("综合", f"z{5 - n}", n * 50, 219) for n in (1, 2, 3, 4)),
                 *(("高新技术企业", f"z{n}", n, 219) for n in (1, 2, 3, 4)), year=2018)  # fmt: skip
    received, _ = look_at(actor=officer, file=upload(places), extent="part")
    (official,) = propose_official(actor=officer, received=received, extent="part", key="m")
    approve(actor=head, publication=official)
    decided = Decided("z1", "demotion", timezone.localdate(officer.at), "国务院", "国函〔2018〕9号")
    record_outside_event(actor=officer, decided=decided, key="e")
    other = changed(*FIRMS_ONLY)
    tried = ask_alternative(actor=officer, scoring=scored, scheme=other, title="只看企业", key="t")
    try_owed(officer.at)
    made = {"official": official, "objection": objection, "notice": notice, "scoring": scored, "tried": tried}
    return {name: row.pk for name, row in made.items()}


def pages_of(made):
    yield "assessments", reverse("assessments")
    yield "scoring", reverse("scoring", args=[made["scoring"]])
    yield "try", reverse("alternative_ask", args=[made["scoring"]])
    yield "alternative", reverse("alternative", args=[made["tried"]])
    yield "propose", reverse("publication_new", args=[made["scoring"]])
    yield "publication", reverse("publication", args=[made["notice"]])
    yield "compared", reverse("publication_compared", args=[made["official"]])
    yield "events", reverse("events")
    yield "objections", reverse("objections")
    yield "review", reverse("objection_review", args=[made["objection"]])


PUBLIC = [
    ("published", reverse("published")),
    ("standings", reverse("published_standings", args=OF)),
    ("zone", reverse("published_zone", args=(*OF, "z3"))),
    ("method", reverse("published_method", args=OF)),
    ("ministry", reverse("published_standings", args=(2018, "nation", "official"))),
    ("notice", reverse("published_standings", args=(2018, "province", "computed"))),
]


def looked_at(page, name, path, lang):
    page.set_viewport_size(DESKTOP)
    page.goto(path)
    axe(page)
    shoot(page, f"assessment-{name}-{lang}")
    page.set_viewport_size(NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
    shoot(page, f"assessment-{name}-{lang}-320")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pages_inside_have_no_barrier(open_as, everything, lang):
    page = open_as(person(Role.PROVINCE_HEAD), lang=lang)
    for name, path in pages_of(everything):
        looked_at(page, name, path, lang)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_published_has_no_barrier_for_anyone(open_as, everything, lang):
    page = open_as(None, lang=lang)
    for name, path in PUBLIC:
        looked_at(page, name, path, lang)
    print_out(page, f"assessment-{lang}")


def test_the_ministrys_file_is_looked_at_before_it_is_proposed(open_as, everything):
    page = open_as(person(Role.PROVINCE_OFFICER))
    page.watch.expected = ["422"]
    page.goto(reverse("official"))
    wrong = csv(("综合", "z1", "x", 219), year=2016).encode()
    right = csv(*(("综合", f"z{n}", n, 219) for n in (1, 2, 3, 4)), year=2016).encode()
    for name, content in (("wrong", wrong), ("read", right)):
        file = {"name": "名次.csv", "mimeType": "text/csv", "buffer": content}
        page.locator("input[type=file]").set_input_files(file)
        page.locator("main form button.primary").click()
        axe(page)
        shoot(page, f"assessment-official-{name}")
    page.locator("main form button.primary").click()
    page.wait_for_url("**/publications/*/")
    axe(page)
