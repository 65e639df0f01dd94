"""The published tables: csv with fixed columns, sorted, figures settled, the same bytes on any machine."""

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple

from kaohe.figures import Figures
from kaohe.scoring import Scores, classes_of, contributions_of, notes_of, standings_of
from kaohe.scoring.exact import settled
from kaohe.standings import write_standings

Cell = str | float | int | None


def published_tables(scores: Scores) -> Mapping[str, bytes]:
    """Every published table by file name; classes only where the scheme has them."""
    tables = {
        "scores.csv": _scores(scores),
        "standings.csv": _standings(scores),
        "contributions.csv": _contributions(scores),
        "notes.csv": _notes(scores),
        "units.csv": _units(scores.figures),
    }
    if scores.scheme.ranks.classes:
        rows = zip(scores.figures.units, scores.figures.names, classes_of(scores), strict=True)
        tables["classes.csv"] = _csv(("unit", "name", "class"), rows)
    return tables


def _scores(scores: Scores) -> bytes:
    """unit, node, score: every node of every unit, in the tree's reading order; empty where there is none."""
    paths = [node.path for node in scores.outline.reading_order()]
    columns = [_plain(settled(scores.of(path)).tolist()) for path in paths]
    rows = (
        (unit, path, column[row])
        for row, unit in enumerate(scores.figures.units)
        for path, column in zip(paths, columns, strict=True)
    )
    return _csv(("unit", "node", "score"), rows)


def _standings(scores: Scores) -> bytes:
    text = io.StringIO(newline="")
    write_standings(standings_of(scores), text)
    return text.getvalue().encode()


def _contributions(scores: Scores) -> bytes:
    """unit, node, contribution: the parts of each unit's final score, which they add up to."""
    parts = contributions_of(scores)
    table = parts.parts.tolist()
    rows = (
        (unit, name, value)
        for row, unit in enumerate(scores.figures.units)
        for name, value in zip(parts.names, table[row], strict=True)
        if not math.isnan(value)
    )
    return _csv(("unit", "node", "contribution"), rows)


def _notes(scores: Scores) -> bytes:
    heads = ("unit", "node", "step", "what", "before", "after")
    return _csv(heads, (astuple(note) for note in notes_of(scores)))


def _units(figures: Figures) -> bytes:
    """unit, name and the attributes reported: who was assessed."""
    columns = [figures.units, figures.names, *figures.attributes.values()]
    return _csv(("unit", "name", *figures.attributes), zip(*columns, strict=True))


def figures_table(figures: Figures) -> bytes:
    """unit, name, @attributes, items: the figures themselves, each number as short as reads back the same."""
    heads = ("unit", "name", *(f"@{name}" for name in figures.attributes), *figures.items)
    marks = list(figures.attributes.values())
    rows = (
        (unit, name, *(column[row] for column in marks), *_plain(figures.values[row].tolist()))
        for row, (unit, name) in enumerate(zip(figures.units, figures.names, strict=True))
    )
    return _csv(heads, rows)


def _plain(values: list[float]) -> list[float | None]:
    return [None if math.isnan(value) else value for value in values]


def _csv(heads: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(rows)
    return text.getvalue().encode()
