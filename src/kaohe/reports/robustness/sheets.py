"""A sheet for a unit: what to tell it, everywhere it is ranked, and how its places are distributed."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from markupsafe import Markup

from kaohe.explanations import Voice
from kaohe.reports.drawing.shares import binned, shares_figure
from kaohe.reports.drawing.svg import Axis, px
from kaohe.reports.robustness.chances import Line
from kaohe.reports.robustness.charts import cuts_of
from kaohe.reports.robustness.lists import Listed, sentence_for
from kaohe.robustness.outcome import Floats, Robustness

WIDTH, HEIGHT, SIDE = 150, 18, 6.0
BINS = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A unit in one list: the list's name, what to say, its chances."""

    of: Listed
    line: Line
    sentence: str


@dataclass(frozen=True, slots=True)
class RobustSheet:
    """Everything about one unit: first among all, then in its groups."""

    line: Line
    told: tuple[Told, ...]
    chart: Markup


class RobustSheets:
    """Makes the sheets one by one."""

    def __init__(self, voice: Voice, result: Robustness, lists: tuple[Listed, ...]):
        self.voice, self.result, self.lists = voice, result, lists
        self.rows = [{line.unit: line for line in each.lines} for each in lists]
        self.cuts = cuts_of(voice, lists[0].cut_offs, lists[0].placed)

    def of(self, row: int) -> RobustSheet:
        """The sheet of the unit in this row of everyone's list."""
        line = self.lists[0].lines[row]
        return RobustSheet(line, tuple(self._told(line.unit)), self._places(row, line))

    def _told(self, unit: int) -> Iterator[Told]:
        for each, lines in zip(self.lists, self.rows, strict=True):
            if unit in lines:
                yield Told(each, lines[unit], sentence_for(self.voice, each, lines[unit]))

    def _places(self, row: int, line: Line) -> Markup:
        counts: Floats = self.result.lists[0].counts[row].astype(float)
        edges, sums = binned(counts[:-1], BINS)
        width = round(float(edges[1] - edges[0]))
        code = "reports.robustness.place_axis" if width == 1 else "reports.robustness.places_axis"
        titles = (self.voice.say(code, count=width), self.voice.say("reports.robustness.draws_axis"))
        described = self.voice.say("reports.robustness.places_of", name=line.name)
        nominal = float(self.result.lists[0].nominal[row])
        return shares_figure(edges, sums / counts.sum(), self.cuts, nominal, titles, described)


class Sparks:
    """Where each unit's places lie, small, all on one axis from the first place to the last."""

    def __init__(self, result: Robustness):
        each = result.lists[0]
        self.axis = Axis(1.0, max(float(len(each.units)), 2.0), SIDE, WIDTH - 2 * SIDE)
        self.columns = [each.quantile(0.05), each.quantile(0.95), each.quantile(0.5), each.nominal]

    def of(self, row: int) -> Markup:
        """The drawing for a row of everyone's list; a screen reader has the numbers beside it."""
        low, high, median, nominal = (self.axis.x(float(column[row])) for column in self.columns)
        parts = [f'<path class="range" d="M{px(SIDE)} 9H{px(WIDTH - SIDE)}"/>']
        if not isnan(median):
            parts += [f'<path class="half" d="M{px(low - 0.5)} 9H{px(high + 0.5)}"/>']
            parts += [f'<path class="mid" d="M{px(median)} 3V15"/>']
        if not isnan(nominal):
            parts += [f'<path class="me" d="M{px(nominal)} 5l4 4l-4 4l-4-4z"/>']
        return Markup(
            f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" class="spot" aria-hidden="true">{"".join(parts)}</svg>'
        )
