"""What the page of a comparison shows: both results, who moved, the causes, everyone's change."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

import numpy as np
from markupsafe import Markup

from kaohe import __version__
from kaohe.explanations.numbers import fixed, place, signed
from kaohe.explanations.result import says_simulated
from kaohe.reports.drawing.bars import Pull, pulls_figure
from kaohe.reports.drawing.slopes import Slope, slopes_figure
from kaohe.reports.pulls import shortened
from kaohe.studies.comparing import Entry, Side
from kaohe.studies.comparing.words import Piece, Words

NAMED = 9
"""So many units that rose, and so many that fell, are named in the chart."""
CARDS, BARS, TOLD = 12, 8, 3
"""Units whose causes are drawn, bars in each drawing, causes told in each row of the table."""
MOST_LINES = 1000
"""With more units only those named are drawn."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the two results: `status` is "" where only its places are known."""

    label: str
    title: str
    file: str
    year: int | None
    units: int
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class Row:
    """One unit's change; texts, "" where there is nothing. `way` is up, down, same, new or gone."""

    code: str
    name: str
    before: str
    after: str
    way: str
    won: str
    scores: tuple[str, str]
    rise: str
    parts: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Card:
    """What moved one unit, drawn."""

    row: Row
    chart: Markup


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page; `factors` are the heads of the columns of `Row.parts`."""

    lang: str
    version: str
    simulated: bool
    sides: tuple[Shown, Shown]
    answer: str
    notes: tuple[str, ...]
    factors: tuple[str, ...]
    slopes: Markup | None
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    gone: tuple[Row, ...]
    new: tuple[Row, ...]


class Pages:
    """Makes the page of a comparison in the language of its words."""

    def __init__(self, words: Words, files: tuple[str, str]):
        self.words, self.files = words, files
        self.comparison = words.comparison
        self.digits = max(map(_digits, (self.comparison.a, self.comparison.b)))

    def page(self) -> Page:
        comparison, words = self.comparison, self.words
        units = comparison.moves.biggest
        rows = {unit: self._row(unit) for unit in units}
        scored = [side.scores.figures for side in (comparison.a, comparison.b) if side.scores]
        factors = comparison.causes.factors.names if comparison.causes else ()
        code, found = words.agreement()
        return Page(
            lang=words.lang,
            version=__version__,
            simulated=any(map(says_simulated, scored)),
            sides=(self._side("A", comparison.a), self._side("B", comparison.b)),
            answer=words.say(code, **found),
            notes=tuple(note.words(words.lang) for note in comparison.notes),
            factors=tuple(map(words.factor, factors)),
            slopes=self._slopes(),
            cards=tuple(self._card(rows[unit], unit) for unit in units[:CARDS] if words.pieces(unit)),
            rows=tuple(rows.values()),
            gone=tuple(self._alone(entry, "gone") for entry in comparison.moves.gone),
            new=tuple(self._alone(entry, "new") for entry in comparison.moves.new),
        )

    def _side(self, label: str, side: Side) -> Shown:
        scheme = side.scores.scheme if side.scores else None
        say = self.words.say
        return Shown(
            label=label,
            title=self.words.of(scheme.name) if scheme else say("compare.standings_only"),
            file=self.files["AB".index(label)],
            year=side.published.data_year,
            units=len(side.published.entries),
            kind=scheme.status if scheme else "",
            status=say(f"explanations.status.{scheme.status}") if scheme else "",
        )

    def _row(self, unit: int) -> Row:
        moves, causes = self.comparison.moves, self.comparison.causes
        before, after, (won, rise) = moves.before[unit], moves.after[unit], moves.changes[:, unit].tolist()
        parts = causes.factors.places[unit].tolist() if causes else []
        told = [self._told(piece) for piece in self.words.pieces(unit)[:TOLD]]
        return Row(
            *(after.unit, after.name, _place(before.place), _place(after.place)),
            *(_way(won), places_said(abs(won)), self._scores(before.score, after.score)),
            signed(rise, self.digits),
            tuple(map(places_said, parts)),
            self.words.say("compare.list_joint").join(told),
        )

    def _told(self, piece: Piece) -> str:
        name = self.words.part(piece.factor, piece.name)
        return self.words.say("compare.piece", name=name, places=places_said(piece.places, sign=True))

    def _alone(self, entry: Entry, way: str) -> Row:
        ends = ("", _place(entry.place)) if way == "new" else (_place(entry.place), "")
        return Row(entry.unit, entry.name, *ends, way, "", self._scores(entry.score, entry.score), "", (), "")

    def _scores(self, *scores: float) -> tuple[str, str]:
        one, other = (fixed(score, self.digits) for score in scores)
        return one, other

    def _slopes(self) -> Markup | None:
        """The chart of all places; None where no unit has one in both."""
        moves, say = self.comparison.moves, self.words.say
        won = moves.changes[0]
        placed = [unit for unit in range(len(won)) if not isnan(won[unit])]
        if not placed:
            return None
        named = set(_named(won))
        slopes = [self._slope(unit, unit in named) for unit in placed]
        last = int(max(max(slope.before, slope.after) for slope in slopes))
        heads = (say("compare.place_a"), say("compare.place_b"))
        described = say("compare.slopes_described", units=len(placed))
        return slopes_figure(slopes, last, heads, described, background=len(placed) <= MOST_LINES)

    def _slope(self, unit: int, named: bool) -> Slope:
        moves = self.comparison.moves
        before, after = moves.before[unit].place, moves.after[unit].place
        name = shortened(moves.after[unit].name)
        labels = (f"{name} {_place(before)}", f"{_place(after)} {name}") if named else None
        return Slope(before, after, _way(before - after), labels)

    def _card(self, row: Row, unit: int) -> Card:
        """The strongest pieces, from the greatest gain to the greatest loss; the rest is one line."""
        pieces = [piece for piece in self.words.pieces(unit) if piece.places]
        drawn = sorted(pieces[:BARS], key=lambda piece: -piece.places)
        pulls = [self._pull(self.words.part(*piece[:2]), piece.places) for piece in drawn]
        rest = pieces[BARS:]
        if rest:
            name = self.words.say("compare.other_pieces", count=len(rest))
            pulls.append(self._pull(name, sum(piece.places for piece in rest), bar=False))
        described = self.words.say("compare.card_described", name=row.name)
        return Card(row, pulls_figure(tuple(pulls), described))

    def _pull(self, name: str, places: float, *, bar: bool = True) -> Pull:
        return Pull(shortened(name), places, places_said(places, sign=True), bar)


def _named(won: np.ndarray) -> Iterator[int]:
    """The units that rose and those that fell furthest."""
    order = np.argsort(-np.nan_to_num(won), kind="stable").tolist()
    yield from (unit for unit in order[:NAMED] if won[unit] > 0)
    yield from (unit for unit in order[-NAMED:] if won[unit] < 0)


def places_said(places: float, *, sign: bool = False) -> str:
    """Places, two decimals at most; with its sign where asked for or where it is a loss."""
    text = signed(places, 2)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text if sign else text.removeprefix("+")


def _place(rank: float) -> str:
    return "" if isnan(rank) else place(rank)


def _way(won: float) -> str:
    return "up" if won > 0 else "down" if won < 0 else "same" if won == 0 else ""


def _digits(side: Side) -> int:
    """Decimals of the overall score: those of its rounding, else two."""
    declared = side.scores.root.node.way.round if side.scores else None
    return 2 if declared is None else declared
