"""A scheme from a table of its nodes, and one scheme from another."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kaohe.formulas import FormulaError, parse
from kaohe.messages import Refused
from kaohe.schemes import Scheme, read_scheme

Row = Mapping[str, str]


def scheme_from(
    rows: Sequence[Row], *, groups: Mapping[str, Sequence[str]] | None = None, **defaults: Any
) -> Scheme:
    """A scheme out of rows `code, parent, name, unit, weight, direction, formula`; the root has no parent.

    Only code and parent are needed: a node without children is an indicator, by default the item of its code,
    of weight 1, where higher is better. Items are what formulas name. `groups` are attributes of the units
    with their values; `defaults` hold for every indicator, as the format's `defaults` do: missing, treat,
    scale. Raises `Refused` as a scheme's file would be.
    """
    by_code = {row["code"]: row for row in rows}
    roots = [row for row in rows if not row.get("parent")]
    lost = [row["parent"] for row in rows if row.get("parent") and row["parent"] not in by_code]
    if len(roots) != 1 or lost:
        raise Refused.because("library.structure", roots=len(roots), lost=", ".join(lost) or "—")
    leaves = [row for row in rows if not _children(rows, row)]
    said = {row["code"]: _indicator(row) for row in leaves}
    text = {
        "format": 1,
        "id": "own",
        "name": roots[0].get("name") or roots[0]["code"],
        "status": "example",
        "units": {name: list(values) for name, values in (groups or {}).items()},
        "items": {name: {"name": name, "unit": "—"} for name in _items(leaves)},
        "defaults": {"direction": "higher", "provenance": "reconstructed", **defaults},
        "indicators": said,
        "tree": {roots[0]["code"]: _node(rows, roots[0])},
    }
    return read_scheme(json.dumps(text, ensure_ascii=False), Path("scheme"))


def with_steps(scheme: Scheme, **defaults: Any) -> Scheme:
    """The same scheme with other defaults for its indicators (missing, treat, scale, cap, ...).

    What an indicator or node says itself stays. Raises `Refused` where they don't go together.
    """
    plain = scheme.model_dump(mode="json", by_alias=True, exclude_unset=True)
    plain["defaults"] = {**plain.get("defaults", {}), **defaults}
    return read_scheme(json.dumps(plain, ensure_ascii=False), Path("scheme"))


def _children(rows: Sequence[Row], row: Row) -> list[Row]:
    return [each for each in rows if each.get("parent") == row["code"]]


def _indicator(row: Row) -> dict[str, Any]:
    keys = {key: row[key] for key in ("name", "direction", "formula") if row.get(key)}
    return {**keys, "unit": row.get("unit") or "—"}


def _items(leaves: Sequence[Row]) -> list[str]:
    """Whatever the formulas name, in order."""
    found: dict[str, None] = {}
    for row in leaves:
        try:
            found |= {name.code: None for name in sorted(parse(row.get("formula") or row["code"]).names)}
        except FormulaError:
            continue  # the review of the scheme tells where and why
    return list(found)


def _node(rows: Sequence[Row], row: Row) -> dict[str, Any]:
    node: dict[str, Any] = {"weight": float(row["weight"]) if row.get("weight") else 1.0}
    children = _children(rows, row)
    if children:
        name = {"name": row["name"]} if row.get("name") else {}
        return {**node, **name, "children": {each["code"]: _node(rows, each) for each in children}}
    return node
