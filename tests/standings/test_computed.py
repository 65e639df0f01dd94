import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.standings import Standing, Standings, placed, read_standings
from tests.standings.tables import problems, table

HEAD = "unit,scope,score,rank,of,group,assessment_year,data_year\n"
UNITS = ["a", "b", "c", "d"]


def computed(scores, ties="min", years=(2019, 2018)):
    values = np.array(scores, dtype=float)
    rows = (
        *ranked(UNITS, values, "index", ties=ties),
        *ranked(UNITS[:2], values[:2], "index", "region=东部", ties=ties),
        *ranked(UNITS, -values, "index/openness", ties=ties),
    )
    return Standings(*years, "computed", "full", None, "", rows)


def ranked(units, values, scope, group="", ties="min"):
    ranks, tied, of = placed(values, ties)
    rows = []
    for unit, *numbers, share in zip(units, values.tolist(), ranks.tolist(), tied.tolist(), strict=True):
        score, rank = (None if np.isnan(number) else number for number in numbers)
        rows.append(Standing(unit, scope, score, rank, of, group, share))
    return rows


def written(standings):
    years = (standings.assessment_year, standings.data_year)
    rows = [(row.unit, row.scope, row.score, row.rank, row.of, row.group, *years) for row in standings.rows]
    return HEAD + "".join(",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    scores=st.lists(st.sampled_from([0.1 + 0.2, 1 / 3, 1e-300, 7.0, float("nan")]), min_size=4, max_size=4),
    ties=st.sampled_from(["min", "max", "average", "dense"]),
    years=st.sampled_from([(2019, 2018), (None, None), (2020, None)]),
)
def test_what_is_written_is_read_back(tmp_path, scores, ties, years):
    standings = computed(scores, ties, years)
    assert read_standings(table(tmp_path, written(standings))) == (standings,)


def test_several_years_in_one_file_come_oldest_first(tmp_path):
    both = written(computed([1, 2, 3, 4], years=(2020, 2019))) + written(computed([1, 2, 3, 4]))
    text = both.replace(HEAD, "", 2)
    assert [each.assessment_year for each in read_standings(table(tmp_path, HEAD + text))] == [2019, 2020]


def test_names_of_scopes():
    standings = computed([1, 2, 3, 4])
    assert standings.overall == "index"
    assert standings.leaves == ("index/openness",)
    assert standings.scopes == ("index", "index/openness")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("a,index,1,1,1,,2019,2018\na,index,2,1,1,,2019,2018\n", [(3, "standings.placed_twice")]),
        ("a,index,1,3,2,,2019,2018\n", [(2, "standings.place_above_number")]),
        ("a,index,1,1,2,,2019,2018\n", [(None, "standings.total_wrong")]),
        (
            ",index,x,1,1,,2019,2018\nb,,1,first,,,19,2018\n",
            [
                (2, "standings.cell_empty"),
                (2, "standings.not_number"),
                (3, "standings.not_whole"),
                (3, "standings.cell_empty"),
                (3, "standings.not_number"),
                (3, "standings.cell_empty"),
            ],
        ),
        ("a,index,1,1,,,2019,2018\n", [(2, "standings.cell_empty")]),
    ],
)
def test_rows_that_cannot_be_are_refused_all_at_once(tmp_path, rows, found):
    assert problems(lambda: read_standings(table(tmp_path, HEAD + rows))) == found


def test_other_columns_are_refused(tmp_path):
    text = "unit,scope,score,place,of,group,assessment_year,data_year\na,index,1,1,1,,2019,2018\n"
    assert problems(lambda: read_standings(table(tmp_path, text))) == [
        (1, "standings.no_column"),
        (1, "standings.unknown_column"),
    ]
