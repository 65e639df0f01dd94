"""The policy as data is the policy as issued, word for word."""

import re
from pathlib import Path

import pytest

from kaohe.law import instrument, instrument_ids, listed_offices
from kaohe.messages import Refused
from kaohe.packs import read_model

POLICY = Path(__file__).parents[2] / ".." / "shared" / "policy" / "guangdong-2016.txt"
GUANGDONG = instrument("guangdong-2016")
CLAUSES = [clause for chapter in GUANGDONG.chapters for clause in chapter.clauses]
NUMBERS = [*"一二三四五六七八九十", *("十" + digit for digit in "一二三四五六七八九"), "二十"]


def as_issued():
    """The text put together again from its parts."""
    for chapter in GUANGDONG.chapters:
        if chapter.heading:
            yield f"{chapter.number}、{chapter.heading}"
        for clause in chapter.clauses:
            if clause.heading:
                yield f"（{clause.number}）{clause.heading}。"
            yield from clause.sentences
            if clause.bracket:
                yield f"（{clause.bracket}）"


def test_put_together_again_it_is_the_text_as_issued():
    if not POLICY.is_file():
        pytest.skip("the policy's text is not beside the project")
    text = re.sub(r"\s+", "", POLICY.read_text(encoding="utf-8"))
    for line in (
        "广东省人民政府办公厅2016年8月31日",
        "广东省完善国家级经济技术开发区考核制度促进创新驱动发展实施方案",
    ):
        before, _, after = text.rpartition(line) if "办公厅" not in line else text.partition(line)
        text = before + after
    assert "".join("".join(as_issued()).split()) == text


def test_chapters_and_clauses_are_different_things():
    assert [clause.number for clause in CLAUSES if clause.heading] == NUMBERS
    assert GUANGDONG.clause("二", "四").heading == "实行考核动态管理"
    assert GUANGDONG.clause("三", "四") is None
    assert len(GUANGDONG.clause("二", "四").sentences) == 3


def test_a_sentence_ends_once():
    sentences = [sentence for clause in CLAUSES for sentence in clause.sentences]
    assert all(sentence.count("。") == 1 and sentence.endswith("。") for sentence in sentences[1:])
    assert sentences[0].endswith("：")


@pytest.mark.parametrize("clause", [each for each in CLAUSES if each.bracket], ids=lambda each: each.number)
def test_offices_are_those_in_the_bracket_in_its_order(clause):
    offices = listed_offices()
    named = [
        "有关地级以上市人民政府" if code == "host_city_government" else offices[code].as_written
        for code in clause.offices
    ]
    places = [clause.bracket.find(name) for name in named]
    assert -1 not in places
    assert places == sorted(places)
    assert len(re.split("[，、]", clause.bracket.removesuffix("，下同"))) == len(named)


@pytest.mark.parametrize("code", instrument_ids())
def test_what_is_not_at_hand_is_not_quoted(code):
    policy = instrument(code)
    assert policy.quoted is (code == "guangdong-2016")
    assert policy.quoted or all(point.zh and point.en for point in policy.points)
    assert not (policy.quoted and policy.points)


def test_what_is_quoted_and_only_told_at_once_is_refused():
    text = """
format: 1
id: x
version: "1"
name: {zh: 甲, en: a}
issued_by: {zh: 甲, en: a}
applies: {by: assessment_year, from: 2016}
territory: nation
quoted: true
known_from: {zh: 甲, en: a}
changes: []
points: [{id: a, zh: 甲, en: a}]
"""
    with pytest.raises(Refused) as refused:
        read_model(type(GUANGDONG), text, "x.yaml")
    assert refused.value.problems[0].code == "law.quoted_or_told"
