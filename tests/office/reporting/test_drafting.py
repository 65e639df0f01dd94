"""Saving cells: who may, what is kept, two at once, again with the same key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.office.accounts.permissions import Denied
from kaohe.office.journal.models import Entry
from kaohe.office.reporting.actions.drafting import Typed, keepable, save_cells
from kaohe.office.reporting.models import Draft

SAVE = 15


@pytest.mark.django_db
@pytest.mark.parametrize(
    "who", ["ns", "zj", "guangzhou", "zhanjiang", "head", "officer", "statistics", "outside"]
)
def test_nobody_else_fills(actors, report_of, who):
    cells = [Typed("gdp", "1", "", 0)]
    with pytest.raises(Denied):
        save_cells(actor=getattr(actors, who), report=report_of("gz"), cells=cells, key="k")
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_nothing_typed_into_an_empty_cell_is_no_draft(actors, report_of):
    saved = save_cells(
        actor=actors.gz,
        report=report_of("gz"),
        cells=[Typed("gdp", " ", "", 0), Typed("tax", None, None, 0)],
        key="k",
    )
    assert saved.revisions == {"gdp": 0, "tax": 0}
    assert not Draft.objects.exists()
    assert not Entry.objects.filter(action="reporting.save_cells").exists()


@pytest.mark.django_db
def test_a_newer_cell_that_says_the_same_is_no_conflict(actors, report_of):
    report = report_of("gz")
    save_cells(actor=actors.gz, report=report, cells=[Typed("gdp", "1", "甲", 0)], key="k1")
    again = [Typed("gdp", "1", "甲", 0)]
    assert save_cells(actor=actors.gz_reporter, report=report, cells=again, key="k2").revisions == {"gdp": 1}
    other = save_cells(actor=actors.gz_reporter, report=report, cells=[Typed("gdp", "2", None, 0)], key="k3")
    assert [(each.typed, each.note, each.by) for each in other.conflicts] == [("1", "甲", "gz")]


@pytest.mark.django_db
def test_a_paste_over_new_and_known_cells_takes_as_many_statements_as_one_cell(
    actors, report_of, django_assert_num_queries
):
    report = report_of("gz")
    for key, cells, revisions in (
        ("k1", [Typed("gdp", "1", "", 0)], {"gdp": 1}),
        ("k2", [Typed("gdp", "2", "", 1), Typed("tax", "3", "乙", 0)], {"gdp": 2, "tax": 1}),
    ):
        with django_assert_num_queries(SAVE):
            assert save_cells(actor=actors.gz, report=report, cells=cells, key=key).revisions == revisions
    drafts = Draft.objects.filter(report=report).values_list("item", "typed", "value", "note", "revision")
    assert sorted(drafts) == [("gdp", "2", 2.0, "", 2), ("tax", "3", 3.0, "乙", 1)]


@pytest.mark.django_db
def test_an_item_by_any_name_is_answered(actors, report_of):
    names = ["nope", "\x00", "\ud800", "gdp ", "x" * 5000]
    cells = [Typed(name, "1", "", 0) for name in names]
    saved = save_cells(actor=actors.gz, report=report_of("gz"), cells=cells, key="k")
    assert [problem.code for problem in saved.problems] == ["reporting.item_unknown"] * len(names)


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=[])))
def test_what_is_keepable_can_be_written(text):
    try:
        is_written = "\0" not in text and bool(text.encode() or True)
    except UnicodeEncodeError:
        is_written = False
    assert keepable(text) == is_written
