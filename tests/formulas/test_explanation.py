"""Explanations as their readers see them."""

import pytest

from kaohe.formulas import Cause, Column, Lang, Name, Reason, explain, explain_with, parse

ITEMS = {
    "gdp": ("地区生产总值", "GDP"),
    "services_va": ("第三产业增加值", "services value added"),
    "fdi": ("实际使用外资", "FDI"),
    "tax": ("税收收入", "tax"),
    "x": ("得分", "score"),
}
FRAMES = {
    "prev": ("上年", "last year's "),
    "city": ("所在地市", "host city's "),
    "target": ("目标", "target "),
}


def chinese(name: Name) -> str:
    return "".join(FRAMES[frame][0] for frame in name.frames) + ITEMS[name.code][0]


def english(name: Name) -> str:
    return "".join(FRAMES[frame][1] for frame in name.frames) + ITEMS[name.code][1]


NAN = float("nan")
ROWS = {
    "services_va": [1234.5, NAN, 10.0, -7.25],
    "gdp": [5678.0, 100.0, 0.0, 4.0],
    "fdi": [120.0, 1.0, NAN, -2.0],
    "prev.fdi": [100.0, 1.0, NAN, -3.0],
}


def lookup(name: Name) -> Column:
    column = Column.of(ROWS[str(name)], Cause(Reason.ABSENT, str(name)))
    broken = Cause(Reason.DEFINITION_BREAK, str(name))
    return Column.of([*ROWS[str(name)][:2], NAN, 0], broken) if name.frames else column


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            "services_va / gdp * 100",
            "第三产业增加值 ÷ 地区生产总值 × 100",
            "services value added ÷ GDP × 100",
        ),
        (
            "(fdi / prev.fdi - 1) * 100",
            "(实际使用外资 ÷ 上年实际使用外资 − 1) × 100",
            "(FDI ÷ last year's FDI − 1) × 100",
        ),
        (
            "gdp / city.prev.gdp * 10000",
            "地区生产总值 ÷ 所在地市上年地区生产总值 × 10,000",
            "GDP ÷ host city's last year's GDP × 10,000",
        ),
        (
            "0 <= services_va / gdp * 100 <= 100",
            "0 ≤ 第三产业增加值 ÷ 地区生产总值 × 100 ≤ 100",
            "0 ≤ services value added ÷ GDP × 100 ≤ 100",
        ),
        (
            "when(prev.fdi > 0, fdi / prev.fdi, 1)",
            "若 上年实际使用外资 > 0，则 实际使用外资 ÷ 上年实际使用外资，否则 1",
            "if last year's FDI > 0 then FDI ÷ last year's FDI, otherwise 1",
        ),
        (
            "when(not (tax > gdp) and fdi != 0 or x == 1, 1, 0) * 60",
            "(若 非 (税收收入 > 地区生产总值) 且 实际使用外资 ≠ 0 或 得分 = 1，则 1，否则 0) × 60",
            "(if not (tax > GDP) and FDI ≠ 0 or score = 1 then 1, otherwise 0) × 60",
        ),
        (
            "least(x / target.x * 100, 100)",
            "较小者(得分 ÷ 目标得分 × 100，100)",
            "lesser(score ÷ target score × 100; 100)",
        ),
        ("greatest(x, tax, 0.5)", "最大者(得分，税收收入，0.5)", "greatest(score; tax; 0.5)"),
        ("coalesce(x, prev.x)", "首个有值者(得分，上年得分)", "first present(score; last year's score)"),
        ("ln(x) + exp(x) - sqrt(abs(x))", "自然对数(得分) + 自然指数(得分) − 平方根(绝对值(得分))", None),
        ("x ** 2 * -x ** -0.5", "得分 ^ 2 × (−(得分 ^ (−0.5)))", "score ^ 2 × (−(score ^ (−0.5)))"),
        ("(x + 1) ** (tax * 2)", "(得分 + 1) ^ (税收收入 × 2)", None),
        ("x - (tax - gdp) + (fdi - 1)", "得分 − (税收收入 − 地区生产总值) + (实际使用外资 − 1)", None),
        ("x / (tax / gdp) * (fdi * 2)", "得分 ÷ (税收收入 ÷ 地区生产总值) × (实际使用外资 × 2)", None),
        ("((x * tax)) + ((gdp / fdi))", "得分 × 税收收入 + 地区生产总值 ÷ 实际使用外资", None),
        ("x - -tax * 2", "得分 − (−税收收入 × 2)", None),
        ("-x * 2 > -5", "−得分 × 2 > −5", None),
        ("(x > 1 or tax > 1) and gdp > 1", "(得分 > 1 或 税收收入 > 1) 且 地区生产总值 > 1", None),
        ("1e6 * x + 0.000001 + 1e22", "1,000,000 × 得分 + 1e-06 + 1e+22", None),
    ],
)
def test_in_names(text: str, zh: str, en: str | None) -> None:
    assert explain(parse(text), chinese) == zh
    assert en in (None, explain(parse(text), english, "en"))


@pytest.mark.parametrize(
    ("text", "row", "zh"),
    [
        ("services_va / gdp * 100", 0, "1,234.5 ÷ 5,678 × 100 = 21.74"),
        ("services_va / gdp * 100", 1, "第三产业增加值（未报） ÷ 100 × 100 = 无结果（未报）"),
        ("services_va / gdp * 100", 2, "10 ÷ 0 × 100 = 无结果（除数为零）"),
        ("services_va / gdp * 100", 3, "−7.25 ÷ 4 × 100 = −181.25"),
        ("gdp - services_va", 3, "4 − (−7.25) = 11.25"),
        ("services_va ** 2", 3, "(−7.25) ^ 2 = 52.56"),
        ("(fdi / prev.fdi - 1) * 100", 0, "(120 ÷ 100 − 1) × 100 = 20"),
        (
            "(gdp / prev.fdi - 1) * 100",
            2,
            "(0 ÷ 上年实际使用外资（口径变动，不可比） − 1) × 100 = 无结果（口径变动，不可比）",
        ),
        ("services_va <= gdp", 0, "1,234.5 ≤ 5,678：成立"),
        ("gdp < services_va", 0, "5,678 < 1,234.5：不成立"),
        ("services_va <= gdp", 1, "第三产业增加值（未报） ≤ 100：无法判断（未报）"),
        ("ln(services_va)", 3, "自然对数(−7.25) = 无结果（超出可计算范围）"),
        ("when(gdp > 0, services_va / gdp, 0)", 2, "若 0 > 0，则 10 ÷ 0，否则 0 = 0"),
        ("gdp", 0, "5,678"),
        ("services_va", 1, "第三产业增加值（未报）"),
        ("gdp / 3e9", 1, "100 ÷ 3,000,000,000 = 3.333e-08"),
        ("gdp / 3000", 1, "100 ÷ 3,000 = 0.03333"),
        ("gdp * 1e20", 1, "100 × 1e+20 = 1e+22"),
        ("-gdp / 3", 0, "−5,678 ÷ 3 = −1,892.67"),
    ],
)
def test_in_numbers(text: str, row: int, zh: str) -> None:
    assert explain_with(parse(text), lookup, row, naming=chinese) == zh


@pytest.mark.parametrize(
    ("text", "row", "en"),
    [
        ("services_va / gdp", 1, "services value added (not reported) ÷ 100 = no result (not reported)"),
        ("services_va <= gdp", 0, "1,234.5 ≤ 5,678: holds"),
        ("services_va > gdp", 0, "1,234.5 > 5,678: does not hold"),
        ("services_va > gdp", 1, "services value added (not reported) > 100: undecided (not reported)"),
    ],
)
def test_in_numbers_and_english(text: str, row: int, en: str) -> None:
    assert explain_with(parse(text), lookup, row, "en", naming=english) == en


def test_numbers_as_the_caller_writes_them() -> None:
    def in_units(name: Name, value: float) -> str:
        return f"{value:.1f}{'万美元' if name.code == 'fdi' else '万元'}"

    explained = explain_with(parse("fdi / gdp - fdi"), lookup, 3, number=in_units, naming=chinese)
    assert explained == "-2.0万美元 ÷ 4.0万元 − (-2.0万美元) = 1.5"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_absent_row_is_the_callers_mistake(lang: Lang) -> None:
    with pytest.raises(IndexError):
        explain_with(parse("gdp + 1"), lookup, 4, lang, naming=chinese)
