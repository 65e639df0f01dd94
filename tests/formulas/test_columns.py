"""Columns: what is missing says why, and nothing else is ever NaN or infinite."""

import pickle

import numpy as np
import pytest

from kaohe.formulas import Cause, Column, Reason

ABSENT = Cause(Reason.ABSENT, "gdp")
BREAK = Cause(Reason.DEFINITION_BREAK, "fdi")
EXCLUDED = Cause(Reason.EXCLUDED)
PRESENT = Cause(Reason.PRESENT)


def reasons(column: Column) -> list[Reason]:
    return [column.cause(row).reason for row in range(len(column))]


def test_nan_and_infinities_are_missing_for_the_given_cause() -> None:
    column = Column.of([1, np.nan, np.inf, -np.inf, 0], ABSENT)
    assert column.missing.tolist() == [False, True, True, True, False]
    assert np.isnan(column.values[1:4]).all()
    assert [column.cause(row) for row in range(5)] == [PRESENT, ABSENT, ABSENT, ABSENT, PRESENT]
    assert column.values.dtype == np.float64
    assert column.why.dtype == np.int32


def test_the_given_values_are_copied_and_the_column_is_read_only() -> None:
    given = np.array([1.0, np.nan])
    column = Column.of(given)
    given[0] = 9
    assert column.values[0] == 1
    with pytest.raises(ValueError, match="read-only"):
        column.values[0] = 2
    with pytest.raises(ValueError, match="read-only"):
        column.why[0] = 1


def test_masked_keeps_the_first_cause() -> None:
    column = Column.of([1, 2, np.nan], ABSENT).masked(np.array([False, True, True]), EXCLUDED)
    assert reasons(column) == [Reason.PRESENT, Reason.EXCLUDED, Reason.ABSENT]
    assert column.values[0] == 1
    assert np.isnan(column.values[1:]).all()


def test_filled_replaces_where_asked_and_where_there_is_something_to_fill_with() -> None:
    column = Column.of([1, np.nan, np.nan, np.nan], ABSENT)
    filled = column.filled(np.array([True, True, True, False]), [10, 20, np.nan, 40])
    assert filled.values[:2].tolist() == [10, 20]
    assert reasons(filled) == [Reason.PRESENT, Reason.PRESENT, Reason.ABSENT, Reason.ABSENT]
    assert column.filled(column.missing, 0.0).values.tolist() == [1, 0, 0, 0]


def test_choose_takes_the_first_mask_that_holds_with_its_cause() -> None:
    east, west = np.array([True, True, False, False]), np.array([True, False, True, False])
    large, small = Column.of([1, np.nan, 3, 4], ABSENT), Column.of([5, 6, np.nan, 8], BREAK)
    chosen = Column.choose([(east, large), (west, small)])
    assert [chosen.cause(row) for row in range(4)] == [PRESENT, ABSENT, BREAK, Cause(Reason.NOT_APPLICABLE)]
    assert chosen.values[0] == 1
    assert Column.choose([(east, large)], EXCLUDED).cause(2) == EXCLUDED


def test_stacked_columns_keep_each_its_own_causes() -> None:
    upper, lower = Column.of([1, np.nan], ABSENT), Column.of([np.nan, 4], BREAK)
    stacked = Column.stacked([upper, lower])
    assert stacked.missing.tolist() == [[False, True], [True, False]]
    assert [stacked.causes[stacked.why[0, 1]], stacked.causes[stacked.why[1, 0]]] == [ABSENT, BREAK]
    assert (stacked.values[0, 0], stacked.values[1, 1]) == (1, 4)
    assert len(stacked) == 2


def test_an_empty_column_is_a_column() -> None:
    empty = Column.of([])
    assert len(empty) == 0
    assert len(empty.masked(empty.missing, EXCLUDED).filled(empty.missing, 1)) == 0


def test_a_column_survives_a_trip_to_another_process() -> None:
    column = pickle.loads(pickle.dumps(Column.of([1, np.nan], ABSENT)))
    assert column.cause(1) == ABSENT


@pytest.mark.parametrize(
    ("values", "why", "causes"),
    [
        ([np.nan], [0], (PRESENT, ABSENT)),  # missing without cause
        ([1.0], [1], (PRESENT, ABSENT)),  # a cause without a gap
        ([np.inf], [0], (PRESENT, ABSENT)),
        ([np.inf], [1], (PRESENT, ABSENT)),
        ([np.nan], [2], (PRESENT, ABSENT)),  # points outside
        ([np.nan], [-1], (PRESENT, ABSENT)),
        ([np.nan], [1], (ABSENT, PRESENT)),
        ([np.nan], [1], (PRESENT, Cause(Reason.PRESENT, "gdp"))),
        ([1.0, 2.0], [0], (PRESENT,)),
        ([1.0], [[0]], (PRESENT,)),  # draws of codes, but not of values
        (1.0, 0, (PRESENT,)),
    ],
)
def test_a_column_that_contradicts_itself_is_refused(
    values: list[float], why: list[int], causes: tuple[Cause, ...]
) -> None:
    with pytest.raises(ValueError, match=r"cell|cause|codes"):
        Column(np.array(values), np.array(why, dtype=np.int32), causes)
