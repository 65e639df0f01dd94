"""Places in bulk are those one by one, and tallies count them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from kaohe.robustness.ranking import ordered
from kaohe.robustness.tally import Tally, place_of, shifts
from kaohe.standings import rank_descending

cell = st.one_of(
    st.integers(-3, 3).map(float),
    st.floats(-5000, 5000).map(lambda value: round(value, 10) + 0.0),
    st.floats(-5e7, 5e7).map(lambda value: round(value, 2) + 0.0),
    st.just(float("nan")),
    st.sampled_from([1e15, -2e15, 3e300]),
)
tables = arrays.arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 7)), elements=cell)


def worse(row):
    """How many are strictly worse than each; as many as there are where it has no place."""
    return [len(row) if np.isnan(one) else int(np.sum(row < one)) for one in row]


@given(tables)
def test_order_places_and_worse(keys):
    found = ordered(keys)
    last = np.where(found.places() < keys.shape[1], found.held[:, None] - 1 - found.places(), keys.shape[1])
    last.ravel()[found.tied.at] = found.tied.worse
    for row, units, places, below in zip(keys, found.units, found.places(), last, strict=True):
        assert sorted(units.tolist()) == list(range(len(row)))
        expected = np.nan_to_num(rank_descending(row) - 1, nan=len(row))
        np.testing.assert_array_equal(places, expected[units])
        np.testing.assert_array_equal(below, np.array(worse(row))[units])


@given(tables, st.integers(1, 9))
def test_tallies_count_every_draw_once(keys, deep):
    m = keys.shape[1]
    tally = Tally.of(m, deep)
    tally.add(ordered(keys[:1]))
    tally.add(ordered(keys))
    rows = np.concatenate([keys[:1], keys])
    assert (tally.places.sum(axis=1) == len(rows)).all()
    ranks = np.stack([np.nan_to_num(rank_descending(row), nan=m + 1) for row in rows])
    below = np.array([worse(row) for row in rows])
    for unit in range(m):
        counted = np.bincount(ranks[:, unit].astype(int) - 1, minlength=m + 1)
        assert tally.places[unit].tolist() == counted.tolist()
        near = np.bincount(below[:, unit], minlength=max(deep, m) + 1)
        assert tally.worse[unit].tolist() == near[: min(deep, m)].tolist()


@given(tables)
def test_shifts_are_the_mean_distance_of_places_where_there_are_two(keys):
    nominal = rank_descending(keys[0]) - 1
    found = shifts(ordered(keys), nominal)
    for row, shift in zip(keys, found, strict=True):
        apart = np.abs(rank_descending(row) - 1 - nominal)
        known = apart[~np.isnan(apart)]
        assert shift == (known.mean() if len(known) else 0)


@given(tables, st.integers(0, 6))
def test_the_place_of_one_unit(keys, unit):
    unit %= keys.shape[1]
    expected = [np.nan_to_num(rank_descending(row), nan=len(row) + 1)[unit] for row in keys]
    assert place_of(ordered(keys), unit).tolist() == expected
