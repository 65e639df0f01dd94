"""The drawings of everyone's places: the fan of all, the intervals and shares of those near the end."""

from collections.abc import Iterator
from itertools import chain, pairwise

import numpy as np
from markupsafe import Markup
from numpy.typing import NDArray

from kaohe.explanations import Voice
from kaohe.figures import Figures
from kaohe.reports.drawing.cuts import Cut
from kaohe.reports.drawing.fan import Interval, fan_figure
from kaohe.reports.drawing.intervals import intervals_figure
from kaohe.reports.drawing.shades import Column, heat_figure
from kaohe.reports.pulls import shortened
from kaohe.reports.robustness.lists import Listed, sentence_for
from kaohe.robustness.outcome import RankList
from kaohe.robustness.reading import furthest, in_order, near_last

MOST_IN_FAN, MOST_NAMED = 600, 60
"""Units in the chart of all, and in the charts with their names."""

_BANDS = 10
"""At most so many columns between two cut-offs."""


class Charts:
    """The drawings of one list."""

    def __init__(self, voice: Voice, figures: Figures, each: RankList, listed: Listed):
        self.voice, self.each, self.listed = voice, each, listed
        self.names = figures.names
        self.near = near_last(each, listed.cut_offs, MOST_NAMED)
        self.cuts = cuts_of(voice, listed.cut_offs, listed.placed)
        self.furthest = furthest(each)
        self.spread = [each.quantile(share) for share in (0.05, 0.95, 0.5)]

    @property
    def in_fan(self) -> int:
        return min(len(self.each.units), MOST_IN_FAN)

    def fan(self) -> Markup:
        """Everyone, or the last `MOST_IN_FAN`."""
        rows = in_order(self.each)[-self.in_fan :]
        titles = (
            self.voice.say("reports.robustness.order_axis"),
            self.voice.say("reports.robustness.place_axis"),
        )
        described = self.voice.say("reports.robustness.fan_described", count=len(rows))
        return fan_figure(
            tuple(self._intervals(rows)),
            len(self.each.units) - len(rows),
            self.cuts,
            self.furthest,
            titles,
            described,
        )

    def intervals(self) -> Markup:
        """Those near the end, by name."""
        title = self.voice.say("reports.robustness.place_axis")
        described = self.voice.say("reports.robustness.intervals_described", count=len(self.near))
        return intervals_figure(tuple(self._intervals(self.near)), self.cuts, self.furthest, title, described)

    def _intervals(self, rows: NDArray[np.intp]) -> Iterator[Interval]:
        for row in rows.tolist():
            line = self.listed.lines[row]
            said = f"{line.name}: {sentence_for(self.voice, self.listed, line)}"
            low, high, median = (float(column[row]) for column in self.spread)
            nominal = float(self.each.nominal[row])
            yield Interval(line.unit, shortened(line.name), low, high, median, nominal, said)

    def heat(self) -> Markup:
        """How often those near the end stood in which places."""
        columns = columns_of(self.furthest, self.listed.placed, self.listed.cut_offs)
        shares = self.each.acceptability[self.near]
        summed = np.stack([shares[:, each.first - 1 : each.last].sum(axis=1) for each in columns], axis=1)
        names = tuple(shortened(self.listed.lines[row].name) for row in self.near.tolist())
        title = self.voice.say("reports.robustness.place_axis")
        return heat_figure(names, columns, summed, title, self.voice.say("reports.robustness.heat_described"))


def cuts_of(voice: Voice, cut_offs: tuple[int, ...], placed: int) -> tuple[Cut, ...]:
    """The lines before the last so many of the units placed, the widest first."""
    return tuple(
        Cut(voice.say("reports.last", places=cut), placed - cut + 0.5, min(len(cut_offs) - 1 - at, 2))
        for at, cut in enumerate(cut_offs)
    )


def columns_of(of: int, placed: int, cut_offs: tuple[int, ...]) -> tuple[Column, ...]:
    """Places 1 to `of` in columns: one by one where there are few.

    Else in even bands between cut-offs, and in ever wider ones before the widest.
    """
    starts = {placed - cut + 1: min(len(cut_offs) - 1 - at, 2) for at, cut in enumerate(cut_offs)}
    if of <= 3 * _BANDS:
        firsts = list(range(1, of + 1))
    else:
        edges = [*(sorted(starts) or [of + 1 - _BANDS]), of + 1]
        even = [range(low, high, -(-(high - low) // _BANDS)) for low, high in pairwise(edges)]
        firsts = [*_before(edges[0], of + 1 - edges[0]), *chain.from_iterable(even)]
    return tuple(Column(low, high - 1, starts.get(low)) for low, high in pairwise([*firsts, of + 1]))


def _before(end: int, last: int) -> list[int]:
    """Where bands begin that end before a place: the latest half as wide as the last, then ever doubled."""
    firsts: list[int] = []
    width = max(last // 2, 1)
    while end > 1:
        end = end - width if end - width > width else 1
        firsts.insert(0, end)
        width *= 2
    return firsts
