"""The charts of a comparison: everyone's places as slopes, and what moved one unit as bars."""

from collections.abc import Iterator
from math import isnan

import numpy as np
from markupsafe import Markup

from kaohe.explanations.numbers import place, signed
from kaohe.reports.drawing.bars import Pull, pulls_figure
from kaohe.reports.drawing.slopes import Slope, slopes_figure
from kaohe.reports.pulls import shortened
from kaohe.studies.comparing.words import Words

NAMED, BARS = 9, 8
"""So many units that rose, and so many that fell, are named; so many bars are drawn for one unit."""
MOST_LINES = 1000
"""With more units only those named are drawn."""


def slopes_of(words: Words) -> Markup | None:
    """The chart of all places; None where no unit has one in both."""
    won = words.comparison.moves.changes[0]
    placed = [unit for unit in range(len(won)) if not isnan(won[unit])]
    if not placed:
        return None
    named = set(_named(won))
    slopes = [_slope(words, unit, unit in named) for unit in placed]
    last = int(max(max(slope.before, slope.after) for slope in slopes))
    heads = (words.say("compare.place_a"), words.say("compare.place_b"))
    described = words.say("compare.slopes_described", units=len(placed))
    return slopes_figure(slopes, last, heads, described, background=len(placed) <= MOST_LINES)


def pieces_drawn(words: Words, unit: int) -> Markup:
    """A unit's strongest pieces, from the greatest gain to the greatest loss; the rest is one line."""
    pieces = [piece for piece in words.pieces(unit) if piece.places]
    drawn = sorted(pieces[:BARS], key=lambda piece: -piece.places)
    pulls = [_pull(words.part(piece.factor, piece.name), piece.places) for piece in drawn]
    rest = pieces[BARS:]
    if rest:
        name = words.say("compare.other_pieces", count=len(rest))
        pulls.append(_pull(name, sum(piece.places for piece in rest), bar=False))
    name = words.comparison.moves.after[unit].name
    return pulls_figure(tuple(pulls), words.say("compare.card_described", name=name))


def places_said(places: float, *, sign: bool = False) -> str:
    """Places, two decimals at most; with its sign where asked for or where it is a loss."""
    text = signed(places, 2)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if sign else text.removeprefix("+")


def place_said(rank: float) -> str:
    """A place; "" for none."""
    return "" if isnan(rank) else place(rank)


def way(won: float) -> str:
    """Which way a unit went; "" where that can't be told."""
    return "up" if won > 0 else "down" if won < 0 else "same" if won == 0 else ""


def _named(won: np.ndarray) -> Iterator[int]:
    """The units that rose and those that fell furthest."""
    order = np.argsort(-np.nan_to_num(won), kind="stable").tolist()
    yield from (unit for unit in order[:NAMED] if won[unit] > 0)
    yield from (unit for unit in order[-NAMED:] if won[unit] < 0)


def _slope(words: Words, unit: int, named: bool) -> Slope:
    moves = words.comparison.moves
    before, after = moves.before[unit].place, moves.after[unit].place
    name = shortened(moves.after[unit].name)
    labels = (f"{name} {place_said(before)}", f"{place_said(after)} {name}") if named else None
    return Slope(before, after, way(before - after), labels)


def _pull(name: str, places: float, *, bar: bool = True) -> Pull:
    return Pull(shortened(name), places, places_said(places, sign=True), bar)
