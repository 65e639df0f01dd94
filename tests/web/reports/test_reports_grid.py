"""The grid of a report: what it shows, how it saves, who may."""

import json
import re
from datetime import timedelta
from html import unescape

import pytest

from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.reviewing import Word, decide, send_back
from kaohe.office.reporting.models import Draft, Reply, Report
from tests.office.reporting.conftest import NOW

pytestmark = pytest.mark.django_db

PLACES = (
    ("get", "report", ()),
    ("post", "report_cells", ()),
    ("get", "report_outlook", ()),
    ("post", "report_reply", ()),
    ("post", "report_attach", ("gdp",)),
    ("post", "report_people", ()),
    ("get", "report_submit", ()),
    ("post", "report_submit", ()),
    ("get", "report_versions", ()),
    ("get", "report_form", ()),
    ("get", "report_upload", ()),
    ("post", "report_upload", ()),
    ("post", "report_upload_save", ()),
)


@pytest.mark.parametrize(("method", "name", "args"), PLACES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(("ns", 404), ("zj", 404), ("zhanjiang", 404), ("statistics", 404), ("auditor", 404)),
        *(("guangzhou", 403), ("officer", 403), ("head", 403), ("outside", 403)),
    ],
)
def test_only_the_own_office_comes_in(sign_in, at, who, status, method, name, args):
    answer = getattr(sign_in(who), method)(at(name, "gz", *args))
    assert answer.status_code == status


@pytest.mark.parametrize(("method", "name", "args"), PLACES)
def test_nobody_comes_in_without_signing_in(client, at, method, name, args):
    answer = getattr(client, method)(at(name, "gz", *args))
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]


def test_a_report_that_is_not_there(sign_in, round):
    assert sign_in("gz").get("/reports/999999/").status_code == 404


def test_the_list_shows_own_reports_in_a_fixed_number_of_queries(
    sign_in, round, django_assert_num_queries, hand_in
):
    client = sign_in("gz")
    with django_assert_num_queries(10):
        page = client.get("/reports/").content.decode()
    assert "gz经开区" in page and "ns经开区" not in page
    assert "还剩20天" in page and "0 / 3" in page
    hand_in("gz")
    with django_assert_num_queries(13):
        page = client.get("/reports/").content.decode()
    assert "市级初审中" in page
    assert "广州市" in sign_in("guangzhou").get("/reports/").content.decode()
    assert "没有待填报的报表" in sign_in("officer").get("/reports/").content.decode()


def test_the_grid_shows_form_items_and_last_year(sign_in, at, fill, django_assert_num_queries):
    fill("gz")
    client = sign_in("gz")
    with django_assert_num_queries(19):
        page = client.get(at("report", "gz")).content.decode()
    for words in (
        "商开01表",
        "粤统函〔2018〕1号",
        "地区生产总值",
        "900",
        "+11.1%",
        "占地市比重",
        "须附佐证材料",
    ):
        assert words in page, words
    assert "此项应附佐证" not in page
    english = sign_in("gz", "en").get(at("report", "gz")).content.decode()
    assert "Hand in" in english and "tax revenue" in english and "20 days left" in english


@pytest.mark.parametrize(("show", "items"), [("empty", ["tax"]), ("findings", ["gdp", "tax"]), ("no", 3)])
def test_filters(sign_in, at, fill, show, items):
    fill("gz", gdp="-5", firms="10")
    page = sign_in("gz").get(at("report", "gz") + f"?show={show}").content.decode()
    shown = [item for item in ("gdp", "tax", "firms") if f'id="row-{item}"' in page]
    assert shown == items or len(shown) == items


def findings(client, at):
    page = client.get(at("report_outlook", "gz")).content.decode()
    return json.loads(unescape(re.search(r'data-findings-now="([^"]*)"', page)[1]))


def test_a_cell_is_saved_with_its_change_and_the_outlook_tells_findings(sign_in, type_in, at):
    client = sign_in("gz_reporter")
    answer = type_in(client, "gz", gdp=("1,080", "年报", 0))
    said = answer.json()
    assert answer.status_code == 200
    assert said["revisions"] == {"gdp": 1}
    assert said["changes"] == {"gdp": "+20.0%"}
    assert {each["level"] for each in findings(client, at)["tax"]} == {"soft"}
    type_in(client, "gz", "key-0002", gdp=("-1", "年报", 1))
    hard = findings(client, at)["gdp"]
    assert hard[0]["level"] == "hard" and "-1" in hard[0]["text"]


def test_two_people_in_one_cell(sign_in, type_in):
    head, reporter = sign_in("gz"), sign_in("gz_reporter")
    type_in(head, "gz", gdp=("100", "", 0))
    said = type_in(reporter, "gz", gdp=("200", "另一数", 0), tax=("5", "", 0)).json()
    assert said["revisions"] == {"tax": 1}
    assert said["conflicts"] == [{"item": "gdp", "revision": 1, "typed": "100", "note": "", "by": "gz"}]
    assert Draft.objects.get(item="gdp").typed == "100"
    assert type_in(reporter, "gz", "key-0002", gdp=("200", "", 1)).json()["revisions"] == {"gdp": 2}


def test_the_same_typed_by_two_is_no_conflict(sign_in, type_in):
    type_in(sign_in("gz"), "gz", gdp=("100", "", 0))
    said = type_in(sign_in("gz_reporter"), "gz", gdp=("100", "", 0)).json()
    assert (said["revisions"], said["conflicts"]) == ({"gdp": 1}, [])


def test_a_repeated_request_is_done_once_and_an_old_key_with_other_cells_is_not_taken_for_it(
    sign_in, type_in
):
    client = sign_in("gz")
    for _ in range(3):
        assert type_in(client, "gz", gdp=("100", "", 0)).json()["revisions"] == {"gdp": 1}
    assert Entry.objects.filter(action="reporting.save_cells").count() == 1
    assert type_in(client, "gz", gdp=("101", "", 1)).json()["revisions"] == {"gdp": 2}


@pytest.mark.parametrize(
    ("typed", "value"),
    [("１，２３４．５", 1234.5), ("1e3", 1000), (" 12 ", 12), ("—", None), ("", None), ("0", 0)],
)
def test_what_is_a_number(sign_in, type_in, typed, value):
    assert type_in(sign_in("gz"), "gz", gdp=(typed, "说明", 0)).json()["revisions"] == {"gdp": 1}
    assert Draft.objects.get(item="gdp").value == value


@pytest.mark.parametrize(
    "typed", ["NaN", "inf", "-inf", "1e400", "八千", "9%", "=1+1", "<b>1</b>", "1\x00", "\ud800"]
)
def test_what_is_no_number_is_said_and_not_kept(sign_in, type_in, typed):
    answer = type_in(sign_in("gz"), "gz", gdp=(typed, "说明", 0), tax=("1", "", 0))
    said = answer.json()
    assert said["revisions"] == {"tax": 1}
    assert "地区生产总值" in said["problems"]["gdp"]
    assert not Draft.objects.filter(item="gdp").exists()


@pytest.mark.parametrize("note", ["说" * 5000, "a\x00b", "\udfff"])
def test_a_note_that_cannot_be_kept(sign_in, type_in, note):
    said = type_in(sign_in("gz"), "gz", gdp=("1", note, 0)).json()
    assert set(said["problems"]) == {"gdp"}
    assert not Draft.objects.exists()


def test_signs_of_a_page_in_a_note_are_shown_as_text(sign_in, type_in, at):
    client = sign_in("gz")
    type_in(client, "gz", gdp=("1", "<script>alert(1)</script></textarea><b>", 0))
    page = client.get(at("report", "gz")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;/textarea&gt;" in page


@pytest.mark.parametrize(
    "body",
    (
        *(" ", "{", "[]", "{}", "null", '{"key": "key-0001"}', '{"key": "key-0001", "cells": [1]}'),
        '{"key": "key-0001", "cells": [{"item": "gdp", "typed": 5, "seen": 0}]}',
        '{"key": "key-0001", "cells": [{"item": "gdp", "typed": "5", "seen": -1}]}',
        '{"key": "key-0001", "cells": [{"item": "gdp", "typed": "5", "seen": true}]}',
        '{"key": "key-0001", "cells": [{"item": "gdp", "typed": "5"}]}',
        *("[" * 9000, '{"key": "short", "cells": []}', '{"key": null, "cells": []}', b"\xff\xfe{"),
    ),
)
def test_a_request_of_another_shape_is_refused_in_words(sign_in, at, body):
    answer = sign_in("gz").post(at("report_cells", "gz"), body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["refused"]


def test_too_many_cells_and_unknown_ones(sign_in, at, type_in):
    client = sign_in("gz")
    many = [{"item": f"i{n}", "typed": "1", "note": "", "seen": 0} for n in range(501)]
    body = json.dumps({"key": "key-0001", "cells": many})
    answer = client.post(at("report_cells", "gz"), body, content_type="application/json")
    assert answer.status_code == 400 and "501" in answer.json()["refused"][0]
    said = type_in(client, "gz", **{"nope\x00": ("1", "", 0)}).json()
    assert list(said["problems"]) == [r"nope\x00"]


def test_without_script_the_whole_form_is_saved_at_once(sign_in, at):
    client = sign_in("gz")
    form = {"key": "key-0001", "cell-gdp": "100", "note-gdp": "两\r\n行", "cell-tax": "", "note-tax": ""}
    answer = client.post(at("report_cells", "gz"), form, follow=True)
    assert "已保存1个单元格" in answer.content.decode()
    assert list(Draft.objects.values_list("item", "typed", "note")) == [("gdp", "100", "两\n行")]
    same = form | {"key": "key-0002", "was-gdp": "100", "wasnote-gdp": "两\r\n行", "seen-gdp": "1"}
    client.post(at("report_cells", "gz"), same)
    assert Draft.objects.get(item="gdp").revision == 1, "what the form didn't change isn't saved"


def test_without_script_a_conflict_shows_both_and_keeps_what_was_typed(sign_in, at, type_in):
    client = sign_in("gz")
    type_in(client, "gz", gdp=("100", "", 0))
    form = {"key": "key-0002", "cell-gdp": "200", "note-gdp": "", "seen-gdp": "0", "cell-tax": "八"}
    answer = client.post(at("report_cells", "gz"), form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="200"' in page and "其他人已先修改" in page and 'name="seen-gdp" value="1"' in page
    assert 'value="八"' in page and 'aria-invalid="true"' in page
    assert Draft.objects.get(item="gdp").typed == "100"


@pytest.fixture
def returned(actors, hand_in, report_of):
    hand_in("gz")
    report = report_of("gz")
    words = [Word("tax", "return", "与税务<b>不符"), Word("gdp", "accept")]
    decide(actor=actors.guangzhou, report=report, level="city", words=words, seen=1, key="decide")
    send_back(actor=actors.guangzhou, report=report, level="city", seen=1, key="back")


def test_a_returned_cell_shows_the_words_and_is_the_only_one_open(sign_in, at, returned, type_in):
    client = sign_in("gz_reporter")
    page = client.get(at("report", "gz")).content.decode()
    assert "与税务&lt;b&gt;不符" in page and "市级初审 · 退回" in page
    assert 'id="cell-tax"' in page and 'id="cell-gdp"' not in page
    assert "没有被退回" in page, "the lock says who can unlock"
    said = type_in(client, "gz", gdp=("5", "", 1), tax=("130", "已核", 1)).json()
    assert set(said["revisions"]) == {"tax"} and "审核人员" in said["problems"]["gdp"]
    wanted = client.get(at("report", "gz") + "?show=wanted").content.decode()
    assert 'id="row-tax"' in wanted and 'id="row-gdp"' not in wanted
    assert "1个单元格待答复" in client.get("/reports/").content.decode()


def test_a_reply_is_kept_once(sign_in, at, returned):
    client = sign_in("gz_reporter")
    form = {"key": "key-0001", "item": "tax", "text": "已附<i>说明"}
    for _ in range(2):
        answer = client.post(at("report_reply", "gz"), form, follow=True)
    assert "已附&lt;i&gt;说明" in answer.content.decode()
    assert Reply.objects.count() == 1
    empty = client.post(at("report_reply", "gz"), form | {"text": " "})
    assert empty.status_code == 409 and "答复不能为空" in empty.content.decode()
    assert client.post(at("report_reply", "gz"), form | {"text": "a\x00"}).status_code == 400
    other = client.post(at("report_reply", "gz"), form | {"item": "gdp"})
    assert other.status_code == 409


def test_a_closed_window_locks_in_words(sign_in, at, round):
    window = round.windows.get(kind="report")
    round.windows.filter(kind="report").update(closes_at=window.opens_at.replace(hour=3))
    page = sign_in("gz").get(at("report", "gz")).content.decode()
    assert 'id="cell-gdp"' not in page and "填报已于" in page and "省商务厅负责人" in page


def test_the_outlook_after_a_save(sign_in, at, fill, django_assert_num_queries):
    fill("gz")
    client = sign_in("gz")
    with django_assert_num_queries(17):
        page = client.get(at("report_outlook", "gz")).content.decode()
    assert 'hx-swap-oob="true"' in page and "税收增长" in page and "20" in page
    assert "未填报" in page or "未报" in page, "the host city's figure is missing, and that is said"


def test_a_city_reports_its_own_figures(sign_in, at, type_in):
    client = sign_in("guangzhou")
    page = client.get(at("report", "广州市")).content.decode()
    assert 'id="row-gdp"' in page and 'id="row-firms"' not in page
    assert type_in(client, "广州市", gdp=("20000", "", 0)).json()["revisions"] == {"gdp": 1}
    assert sign_in("zhanjiang").get(at("report", "广州市")).status_code == 404
    assert Report.objects.get(code="广州市").drafts.count() == 1


def test_a_cell_that_closed_shows_what_was_handed_in(
    sign_in, at, actors, hand_in, fill, report_of, monkeypatch
):
    hand_in("gz")
    day = timedelta(days=1)
    reopen(actor=actors.head, report=report_of("gz"), item="gdp", until=NOW + day, reason="更正")
    fill("gz", gdp="54,321", note="另一说明", key="again")
    assert 'value="54,321"' in sign_in("gz").get(at("report", "gz")).content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + 2 * day)
    page = sign_in("gz").get(at("report", "gz")).content.decode()
    page = page.partition('<tr id="row-gdp"')[2].partition("</tr>")[0]
    assert "54,321" not in page and "另一说明" not in page and "1,000" in page
