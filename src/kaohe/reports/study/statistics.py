"""The table of the indicators' values: figures, shape, and what crosses a limit."""

from dataclasses import dataclass

from markupsafe import Markup

from kaohe.explanations.numbers import figure, fixed
from kaohe.explanations.studies import Speech, percent
from kaohe.reports.drawing.spark import spark
from kaohe.studies.columns import leaves_of, values_of
from kaohe.studies.statistics import warnings_of
from kaohe.studies.study import Study


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in words, and whether it crosses a limit."""

    text: str
    flagged: bool = False


@dataclass(frozen=True, slots=True)
class StatisticsLine:
    """An indicator's figures; `head` is the name of its dimension where that begins."""

    head: str
    name: str
    measure: str
    shape: Markup
    figures: tuple[Told, ...]


def statistics_lines(speech: Speech, study: Study) -> tuple[StatisticsLine, ...]:
    """A line an indicator, in the order of the tree."""
    values = values_of(study.scores, leaves_of(study.scores))
    lines, last = [], ""
    for at, path in enumerate(study.leaves):
        parent = path.rpartition("/")[0]
        head = speech.name(parent) if parent and parent != last else ""
        last = parent
        shape, told = spark(values[:, at]), _told(study, at)
        lines.append(StatisticsLine(head, speech.name(path), speech.measure(path), shape, told))
    return tuple(lines)


def _told(study: Study, at: int) -> tuple[Told, ...]:
    found, flagged = study.values, warnings_of(study.values, study.limits)
    middle = (found.least, found.median, found.mean, found.greatest, found.deviation)
    skewed, constant = bool(flagged.skewed[at]), bool(flagged.constant[at])
    return (
        *(Told(figure(float(values[at])), constant) for values in middle),
        Told(fixed(float(found.skewness[at]), 2), skewed),
        Told(fixed(float(found.kurtosis[at]), 2), skewed),
        Told(percent(float(found.available_share[at])), bool(flagged.few_available[at])),
        Told(percent(float(found.nonzero_share[at])), bool(flagged.few_nonzero[at])),
        Told(percent(float(found.unique_share[at])), bool(flagged.few_unique[at])),
    )
