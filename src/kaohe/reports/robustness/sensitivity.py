"""Which uncertainty matters: Sobol indices in words, drawn and as rows; and how far places move in all."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.explanations import Voice
from kaohe.explanations.numbers import MINUS
from kaohe.reports.drawing.cuts import Cut
from kaohe.reports.drawing.indices import Index, indices_figure
from kaohe.reports.drawing.shares import shares_figure
from kaohe.reports.drawing.svg import round_axis
from kaohe.reports.pulls import shortened
from kaohe.reports.robustness.chances import percent
from kaohe.robustness.outcome import Floats, Robustness, Sensitivity


@dataclass(frozen=True, slots=True)
class IndexRow:
    """An uncertainty in numbers: alone, in all, and the difference, which works through others."""

    name: str
    first: str
    first_interval: str
    total: str
    total_interval: str
    interaction: str


@dataclass(frozen=True, slots=True)
class Target:
    """Indices of one target, the greatest total first; no rows and no chart where it never varies."""

    name: str
    answer: str
    chart: Markup | None
    rows: tuple[IndexRow, ...]
    base: int


@dataclass(frozen=True, slots=True)
class Shift:
    """The mean rank shift over the draws: a sentence and a histogram."""

    said: str
    chart: Markup


def target_of(voice: Voice, result: Robustness, each: Sensitivity, names: tuple[str, ...]) -> Target:
    """One target's indices; `names` are those of the plan's uncertainties."""
    about = _about(voice, result, each)
    if not each.variance > 0 or not np.isfinite(each.total).any():
        return Target(about, voice.say("reports.robustness.never_varies"), None, (), each.base)
    order = np.argsort(-np.nan_to_num(each.total, nan=-np.inf), kind="stable").tolist()
    rows = tuple(_row(names[at], each, at) for at in order)
    drawn = tuple(_index(names[at], each, at) for at in order if np.isfinite(each.total[at]))
    chart = indices_figure(drawn, voice.say("reports.robustness.share_axis"), about)
    strongest = order[0]
    alone = float(np.nansum(each.first))
    answer = voice.say(
        "reports.robustness.strongest",
        name=names[strongest],
        total=percent(min(max(float(each.total[strongest]), 0.0), 1.0)),
        alone=percent(min(max(alone, 0.0), 1.0)),
        together=percent(min(max(1 - alone, 0.0), 1.0)),
    )
    return Target(about, answer, chart, rows, each.base)


def _about(voice: Voice, result: Robustness, each: Sensitivity) -> str:
    if not each.unit:
        return voice.say("reports.robustness.mean_shift")
    name = result.figures.names[result.figures.units.index(each.unit)]
    return voice.say("reports.robustness.place_of", name=name)


def _row(name: str, each: Sensitivity, at: int) -> IndexRow:
    return IndexRow(
        name,
        _number(each.first[at]),
        _interval(each.first_interval[at]),
        _number(each.total[at]),
        _interval(each.total_interval[at]),
        _number(each.total[at] - each.first[at]),
    )


def _index(name: str, each: Sensitivity, at: int) -> Index:
    first, total = (
        (float(low), float(high)) for low, high in (each.first_interval[at], each.total_interval[at])
    )
    said = f"{_number(each.first[at])} / {_number(each.total[at])}"
    return Index(shortened(name), float(each.first[at]), float(each.total[at]), first, total, said)


def _number(value: float) -> str:
    if not np.isfinite(value):
        return ""
    return f"{value + 0.0:.2f}".replace("-0.00", "0.00").replace("-", MINUS)


def _interval(ends: Floats) -> str:
    low, high = (_number(float(end)) for end in ends)
    return f"{low} – {high}" if low and high else ""


def shift_of(voice: Voice, result: Robustness) -> Shift | None:
    """None where no draw gave a place."""
    values = result.shift[np.isfinite(result.shift)]
    if not len(values):
        return None
    low, half, high = np.quantile(values, [0.05, 0.5, 0.95]).tolist()
    numbers = {"low": f"{low:.1f}", "half": f"{half:.1f}", "high": f"{high:.1f}", "count": f"{len(values):,}"}
    said = voice.say("reports.robustness.shift_said", **numbers)
    axis = round_axis(float(values.min()), float(values.max()), 0, 1)
    bins = int(min(40, max(8, round(len(values) ** 0.5))))
    counts, edges = np.histogram(values, bins=bins, range=(axis.low, axis.high))
    cuts = (Cut(voice.say("reports.robustness.median_line", half=f"{half:.1f}"), half, 3),)
    titles = (voice.say("reports.robustness.shift_axis"), voice.say("reports.robustness.draws_axis"))
    return Shift(said, shares_figure(edges, counts / len(values), cuts, np.nan, titles, said))
