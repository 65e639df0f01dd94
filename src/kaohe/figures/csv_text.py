"""Tables as csv text: the same bytes on any machine, numbers as short as they read back the same."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Rows = Iterable[str]


def csv_table(heads: Sequence[str], rows: Rows) -> bytes:
    """Heads and rows in UTF-8, each line ended by a newline alone."""
    return ("\n".join([",".join(texts(heads)), *rows]) + "\n").encode()


def rows_of(columns: Iterable[Iterable[object]]) -> Rows:
    """Rows from columns of values."""
    return joined(*map(texts, columns))


def joined(*columns: Iterable[str]) -> Rows:
    """Rows from columns of cells, as long as the shortest of them; others may be endless."""
    return map(",".join, zip(*columns, strict=False))


def texts(values: Iterable[object]) -> list[str]:
    """Texts and numbers as csv cells; nothing for None. The same few words come again and again."""
    listed = list(values)
    known = {value: _cell(value) for value in set(listed)}
    return [known[value] for value in listed]


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in ',"\n\r') else text


def numbers(values: NDArray[np.float64]) -> list[str]:
    """Numbers as short as they read back the same, whole ones without a point; nothing where missing."""
    whole = values == np.trunc(values)
    if whole.all() and (np.abs(values) < 1e15).all():
        return list(map(str, values.astype(np.int64).tolist()))
    shown = list(map(repr, values.tolist()))
    for place in np.flatnonzero(whole).tolist():
        shown[place] = shown[place].removesuffix(".0")
    for place in np.flatnonzero(np.isnan(values)).tolist():
        shown[place] = ""
    return shown
