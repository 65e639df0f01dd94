"""Lists of zones come in whole or not at all."""

from datetime import date

import pytest
from xlsxwriter import Workbook

from kaohe.messages import Refused
from kaohe.office.accounts.models import Office
from kaohe.office.accounts.permissions import Denied
from kaohe.office.journal.models import Entry
from kaohe.office.zones.actions import record_event
from kaohe.office.zones.facts import Change
from kaohe.office.zones.importing import import_zones
from kaohe.office.zones.models import Event, Spell, Zone
from kaohe.office.zones.queries import Filters, zones_on
from kaohe.packs import pack_file
from kaohe.samples.geography import geography
from tests.office.acting import HEAD, OTHERS, acting

pytestmark = pytest.mark.django_db
PACK = pack_file("zones", "national-2024.csv")
HEADS = "unit,name,level,province,city,since\n"
GOOD = "B1,珠海经济技术开发区,national,广东,珠海市,2012-01-01\n"


def write(tmp_path, text):
    file = tmp_path / "zones.csv"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_national_list_comes_in_once(django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        first = import_zones(actor=HEAD, file=PACK)
    assert (len(first.added), first.known) == (233, 0)
    again = import_zones(actor=HEAD, file=PACK)
    assert (again.added, again.known) == ((), 233)
    assert (Zone.objects.count(), Spell.objects.count()) == (233, 233)
    assert Office.objects.filter(kind="committee").count() == 233
    guangdong = zones_on(date(2025, 1, 1), Filters(province="广东"))
    assert {row.facts.city for row in guangdong} == {"广州市", "湛江市", "惠州市", "珠海市", "揭阳市"}
    assert Entry.objects.filter(action="zones.import").count() == 1


def test_regions_of_the_list_are_those_of_the_samples():
    import_zones(actor=HEAD, file=PACK)
    ours = {row.facts.province: row.facts.region for row in zones_on(date(2025, 1, 1))}
    sample = {zone.province: zone.region for zone in geography(219).zones}
    assert ours == sample
    codes = {row.code[3:5]: row.facts.province for row in zones_on(date(2025, 1, 1))}
    assert codes == {zone.code[3:5]: zone.province for zone in geography(219).zones}


def test_a_zone_that_was_renamed_since_is_known_still():
    import_zones(actor=HEAD, file=PACK)
    rename = Change(name_zh="湛江东海岛经济技术开发区")
    record_event(
        actor=HEAD,
        code="JKQ440003",
        event=Event.RENAMING,
        since=date(2025, 1, 1),
        basis="函",
        change=rename,
    )
    assert import_zones(actor=HEAD, file=PACK).added == ()


def test_a_workbook_comes_in_like_a_text(tmp_path):
    file = tmp_path / "zones.xlsx"
    book = Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADS.strip().split(","))
    sheet.write_row(1, 0, GOOD.strip().split(",")[:5])
    sheet.write_datetime(1, 5, date(2012, 1, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.close()
    assert import_zones(actor=HEAD, file=file).added == ("B1",)
    assert zones_on(date(2012, 1, 1))[0].facts.city == "珠海市"


def test_bad_lines_are_named_and_nothing_is_added(tmp_path):
    text = (
        HEADS + GOOD + "B2,,county,珠海,珠海市,2012-13-01\n\nB1,湛江经济技术开发区,national,广东,,2012/1/1\n"
    )
    with pytest.raises(Refused) as refused:
        import_zones(actor=HEAD, file=write(tmp_path, text), name="名录.csv")
    told = {(problem.code, str(problem.place)) for problem in refused.value.problems}
    assert told == {
        ("zones.no_name", "名录.csv:3"),
        ("zones.level_unknown", "名录.csv:3"),
        ("zones.province_unknown", "名录.csv:3"),
        ("zones.not_a_day", "名录.csv:3"),
        ("zones.twice_in_file", "名录.csv:5"),
    }
    assert not Zone.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("B1,湛江经济技术开发区,national,广东,,2012-01-01\n", "zones.code_means_another"),
        ("B2,珠海经济技术开发区,national,广东,,2012-01-01\n", "zones.name_taken"),
        (f"B2,{'长' * 198},national,广东,,2012-01-01\n", "accounts.too_long"),
    ],
)
def test_a_list_that_contradicts_the_catalogue_is_refused(tmp_path, line, code):
    import_zones(actor=HEAD, file=write(tmp_path, HEADS + GOOD))
    with pytest.raises(Refused) as refused:
        import_zones(actor=HEAD, file=write(tmp_path, HEADS + line))
    assert {(problem.code, problem.place.line) for problem in refused.value.problems} == {(code, 2)}
    assert Zone.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "workbooks.empty"),
        ("\n,,\n", "zones.no_lines"),
        (HEADS, "zones.no_lines"),
        ("unit,name,level\nB1,x,national\n", "zones.columns_missing"),
        ("unit,unit," + HEADS + "a,b," + GOOD, "zones.columns_missing"),
        ("%PDF-1.7", "workbooks.is_pdf"),
    ],
)
def test_what_is_no_list_is_told_with_the_senders_name(tmp_path, text, code):
    with pytest.raises(Refused) as refused:
        import_zones(actor=HEAD, file=write(tmp_path, text), name="名录.csv")
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.file) == (code, "名录.csv")


def test_a_files_name_is_no_formula(tmp_path):
    """Where lines have no basis of their own, the list is it, by its name."""
    with pytest.raises(Refused) as refused:
        import_zones(actor=HEAD, file=write(tmp_path, HEADS + GOOD), name="=cmd|calc.csv")
    assert [problem.code for problem in refused.value.problems] == ["zones.sign_not_allowed"]


@pytest.mark.parametrize("role", OTHERS)
def test_only_the_head_of_the_province_imports(role):
    with pytest.raises(Denied):
        import_zones(actor=acting(role), file=PACK)
