"""How weights were computed, in words, with what they came to."""

import pytest

from kaohe.explanations import Voice, result_of
from kaohe.explanations.method import method_of
from tests.scoring import simple

ITEMS = {"a": [1.0, 2.0, 4.0], "b": [3.0, 9.0, 1.0]}


def method(weighting, lang, items=None, children=None, **node):
    tree = {"top": {"weights": weighting, "children": children or {"a": 1, "b": 1}, **node}}
    scores = simple.scored(items or ITEMS, "ab", tree)
    return method_of(Voice(scores.scheme, lang), result_of(scores))


@pytest.mark.parametrize(
    ("weighting", "zh", "en"),
    [
        (
            {"entropy": {}},
            "权重由本次得分计算：熵值法（下级得分齐全的3个单位）",
            "weights computed from these scores: entropy (over the 3 units with a score at every part)",
        ),
        (
            {"ahp": {"a": {"b": 3}}},
            "权重由两两比较得出：层次分析法（一致性比率 CR = 0.000）",
            "weights from judgements in pairs: analytic hierarchy process (consistency ratio 0.000)",
        ),
        (
            {"blend": {"given": 0.4, "ahp": 0.6}, "ahp": {"a": {"b": 3}}},
            "权重由两两比较得出：组合赋权：给定权重 40%；层次分析法（一致性比率 CR = 0.000） 60%",
            "weights from judgements in pairs: a blend: 40% the weights stated; "
            "60% analytic hierarchy process (consistency ratio 0.000)",
        ),
        (
            {"pca": "loadings"},
            "权重由本次得分计算：主成分法（第一主成分载荷）（下级得分齐全的3个单位）",
            "weights computed from these scores: loadings of the first principal component "
            "(over the 3 units with a score at every part)",
        ),
    ],
)
def test_the_method_says_how_weights_came_about(weighting, zh, en):
    items = {"a": [1.0, 2.0, 4.0], "b": [3.0, 2.0, 9.0]} if "pca" in weighting else ITEMS
    assert method(weighting, "zh", items).joints[0].steps[0] == zh
    assert method(weighting, "en", items).joints[0].steps[0] == en


def test_and_what_they_came_to():
    found = method({"ahp": {"a": {"b": 3}}}, "en", total=40).parts[0].indicators
    assert [each.weight for each in found] == ["30", "10"]


def test_a_weight_that_differs_by_unit_is_a_range():
    children = {"a": {"by": "zone", "A": 1, "B": 3}, "b": 1}
    tree = {"top": {"weights": {"blend": {"given": 1}}, "children": children}}
    zones = ["A", "A", "B"]
    scores = simple.scored(ITEMS, "ab", tree, units={"zone": ["A", "B"]}, beside={"zone": zones})
    found = method_of(Voice(scores.scheme, "en"), result_of(scores)).parts[0].indicators
    assert [each.weight for each in found] == ["0.5 to 0.75", "0.25 to 0.5"]


def test_every_way_to_combine_has_words():
    for how in ("median", "copeland", "rank_sum_ratio", "topsis", {"topsis": {"normalise": "none"}}, "grey"):
        for lang in ("zh", "en"):
            said = method({"entropy": {}}, lang, combine=how).joints[0].combine
            assert said and "{" not in said
    sharp = {"grey": {"distinguishing": 0.2}}
    assert "分辨系数0.2" in method({"entropy": {}}, "zh", combine=sharp).joints[0].combine
