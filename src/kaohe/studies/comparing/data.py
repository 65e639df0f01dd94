"""A comparison as plain data, for programs."""

from collections.abc import Mapping
from dataclasses import asdict
from math import isnan
from typing import Any

from kaohe.messages import Lang
from kaohe.studies.comparing.comparison import Comparison
from kaohe.studies.comparing.moves import Entry
from kaohe.studies.comparing.words import Piece, Words


def comparison_as_data(comparison: Comparison, lang: Lang) -> dict[str, Any]:
    """What `--json` prints: agreement, each unit with its change and the pieces of it, who is in one only."""
    moves, words = comparison.moves, Words(comparison, lang)
    return {
        "agreement": asdict(comparison.agreement),
        "units": [unit_as_data(words, unit) for unit in range(len(moves.before))],
        "only_in_a": [_entry(entry) for entry in moves.gone],
        "only_in_b": [_entry(entry) for entry in moves.new],
        "notes": [note.words(lang) for note in comparison.notes],
    }


def unit_as_data(words: Words, unit: int) -> dict[str, Any]:
    """A unit in both results; `causes` add up to its change, and so do `pieces`."""
    moves, causes = words.comparison.moves, words.comparison.causes
    before, after = moves.before[unit], moves.after[unit]
    won, rise = moves.changes[:, unit].tolist()
    factors = causes.factors if causes else None
    return {
        "unit": after.unit,
        "name": after.name,
        "place_a": _number(before.place),
        "place_b": _number(after.place),
        "places_won": _number(won),
        "score_a": _number(before.score),
        "score_b": _number(after.score),
        "score_change": _number(rise),
        "causes": {name: _changes(*factors.part(name)[:, unit].tolist()) for name in factors.names}
        if factors
        else {},
        "pieces": [_piece(words, piece) for piece in words.pieces(unit)],
    }


def _piece(words: Words, piece: Piece) -> dict[str, Any]:
    said = {"cause": piece.factor, "part": piece.name, "name": words.part(piece.factor, piece.name)}
    return {**said, **_changes(piece.places, piece.score)}


def _changes(places: float, score: float) -> Mapping[str, float | None]:
    return {"places": _number(places), "score": _number(score)}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "unit": entry.unit,
        "name": entry.name,
        "place": _number(entry.place),
        "of": entry.of,
        "score": _number(entry.score),
    }


def _number(value: float) -> float | None:
    return None if isnan(value) else value
