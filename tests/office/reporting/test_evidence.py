"""Attaching and withdrawing: who may, where, once."""

from io import BytesIO

import pytest
from django.core.files.base import File

from kaohe.messages import Refused
from kaohe.office.accounts.permissions import Denied
from kaohe.office.reporting.actions.evidence import attach, withdraw
from kaohe.office.reporting.actions.reviewing import Word, decide
from kaohe.office.reporting.models import Evidence

pytestmark = pytest.mark.django_db


def pdf(name="a.pdf"):
    return File(BytesIO(b"%PDF-1.7\n%%EOF\n"), name=name)


@pytest.mark.parametrize(
    "who", ["ns", "zj", "guangzhou", "head", "officer", "statistics", "outside", "auditor"]
)
def test_nobody_else_attaches_or_withdraws(actors, report_of, who):
    report = report_of("gz")
    with pytest.raises(Denied):
        attach(actor=getattr(actors, who), report=report, item="gdp", file=pdf(), key="k")
    shown = attach(actor=actors.gz, report=report, item="gdp", file=pdf(), key="k")
    with pytest.raises(Denied):
        withdraw(actor=getattr(actors, who), report=report, evidence=shown.pk, key="w")


def test_a_file_of_another_report_is_not_withdrawn(actors, report_of):
    shown = attach(actor=actors.gz, report=report_of("gz"), item="gdp", file=pdf(), key="k")
    with pytest.raises(Refused, match="no such file"):
        withdraw(actor=actors.ns, report=report_of("ns"), evidence=shown.pk, key="w")
    assert Evidence.objects.get().withdrawn_at is None


def test_a_wanted_cell_takes_files_while_it_is_locked(actors, report_of, hand_in):
    hand_in("gz")
    report = report_of("gz")
    words = [Word("tax", "query", "请附材料")]
    decide(actor=actors.guangzhou, report=report, level="city", words=words, seen=1, key="q")
    assert attach(actor=actors.gz, report=report, item="tax", file=pdf(), key="k").item == "tax"
    with pytest.raises(Refused, match="under the city's review"):
        attach(actor=actors.gz, report=report, item="gdp", file=pdf(), key="k2")


def test_the_same_request_twice_is_one_file(actors, report_of):
    first, second = (
        attach(actor=actors.gz, report=report_of("gz"), item="gdp", file=pdf(), key="k") for _ in range(2)
    )
    assert first == second
    for _ in range(2):
        withdraw(actor=actors.gz, report=report_of("gz"), evidence=first.pk, key="w")
    assert Evidence.objects.count() == 1
