"""The six sheets a scheme is written to: which columns they have and how a value stands in a cell.

A value that differs by case stands in the sheet `switches`; its own cell then only says so.
"""

import datetime
from collections.abc import Iterable

from kaohe.packs import parse_yaml
from kaohe.schemes.model import Check, IndicatorKeys, Item, Node
from kaohe.workbooks.grids import Value
from kaohe.workbooks.scheme_sheets.yaml_text import flow, in_order

Plain = dict[str, object]

SCHEME, ITEMS, INDICATORS, TREE, SWITCHES, CHECKS = (
    "scheme",
    "items",
    "indicators",
    "tree",
    "switches",
    "checks",
)
SWITCHED = "→ switches"
WORDS = ("name", "note", "definition", "say")
"""Keys whose value is text in two languages: a column (or row) for each."""

_TEXT = frozenset(
    {
        *("id", "version", "released", "status", "licence", "code", "unit", "kind", "vouched_by"),
        *("count", "distinct", "formula", "reading", "provenance", "source", "clause", "through", "back"),
        *("path", "parent", "key", "that", "level", "where", "by", "case"),
    }
)


def _columns(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        column for key in keys for column in ((f"{key}.zh", f"{key}.en") if key in WORDS else (key,))
    )


_PLACED = ("weight", "children")

COLUMNS = {
    SCHEME: ("key", "value"),
    ITEMS: ("code", *_columns(Item.model_fields)),
    INDICATORS: ("code", *_columns(key for key in in_order(IndicatorKeys.model_fields) if key != "weights")),
    TREE: (
        "path",
        "parent",
        "key",
        "weight",
        *_columns(key for key in in_order(Node.model_fields) if key not in _PLACED),
    ),
    SWITCHES: ("where", "by", "case", "value"),
    CHECKS: _columns(Check.model_fields),
}
"""The columns of each sheet; `indicators` has one more for each set of weights, `weights.<set>`."""


def is_text(key: str) -> bool:
    """Whether what stands under a key is text as it is; else it is a number, a truth or YAML."""
    return key in _TEXT or key.partition(".")[0] in WORDS


def cell_of_value(key: str, value: object) -> str | float | bool | None:
    """A plain value as it stands in a cell."""
    if value is None or isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and is_text(key) else flow(value)


def value_of_cell(key: str, cell: Value) -> object:
    """The plain value of a filled cell. Raises `Refused` where it isn't YAML."""
    if isinstance(cell, datetime.date | datetime.time | datetime.timedelta):
        cell = cell.isoformat() if isinstance(cell, datetime.date) else str(cell)
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if is_text(key):
        return str(cell).strip()
    if isinstance(cell, str):
        return parse_yaml(cell, "")[0]
    return cell


def is_switch(value: object) -> bool:
    return isinstance(value, dict) and "by" in value
