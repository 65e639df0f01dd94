"""Batches hold every draw once, in parts of the configuration that it chose."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kaohe.robustness.batches import batches_of
from kaohe.robustness.choices import Choices


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(1, 12))
def test_every_draw_is_in_one_part_of_its_configuration(sizes, most):
    of = np.random.default_rng(0).permutation(np.repeat(np.arange(len(sizes)), sizes))
    found = [((number,), np.flatnonzero(of == number)) for number in range(len(sizes))]
    batches = list(batches_of(Choices(np.arange(len(of)), (of,), (0,)), found, most))
    assert sorted(row for batch in batches for row in batch.rows.tolist()) == list(range(len(of)))
    assert {len(batch.rows) for batch in batches[:-1]} <= {most} and len(batches[-1].rows) <= most
    for batch in batches:
        places = [place for _, rows in batch.parts for place in range(rows.start, rows.stop)]
        assert places == list(range(len(batch.rows)))
        for (number,), rows in batch.parts:
            assert set(of[batch.rows[rows]]) == {number}
