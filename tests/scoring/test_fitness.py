import numpy as np
import pytest

from kaohe.figures import figures_of
from kaohe.messages import Refused
from kaohe.scoring import score
from tests.scoring import simple


def refusals(figures, scheme):
    with pytest.raises(Refused) as refused:
        score(figures, scheme)
    for problem in refused.value.problems:
        assert problem.text("zh")
        assert problem.text("en")
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("applies", "year", "code"),
    [
        ({"from": 2016, "until": 2020}, 2015, "scoring.year_outside"),
        ({"from": 2016, "until": 2020}, 2021, "scoring.year_outside"),
        ({"until": 2020}, 2021, "scoring.year_outside"),
        ({"from": 2016}, None, "scoring.year_unknown"),
        ({"by": "assessment_year", "from": 2017, "until": 2017}, 2017, "scoring.year_outside"),
    ],
)
def test_a_year_the_scheme_is_not_for_is_refused(applies, year, code):
    assert refusals(simple.figures({"a": [1]}, year=year), simple.scheme("a", applies=applies)) == [code]


@pytest.mark.parametrize(
    ("applies", "year"),
    [
        ({}, None),
        ({"from": 2016, "until": 2020}, 2016),
        ({"from": 2016, "until": 2020}, 2020),
        ({"by": "assessment_year", "from": 2017, "until": 2017}, 2016),
    ],
)
def test_a_year_inside_is_scored(applies, year):
    assert score(simple.figures({"a": [1]}, year=year), simple.scheme("a", applies=applies)).of("top") == [1]


def test_the_refusal_says_which_years():
    scheme = simple.scheme("a", applies={"from": 2016, "until": 2020})
    with pytest.raises(Refused, match="is for 2016 to 2020, not for 2021"):
        score(simple.figures({"a": [1]}, year=2021), scheme)


def test_attributes_must_be_there_and_among_those_allowed():
    scheme = simple.scheme("a", units={"region": ["E", "W"], "host": []})
    figures = simple.figures({"a": [1, 2, 3]}, region=["E", "N", None], host=["X", "any", None])
    assert refusals(figures, scheme) == ["scoring.attribute"] * 3
    with pytest.raises(Refused, match=r"unit 'u1' has region = 'N'; allowed are: E, W"):
        score(figures, scheme)
    with pytest.raises(Refused, match="unit 'u2' has region = '—'"):
        score(figures, scheme)
    assert refusals(simple.figures({"a": [1]}), scheme) == ["scoring.attribute"] * 2


def test_no_units_are_refused():
    empty = figures_of([], {"a": np.empty(0)})
    assert refusals(empty, simple.scheme("a")) == ["scoring.no_units"]


def test_a_reference_unit_that_is_not_there_is_refused():
    assert refusals(simple.figures({"a": [1]}), simple.scheme({"a": {"scale": {"reference": "u7"}}})) == [
        "scoring.no_reference"
    ]
