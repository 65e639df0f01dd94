"""Values meet templates: what doesn't fit is named, what fits is printed as it is."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.letters import (
    Heading,
    Paragraph,
    Table,
    fill,
    letter_kinds,
    letter_template,
    read_template,
    read_values,
    sample_values,
)
from kaohe.messages import Refused, Text
from tests.letters.test_templates import GOOD

REMINDER = "written_reminder"


def filled(kind=REMINDER, **changes):
    values = {**sample_values(letter_template(kind)), **changes}
    return fill(letter_template(kind), {name: value for name, value in values.items() if value is not None})


def problems(kind=REMINDER, **changes):
    with pytest.raises(Refused) as raised:
        filled(kind, **changes)
    return [(each.code, zh(each.params["field"])) for each in raised.value.problems]


def zh(name):
    return name.zh if isinstance(name, Text) else name


@pytest.mark.parametrize("kind", letter_kinds())
def test_every_sample_fills_its_template(kind):
    letter = filled(kind)
    assert letter.number is None
    assert letter.dated is None
    assert "{" not in repr(letter.body)


def test_values_stand_where_the_template_has_them():
    letter = filled(zone="埇滘经济技术开发区", published_on=date(2016, 12, 1))
    assert "埇滘经济技术开发区" in letter.title
    assert "商务部于2016年12月1日公布了2016年度" in letter.body[0].text
    assert isinstance(letter.body[1], Table)
    assert letter.body[1].rows[1] == ("2", "土地开发利用率", "217", "219")


def test_the_words_of_the_policy_come_from_the_citation():
    assert "“商务部相关考核结果公布后，对单项指标处于全国最后10名" in filled().body[2].text


def test_an_unknown_field_a_missing_one_and_a_wrong_kind_are_named():
    assert problems(nonsense="1") == [("letters.unknown_value", "nonsense")]
    assert problems(zone=None) == [("letters.missing_value", "经开区")]
    assert problems(zone=5) == [("letters.want_text", "经开区")]
    assert problems(zone="甲\n乙") == [("letters.want_text", "经开区")]
    assert problems(published_on="2016-09-01") == [("letters.want_date", "考核结果公布日期")]
    assert problems(data_year="2015") == [("letters.want_number", "数据年度")]
    assert problems(data_year=True) == [("letters.want_number", "数据年度")]
    assert problems(data_year=float("nan")) == [("letters.want_number", "数据年度")]
    assert problems(copies="广东省财政厅") == [("letters.want_lines", "抄送机关")]
    assert problems(copies=()) == [("letters.want_lines", "抄送机关")]
    assert problems(copies=("",)) == [("letters.want_text", "抄送机关第1行")]
    assert problems(indicators="甲") == [("letters.want_table", "单项指标名次")]
    assert problems(indicators=[{"place": 1}]) == [("letters.want_row", "单项指标名次第1行")]
    assert problems(indicators=[{"indicator": "甲", "place": "1", "of": 2}]) == [
        ("letters.want_number", "单项指标名次第1项（甲）的全国名次")
    ]
    assert problems(indicators=[{"indicator": "", "place": 1, "of": 2}]) == [
        ("letters.missing_value", "单项指标名次第1项（–）的单项指标")
    ]


def test_what_an_item_lacks_is_said_by_what_the_item_says():
    row = {"problem": "研发投入低", "measure": "", "owner": "", "by": date(2016, 9, 30)}
    with pytest.raises(Refused) as raised:
        filled("rectification_order", items=[row])
    assert [each.words("zh") for each in raised.value.problems] == [
        "责令限期整改通知书缺少“整改事项第1项（研发投入低）的整改要求”；请补上。",
        "责令限期整改通知书缺少“整改事项第1项（研发投入低）的责任单位”；请补上。",
    ]
    assert str(raised.value.problems[0].place) == ""


def test_a_line_with_an_optional_field_that_is_not_given_is_left_out():
    with_them, without = filled("talk_minutes"), filled("talk_minutes", excused=None)
    assert len(with_them.body) - len(without.body) == 1
    assert filled(copies=None).copies == ()
    assert filled(contact_phone=None).contact_note is None


def test_a_request_has_one_addressee():
    with pytest.raises(Refused) as raised:
        filled("request_for_talk", province_government="甲政府、乙政府")
    assert raised.value.problems[0].code == "letters.one_addressee"


def test_offices_acting_jointly_issue_after_the_lead():
    assert filled("rectification_order", joint_offices=("乙厅", "丙厅")).issuers == (
        "广东省商务厅",
        "乙厅",
        "丙厅",
    )
    assert filled("rectification_order", joint_offices=None).issuers == ("广东省商务厅",)


def test_a_repeated_line_is_written_once_for_each_row():
    text = GOOD.replace("  {matters}", "  {each commitments} 由{owner}于{by}前完成{commitment}。")
    template = read_template(text.replace("matters]", "commitments]"), "example.yaml")
    values = {name: field.example for name, field in template.fields.items()} | {
        "commitments": [{"commitment": "甲事", "owner": "张三", "by": date(2016, 10, 1)}] * 2
    }
    assert fill(template, values).body[:2] == (Paragraph("由张三于2016年10月1日前完成甲事。"),) * 2


@given(
    st.sampled_from(["一、", "出席：", "|", "\\", "{zone}", "{each indicators}", "$#["]),
    st.sampled_from("甲乙"),
)
def test_a_value_is_text_whatever_it_looks_like(beginning, end):
    text = beginning + end
    letter = filled("letter_to_city", requirements=[text], department=text)
    assert Paragraph(text) in letter.body
    assert letter.issuers == (text,)


def test_a_heading_stays_a_heading():
    assert isinstance(filled("major_event").body[1], Heading)


def test_numbers_are_printed_plainly():
    assert "共1.5家" in filled("warning", of=Decimal("1.5")).body[0].text
    assert "共0.1家" in filled("warning", of=0.1).body[0].text


def test_a_file_of_values_is_read_with_its_days_and_refused_with_its_lines():
    template = letter_template("major_event")
    good = "".join(
        f"{name}: {field.example!r}\n" for name, field in template.fields.items() if field.kind == "text"
    )
    good += "happened_on: 2016-09-08\nfacts: [甲]\nmeasures_taken: [乙]\nnext_steps: [丙]\n"
    assert read_values(template, good, "values.yaml")["happened_on"] == date(2016, 9, 8)
    with pytest.raises(Refused) as raised:
        read_values(template, good.replace("2016-09-08", "soon").replace("[甲]", "甲"), "values.yaml")
    assert [(each.code, bool(each.place.line)) for each in raised.value.problems] == [
        ("letters.want_date", True),
        ("letters.want_lines", True),
    ]
    assert str(raised.value.problems[0].place).endswith(":happened_on"), "the file's own name for it"
    with pytest.raises(Refused):
        read_values(template, "- 1", "values.yaml")
