"""The probability of being among the last so many: a number, a word and a shape."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kaohe.explanations import Voice
from kaohe.explanations.numbers import place
from kaohe.robustness.outcome import Floats, RankList
from kaohe.robustness.plan import Plan
from kaohe.robustness.reading import Level, cut_offs_for, level_of, stands_last

_SHAPES: Mapping[Level, str] = {"surely": "◆", "likely": "▲", "possible": "△", "hardly": "○"}


@dataclass(frozen=True, slots=True)
class Chance:
    """`inside`: among the last `cut_off` by the scheme as it stands."""

    cut_off: int
    share: float
    said: str
    level: Level
    shape: str
    word: str
    inside: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in one list. Texts are "" where there is nothing; the middle 90 % is rounded outwards."""

    unit: int
    code: str
    name: str
    nominal: str
    mean: str
    median: str
    low: str
    high: str
    best: str
    worst: str
    unplaced: int
    chances: tuple[Chance, ...]

    @property
    def level(self) -> Level:
        """That of the widest cut-off."""
        return self.chances[0].level if self.chances else "hardly"


def percent(share: float) -> str:
    """One decimal; what only nearly is nothing or all says so."""
    if 0 < share < 0.0005:
        return "<0.1%"
    if 0.9995 <= share < 1:
        return ">99.9%"
    return f"{100 * share:.1f}%" if 0 < share < 1 else f"{100 * share:.0f}%"


def lines_of(
    voice: Voice, names: tuple[str, ...], codes: tuple[str, ...], each: RankList, plan: Plan
) -> list[Line]:
    """The lines of a list, in its own order."""
    columns = [
        map(place_or_nothing, column.tolist())
        for column in (
            each.nominal,
            each.quantile(0.5),
            np.floor(each.quantile(0.05)),
            np.ceil(each.quantile(0.95)),
            each.quantile(0),
            each.quantile(1),
        )
    ]
    chances = zip(*_chances(voice, each, cut_offs_for(each, plan)), strict=True)
    given = list(chances) or [()] * len(each.units)
    return [
        Line(unit, codes[unit], names[unit], nominal, mean, median, low, high, best, worst, unplaced, told)
        for unit, mean, (nominal, median, low, high, best, worst), unplaced, told in zip(
            each.units.tolist(),
            _means(each.mean()),
            zip(*columns, strict=True),
            each.counts[:, -1].tolist(),
            given,
            strict=True,
        )
    ]


def _means(values: Floats) -> list[str]:
    return ["" if np.isnan(value) else f"{value:.1f}" for value in values.tolist()]


def place_or_nothing(value: float) -> str:
    return "" if np.isnan(value) else place(value)


def _chances(voice: Voice, each: RankList, cut_offs: tuple[int, ...]) -> list[list[Chance]]:
    """For every cut-off those of all units."""
    found = []
    for cut_off in cut_offs:
        inside = stands_last(each, cut_off).tolist()
        shares = each.last(cut_off).tolist()
        found.append([chance(voice, cut_off, *both) for both in zip(shares, inside, strict=True)])
    return found


def chance(voice: Voice, cut_off: int, share: float, inside: bool) -> Chance:
    level = level_of(share)
    word = voice.say(f"reports.robustness.level.{level}")
    return Chance(cut_off, share, percent(share), level, _SHAPES[level], word, inside)
