"""The units' sheets: what is shown adds up, and is what was scored."""

import re

import numpy as np
import pytest
from hypothesis import given, settings

from kaohe.explanations import Voice, result_of
from kaohe.messages import Refused
from kaohe.reports.lines import Lines
from kaohe.reports.pulls import Balances, shortened
from kaohe.schemes import Leaf
from kaohe.scoring import score
from tests.explanations.results import everything, national, national_result
from tests.reports.pages import cells, page
from tests.scoring import any_scheme


def number(text):
    return float(text.replace("−", "-").replace(",", ""))


@pytest.fixture(scope="module")
def lines():
    return Lines(Voice(national().scheme, "zh"), national_result())


def test_contributions_shown_add_up_to_the_total_shown(lines):
    result = national_result()
    leaves = [leaf.path for leaf in national().outline.leaves()]
    for unit in range(len(result.classes)):
        total = number(lines.by_path[result.root].scores[unit])
        shown = [number(lines.by_path[path].given[unit]) for path in leaves]
        shown += [number(other.given) for other in lines.others(unit)]
        assert sum(shown) == pytest.approx(total, abs=1e-9)
        dimensions = [number(lines.by_path[node.path].given[unit]) for node in result.dimensions]
        assert sum(dimensions) == pytest.approx(
            sum(number(lines.by_path[path].given[unit]) for path in leaves)
        )


def test_the_same_on_the_page_itself():
    html = page(everything())
    sheets = html.split('<details class="sheet">')[1:]
    assert len(sheets) == 7
    summed = 0
    for sheet in sheets:
        table = sheet[sheet.index('<table class="lines">') :].partition("</table>")[0]
        rows = [cells(row) for row in table.split("<tr")[2:]]
        leaves = [row for row in rows if row[1] and row[5] not in ("", "—")]
        total = [row[5] for row in rows if row[0] == "总分"]
        if total:
            others = [
                row for row in rows[rows.index(leaves[-1]) + 1 :] if row[0] not in ("总分", "规模", "变化")
            ]
            parts = [number(row[5]) for row in (*leaves, *others) if row[5] not in ("", "—")]
            assert sum(parts) == pytest.approx(number(total[0]))
            summed += 1
    assert summed == 5


def test_values_scores_places_and_workings_are_those_scored(lines):
    result, scores = national_result(), national()
    for leaf in scores.outline.leaves():
        told = lines.by_path[leaf.path]
        for unit in (0, 100, 218):
            value = scores.nodes[leaf.path].score.values[unit]
            assert told.scores[unit] == ("" if np.isnan(value) else f"{value:.2f}")
            standing = result.place(unit, leaf.path)
            assert told.places[unit] == (
                ("", 0) if standing.rank is None else (str(int(standing.rank)), standing.of)
            )
        assert all(told.names) or leaf.formula.by is None


def test_a_gap_is_shown_with_its_reason():
    html = page(everything())
    silent = html.split('<details class="sheet">')[-1]
    assert "Silent" in silent
    assert "没有总分或名次" in silent
    assert "生产总值：未报" in silent
    assert "有值项不足" in silent


@settings(max_examples=40, deadline=None)
@given(any_scheme.schemes(), any_scheme.figures())
def test_what_is_shown_adds_up_whatever_the_scheme(scheme, figures):
    try:
        scores = score(figures, scheme)
    except Refused:
        return
    result = result_of(scores)
    told = Lines(Voice(scheme, "zh"), result)
    for unit in np.flatnonzero(~scores.root.score.missing).tolist():
        parts = [number(told.by_path[leaf.path].given[unit]) for leaf in scores.outline.leaves()]
        parts += [number(other.given) for other in told.others(unit)]
        size = max(1.0, *map(abs, parts))
        assert sum(parts) == pytest.approx(number(told.by_path[result.root].given[unit]), abs=1e-9 * size)


def test_pulls_share_out_the_distance_to_the_average():
    result = national_result()
    balances = Balances(Voice(national().scheme, "zh"), result)
    totals = national().root.score.values
    assert np.allclose(balances.away.sum(axis=1), totals - totals.mean(), atol=0.02)
    for unit in range(len(totals)):
        chart = str(balances.of(unit).chart)
        drawn = [number(text) for text in re.findall(r'class="much[^"]*">([^<]*)', chart)]
        assert sum(drawn) == pytest.approx(totals[unit] - totals.mean(), abs=0.2), "up to what rounding hides"
        signs = [float(value) >= 0 for value in drawn]
        assert signs == sorted(signs, reverse=True) or "其余" in chart


def test_a_unit_without_a_total_has_no_balance():
    result = result_of(everything())
    assert Balances(Voice(everything().scheme, "zh"), result).of(6) is None


def test_long_names_are_cut_in_the_chart_only():
    assert shortened("短名") == "短名"
    assert shortened("企业投资项目审批用时占法定时限比重（中位数）") == "企业投资项目审批用时占法定时限…"
    assert len(shortened("a" * 100)) == 31


def test_every_branch_of_a_deeper_tree_has_its_line(lines):
    nodes = national().nodes
    assert set(lines.by_path) == set(nodes)
    branches = [path for path, node in nodes.items() if not isinstance(node.node, Leaf)]
    assert all(not lines.by_path[path].values for path in branches)
