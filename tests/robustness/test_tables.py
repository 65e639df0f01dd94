"""The csv tables: what stands in them, in which order, and that they add up."""

import csv
import io
from dataclasses import replace

import numpy as np
import pytest

from kaohe.robustness.plan import Plan
from kaohe.robustness.tables import robustness_tables, uncertainty_ids
from tests.robustness.outcomes import PLAN, few, places, rank_list, zones


def read(result, name):
    return list(csv.DictReader(io.StringIO(robustness_tables(result)[name].decode())))


def test_ranks_of_a_list_known_by_heart():
    keys = np.array([[3.0, 2, 1], [3.0, 1, 2], [2.0, 3, 1], [3.0, 2, np.nan]])
    small = rank_list("", [0, 1, 2], [3.0, 2, 1], keys)
    rows = read(replace(few(), lists=(small,)), "ranks.csv")
    assert [(row["unit"], row["nominal"], row["mean"], row["median"]) for row in rows] == [
        ("u0", "1", "1.25", "1"),
        ("u1", "2", "2", "2"),
        ("u2", "3", "2.6666666667", "3"),
    ]
    assert [(row["min"], row["max"], row["q5"], row["unplaced"]) for row in rows][2] == ("2", "3", "2.1", "1")


def test_every_list_stands_in_every_table():
    everyone = {"", "region=东部", "region=中部", "region=西部"}
    for name in ("ranks.csv", "last.csv", "acceptability.csv"):
        assert {row["group"] for row in read(zones(), name)} == everyone
    assert len(read(zones(), "last.csv")) == 2 * 219 * 3


def test_probabilities_are_those_of_the_list():
    rows = [row for row in read(zones(), "last.csv") if not row["group"] and row["cut_off"] == "10"]
    expected = zones().lists[0].last(10)
    assert [float(row["probability"]) for row in rows] == pytest.approx(expected)
    assert sum(expected) == pytest.approx(10)


def test_shares_in_places_leave_out_what_never_happened_and_add_up():
    rows = read(few(), "acceptability.csv")
    assert all(float(row["share"]) > 0 for row in rows)
    found = {}
    for row in rows:
        found[row["group"], row["unit"]] = found.get((row["group"], row["unit"]), 0) + float(row["share"])
    assert list(found.values()) == [pytest.approx(1)] * len(found)
    assert ("", "u6") not in found


def test_indices_with_their_intervals():
    rows = read(zones(), "sensitivity.csv")
    assert [row["unit"] for row in rows[::7]] == ["", zones().sensitivities[1].unit]
    assert rows[0] == {
        "unit": "",
        "uncertainty": "items error",
        "first": "0.31",
        "first_low": "0.29",
        "first_high": "0.35",
        "total": "0.36",
        "total_low": "0.34",
        "total_high": "0.4",
    }


def test_indices_of_what_never_varies_are_empty():
    nothing = replace(few().sensitivities[0], first=np.array([np.nan]), total=np.array([np.nan]))
    row = read(replace(few(), sensitivities=(nothing,)), "sensitivity.csv")[0]
    assert (row["first"], row["total"]) == ("", "")


def test_the_same_uncertainty_twice_is_told_apart():
    plan = {**PLAN, "uncertain": [PLAN["uncertain"][0], PLAN["uncertain"][4], PLAN["uncertain"][0]]}
    ids = uncertainty_ids(replace(few(), plan=Plan.model_validate(plan)))
    assert ids == ["items error 1", "weights noise", "items error 2"]


def test_names_are_quoted_and_bytes_are_the_same_every_time():
    tables = robustness_tables(few())
    assert b'"<script>alert(""1"")</script>"' in tables["ranks.csv"]
    assert tables == robustness_tables(few())
    assert all(content.endswith(b"\n") and b"\r" not in content for content in tables.values())


def test_places_by_hand():
    assert places(np.array([2.0, 3.0, 2.0, np.nan])).tolist()[:3] == [2, 1, 2]
