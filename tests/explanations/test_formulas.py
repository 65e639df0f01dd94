"""The workings of all units at once are what the formula room says of each alone."""

from kaohe.explanations import Voice, result_of
from kaohe.explanations.numbers import figure
from kaohe.formulas import explain_with
from tests.explanations.results import everything, national, national_result
from tests.scoring.simple import scored


def workings(scores, lang="zh"):
    result = result_of(scores)
    return result.workings(Voice(scores.scheme, lang))


def test_numbers_are_filled_in_and_the_outcome_is_the_value():
    scores = everything()
    told = workings(scores)
    leaves = {leaf.code: told.of(leaf) for leaf in scores.outline.leaves()}
    assert leaves["density"][0] == ("生产总值 ÷ 土地", "900 ÷ 10 = 90")
    assert leaves["growth"][0] == ("(税收 ÷ 上年税收 − 1) × 100", "(90 ÷ 80 − 1) × 100 = 12.5")
    assert leaves["growth"][1].numbers == "(40 ÷ 50 − 1) × 100 = (−20)"


def test_a_gap_is_named_with_its_reason():
    scores = everything()
    told = workings(scores)
    leaves = {leaf.code: told.of(leaf) for leaf in scores.outline.leaves()}
    assert leaves["density"][1].numbers == "500 ÷ 0 = 无结果（除数为零）"
    assert leaves["density"][6].numbers == "生产总值（未报） ÷ 5 = 无结果（未报）"


def test_a_reported_value_has_nothing_to_work_out_and_is_named_where_its_item_is_called_otherwise():
    scores = national()
    told = workings(scores)
    leaves = {leaf.code: told.of(leaf) for leaf in scores.outline.leaves()}
    assert set(leaves["tax"]) == {("", "")}
    assert set(leaves["fdi"]) == {("实际使用外资金额（不含利润再投资）", "")}
    assert {working.names for working in leaves["big_manufacturers"]} == {
        "主营业务收入30亿元以上制造业企业数",
        "主营业务收入15亿元以上制造业企业数",
    }


def test_every_indicator_of_every_zone_agrees_with_the_formula_room():
    scores = national()
    result = national_result()
    voice = Voice(scores.scheme, "zh")
    told = result.workings(voice)
    compared = 0
    for leaf in scores.outline.leaves():
        if leaf.formula.by is not None:
            continue
        formula = leaf.formula.otherwise
        for unit in range(0, len(scores.figures.units), 37):
            alone = explain_with(
                formula, told.measures.named, unit, "zh", lambda _, value: figure(value), naming=voice.naming
            )
            ours = told.of(leaf)[unit].numbers
            if ours and "−" not in ours:
                assert ours == alone
                compared += 1
    assert compared > 100


def test_a_reading_follows_the_formula():
    beside = {"prev": {"a": [10.0, 8.0]}}
    scores = scored(
        {"a": [12.0, 9.0], "b": [2.0, 3.0]},
        {"i": {"formula": "a / b", "reading": "x / 2"}},
        declared=("a", "b"),
        beside=beside,
        frames={"prev": {"year": -1}},
    )
    leaf = next(scores.outline.leaves())
    assert [working.numbers for working in workings(scores).of(leaf)] == [
        "12 ÷ 2 = 6；6 ÷ 2 = 3",
        "9 ÷ 3 = 3；3 ÷ 2 = 1.5",
    ]
