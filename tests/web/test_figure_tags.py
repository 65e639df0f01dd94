"""Figures on pages: grouped, in the unit of money chosen, a missing one visibly missing."""

import math

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st


def shown(tag, lang="zh", money="wan", **given):
    return Template("{% load figures %}" + tag).render(Context({"lang": lang, "money": money, **given}))


@pytest.mark.parametrize(
    ("value", "unit", "money", "text"),
    [
        (1234567.891, "万元", "wan", "1,234,567.89"),
        (1234567.891, "万元", "yi", "123.46"),
        (-20000.0, "万元", "yi", "−2"),
        (50000.0, "万美元", "yi", "5"),
        (50000.0, "人", "yi", "50,000"),
        (50000.0, "万元/公顷", "yi", "50,000"),
        (0.0, "万元", "wan", "0"),
        (0, "", "wan", "0"),
    ],
)
def test_a_figure_is_grouped_and_switched(value, unit, money, text):
    assert shown("{% figure value unit %}", money=money, value=value, unit=unit) == text


@pytest.mark.parametrize("value", [None, math.nan, math.inf])
@pytest.mark.parametrize(("lang", "words"), [("zh", "未填"), ("en", "not given")])
def test_a_missing_figure_is_a_dash_with_the_reason_to_be_seen(value, lang, words):
    text = shown("{% figure value '万元' %}", lang=lang, value=value)
    assert "—" in text
    assert f"<small>{words}</small>" in text


@pytest.mark.parametrize(
    ("unit", "lang", "money", "text"),
    [
        ("万元", "zh", "wan", "万元"),
        ("万元", "zh", "yi", "亿元"),
        ("万元", "en", "yi", "CNY 100 m"),
        ("亿元", "en", "wan", "CNY 100 m"),
        ("万美元", "zh", "yi", "亿美元"),
    ],
)
def test_a_unit_of_money_is_said_in_the_readers_words(unit, lang, money, text):
    assert shown("{% unit unit %}", lang=lang, money=money, unit=unit) == text


def test_other_units_are_data_and_escaped():
    assert shown("{% unit unit %}", unit="<家>") == '<span class="data" lang="zh-Hans">&lt;家&gt;</span>'


@given(part=st.integers(0, 500), whole=st.integers(0, 500))
def test_a_share_is_full_only_when_all_is_done(part, whole):
    part = min(part, whole)
    share = int(shown("{{ part|share:whole }}", part=part, whole=whole))
    assert 0 <= share <= 100
    assert (share == 100) == (part == whole)
