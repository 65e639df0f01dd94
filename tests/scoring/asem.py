"""The reference index (51 countries, 49 indicators) as figures and as schemes of the documented format."""

import csv
import json
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from kaohe.figures import figures_of
from kaohe.schemes import read_scheme
from kaohe.scoring import score

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "reference" / "asem"
needs_reference = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="the reference files ../shared/reference/asem are not beside this repository",
)

DENOMINATORS = ("Area", "Energy", "GDP", "Population")
ATTRIBUTES = {"EurAsia_group": ["Asia", "Europe"], "Pop_group": ["L", "M", "S", "XL"]}


def rows(name):
    with (REFERENCE / name).open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def table(name):
    """(units, {column: float64[n]}) of a reference file with one row a unit."""
    found = rows(name)
    columns = [column for column in found[0] if column not in ("uCode", "EurAsia_group", "Time")]
    return tuple(row["uCode"] for row in found), {
        column: np.array([number(row[column]) for row in found]) for column in columns
    }


def number(text):
    return float(text) if text not in ("", "NA") else np.nan


@cache
def meta():
    return {row["iCode"]: row for row in rows("asem_imeta.csv") if row["Level"]}


def indicators():
    return [code for code, row in meta().items() if row["Level"] == "1"]


def lower(code):
    return meta()[code]["Direction"] == "-1"


def figures(found=None, frames=None):
    found = found or rows("asem_idata.csv")
    codes = (*indicators(), *DENOMINATORS)
    return figures_of(
        [row["uCode"] for row in found],
        {code: [number(row[code]) for row in found] for code in codes},
        attributes={name: [row[name] for row in found] for name in ATTRIBUTES},
        frames=frames,
    )


def weights(name):
    return {row["iCode"]: float(row["Weight"]) for row in rows(f"weights/{name}.csv")}


def plain_scheme(items, keys, tree, **more):
    """A scheme written in the format (as JSON, which is YAML) and read by the loader."""
    text = {
        "format": 1,
        "id": "test",
        "name": "test",
        "status": "example",
        "items": {code: {"name": code, "unit": "u"} for code in items},
        "indicators": keys,
        "tree": tree,
        **more,
    }
    return read_scheme(json.dumps(text, ensure_ascii=False), Path("test.yaml"))


def scheme(
    *,
    denominated=True,
    missing="leave",
    treat="none",
    scale="none",
    weight=None,
    combine=("mean", "mean", "mean"),
    need=(None, None, None),
    frames=None,
    **more,
):
    """The index as a scheme; a step may be a function of the code; `combine` and `need` go by level."""
    step = {"missing": missing, "treat": treat, "scale": scale}
    keys = {}
    for code in indicators():
        said = meta()[code]
        keys[code] = {
            "name": said["iName"],
            "unit": said["Unit"],
            "direction": "lower" if lower(code) else "higher",
            "provenance": "published",
            **{name: value(code) if callable(value) else value for name, value in step.items()},
        }
        if denominated and said["Denominator"]:
            keys[code]["formula"] = f"{code} / {said['Denominator']}"
    tree = {"Index": _node("Index", 3, weight or {}, combine, need)}
    return plain_scheme(
        (*indicators(), *DENOMINATORS), keys, tree, units=ATTRIBUTES, frames=frames or {}, **more
    )


def _node(code, level, weight, combine, need):
    node = {"weight": weight.get(code, 1)}
    if level:
        node["combine"] = combine[level - 1]
        node["need"] = need[level - 1]
        node["children"] = {
            child: _node(child, level - 1, weight, combine, need)
            for child, row in meta().items()
            if row["Parent"] == code
        }
    return node


@cache
def paths():
    """Path of every node by its code."""
    return {node.code: node.path for node in score(figures(), scheme()).outline.nodes()}


def leaf_columns(scores, step):
    """The column after a step (`value`, `filled`, ...) of every indicator."""
    return {code: getattr(scores.nodes[paths()[code]], step).values for code in indicators()}


def branch_columns(scores):
    return {code: scores.of(path) for code, path in paths().items() if code not in indicators()}


def assert_agrees(columns, name, only=None, within=1e-12):
    """Every column of a reference file is reproduced to 1e-12, relative to the column's greatest value."""
    _, expected = table(name)
    codes = list(expected) if only is None else [code for code in expected if only(code)]
    assert codes
    for code in codes:
        known = expected[code][np.isfinite(expected[code])]
        size = max(1.0, float(np.abs(known).max())) if len(known) else 1.0
        finite = np.where(np.isfinite(expected[code]), expected[code], np.nan)
        np.testing.assert_allclose(columns[code], finite, rtol=within, atol=within * size, err_msg=code)
