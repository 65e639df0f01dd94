"""Workbooks of ours: the same bytes for the same content."""

import datetime
import io
from collections.abc import Callable

from xlsxwriter import Workbook

from kaohe import __version__
from kaohe.workbooks.styles import Styles, options, styles_of

_CREATED = datetime.datetime(2000, 1, 1)
"""Stands in every workbook instead of the clock, so that equal content gives equal bytes."""


def workbook_bytes(title: str, fill: Callable[[Workbook, Styles], None]) -> bytes:
    """A workbook that `fill` writes the sheets of."""
    memory = io.BytesIO()
    book = Workbook(memory, options())
    book.set_properties({"title": title, "author": f"kaohe {__version__}", "created": _CREATED})
    fill(book, styles_of(book))
    book.close()
    return memory.getvalue()
