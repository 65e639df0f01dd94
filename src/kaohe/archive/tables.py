"""The published tables: csv with fixed columns, sorted, figures settled, the same bytes on any machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, repeat

import numpy as np

from kaohe.figures import Figures
from kaohe.scoring import Scores, classes_of, contributions_of, notes_of, places_of
from kaohe.scoring.exact import Floats, settled
from kaohe.scoring.fitness import assessment_year
from kaohe.scoring.placing import ranked_values
from kaohe.standings import COLUMNS as STANDINGS_COLUMNS

Lines = Iterable[str]


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
        columns = [scores.figures.units, scores.figures.names, classes_of(scores)]
        tables["classes.csv"] = _csv(("unit", "name", "class"), _rows(columns))
    return tables


def figures_table(figures: Figures) -> bytes:
    """unit, name, @attributes, items: the figures themselves, each number as short as reads back the same."""
    marks = [_cells(column) for column in figures.attributes.values()]
    values = [_numbers(column) for column in figures.values.T]
    heads = ("unit", "name", *(f"@{name}" for name in figures.attributes), *figures.items)
    return _csv(heads, _lines(_cells(figures.units), _cells(figures.names), *marks, *values))


def _scores(scores: Scores) -> bytes:
    """unit, node, score: every node of every unit, in the tree's reading order; empty where there is none."""
    paths = [node.path for node in scores.outline.reading_order()]
    table = np.column_stack([settled(scores.of(path)) for path in paths])
    return _csv(("unit", "node", "score"), _by_unit(scores.figures.units, paths, table))


def _standings(scores: Scores) -> bytes:
    """Every list after the other, units by code: see `kaohe.standings`."""
    units = _cells(scores.figures.units)
    years = _cells([assessment_year(scores.figures), scores.figures.data_year])

    def rows() -> Iterator[str]:
        for node, lists in groupby(places_of(scores), key=lambda places: places.scope):
            shown = _numbers(settled(ranked_values(scores.nodes[node])))
            for places in lists:
                scope, group = _cells([places.scope, places.group])
                yield from _lines(
                    [units[unit] for unit in places.units],
                    repeat(scope),
                    [shown[unit] for unit in places.units],
                    _numbers(places.ranks),
                    repeat(str(places.of)),
                    repeat(group),
                    *map(repeat, years),
                )

    return _csv(STANDINGS_COLUMNS, rows())


def _contributions(scores: Scores) -> bytes:
    """unit, node, contribution: the parts of each unit's final score, which they add up to."""
    given = contributions_of(scores)
    scored = np.flatnonzero(~np.isnan(given.parts).any(axis=1))
    units = [scores.figures.units[unit] for unit in scored]
    heads = ("unit", "node", "contribution")
    return _csv(heads, _by_unit(units, given.names, given.parts[scored]))


def _notes(scores: Scores) -> bytes:
    """unit, node, step, what, before, after: see `kaohe.scoring.notes`."""
    notes = notes_of(scores)
    words = [_cells([note[place] for note in notes]) for place in range(4)]
    before, after = (np.array([note[place] for note in notes], dtype=np.float64) for place in (4, 5))
    heads = ("unit", "node", "step", "what", "before", "after")
    return _csv(heads, _lines(*words, _numbers(before), _numbers(after)))


def _units(figures: Figures) -> bytes:
    """unit, name and the attributes reported: who was assessed."""
    columns = [figures.units, figures.names, *figures.attributes.values()]
    return _csv(("unit", "name", *figures.attributes), _rows(columns))


def _by_unit(units: Sequence[str], names: Sequence[str], table: Floats) -> Lines:
    """unit, name, number for every cell of a table of units by names."""
    unit_cells = chain.from_iterable(repeat(unit, len(names)) for unit in _cells(units))
    name_cells = chain.from_iterable(repeat(_cells(names), len(units)))
    return _lines(unit_cells, name_cells, _numbers(table.ravel()))


def _csv(heads: Sequence[str], lines: Lines) -> bytes:
    return ("\n".join([",".join(_cells(heads)), *lines]) + "\n").encode()


def _rows(columns: Iterable[Iterable[object]]) -> Lines:
    return _lines(*map(_cells, columns))


def _lines(*columns: Iterable[str]) -> Lines:
    return map(",".join, zip(*columns, strict=False))


def _cells(values: Iterable[object]) -> list[str]:
    """Texts and numbers as csv cells; nothing for None. The same few words come again and again."""
    listed = list(values)
    known = {value: _cell(value) for value in set(listed)}
    return [known[value] for value in listed]


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n\r') else text


def _numbers(values: Floats) -> list[str]:
    """Numbers as short as they read back the same, whole ones without a point; nothing where missing."""
    whole = values == np.trunc(values)
    if whole.all() and (np.abs(values) < 1e15).all():
        return list(map(str, values.astype(np.int64).tolist()))
    texts = list(map(repr, values.tolist()))
    for place in np.flatnonzero(whole).tolist():
        texts[place] = texts[place].removesuffix(".0")
    for place in np.flatnonzero(np.isnan(values)).tolist():
        texts[place] = ""
    return texts
