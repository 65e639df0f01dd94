"""The office and the command line say the same of the same figures: read, checked, scored."""

from datetime import timedelta

import numpy as np
import pytest

from kaohe.figures import check_figures
from kaohe.office.reporting.actions.freezing import take_over
from kaohe.office.reporting.actions.rounds import Form, Plan, Subject, open_round
from kaohe.office.reporting.models import Draft, Report
from kaohe.office.reporting.queries.checks import findings_of
from kaohe.office.reporting.queries.figures import drafted, figures_of_reports
from kaohe.office.reporting.queries.schemes import asked_of
from kaohe.samples import cohort
from kaohe.schemes import load_scheme
from kaohe.workbooks import read_figures, write_filled
from tests.office.reporting.conftest import NOW

pytestmark = pytest.mark.django_db
SLIPS = [1e4, 1e-4, -1.0, 0.5, np.nan, 1.25]
"""What some cells are multiplied by: a wrong unit, a sign, no whole count, not reported."""
OF_A_COHORT = "figures.far_from_others"
"""Looks at all zones that are new; a report alone can't. Reviewers see it as what stands out."""


@pytest.fixture
def simulated(actors):
    """Reports of the simulated zones of one region in six, with some cells spoilt, and their host cities'."""
    sample, scheme, day = cohort(), load_scheme("national-2016"), timedelta(days=1)
    before = take_over(actor=actors.head, figures=sample.reviewed[0], scheme=scheme, reason="上年")
    zones, cities = sample.years[1], sample.cities[1]
    chosen = range(0, len(zones.units), 6)
    wanted = {name: column for name, column in zones.attributes.items() if any(column)}
    office = actors.offices["gz"].pk
    hosts = dict.fromkeys(zones.attributes["host_city"][row] for row in chosen)
    subjects = [
        Subject(
            zones.units[row],
            zones.names[row],
            "",
            office,
            zones.attributes["host_city"][row],
            attributes={name: column[row] for name, column in wanted.items() if column[row]},
        )
        for row in chosen
    ]
    subjects += [Subject(city, city, city, actors.offices["广州市"].pk, city, table="city") for city in hosts]
    calendar = dict.fromkeys(("report", "province_review"), (NOW - day, NOW + day))
    form = Form("1", "a", "b", (NOW + 300 * day).date())
    round = open_round(
        actor=actors.head,
        plan=Plan("sim", "sim", 2018, 2017, scheme, calendar, form, before),
        subjects=subjects,
    )
    random = np.random.default_rng(7)
    drafts = []
    for report in Report.objects.filter(round=round).select_related("round"):
        table = cities if report.table else zones
        row = table.units.index(report.code)
        for item, asked in asked_of(report).items():
            value = float(table.column(item)[row]) if item in table.items else np.nan
            if asked.kind not in ("yes_no", "grade") and random.random() < 0.05:
                value = float(f"{value * random.choice(SLIPS):.6g}")  # as somebody would type it
            drafts.append(Draft(report=report, item=item, value=None if np.isnan(value) else value, at=NOW))
    Draft.objects.bulk_create(drafts)
    return round


def reports_of(round):
    return list(Report.objects.filter(round=round).select_related("round__previous").order_by("pk"))


@pytest.fixture
def as_workbook(simulated, tmp_path):
    """The round's figures, and what comes of writing them as the filled form and reading it."""
    reports = reports_of(simulated)
    figures = figures_of_reports(simulated, reports, drafted(reports))
    scheme = load_scheme("national-2016")
    write_filled(figures, scheme, tmp_path / "filled.xlsx")
    return figures, read_figures(tmp_path / "filled.xlsx", scheme, data_year=2017).figures


def test_a_rounds_figures_are_those_of_the_filled_workbook_to_the_bit(as_workbook):
    ours, read = as_workbook
    assert (ours.units, ours.names) == (read.units, read.names)
    for mine, theirs in [(ours, read), *((ours.frames[way], read.frames[way]) for way in ("prev", "city"))]:
        for item in theirs.items:
            column = mine.column(item) if item in mine.items else np.full(len(mine.units), np.nan)
            assert np.array_equal(column, theirs.column(item), equal_nan=True), item
    for name, column in read.attributes.items():
        assert column == ours.attributes[name]


def test_each_report_hears_what_the_check_of_the_workbook_says(as_workbook, simulated):
    scheme = load_scheme("national-2016")
    _, read = as_workbook
    said = {
        (problem.code, problem.level, problem.words("zh"))
        for problem in check_figures(read, scheme)
        if problem.code != OF_A_COHORT
    }
    heard = {
        (problem.code, problem.level, problem.words("zh"))
        for report in reports_of(simulated)
        for problems in findings_of(report).values()
        for problem in problems
    }
    assert len({code for code, _, _ in said}) >= 5, "the spoilt cells are of many kinds"
    assert said - heard == set()
    assert heard - said == set()
