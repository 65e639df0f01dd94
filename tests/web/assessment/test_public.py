"""Published places for anyone; before its minute a publication is nowhere."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime
from openpyxl import load_workbook

from kaohe.office.assessment.actions.publishing import Proposal, propose
from kaohe.office.assessment.queries.lists import COLUMNS
from tests.office.assessment.conftest import NOW

pytestmark = pytest.mark.django_db
OF = (2018, "nation", "computed")
EMBARGO = NOW + timedelta(days=3)
SECOND = timedelta(seconds=1)
PLACES = [
    ("published_standings", OF),
    ("published_year", OF[:2]),
    ("published_method", OF),
    ("published_zone", (*OF, "z1")),
    ("published_results", OF),
    *(("published_download", (*OF, ending)) for ending in ("csv", "xlsx", "json")),
]


def get(name, args=(), client=None, **query):
    return (client or Client()).get(reverse(name, args=args), query)


def read(answer):
    return b"".join(answer) if answer.streaming else answer.content


@pytest.mark.parametrize(("name", "args"), PLACES)
def test_the_embargo_holds_to_the_minute_for_every_page_and_download(out, clock, name, args):
    out(public_from=EMBARGO)
    clock.now = EMBARGO - SECOND
    assert get(name, args).status_code == 404
    assert "二〇一八年度结果" not in get("published").content.decode()
    clock.now = EMBARGO
    answer = get(name, args)
    assert answer.status_code in (200, 302)
    assert read(answer) or answer.url
    assert "no-store" in answer["Cache-Control"]
    assert "二〇一八年度结果" in get("published").content.decode()


@pytest.mark.parametrize(("name", "args"), PLACES)
def test_what_nobody_approved_is_nowhere(scored, officer, clock, name, args):
    proposal = Proposal(scored, "nation", "甲", "乙")
    made = propose(actor=officer, proposal=proposal, key="k")
    clock.now = NOW + timedelta(days=999)
    assert get(name, args).status_code == 404
    assert get(name, args, version=made.pk).status_code == 404


def test_nobody_needs_to_sign_in_to_see_the_list(out):
    out()
    page = get("published_standings", OF).content.decode()
    assert all(f"z{number}区" in page for number in range(1, 9))
    assert page.index("z1区") < page.index("z7区")
    assert "粤商务函〔2018〕1号" in page


def test_lists_and_orders_are_chosen_by_the_address(out):
    out()
    answer = get("published_standings", OF, list=2, sort="name")
    assert answer.context["chosen"].name.zh == "总得分（中部）"
    assert [place.unit for place in answer.context["page"]] == ["z6", "z7", "z8"]
    scores = [place.score for place in get("published_standings", OF, sort="score").context["page"]]
    assert scores == sorted(scores, reverse=True)
    assert get("published_standings", OF, list=99).status_code == 404
    assert get("published_standings", OF, list="x", sort="y").status_code == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_zones_way_is_shown_from_its_items_to_its_place(out, lang):
    out()
    client = Client()
    client.cookies["lang"] = lang
    page = get("published_zone", (*OF, "z3"), client).content.decode()
    assert "80 ÷ 4 = 20" in page
    assert "8 <small>/ 8</small>" in page
    assert ("output by area" in page) == (lang == "en")
    assert get("published_zone", (*OF, "nobody")).status_code == 404


def test_the_method_is_told(out):
    out()
    assert "高新技术企业" in get("published_method", OF).content.decode()


def test_downloads_hold_every_list(out):
    out()
    rows = list(csv.reader(io.StringIO(read(get("published_download", (*OF, "csv"))).decode("utf-8-sig"))))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 1 + 48
    first = dict(zip(*rows[:2], strict=True))
    assert (first["unit"], first["scope"], first["rank"], first["of"]) == ("z1", "index", "1", "8")
    book = load_workbook(io.BytesIO(read(get("published_download", (*OF, "xlsx")))))
    lines = list(book.active.values)
    assert lines[0] == ("代码", "名称", "总得分", "地均产出", "高新技术企业")
    assert lines[1][:3] == ("z1", "z1区", 1)
    assert len(lines) == 1 + 8
    found = json.loads(read(get("published_download", (*OF, "json"))))
    assert found["publication"]["document"] == "粤商务函〔2018〕1号"
    assert len(found["places"]) == 48
    assert load_workbook(io.BytesIO(read(get("published_results", OF)))).sheetnames
    assert get("published_download", (*OF, "exe")).status_code == 404


def test_the_same_download_is_the_same_to_the_byte(out):
    out()
    for ending in ("csv", "xlsx", "json"):
        assert read(get("published_download", (*OF, ending))) == read(
            get("published_download", (*OF, ending))
        )


def test_a_correction_takes_its_place_and_the_first_stays_to_be_seen(out, clock):
    first = out()
    out(key="c", supersedes=first, reason="z3数据更正", title="更正后的结果", public_from=EMBARGO)
    clock.now = EMBARGO - SECOND
    before = get("published_standings", OF).content.decode()
    assert "更正后的结果" not in before
    assert "z3数据更正" not in before
    clock.now = EMBARGO
    now = get("published_standings", OF)
    assert "z3数据更正" in now.content.decode()
    assert f"?version={first.pk}" in now.content.decode()
    old = get("published_standings", OF, version=first.pk)
    assert old.context["superseded"]
    assert get("published_zone", (*OF, "z3"), version=first.pk).context["superseded"]
    assert get("published_standings", OF, version=first.pk + 99).status_code == 404


def test_a_notice_says_that_it_is_one(out):
    until = NOW + timedelta(days=7)
    out(field="province", notice_until=until)
    page = get("published_standings", (2018, "province", "computed")).content.decode()
    assert f"{localtime(until):%Y-%m-%d %H:%M}" in page


def test_pages_take_as_many_queries_however_many_zones(out, django_assert_num_queries):
    out()
    for name, args, count in (
        ("published", (), 2),
        ("published_standings", OF, 4),
        ("published_zone", (*OF, "z1"), 4),
        ("published_method", OF, 2),
    ):
        get(name, args)
        with django_assert_num_queries(count):
            get(name, args)
