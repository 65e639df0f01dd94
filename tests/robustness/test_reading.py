"""Reading an outcome: levels, cut-offs that apply, who is worth looking at."""

from dataclasses import replace

import numpy as np
import pytest

from kaohe.robustness.reading import cut_offs_for, furthest, level_of, near_last, placed, stands_last
from tests.robustness.outcomes import few, rank_list, zones


@pytest.mark.parametrize(
    ("probability", "level"),
    [
        (1, "surely"),
        (0.95, "surely"),
        (0.9499, "likely"),
        (0.5, "likely"),
        (0.05, "possible"),
        (0.0499, "hardly"),
    ],
)
def test_levels_begin_at_round_probabilities(probability, level):
    assert level_of(probability) == level


def test_a_cut_off_that_takes_everyone_with_a_place_is_none():
    plan = few().plan.model_copy(update={"cut_offs": (1, 6, 5, 4, 0)})
    assert placed(few().lists[0]) == 5
    assert furthest(few().lists[0]) == 5
    assert cut_offs_for(few().lists[0], plan) == (4, 1)


def test_ties_across_the_cut_off_all_stand_there():
    each = rank_list("", range(4), [4.0, 2, 2, np.nan], np.array([[4.0, 2, 2, np.nan]]))
    assert stands_last(each, 1).tolist() == [False, True, True, False]


def test_near_the_last_are_those_possibly_or_by_the_scheme_among_them():
    each = zones().lists[0]
    near = near_last(each, (20, 10, 5), 219)
    expected = (each.last(20) >= 0.05) | stands_last(each, 20)
    assert sorted(near) == np.flatnonzero(expected).tolist()
    medians = each.quantile(0.5)[near]
    assert (np.diff(medians) >= 0).all()


def test_where_there_is_little_room_the_least_sure_are_kept():
    each = zones().lists[0]
    near = near_last(each, (20, 10, 5), 5)
    doubt = np.max([each.last(cut) * (1 - each.last(cut)) for cut in (20, 10, 5)], axis=0)
    assert len(near) == 5
    assert doubt[near].min() >= np.sort(doubt)[-5]


def test_without_cut_offs_the_last_that_fit():
    each = replace(few().lists[0])
    assert len(near_last(each, (), 3)) == 3
    assert len(near_last(each, (), 60)) == 7
