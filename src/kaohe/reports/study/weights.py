"""What counts how much, and what the ranking would be without it, as bars."""

from dataclasses import dataclass

import numpy as np
from markupsafe import Markup

from kaohe.explanations.numbers import fixed
from kaohe.explanations.studies import Speech, percent
from kaohe.reports.drawing.rows import chapters as chapters_of
from kaohe.reports.drawing.rows_of_bars import Bar, bars_figure, longest
from kaohe.reports.pulls import shortened
from kaohe.studies.study import Study

LONGEST, MOST_BARS = 38, 20


@dataclass(frozen=True, slots=True)
class CasePart:
    """The weights of one `case` ("" where all have the same), a figure for each chapter of the tree."""

    case: str
    figures: tuple[Markup, ...]


def weights_parts(speech: Speech, study: Study) -> tuple[CasePart, ...]:
    """Bars are weights in the whole, all on one scale; diamonds are correlations with the total."""
    found = study.effective
    whole = study.pearson.between(found.paths, [found.paths[0]]).values[:, 0].tolist()
    parts = []
    for case, weights in zip(found.cases, found.weights.tolist(), strict=True):
        told = zip(found.paths, weights, whole, strict=True)
        bars = {
            path: _weight(speech, study, path, weight, mark) for path, weight, mark in told if weight != 0
        }
        most = longest(bars.values())
        chapters = [
            tuple(bars[path] for path in paths if path in bars)
            for _, paths in chapters_of(study.scores.outline.root)
        ]
        described = speech.voice.say("studies.weights_described")
        drawn = tuple(bars_figure(chapter, most, described) for chapter in chapters if chapter)
        parts.append(CasePart(speech.case(case), drawn))
    return tuple(parts)


def _weight(speech: Speech, study: Study, path: str, weight: float, mark: float) -> Bar:
    """A bar for an indicator; a branch is only named with its weight: beside it the others would be short."""
    name, said = shortened(speech.name(path), LONGEST), percent(weight, 1) or "—"
    if path in study.availability.paths:
        return Bar(name, np.nan, said, strong=True)
    return Bar(name, weight, said, mark)


def removal_figures(speech: Speech, study: Study) -> tuple[Markup, ...]:
    """The mean shift of places without each branch, and without the indicators that matter most."""
    found = study.removals
    branches = set(study.availability.paths)
    shifts = dict(zip(found.paths, found.shift.tolist(), strict=True))
    groups = (
        [path for path in found.paths if path in branches],
        [path for path in found.paths if path not in branches],
    )
    return tuple(
        _shifts(speech, {path: shifts[path] for path in paths}, strong=paths is groups[0])
        for paths in groups
        if paths
    )


def _shifts(speech: Speech, shifts: dict[str, float], *, strong: bool) -> Markup:
    order = sorted(shifts, key=lambda path: -np.nan_to_num(shifts[path], nan=-1.0))
    bars = tuple(
        Bar(shortened(speech.name(path), LONGEST), shifts[path], fixed(shifts[path], 2) or "—", strong=strong)
        for path in order[:MOST_BARS]
    )
    return bars_figure(bars, longest(bars), speech.voice.say("studies.removals_described"))
