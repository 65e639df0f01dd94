"""A scheme as a workbook of six sheets, to be edited and read back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from kaohe.messages import Place, Refused
from kaohe.schemes import Scheme
from kaohe.workbooks.books import workbook_bytes
from kaohe.workbooks.scheme_sheets.sheets import (
    CHECKS,
    COLUMNS,
    INDICATORS,
    ITEMS,
    SCHEME,
    SWITCHED,
    SWITCHES,
    TREE,
    WORDS,
    cell_of_value,
    is_switch,
)
from kaohe.workbooks.scheme_sheets.yaml_text import plain_of
from kaohe.workbooks.styles import Styles

_WIDTHS = {
    "definition": 60,
    "formula": 40,
    "name": 28,
    "value": 60,
    "that": 60,
    "say": 50,
    "path": 36,
    "parent": 28,
}
_OWN_SHEETS = ("items", "indicators", "tree", "checks")

Row = dict[str, Any]


def scheme_to_sheets(scheme: Scheme, out: Path) -> None:
    """Write the workbook: sheets scheme, items, indicators, tree, switches, checks."""
    plain = plain_of(scheme)
    switches: list[Row] = []
    tables = {
        SCHEME: list(_top(plain)),
        ITEMS: [{"code": code, **_cells(item)} for code, item in plain["items"].items()],
        INDICATORS: [_indicator(code, keys, switches) for code, keys in plain["indicators"].items()],
        TREE: [row for code, node in plain["tree"].items() for row in _tree(code, "", code, node, switches)],
        SWITCHES: switches,
        CHECKS: [
            _switched(f"checks.{check['code']}", _cells(check), switches) for check in plain.get("checks", ())
        ],
    }
    columns = COLUMNS | {INDICATORS: (*COLUMNS[INDICATORS], *_weight_sets(plain))}

    def fill(book: Workbook, styles: Styles) -> None:
        for name, rows in tables.items():
            _write(book, name, columns[name], rows, styles, out.name)

    out.write_bytes(workbook_bytes(scheme.name.zh, fill))


def _weight_sets(plain: Row) -> list[str]:
    return list(
        dict.fromkeys(
            f"weights.{name}" for keys in plain["indicators"].values() for name in keys.get("weights", ())
        )
    )


def _top(plain: Row) -> Iterator[Row]:
    """What is said of the whole: a row a key, of keys with parts a row each part."""
    for key, value in plain.items():
        if key in _OWN_SHEETS:
            continue
        if isinstance(value, dict) and value:
            yield from ({"key": f"{key}.{part}", "value": each} for part, each in value.items())
        else:
            yield {"key": key, "value": value}


def _cells(keys: Row) -> Row:
    """Keys with their texts in two languages side by side."""
    cells: Row = {}
    for key, value in keys.items():
        if key in WORDS and isinstance(value, dict):
            cells |= {f"{key}.{lang}": text for lang, text in value.items()}
        else:
            cells[key] = value
    return cells


def _indicator(code: str, keys: Row, switches: list[Row]) -> Row:
    weights = {f"weights.{name}": weight for name, weight in keys.get("weights", {}).items()}
    own = {key: value for key, value in keys.items() if key != "weights"}
    return {"code": code} | _switched(f"indicators.{code}", _cells(own) | weights, switches)


def _tree(path: str, parent: str, code: str, node: Any, switches: list[Row]) -> Iterator[Row]:
    if not isinstance(node, dict) or is_switch(node):
        node = {"weight": node}
    own = {key: value for key, value in node.items() if key != "children"}
    place = {"path": path, "parent": parent or None, "key": code}
    yield place | _switched(f"tree.{path}", _cells(own), switches)
    for child_code, child in node.get("children", {}).items():
        yield from _tree(f"{path}/{child_code}", path, child_code, child, switches)


def _switched(where: str, cells: Row, switches: list[Row]) -> Row:
    """The cells, values that differ by case moved to the sheet of switches."""
    for key, value in cells.items():
        if is_switch(value):
            cases = ((case, each) for case, each in value.items() if case != "by")
            rows = [
                {"where": f"{where}.{key}", "by": value["by"], "case": case, "value": each}
                for case, each in cases
            ]
            switches.extend(rows)
    return {key: SWITCHED if is_switch(value) else value for key, value in cells.items()}


def _write(
    book: Workbook, name: str, columns: tuple[str, ...], rows: list[Row], styles: Styles, file: str
) -> None:
    sheet = book.add_worksheet(name)
    for place, column in enumerate(columns):
        sheet.write_string(0, place, column, styles.head)
        width = _WIDTHS.get(column) or _WIDTHS.get(column.partition(".")[0], 14)
        sheet.set_column(place, place, width)
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(columns):
            if row.get(column) is None:
                continue
            cell = cell_of_value(_key_of(row, column), row[column])
            if isinstance(cell, str):
                if sheet.write_string(line, place, cell, styles.text) < 0:
                    raise Refused.because("workbooks.too_long_for_cell", Place(file, name), key=column)
            else:
                sheet.write(line, place, cell, styles.text)
    sheet.freeze_panes(1, 2 if name != SCHEME else 1)


def _key_of(row: Row, column: str) -> str:
    """By which key a value is read: under `value` that of its row, whatever the column."""
    if column != "value":
        return column
    return str(row["key"]) if "key" in row else str(row["where"]).split(".", 2)[2]
