"""Workbooks: figures in, the reporting form out, schemes there and back."""

from kaohe.workbooks.form import write_filled, write_form
from kaohe.workbooks.reading import Reading, read_figures
from kaohe.workbooks.scheme_sheets import scheme_from_sheets, scheme_to_sheets, scheme_yaml
from kaohe.workbooks.unit_lists import read_last_year, read_units

__all__ = [
    "Reading",
    "read_figures",
    "read_last_year",
    "read_units",
    "scheme_from_sheets",
    "scheme_to_sheets",
    "scheme_yaml",
    "write_filled",
    "write_form",
]
