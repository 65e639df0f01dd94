"""Data sets that are shipped to try things with."""

import csv

from kaohe.packs import pack_file

Rows = list[dict[str, str]]


def example(name: str) -> tuple[Rows, Rows]:
    """Figures and structure of an example, rows by column: `asem`, the connectivity of 51 countries.

    FileNotFoundError for an unknown name. Source of asem: COINr (William Becker), MIT licence.
    """
    return _rows(f"{name}.csv"), _rows(f"{name}-structure.csv")


def _rows(file: str) -> Rows:
    return list(csv.DictReader(pack_file("figures", file).read_text(encoding="utf-8").splitlines()))
