"""Many letters of a kind as a table that a spreadsheet copies: a head of names, then a row a letter."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
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
    """The rows of a table. Raises `Refused` for every column, office and value that isn't known."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) < 2 or len(lines) > MOST + 1:
        raise Refused.because("web_papers.rows_wrong", found=max(len(lines) - 1, 0), allowed=MOST)
    comma = "\t" not in lines[0][1]
    cells = list(csv.reader((line for _, line in lines), delimiter="," if comma else "\t"))
    if len(cells) != len(lines):
        raise Refused.because("web_papers.row_broken")
    columns = _columns(template, [name.strip() for name in cells[0]])
    offices = {office.name_zh: office for office in Office.objects.all()}
    rows, problems = list[Row](), list[Problem]()
    for (number, _), row in zip(lines[1:], cells[1:], strict=True):
        try:
            rows.append(_row(template, columns, row, number, offices))
        except Refused as refused:
            problems += [Problem(each.code, each.params, Place(line=number)) for each in refused.problems]
    if problems:
        raise Refused(problems)
    return rows


def heads(template: Template) -> dict[str, str]:
    """What a column may be called: fields by their names in both languages, "" for the addressee."""
    names = {sentence("web_papers.addressee", lang): "" for lang in ("zh", "en")}
    return names | {head: name for name, field in _plain(template) for head in (field.zh, field.en, name)}


def _plain(template: Template) -> Iterator[tuple[str, Field]]:
    """The fields that fit into a cell."""
    return ((name, field) for name, field in template.fields.items() if field.kind not in {"table", "lines"})


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
    values = {name: typed(template.fields[name], text) for name, text in said.items()}
    return Row(line, offices.get(to), values)
