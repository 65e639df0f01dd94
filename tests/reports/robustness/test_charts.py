"""What the drawings show: columns of places, intervals, shares."""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.explanations import Voice
from kaohe.reports.robustness.chances import percent
from kaohe.reports.robustness.charts import Charts, columns_of
from kaohe.reports.robustness.lists import listed
from kaohe.reports.robustness.sensitivity import shift_of
from tests.robustness.outcomes import few, zones


@given(st.integers(1, 400), st.sets(st.integers(1, 60), max_size=4))
def test_columns_hold_every_place_once_and_begin_at_the_cut_offs(of, wanted):
    cuts = tuple(sorted((cut for cut in wanted if cut < of), reverse=True))
    columns = columns_of(of, of, cuts)
    assert [place for each in columns for place in range(each.first, each.last + 1)] == list(range(1, of + 1))
    assert {of - cut + 1 for cut in cuts} == {each.first for each in columns if each.grade is not None}
    assert len(columns) <= 64


def test_219_places_stand_one_by_one_behind_the_widest_cut_off():
    columns = columns_of(219, 219, (20, 10, 5))
    assert [each.first for each in columns if not each.wide] == list(range(200, 220))
    assert [(each.first, each.last) for each in columns if each.wide] == [
        (1, 129),
        (130, 169),
        (170, 189),
        (190, 199),
    ]


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (1, "100%"), (0.0001, "<0.1%"), (0.9999, ">99.9%"), (0.5, "50.0%"), (0.8342, "83.4%")],
)
def test_what_is_nearly_nothing_or_all_is_not_said_to_be_it(share, said):
    assert percent(share) == said


def charts(result):
    voice = Voice(result.scheme, "en")
    return Charts(
        voice, result.figures, result.lists[0], listed(voice, result.figures, result.lists[0], result.plan)
    )


def test_every_unit_is_a_column_and_those_near_the_end_have_a_row():
    drawn = charts(zones())
    assert drawn.in_fan == 219
    assert str(drawn.fan()).count("<title>") == 219
    assert str(drawn.intervals()).count('class="who"') == len(drawn.near)
    assert str(drawn.fan()).count('class="cut cut-') == 3


def test_shares_are_drawn_whole():
    """Every percent that is shown of a unit adds up to 100, but for what is rounded away."""
    cells = re.findall(r'class="on-\d">(\d+)<', str(charts(few()).heat()))
    rows = len(charts(few()).near)
    assert sum(map(int, cells)) == pytest.approx(100 * rows, abs=2 * rows)


def test_nobody_who_never_had_a_place_is_drawn():
    drawn = charts(few())
    assert "nan" not in f"{drawn.fan()}{drawn.intervals()}{drawn.heat()}"


def test_the_shift_is_told_with_its_middle_ninety_percent():
    low, half, high = np.quantile(zones().shift, [0.05, 0.5, 0.95])
    said = shift_of(Voice(zones().scheme, "en"), zones()).said
    assert f"{half:.1f} places" in said
    assert f"between {low:.1f} and {high:.1f}" in said
