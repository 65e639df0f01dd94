"""Two schemes side by side on the same figures: each zone's places, its move, and what moved it."""

import json
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from kaohe.messages import Lang
from kaohe.office.assessment.folders import folder_of
from kaohe.office.assessment.models import Alternative, Scoring


@dataclass(frozen=True, slots=True)
class Piece:
    """Places that one branch's weights or one step of the method won a zone; `cause` is weights, method, or
    scheme where they can't be told apart."""

    cause: str
    name: str
    places: float


@dataclass(frozen=True, slots=True)
class Moved:
    """A zone's place by the scoring's scheme, by the other, and the places won; `pieces` add up to those, the
    largest first. `last` are the cut-offs that it is among by the one and by the other."""

    code: str
    name: str
    region: str
    before: float | None
    after: float | None
    won: float | None
    pieces: tuple[Piece, ...]
    last: tuple[frozenset[int], frozenset[int]]

    @property
    def foremost(self) -> Piece | None:
        """What moved the zone most, in the way it went."""
        return next((piece for piece in self.pieces if piece.places * (self.won or 0) > 0), None)

    @property
    def entered(self) -> tuple[int, ...]:
        """Cut-offs that the zone is among by the other scheme only, widest first."""
        return tuple(sorted(self.last[1] - self.last[0], reverse=True))

    @property
    def left(self) -> tuple[int, ...]:
        """Cut-offs that the zone is among by the scoring's scheme only, widest first."""
        return tuple(sorted(self.last[0] - self.last[1], reverse=True))


@dataclass(frozen=True, slots=True)
class Crossing:
    """Who comes to be among the last `cut_off` under the other scheme, and who no longer is."""

    cut_off: int
    entered: tuple[Moved, ...]
    left: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """All zones, those that moved furthest first. `said` tells how alike both rankings are, `notes` what the
    comparison couldn't tell."""

    rows: tuple[Moved, ...]
    crossings: tuple[Crossing, ...]
    regions: tuple[str, ...]
    said: str
    notes: tuple[str, ...]


def alternatives() -> QuerySet[Alternative]:
    """All that were asked for, with the scoring and the snapshot they are about; without their text."""
    return Alternative.objects.select_related("scoring__snapshot__round").defer("scheme_text")


def alternatives_of(scoring: Scoring) -> list[Alternative]:
    """Those of a scoring, the latest first."""
    return list(alternatives().filter(scoring=scoring))


def look_beside(alternative: Alternative, lang: Lang) -> Beside:
    """What came of trying the other scheme. Raises `Refused` where its folder isn't what was written."""
    file = folder_of(alternative) / f"comparison.{lang}.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    rows = sorted(_rows(data), key=_by_size)
    crossings = tuple(_crossing(cut_off, rows) for cut_off in _cut_offs(data))
    regions = tuple(sorted({row.region for row in rows} - {""}))
    return Beside(tuple(rows), crossings, regions, data["said"], tuple(data["notes"]))


def _rows(data: Mapping[str, Any]) -> Iterator[Moved]:
    cut_offs = _cut_offs(data)
    before, after = (_last([unit[key] for unit in data["units"]], cut_offs) for key in ("place_a", "place_b"))
    for unit, *last in zip(data["units"], before, after, strict=True):
        pieces = (Piece(each["cause"], each["name"], each["places"]) for each in unit["pieces"])
        yield Moved(
            unit["unit"],
            unit["name"],
            data["regions"].get(unit["unit"]) or "",
            unit["place_a"],
            unit["place_b"],
            unit["places_won"],
            tuple(piece for piece in pieces if piece.places),
            (last[0], last[1]),
        )


def _last(places: Collection[float | None], cut_offs: Collection[int]) -> Iterator[frozenset[int]]:
    """For each place the cut-offs it is among: fewer than so many are strictly worse, as in robustness."""
    held = sorted(place for place in places if place is not None)
    for place in places:
        worse = 0 if place is None else len(held) - bisect_right(held, place)
        yield frozenset(cut for cut in cut_offs if place is not None and worse < cut)


def _cut_offs(data: Mapping[str, Any]) -> list[int]:
    """Those that leave anybody out, widest first."""
    placed = sum(unit["place_a"] is not None for unit in data["units"])
    return [cut for cut in data["cut_offs"] if 0 < cut < placed]


def _crossing(cut_off: int, rows: Collection[Moved]) -> Crossing:
    entered = tuple(row for row in rows if cut_off in row.entered)
    return Crossing(cut_off, entered, tuple(row for row in rows if cut_off in row.left))


def _by_size(row: Moved) -> tuple[bool, float, str]:
    return row.won is None, -abs(row.won or 0), row.code
