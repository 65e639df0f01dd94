"""Small worked examples: a scheme as its author would write it, figures as a table, one number a cell."""

from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from kaohe.figures import aligned, figures_of
from kaohe.schemes import read_scheme
from kaohe.scoring import contributions_of, score

HEAD = "format: 1\nid: worked\nname: worked example\nstatus: example\n"


def scheme(text):
    return read_scheme(HEAD + dedent(text), Path("worked.yaml"))


def figures(table, attributes=None, year=None, **frames):
    """Figures from `{unit: {item: value}}`; None is a gap, frames are such tables by unit."""
    units = list(table)
    items = dict.fromkeys(item for row in table.values() for item in row)
    columns = {item: [_number(table[unit].get(item)) for unit in units] for item in items}
    marks = {name: [by_unit[unit] for unit in units] for name, by_unit in (attributes or {}).items()}
    beside = {frame: aligned(figures(rows), sorted(units)) for frame, rows in frames.items()}
    return figures_of(units, columns, attributes=marks, data_year=year, frames=beside)


def _number(value):
    return np.nan if value is None else value


def scored(text, table, attributes=None, **frames):
    """The scores, after checking that the contributions add up to them."""
    scores = score(figures(table, attributes, **frames), scheme(text))
    parts, final = contributions_of(scores).parts, scores.root.score.values
    np.testing.assert_allclose(parts.sum(axis=1), final, rtol=1e-9, atol=1e-9)
    return scores


def assert_scores(scores, path, by_unit):
    """The scores at a path are those worked out by hand, None for a missing one."""
    found = dict(zip(scores.figures.units, scores.of(path).tolist(), strict=True))
    wanted = {unit: _number(value) for unit, value in by_unit.items()}
    assert found == pytest.approx(wanted, rel=1e-12, abs=1e-12, nan_ok=True)
