"""A report as a spreadsheet: out with the revisions of its cells, back in against what stands there since."""

from kaohe.office.reporting.sheets.coming_in import Line, Lines, read_sheet
from kaohe.office.reporting.sheets.going_out import sheet_bytes

__all__ = ["Line", "Lines", "read_sheet", "sheet_bytes"]
