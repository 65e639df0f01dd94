"""Draws depend on the seed and on nothing else; written down, they come back."""

import numpy as np
import pytest

from kaohe.messages import Refused
from kaohe.robustness.draws import BLOCK, Seeded
from kaohe.robustness.measuring import Asked, robustness_of
from kaohe.robustness.recording import DRAWS, read_draws
from tests.robustness.doubting import doubts
from tests.robustness.test_engine import ITEMS, scheme
from tests.scoring import simple

FIGURES = simple.figures(ITEMS)
PLAN = [
    {"at": "scale", "one_of": ["as_is", {"zscore": [50, 10]}]},
    {"at": "weights", "noise": "30%"},
    {"at": "top.weights", "sets": [{"top/p": 1, "top/c": 1}, {"top/p": 3}]},
    {"at": "indicators", "drop": "20%"},
    {"at": "items", "error": "20%"},
]


def same(one, other):
    for left, right in zip(one.lists, other.lists, strict=True):
        np.testing.assert_array_equal(left.counts, right.counts)
        np.testing.assert_array_equal(left.below, right.below)
    np.testing.assert_array_equal(one.shift, other.shift)
    for left, right in zip(one.sensitivities, other.sensitivities, strict=True):
        np.testing.assert_array_equal(left.first, right.first)
        np.testing.assert_array_equal(left.total_interval, right.total_interval)


def test_the_same_seed_gives_the_same_numbers_on_any_number_of_threads():
    said = doubts(scheme(), *PLAN)
    runs = [
        robustness_of(FIGURES, scheme(), said, Asked(500, 5, base=16, units=("u1",), threads=threads))
        for threads in (1, 2, 5)
    ]
    same(runs[0], runs[1])
    same(runs[0], runs[2])
    other = robustness_of(FIGURES, scheme(), said, Asked(500, 6))
    assert (other.lists[0].counts != runs[0].lists[0].counts).any()


def test_the_first_draws_are_the_same_however_many_are_wanted_and_whatever_comes_after():
    few, more = (Seeded(doubts(scheme(), *PLAN[:size]).factors, 6, 1) for size in (3, 5))
    one, other = few.block(0, 5, (0,) * 3), more.block(0, 50, (0,) * 5)
    for left, right in zip(one.chosen, other.chosen, strict=False):
        np.testing.assert_array_equal(left, right[:5])
    late = more.block(1, 2, (0,) * 5)
    assert late.numbers.tolist() == [BLOCK, BLOCK + 1]
    assert (late.chosen[1] != other.chosen[1][:2]).any()


def test_pages_are_independent_samples():
    draws = Seeded(doubts(scheme(), *PLAN).factors, 6, 1)
    one, other = draws.block(0, 40, (0,) * 5), draws.block(0, 40, (1,) * 5)
    assert all((a != b).any() for a, b in zip(one.chosen[:4], other.chosen[:4], strict=True))
    mixed = draws.block(0, 40, (0, 1, 0, 0, 0))
    np.testing.assert_array_equal(mixed.chosen[0], one.chosen[0])
    np.testing.assert_array_equal(mixed.chosen[1], other.chosen[1])


def test_chances_are_those_of_the_plan():
    draws = Seeded(doubts(scheme(), *PLAN).factors, 6, 1).block(0, 8000, (0,) * 5)
    scale, noise, sets, absent, _ = draws.chosen
    assert abs(scale.mean() - 0.5) < 0.03
    assert abs(sets.mean() - 0.5) < 0.03
    assert 0.7 <= noise.min() < 0.71
    assert 1.29 < noise.max() <= 1.3
    assert abs(absent.mean() - 0.2) < 0.01


def test_a_table_replays_without_the_generator(tmp_path):
    said = doubts(scheme(), *PLAN)
    first = robustness_of(FIGURES, scheme(), said, Asked(200, 5), record=tmp_path)
    table = read_draws(tmp_path / DRAWS, said.factors, FIGURES.units)
    again = robustness_of(FIGURES, scheme(), said, Asked(table.count, 0), replay=table)
    same(first, again)
    assert first.seed == 5
    assert again.seed is None


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (lambda text: text.replace("draw,", "number,"), "robustness.heads", 1),
        (lambda text: text.splitlines()[0] + "\n", "robustness.no_draws", None),
        (lambda text: text.replace("\n2,", "\n2,9"), "robustness.draw", 3),
        (lambda text: text.replace("\n2,1,", "\n2,one,").replace("\n2,2,", "\n2,one,"), "robustness.draw", 3),
    ],
)
def test_a_table_that_isnt_of_the_plan_is_refused(tmp_path, change, code, line):
    said = doubts(scheme(), *PLAN[:4])
    robustness_of(FIGURES, scheme(), said, Asked(5, 5), record=tmp_path)
    file = tmp_path / DRAWS
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_draws(file, said.factors, FIGURES.units)
    problem = refused.value.problems[0]
    assert (problem.code, problem.place.line) == (code, line)


def test_unreadable_tables_and_rows(tmp_path):
    said = doubts(scheme(), *PLAN)
    with pytest.raises(Refused) as refused:
        read_draws(tmp_path / "none.csv", said.factors, FIGURES.units)
    assert refused.value.problems[0].code == "robustness.no_file"
    robustness_of(FIGURES, scheme(), said, Asked(3, 5), record=tmp_path)
    errors = tmp_path / "errors.csv"
    errors.write_text(errors.read_text(encoding="utf-8") + "1,5,nothing,u1,0.5\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_draws(tmp_path / DRAWS, said.factors, FIGURES.units)
    assert refused.value.problems[0].code == "robustness.error_row"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Asked(0, 1), "robustness.no_draws_asked"),
        (Asked(-3, 1), "robustness.no_draws_asked"),
        (Asked(5, 1, base=100), "robustness.base"),
        (Asked(5, 1, base=4, units=("nobody",)), "robustness.unknown_unit"),
    ],
)
def test_what_cant_be_asked(asked, code):
    with pytest.raises(Refused) as refused:
        robustness_of(FIGURES, scheme(), doubts(scheme(), *PLAN[:1]), asked)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_progress_is_told_every_draw():
    done = []
    said = doubts(scheme(), *PLAN[:2])
    asked = Asked(300, 1, base=8)
    robustness_of(FIGURES, scheme(), said, asked, progress=done.append)
    assert sum(done) == asked.all_draws(said) == 300 + 8 * 4
