"""Every method, reason and note has words, in both languages."""

import re
from dataclasses import fields, is_dataclass

from hypothesis import given, settings

from kaohe.explanations import Voice, result_of
from kaohe.explanations.gaps import gaps_of, why_unplaced
from kaohe.explanations.method import method_of
from kaohe.explanations.remarks import notes_of_node
from kaohe.messages import Refused
from kaohe.schemes import load_scheme, outline_of, scheme_ids
from kaohe.scoring import score
from tests.explanations.results import everything, national, national_result
from tests.scoring import any_scheme

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")


def texts(value):
    """Every text in a view, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))


@settings(max_examples=60, deadline=None)
@given(any_scheme.schemes(), any_scheme.figures())
def test_whatever_a_scheme_says_has_words(scheme, figures):
    try:
        result = result_of(score(figures, scheme))
    except Refused:
        return
    for lang in ("zh", "en"):
        voice = Voice(scheme, lang)
        said = [*texts(method_of(voice, result)), *texts(gaps_of(voice, result))]
        said += [text for path in result.scores.nodes for text in notes_of_node(voice, result, path)]
        assert not [text for text in said if re.search(r"\b(None|nan)\b|[{}]", text)]
        if lang == "en":
            assert not [text for text in said if CHINESE.search(text)]


def test_the_method_of_the_national_scheme_is_told_in_words():
    method = method_of(Voice(national().scheme, "zh"), national_result())
    assert len(method.parts) == 5
    assert sum(len(part.indicators) for part in method.parts) == 53
    assert "功效系数法：全体最差得60，全体最好得100" in method.steps[3]
    assert method.joints[0].combine == "加权算术平均"
    assert method.joints[1].need == "下级至少60%有值"
    assert "较大及以上事故和事件扣分：扣较大及以上生产安全事故数" in method.joints[0].steps[0]
    by_name = {each.name: each for part in method.parts for each in part.indicators}
    assert by_name["税收收入"].steps == ()
    assert "缺失用上年值" in by_name["高技能人才占比"].steps
    assert by_name["单位工业增加值能耗"].direction == "越低越好"


def test_reasons_and_notes_of_single_cells():
    result = result_of(everything())
    voice = Voice(everything().scheme, "zh")
    assert notes_of_node(voice, result, "index/size/density")[1] == "土地：除数为零"
    assert notes_of_node(voice, result, "index/size/gdp")[6] == "生产总值：未报"
    assert "补为" in notes_of_node(voice, result, "index/change/growth")[6]
    assert notes_of_node(voice, result, "index")[0] == "获奖加分：+1.00 分"
    assert notes_of_node(voice, result, "index")[3] == "获奖加分：+3.00 分"
    assert why_unplaced(voice, result, 5) == "一票否决，不参加排名"
    assert why_unplaced(voice, result, 6).endswith("有值项不足")
    assert why_unplaced(voice, result, 0) == ""
    assert (
        notes_of_node(Voice(everything().scheme, "en"), result, "index/size/density")[1]
        == "land: divided by zero"
    )


def test_a_logarithm_of_the_whole_column_is_not_noted_for_every_unit():
    scores, result = national(), national_result()
    voice = Voice(scores.scheme, "zh")
    notes = [text for path in scores.nodes for text in notes_of_node(voice, result, path) if text]
    assert 0 < len(notes) < 219


def test_units_of_measure_of_every_shipped_scheme_have_english_words():
    for code in scheme_ids():
        scheme = load_scheme(code)
        voice = Voice(scheme, "en")
        units = {leaf.unit for leaf in outline_of(scheme).leaves()} | {
            item.unit for item in scheme.items.values()
        }
        assert not [unit for unit in units if CHINESE.search(voice.unit(unit))]


def test_gaps_name_the_units():
    gaps = gaps_of(Voice(everything().scheme, "en"), result_of(everything()))
    by_name = {gap.name: gap for gap in gaps.indicators}
    assert by_name["Output per area"].missing == ('<script>alert("1")</script>', "Silent")
    assert by_name["Growth of tax"].filled == 1
    assert [name for name, _ in gaps.unscored] == ["Vetoed", "Silent"] or len(gaps.unscored) >= 2
    assert {each.unit for each in gaps.adjusted} == {"East & Co", "Tied one", "Tied two"}
