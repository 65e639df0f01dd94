"""The published tables: csv with fixed columns, sorted, figures settled, the same bytes on any machine."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby, repeat

import numpy as np

from kaohe.figures import Figures
from kaohe.figures.csv_text import Rows, csv_table, joined, numbers, rows_of, texts
from kaohe.scoring import Scores, classes_of, contributions_of, notes_of, places_of
from kaohe.scoring.exact import Floats, settled
from kaohe.scoring.fitness import assessment_year
from kaohe.scoring.placing import ranked_values
from kaohe.standings import COLUMNS as STANDINGS_COLUMNS


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
        tables["classes.csv"] = csv_table(("unit", "name", "class"), rows_of(columns))
    return tables


def figures_table(figures: Figures) -> bytes:
    """unit, name, @attributes, items: the figures themselves, each number as short as reads back the same."""
    marks = [texts(column) for column in figures.attributes.values()]
    values = [numbers(column) for column in figures.values.T]
    heads = ("unit", "name", *(f"@{name}" for name in figures.attributes), *figures.items)
    return csv_table(heads, joined(texts(figures.units), texts(figures.names), *marks, *values))


def _scores(scores: Scores) -> bytes:
    """unit, node, score: every node of every unit, in the tree's reading order; empty where there is none."""
    paths = [node.path for node in scores.outline.reading_order()]
    table = np.column_stack([settled(scores.of(path)) for path in paths])
    return csv_table(("unit", "node", "score"), _by_unit(scores.figures.units, paths, table))


def _standings(scores: Scores) -> bytes:
    """Every list after the other, units by code: see `kaohe.standings`."""
    units = texts(scores.figures.units)
    years = texts([assessment_year(scores.figures), scores.figures.data_year])

    def rows() -> Iterator[str]:
        for node, lists in groupby(places_of(scores), key=lambda places: places.scope):
            shown = numbers(settled(ranked_values(scores.nodes[node])))
            for places in lists:
                scope, group = texts([places.scope, places.group])
                yield from joined(
                    [units[unit] for unit in places.units],
                    repeat(scope),
                    [shown[unit] for unit in places.units],
                    numbers(places.ranks),
                    repeat(str(places.of)),
                    repeat(group),
                    *map(repeat, years),
                )

    return csv_table(STANDINGS_COLUMNS, list(rows()))


def _contributions(scores: Scores) -> bytes:
    """unit, node, contribution: the parts of each unit's final score, which they add up to."""
    given = contributions_of(scores)
    scored = np.flatnonzero(~np.isnan(given.parts).any(axis=1))
    units = [scores.figures.units[unit] for unit in scored]
    heads = ("unit", "node", "contribution")
    return csv_table(heads, _by_unit(units, given.names, given.parts[scored]))


def _notes(scores: Scores) -> bytes:
    """unit, node, step, what, before, after: see `kaohe.scoring.notes`."""
    notes = notes_of(scores)
    words = [texts([note[place] for note in notes]) for place in range(4)]
    before, after = (np.array([note[place] for note in notes], dtype=np.float64) for place in (4, 5))
    heads = ("unit", "node", "step", "what", "before", "after")
    return csv_table(heads, joined(*words, numbers(before), numbers(after)))


def _units(figures: Figures) -> bytes:
    """unit, name and the attributes reported: who was assessed."""
    columns = [figures.units, figures.names, *figures.attributes.values()]
    return csv_table(("unit", "name", *figures.attributes), rows_of(columns))


def _by_unit(units: Sequence[str], names: Sequence[str], table: Floats) -> Rows:
    """unit, name, number for every cell of a table of units by names."""
    unit_cells = chain.from_iterable(repeat(unit, len(names)) for unit in texts(units))
    name_cells = chain.from_iterable(repeat(texts(names), len(units)))
    return joined(unit_cells, name_cells, numbers(table.ravel()))
