"""What is there of each unit, who would be dropped, what it is best and worst at, how it moved."""

import numpy as np
import pytest

from kaohe.studies.availability import availability_of, completeness
from kaohe.studies.denominators import denominators_of, divisors_of
from kaohe.studies.profiles import profiles_of
from kaohe.studies.screening import screened
from kaohe.studies.trends import changes, compound_growth, percent_change, trends_of
from tests.scoring import simple

NAN = np.nan


def test_what_is_not_applicable_is_not_missing():
    scores = simple.scored(
        {"a": [1, None, 3], "b": [None, None, 0]},
        ["a", "b"],
        {"top": {"need": 1, "children": {"a": 1, "b": {"by": "kind", "new": 0, "old": 1}}}},
        beside={"kind": ["new", "old", "old"]},
        units={"kind": ["new", "old"]},
    )
    found = availability_of(scores)
    assert found.units.of.tolist() == [1, 2, 2]
    assert found.units.missing.tolist() == [0, 2, 0]
    assert found.units.zero.tolist() == [0, 0, 1]
    assert found.units.available.tolist() == [1, 0, 1]
    assert found.shares[:, 0].tolist() == [1, 0, 1]
    assert np.isnan(found.units.nonzero[1])


def test_a_unit_to_which_nothing_applies_has_no_share_and_is_dropped_by_a_limit():
    cells = completeness(np.array([[1.0], [NAN], [0.0]]), np.array([[False], [True], [True]]))
    assert np.isnan(cells.available[0])
    assert screened(cells).included.all()
    assert screened(cells, available=0.5).included.tolist() == [False, False, True]
    assert screened(cells, nonzero=0.5).low_nonzero.tolist() == [True, True, True]


def test_what_is_decided_beforehand_comes_first():
    cells = completeness(np.array([[1.0], [NAN]]))
    first, second = np.array([True, False]), np.array([False, True])
    assert screened(cells, available=0.9, keep=second, drop=first).included.tolist() == [False, True]
    with pytest.raises(ValueError, match="both kept and dropped"):
        screened(cells, keep=first, drop=first)


PLACES = {"a": [3, 2, 1], "b": [1, 2, 3], "c": [None, 5, 5]}


def test_strengths_and_weaknesses_by_place():
    profiles = profiles_of(
        simple.scored(PLACES, list(PLACES), {"top": {"need": 1, "children": dict.fromkeys("abc", 1)}})
    )
    assert profiles.indicators.ranks.T.tolist()[:2] == [[1, 2, 3], [3, 2, 1]]
    assert profiles.strengths(0, 1).tolist() == [0]
    assert profiles.weaknesses(0, 1).tolist() == [1]
    assert profiles.indicators.of[0, 0] == 3
    assert np.isnan(profiles.indicators.of[0, 2])
    # with few indicators nothing is both: the better half is strength
    assert profiles.strengths(0, 5).tolist() == [0]
    assert profiles.weaknesses(0, 5).tolist() == [1]
    assert set(profiles.strengths(1, 2)).isdisjoint(profiles.weaknesses(1, 2))


def test_lower_is_better_is_ranked_so():
    profiles = profiles_of(simple.scored({"a": [1, 2, 3]}, {"a": {"direction": "lower"}}))
    assert profiles.indicators.ranks[:, 0].tolist() == [1, 2, 3]


def test_items_that_a_formula_divides_by_are_possible_denominators():
    indicators = {
        "per_head": {"formula": "gdp / people"},
        "odd": {"formula": "when(gdp > 1, (gdp - 1) / (land + 1) / people, 0)"},
        "gdp": {},
    }
    items = {"gdp": [1, 2, 3, 5], "people": [2, 4, 5, 9], "land": [5, 1, 3, 2]}
    scores = simple.scored(items, indicators, declared=("gdp", "people", "land"))
    assert divisors_of(scores) == ("people",)
    found = denominators_of(scores)
    assert found.correlations.values.shape == (3, 1)
    assert found.correlations.values[2, 0] == pytest.approx(np.corrcoef([1, 2, 3, 5], [2, 4, 5, 9])[0, 1])
    assert denominators_of(scores, []).correlations.values.shape == (3, 0)
    with pytest.raises(KeyError, match="nothing"):
        denominators_of(scores, ["nothing"])


YEARS = np.array([2018.0, 2020, 2021])


def test_growth_by_hand():
    assert compound_growth(np.array([100.0, 90, 133.1]), YEARS) == pytest.approx(0.1)
    assert percent_change(np.array([100.0, 120, 130]), YEARS) == pytest.approx(10)


@pytest.mark.parametrize("values", [[0, 1, 2], [-1, 1, 2], [1, 1, 0], [NAN, NAN, 3], [NAN, NAN, NAN]])
def test_growth_that_makes_no_sense(values):
    assert np.isnan(changes(np.array(values, dtype=np.float64), YEARS, compound_growth))


def test_a_line_that_starts_at_nothing_has_no_percentage():
    assert np.isnan(percent_change(np.array([0.0, 2, 3]), YEARS))
    assert np.isnan(percent_change(np.array([5.0]), YEARS[:1]))


def test_years_ascend():
    with pytest.raises(ValueError, match="ascend"):
        changes(np.ones((2, 3)), YEARS[::-1], compound_growth)
    with pytest.raises(ValueError, match="ascend"):
        changes(np.ones((2, 2)), YEARS, compound_growth)


def test_trends_use_the_frames_that_are_years():
    frames = {"prev": {"year": -1}}
    beside = {"prev": {"a": [10, 20]}, "year": 2021}
    found = trends_of(simple.scored({"a": [11, 10]}, ["a"], beside=beside, frames=frames))
    assert found.years == (2020, 2021)
    np.testing.assert_allclose(found.growth[:, 0], [0.1, -0.5])
    np.testing.assert_allclose(found.change[:, 0], [10, -50])
    assert found.there.tolist() == [[2], [2]]
    assert trends_of(simple.scored({"a": [1, 2]}, ["a"])) is None
    assert trends_of(simple.scored({"a": [1, 2]}, ["a"], beside={"year": 2021}, frames=frames)) is None
