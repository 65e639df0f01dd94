"""The body as text: what an office edits comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.letters import Attendance, Heading, Paragraph, Table, body_text, edited, letter_kinds, parse_body
from kaohe.messages import Refused
from tests.letters.paper import plain, sample

SIGNS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
LINES = st.text(SIGNS, min_size=1, max_size=12).map(str.strip).filter(bool)
TRICKY = st.sampled_from(["一、", "（一）", "1.", "出席：", "|", "\\", "| a |", "|1|2|", "\\|"])
TEXTS = LINES | st.tuples(TRICKY, LINES).map("".join)
CELLS = st.just("") | TEXTS


@st.composite
def tables(draw):
    width = draw(st.integers(1, 4))
    row = st.tuples(*[CELLS] * width)
    widths = tuple(draw(st.integers(1, 40)) for _ in range(width))
    return Table(draw(row), tuple(draw(st.lists(row, max_size=3))), widths)


HEADINGS = (
    st.tuples(st.sampled_from(["一、", "（二）", "3.", "（4）"]), LINES.map("字".__add__))
    .map("".join)
    .map(Heading)
)
PRESENT = st.builds(Attendance, st.sampled_from(["主持", "出席", "列席", "请假", "记录"]), TEXTS)
BLOCKS = TEXTS.map(Paragraph) | HEADINGS | PRESENT | tables()


@given(st.lists(BLOCKS, min_size=1, max_size=5))
def test_every_body_comes_back_from_its_text(blocks):
    assert parse_body(body_text(plain("文", body=tuple(blocks)))) == tuple(blocks)


@pytest.mark.parametrize("kind", letter_kinds())
def test_every_sample_comes_back_from_its_text(kind):
    letter = sample(kind)
    assert edited(letter, body=body_text(letter)) == letter


def test_text_as_an_office_writes_it():
    blocks = parse_body("一、问题\n\n  请看下表。\n| 指标 | 名次 |\n| 甲 | 3 |\n出席：张三\n\\一、不是标题")
    assert blocks == (
        Heading("一、问题"),
        Paragraph("请看下表。"),
        Table(("指标", "名次"), (("甲", "3"),), (1, 1)),
        Attendance("出席", "张三"),
        Paragraph("一、不是标题"),
    )


def test_a_ragged_row_is_refused_with_its_line():
    with pytest.raises(Refused) as raised:
        parse_body("文\n| 甲 | 乙 |\n| 1 |")
    assert [(each.code, each.place.line) for each in raised.value.problems] == [("letters.ragged_table", 2)]


def test_a_title_is_edited_alone():
    letter = sample("warning")
    assert edited(letter, title="另一个题目").body == letter.body
    assert edited(letter, title="另一个题目").title == "另一个题目"
