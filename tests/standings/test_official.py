from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.standings import OVERALL, Standing, Zone, is_official, read_official
from tests.standings.tables import problems, table

HEAD = "assessment_year,scope,unit,rank,of,document,published_on,data_year,group,tied\n"
ZHANJIANG = Zone("GD02", "模拟甲经济技术开发区", "national", "广东", "模拟甲", "东部", ("模拟甲",))
ZHUHAI = Zone("GD06", "模拟乙经济技术开发区", "national", "广东", "模拟乙", "东部")
PROVINCIAL = Zone("GDP1", "某省级经济开发区", "provincial", "广东", "韶关", "东部")
ELSEWHERE = Zone("GS01", "酒泉经济技术开发区", "national", "甘肃", "酒泉", "西部")
OWN = (ZHANJIANG, ZHUHAI, PROVINCIAL)


def line(unit, rank, of=219, scope="综合", *, year=2019, group="", tied="", on="2020-01-10", document="公告"):
    return f"{year},{scope},{unit},{rank},{of},{document},{on},{year - 1},{group},{tied}\n"


def read(folder, lines, extent, zones=(), territory="nation"):
    return read_official(table(folder, HEAD + "".join(lines)), extent, zones, territory)


def ranked(ranks, tied=None, of=None):
    return [
        line(f"z{number}", rank, of or len(ranks), tied=(tied or {}).get(rank, ""))
        for number, rank in enumerate(ranks)
    ]


def test_the_own_zones_of_a_province(tmp_path):
    lines = [
        line("模拟甲", "２１６"),
        line("模拟乙经济技术开发区", 100),
        line("GD02", 210, scope="实际使用外资"),
        line("GD06", "", scope="实际使用外资"),
        line("模拟甲", 218, year=2018, on="2019-01-11"),
        line("模拟乙经济技术开发区", 101, year=2018, on="2019-01-11"),
    ]
    before, latest = read(tmp_path, lines, "part", OWN)
    assert (before.assessment_year, latest.assessment_year, latest.data_year) == (2018, 2019, 2018)
    assert (latest.origin, latest.extent, latest.published_on) == ("official", "part", date(2020, 1, 10))
    assert latest.document == "公告"
    assert latest.rows == (
        Standing("GD02", OVERALL, None, 216, 219),
        Standing("GD06", OVERALL, None, 100, 219),
        Standing("GD02", "实际使用外资", None, 210, 219),
        Standing("GD06", "实际使用外资", None, None, 219, tied=0),
    )
    assert latest.overall == OVERALL
    assert latest.leaves == ("实际使用外资",)


def test_a_whole_list_with_a_stated_tie(tmp_path):
    (publication,) = read(tmp_path, ranked([1, 2, 2, 2, 5], {2: 3}), "full")
    assert [row.tied for row in publication.rows] == [1, 3, 3, 3, 1]


def test_units_without_a_place_do_not_count_towards_the_number(tmp_path):
    (publication,) = read(tmp_path, [*ranked([1, 2]), line("z9", "", 2)], "full")
    assert len(publication.rows) == 3


def test_a_list_within_a_region(tmp_path):
    lines = [line("酒泉经济技术开发区", 47, 47, group="西部"), line("模拟甲", 90, 107, group="region=东部")]
    (publication,) = read(tmp_path, lines, "part", (ZHANJIANG, ELSEWHERE))
    assert [row.group for row in publication.rows] == ["region=西部", "region=东部"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (ranked([1, 2, 4], of=3), [(4, "standings.place_above_number"), (4, "standings.places_missing")]),
        (ranked([1, 2, 4], of=4), [(4, "standings.places_missing"), (None, "standings.total_wrong")]),
        (ranked([2, 3], of=3), [(2, "standings.places_missing"), (None, "standings.total_wrong")]),
        (ranked([1, 2], of=5), [(None, "standings.total_wrong")]),
        (ranked([1, 2, 2, 4]), [(4, "standings.place_twice")]),
        (ranked([1, 2, 2, 4], {2: 3}), [(3, "standings.tie_incomplete"), (5, "standings.place_inside_tie")]),
        (ranked([1, 2, 2, 3], {2: 2}), [(5, "standings.place_inside_tie")]),
    ],
)
def test_a_whole_list_has_no_gaps_doubles_or_wrong_totals(tmp_path, lines, found):
    assert problems(lambda: read(tmp_path, lines, "full")) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([line("GD02", 220), line("GD06", 1)], [(2, "standings.place_above_number")]),
        ([line("GD02", 218, tied=3), line("GD06", 1)], [(2, "standings.place_above_number")]),
        ([line("GD02", 210)], [(None, "standings.own_zone_missing")]),
        (
            [line("GD02", 210), line("GD06", 1), line("GD02", 7, scope="税收收入")],
            [(None, "standings.own_zone_missing")],
        ),
        ([line("GD02", 210), line("模拟甲", 211), line("GD06", 1)], [(3, "standings.placed_twice")]),
        ([line("GD02", 210), line("GD06", 1, 218)], [(3, "standings.two_totals")]),
        ([line("GD02", 210), line("GD06", 210)], [(3, "standings.place_twice")]),
        ([line("GD02", 210, tied=2), line("GD06", 211)], [(3, "standings.place_inside_tie")]),
        ([line("GD02", 210, tied=2), line("GD06", 210, tied=3)], [(2, "standings.ties_differ")]),
        ([line("GD02", 210), line("GD06", 1, on="2020-01-11")], [(3, "standings.two_publications")]),
        ([line("GD02", 210), line("GD06", 1, document="另文")], [(3, "standings.two_publications")]),
        (
            [line("GD02", "last"), line("GD06", 1, of=""), line("", 5, on="soon", scope="")],
            [
                (2, "standings.not_whole"),
                (3, "standings.cell_empty"),
                (4, "standings.cell_empty"),
                (4, "standings.cell_empty"),
                (4, "standings.not_date"),
            ],
        ),
    ],
)
def test_contradictions_and_missing_zones_are_refused(tmp_path, lines, found):
    assert problems(lambda: read(tmp_path, lines, "part", OWN)) == found


def test_zones_of_other_provinces_need_not_be_there(tmp_path):
    (publication,) = read(tmp_path, [line("GD02", 3)], "part", (ZHANJIANG, ELSEWHERE), ("广东",))
    assert publication.units == {"GD02"}
    missing = problems(lambda: read(tmp_path, [line("GD02", 3)], "part", (ZHANJIANG, ELSEWHERE)))
    assert missing == [(None, "standings.own_zone_missing")]


def test_a_misspelt_column_is_not_passed_over(tmp_path):
    text = (HEAD + line("GD02", 1)).replace("tied", "ties")
    assert problems(lambda: read_official(table(tmp_path, text), "part")) == [(1, "standings.unknown_column")]


def test_official_files_are_known_by_their_columns(tmp_path):
    assert is_official(table(tmp_path, HEAD + line("GD02", 1)))
    assert not is_official(table(tmp_path, "unit,scope,score,rank\na,index,1,1\n"))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(1, 4), min_size=1, max_size=12), data=st.data())
def test_every_whole_list_is_taken_and_no_list_with_a_row_gone(tmp_path, sizes, data):
    """Tie groups of these sizes, in any order of rows; then the same without one row."""
    ranks = [1 + sum(sizes[:number]) for number, size in enumerate(sizes) for _ in range(size)]
    tied = {1 + sum(sizes[:number]): size for number, size in enumerate(sizes)}
    lines = data.draw(st.permutations(ranked(ranks, tied)))
    (publication,) = read(tmp_path, lines, "full")
    assert sorted(int(row.rank) for row in publication.rows) == ranks
    if len(lines) > 1:
        gone = data.draw(st.integers(0, len(lines) - 1))
        assert problems(lambda: read(tmp_path, lines[:gone] + lines[gone + 1 :], "full"))
