"""Everything the page of a robust run shows, in words and drawings, ready for its templates."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.explanations import Voice
from kaohe.explanations.doubts import Doubt, doubt_of
from kaohe.explanations.numbers import fixed
from kaohe.explanations.result import decimals
from kaohe.reports.page import MOST_SHEETS
from kaohe.reports.robustness.chances import Line
from kaohe.reports.robustness.charts import Charts
from kaohe.reports.robustness.lists import Listed, listed
from kaohe.reports.robustness.sensitivity import Shift, Target, shift_of, target_of
from kaohe.reports.robustness.sheets import RobustSheet, RobustSheets, Sparks
from kaohe.robustness.outcome import Robustness
from kaohe.schemes import outline_of


@dataclass(frozen=True, slots=True)
class RobustRow:
    """A unit in the table of all; `grade` (0: surely) where it may be among the last."""

    line: Line
    group: str
    score: str
    spark: Markup
    grade: int | None


@dataclass(frozen=True, slots=True)
class RobustPage:
    """The page: `lists` are those of groups, `sheets` are made one by one while they are written."""

    name: str
    note: str
    draws: str
    seed: int | None
    sampling_error: str
    units: int
    doubts: tuple[Doubt, ...]
    everyone: Listed
    lists: tuple[Listed, ...]
    group: str
    groups: tuple[str, ...]
    in_fan: int
    near: int
    fan: Markup
    intervals: Markup
    heat: Markup
    shift: Shift | None
    targets: tuple[Target, ...]
    rows: tuple[RobustRow, ...]
    with_sheet: frozenset[int]
    sheets: Iterable[RobustSheet]


def page_of(voice: Voice, result: Robustness) -> RobustPage:
    """Gather the page from a run's outcome."""
    lists = tuple(listed(voice, result.figures, each, result.plan) for each in result.lists)
    everyone = lists[0]
    charts = Charts(voice, result.figures, result.lists[0], everyone)
    doubts = tuple(doubt_of(voice, said) for said in result.plan.uncertain)
    names = tuple(doubt.name for doubt in doubts)
    sheets = RobustSheets(voice, result, lists)
    with_sheet = _with_sheet(everyone)
    groups = _groups(voice, result)
    rows = tuple(_rows(result, everyone, groups))
    order = [row.line.unit for row in rows]
    at = {line.unit: row for row, line in enumerate(everyone.lines)}
    return RobustPage(
        name=voice.of(result.plan.name) if result.plan.name else result.plan.id,
        note=voice.of(result.plan.note) if result.plan.note else "",
        draws=f"{result.draws:,}",
        seed=result.seed,
        sampling_error=f"{98 / result.draws**0.5:.1f}",  # 1.96 standard errors of a share of one half
        units=everyone.units,
        doubts=doubts,
        everyone=everyone,
        lists=lists[1:],
        group=lists[1].attribute if lists[1:] else "",
        groups=tuple(dict.fromkeys(filter(None, groups))),
        in_fan=charts.in_fan,
        near=len(charts.near),
        fan=charts.fan(),
        intervals=charts.intervals(),
        heat=charts.heat(),
        shift=shift_of(voice, result),
        targets=tuple(target_of(voice, result, each, names) for each in result.sensitivities),
        rows=rows,
        with_sheet=with_sheet,
        sheets=(sheets.of(at[unit]) for unit in order if unit in with_sheet),
    )


def _with_sheet(everyone: Listed) -> frozenset[int]:
    """Everyone, or where there are too many those near the end."""
    lines = everyone.lines if everyone.units <= MOST_SHEETS else everyone.near
    return frozenset(line.unit for line in lines)


def _groups(voice: Voice, result: Robustness) -> list[str]:
    """Each unit's group of the first attribute that places are counted within."""
    if not result.lists[1:]:
        return [""] * len(result.figures.units)
    attribute = result.lists[1].group.partition("=")[0]
    column = result.figures.attributes[attribute]
    return [voice.attribute_value(attribute, value) if value else "" for value in column]


def _rows(result: Robustness, everyone: Listed, groups: list[str]) -> Iterable[RobustRow]:
    """In the order of places by the scheme, those without one at the end."""
    whole = outline_of(result.scheme).root.way.round
    digits = decimals(result.scores) if whole is None else whole
    sparks = Sparks(result)
    levels = ("surely", "likely", "possible")
    for row in np.argsort(result.lists[0].nominal, kind="stable").tolist():
        line = everyone.lines[row]
        yield RobustRow(
            line,
            groups[line.unit],
            fixed(float(result.scores[line.unit]), digits),
            sparks.of(row),
            levels.index(line.level) if line.level in levels else None,
        )
