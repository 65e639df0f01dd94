"""What the page of a comparison shows: both results, who moved, the causes, everyone's change."""

from dataclasses import dataclass

from markupsafe import Markup

from kaohe import __version__
from kaohe.explanations.numbers import fixed, signed
from kaohe.explanations.result import is_simulated
from kaohe.reports.comparison_charts import pieces_drawn, place_said, places_said, slopes_of, way
from kaohe.studies.comparing import Entry, Side
from kaohe.studies.comparing.words import Piece, Words

CARDS, TOLD = 12, 3
"""Units whose causes are drawn, causes told in each row of the table."""


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
            simulated=any(map(is_simulated, scored)),
            sides=(self._side("A", comparison.a), self._side("B", comparison.b)),
            answer=words.say(code, **found),
            notes=tuple(note.words(words.lang) for note in comparison.notes),
            factors=tuple(map(words.factor, factors)),
            slopes=slopes_of(words),
            cards=tuple(Card(rows[unit], pieces_drawn(words, unit)) for unit in self._drawn()),
            rows=tuple(rows.values()),
            gone=tuple(self._alone(entry, "gone") for entry in comparison.moves.gone),
            new=tuple(self._alone(entry, "new") for entry in comparison.moves.new),
        )

    def _drawn(self) -> list[int]:
        """The units that moved furthest, of those whose causes are told."""
        moves, pieces = self.comparison.moves, self.words.pieces
        return [unit for unit in moves.biggest[:CARDS] if moves.changes[0, unit] and pieces(unit)]

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
            *(after.unit, after.name, place_said(before.place), place_said(after.place)),
            *(way(won), places_said(abs(won)), self._scores(before.score, after.score)),
            signed(rise, self.digits),
            tuple(map(places_said, parts)),
            self.words.say("compare.list_joint").join(told),
        )

    def _told(self, piece: Piece) -> str:
        name = self.words.part(piece.factor, piece.name)
        return self.words.say("compare.piece", name=name, places=places_said(piece.places, sign=True))

    def _alone(self, entry: Entry, way: str) -> Row:
        ends = ("", place_said(entry.place)) if way == "new" else (place_said(entry.place), "")
        return Row(entry.unit, entry.name, *ends, way, "", self._scores(entry.score, entry.score), "", (), "")

    def _scores(self, *scores: float) -> tuple[str, str]:
        one, other = (fixed(score, self.digits) for score in scores)
        return one, other


def _digits(side: Side) -> int:
    """Decimals of the overall score: those of its rounding, else two."""
    declared = side.scores.root.node.way.round if side.scores else None
    return 2 if declared is None else declared
