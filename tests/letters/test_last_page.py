"""The end of a document on rendered pages: its foot stands below text, never alone on a page."""

from itertools import pairwise

import pytest

from kaohe.letters import Attendance, Paragraph
from kaohe.letters.wording import day_words
from tests.letters.paper import DAY, plain, sheets, text

FEET = {
    "document": {"openness": "主动公开"},
    "letter": {"openness": "主动公开", "copies": ("甲厅", "乙厅"), "contact_note": "联系人：张三"},
    "minutes": {"openness": "不公开", "copies": ("甲厅",), "printed_by": "办公室"},
}


@pytest.mark.parametrize("style", FEET)
@pytest.mark.parametrize("lines", range(2, 26, 2))
def test_the_foot_never_stands_alone_on_the_last_page(style, lines):
    """One line more each time moves the end of the body past the end of a page."""
    body = [Paragraph("字" * 28 * lines), Paragraph("终" * 30)]
    if style == "minutes":
        body += [Attendance("出席", "甲"), Attendance("记录", "乙")]
    pages = sheets(plain(style=style, body=tuple(body), **FEET[style]))
    last = [text(row) for row in pages[-1].lines]
    foot = next(place for place, row in enumerate(last) if row.startswith("公开方式"))
    end = last[max(foot - 5, 0) : foot]
    if style == "minutes":
        assert end[-2:] == ["出席：甲", "记录：乙"]
    else:
        assert sum(set(row) == {"终"} for row in end) == 2
        assert "广东省商务厅" in end
    for above, below in pairwise(sorted({round(row[0]["matrix"][5]) for row in pages[-1].lines})):
        assert below - above >= 14, "lines of the text and of the foot don't touch"


def test_the_foot_of_many_issuers_and_attachments_stands_below_the_date():
    offices = tuple(f"广东省第{number}厅" for number in range(10, 34))
    for lines in range(1, 23, 3):
        pages = sheets(plain("字" * 28 * lines, issuers=offices, openness="主动公开", dated=DAY))
        last = [text(row) for row in pages[-1].lines]
        assert last.index("公开方式：主动公开") == last.index(day_words(DAY)) + 1
        assert any("厅" in row for row in last)
