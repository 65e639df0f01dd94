"""Reading formulas: what the language holds, and how it folds what people type."""

import pickle

import pytest

from kaohe.formulas import Formula, FormulaError, Name, parse, parse_name
from kaohe.formulas.tree import Chain, Power


def names(text: str) -> list[str]:
    return sorted(map(str, parse(text).names))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("services_va / gdp * 100", ["gdp", "services_va"]),
        ("(fdi / prev.fdi - 1) * 100", ["fdi", "prev.fdi"]),
        ("gdp / city.prev.gdp", ["city.prev.gdp", "gdp"]),
        ("第三产业增加值 / 地区生产总值 * 100", ["地区生产总值", "第三产业增加值"]),
        ("0.3 * problems_central + 0.2 * problems_provincial", ["problems_central", "problems_provincial"]),
        ("least(ln(a), exp(b), sqrt(c), abs(d), greatest(e, 1), coalesce(f, 2))", list("abcdef")),
        ("when(x > 0, x / target.x, 0)", ["target.x", "x"]),
        ("1.5e3 + .5 + 5. + 0", []),
    ],
)
def test_a_formula_knows_its_names(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("gdp", "number"),
        ("when(gdp > 0, 1, 0)", "number"),
        ("services_va <= gdp", "truth"),
        ("0 <= share <= 100", "truth"),
        ("not (a > 1) and b != 2 or c == 3", "truth"),
    ],
)
def test_a_formula_is_a_number_or_a_truth(text: str, kind: str) -> None:
    assert parse(text).kind == kind


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("（ａ　＋　ｂ）×１００", "(a + b)*100"),
        ("a ÷ b − 1", "a / b - 1"),
        ("a ≤ b ≠ c ≥ 2", "a <= b != c >= 2"),
        ("ｌｅａｓｔ（a，b）", "least(a,b)"),
        ("  gdp\n", "gdp"),
        ("a＝＝b", "a==b"),
        ("a／b－1．5", "a/b-1.5"),
    ],
)
def test_full_width_and_printed_signs_are_folded(typed: str, folded: str) -> None:
    assert parse(typed) == parse(folded)
    assert parse(typed).text == folded


def test_formulas_are_equal_by_their_text() -> None:
    assert parse("a + b") == parse("ａ ＋ ｂ")
    assert parse("a + b") != parse("b + a")
    assert len({parse("a + b"), parse("a + b"), parse("a")}) == 2


def test_a_formula_survives_a_trip_to_another_process() -> None:
    formula = parse("when(gdp > 0, tax / gdp, 0)")
    copy: Formula = pickle.loads(pickle.dumps(formula))
    assert (copy, copy.names, copy.tree) == (formula, formula.names, formula.tree)


def test_power_binds_to_the_right_and_before_the_minus() -> None:
    power = parse("a ** b ** c").tree
    assert isinstance(power, Power)
    assert power.exponent.text == "b ** c"


def test_a_long_sum_is_not_deep() -> None:
    tree = parse(" + ".join(f"item{number}" for number in range(200))).tree
    assert isinstance(tree, Chain)
    assert len(tree.rest) == 199


def test_the_limits_are_reached_before_they_refuse() -> None:
    assert parse("(" * 40 + "a" + ")" * 40).names == {Name((), "a")}
    assert parse("-" * 39 + "a").names == {Name((), "a")}
    assert len(parse("a" * 2000).text) == 2000


def test_a_wanted_kind_is_checked() -> None:
    assert parse("a > b", "truth").kind == "truth"
    with pytest.raises(FormulaError) as number:
        parse("a + b", "truth")
    assert number.value.code == "formulas.truth_wanted"
    with pytest.raises(FormulaError) as truth:
        parse("a > b", "number")
    assert truth.value.code == "formulas.number_wanted"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("gdp", Name((), "gdp")),
        (" prev.fdi ", Name(("prev",), "fdi")),
        ("city.prev.gdp", Name(("city", "prev"), "gdp")),
        ("ＧＤＰ", Name((), "GDP")),
        ("地区生产总值", Name((), "地区生产总值")),
    ],
)
def test_a_lone_name(text: str, name: Name) -> None:
    assert parse_name(text) == name
    assert parse_name(str(name)) == name


def test_what_is_no_name() -> None:
    for text in ("1", "a + b", "abs(a)"):
        with pytest.raises(FormulaError) as refused:
            parse_name(text)
        assert refused.value.code == "formulas.not_a_name"


def test_names_sort_by_frames_then_code() -> None:
    unsorted = [Name(("prev",), "a"), Name((), "b"), Name((), "a")]
    assert [str(name) for name in sorted(unsorted)] == ["a", "b", "prev.a"]
