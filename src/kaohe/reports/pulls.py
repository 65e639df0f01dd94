"""What lifts a unit above the average unit and what holds it back, indicator by indicator."""

from dataclasses import dataclass
from unicodedata import east_asian_width

import numpy as np
from markupsafe import Markup

from kaohe.explanations import Result, Voice
from kaohe.explanations.numbers import fixed, signed
from kaohe.explanations.shares import other_part_name
from kaohe.reports.drawing.bars import Pull, pulls_figure
from kaohe.scoring.exact import Floats

DRAWN, EACH_SIDE = 18, 5
"""So many indicators are drawn, the strongest, these many on either side at least; the rest are one line."""
LONGEST = 30
"""Columns of a name in the chart, a Chinese character counting two; the table below has it whole."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A unit's distance to the average of all, and the chart that takes it apart."""

    distance: str
    average: str
    chart: Markup


class Balances:
    """The balances of all units: every part of the final score as a distance to its average."""

    def __init__(self, voice: Voice, result: Result):
        self.voice = voice
        self.result = result
        self.digits = result.node_digits
        names, columns = self._parts()
        self.names = [shortened(name) for name in names]
        self.away: Floats = np.column_stack(columns) if columns else np.empty((len(result.classes), 0))
        self.average = result.shares.average(result.scores.root.score.values)

    def _parts(self) -> tuple[list[str], list[Floats]]:
        shares, scores = self.result.shares, self.result.scores
        leaves = [(self.voice.of(leaf.name), shares.given[leaf.path]) for leaf in scores.outline.leaves()]
        others = [(other_part_name(self.voice, scores, name), part) for name, part in shares.others.items()]
        parts = [(name, part - shares.average(part)) for name, part in (*leaves, *others)]
        shown = [
            (name, part)
            for name, part in parts
            if np.nanmax(np.abs(part), initial=0.0) >= 0.5 / 10**self.digits
        ]
        return [name for name, _ in shown], [part for _, part in shown]

    def of(self, unit: int) -> Balance | None:
        """None for a unit without a final score."""
        value = self.result.scores.root.score.values[unit]
        if np.isnan(value):
            return None
        pulls = self._pulls(self.away[unit])
        distance, average = signed(value - self.average, self.digits), fixed(self.average, self.digits)
        described = self.voice.say("reports.pulls_described", distance=distance)
        return Balance(distance, average, pulls_figure(pulls, described))

    def _pulls(self, away: Floats) -> tuple[Pull, ...]:
        """The strongest on either side, from the greatest lift to the greatest drag; the rest in between."""
        order = np.argsort(-away, kind="stable").tolist()
        strongest = set(np.argsort(-np.abs(away), kind="stable").tolist()[: DRAWN - 2 * EACH_SIDE])
        drawn = strongest | set(order[:EACH_SIDE]) | set(order[-EACH_SIDE:])
        lifts = [part for part in order if part in drawn and away[part] > 0]
        drags = [part for part in order if part in drawn and away[part] < 0]
        rest = [part for part in order if part not in {*lifts, *drags}]
        between = [self._rest(rest, float(away[rest].sum()))] if rest else []
        up, down = ([self._pull(part, float(away[part])) for part in side] for side in (lifts, drags))
        return (*up, *between, *down)

    def _pull(self, part: int, value: float) -> Pull:
        return Pull(self.names[part], value, signed(value, self.digits))

    def _rest(self, rest: list[int], value: float) -> Pull:
        name = self.voice.say("reports.the_rest", count=len(rest))
        return Pull(name, value, signed(value, self.digits), bar=False)


def shortened(name: str, longest: int = LONGEST) -> str:
    """A name cut to the width of a chart's labels, a Chinese character counting two."""
    width = 0
    for place, character in enumerate(name):
        width += 2 if east_asian_width(character) in "WF" else 1
        if width > longest:
            return f"{name[:place].rstrip()}…"
    return name
