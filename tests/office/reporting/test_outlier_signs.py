"""Which cells stand out, and what they do to the standing."""

import numpy as np
import pytest
from django.core.cache import cache

from kaohe.messages import Refused, Text
from kaohe.office.reporting.queries import outlier_moves
from kaohe.office.reporting.queries.outlier_moves import expected, moves_of
from kaohe.office.reporting.queries.outlier_signs import Sign, signs_in, signs_of
from kaohe.schemes.model import Item

NAME = {"zh": "项", "en": "item"}


def item(kind="amount"):
    grades = [{"name": NAME, "points": 1}] if kind == "grade" else []
    return Item(name=NAME, unit="家", kind=kind, grades=grades)


def signs(now, before, kind="amount"):
    return dict(signs_in(item(kind), "x", np.array(now, float), np.array(before, float)))


STEADY = [100.0, 200, 300, 400, 500, 600, 700, 800, 900, 1000]


def test_growth_that_nobody_else_had_stands_out():
    now = [value * (1.05 + row / 500) for row, value in enumerate(STEADY)]
    now[3] = 4000
    found = signs(now, STEADY)
    assert list(found) == [3]
    sign = found[3]
    assert (sign.basis, sign.value, sign.percentile, sign.of) == ("growth", 10, 100, 10)
    assert sign.usual == pytest.approx(1.06, abs=0.01)
    assert sign.modified_z > 3.5


def test_shares_are_compared_by_their_difference_grades_not_at_all():
    before = [50.0] * 10
    now = [50.0, 51, 52, 50, 51, 52, 50, 51, 52, 90]
    assert {row: sign.basis for row, sign in signs(now, before, "share").items()} == {9: "change"}
    assert signs(now, before, "grade") == signs(now, before, "yes_no") == {}


def test_without_a_last_year_the_level_is_compared():
    nothing = [np.nan] * 10
    assert {row: sign.basis for row, sign in signs([*STEADY[:9], 1e9], nothing).items()} == {9: "level"}
    mixed = signs([*STEADY[:9], 1e9], [*STEADY[:9], np.nan])
    assert {row: sign.basis for row, sign in mixed.items()} == {9: "level"}


def test_few_reports_say_nothing_of_what_is_usual():
    assert signs([1, 1, 1, 1, 1, 1, 1e9], [1] * 7) == {}


def test_a_count_that_changes_by_two_is_no_sign_though_all_others_are_still():
    before = [0.0] * 10
    assert signs([0.0] * 9 + [2], before, "count") == {}
    found = signs([0.0] * 9 + [3], before, "count")
    assert list(found) == [9]
    assert found[9].value == np.inf


@pytest.mark.parametrize(
    ("sign", "last_year", "instead"),
    [
        (Sign("x", "growth", 10, usual=1.5), 9, 14),
        (Sign("x", "growth", 10, usual=0.5), 0, 0),
        (Sign("x", "change", 10, usual=-2), 9, 7),
        (Sign("x", "level", 10, usual=3), None, 3),
        (Sign("x", "growth", 1e4), None, 1),
    ],
)
def test_what_a_figure_would_be_had_it_gone_as_others_did(sign, last_year, instead):
    assert expected(sign, last_year) == instead


@pytest.fixture
def all_handed_in(actors, hand_in):
    """All reports; gz gives its product in yuan, ten thousand times too much."""
    cache.clear()
    hand_in("gz", gdp="9000000", tax="120", firms="10")
    hand_in("ns", gdp="600", tax="52", firms="6")
    hand_in("zj", gdp="90", tax="9", firms="3")
    for city, who in (("广州市", actors.guangzhou), ("湛江市", actors.zhanjiang)):
        hand_in(city, who, gdp="20000")


@pytest.mark.django_db
def test_a_likely_slip_of_unit_is_a_sign_and_its_move_is_known(all_handed_in, round, report_of):
    report = report_of("gz")
    assert {
        key: {code: sign.power for code, sign in each.items()} for key, each in signs_of(round).items()
    } == {report.pk: {"gdp": 4}}
    (move,) = moves_of(report)
    assert (move.item, move.value, move.instead, move.unit, move.of) == ("gdp", 9e6, 900, "gz经开区", 3)
    assert move.now == 1
    assert move.then is not None
    assert moves_of(report_of("zj")) == ()


@pytest.mark.django_db
def test_moves_are_worked_out_once_for_the_same_figures(
    all_handed_in, actors, hand_in, report_of, monkeypatch
):
    runs = []
    real = outlier_moves.score
    monkeypatch.setattr(outlier_moves, "score", lambda *args: runs.append(1) or real(*args))
    moves_of(report_of("gz"))
    assert len(runs) == 2, "one base score and one for the flagged cell"
    moves_of(report_of("gz"))
    assert len(runs) == 2


@pytest.mark.django_db
def test_signs_follow_the_versions(round, hand_in, report_of):
    cache.clear()
    assert signs_of(round) == {}
    hand_in("gz", gdp="9000000", tax="120", firms="10")
    assert list(signs_of(round)) == [report_of("gz").pk]


@pytest.mark.django_db
def test_a_round_that_cannot_be_scored_says_why(all_handed_in, report_of, monkeypatch):
    def refuse(*args):
        raise Refused.because("scoring.no_reference", unit="x", node=Text("指标", "node"))

    monkeypatch.setattr(outlier_moves, "score", refuse)
    with pytest.raises(Refused):
        moves_of(report_of("gz"))
