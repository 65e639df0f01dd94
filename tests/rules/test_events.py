from datetime import date

import pytest

from kaohe.messages import Refused
from kaohe.rules import Event, event_kinds, read_events
from kaohe.standings import read_table
from tests.rules.zones import ZHANJIANG, ZHUHAI

HEAD = "unit,event,date,decider,document,note\n"


def read(folder, rows):
    file = folder / "events.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return read_events(read_table(file), (ZHANJIANG, ZHUHAI), event_kinds())


def test_events_by_zone_and_date(tmp_path):
    rows = (
        "模拟乙经济技术开发区,nurturing,2019-03-01,省政府,批复,\nGD02,demotion,2020-01-15,国务院,国函,说明\n"
    )
    assert read(tmp_path, rows) == (
        Event("GD02", "demotion", date(2020, 1, 15), "国务院", "国函", "说明"),
        Event("GD06", "nurturing", date(2019, 3, 1), "省政府", "批复"),
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("GD03,demotion,2020-01-15,国务院,国函,\n", [(2, "rules.event_of_unknown_zone")]),
        ("GD02,demoted,2020-01-15,国务院,国函,\n", [(2, "rules.event_unknown")]),
        ("GD02,demotion,15.1.2020,国务院,国函,\n", [(2, "standings.not_date")]),
        ("GD02,demotion,2020-01-15,,,\n", [(2, "standings.cell_empty")] * 2),
        (
            "GD02,demotion,2020-01-15,国务院,国函,\n模拟甲经济技术开发区,demotion,2020-01-15,国务院,国函,\n",
            [(3, "rules.event_twice")],
        ),
        (
            "GD03,demoted,soon,国务院,国函,\n",
            [(2, "standings.not_date"), (2, "rules.event_of_unknown_zone"), (2, "rules.event_unknown")],
        ),
    ],
)
def test_events_that_cannot_be_relied_on_are_refused(tmp_path, rows, found):
    with pytest.raises(Refused) as refused:
        read(tmp_path, rows)
    assert [(each.place.line, each.code) for each in refused.value.problems] == found
