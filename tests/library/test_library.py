"""The library's own few functions, and that everything it names is there and explained."""

import inspect

import numpy as np
import pytest

import kaohe.library
from kaohe.library import (
    Asked,
    Refused,
    doubts_of,
    example,
    figures_from,
    load_scheme,
    robustness_of,
    scheme_from,
    score,
    standings_of,
    with_steps,
)
from tests.published.test_asem import column, rows

ROWS = [
    {"code": "index", "parent": ""},
    {"code": "size", "parent": "index", "weight": "2"},
    {"code": "a", "parent": "size"},
    {"code": "rate", "parent": "index", "formula": "a / b * 100", "direction": "lower", "unit": "%"},
]
FIGURES = [
    {"unit": "Y", "a": "4", "b": "8", "r": "E"},
    {"unit": "X", "name": "Ex", "a": "1", "b": "", "r": "W"},
    {"unit": "Z", "a": "2", "b": "2", "r": "E"},
]


def test_everything_public_says_what_it_takes_and_gives():
    for name in kaohe.library.__all__:
        assert inspect.getdoc(getattr(kaohe.library, name)), name


def test_asem_from_its_structure_is_the_reference():
    figures, structure = example("asem")
    asem = scheme_from(
        structure,
        groups={"EurAsia_group": ["Asia", "Europe"]},
        missing={"mean": "EurAsia_group"},
        treat={"winsorise": {"most": 5}, "else": "log_shift"},
        scale={"minmax": [0, 100]},
    )
    scores = score(figures_from(figures, asem), asem)
    expected = rows("scores.csv")
    path = {node.code: node.path for node in scores.outline.nodes()}
    for code in list(expected[0])[1:]:
        np.testing.assert_allclose(scores.of(path[code]), column(expected, code), rtol=1e-12, atol=1e-10)


def test_a_structure_becomes_a_scheme():
    scheme = scheme_from(ROWS, groups={"r": ["E", "W"]}, scale={"minmax": [0, 10]}, missing="not_applicable")
    assert list(scheme.items) == ["a", "b"]
    scores = score(figures_from(FIGURES, scheme), scheme)
    assert scores.figures.units == ("X", "Y", "Z")
    assert scores.figures.names == ("Ex", "Y", "Z")
    assert scores.of("index/rate").tolist()[1:] == [10, 0]
    assert scores.of("index").tolist() == pytest.approx([0, 10, (2 * 10 / 3) / 3])
    ranked = score(scores.figures, with_steps(scheme, scale="rank"))
    assert ranked.of("index/size/a").tolist() == [1, 3, 2]
    assert standings_of(ranked).rows[0].scope == "index"


def test_steps_that_an_indicator_says_itself_stay():
    hdi = load_scheme("hdi")
    assert with_steps(hdi, missing="zero").indicators == hdi.indicators
    assert with_steps(hdi, missing="zero").defaults.missing == "zero"


def test_doubts_from_python():
    scheme = scheme_from(ROWS, groups={"r": ["E", "W"]}, scale="rank", missing="median")
    doubts = doubts_of(scheme, {"at": "weights", "noise": "90%"}, cut_offs=[1], within=["r"])
    found = robustness_of(figures_from(FIGURES, scheme), scheme, doubts, Asked(200, 1))
    assert [each.group for each in found.lists] == ["", "r=E", "r=W"]
    assert found.lists[0].last(1).sum() >= 1
    assert found.sensitivities == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "library.structure"),
        ([*ROWS, {"code": "other", "parent": ""}], "library.structure"),
        ([*ROWS, {"code": "lost", "parent": "nowhere"}], "library.structure"),
        ([ROWS[0], {"code": "a", "parent": "index", "formula": "a +"}], "formulas.not_understood"),
    ],
)
def test_structures_that_hang_nowhere(rows, code):
    with pytest.raises(Refused) as refused:
        scheme_from(rows)
    assert refused.value.problems[0].code == code


def test_cells_that_are_no_numbers():
    scheme = scheme_from(ROWS[:3])
    for row, code in (({"unit": "X", "a": "many"}, "library.no_number"), ({"a": "1"}, "library.no_unit")):
        with pytest.raises(Refused) as refused:
            figures_from([row], scheme)
        assert [problem.code for problem in refused.value.problems] == [code]


def test_plans_and_examples_that_are_not_there():
    scheme = scheme_from(ROWS[:3])
    with pytest.raises(Refused):
        doubts_of(scheme, {"at": "weights"})
    with pytest.raises(FileNotFoundError):
        example("nothing")
