"""A comparison on the terminal: who moved furthest and why, or everything about one unit."""

from collections.abc import Iterable
from math import isnan
from pathlib import Path

from kaohe.cli.session import Session
from kaohe.messages import Refused
from kaohe.studies.comparing import Comparison, Entry, Side
from kaohe.studies.comparing.words import Words

SHOWN = 10
"""So many units and pieces fit on a screen."""


def asked_unit(comparison: Comparison, code: str) -> int:
    """The position of a unit by code or name. `Refused` where it isn't in both results."""
    for unit, entry in enumerate(comparison.moves.after):
        if code in (entry.unit, entry.name):
            return unit
    for kind, entries in (("a", comparison.moves.gone), ("b", comparison.moves.new)):
        if any(code in (entry.unit, entry.name) for entry in entries):
            raise Refused.because("compare.unit_in_one", unit=code, result=kind.upper())
    raise Refused.because("compare.no_unit", unit=code, first=comparison.moves.after[0].unit)


def show(session: Session, words: Words, files: tuple[Path, Path]) -> None:
    """What was compared, how alike it is, the biggest movers, who is in one only."""
    comparison = words.comparison
    for label, file, side in zip("AB", files, (comparison.a, comparison.b), strict=True):
        session.say("compare.side", label=label, file=file, what=_side(words, side))
    code, found = words.agreement()
    session.say(code, **found)
    movers = [unit for unit in comparison.moves.biggest if comparison.moves.changes[0, unit]][:SHOWN]
    if movers:
        session.say("compare.biggest")
        _movers(session, words, movers)
    _alone(session, "compare.only_a", comparison.moves.gone)
    _alone(session, "compare.only_b", comparison.moves.new)


def _side(words: Words, side: Side) -> str:
    year = words.say("compare.year", year=side.published.data_year or "—")
    scheme = side.scores.scheme if side.scores else None
    named = f"{scheme.id} {scheme.version}" if scheme else words.say("compare.standings_only")
    return words.say("compare.side_is", scheme=named, year=year, units=len(side.published.entries))


def _movers(session: Session, words: Words, units: Iterable[int]) -> None:
    moves, causes = words.comparison.moves, words.comparison.causes
    factors = causes.factors.names if causes else ()
    heads = ["compare.code", "compare.name", "compare.place_a", "compare.place_b", "compare.won"]
    heads += [f"compare.factor.{name}" for name in factors] + (["compare.foremost"] if causes else [])
    rows = []
    for unit in units:
        entry, won = moves.after[unit], moves.changes[0, unit]
        places = [_short(value) for value in (moves.before[unit].place, entry.place, won)]
        parts = [_short(causes.factors.part(name)[0, unit]) for name in factors] if causes else []
        rows.append([entry.unit, entry.name, *places, *parts, *([_foremost(words, unit)] if causes else [])])
    session.table(heads, rows)


def _foremost(words: Words, unit: int) -> str:
    piece = words.foremost(unit)
    if piece is None:
        return ""
    return words.say("compare.piece", name=words.part(*piece[:2]), places=f"{piece.places:+.4g}")


def show_unit(session: Session, words: Words, unit: int) -> None:
    """A unit's places and scores, the causes of their change, and the pieces of these."""
    moves, causes = words.comparison.moves, words.comparison.causes
    before, after, changes = moves.before[unit], moves.after[unit], moves.changes[:, unit]
    scores = {"score_a": _short(before.score), "score_b": _short(after.score), "rise": _short(changes[1])}
    places = {"place_a": _short(before.place), "place_b": _short(after.place), "won": _short(changes[0])}
    said = {key: "—" if value is None else value for key, value in {**places, **scores}.items()}
    session.say("compare.of_unit", unit=after.unit, name=after.name, **said)
    if causes is None:
        return
    pieces = words.pieces(unit)
    if not pieces:
        session.say("compare.unit_untold")
    factors = [(name, *causes.factors.part(name)[:, unit].tolist()) for name in causes.factors.names]
    heads = ["compare.cause", "compare.places", "compare.score"]
    session.table(heads, [(words.factor(name), _short(won), _short(rise)) for name, won, rise in factors])
    heads = ["compare.cause", "compare.part", "compare.places", "compare.score"]
    rows = [(words.factor(each.factor), words.part(*each[:2]), *map(_short, each[2:])) for each in pieces]
    session.table(heads, rows)


def _alone(session: Session, code: str, entries: tuple[Entry, ...]) -> None:
    if entries:
        shown = ", ".join(entry.name for entry in entries[:SHOWN])
        session.say(code, count=len(entries), names=shown + (" …" if len(entries) > SHOWN else ""))


def _short(value: float) -> float | int | None:
    """Two decimals at most; None where there is no number."""
    if isnan(value):
        return None
    rounded = round(float(value), 2) + 0.0
    return int(rounded) if rounded == int(rounded) else rounded
