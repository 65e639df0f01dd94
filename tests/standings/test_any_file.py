"""Whatever the file holds, it is read or refused in words: no other error, and never half."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaohe.messages import Refused
from kaohe.standings import read_official, read_standings, read_table, read_zones

COLUMNS = {
    "official": "assessment_year,scope,unit,rank,of,document,published_on,data_year,group,tied",
    "computed": "unit,scope,score,rank,of,group,assessment_year,data_year",
    "zones": "unit,name,level,province,city,region,aliases",
}
READERS = {
    "official": lambda table: read_official(table, "full"),
    "computed": read_standings,
    "zones": read_zones,
}
CELLS = st.sampled_from(
    [
        "",
        "a",
        "综合",
        "1",
        "2",
        "3",
        "-1",
        "2019",
        "1e9",
        "nan",
        "１",
        "2020-01-10",
        "region=",
        "=",
        "national",
        '"x,y"',
        "²",
        ";",
    ]
)


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_rows_of_anything(kind, tmp_path, data):
    width = COLUMNS[kind].count(",") + 1
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5))
    file = tmp_path / "any.csv"
    file.write_text(COLUMNS[kind] + "\n" + "\n".join(map(",".join, rows)), encoding="utf-8")
    try:
        assert READERS[kind](read_table(file))
    except Refused as refused:
        assert all(problem.text("zh") and problem.text("en") for problem in refused.problems)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_bytes_of_any_kind(tmp_path, content):
    file = tmp_path / "any.csv"
    file.write_bytes(content)
    try:
        table = read_table(file)
    except Refused as refused:
        assert refused.problems
    else:
        assert table.lines
        assert len(set(table.columns)) == len(table.columns)
