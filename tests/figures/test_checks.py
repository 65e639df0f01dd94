"""What checks find, at which cell, how badly; and what they leave alone."""

import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaohe.figures import Figures, Origin, aligned, check_figures, figures_of
from kaohe.figures.bounds import bounds_of, in_words
from kaohe.schemes import Scheme, read_scheme
from kaohe.schemes.model import Item

SCHEME = """
format: 1
id: checked
name: 受查
status: example
units: {region: [东部, 西部]}
frames: {prev: {name: {zh: 上年, en: last year}, year: -1}, city: {name: {zh: 地市, en: city}, through: host}}
items:
  gdp: {name: {zh: 产值, en: output}, unit: 万元, bounds: [0, null]}
  part: {name: {zh: 部分, en: part}, unit: 万元, required: false}
  firms: {name: {zh: 企业, en: firms}, unit: 家, kind: count}
  share: {name: {zh: 比重, en: share}, unit: "%", kind: share}
  growth: {name: {zh: 增速, en: growth}, unit: "%", bounds: [-60, 100]}
  open_data: {name: {zh: 公开, en: open}, unit: 是否, kind: yes_no}
  stage:
    name: {zh: 阶段, en: stage}
    unit: 级
    kind: grade
    grades: [{name: 甲, points: 3}, {name: 乙, points: 1}]
  fresh: {name: {zh: 新项, en: new item}, unit: 万元, defined_from: 2016}
checks:
  - {code: parts, that: part <= gdp, say: {zh: 部分大于全部, en: the part is above the whole}}
  - code: growth_here
    that: {by: region, 东部: growth <= 20, else: growth <= 50}
    level: soft
    say: {zh: 增速高, en: high growth}
  - {code: jump, each: [amount], that: x <= 3 * prev.x, level: soft, say: {zh: 跳变, en: a jump}}
  - {code: in_city, that: gdp <= city.gdp, say: {zh: 大于地市, en: above the city}}
  - {code: via_indicator, that: ratio < 0.9, level: soft, say: {zh: 占比高, en: a large share}}
defaults: {direction: higher, provenance: reconstructed}
indicators:
  gdp: {}
  ratio: {name: {zh: 占比, en: ratio}, unit: 比, formula: part / gdp}
  in_city: {name: {zh: 占地市, en: share of city}, unit: "%", formula: gdp / city.gdp * 100}
tree: {index: {children: {gdp: 1, ratio: 1, in_city: 1}}}
"""

SOUND = {
    "gdp": 100.0,
    "part": 40.0,
    "firms": 5.0,
    "share": 50.0,
    "growth": 5.0,
    "open_data": 1.0,
    "stage": 3.0,
    "fresh": 9.0,
}


def scheme(text: str = SCHEME) -> Scheme:
    return read_scheme(text, Path("checked.yaml"))


def figures(
    *units: dict[str, float], region: str = "东部", prev=None, city=None, year: int | None = 2016
) -> Figures:
    rows = [SOUND | unit for unit in units]
    codes = [f"U{place}" for place in range(len(rows))]
    frames = {}
    if prev is not None:
        frames["prev"] = aligned(
            figures_of(
                codes, {key: [row.get(key, math.nan) for row in prev] for key in SOUND}, data_year=2015
            ),
            codes,
        )
    if city is not None:
        table = figures_of(["C"], {"gdp": [city]}, origin=Origin("a.xlsx", "城市", (2,), {"gdp": "B"}))
        placed = aligned(table, ["C"] * len(rows))
        frames["city"] = Figures(
            placed.units,
            placed.names,
            placed.items,
            placed.values,
            origin=Origin("a.xlsx", "城市", (2,) * len(rows), {"gdp": "B"}),
        )
    letters = {key: chr(67 + place) for place, key in enumerate(SOUND)}
    return figures_of(
        codes,
        {key: [row[key] for row in rows] for key in SOUND},
        attributes={"region": [region] * len(rows), "host": ["C"] * len(rows)},
        data_year=year,
        frames=frames,
        origin=Origin("a.xlsx", "填报", tuple(range(2, 2 + len(rows))), {**letters, "unit": "A"}),
    )


def found(table: Figures) -> list[tuple[str, str, str]]:
    problems = check_figures(table, scheme())
    assert all(problem.text("zh") and problem.text("en") for problem in problems)
    return [
        (problem.code.removeprefix("figures."), problem.level, str(problem.place)) for problem in problems
    ]


def test_sound_figures_have_no_findings():
    assert found(figures({}, {"gdp": 120.0}, prev=[{"gdp": 90.0}] * 2, city=1000.0)) == []


@pytest.mark.parametrize(
    ("item", "value", "code", "cell"),
    [
        ("gdp", -1.0, "out_of_bounds", "C2"),
        ("firms", -1.0, "out_of_bounds", "E2"),
        ("firms", 5.5, "not_whole", "E2"),
        ("share", 100.1, "out_of_bounds", "F2"),
        ("share", -0.1, "out_of_bounds", "F2"),
        ("growth", -60.5, "out_of_bounds", "G2"),
        ("open_data", 0.5, "out_of_bounds", "H2"),
        ("stage", 2.0, "out_of_bounds", "I2"),
    ],
)
def test_values_outside_kind_or_bounds(item, value, code, cell):
    changed = {item: value} | ({"part": -2.0} if item == "gdp" else {})
    assert (code, "hard", f"a.xlsx:填报:{cell}") in found(figures(changed))


@pytest.mark.parametrize(
    ("item", "value"), [("gdp", 100.0), ("share", 0.0), ("share", 100.0), ("growth", -60.0), ("firms", 0.0)]
)
def test_values_at_their_bounds(item, value):
    assert found(figures({item: value})) == []


def test_what_is_required_and_what_is_not():
    assert found(figures({"firms": math.nan})) == [("not_reported", "soft", "a.xlsx:填报:E2")]
    assert found(figures({"part": math.nan})) == []
    assert found(figures({"fresh": math.nan}))[0][0] == "not_reported"
    assert found(figures({"fresh": math.nan}, year=2015)) == []


def test_a_hard_statement_with_its_numbers_filled_in():
    (problem,) = [p for p in check_figures(figures({"part": 150.0}), scheme()) if p.level == "hard"]
    assert str(problem.place) == "a.xlsx:填报:D2"
    assert (
        "部分大于全部" in problem.words("zh")
        and "150" in problem.words("zh")
        and "100" in problem.words("zh")
    )
    assert "the part is above the whole" in problem.words("en") and "150" in problem.words("en")


def test_a_statement_by_case():
    assert found(figures({"growth": 30.0}, region="东部")) == [("check", "soft", "a.xlsx:填报:G2")]
    assert found(figures({"growth": 30.0}, region="西部")) == []
    assert found(figures({"growth": 60.0}, region="西部")) == [("check", "soft", "a.xlsx:填报:G2")]


def test_a_statement_for_each_item_names_the_item():
    table = figures({"gdp": 500.0}, prev=[{"gdp": 100.0, "part": 40.0}])
    (problem,) = check_figures(table, scheme())
    assert (problem.code, str(problem.place)) == ("figures.check_each", "a.xlsx:填报:C2")
    assert "产值" in problem.words("zh") and "500" in problem.words("zh")


def test_a_statement_for_each_item_is_told_of_just_the_items_and_units_where_it_is_false():
    prev = [{"gdp": 100.0, "part": 10.0}, {"gdp": 100.0, "part": None}]
    table = figures({"gdp": 500.0, "part": 20.0}, {"gdp": 120.0, "part": 90.0}, prev=prev)
    assert [str(problem.place) for problem in check_figures(table, scheme())] == ["a.xlsx:填报:C2"]
    table = figures({"gdp": 500.0, "part": 40.0}, {"gdp": 900.0, "part": 90.0}, prev=prev)
    places = [str(problem.place) for problem in check_figures(table, scheme())]
    assert places == ["a.xlsx:填报:C2", "a.xlsx:填报:D2", "a.xlsx:填报:C3"]


def test_a_statement_that_lacks_a_figure_says_nothing():
    assert found(figures({"gdp": 500.0}, prev=[{}])) == []
    assert ("check", "hard", "a.xlsx:填报:C2") not in found(figures({}))


def test_a_statement_through_the_city_and_through_an_indicator():
    assert found(figures({}, city=99.0)) == [("check", "hard", "a.xlsx:填报:C2")]
    assert found(figures({"part": 95.0})) == [("check", "soft", "a.xlsx:填报")] or found(
        figures({"part": 95.0})
    )


def test_a_city_is_checked_once_for_all_its_zones():
    places = [place for _, _, place in found(figures({}, {}, city=math.nan))]
    assert places == ["a.xlsx:城市:B2"]
    assert found(figures({}, {}, city=-5.0))[0] == ("out_of_bounds", "hard", "a.xlsx:城市:B2")


def test_a_definition_break_is_no_jump():
    table = figures({"fresh": 900.0}, prev=[{"fresh": 9.0}])
    assert found(table) == []
    text = SCHEME.replace(", defined_from: 2016", "")
    assert [problem.code for problem in check_figures(table, scheme(text))] == ["figures.check_each"]


QUIET = SCHEME.replace("x <= 3 * prev.x", "x >= 0")


@pytest.mark.parametrize(
    ("factor", "code"),
    [
        (1000, "slip_3"),
        (10_000, "slip_4"),
        (1e8, "slip_8"),
        (1e-4, "slip_4"),
        (25_000, "slip_4"),
        (400, "slip_3"),
    ],
)
def test_a_slip_of_the_unit_against_last_year(factor, code):
    table = figures({"gdp": 5000.0 * factor, "part": 0.0}, prev=[{"gdp": 5000.0}])
    (problem,) = check_figures(table, scheme(QUIET))
    assert (problem.code, problem.level, str(problem.place)) == (f"figures.{code}", "soft", "a.xlsx:填报:C2")


@pytest.mark.parametrize("factor", [1, 3, 50, 300, 100_000])
def test_growth_that_is_no_power_between_units(factor):
    table = figures({"gdp": 5000.0 * factor, "part": 0.0}, prev=[{"gdp": 5000.0}])
    assert check_figures(table, scheme(QUIET)) == ()


def test_a_slip_is_told_once_and_not_as_a_jump_too():
    table = figures({"gdp": 5e7, "part": 0.0}, prev=[{"gdp": 5000.0}])
    assert [code for code, _, _ in found(table)] == ["slip_4"]


def test_a_newcomer_far_from_all_others():
    table = figures(*({"gdp": 1000.0 + place, "part": 0.0} for place in range(12)), {"gdp": 1e7, "part": 0.0})
    (problem,) = check_figures(table, scheme(QUIET))
    assert problem.code == "figures.far_from_others"
    assert problem.place.cell == "C14"


def test_last_years_form_sent_again():
    same = {"gdp": 100.0, "part": 40.0, "fresh": 9.0}
    text = QUIET.replace(", defined_from: 2016", "")
    codes = [
        (problem.code, str(problem.place))
        for problem in check_figures(figures({}, prev=[same]), scheme(text))
    ]
    assert codes == [("figures.copied", "a.xlsx:填报:A2")]
    assert check_figures(figures({}, prev=[same | {"part": 39.0}]), scheme(text)) == ()


def test_findings_come_in_reading_order():
    table = figures({"growth": 999.0, "gdp": -1.0, "part": -2.0}, {"firms": 0.5})
    places = [problem.place.cell for problem in check_figures(table, scheme())]
    assert places == sorted(places, key=lambda cell: (int(cell[1:]), cell[0]))


def test_figures_that_were_never_in_a_file():
    table = figures({"gdp": -1.0, "part": -2.0})
    bare = Figures(table.units, table.names, table.items, table.values, table.attributes, 2016)
    assert str(check_figures(bare, scheme())[0].place) == "U0.gdp"


@pytest.mark.parametrize(
    ("kind", "bounds", "words"),
    [
        ("amount", None, ""),
        ("count", None, "≥ 0"),
        ("share", None, "0 – 100"),
        ("amount", (None, 5), "≤ 5"),
        ("share", (0, 1), "0 – 1"),
    ],
)
def test_bounds_in_words(kind, bounds, words):
    assert in_words(bounds_of(Item(name="x", unit="%", kind=kind, bounds=bounds))) == words


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.sampled_from(list(SOUND)), st.floats(-1e12, 1e12) | st.just(math.nan)),
        min_size=1,
        max_size=6,
    )
)
def test_any_figures_are_checked_without_a_fault_and_only_missing_or_wrong_cells_are_named(rows):
    table = figures(*rows, prev=rows, city=1e6)
    for problem in check_figures(table, scheme()):
        assert problem.level in ("hard", "soft")
        assert problem.text("zh") and problem.text("en")
    hard = {
        problem.place.cell
        for problem in check_figures(table, scheme())
        if problem.code == "figures.out_of_bounds"
    }
    negative = {f"C{unit + 2}" for unit in np.flatnonzero(table.column("gdp") < 0)}
    assert negative <= hard
