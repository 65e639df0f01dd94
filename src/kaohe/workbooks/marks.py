"""What the spreadsheet reader doesn't tell: errors, formulas never computed, percents, hidden rows.

All four would otherwise be taken for a blank or another number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from kaohe.workbooks.addresses import Cell, cell_of
from kaohe.workbooks.packages import Package

MAX_CELLS = 20_000_000
"""Largest rectangle from A1 to the last filled cell: the reader keeps every cell of it."""

_SIGNS = (b"<f>", b"<f ", b"<f/", b":f>", b":f ", b":f/", b't="e"', b"t='e'", b' hidden="', b" hidden='")
_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^>/]*?\br=["']([A-Za-z]{1,3})([0-9]{1,7})["'][^>/]*>""")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BUILT_IN_PERCENTS = frozenset({"9", "10"})


@dataclass(frozen=True, slots=True)
class Marks:
    """Cells (row and column from 0) of one sheet: what the error is, what wasn't computed, what shows a %."""

    errors: Mapping[Cell, str] = field(default_factory=dict)
    uncomputed: Mapping[Cell, str] = field(default_factory=dict)
    percents: frozenset[Cell] = frozenset()
    hidden_rows: tuple[int, ...] = ()


def parts_of_sheets(package: Package) -> dict[str, str]:
    """The package's part for each sheet name."""
    relations = package.elements("xl/_rels/workbook.xml.rels", "Relationship")
    links = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    parts = {}
    for sheet in package.elements("xl/workbook.xml", "sheet"):
        link = next((value for key, value in sheet.items() if key.endswith("}id")), None)
        target = links.get(link, "")
        parts[sheet.get("name", "")] = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return parts


def spans_too_far(xml: bytes) -> bool:
    """Whether the filled cells span a rectangle that no table needs: it would fill the memory."""
    filled = _FILLED.findall(xml)
    rows = max((int(digits) for digits in {digits for _, digits in filled}), default=0)
    columns = max(
        (cell_of(f"{letters.decode()}1")[1] for letters in {letters for letters, _ in filled}), default=0
    )
    return rows * (columns + 1) > MAX_CELLS


def percent_styles(package: Package) -> frozenset[str]:
    """The cell styles that show a number as a percentage, by the number the sheets use."""
    formats = {
        form.get("numFmtId")
        for form in package.elements("xl/styles.xml", "numFmt")
        if "%" in _LITERAL.sub("", form.get("formatCode", ""))
    }
    wanted = formats | _BUILT_IN_PERCENTS
    styles = [style for styles in package.elements("xl/styles.xml", "cellXfs") for style in styles]
    return frozenset(str(place) for place, style in enumerate(styles) if style.get("numFmtId") in wanted)


def marks_of(xml: bytes, percents: frozenset[str]) -> Marks:
    """Read the marks; most sheets have none and are only searched for their signs."""
    shown = [sign for style in percents for sign in (f's="{style}"'.encode(), f"s='{style}'".encode())]
    if not any(sign in xml for sign in (*_SIGNS, *shown)):
        return Marks()
    return _Look(percents).through(xml)


class _Look:
    """One walk through a sheet's XML. Cells without an address stand right of the one before."""

    def __init__(self, percents: frozenset[str]):
        self.percent_styles = percents
        self.errors: dict[Cell, str] = {}
        self.uncomputed: dict[Cell, str] = {}
        self.percents: set[Cell] = set()
        self.hidden: list[int] = []
        self.row, self.column = -1, -1
        self.kind = ""
        self.is_percent = self.has_formula = False
        self.inside = ""
        self.text: dict[str, str] = {}

    def through(self, xml: bytes) -> Marks:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.Parse(xml, True)
        return Marks(self.errors, self.uncomputed, frozenset(self.percents), tuple(self.hidden))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
                self.column = -1
                if attributes.get("hidden") in ("1", "true"):
                    self.hidden.append(self.row)
            case "c":
                self.row, self.column = (
                    cell_of(attributes["r"]) if "r" in attributes else (self.row, self.column + 1)
                )
                self.kind = attributes.get("t", "n")
                self.is_percent = attributes.get("s") in self.percent_styles
                self.has_formula, self.text = False, {}
            case "f":
                self.has_formula, self.inside = True, "f"
            case "v" | "t":
                self.inside = "v"

    def characters(self, text: str) -> None:
        if self.inside:
            self.text[self.inside] = self.text.get(self.inside, "") + text

    def end(self, name: str) -> None:
        self.inside = ""
        if name.rpartition(":")[2] != "c":
            return
        cell, value = (self.row, self.column), self.text.get("v", "")
        if self.kind == "e":
            self.errors[cell] = value
        elif self.has_formula and not value and self.kind != "str":
            self.uncomputed[cell] = f"={self.text.get('f', '')}"
        elif self.is_percent and self.kind == "n" and value:
            self.percents.add(cell)
