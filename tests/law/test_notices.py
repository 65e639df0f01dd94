"""A year's notice as a table: what is read, what is refused and where."""

from datetime import date

import pytest

from kaohe.law import load_calendar, read_notice
from kaohe.messages import Refused

CALENDAR = load_calendar()


def written(year, **changed):
    """The notice of a year as it would be uploaded; `changed` replaces the lines of a day or adds some."""
    lines = {
        str(day): f"{day},{noticed.kind},{noticed.name.zh},{noticed.name.en}"
        for day, noticed in CALENDAR.notice(year).items()
    }
    return "\n".join(["date,kind,zh,en", *(lines | changed).values()])


@pytest.mark.parametrize("year", range(2016, 2027))
def test_the_notice_of_each_year_reads_as_it_is_shipped(year):
    assert read_notice(written(year), year, "n.csv") == CALENDAR.notice(year)


def test_a_notice_reaches_into_the_december_before_and_no_further():
    days = CALENDAR.notice(2019)
    assert min(days) == date(2018, 12, 29)
    earlier = CALENDAR.with_notice(2019, {})
    assert not earlier.is_working(date(2018, 12, 29)), "without the notice it is a Saturday"
    assert earlier.notice(2018) == CALENDAR.notice(2018)
    assert earlier.hash != CALENDAR.hash


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2018-12-24,holiday,元旦,New Year", "law.notice_day"),
        ("2019-12-25,holiday,元旦,New Year", "law.notice_day"),
        ("12 March,holiday,节,day", "law.notice_day"),
        (",holiday,节,day", "law.notice_day"),
        ("2019-10-02,holiday,国庆节,National Day", "law.notice_twice"),
        ("2019-03-12,vacation,节,day", "law.notice_kind"),
        ("2019-03-12,workday_makeup,节,day", "law.notice_makeup_weekday"),
        ("2019-03-12,holiday,,day", "law.notice_names"),
        ("2019-03-12,holiday", "law.notice_names"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_number(line, code):
    with pytest.raises(Refused) as refused:
        read_notice(written(2019, more=line), 2019, "n.csv")
    [problem] = refused.value.problems
    assert problem.code == code
    assert (problem.place.file, problem.place.line) == ("n.csv", len(CALENDAR.notice(2019)) + 2)
    assert problem.words("zh") and problem.words("en")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["law.notice_columns"]),
        ("day,kind\n2019-01-01,holiday", ["law.notice_columns"]),
        ("date,kind,zh,en", ["law.notice_missing", "law.notice_count"]),
        (
            "date,kind,zh,en\n" + "\n".join(f"2019-0{m}-01,holiday,节,day" for m in range(1, 10)),
            ["law.notice_missing", "law.notice_count"],
        ),
    ],
)
def test_a_notice_that_is_not_whole_is_refused(text, codes):
    with pytest.raises(Refused) as refused:
        read_notice(text, 2019, "n.csv")
    assert [problem.code for problem in refused.value.problems] == codes


def test_no_more_days_are_made_up_than_weekdays_were_off():
    more = {
        str(n): f"2017-{month:02}-{day:02},workday_makeup,班,work"
        for n, (month, day) in enumerate((m, d) for m in (6, 7, 8) for d in range(1, 31))
        if date(2017, month, day).weekday() >= 5
    }
    with pytest.raises(Refused) as refused:
        read_notice(written(2017, **more), 2017, "n.csv")
    assert [problem.code for problem in refused.value.problems] == ["law.notice_made_up"]


def test_a_bom_and_empty_lines_do_no_harm():
    text = f"\ufeff{written(2020)}\n\n,,,\n"
    assert read_notice(text, 2020, "n.csv") == CALENDAR.notice(2020)
