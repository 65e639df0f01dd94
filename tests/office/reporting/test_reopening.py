"""A cell opened again and let be: what was typed meanwhile is in nobody's way, and hides nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kaohe.messages import Refused
from kaohe.office.reporting.actions.drafting import Typed, save_cells
from kaohe.office.reporting.actions.reopening import reopen
from kaohe.office.reporting.actions.submitting import submit
from kaohe.office.reporting.models import Figure

from .conftest import NOW, PEOPLE

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def opened(actors, hand_in, report_of):
    """gz is handed in; for a day its gross product was open and was typed into; now its tax is open."""

    def opened(gdp, tax):
        hand_in("gz")
        report = report_of("gz")
        reopen(actor=actors.head, report=report, item="gdp", until=NOW + DAY, reason="更正")
        save_cells(actor=actors.gz, report=report, cells=[Typed("gdp", gdp, None, 1)], key="key-gdp")
        later = replace(actors.gz, at=NOW + 2 * DAY)
        head = replace(actors.head, at=later.at)
        reopen(actor=head, report=report, item="tax", until=NOW + 3 * DAY, reason="更正")
        save_cells(actor=later, report=report, cells=[Typed("tax", tax, None, 1)], key="key-tax")
        return later, report

    return opened


def handed(report):
    return {figure.item: figure.value for figure in Figure.objects.filter(report=report).order_by("version")}


def test_what_was_typed_and_not_handed_in_hides_no_finding(opened):
    """Tax above the gross product that was handed in, below the one that wasn't."""
    actor, report = opened(gdp="5000", tax="3000")
    with pytest.raises(Refused) as refused:
        submit(actor=actor, report=report, people=PEOPLE, seen=1, key="submit")
    assert [problem.code for problem in refused.value.problems] == ["figures.check"]


def test_what_was_typed_and_not_handed_in_is_in_nobodys_way(opened):
    actor, report = opened(gdp="50", tax="130")
    assert submit(actor=actor, report=report, people=PEOPLE, seen=1, key="submit") == 2
    assert handed(report) == {"gdp": 1000, "tax": 130, "firms": 10}


@pytest.mark.parametrize(("microseconds", "locked"), [(-1, False), (0, True)])
def test_a_cell_closes_to_the_microsecond(actors, hand_in, report_of, microseconds, locked):
    hand_in("gz")
    report = report_of("gz")
    reopen(actor=actors.head, report=report, item="gdp", until=NOW + DAY, reason="更正")
    actor = replace(actors.gz, at=NOW + DAY + timedelta(microseconds=microseconds))
    saved = save_cells(actor=actor, report=report, cells=[Typed("gdp", "990", None, 1)], key="key-edge")
    assert bool(saved.problems) == locked
