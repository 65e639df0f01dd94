"""Many letters of a kind as a table that a spreadsheet copies: a head of names, then a row a letter."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from kaohe.letters import Field, Template
from kaohe.messages import Place, Problem, Refused, sentence
from kaohe.office.accounts.models import Office
from kaohe.web.forms.paper_values import typed

MOST = 500
"""Letters of one table."""


@dataclass(frozen=True, slots=True)
class Row:
    """A letter: its line in the table, to whom it goes, what the table says of it."""

    line: int
    addressee: Office | None
    values: Mapping[str, Any]


def read_rows(template: Template, text: str) -> list[Row]:
    """The rows of a table; a cell in quotes may hold several lines.

    Raises `Refused` for every column, office and value that isn't known, by the line where its row begins.
    """
    table = _cells(text)
    if len(table) < 2 or len(table) > MOST + 1:
        raise Refused.because("web_papers.rows_wrong", found=max(len(table) - 1, 0), allowed=MOST)
    columns = _columns(template, [name.strip() for name in table[0][1]])
    offices = {office.name_zh: office for office in Office.objects.all()}
    rows, problems = list[Row](), list[Problem]()
    for number, cells in table[1:]:
        try:
            rows.append(_row(template, columns, cells, number, offices))
        except Refused as refused:
            problems += [Problem(each.code, each.params, Place(line=number)) for each in refused.problems]
    if problems:
        raise Refused(problems)
    return rows


def _cells(text: str) -> list[tuple[int, list[str]]]:
    """The rows that aren't empty, each with the line where it begins. Raises `Refused` for an open quote."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    reader = csv.reader(StringIO(text, newline=""), delimiter="\t" if "\t" in head else ",", strict=True)
    found, line = list[tuple[int, list[str]]](), 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise Refused.because("web_papers.row_broken", Place(line=line)) from None
    return found


def heads(template: Template) -> dict[str, str]:
    """What a column may be called: fields by their names in both languages, "" for the addressee."""
    names = {sentence("web_papers.addressee", lang): "" for lang in ("zh", "en")}
    return names | {
        head: name for name, field in template.fields.items() for head in (field.zh, field.en, name)
    }


def _columns(template: Template, found: list[str]) -> list[str]:
    known = heads(template)
    unknown = [head for head in found if head not in known]
    if unknown:
        allowed = "、".join(dict.fromkeys(head for head in known if head not in template.fields))
        raise Refused.because("web_papers.columns_wrong", found="、".join(unknown), allowed=allowed)
    columns = [known[head] for head in found]
    if len(set(columns)) < len(columns):
        raise Refused.because("web_papers.columns_twice", found="、".join(found))
    return columns


def _row(
    template: Template, columns: list[str], cells: list[str], line: int, offices: Mapping[str, Office]
) -> Row:
    if len(cells) > len(columns):
        raise Refused.because("web_papers.cells_wrong", found=len(cells), allowed=len(columns))
    said = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
    to = said.pop("", "")
    if to and to not in offices:
        raise Refused.because("web_papers.no_office", found=to)
    values = {name: _value(template.fields[name], text) for name, text in said.items()}
    return Row(line, offices.get(to), values)


def _value(field: Field, text: str) -> Any:
    if field.kind not in {"lines", "table"} and len(text.splitlines()) > 1:
        raise Refused.because("web_papers.one_line_only", field=field.text, found=len(text.splitlines()))
    return typed(field, text)
