import re

import numpy as np
import pytest

from kaohe.reports.drawing.bars import Pull, pulls_figure
from kaohe.reports.drawing.distribution import Line, distribution_figure
from kaohe.reports.drawing.spot import Spots
from kaohe.reports.drawing.strips import Strip, strips_figure
from kaohe.reports.drawing.svg import round_axis


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (61.2, 88.3, [60, 65, 70, 75, 80, 85, 90]),
        (0.31, 0.967, [0.4, 0.6, 0.8, 1.0]),
        (5.0, 5.0, None),
        (-3.0, 0.0, [-3, -2.5, -2, -1.5, -1, -0.5, 0]),
        (1e14, 1e14 + 1, None),
    ],
)
def test_an_axis_holds_its_values_and_has_round_ticks(low, high, ticks):
    axis = round_axis(low, high, 10, 420)
    assert axis.low <= low <= high <= axis.high
    assert 10 <= axis.x(low) <= axis.x(high) <= 430
    assert ticks is None or axis.ticks() == pytest.approx(ticks)
    assert 2 <= len(axis.ticks()) <= 15


def test_the_histogram_counts_every_unit():
    values = np.array([60.0, 61, 61, 75, 90])
    drawn = str(distribution_figure(values, (), (Line("last 1: 60", 60.0, 0),), "points", "five"))
    counts = [int(text) for text in re.findall(r'class="count">(\d+)', drawn)]
    assert sum(counts) == 5
    assert 'aria-label="five"' in drawn
    assert "last 1: 60" in drawn


def test_every_unit_is_a_dot_within_its_row():
    values = np.array([1.0] * 200 + [2.0, 3.0])
    drawn = str(strips_figure((Strip("<east>", "202", values),), "points", "x"))
    heights = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', drawn)]
    assert len(heights) == 202
    assert 20 <= min(heights) <= max(heights) <= 42
    assert "&lt;east&gt;" in drawn


def test_an_empty_group_has_its_words_and_no_dots():
    strips = (Strip("east", "0", np.array([])), Strip("west", "1", np.array([1.0])))
    assert str(strips_figure(strips, "", "")).count("<circle") == 1


def test_pulls_to_both_sides():
    drawn = str(
        pulls_figure((Pull("a", 2.0, "+2"), Pull("rest", 9.0, "+9", bar=False), Pull("b", -1.0, "−1")), "x")
    )
    widths = [float(width) for width in re.findall(r'<rect [^>]*width="([\d.]+)"', drawn)]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert drawn.count("<rect") == 2
    assert str(pulls_figure((), "x")).startswith("<svg")


def test_a_spot_lies_in_the_field():
    spots = Spots(np.array([0.0, 50.0, 100.0, np.nan]))
    assert 'class="me" d="M75 4' in str(spots.at(50.0))
    assert str(spots.at(float("nan"))) == ""
    assert str(Spots(np.array([np.nan])).at(1.0)) == ""
