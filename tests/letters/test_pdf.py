"""The measures of GB/T 9704-2012, as far as they are claimed, taken from rendered pages."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kaohe.letters import Heading, Paragraph, Table, letter_kinds
from kaohe.letters.pdf import pdf
from kaohe.letters.wording import day_words
from tests.letters.paper import (
    BOTTOM,
    DAY,
    LEFT,
    LINE,
    MM,
    PITCH,
    RIGHT,
    TOP,
    packaged,
    plain,
    sample,
    sheets,
    text,
)


@pytest.fixture(scope="module")
def full():
    """Pages that are full of text."""
    return sheets(plain(*["字" * 28 * 70], issuers=("广东省商务厅",)))


@pytest.fixture(scope="module")
def request_up():
    return sheets(sample("request_for_talk"))


@pytest.fixture(scope="module")
def reminder():
    return sheets(sample("written_reminder"))


def test_the_page_is_a4(full):
    for sheet in full:
        assert sheet.page.width == pytest.approx(210 * MM, abs=0.1)
        assert sheet.page.height == pytest.approx(297 * MM, abs=0.1)


def test_a_full_page_has_22_lines_of_28_characters_of_16_points(full):
    body = [row for row in full[1].lines if row[0]["text"] == "字"]
    assert [len(row) for row in body] == [28] * 22
    assert {each["size"] for row in body for each in row} == {16}


def test_lines_and_characters_stand_on_the_grid(full):
    body = [row for row in full[1].lines if row[0]["text"] == "字"]
    baselines = [full[1].baseline(row) for row in body]
    assert all(after - before == pytest.approx(LINE, abs=0.05) for before, after in pairwise(baselines))
    starts = [each["x0"] for each in body[0]]
    assert all(after - before == pytest.approx(PITCH, abs=0.02) for before, after in pairwise(starts))


def test_text_fills_the_text_area_and_no_more(full):
    left, top, right, bottom = full[1].ink(TOP - 5, BOTTOM + 5)
    assert left == pytest.approx(LEFT, abs=1.5)
    assert right == pytest.approx(RIGHT, abs=1.5)
    assert TOP <= top <= TOP + (LINE - 16) / 2 + 3
    assert BOTTOM - (LINE - 16) / 2 - 3 <= bottom <= BOTTOM


def test_a_paragraph_begins_two_characters_in(full):
    first = next(row for row in full[0].lines if row[0]["text"] == "字")
    assert first[0]["x0"] == pytest.approx(LEFT + 2 * PITCH, abs=0.1)


def test_the_mark_is_red_and_35_mm_below_the_top_of_the_text_area(request_up):
    _, top, _, _ = request_up[0].ink(TOP, TOP + 70 * MM, red=True)
    assert top == pytest.approx(TOP + 35 * MM, abs=0.5)


def test_the_number_stands_two_lines_below_the_mark_and_the_red_rule_4_mm_below_it(request_up):
    sheet = request_up[0]
    row = next(row for row in sheet.lines if text(row).startswith("粤商务"))
    assert text(row) == "粤商务〔2016〕12号签发人：张三"
    rule = sheet.rules(red=True)[0]
    _, _, _, mark_bottom = sheet.ink(TOP, rule[2] - 30, red=True)
    em_bottom = sheet.baseline(row) + 0.12 * 16
    assert em_bottom - 16 - mark_bottom == pytest.approx(2 * LINE + (LINE - 16) / 2, abs=1)
    assert rule[2] - em_bottom == pytest.approx(4 * MM, abs=0.8)
    assert (rule[0], rule[1]) == (pytest.approx(LEFT, abs=0.1), pytest.approx(RIGHT, abs=0.1))


def test_number_and_signer_stand_one_character_in(request_up):
    row = next(row for row in request_up[0].lines if text(row).startswith("粤商务"))
    assert row[0]["x0"] == pytest.approx(LEFT + PITCH, abs=0.5)
    assert row[-1]["x1"] == pytest.approx(RIGHT - PITCH, abs=0.5)


def test_the_title_is_22_points_two_lines_below_the_rule(request_up):
    sheet = request_up[0]
    row = next(row for row in sheet.lines if row[0]["size"] == 22)
    top = sheet.baseline(row) - 0.88 * 22
    assert top - sheet.rules(red=True)[0][2] == pytest.approx(2 * LINE + (LINE - 22) / 2, abs=2)
    middle = (row[0]["x0"] + row[-1]["x1"]) / 2
    assert middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)


def test_the_date_has_no_leading_zeros_and_ends_four_characters_from_the_right(request_up):
    assert day_words(DAY) == "2016年9月5日"
    row = request_up[-1].line("2016年9月5日")
    assert row[-1]["x1"] == pytest.approx(RIGHT - 4 * PITCH, abs=0.6)


def test_the_issuer_stands_in_the_middle_above_the_date(request_up):
    date, name = request_up[-1].line("2016年9月5日"), request_up[-1].line("广东省商务厅")
    assert sum(each[0]["x0"] + each[-1]["x1"] for each in (name,)) == pytest.approx(
        date[0]["x0"] + date[-1]["x1"], abs=1
    )
    assert request_up[-1].baseline(date) - request_up[-1].baseline(name) == pytest.approx(LINE, abs=0.1)


def test_no_seal_is_drawn(request_up):
    assert not request_up[-1].page.images
    assert not request_up[-1].page.curves
    assert not request_up[-1].rules(red=True)


def test_page_numbers_are_14_points_7_mm_below_the_text_right_on_odd_and_left_on_even_pages(full):
    for number, sheet in enumerate(full, 1):
        row = sheet.line(f"— {number} —")
        assert {each["size"] for each in row} == {14}
        left, _, right, _ = sheet.ink(BOTTOM + 4, BOTTOM + 60)
        assert (right if number % 2 else left) == pytest.approx(
            RIGHT - 14 if number % 2 else LEFT + 14, abs=1.5
        )
        dash = (
            sheet.picture[int((BOTTOM + 4) * 4) :, int((left + 1) * 4) : int((left + 5) * 4)].max(axis=2)
            < 140
        )
        top = int((BOTTOM + 4) * 4) / 4 + dash.any(axis=1).nonzero()[0][0] / 4
        assert top == pytest.approx(BOTTOM + 7 * MM, abs=1)


def test_copies_and_printing_are_14_points_one_character_in_above_the_bottom_of_the_last_page(request_up):
    sheet = request_up[-1]
    for beginning in ("抄送", "广东省商务厅办公室"):
        row = next(row for row in sheet.lines if text(row).startswith(beginning))
        assert {each["size"] for each in row} == {14}
        assert row[0]["x0"] == pytest.approx(LEFT + 14, abs=0.5)
    assert row[-1]["x1"] == pytest.approx(RIGHT - 14, abs=0.5)
    first, middle, last = sheet.rules()
    assert [each[3] for each in (first, middle, last)] == [
        pytest.approx(0.35 * MM, abs=0.05),
        pytest.approx(0.25 * MM, abs=0.05),
        pytest.approx(0.35 * MM, abs=0.05),
    ]
    assert last[2] == pytest.approx(BOTTOM, abs=1)
    assert (last[0], last[1]) == (pytest.approx(LEFT, abs=0.1), pytest.approx(RIGHT, abs=0.1))


def test_the_mark_of_a_letter_is_30_mm_below_the_edge_of_the_page(reminder):
    _, top, _, _ = reminder[0].ink(0, 45 * MM, red=True)
    assert top == pytest.approx(30 * MM, abs=0.5)


def test_a_letter_has_two_red_rules_of_170_mm_below_its_mark_and_20_mm_from_the_foot(reminder):
    rules = reminder[0].rules(red=True)
    assert len(rules) == 4
    for left, right, _, _ in rules:
        assert (left, right) == (pytest.approx(20 * MM, abs=0.1), pytest.approx(190 * MM, abs=0.1))
    upper_thick, upper_thin, lower_thin, lower_thick = (rule[3] for rule in rules)
    assert upper_thick > upper_thin
    assert lower_thick > lower_thin
    _, _, _, mark_bottom = reminder[0].ink(0, rules[0][2] - 1, red=True)
    assert rules[0][2] - mark_bottom == pytest.approx(4 * MM, abs=0.6)
    assert rules[3][2] + rules[3][3] == pytest.approx(277 * MM, abs=0.2)


def test_a_letters_number_stands_at_the_right_below_the_rules(reminder):
    row = reminder[0].line("粤商务函〔2016〕12号")
    assert row[-1]["x1"] == pytest.approx(RIGHT, abs=0.5)
    rules = reminder[0].rules(red=True)
    end = rules[1][2] + rules[1][3]
    assert reminder[0].baseline(row) - 0.88 * 16 - end == pytest.approx(14, abs=1)


def test_a_letter_has_no_number_on_its_first_page_and_no_rules_on_others(reminder):
    assert not [row for row in reminder[0].lines if "—" in text(row)]
    assert reminder[1].line("— 2 —")
    assert not reminder[1].rules(red=True)


def test_headings_are_set_in_their_faces():
    faces = packaged().used
    bodied = plain("正文", body=(Heading("一、标题"), Heading("（一）小标题。正文。")))
    rows = sheets(bodied)[0].lines
    first = next(row for row in rows if text(row) == "一、标题")
    assert faces["hei"].replace(" ", "") in first[0]["fontname"]
    second = next(row for row in rows if text(row).startswith("（一）"))
    assert faces["kai"].replace(" ", "") in second[0]["fontname"]


def test_issuers_are_spread_over_the_mark_and_their_seals_dont_touch():
    pages = sheets(sample("rectification_order"))
    names = ("广东省商务厅", "广东省财政厅", "广东省人力资源和社会保障厅")
    marks = [row for row in pages[0].lines if row[0]["size"] > 22]
    assert [text(row).removesuffix("文件") for row in marks if text(row) != "文件"] == list(names)
    rows = {}
    for sheet in pages:
        for row in sheet.lines:
            for name in names:
                if (
                    name in text(row)
                    and row[0]["size"] == 16
                    and "，" not in text(row)
                    and "、" not in text(row)
                ):
                    at = text(row).index(name)
                    part = row[at : at + len(name)]
                    rows[name] = (
                        (part[0]["x0"] + part[-1]["x1"]) / 2,
                        sheet.baseline(row),
                        sheet.page.page_number,
                    )
    assert len({page for *_, page in rows.values()}) == 1
    centres = [(x, y) for x, y, _ in rows.values()]
    for place, (x, y) in enumerate(centres):
        assert LEFT + 21 * MM <= x <= RIGHT - 21 * MM
        assert all(abs(x - a) >= 42 * MM or abs(y - b) >= 42 * MM for a, b in centres[place + 1 :])


def test_the_head_of_a_long_ledger_is_repeated_on_every_page():
    ledger = sample("rectification_order").body[2]
    pages = sheets(sample("rectification_order", body=(replace(ledger, rows=ledger.rows * 40),)))
    with_rows = [sheet for sheet in pages if any("11月30日" in text(row) for row in sheet.lines)]
    assert len(with_rows) >= 3
    assert all(any(text(row).startswith("序号") for row in sheet.lines) for sheet in with_rows)


@pytest.mark.parametrize("kind", letter_kinds())
def test_every_kind_is_set_and_its_signature_stands_with_text(kind):
    pages = sheets(sample(kind))
    signed = next((sheet for sheet in pages if any(text(row) == day_words(DAY) for row in sheet.lines)), None)
    if signed is None:
        assert kind == "talk_minutes"
    else:
        assert len(signed.lines) > 4


@pytest.mark.parametrize("kind", letter_kinds())
def test_the_same_letter_gives_the_same_bytes(kind):
    assert pdf(sample(kind), packaged()) == pdf(sample(kind), packaged())


def test_secrecy_and_urgency_stand_at_the_top_left_in_hei_and_move_nothing():
    bare = sheets(sample("circulated_notice"))
    marked = sheets(sample("circulated_notice", secrecy="机密★1年", urgency="特急", openness="不公开"))
    rows = marked[0].lines
    assert [text(row) for row in rows[:2]] == ["机密★1年", "特急"]
    assert all(row[0]["x0"] == pytest.approx(LEFT, abs=0.5) for row in rows[:2])
    assert all("NotoSans" in each["fontname"] for row in rows[:2] for each in row)
    assert marked[0].rules(red=True) == bare[0].rules(red=True)


def test_a_draft_leaves_the_places_of_number_and_date_blank():
    draft, issued = (
        sheets(sample("circulated_notice", **changes))[0]
        for changes in ({"number": None, "dated": None, "printed_on": None}, {})
    )
    assert draft.rules(red=True) == issued.rules(red=True)
    assert not [row for row in draft.lines if "〔" in text(row)]
    words = "".join(text(row) for sheet in sheets(sample("warning", dated=None)) for row in sheet.lines)
    assert "年月日" in words.replace("\u3000", "")


def everything(pages):
    """All that is printed inside the text area."""
    inside = [
        each["text"]
        for sheet in pages
        for each in sheet.characters
        if each["x0"] >= LEFT - 1
        and each["x1"] <= RIGHT + 1
        and each["top"] >= TOP - 1
        and each["bottom"] <= BOTTOM + 6
    ]
    return "".join(inside)


def test_nothing_is_lost_however_much_there_is():
    table = Table(("甲", "乙"), (("表" * 3000, "短"), ("乱" * 10, "码")), (1, 3))
    offices = tuple(f"第{number}机关" for number in range(10, 34))
    attachments = tuple(f"附件名称{number}" for number in range(10, 60))
    crowded = plain("文" * 500, issuers=offices, attachments=attachments, copies=offices, mark="省政府文件")
    found = everything(
        sheets(replace(crowded, body=(Paragraph("http://" + "x" * 300), table, *crowded.body)))
    )
    assert found.count("表") == 3000
    assert found.count("x") == 300
    assert found.count("文") == 501
    assert all(found.count(f"第{number}机关") == 3 for number in range(10, 34))
    assert all(f"附件名称{number}" in found for number in range(10, 60))


def test_a_letter_of_one_line_and_one_of_none_can_be_set():
    assert len(sheets(plain("文"))) == 1
    assert len(sheets(plain("文", body=()))) == 1


def inked(character):
    """Where its ink may end: the right half of a full-width stop is blank and may hang over a line's end."""
    blank = character["width"] / 2 if character["text"] in "，。、；：" else 0
    return character["x1"] - blank


TROUBLE = st.text(alphabet=st.sampled_from("#[]$\\\"*_`@<>~-=/{}%&'字a1，“"), min_size=1, max_size=40)


@settings(max_examples=60, deadline=None)
@given(TROUBLE)
@example("1111111111111111111111111<<&&&&&%“““““，")
def test_whatever_a_text_holds_is_printed_as_it_is(words):
    pages = sheets(plain(f"始{words}终"))
    rows = pages[0].lines
    assert all(inked(each) <= RIGHT + 1 for sheet in pages for each in sheet.characters)
    printed = "".join(text(row) for row in rows)
    assert f"始{words}终".replace(" ", "") in printed.replace(" ", "")
