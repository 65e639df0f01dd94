import pytest

from kaohe.standings import Zone, by_any_name, read_zones
from tests.standings.tables import problems, table

HEAD = "unit,name,level,province,city,region,aliases,area\n"


def test_zones_by_code_with_their_other_names(tmp_path):
    text = HEAD + "Z2,乙区,provincial,广东,韶关,,,1\nZ1,甲区,national,广东,模拟甲,东部,甲；甲经开区,2\n"
    zones = read_zones(table(tmp_path, text))
    assert zones == (
        Zone("Z1", "甲区", "national", "广东", "模拟甲", "东部", ("甲", "甲经开区")),
        Zone("Z2", "乙区", "provincial", "广东", "韶关", ""),
    )
    assert by_any_name(zones) == {
        "甲": "Z1",
        "甲经开区": "Z1",
        "甲区": "Z1",
        "Z1": "Z1",
        "乙区": "Z2",
        "Z2": "Z2",
    }


def test_groups_a_zone_belongs_to():
    zone = Zone("Z1", "甲区", "national", "广东", "模拟甲", "东部")
    assert zone.belongs_to("region=东部") is True
    assert zone.belongs_to("region=西部") is False
    assert zone.belongs_to("zone_type=A") is None


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("Z1,甲区,国家级,广东,模拟甲,,,\n", [(2, "standings.level_unknown")]),
        ("Z1,甲区,national,,,,,\n", [(2, "standings.cell_empty"), (2, "standings.cell_empty")]),
        (
            "Z1,甲区,national,广东,模拟甲,,,\nZ1,乙区,national,广东,模拟甲,,,\n",
            [(3, "standings.zone_twice")],
        ),
        (
            "Z1,甲区,national,广东,模拟甲,,,\nZ2,乙区,national,广东,模拟甲,,甲区,\n",
            [(3, "standings.name_taken")],
        ),
    ],
)
def test_units_that_cannot_be_told_apart_or_placed_are_refused(tmp_path, rows, found):
    assert problems(lambda: read_zones(table(tmp_path, HEAD + rows))) == found


def test_needed_columns(tmp_path):
    found = problems(lambda: read_zones(table(tmp_path, "unit,name\nZ1,甲\n")))
    assert found == [(1, "standings.no_column")] * 3
