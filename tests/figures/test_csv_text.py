"""Csv text: read back, it is what was written."""

import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kaohe.figures.csv_text import csv_table, numbers, rows_of


@given(st.lists(st.tuples(st.text(alphabet='a,"\n 名'), st.text(alphabet='b;"\r')), max_size=5))
def test_every_text_comes_back(rows):
    content = csv_table(("one, two", "three"), rows_of(zip(*rows, strict=True)) if rows else ())
    back = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert [tuple(row) for row in back] == [("one, two", "three"), *rows]


@given(st.lists(st.floats(allow_infinity=False), max_size=5))
def test_every_number_comes_back(values):
    shown = numbers(np.array(values, dtype=np.float64))
    np.testing.assert_array_equal([float(text or "nan") for text in shown], values)


def test_whole_numbers_have_no_point_and_gaps_nothing():
    assert numbers(np.array([2.0, 0.5, np.nan, -0.0])) == ["2", "0.5", "", "-0"]
    assert numbers(np.array([2.0, -0.0])) == ["2", "0"]
