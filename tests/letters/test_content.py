"""What a letter may say: each part refuses what can't stand on paper."""

from dataclasses import replace

import pytest

from kaohe.letters import Attendance, Heading, Paragraph, Table, document_number
from kaohe.messages import Refused
from tests.letters.paper import plain


def code(make):
    with pytest.raises(Refused) as raised:
        make()
    return raised.value.problems[0].code


def test_a_number_has_the_full_year_and_no_leading_zero():
    assert document_number("粤商务函", 2016, 12) == "粤商务函〔2016〕12号"


@pytest.mark.parametrize(
    ("mark", "year", "sequence"), [("粤商务函", 16, 1), ("粤商务函", 2016, 0), ("", 2016, 1)]
)
def test_what_is_no_number_is_refused(mark, year, sequence):
    assert code(lambda: document_number(mark, year, sequence)) == "letters.bad_number"


@pytest.mark.parametrize("number", ["粤商务函[2016]12号", "粤商务函〔2016〕第12号", "粤商务函〔2016〕012号"])
def test_a_letter_takes_no_other_spelling(number):
    assert code(lambda: plain("文", number=number)) == "letters.bad_number"


@pytest.mark.parametrize(
    ("text", "level"),
    [("一、总则", 1), ("（十二）要求", 2), ("3.措施", 3), ("（4）时限", 4), ("12．说明", 3)],
)
def test_a_heading_is_known_by_its_number(text, level):
    assert Heading(text).level == level


@pytest.mark.parametrize("text", ["总则", "1.5亿元", "一般要求", "(1) half-width"])
def test_what_has_no_number_is_no_heading(text):
    assert code(lambda: Heading(text)) == "letters.heading_without_number"


def test_a_heading_ends_at_its_full_stop():
    assert Heading("（一）抓好落实。逐项销号。").runs == ("（一）抓好落实。", "逐项销号。")
    assert Heading("一、总体要求").runs == ("一、总体要求", "")


@pytest.mark.parametrize("text", ["", " 甲", "甲\n乙", "甲\x07", "甲\u2028乙", "\ud800"])
def test_a_paragraph_is_one_line(text):
    assert code(lambda: Paragraph(text)) == "letters.not_one_line"


def test_a_table_has_as_many_cells_in_every_row():
    assert code(lambda: Table(("甲", "乙"), (("1",),), (1, 1))) == "letters.ragged_table"
    assert code(lambda: Table(("甲",), (("1",),), (0,))) == "letters.column_too_narrow"
    assert Table(("甲",), (("",),), (1,)).rows == (("",),)


def test_only_known_roles_are_listed():
    assert code(lambda: Attendance("旁听", "张三")) == "letters.unknown_role"


@pytest.mark.parametrize("secrecy", ["秘密", "机密★1年", "绝密★长期", "秘密★6个月"])
def test_degrees_of_secrecy(secrecy):
    assert plain("文", secrecy=secrecy).secrecy == secrecy


def test_what_contradicts_itself_is_refused():
    assert code(lambda: plain("文", secrecy="保密")) == "letters.bad_secrecy"
    assert code(lambda: plain("文", secrecy="秘密", openness="主动公开")) == "letters.secret_and_open"
    assert code(lambda: plain("文", issuers=())) == "letters.nobody_issues"
    assert code(lambda: plain("文", style="minutes", addressee="甲")) == "letters.minutes_have_no_addressee"


def test_a_changed_letter_is_checked_again():
    assert code(lambda: replace(plain("文"), title="上\n\n下")) == "letters.not_one_line"
