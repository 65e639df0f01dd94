"""Figures about every indicator's values."""

import numpy as np

from kaohe.studies.statistics import warnings_of
from kaohe.workbooks.results.looks import pattern_of
from kaohe.workbooks.study.columns import COUNT, PERCENT, Column, Desk

FIGURES = ("least", "mean", "median", "greatest", "deviation")


def statistics_sheet(desk: Desk) -> None:
    """A row an indicator; what crosses a limit is coloured."""
    found, flagged, say = desk.study.values, warnings_of(desk.study.values, desk.study.limits), desk.say
    paths = desk.study.leaves
    columns = [desk.nodes(paths), desk.texts("studies.measure", map(desk.speech.measure, paths), 16)]
    for figure in FIGURES:
        values = getattr(found, figure)
        columns.append(
            desk.numbers(say(f"studies.{figure}"), values, pattern_of(values), flagged.constant, 15)
        )
    available = np.asarray(found.available, dtype=np.float64)
    columns += [
        desk.numbers(say("studies.skewness"), found.skewness, flagged=flagged.skewed),
        desk.numbers(say("studies.kurtosis"), found.kurtosis, flagged=flagged.skewed),
        desk.numbers(say("studies.available"), available, COUNT),
        *_shares(desk),
    ]
    desk.sheet("studies.statistics", "studies.statistics_note", columns)


def _shares(desk: Desk) -> list[Column]:
    found, flagged, say = desk.study.values, warnings_of(desk.study.values, desk.study.limits), desk.say
    return [
        desk.numbers(say("studies.available_share"), found.available_share, PERCENT, flagged.few_available),
        desk.numbers(say("studies.nonzero_share"), found.nonzero_share, PERCENT, flagged.few_nonzero),
        desk.numbers(say("studies.unique_share"), found.unique_share, PERCENT, flagged.few_unique),
        desk.numbers(say("studies.same_share"), found.same_share, PERCENT),
    ]
