"""A scheme as a workbook and back: sheets scheme, items, indicators, tree, switches, checks."""

from kaohe.workbooks.scheme_sheets.export import scheme_to_sheets
from kaohe.workbooks.scheme_sheets.importing import scheme_from_sheets
from kaohe.workbooks.scheme_sheets.yaml_text import scheme_yaml

__all__ = ["scheme_from_sheets", "scheme_to_sheets", "scheme_yaml"]
