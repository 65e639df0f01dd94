"""Short schemes for tests: a few indicators under one node, each said in a line."""

import json
from pathlib import Path

import numpy as np

from kaohe.figures import aligned, figures_of
from kaohe.schemes import read_scheme
from kaohe.scoring import score


def scheme(indicators, tree=None, *, declared=None, **more):
    """`indicators` by code with their keys, or codes alone; by default all with weight 1 under `top`.

    `declared` items are those without a formula, unless they are given by name or with their keys.
    """
    if not isinstance(indicators, dict):
        indicators = {code: {} for code in indicators}
    declared = declared or tuple(code for code, keys in indicators.items() if "formula" not in keys)
    items = (
        declared if isinstance(declared, dict) else {item: {"name": item, "unit": "u"} for item in declared}
    )
    text = {
        "format": 1,
        "id": "simple",
        "name": "simple",
        "status": "example",
        "items": items,
        "defaults": {"direction": "higher", "provenance": "reconstructed", "unit": "u"},
        "indicators": indicators,
        "tree": tree or {"top": {"children": dict.fromkeys(indicators, 1)}},
        **more,
    }
    return read_scheme(json.dumps(text, ensure_ascii=False), Path("simple.yaml"))


def figures(items, *, year=None, **more):
    """`items` by code, a list each (None is a gap), for units u0, u1, ...; frames as such dictionaries."""
    count = len(next(iter(items.values())))
    units = [f"u{at}" for at in range(count)]
    frames = {
        name: aligned(figures(more.pop(name)), units) for name in ("prev", "target", "city") if name in more
    }
    columns = {
        code: [np.nan if value is None else value for value in column] for code, column in items.items()
    }
    return figures_of(units, columns, attributes=more, data_year=year, frames=frames)


def scored(items, indicators, tree=None, *, beside=None, **more):
    """The scores; `beside` are attributes and frames of the figures, everything else is of the scheme."""
    return score(figures(items, **(beside or {})), scheme(indicators, tree, **more))


def one(values, keys, **more):
    """The node of a single indicator `a` with these keys, over these values."""
    return scored({"a": values}, {"a": keys}, **more).nodes["top/a"]


def cells(column):
    """Numbers, None for a gap."""
    return [None if np.isnan(value) else value for value in column.values.tolist()]


def reasons(column):
    """The names of the reasons of all cells, "" for a number."""
    names = [column.cause(row).reason.name for row in range(len(column))]
    return ["" if name == "PRESENT" else name for name in names]
