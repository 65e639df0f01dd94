"""Words that are put together: dates, titles in lines of like length, marks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.letters.wording import balanced, day_words, mark_lines, title_lines, width
from tests.letters.paper import plain


def test_days_have_no_leading_zeros():
    assert day_words(date(2016, 9, 1)) == "2016年9月1日"
    assert day_words(None).strip("\u3000") == "年\u3000\u3000月\u3000\u3000日"


def test_a_title_keeps_the_lines_that_it_has():
    assert title_lines("甲乙\n丙") == ["甲乙", "丙"]


def test_a_long_title_is_parted_into_lines_of_like_length():
    lines = title_lines("广东省商务厅关于广东示例经济技术开发区2016年度考核单项指标名次情况的提醒函")
    assert len(lines) == 2
    assert abs(width(lines[0]) - width(lines[1])) <= 4
    assert not any(line.startswith(("的", "，", "》")) for line in lines)


@given(st.text(alphabet="甲乙丙，。《》的12a", max_size=90))
def test_no_line_is_too_long_and_nothing_is_lost(title):
    lines = balanced(list(title))
    assert "".join(lines) == title
    assert all(width(line) <= 20 for line in lines)


@pytest.mark.parametrize("name", ["甲", "甲厅"])
def test_a_mark_names_one_office_or_all(name):
    assert mark_lines(plain("文")) == (("广东省商务厅文件",), None)
    assert mark_lines(plain("文", issuers=("广东省商务厅", name))) == (("广东省商务厅", name), "文件")
