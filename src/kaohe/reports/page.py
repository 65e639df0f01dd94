"""Everything the report shows, in words and drawings, ready for its templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from kaohe.explanations import Result, Voice
from kaohe.explanations.gaps import Gaps, gaps_of
from kaohe.explanations.method import Method, method_of
from kaohe.explanations.numbers import fixed
from kaohe.reports.lamps import lamps_of, lines_of, policy_cut_offs
from kaohe.reports.ranking import Row, ranking_of
from kaohe.reports.sheets import Sheet, Sheets
from kaohe.reports.spread import dimension_spread, present, total_spread
from kaohe.scoring.exact import mean
from kaohe.standings import Standings

MOST_SHEETS = 2000
"""With more units the report is the ranking only."""


@dataclass(frozen=True, slots=True)
class Page:
    """The report: `sheets` are made one by one while they are written."""

    previous_year: int | None
    units: int
    placed: int
    indicators: int
    average: str
    group: str | None
    groups: tuple[str, ...]
    dimensions: tuple[str, ...]
    rated: bool
    has_changes: bool
    ranking: tuple[Row, ...]
    lamps: bool
    total_spread: Markup | None
    dimension_spread: Markup | None
    sheets: Iterable[Sheet] | None
    weights_in_percent: bool
    weights_in_total: bool
    gaps: Gaps
    method: Method


def page_of(voice: Voice, result: Result, previous: Standings | None) -> Page:
    """Gather the page from a result."""
    scores = result.scores
    figures = scores.figures
    cut_offs = lines_of(voice, result, policy_cut_offs(scores.scheme))
    lamps = lamps_of(voice, result, cut_offs)
    ranking = ranking_of(voice, result, lamps, previous)
    attribute = result.group_attribute
    totals = present(scores.root.score.values)
    sheets = Sheets(voice, result) if len(figures.units) <= MOST_SHEETS else None
    return Page(
        previous_year=previous.assessment_year if previous else None,
        units=len(figures.units),
        placed=sum(bool(row.place) for row in ranking),
        indicators=sum(1 for _ in scores.outline.leaves()),
        average=fixed(mean(totals), result.node_digits) if len(totals) else "",
        group=voice.attribute(attribute) if attribute else None,
        groups=tuple(
            dict.fromkeys(row.group for row in sorted(ranking, key=lambda row: row.unit) if row.group)
        ),
        dimensions=tuple(voice.of(node.name) for node in result.dimensions),
        rated=any(row.rating for row in ranking),
        has_changes=any(row.change for row in ranking),
        ranking=ranking,
        lamps=bool(lamps),
        total_spread=total_spread(voice, result, cut_offs),
        dimension_spread=dimension_spread(voice, result),
        sheets=(sheets.of(row) for row in ranking) if sheets else None,
        weights_in_percent=result.weights.percent,
        weights_in_total=result.weights.in_final_score,
        gaps=gaps_of(voice, result),
        method=method_of(voice, result),
    )
