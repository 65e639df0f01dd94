"""A round from its opening to a correction of what was frozen, as the people of one province live it.

One story at one set of pages; every step is done by hand at a browser. Pictures for the how-to:
`make pictures`.
"""

import pytest

from tests.journeys.deciding import (
    a_department_disagrees,
    a_frozen_figure_is_corrected,
    the_auditor_finds_every_step,
    the_first_snapshot_stands,
    the_nudged_committee_finds_its_way,
    the_province_freezes,
    the_province_nudges_who_is_late,
    the_province_settles_and_accepts,
)
from tests.journeys.files import assessed
from tests.journeys.others import accepts_all, hands_in
from tests.journeys.reporting import (
    a_committee_reports_by_keyboard_and_paste,
    another_reports_by_spreadsheet,
    the_city_passes_both_on,
    the_city_returns_two_cells,
    the_committee_answers_one_and_corrects_one,
    the_head_opens_a_round,
)

pytestmark = pytest.mark.django_db


def test_a_round(as_, province, tmp_path):
    the_head_opens_a_round(as_("head"), province)
    a_committee_reports_by_keyboard_and_paste(as_("gz"), tmp_path)
    another_reports_by_spreadsheet(as_("ns"), as_("ns_reporter"), tmp_path)
    the_city_returns_two_cells(as_("guangzhou"))
    the_committee_answers_one_and_corrects_one(as_("gz"), as_("gz", "en"))
    the_city_passes_both_on(as_("guangzhou"))
    a_department_disagrees(as_("statistics"))
    the_province_settles_and_accepts(as_("officer"))
    province.clock.ahead(days=17)
    the_province_nudges_who_is_late(as_("officer"), as_("officer", "en"))
    the_nudged_committee_finds_its_way(as_("zj"))
    for name in ("zj", "广州市", "湛江市"):
        hands_in(province, name)
        accepts_all(province, name)
    first, places = the_province_freezes(as_("head"), tmp_path)
    assert assessed(first, tmp_path) == places
    second = a_frozen_figure_is_corrected(as_("head"), as_("gz"), as_("officer"), tmp_path)
    as_("head").follows("排名", within=as_("head").row("漏计两家单位"))
    assert assessed(second, tmp_path) == as_("head").places() != places
    the_first_snapshot_stands(as_("head"), first, tmp_path)
    as_("head", "en").opens("/rounds/2026/")
    as_("head", "en").shows("en-3-two-snapshots")
    the_auditor_finds_every_step(as_("auditor"))
